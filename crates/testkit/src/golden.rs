//! What an analyzer says of whole reports, kept in files, so that a change shows its whole effect in review.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use rashomon_core::{Document, Span, Value};
use rashomon_text::{TextLayer, TextOptions};
use serde_json::{Map, Value as Json, json};

use crate::kit::Kit;
use crate::values::Found;

/// Calls [`golden`](fn@golden) for the crate in which it stands:
/// `golden!(Kit::<Quotes>::new().with::<Entities>())`.
#[macro_export]
macro_rules! golden {
    ($kit:expr) => {
        $crate::golden(&$kit, ::std::env!("CARGO_MANIFEST_DIR"))
    };
}

/// Runs the analyzer on each report in `seeds/` and compares with `tests/golden/<report>.json` of the crate whose
/// folder is `crate_dir`; `seeds/` is the nearest one in that folder or above it. Each report has the metadata that
/// `seeds/metadata.jsonl` gives it.
///
/// With `UPDATE_GOLDEN=1` in the environment the files are written instead. They hold one annotation a line, offsets
/// in code points; a reference is shown by label, offsets and text of what it refers to.
///
/// # Panics
/// If the annotations differ from a file, with the lines that do; or if a file cannot be read or written.
#[track_caller]
pub fn golden<P>(kit: &Kit<P>, crate_dir: impl AsRef<Path>) {
    let crate_dir = crate_dir.as_ref();
    let seeds = crate_dir
        .ancestors()
        .map(|it| it.join("seeds"))
        .find(|it| it.join("metadata.jsonl").is_file())
        .unwrap_or_else(|| {
            panic!("there is no seeds/metadata.jsonl in or above {}", crate_dir.display())
        });
    let folder = crate_dir.join("tests/golden");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some_and(|it| it == "1");
    let mut layer = TextLayer::new(TextOptions::default());
    let mut differences = String::new();
    for (id, metadata) in reports(&seeds) {
        let text = read(&seeds.join(format!("{id}.txt")));
        let document = kit.analyze(kit.prepare(&mut layer, &id, &text, &metadata));
        let document = document.unwrap_or_else(|error| panic!("{id}: {error}"));
        let found = to_json(Found::of(&document, kit.name()));
        let file = folder.join(format!("{id}.json"));
        if update {
            write(&file, &found);
        } else {
            let kept = if file.is_file() { read(&file) } else { String::new() };
            if kept != found {
                let _ =
                    write!(differences, "\n{}\n{}", file.display(), line_difference(&kept, &found));
            }
        }
    }
    assert!(
        differences.is_empty(),
        "`{}` finds something else than the golden files say; if that is right, UPDATE_GOLDEN=1 rewrites them\n{differences}",
        kit.name()
    );
}

