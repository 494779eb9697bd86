//! What every analyzer relies on, for any text whatever: pieces in order, on character boundaries, covering all that is
//! visible, and the same however much the layer has read before.
#![forbid(unsafe_code)]

use std::time::Instant;

use proptest::prelude::*;
use rashomon_core::{Document, OwnedDocument, Shape, fold_hash};
use rashomon_text::{TextLayer, TextOptions};

fn annotate(layer: &mut TextLayer, text: &str) -> OwnedDocument {
    let mut document = OwnedDocument::new("any", text).expect("a text below 2 GiB");
    layer.annotate(&mut document);
    document
}

fn fresh(text: &str) -> OwnedDocument {
    annotate(&mut TextLayer::new(TextOptions::default()), text)
}

/// Checks all that [`rashomon_core::Structure::validate`] does, hashes, and that glued tokens touch.
fn check(text: &str) {
    let document = fresh(text);
    assert_eq!(document.structure().validate(text), Ok(()), "{text:?}");
    let mut end = 0;
    for token in document.tokens() {
        assert_eq!(token.hash, fold_hash(document.slice(token.span)), "{text:?}");
        let glued = token.shape.has(Shape::GLUED);
        assert_eq!(glued, end > 0 && token.span.start() == end, "{text:?}");
        end = token.span.end();
    }
}

#[track_caller]
fn assert_same(one: &OwnedDocument, other: &OwnedDocument) {
    assert_eq!(one.blocks(), other.blocks());
    assert_eq!(one.sentences(), other.sentences());
    assert_eq!(one.tokens().len(), other.tokens().len());
    for (one, other) in one.tokens().iter().zip(other.tokens()) {
        let mut numbered = *other;
        (numbered.word, numbered.folded) = (one.word, one.folded);
        assert_eq!(*one, numbered, "differs in more than the numbers of its type");
    }
}

/// Pieces that meet in real pages and in broken ones.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "Oslo", "-based", "pro-", "'s", "’s", "n't", "U.S.", "J.", "Mr.", "1,000.5", "2022-02-08", "10:30", "½",
    "https://a.example.org/x_(y)", "a@b.org", "www.", "...", "…", "?!", ".", "“", "”", "\"", "'", "(", ")]", "—",
    "--", "$", "%", " ", "\u{a0}", "\u{2009}", "\u{3000}", "\n", "\r\n", "\r", "\t", "\u{2028}", "\u{85}", "\u{feff}",
    "\u{200b}", "\u{200d}", "\u{ad}", "\u{2060}", "\u{202e}", "\0", "\u{1b}", "e\u{301}", "\u{301}", "👩\u{200d}🚒",
    "🇳🇴", "👍🏽", "1\u{fe0f}\u{20e3}", "الحرب", "война", "戦争。", "नमस्ते", "ß", "ǅ", "İ", "&", "_", "/", ":", "@",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[A-Za-z]{1,9}",
        1 => "[0-9]{1,4}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_string_has_a_valid_structure(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_mixture_has_a_valid_structure(text in text()) {
        check(&text);
    }

    #[test]
    fn what_was_read_before_changes_nothing(before in text(), text in text()) {
        let mut used = TextLayer::new(TextOptions::default());
        annotate(&mut used, &before);
        assert_same(&annotate(&mut used, &text), &fresh(&text));
        assert_same(&annotate(&mut used, &text), &fresh(&text));
    }
}

#[test]
fn hard_texts_have_a_valid_structure() {
    for text in [
        "",
        " \n\r\n\t\u{a0}\u{feff}",
        "\u{feff}The report",
        "a\u{200b}b co\u{ad}operate",
        "The war.الحرب",
        "Oslo-الحرب\nنهاية",
        "\u{202e}txet\u{202c}",
        "e\u{301}\u{301}\u{301}",
        "\u{301}",
        "'s",
        "n't",
        "’",
        "http://",
        "http://)))))",
        "@",
        "a@",
        ".",
        "U.S",
        "A.B.C.D-E.F.-led's.",
        "1-2-3-",
        "1\u{fe0f}\u{20e3}",
        "\0\u{1}\u{1f}\u{7f}\u{9f}",
    ] {
        check(text);
    }
}

#[test]
fn reset_of_the_vocabulary_changes_nothing() {
    let mut layer = TextLayer::new(TextOptions::default());
    let many: String = (0..120_000).flat_map(|it| [" w".to_owned(), it.to_string()]).collect();
    let before = annotate(&mut layer, "Oslo grew.").vocabulary();
    assert_eq!(annotate(&mut layer, &many).vocabulary().generation, before.generation);
    let after = annotate(&mut layer, "Oslo grew.");
    assert_ne!(after.vocabulary().generation, before.generation);
    assert_eq!(after.vocabulary().len, 4);
    assert_same(&after, &fresh("Oslo grew."));
}

#[test]
fn types_tell_words_apart_as_written_and_folded() {
    let document = fresh("Said SAID said 1999 2022 10:30 ’S 's");
    let [title, caps, lower, year, other_year, clock, .., curly, straight] = document.tokens()
    else {
        panic!("eight tokens or more");
    };
    assert!(title.word != caps.word && caps.word != lower.word && lower.word == lower.folded);
    assert!(title.folded == lower.word && caps.folded == lower.word);
    assert_eq!(year.word, other_year.word);
    assert_ne!(year.hash, other_year.hash);
    assert_ne!(year.word, clock.word);
    assert_eq!(curly.folded, straight.word);
}

#[test]
fn boilerplate_is_read_only_if_asked_for() {
    let page = "The council sat on Monday and voted for the plan of the mayor, who thanked it for the effort.\n2:46\n\
                The vote was close, and the members of the council said that they would meet again in the spring.";
    let read = |include_boilerplate| {
        let mut layer = TextLayer::new(TextOptions { include_boilerplate });
        let document = annotate(&mut layer, page);
        document.sentences().iter().map(|it| document.is_read(it)).collect::<Vec<_>>()
    };
    assert_eq!(read(false), [true, false, true]);
    assert_eq!(read(true), [true, true, true]);
}

/// Twice the text may take about twice the time; quadratic rules would take minutes here.
#[test]
fn long_texts_take_linear_time() {
    for unit in [
        "a",
        "a.",
        "a-",
        "1,",
        "A.",
        "'",
        "'s",
        "a'",
        ".",
        "\"",
        "(",
        "http://a.b/)",
        "a@",
        "a\n",
        "é",
        "\u{301}",
        "1:",
        ". A",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        let start = Instant::now();
        let document = fresh(&text);
        assert!(!document.tokens().is_empty());
        assert!(start.elapsed().as_secs() < 20, "{unit:?} takes {:?}", start.elapsed());
    }
    let text = "x".repeat(10_000_000);
    assert_eq!(fresh(&text).tokens().len(), 1);
}
