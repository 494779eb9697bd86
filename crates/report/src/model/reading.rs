//! A document as a page shows it: with a short name, a headline, and places that can be linked.

use std::borrow::Cow;
use std::fmt;

use crate::input::Document;
use crate::words;

/// A document with what a page calls it.
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) text: &'a str,
    /// `A` to `Z`, or a number if there are more.
    pub(crate) name: String,
    /// The headline, or how the text begins.
    pub(crate) headline: Cow<'a, str>,
    pub(crate) words: usize,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(document: &'a Document, index: usize, many: bool) -> Self {
        let name = match u8::try_from(index) {
            Ok(index @ 0..26) if !many => char::from(b'A' + index).to_string(),
            _ => (index + 1).to_string(),
        };
        let text = document.text.as_deref().unwrap_or_default();
        let headline = headline(document, text);
        let read = document.blocks.iter().filter(|it| !skipped(&it.kind));
        let words = if document.blocks.is_empty() {
            words::count(text)
        } else {
            read.filter_map(|it| text.get(it.start..it.end)).map(words::count).sum()
        };
        Self { document, text, name, headline, words }
    }

    /// What stands between two offsets, if that is a place in this text.
    pub(crate) fn slice(&self, start: usize, end: usize) -> Option<&'a str> {
        self.text.get(start..end).filter(|it| !it.is_empty())
    }
}

/// Blocks that analyzers do not read.
pub(crate) fn skipped(kind: &str) -> bool {
    matches!(kind, "boilerplate" | "foreign")
}

/// The longest beginning of a text that stands for its headline, in characters.
const OPENING: usize = 80;

fn headline<'a>(document: &'a Document, text: &'a str) -> Cow<'a, str> {
    let titled = document.title.as_deref().filter(|it| !it.trim().is_empty());
    let block = || {
        let title = document.blocks.iter().find(|it| it.kind == "title")?;
        text.get(title.start..title.end)
    };
    if let Some(title) = titled.or_else(block) {
        return Cow::Borrowed(title.trim());
    }
    let Some(line) = text.lines().map(str::trim).find(|it| !it.is_empty()) else {
        return Cow::Borrowed(if document.id.is_empty() { "untitled" } else { &document.id });
    };
    match line.char_indices().nth(OPENING) {
        Some((end, _)) => {
            let cut = line.get(..end).unwrap_or(line);
            Cow::Owned(format!("{} …", cut.rsplit_once(' ').map_or(cut, |it| it.0)))
        }
        None => Cow::Borrowed(line),
    }
}

/// A place in a text, of the kind that an analyzer finds. Its id in the page follows from these alone, so that tables
/// and texts agree on it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Place {
    pub(crate) report: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The analyzer.
    pub(crate) kind: &'static str,
}

impl Place {
    /// The place's id in the page.
    pub(crate) fn id<'r>(&self, readings: &'r [Reading<'_>]) -> PlaceId<'r> {
        PlaceId {
            name: &readings[self.report].name,
            kind: self.kind,
            start: self.start,
            end: self.end,
        }
    }
}

pub(crate) struct PlaceId<'a> {
    pub(crate) name: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl fmt::Display for PlaceId<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}-{}-{}", self.name, self.kind, self.start, self.end)
    }
}
