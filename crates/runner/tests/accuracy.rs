//! Figures on public gold sets that no change may worsen. Their texts belong to their publishers and are not here:
//! `RASHOMON_GOLD=FOLDER cargo test --release -p rashomon-runner --test accuracy` measures those it finds in the folder.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::env;
use std::path::PathBuf;

use serde_json::Value;

/// A gold file, by what it is measured with, and the least that each figure may be, in percent.
type Set = (&'static str, &'static [&'static str], &'static [(&'static str, f64)]);

const SETS: [Set; 5] = [
    (
        "timebank.jsonl",
        &["-a", "timeline"],
        &[
            ("/any_label/strict/f1", 92.0),
            ("/any_label/lenient/f1", 95.0),
            ("/attributes/value/end_to_end/f1", 84.0),
        ],
    ),
    // Only its sentences with offsets. Its numbers are never ordinals, and have one modifier each.
    (
        "newsquant.dev.jsonl",
        &[
            "-a",
            "numbers",
            "--set",
            "numbers.ordinals=false",
            "--set",
            "numbers.bounded_changes=false",
        ],
        &[
            ("/any_label/lenient/f1", 97.0),
            ("/attributes/unit/end_to_end/f1", 92.0),
            ("/attributes/modifier/end_to_end/f1", 94.0),
        ],
    ),
    (
        "worldwide_news.jsonl",
        &["-a", "entities", "--labels", "PER,LOC,ORG"],
        &[("/micro/strict/f1", 83.0)],
    ),
    (
        "gum_news.jsonl",
        &["-a", "entities", "--labels", "PER,LOC,ORG"],
        &[("/micro/strict/f1", 74.0)],
    ),
    (
        "polnear_direct.dev.jsonl",
        &["-a", "quotes", "--set", "quotes.indirect=false"],
        &[("/any_label/strict/f1", 94.0)],
    ),
];

#[test]
fn public_gold_is_met_as_before() {
    let Some(folder) = env::var_os("RASHOMON_GOLD").map(PathBuf::from) else {
        println!("SKIPPED: no gold; name its folder in RASHOMON_GOLD");
        return;
    };
    let mut found = 0;
    let mut worse = Vec::new();
    for (name, arguments, least) in SETS {
        let path = folder.join(name);
        if !path.exists() {
            println!("SKIPPED: {}", path.display());
            continue;
        }
        found += 1;
        let gold = path.to_str().unwrap();
        let output = common::run(
            &[&["eval", "--quiet", "--format", "json", "--gold", gold], arguments].concat(),
        );
        let result: Value = serde_json::from_slice(&output.stdout).unwrap();
        for &(figure, least) in least {
            let percent = 100.0 * at(&result, figure);
            println!("{name} {figure} {percent:.2}");
            if percent < least {
                worse.push(format!("{name} {figure}: {percent:.2} is less than {least}"));
            }
        }
    }
    assert!(found > 0, "no gold lies in {}", folder.display());
    assert!(worse.is_empty(), "{worse:#?}");
}

/// A figure of an evaluation; an attribute is found by its name.
fn at(result: &Value, figure: &str) -> f64 {
    let value = match figure.strip_prefix("/attributes/").and_then(|it| it.split_once('/')) {
        Some((name, rest)) => {
            let attributes = result["attributes"].as_array().unwrap();
            let attribute = attributes.iter().find(|it| it["name"] == name);
            attribute.unwrap().pointer(&format!("/{rest}")).unwrap()
        }
        None => result.pointer(figure).unwrap(),
    };
    value.as_f64().unwrap()
}
