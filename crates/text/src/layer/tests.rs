//! Which tokens belong to which block: by the line feeds and by a plain search.

use proptest::prelude::*;
use rashomon_core::{BlockKind, Document, OwnedDocument, Token};

use super::TextLayer;
use crate::blocks::Blocks;
use crate::tokens::Tokenizer;
use crate::vocabulary::WordTypes;

/// Kind and words of each block, the words as its sentences hold them.
fn by_layer(text: &str) -> Vec<(BlockKind, Vec<String>)> {
    let mut document = OwnedDocument::new("case", text).unwrap();
    TextLayer::default().annotate(&mut document);
    let mut blocks: Vec<_> = document.blocks().iter().map(|it| (it.kind(), Vec::new())).collect();
    for sentence in document.sentences() {
        let words = &mut blocks[sentence.block as usize].1;
        for token in document.tokens_of(sentence) {
            words.push(document.slice(token.span).to_owned());
        }
    }
    blocks
}

/// The same, each token in the first block that ends behind its start.
fn by_search(text: &str) -> Vec<(BlockKind, Vec<String>)> {
    let mut tokenizer = Tokenizer::default();
    let tokens = tokenizer.tokenize(text, &mut WordTypes::default());
    let found = Blocks::default().classify(tokenizer.tokenized(text, &tokens));
    let mut blocks = Vec::new();
    let mut first = 0;
    for (span, kind) in found {
        let end = tokens.partition_point(|it| it.span.start() < span.end());
        let word = |it: &Token| text.get(it.span.range()).unwrap().to_owned();
        if first < end {
            blocks.push((kind, tokens[first..end].iter().map(word).collect()));
            first = end;
        }
    }
    blocks
}

/// Checks that the text has blocks of these words.
fn check(text: &str, expected: &[&str]) {
    let found: Vec<_> = by_layer(text).iter().map(|it| it.1.join(" ")).collect();
    assert_eq!(found, expected, "{text:?}");
    assert_eq!(by_layer(text), by_search(text), "{text:?}");
}

#[test]
fn blocks_that_end_without_a_line_feed_keep_to_their_own_tokens() {
    check("The talks go on.\rThe end is near.", &["The talks go on .", "The end is near ."]);
    check(
        "One.\rTwo.\r\nThree.\r\rFour.\nFive.",
        &["One .", "Two .", "Three .", "Four .", "Five ."],
    );
    check("The boats lay in Velmora.اعلان جديد", &["The boats lay in Velmora .", "اعلان جديد"]);
    check(
        "The boats lay in Velmora.اعلان\rThe sea was calm.\nNobody came.",
        &["The boats lay in Velmora .", "اعلان", "The sea was calm .", "Nobody came ."],
    );
    check(
        "Обзор.The talks go on.\nThe end is near.",
        &["Обзор .", "The talks go on .", "The end is near ."],
    );
}

/// What blocks end at, and what stands in them.
const PIECES: [&str; 18] = [
    "\r",
    "\r",
    "\n",
    "\r\n",
    " ",
    "\u{ad}",
    "\u{2028}",
    ".",
    ".اعلان جديد",
    ".новости дня",
    "обзор.",
    "мир",
    "The boats lay in Velmora",
    "The talks went on, and nobody said why.",
    "Irena Kolvas",
    "La ministra de la isla y el puerto de Sarn",
    "2:46",
    "Read more",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn line_feeds_and_search_tell_the_same_tokens(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24)) {
        let text = pieces.concat();
        prop_assert_eq!(by_layer(&text), by_search(&text), "{:?}", text);
    }
}
