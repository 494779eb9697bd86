//! Compiles the word lists: lists with values into look-up tables of the text crate, all names and word classes into
//! one table of phrase hashes with tags.
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use rashomon_core::{Document, OwnedDocument, Shape, phrase_hash};
use rashomon_text::{TextLayer, TextOptions};

#[path = "src/tags.rs"]
#[allow(dead_code, reason = "the script uses a part of the tags")]
mod tags;

/// Lists whose entries all have one tag.
const LISTS: [(&str, u32); 10] = [
    ("regions", tags::REGION),
    ("last_names", tags::LAST_NAME),
    ("demonyms", tags::DEMONYM),
    ("organisations", tags::ORGANISATION),
    ("org_heads", tags::ORG_HEAD),
    ("function_words", tags::FUNCTION_WORD),
    ("connectors", tags::CONNECTOR),
    ("place_words", tags::PLACE_WORD),
    ("speech_words", tags::SPEECH_WORD),
    ("with_article", tags::WITH_ARTICLE),
];

/// Whether [`WIDER_LISTS`] are compiled in. They change the features, so the weights must have been learned with the same
/// setting.
const WIDER: bool = true;

/// Lists of the wider world.
const WIDER_LISTS: [(&str, u32); 10] = [
    ("companies", tags::ORGANISATION),
    ("bodies", tags::ORGANISATION),
    ("parties", tags::ORGANISATION),
    ("media", tags::ORGANISATION),
    ("clubs", tags::ORGANISATION),
    ("events", tags::EVENT),
    ("languages", tags::DEMONYM),
    ("peoples", tags::DEMONYM),
    ("landforms", tags::REGION),
    ("provinces", tags::REGION),
];

/// Classes in the second column of `places.txt`.
const PLACE_CLASSES: [(&str, u32); 6] = [
    ("country", tags::COUNTRY),
    ("capital", tags::CAPITAL),
    ("large", tags::LARGE_CITY),
    ("medium", tags::MEDIUM_CITY),
    ("small", tags::SMALL_CITY),
    ("state", tags::STATE),
];

fn main() {
    rashomon_text::lexicon::build(&[
        "lexicon/place_variants.txt",
        "lexicon/organisations.txt",
        "lexicon/nicknames.txt",
        "lexicon/building_words.txt",
        "lexicon/treaty_words.txt",
        "lexicon/calendar_words.txt",
        "lexicon/kin_words.txt",
    ]);
    let mut table = BTreeMap::new();
    let mut phrases = Vec::new();
    let wider: &[_] = if WIDER { &WIDER_LISTS } else { &[] };
    for &(list, tag) in LISTS.iter().chain(wider) {
        add(&mut table, &mut phrases, list, |_| tag);
    }
    for (list, tag) in [("first_names", tags::FIRST_NAME), ("titles", tags::TITLE)] {
        add(&mut table, &mut phrases, list, |gender| match gender {
            "m" => tag | tags::MALE,
            "f" => tag | tags::FEMALE,
            "" => tag,
            other => panic!("lexicon/{list}.txt: no gender `{other}`"),
        });
    }
    add(&mut table, &mut phrases, "places", |classes| {
        classes
            .split(',')
            .map(|class| {
                let known = PLACE_CLASSES.iter().find(|(name, _)| *name == class);
                known.unwrap_or_else(|| panic!("lexicon/places.txt: no class `{class}`")).1
            })
            .fold(0, |all, tag| all | tag)
    });
    let out = env::var("OUT_DIR").expect("Cargo sets OUT_DIR for build scripts");
    let write = |name: &str, bytes: Vec<u8>| {
        fs::write(Path::new(&out).join(name), bytes).expect("OUT_DIR can be written to");
    };
    let rows = compiled(&table);
    write("gazetteer.bin", rows.iter().flat_map(|it| it.to_le_bytes()).collect());
    let great = table.iter().filter(|it| it.1 & tags::GREAT_PLACES != 0);
    write("great_places.bin", filter(great.map(|it| *it.0), tags::filter::GREAT_PLACES));
    write("phrases.bin", filter(phrases.into_iter(), tags::filter::PHRASES));
}

/// A filter that lets some hashes through.
fn filter(hashes: impl Iterator<Item = u64>, size: u32) -> Vec<u8> {
    let mut filter = vec![0; 1 << (size - 3)];
    for hash in hashes {
        let (byte, bit) = tags::filter::place(hash, size);
        filter[byte] |= bit;
    }
    filter
}

/// The rows of all buckets.
fn compiled(table: &BTreeMap<u64, u32>) -> Vec<u64> {
    let mut rows = vec![0; tags::BUCKET << tags::BUCKET_BITS];
    for (&hash, &tags) in table {
        let (bucket, row) = tags::place(hash);
        let free = (0..rows.len())
            .map(|it| (bucket * tags::BUCKET + it) % rows.len())
            .find(|&it| rows[it] == 0)
            .expect("half of the rows are free");
        assert!(tags != 0 && tags >> tags::BITS == 0, "there is no room for the tags {tags:b}");
        rows[free] = row | u64::from(tags);
    }
    rows
}

/// Adds the entries of a list, split into tokens as texts are; `phrases` are the hashes of more than one word.
fn add(
    table: &mut BTreeMap<u64, u32>,
    phrases: &mut Vec<u64>,
    list: &str,
    tag: impl Fn(&str) -> u32,
) {
    let path = format!("lexicon/{list}.txt");
    println!("cargo::rerun-if-changed={path}");
    let file = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let lines: Vec<(&str, &str)> = file
        .lines()
        .filter(|it| !it.starts_with('#'))
        .map(|it| it.split_once('\t').unwrap_or((it, "")))
        .collect();
    let names: Vec<&str> = lines.iter().map(|it| it.0).collect();
    let mut document = OwnedDocument::new(list, names.join("\n")).expect("lists are short");
    TextLayer::new(TextOptions::default()).annotate(&mut document);
    let mut entry = 0;
    let mut phrase: Vec<u64> = Vec::new();
    let mut put = |phrase: &[u64], entry: usize| {
        let mut hash = 0;
        for (index, &word) in phrase.iter().enumerate() {
            hash = phrase_hash(hash, word);
            let whole = index + 1 == phrase.len();
            *table.entry(hash).or_insert(0) |=
                if whole { tag(lines[entry].1) } else { tags::PREFIX };
            if index > 0 {
                phrases.push(hash);
            }
        }
    };
    for token in document.tokens() {
        if token.shape.has(Shape::LINE_START) && !phrase.is_empty() {
            put(&phrase, entry);
            phrase.clear();
            entry += 1;
        }
        phrase.push(token.hash);
    }
    put(&phrase, entry);
    assert_eq!(entry + 1, lines.len(), "{path}: every line holds one name");
}
