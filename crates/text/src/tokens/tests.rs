//! Cases: tokens separated by spaces of the expected text; and the two ways of the tokenizer compared.

use proptest::prelude::*;
use rashomon_core::{Shape, Token, TokenKind, fold_hash};

use super::chars::is_line_break;
use super::piece::{Hasher, Piece};
use super::{Tokenizer, scan};
use crate::blocks::Known;
use crate::vocabulary::{Key, WordTypes};

fn tokens(text: &str) -> Vec<Token> {
    Tokenizer::default().tokenize(text, &mut WordTypes::default())
}

/// Checks that the text has these tokens.
fn check(text: &str, expected: &[&str]) {
    let found: Vec<&str> =
        tokens(text).iter().map(|it| text.get(it.span.range()).unwrap()).collect();
    assert_eq!(found, expected, "{text}");
}

fn kinds(text: &str) -> Vec<TokenKind> {
    tokens(text).iter().map(Token::kind).collect()
}

#[test]
fn clitics_are_cut_off() {
    check("Berg's didn't they’ll I'm", &["Berg", "'s", "did", "n't", "they", "’ll", "I", "'m"]);
    check("can't won't ain't", &["ca", "n't", "wo", "n't", "ai", "n't"]);
    check("who'd've U.S.'s 1990's", &["who", "'d", "'ve", "U.S.", "'s", "1990", "'s"]);
    check("Berg 's did n't", &["Berg", "'s", "did", "n't"]);
    check("O'Brien o’clock d'Arc", &["O'Brien", "o’clock", "d'Arc"]);
}

#[test]
fn quotes_stand_alone() {
    check("'Stop,' he said", &["'", "Stop", ",", "'", "he", "said"]);
    check("the leaders' talks", &["the", "leaders", "'", "talks"]);
    check("``We stay''", &["`", "`", "We", "stay", "'", "'"]);
    check("“‘No,’ he said.”", &["“", "‘", "No", ",", "’", "he", "said", ".", "”"]);
    check("the '90s", &["the", "'", "90s"]);
}

#[test]
fn hyphens_join_unless_an_affix_is_tied_to_a_name() {
    check("well-known Jean-Luc Kim Jong-un", &["well-known", "Jean-Luc", "Kim", "Jong-un"]);
    check(
        "Oslo-based U.S.-led UN-brokered",
        &["Oslo", "-", "based", "U.S.", "-", "led", "UN", "-", "brokered"],
    );
    check(
        "pro-European ex-KGB mid-1990s",
        &["pro", "-", "European", "ex", "-", "KGB", "mid", "-", "1990s"],
    );
    check("anti-Oslo-backed", &["anti", "-", "Oslo", "-", "backed"]);
    check("state-owned pro-business", &["state-owned", "pro-business"]);
    check("Chad-Niger Guinea-Bissau", &["Chad", "-", "Niger", "Guinea-Bissau"]);
    check(
        "two- and three-year -- or — so",
        &["two", "-", "and", "three-year", "--", "or", "—", "so"],
    );
}

#[test]
fn dots_belong_to_abbreviations_of_letters() {
    check("the U.S. at 9 a.m. J.R. Holt", &["the", "U.S.", "at", "9", "a.m.", "J.R.", "Holt"]);
    check("U.S.Army J.Holt", &["U.S.", "Army", "J", ".", "Holt"]);
    check("Mr. Holt Inc. No. 5.", &["Mr", ".", "Holt", "Inc", ".", "No", ".", "5", "."]);
    check("end.Next war.الحرب", &["end", ".", "Next", "war", ".", "الحرب"]);
    check("Wait... what?! No…", &["Wait", "...", "what", "?!", "No", "…"]);
}

#[test]
fn numbers_are_one_token() {
    check("1,000.5 10:30 2022-02-08 1/2 ½", &["1,000.5", "10:30", "2022-02-08", "1/2", "½"]);
    check("30th 40-minute-long 5pm 1990s", &["30th", "40-minute-long", "5pm", "1990s"]);
    check("$1.2bn €5m 70% C$3", &["$", "1.2bn", "€", "5m", "70", "%", "C", "$", "3"]);
    check("10–15, 9:30a.m.", &["10", "–", "15", ",", "9:30", "a.m."]);
    check("1,2,and 3. 4.", &["1,2", ",", "and", "3", ".", "4", "."]);
    check("COVID-19 G7 F-16s", &["COVID-19", "G7", "F-16s"]);
}

#[test]
fn addresses_are_one_token() {
    let url = "https://example.org/a_(b)?c=d#e";
    check(&format!("See {url}."), &["See", url, "."]);
    check(&format!("({url})"), &["(", url, ")"]);
    check(
        "ana.berg+x@mail.example.org, www.example.org",
        &["ana.berg+x@mail.example.org", ",", "www.example.org"],
    );
    check("example.com's 24.example.com/x.", &["example.com", "'s", "24.example.com/x", "."]);
    check("@ana #vote a@ Node.js", &["@", "ana", "#", "vote", "a", "@", "Node", ".", "js"]);
    assert_eq!(kinds("a@b.org www.b.org"), [TokenKind::Url; 2]);
}