/// Names and metadata of the reports.
fn reports(seeds: &Path) -> Vec<(String, Vec<(String, String)>)> {
    let file = seeds.join("metadata.jsonl");
    let mut reports = Vec::new();
    for (number, line) in read(&file).lines().enumerate().filter(|(_, it)| !it.is_empty()) {
        let fields: Map<String, Json> = serde_json::from_str(line)
            .unwrap_or_else(|error| panic!("{}:{}: {error}", file.display(), number + 1));
        let mut metadata: Vec<(String, String)> = fields
            .into_iter()
            .filter_map(|(key, value)| value.as_str().map(|it| (key, it.into())))
            .collect();
        let id = metadata
            .iter()
            .position(|(key, _)| key == "id")
            .unwrap_or_else(|| panic!("{}:{}: there is no `id`", file.display(), number + 1));
        reports.push((metadata.remove(id).1, metadata));
    }
    assert!(!reports.is_empty(), "{} names no report", file.display());
    reports
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn write(file: &Path, text: &str) {
    let folder: PathBuf = file.parent().map(Path::to_path_buf).unwrap_or_default();
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(file, text));
    written.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

/// A list with one annotation a line.
fn to_json(found: Found<'_>) -> String {
    let mut lines = Vec::new();
    for annotation in found.layer.iter() {
        let mut attributes: Vec<(u16, Value<'_>)> = annotation.attributes().collect();
        attributes.sort_by_key(|(key, _)| *key);
        let attributes: Map<String, Json> = attributes
            .into_iter()
            .map(|(key, value)| (found.name(key).into(), attribute_json(found, key, value)))
            .collect();
        let mut line = place(found, annotation.span());
        line.insert("attributes".into(), attributes.into());
        let mut all = Map::from_iter([("label".into(), annotation.label().into())]);
        all.append(&mut line);
        lines.push(Json::Object(all).to_string());
    }
    if lines.is_empty() { "[]\n".into() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

fn attribute_json(found: Found<'_>, key: u16, value: Value<'_>) -> Json {
    match value {
        Value::Float(number) => json!(number),
        Value::Integer(number) => json!(number),
        Value::Bool(yes) => json!(yes),
        Value::Span(span) => place(found, span).into(),
        Value::Reference(_) => found.referred(key, value).map_or(Json::Null, |it| {
            let mut referred = Map::from_iter([("label".into(), it.label().into())]);
            referred.append(&mut place(found, it.span()));
            referred.into()
        }),
        other => found.value_text(key, other).into(),
    }
}

/// Offsets in code points, and the text there.
fn place(found: Found<'_>, span: Span) -> Map<String, Json> {
    let code_points = |bytes: u32| {
        let before = Span::new(0, bytes);
        found.document.slice(before).chars().count()
    };
    Map::from_iter([
        ("start".into(), code_points(span.start()).into()),
        ("end".into(), code_points(span.end()).into()),
        ("text".into(), found.document.slice(span).into()),
    ])
}

/// The lines that only one of two texts has, in order: `-` kept, `+` found.
fn line_difference(kept: &str, found: &str) -> String {
    let bare = |text: &str| -> Vec<String> {
        text.lines().map(|it| it.trim_end_matches(',').to_owned()).collect()
    };
    let (kept, found) = (bare(kept), bare(found));
    // Length of the longest common subsequence of the lines from here on.
    let mut common = vec![vec![0_u32; found.len() + 1]; kept.len() + 1];
    for (i, one) in kept.iter().enumerate().rev() {
        for (j, other) in found.iter().enumerate().rev() {
            common[i][j] = if one == other {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = String::new();
    while i < kept.len() || j < found.len() {
        let sign = if i < kept.len() && j < found.len() && kept[i] == found[j] {
            (i, j) = (i + 1, j + 1);
            continue;
        } else if j == found.len() || (i < kept.len() && common[i + 1][j] >= common[i][j + 1]) {
            i += 1;
            ('-', &kept[i - 1])
        } else {
            j += 1;
            ('+', &found[j - 1])
        };
        let _ = writeln!(lines, "{} {}", sign.0, sign.1);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{line_difference, to_json};
    use crate::kit::Kit;
    use crate::sample::Capitals;
    use crate::values::Found;

    #[test]
    fn annotations_are_written_one_a_line_with_offsets_in_code_points() {
        let document = Kit::<Capitals>::new().annotate("é EU or UNO");
        let json = to_json(Found::of(&document, "capitals"));
        assert_eq!(
            json,
            r#"[
{"label":"capitals","start":2,"end":4,"text":"EU","attributes":{"length":2,"next":{"start":5,"end":7,"text":"or"},"parity":"even"}},
{"label":"capitals","start":8,"end":11,"text":"UNO","attributes":{"length":3,"before":{"label":"capitals","start":2,"end":4,"text":"EU"},"parity":"odd"}}
]
"#
        );
        serde_json::from_str::<serde_json::Value>(&json).unwrap();
    }

    #[test]
    fn difference_shows_changed_lines_and_no_others() {
        assert_eq!(line_difference("[\na,\nb,\nc\n]", "[\na,\nx,\nc,\nd\n]"), "- b\n+ x\n+ d\n");
        assert_eq!(line_difference("", "[]"), "+ []\n");
    }
}
