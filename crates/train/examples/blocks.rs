//! Learns the weights of the block classifier, or measures them by cross-validation.
//!
//! ```text
//! cargo run --release -p rashomon-train --example blocks -- --pages blocks.dev.jsonl --articles polnear.train.jsonl \
//!     --out crates/text/models/blocks.bin
//! cargo run --release -p rashomon-train --example blocks -- --pages .. --articles .. --cross-validate [--errors]
//! ```
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, reason = "a program that reports what it measures")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::PathBuf;

use rashomon_core::{BlockKind, Span};
use rashomon_text::blocks_training::classify;
use rashomon_train::blocks::{Page, Recipe, Score, learn, read_articles, read_pages, score};

/// Parts into which the pages are divided for cross-validation.
const FOLDS: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut recipe = Recipe::default();
    let mut cross = false;
    let mut errors = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if matches!(argument.as_str(), "--cross-validate" | "--errors") {
            cross = true;
            errors |= argument == "--errors";
            continue;
        }
        let value = arguments.next().ok_or_else(|| format!("{argument} needs a value"))?;
        match argument.as_str() {
            "--pages" | "--articles" | "--out" => {
                paths.insert(argument, PathBuf::from(value));
            }
            "--models" => recipe.models = value.parse()?,
            "--l2" => recipe.l2 = value.parse()?,
            "--spliced" => recipe.spliced = value.parse()?,
            "--clean" => recipe.articles = value.parse()?,
            "--iterations" => recipe.iterations = value.parse()?,
            _ => return Err(format!("{argument} is not an option").into()),
        }
    }
    let path = |name: &str| paths.get(name).ok_or_else(|| format!("{name} FILE is missing"));
    let pages = read_pages(path("--pages")?)?;
    let articles = read_articles(path("--articles")?)?;
    if cross {
        cross_validate(&pages, &articles, &recipe, errors);
        return Ok(());
    }
    let all: Vec<&Page> = pages.iter().collect();
    let weights = learn(&all, &articles, &recipe);
    let mut sum = Score::default();
    for page in &pages {
        sum.add(&score(page, &classify(&page.text, &weights)));
    }
    println!("on the training pages: {}", show(&sum));
    std::fs::write(path("--out")?, weights.to_bytes())?;
    Ok(())
}

/// Learns without each tenth of the sites and measures on it.
fn cross_validate(pages: &[Page], articles: &[String], recipe: &Recipe, errors: bool) {
    let sites = group_by_site(pages);
    let mut sum = Score::default();
    let mut single = Score::default();
    for fold in 0..FOLDS {
        let held = |index: &usize| sites[*index] % FOLDS == fold;
        let others: Vec<&Page> =
            (0..pages.len()).filter(|it| !held(it)).map(|it| &pages[it]).collect();
        let weights = learn(&others, articles, recipe);
        for page in (0..pages.len()).filter(held).map(|it| &pages[it]) {
            let blocks = classify(&page.text, &weights);
            let own = score(page, &blocks);
            sum.add(&own);
            if errors {
                println!("{}: {}", page.id, show(&own));
                print_errors(page, &blocks);
            }
            single.add(&score_without_blank_lines(page, |text| classify(text, &weights)));
        }
    }
    println!("{FOLDS} folds by site: {}", show(&sum));
    println!("without blank lines: {}", show(&single));
}

/// Prints the lines whose block is on the wrong side.
fn print_errors(page: &Page, blocks: &[(Span, BlockKind)]) {
    for (range, body) in &page.lines {
        let alone = Page { lines: vec![(range.clone(), *body)], ..page.clone() };
        let own = score(&alone, blocks);
        if own.lost + own.wrong > 0 || own.noise > own.called {
            let kind = if *body { "lost " } else { "noise" };
            println!("  {kind} {}", page.text.get(range.clone()).unwrap_or_default());
        }
    }
}

/// Measures a page whose blank lines are taken out.
fn score_without_blank_lines(
    page: &Page,
    classify: impl Fn(&str) -> Vec<(Span, BlockKind)>,
) -> Score {
    let mut joined = Page { id: page.id.clone(), text: String::new(), lines: Vec::new() };
    for (range, body) in &page.lines {
        let start = joined.text.len();
        joined.text.push_str(page.text.get(range.clone()).unwrap_or_default());
        joined.lines.push((start..joined.text.len(), *body));
        joined.text.push('\n');
    }
    score(&joined, &classify(&joined.text))
}

/// A number for each page's site: pages that share five lines of menus are of one site.
fn group_by_site(pages: &[Page]) -> Vec<usize> {
    let menus: Vec<BTreeSet<&str>> =
        pages.iter().map(|it| it.menu().into_iter().collect()).collect();
    let mut sites: Vec<usize> = Vec::new();
    let mut count = 0;
    for (index, menu) in menus.iter().enumerate() {
        let known = (0..index).find(|it| {
            menus[*it].intersection(menu).filter(|it| it.split_whitespace().count() >= 2).count()
                >= 5
        });
        sites.push(known.map_or_else(
            || {
                count += 1;
                count - 1
            },
            |it| sites[it],
        ));
    }
    sites
}

fn show(score: &Score) -> String {
    format!(
        "F1 {:.1} recall {:.1} noise lines called noise {:.1}",
        score.f1(),
        score.recall(),
        score.noise_called()
    )
}
