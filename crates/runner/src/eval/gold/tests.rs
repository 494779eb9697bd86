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
    for (date, count) in
        [("2020-02-03", 1), ("2020-02-03T10:00Z", 1), ("2022-02-30", 0), ("2020", 0)]
    {
        let line = format!(r#"{{"text":"x","published":"{date}","spans":[]}}"#);
        assert_eq!(self::gold(&line).documents[0].metadata.len(), count, "{date}");
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

#[test]
fn a_line_without_places_is_left_out_where_others_have_them() {
    let placed = r#"{"text":"2 boats","numbers":[{"start":0,"end":1,"value":2}]}"#;
    let bare = r#"{"text":"2 boats","numbers":[{"value":2}]}"#;
    let nothing = r#"{"text":"boats","numbers":[]}"#;
    let mixed = gold(&[placed, bare, nothing].join("\n"));
    assert!(mixed.is_placed && mixed.len() == 2);
    let fault = &mixed.faults()[0];
    assert_eq!(fault.line, 2);
    assert!(fault.reason.starts_with("an annotation has no \"start\" and \"end\""));
    let alone = gold(&[bare, nothing].join("\n"));
    assert!(!alone.is_placed && alone.len() == 2 && alone.faults().is_empty());
    assert!(gold(nothing).is_placed);
}

#[test]
fn a_byte_that_is_not_utf_8_costs_its_line_only() {
    let line = r#"{"text":"x","spans":[]}"#;
    let bytes = [line.as_bytes(), b"{\"text\":\"caf\xe9\"}", line.as_bytes()].join(&b'\n');
    let read = |bytes: &[u8], limit| {
        let options = GoldOptions { limit, ..GoldOptions::default() };
        Gold::parse(Path::new("g.jsonl"), bytes, &options).map_err(|it| it.to_string())
    };
    let gold = read(&bytes, None).unwrap();
    let fault = &gold.faults()[0];
    assert_eq!((gold.len(), fault.line), (2, 2));
    assert_eq!(fault.reason, "is not UTF-8 at byte 13 of the line; save the file as UTF-8");
    let wide: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide, None).unwrap_err(), "g.jsonl: is UTF-16; save it as UTF-8");
    assert!(read(line.as_bytes(), Some(0)).unwrap_err().contains("a limit of 0 documents"));
}

#[test]
fn a_line_that_is_gold_for_two_asks_which() {
    let both = r#"{"text":"x","spans":[],"quotes":[]}"#;
    let refused = read(both, None, OffsetUnit::Chars).unwrap_err();
    assert_eq!(
        refused,
        "g.jsonl: is gold for entities (\"spans\"), quotes (\"quotes\"); choose one with -a NAME"
    );
    for (name, key) in [("entities", "spans"), ("quotes", "quotes"), ("mine", "spans")] {
        let gold = read(both, Some(name), OffsetUnit::Chars).unwrap();
        assert_eq!((gold.analyzer(), gold.form.key), (name, key));
    }
}

#[test]
fn a_field_of_the_wrong_kind_is_called_so() {
    let refused = |lines: &str| read(lines, None, OffsetUnit::Chars).unwrap_err();
    let object = r#"{"text":"x","spans":{"start":0}}"#;
    assert_eq!(refused(object), "g.jsonl: \"spans\" is an object, not a list of annotations");
    let good = r#"{"text":"x","spans":[]}"#;
    let expected = ["2: \"spans\" is an object, not a list of annotations"];
    assert_eq!(reasons(&[good, object].join("\n")), expected);
    // A list within lists is one bad line, not a file that jq could cut up.
    let deep = "[".repeat(300);
    assert!(refused(&deep).starts_with("g.jsonl: line 1: not "), "{}", refused(&deep));
    assert!(reasons(&[&deep, good].join("\n"))[0].starts_with("1: not "));
}

#[test]
fn an_annotation_that_is_there_twice_is_told() {
    let line = r#"{"text":"Ana Ana","spans":[{"start":0,"end":3,"label":"X"},{"start":4,"end":7,"label":"X"},{"start":0,"end":3,"label":"X"},{"start":0,"end":3,"label":"Y"}]}"#;
    let gold = gold(line);
    assert_eq!(gold.documents[0].items.len(), 4);
    assert!(
        gold.warnings[0].starts_with("g.jsonl:1: 1 annotation is there more than once"),
        "{:?}",
        gold.warnings
    );
}