#[test]
fn marks_have_their_kinds() {
    use TokenKind::{
        Bracket, Clitic, Comma, Currency, Dash, Number, Quote, Stop, Symbol, Url, Word,
    };
    assert_eq!(
        kinds("Ana 5 x.org 's \" ! ; - [ £ +"),
        [Word, Number, Url, Clitic, Quote, Stop, Comma, Dash, Bracket, Currency, Symbol]
    );
    assert_eq!(
        kinds("« ‹ ” ’ … – ₹ • ©"),
        [Quote, Quote, Quote, Quote, Stop, Dash, Currency, Symbol, Symbol]
    );
}

#[test]
fn characters_of_several_code_points_stay_whole() {
    check("cafe\u{301} 👩\u{200d}🚒🇳🇴👍🏽!", &["cafe\u{301}", "👩\u{200d}🚒", "🇳🇴", "👍🏽", "!"]);
    check("नमस्ते co\u{ad}operate\u{feff}", &["नमस्ते", "co\u{ad}operate"]);
    check("a\u{a0}b\u{2009}c\u{200b}d", &["a", "b", "c", "d"]);
}

#[test]
fn shapes_tell_letters_and_neighbours() {
    let shapes = |text: &str| tokens(text).iter().map(|it| it.shape.0).collect::<Vec<_>>();
    let (upper, lower, first) = (Shape::FIRST_UPPER, Shape::LOWER, Shape::LINE_START);
    assert_eq!(
        shapes("McX\nÉa"),
        [upper | Shape::INNER_UPPER | lower | first, upper | lower | Shape::NON_ASCII | first]
    );
    assert_eq!(
        shapes("a.\u{2028}U.S."),
        [
            lower | Shape::SINGLE | first,
            Shape::SINGLE | Shape::DOT | Shape::GLUED,
            upper | Shape::INNER_UPPER | Shape::DOT | first
        ]
    );
    assert_eq!(shapes("b5-x"), [lower | Shape::DIGIT | Shape::HYPHEN | first]);
}

/// The tokens by the rules alone.
fn by_rules(text: &str) -> Vec<(Piece, u16, u64, Key)> {
    let mut hasher = Hasher::default();
    let mut found = Vec::new();
    scan::scan(text, &mut |piece| {
        let it = hasher.measure(text, piece);
        assert_eq!(it.hash, fold_hash(piece.text(text)));
        found.push((piece, it.shape, it.hash, it.key));
    });
    found
}

fn assert_both_ways_agree(text: &str) {
    let mut types = WordTypes::default();
    let mut tokenizer = Tokenizer::default();
    let quick = tokenizer.tokenize(text, &mut types);
    let mut before = 0;
    for (index, token) in quick.iter().enumerate() {
        let (start, end) = (token.span.start() as usize, token.span.end() as usize);
        let between = text.get(before..start).unwrap();
        let begins = index == 0 || between.contains(is_line_break);
        assert_eq!(token.shape.has(Shape::GLUED), index > 0 && between.is_empty(), "{text:?}");
        assert_eq!(token.shape.has(Shape::LINE_START), begins, "{text:?}");
        before = end;
    }
    let feeds = text.match_indices('\n').map(|it| it.0).chain([text.len()]);
    let count = |at: usize| quick.partition_point(|it| (it.span.start() as usize) < at);
    let expected: Vec<_> = feeds.map(|at| (at, count(at))).collect();
    let line_ends = tokenizer.line_ends.iter();
    let found: Vec<_> = line_ends.map(|it| (it.at as usize, it.tokens as usize)).collect();
    assert_eq!(found, expected, "{text:?}");
    let slow = by_rules(text);
    assert_eq!(quick.len(), slow.len(), "{text:?}");
    for (token, (piece, shape, hash, key)) in quick.iter().zip(slow) {
        assert_eq!(token.span.range(), piece.start..piece.end, "{text:?}");
        assert_eq!(token.kind(), piece.kind, "{text:?}");
        assert_eq!(token.shape.0 & !(Shape::GLUED | Shape::LINE_START), shape, "{text:?}");
        assert_eq!(token.hash, hash, "{text:?}");
        let mut numbered = [*token];
        types.intern(&[key], &mut numbered, &mut [Known::default()]);
        assert_eq!(*token, numbered[0], "{text:?}");
    }
}

/// What words are joined and cut at.
const PIECES: [&str; 45] = [
    "don't",
    "can’t",
    "n't",
    "N'T",
    "n",
    "t",
    "'",
    "’",
    "'s",
    "'S",
    "’re",
    "'VE",
    "'ll",
    "’d",
    "'m",
    "'t",
    "they",
    "We",
    "I",
    "so",
    "-",
    "well-known",
    "third-quarter",
    "e-mail",
    "anti-",
    "Oslo",
    "internationally",
    "incomprehensible",
    "U.S.",
    "p.m.",
    "@",
    "+",
    ":",
    "com",
    "/",
    "5",
    "é",
    "_",
    ".",
    ",",
    "--",
    " ",
    " ",
    "\n",
    "\u{ad}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn quick_and_thorough_way_agree(text in "[ -~]{0,30}") {
        assert_both_ways_agree(&text);
    }

    #[test]
    fn quick_and_thorough_way_agree_near_marks(text in "[a-zA-Z0-9é’“”‘—…\u{ad}\u{301}\u{200d}'.,:/@+&_%\\- \n\u{a0}]{0,24}") {
        assert_both_ways_agree(&text);
    }

    #[test]
    fn quick_and_thorough_way_agree_on_joined_words(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..12)) {
        assert_both_ways_agree(&pieces.concat());
    }

    #[test]
    fn quick_and_thorough_way_agree_on_any_string(text in any::<String>()) {
        assert_both_ways_agree(&text);
    }
}
