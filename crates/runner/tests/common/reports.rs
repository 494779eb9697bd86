//! A corpus of many invented reports, some of which cannot be read, some of one name.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::json;

/// Writes `count` reports as JSONL, one of about a kilobyte each. Every seventeenth is no JSON, every twenty-third has a
/// name that an earlier one has too.
pub(crate) fn write_reports(folder: &Path, count: usize) -> String {
    let mut lines = String::new();
    for number in 0..count {
        if number % 17 == 16 {
            writeln!(lines, "{{\"id\": \"broken-{number}\", \"text\": ").unwrap();
            continue;
        }
        let id = if number % 23 == 22 { "report-1".into() } else { format!("report-{number}") };
        let sentence = format!(
            "About {number} families left the harbour of Łódź on Tuesday, said Mayor Ana Núñez, “all of them in {} boats”. ",
            number % 7 + 2
        );
        let text = format!("Storm {number} empties harbour\n\n{}\n", sentence.repeat(8));
        writeln!(lines, "{}", json!({"id": id, "text": text, "published": "2023-05-10"})).unwrap();
    }
    let path = folder.join("corpus.jsonl");
    fs::write(&path, lines).unwrap();
    path.to_str().unwrap().to_owned()
}
