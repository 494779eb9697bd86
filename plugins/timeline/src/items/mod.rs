//! The pieces that the grammar reads: tokens, with hyphened words and numbers taken apart.

mod date;
mod number;

use rashomon_core::{Document, Shape, Span, Token, TokenKind, WordColumn, fold_hash};

use crate::words::{Word, class, is_hyphen};

/// A token or a part of one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Where it stands.
    pub span: Span,
    /// Folded hash.
    pub hash: u64,
    /// What it can be.
    pub word: Word,
    /// Thousandths of a decimal number.
    pub thousandths: u16,
    /// The second of a clock time, if it has one.
    pub second: Option<u8>,
    /// Minutes east of Greenwich, of a timestamp with class `ZONE`.
    pub offset: i16,
    /// How many digits a plain number has.
    pub digits: u8,
    /// A hyphen ties it to the item before.
    pub joined: bool,
    /// Nothing stands between it and the item before.
    pub glued: bool,
    /// Begins with a capital letter.
    pub capital: bool,
}

/// Appends the items of a sentence.
pub(crate) fn read(
    document: &dyn Document,
    tokens: &[Token],
    words: &mut WordColumn<Word>,
    items: &mut Vec<Item>,
) {
    let first = items.len();
    let all = document.text();
    let mut joined = false;
    for (index, token) in tokens.iter().enumerate() {
        let text = || all.get(token.span.range()).unwrap_or_default();
        let glued = token.shape.has(Shape::GLUED);
        let before = items.len();
        match token.kind() {
            TokenKind::Number => number::items(text(), token, items),
            TokenKind::Dash if glued && is_single_hyphen(text()) => {
                let next_glued = tokens.get(index + 1).is_some_and(|it| it.shape.has(Shape::GLUED));
                if next_glued && before > first {
                    joined = true;
                    continue;
                }
                items.push(plain(token, Word { classes: class::MARK, ..Word::NONE }));
            }
            TokenKind::Stop
                if absorbs(&items[first..], token, text(), index + 1 == tokens.len()) =>
            {
                if let Some(last) = items.last_mut() {
                    last.span = last.span.cover(token.span);
                    last.word.classes &= !(class::AMBIGUOUS | class::SHORT);
                }
                continue;
            }
            _ => {
                let word = of_token(words, all, token);
                if word.is(class::SPLIT) {
                    parts(text(), token, items);
                } else {
                    items.push(plain(token, word));
                }
            }
        }
        if let Some(item) = items.get_mut(before) {
            item.glued = glued;
            item.joined = joined;
        }
        joined = false;
    }
}

fn is_single_hyphen(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(is_hyphen) && characters.next().is_none()
}

/// What a token that is no number can be.
pub(crate) fn of_token(words: &mut WordColumn<Word>, text: &str, token: &Token) -> Word {
    words.get(token.word, || {
        let text = text.get(token.span.range()).unwrap_or_default();
        let mark = match token.kind() {
            TokenKind::Word | TokenKind::Clitic => return Word::of(text),
            TokenKind::Number => return number::of_type(text),
            TokenKind::Comma => class::COMMA,
            TokenKind::Currency => class::MONEY | class::MARK,
            _ => class::MARK,
        };
        let word = Word::of_part(text);
        Word {
            classes: mark | (word.classes & (class::PHRASE | class::OPENING | class::KNOWN)),
            ..word
        }
    })
}

fn plain(token: &Token, word: Word) -> Item {
    Item {
        span: token.span,
        hash: token.hash,
        word,
        thousandths: 0,
        second: None,
        offset: 0,
        digits: 0,
        joined: false,
        glued: false,
        capital: token.shape.is_capitalized(),
    }
}

/// `Nov.`, `Tues.`, `hrs.`, `No.`: the dot belongs to the abbreviation, unless the sentence ends with it.
fn absorbs(items: &[Item], token: &Token, text: &str, last: bool) -> bool {
    text == "."
        && !last
        && token.shape.has(Shape::GLUED)
        && items.last().is_some_and(|it| {
            let short = it.word.is(class::SHORT) || it.word.is(class::YEAR_BLOCKER);
            short || (it.word.is(class::MONTH) && it.word.is(class::AMBIGUOUS) && it.span.len() < 5)
        })
}

/// The parts of a hyphened word: `third-quarter`, `mid-afternoon`.
fn parts(text: &str, token: &Token, items: &mut Vec<Item>) {
    let mut start = token.span.start();
    let mut joined = false;
    for part in text.split(is_hyphen) {
        let end = start + part.len() as u32;
        let mut item = plain(token, Word::of_part(part));
        item.span = Span::new(start, end);
        item.hash = fold_hash(part);
        item.joined = joined;
        item.capital = part.starts_with(char::is_uppercase);
        if !part.is_empty() {
            items.push(item);
        }
        joined = true;
        let hyphen = text.get((end - token.span.start()) as usize..).unwrap_or_default();
        start = end + hyphen.chars().next().map_or(0, char::len_utf8) as u32;
    }
}
