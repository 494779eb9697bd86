//! brat standoff, read back as brat's server reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use rashomon_formats::Format;

use crate::support::{Written, document, documents};

/// The lines of a text as Python has them, for whose readers the file is.
fn lines(text: &str) -> Vec<&str> {
    let ends = [
        '\n', '\u{b}', '\u{c}', '\r', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}',
        '\u{2029}',
    ];
    text.split_inclusive(ends).map(|it| it.trim_end_matches(ends)).collect()
}

/// Checks what brat checks of a file, and returns its `T`s and how many other lines there are of each sort.
fn check(
    text: &str,
    annotations: &str,
) -> (BTreeMap<String, (String, String)>, BTreeMap<char, usize>) {
    let characters: Vec<char> = text.chars().collect();
    let (mut bound, mut others, mut named) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    let mut ids = BTreeSet::new();
    for line in lines(annotations) {
        let (id, rest) = line.split_once('\t').unwrap();
        assert!(ids.insert(id.to_owned()), "{id} twice");
        let (sort, number) = id.split_at(1);
        number.parse::<u64>().unwrap();
        let (data, tail) = rest.split_once('\t').unwrap_or((rest, ""));
        if sort == "T" {
            let (kind, places) = data.split_once(' ').unwrap();
            let mut pieces = Vec::new();
            let mut last = 0;
            for place in places.split(';') {
                let (start, end) = place.split_once(' ').unwrap();
                let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
                assert!(last <= start && start < end, "{line}");
                pieces.push(characters[start..end].iter().collect::<String>());
                last = end;
            }
            assert_eq!(tail, pieces.join(" "));
            assert!(!tail.trim().is_empty() && !tail.contains('\t'));
            bound.insert(id.to_owned(), (kind.to_owned(), tail.to_owned()));
            continue;
        }
        let words: Vec<_> = data.split_whitespace().collect();
        *others.entry(sort.chars().next().unwrap()).or_insert(0) += 1;
        match (sort, &words[..]) {
            ("A", [_, to, _]) | ("#", ["AnnotatorNotes", to]) => named.push((*to).to_owned()),
            ("R", [_, from, to]) => {
                named.push(from.strip_prefix("Arg1:").unwrap().to_owned());
                named.push(to.strip_prefix("Arg2:").unwrap().to_owned());
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(named.iter().all(|it| bound.contains_key(it)), "{named:?}");
    (bound, others)
}

fn files(folder: &Path) -> Vec<String> {
    let names =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn offsets_are_those_of_the_text_beside(documents in documents()) {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("in");
        fs::create_dir(&folder).unwrap();
        let all = Written::new(documents);
        all.store(Format::Brat, &folder);
        prop_assert_eq!(files(outer.path()), ["in"]);
        prop_assert_eq!(files(&folder).len(), 2 + 2 * all.documents.len());
        let mut table = csv::Reader::from_path(folder.join("documents.csv")).unwrap();
        for ((row, document), jsonl) in table.records().zip(&all.documents).zip(all.jsonl()) {
            let name = row.unwrap()[0].trim_start_matches('\'').to_owned();
            let read = |ending: &str| fs::read_to_string(folder.join(format!("{name}.{ending}"))).unwrap();
            let text = read("txt");
            let before = rashomon_core::Document::text(document);
            prop_assert_eq!(text.chars().count(), before.chars().count());
            prop_assert!(!text.contains('\r'));
            let (bound, _) = check(&text, &read("ann"));
            for annotation in jsonl["annotations"].as_array().unwrap() {
                let exact = annotation["text"].as_str().unwrap();
                let id = format!("T{}", annotation["id"]);
                // Python knows some more spaces.
                let is_seen = exact.chars().any(|it| !it.is_whitespace() && !('\u{1c}'..='\u{1f}').contains(&it));
                prop_assert_eq!(bound.contains_key(&id), is_seen);
            }
        }
    }
}

#[test]
fn labels_references_places_members_and_notes_have_their_lines() {
    let folder = tempfile::tempdir().unwrap();
    let seeds = [(0, 7), (10, 14), (15, 31)];
    let documents = vec![document("../x", "Zoë Öst in Riga.\nNobody listened.", "a\tb", &seeds)];
    Written::new(documents).store(Format::Brat, folder.path());
    assert_eq!(
        files(folder.path()),
        ["_.._x.ann", "_.._x.txt", "annotation.conf", "documents.csv"]
    );
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let (bound, others) = check(&read("_.._x.txt"), &read("_.._x.ann"));
    let bound: Vec<_> = bound.values().map(|(kind, text)| (kind.as_str(), text.as_str())).collect();
    assert_eq!(
        bound,
        [
            ("PER", "Zoë Öst"),
            ("entities-LOC", " Rig"),
            ("PER", ". Nobody listene"),
            ("fact", "Zoë Öst"),
            ("facts-LOC", " Rig"),
            ("fact", ". Nobody listene"),
            ("place", "Zoë Öst"),
            ("place", " Rig"),
        ]
    );
    // Three moods and two times `sure`; a note for each annotation with a text or a number; places and references.
    assert_eq!(others, BTreeMap::from([('#', 6), ('A', 4), ('R', 8)]));
    let configuration = read("annotation.conf");
    assert!(configuration.contains("\nwho\tArg1:fact|facts-LOC, Arg2:PER|entities-LOC\n"));
    assert!(configuration.contains("\nmood\tArg:fact|facts-LOC, Value:calm|very_loud\n"));
}
