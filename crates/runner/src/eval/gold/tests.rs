//! Reading gold: forms, and what is said of lines that cannot be used.

use std::path::Path;

use rashomon_core::Span;
use rashomon_formats::OffsetUnit;

use super::{Gold, GoldOptions};
use crate::eval::item::Datum;

fn read(lines: &str, analyzer: Option<&str>, offsets: OffsetUnit) -> Result<Gold, String> {
    let options = GoldOptions { analyzer: analyzer.map(str::to_owned), offsets, limit: None };
    Gold::parse(Path::new("g.jsonl"), lines.as_bytes(), &options).map_err(|it| it.to_string())
}

fn gold(lines: &str) -> Gold {
    read(lines, None, OffsetUnit::Chars).unwrap()
}

fn reasons(lines: &str) -> Vec<String> {
    gold(lines).faults().iter().map(|it| format!("{}: {}", it.line, it.reason)).collect()
}

#[test]
fn each_form_is_known_by_its_field() {
    for (line, analyzer) in [
        (r#"{"text":"x","spans":[]}"#, "entities"),
        (r#"{"text":"x","quotes":[]}"#, "quotes"),
        (r#"{"text":"x","timexes":[]}"#, "timeline"),
        (r#"{"text":"x","numbers":[]}"#, "numbers"),
        (r#"{"text":"x","label":"neutral","target":null}"#, "sentiment"),
        (
            r#"{"text":"x","annotations":[{"analyzer":"mine","label":"A","start":0,"end":1}]}"#,
            "mine",
        ),
    ] {
        let gold = gold(line);
        assert_eq!((gold.analyzer(), gold.len()), (analyzer, 1), "{line}");
    }
    let spans = r#"{"text":"x","spans":[{"start":0,"end":1,"label":"A"}]}"#;
    assert_eq!(read(spans, Some("mine"), OffsetUnit::Chars).unwrap().analyzer(), "mine");
}

#[test]
fn a_file_that_does_not_say_what_it_is_gold_for_is_refused() {
    let refused = |lines: &str, analyzer| read(lines, analyzer, OffsetUnit::Chars).unwrap_err();
    let both = r#"{"text":"x","annotations":[{"analyzer":"b"},{"analyzer":"a"}]}"#;
    assert_eq!(refused(both, None), "g.jsonl: is gold for a, b; choose one with -a NAME");
    assert!(refused(both, Some("c")).contains("is gold for a, b, not for c"));
    assert!(refused(r#"{"text":"x","annotations":[]}"#, None).contains("say it with -a NAME"));
    assert!(
        refused(r#"{"text":"x","label":"spam"}"#, None).contains("the first line has text, label")
    );
    assert!(refused(r#"{"text":"x","quotes":[]}"#, Some("timeline")).contains("no annotations"));
    assert!(refused(" \n\n", None).contains("is empty"));
    assert!(refused("[{\"text\":\"x\"}]", None).contains("jq -c"));
    assert!(refused("{\n\"text\": \"x\"\n}", None).contains("jq -c"));
    assert!(refused("not json", None).contains("line 1: not valid JSON"));
}

#[test]
fn a_line_that_cannot_be_used_is_told_with_its_remedy() {
    let lines = [
        r#"{"id":"ok","text":"Zoë 🎬","spans":[{"start":4,"end":5,"label":"X"}]}"#,
        r#"{"id":"cut","text":"x","spans":["#,
        r#"{"id":"none","spans":[]}"#,
        r#"{"id":"run","diagnostics":[],"spans":[]}"#,
        r#"{"id":"far","text":"Zoë","spans":[{"start":0,"end":4,"label":"X"}]}"#,
        r#"{"id":"back","text":"Zoë","spans":[{"id":7,"start":2,"end":1,"label":"X"}]}"#,
        r#"{"id":"other","text":"Zoë","spans":[{"start":0,"end":3,"label":"X","text":"Zoe"}]}"#,
        r#"{"id":"quotes","text":"Zoë","quotes":[]}"#,
        r#"{"id":"bare","text":"Zoë","spans":[{"start":0,"end":3}]}"#,
        r#"{"id":"odd","text":"Zoë","spans":[{"start":0,"end":3,"label":5}]}"#,
        "7",
    ];
    let found = reasons(&lines.join("\n"));
    let expected = [
        "2: not valid JSON: EOF while parsing a list at column 32",
        "3: has no \"text\"; give each line",
        "4: has no \"text\"; results of a run need --with-text",
        "5: annotation number 1: end 4 lies outside the text, which ends at 3; check --offsets",
        "6: annotation 7: it starts after its end",
        "7: annotation number 1: its text is \"Zoe\", but \"Zoë\" stands there; check --offsets",
        "8: has no \"spans\", as other lines have; an empty list",
        "9: an annotation has no label, but others in this file have",
        "10: annotation number 1: \"label\" is 5, not a string",
        "11: not an object: invalid type: integer `7`",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}\n{expected}");
    }
}

#[test]
fn an_offset_inside_a_character_is_no_place() {
    let line = r#"{"text":"a🎬b","spans":[{"start":0,"end":2,"label":"X"}]}"#;
    let fault = |unit| read(line, None, unit).unwrap().faults().first().map(|it| it.reason.clone());
    assert_eq!(fault(OffsetUnit::Chars), None);
    for unit in [OffsetUnit::Bytes, OffsetUnit::Utf16] {
        assert!(fault(unit).unwrap().contains("end 2 lies inside a character"), "{unit:?}");
    }
}

#[test]
fn a_repeated_id_is_told_and_a_missing_one_made() {
    let gold = gold(
        "{\"id\":\"a\",\"text\":\"x\",\"spans\":[]}\n{\"text\":\"x\",\"spans\":[]}\n{\"id\":\"a\",\"text\":\"y\",\"spans\":[]}",
    );
    let ids: Vec<_> = gold.documents.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["a", "g-2", "a#2"]);
    assert!(gold.warnings[0].contains("g.jsonl:3: the id \"a\" is that of line 1 too"));
}

#[test]
fn fields_become_attributes_and_metadata() {
    let gold = gold(
        r#"{"text":"Ana said no, Ben","dct":"2020-02-03","outlet":"Post","quotes":[{"start":9,"end":11,"kind":"direct","speaker":{"start":0,"end":3},"sources":[[0,3],[13,16]],"cue":null}]}"#,
    );
    let document = &gold.documents[0];
    assert_eq!(
        document.metadata,
        [("published".to_owned(), "2020-02-03".to_owned()), ("outlet".into(), "Post".into())]
    );
    let item = &document.items[0];
    assert_eq!((item.label.as_str(), item.span), ("direct", Some(Span::new(9, 11))));
    let places = Datum::Places(vec![Span::new(0, 3), Span::new(13, 16)]);
    assert_eq!(item.attributes, [("speaker_span".to_owned(), places)]);
}

#[test]
fn a_date_that_is_none_is_left_out() {
    let gold = gold(r#"{"text":"x","published":"03-02-2009","spans":[]}"#);
    assert!(gold.documents[0].metadata.is_empty());
    assert!(gold.warnings[0].contains("g.jsonl:1: published \"03-02-2009\" is not"));
    for (text, expected) in
        [("2020-02-03", true), ("2020-02-03T10:00Z", true), ("2020-13-03", false), ("2020", false)]
    {
        assert_eq!(super::is_date(text), expected, "{text}");
    }
}

#[test]
fn what_is_said_of_others_is_kept_apart_and_gives_places_to_references() {
    let line = r#"{"text":"Ana said no","annotations":[{"id":0,"analyzer":"entities","label":"PER","start":0,"end":3},{"id":"q","analyzer":"quotes","label":"direct","start":9,"end":11,"attributes":{"speaker_entity":0}}]}"#;
    let gold = read(line, Some("quotes"), OffsetUnit::Chars).unwrap();
    let document = &gold.documents[0];
    assert_eq!((document.items.len(), gold.brought()), (1, vec!["entities".to_owned()]));
    let reference = document.items[0].get("speaker_entity").unwrap();
    assert_eq!(document.place_of(reference), Some(Span::new(0, 3)));
    assert_eq!(document.place_of(&Datum::Text("q".into())), Some(Span::new(9, 11)));
    assert_eq!(document.place_of(&Datum::Number(4.0)), None);
}
