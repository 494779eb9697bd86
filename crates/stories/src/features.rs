//! What is kept of a document: how often it says which words, and a sketch of its wording.

use std::cell::RefCell;

use rashomon_core::{Document, Shape, Token, TokenKind, WordColumn, phrase_hash};
use rashomon_text::stems::{Stem, stem_of};
use serde::{Deserialize, Serialize};

use crate::sketch::Sketch;

/// So many bytes of what is read are the lead, in which news says what happened: words there count twice.
const LEAD: usize = 600;
/// Features kept of a document: the first ones, if it is very long.
const MOST: usize = 4096;

/// What grouping needs to know of a document. Made where the document is at hand, in parallel; a few kilobytes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Features {
    /// Sorted; see [`word`], [`number`] and [`pair`].
    pub(crate) ids: Vec<u32>,
    /// How often, in the order of `ids`.
    pub(crate) counts: Vec<u8>,
    pub(crate) sketch: Sketch,
    pub(crate) day: Option<i32>,
}

impl Features {
    /// Reads what analyzers read: titles, headings, body and captions, neither boilerplate nor other languages.
    pub fn of(document: &dyn Document) -> Self {
        features(document)
    }
}

fn features(document: &dyn Document) -> Features {
    thread_local! {
        static SCRATCH: RefCell<Scratch> = RefCell::default();
    }
    SCRATCH.with_borrow_mut(|it| it.features(document))
}

/// The feature of a number. Its lowest bit tells it from words and pairs.
fn number(stem: Stem) -> u32 {
    stem as u32 | 1
}

/// The feature of a word, from its stem.
pub(crate) fn word(stem: Stem) -> u32 {
    stem as u32 & !1
}

/// The feature of two words with nothing but blanks between them.
fn pair(first: Stem, second: Stem) -> u32 {
    word(phrase_hash(phrase_hash(0, first), second).rotate_left(17))
}

/// Whether a feature is a number.
pub(crate) fn is_number(feature: u32) -> bool {
    feature & 1 == 1
}

#[derive(Default)]
struct Scratch {
    stems: WordColumn<Option<Stem>>,
    /// Feature and how often it counts, in the order of the text.
    found: Vec<(u32, u8)>,
    words: Vec<u64>,
}

impl Scratch {
    fn features(&mut self, document: &dyn Document) -> Features {
        self.stems.prepare(document.vocabulary());
        self.found.clear();
        self.words.clear();
        let mut read = 0;
        for sentence in document.read_sentences() {
            let mut before = None;
            for token in document.tokens_of(sentence) {
                let count = if read < LEAD { 2 } else { 1 };
                match token.kind() {
                    TokenKind::Word | TokenKind::Number => {
                        self.words.push(token.hash);
                        before = self.token(document, token, before, count);
                    }
                    TokenKind::Clitic => {}
                    _ => before = None,
                }
                read += token.span.len() as usize + 1;
            }
        }
        let sketch = Sketch::of(&self.words);
        self.found.truncate(MOST);
        self.found.sort_unstable_by_key(|it| it.0);
        let same = self.found.chunk_by(|a, b| a.0 == b.0);
        let (ids, counts) = same
            .filter_map(|it| {
                let count: u32 = it.iter().map(|it| u32::from(it.1)).sum();
                Some((it.first()?.0, u8::try_from(count).unwrap_or(u8::MAX)))
            })
            .unzip();
        Features { ids, counts, sketch, day: document.metadata("published").and_then(day) }
    }

    /// Adds the features of a token, and gives the stem to which the next one can be joined.
    fn token(
        &mut self,
        document: &dyn Document,
        token: &Token,
        mut before: Option<Stem>,
        count: u8,
    ) -> Option<Stem> {
        let text = document.slice(token.span);
        if token.kind() == TokenKind::Word && !token.shape.has(Shape::HYPHEN) {
            let stem = self.stems.get(token.word, || stem_of(text))?;
            self.found.push((word(stem), count));
            self.found.extend(before.map(|it| (pair(it, stem), count)));
            return Some(stem);
        }
        for part in text.split('-').filter(|it| !it.is_empty()) {
            let Some(stem) = stem_of(part) else {
                before = None;
                continue;
            };
            let digits = part.starts_with(|it: char| it.is_ascii_digit());
            self.found.push((if digits { number(stem) } else { word(stem) }, count));
            self.found.extend(before.map(|it| (pair(it, stem), count)));
            before = Some(stem);
        }
        before
    }
}

/// The day of an ISO date, counted from 1970-01-01 of the Gregorian calendar.
fn day(date: &str) -> Option<i32> {
    let mut parts = date.get(..10)?.split('-').map(|it| it.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March: the leap day is the last of its year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 719_469)
}
