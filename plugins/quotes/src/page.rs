//! A document as the labeller reads it: its sentences as rows of items, an item being a token or a whole quotation.
//!
//! Each outermost region of quotation marks is one item, so that `"No. Never," she said` is a sentence of five items and
//! a speaker stands next to its cue however long the quotation is. Sentence breaks inside a region are undone.

use std::num::NonZeroU32;
use std::ops::Range;

use rashomon_core::{BlockKind, Document, Shape, Span, Token, TokenKind};

use crate::hash::{NUMBER, QUOTATION};
use crate::marks::{Region, find_regions};
use crate::words::{NO_CUE, NO_SUFFIX, Word, Words, class};

/// A token, or a region as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Where it stands; of a region, its marks included.
    pub span: Span,
    /// Its word, folded; one value for all numbers and one for all regions.
    pub word: u64,
    /// Bits of [`class`].
    pub classes: u32,
    /// First token.
    pub token: u32,
    /// Number of its word type as written; of a region, that of its first token.
    pub word_type: u32,
    /// Index of the region, if it is one.
    pub region: Option<u32>,
    /// Hash of its last three letters.
    pub suffix: NonZeroU32,
    /// Capitals and neighbours.
    pub shape: Shape,
    /// What sort of token; [`TokenKind::Quote`] for regions too.
    pub kind: TokenKind,
    /// How a region ends, as a bit; 0 for tokens.
    pub ending: u8,
    /// Number of tokens inside a region, at most 255; 0 for tokens.
    pub length: u8,
    /// Strength as a cue, see [`Word::cue`](crate::words::Word::cue).
    pub cue: i8,
}

impl Item {
    /// Whether any of the classes holds.
    pub fn is(&self, classes: u32) -> bool {
        self.classes & classes != 0
    }

    /// A word with a capital.
    pub fn is_capitalized(&self) -> bool {
        self.kind == TokenKind::Word && self.shape.is_capitalized()
    }
}

/// A row of items that ends where a sentence does.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its items in [`Page::items`].
    pub items: Range<usize>,
    /// Index of the block.
    pub block: u32,
    /// What the block is.
    pub kind: BlockKind,
    /// Whether it is the first row of its block.
    pub opens_block: bool,
    /// Number of regions in it.
    pub regions: u32,
    /// Number of words that may be cues.
    pub cues: u32,
    /// Where the next quotation stands.
    pub marks: Marks,
}

/// How far a row is from quotation marks: whether the speakers of its cues may be those of a quotation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Marks {
    /// It holds some.
    Here,
    /// The row before or after it does.
    Beside,
    /// Neither does.
    Far,
}

/// How many words are fetched ahead of being asked for.
const AHEAD: usize = 24;

/// A document, taken apart.
#[derive(Debug, Default)]
pub struct Page {
    /// All regions of quotation marks.
    pub regions: Vec<Region>,
    /// Items of all rows.
    pub items: Vec<Item>,
    /// Rows of all blocks that are read.
    pub rows: Vec<Row>,
    /// For each region the item it became or lies in.
    pub item_of: Vec<u32>,
    /// For each region its row.
    pub row_of: Vec<u32>,
}

impl Page {
    /// Takes a document apart. `twins`: two apostrophes are a double mark.
    pub fn new(document: &dyn Document, twins: bool, words: &mut Words) -> Self {
        words.0.prepare(document.vocabulary());
        let mut page = Self { regions: find_regions(document, twins), ..Self::default() };
        let tokens = document.tokens();
        page.items.reserve(tokens.len());
        page.rows.reserve(document.sentences().len());
        page.item_of = vec![0; page.regions.len()];
        page.row_of = vec![0; page.regions.len()];
        let mut known = Vec::new();
        let mut next = 0;
        for (index, block) in document.blocks().iter().enumerate().filter(|(_, it)| it.is_read()) {
            let sentences = block.first_sentence as usize..block.end_sentence as usize;
            let sentences = document.sentences().get(sentences).unwrap_or_default();
            let mut token = sentences.first().map_or(0, |it| it.first_token);
            let mut row = page.start_row(index as u32, block.kind(), true);
            for sentence in sentences {
                if token < sentence.first_token {
                    token = sentence.first_token;
                }
                while token < sentence.end_token {
                    while page
                        .regions
                        .get(next)
                        .is_some_and(|it| it.outer.start < token || it.nested)
                    {
                        page.place_nested(next);
                        next += 1;
                    }
                    let region = page.regions.get(next).map_or(u32::MAX, |it| it.outer.start);
                    // All tokens up to the next region.
                    let end = sentence.end_token.min(region);
                    let run = &tokens[token as usize..end as usize];
                    // What is known of the words is gathered first: what memory they wait for, they wait for together, and
                    // those of the next sentence meanwhile.
                    let next_end = tokens.len().min(end as usize + AHEAD);
                    words.fetch(&tokens[end as usize..next_end]);
                    known.clear();
                    known.extend(run.iter().map(|it| words.get(document, it)));
                    for ((it, &word), token) in run.iter().zip(&known).zip(token..) {
                        if token + 1 == sentence.end_token || !page.is_title_dot(it) {
                            page.push_token(document, word, it, token);
                            row.cues += u32::from(word.cue != NO_CUE);
                        }
                    }
                    token = end;
                    if region == token && token < sentence.end_token {
                        token = page.push_region(document, next);
                        token += page.take_punctuation(document, token);
                        row.regions += 1;
                        next += 1;
                    }
                }
                // A region may have run over the end of this sentence: then the next one goes on with the row.
                if token == sentence.end_token && page.ends_row(document, &row, token) {
                    page.end_row(&mut row);
                    row = page.start_row(index as u32, block.kind(), false);
                }
            }
            if row.items.start < page.items.len() {
                page.end_row(&mut row);
            }
        }
        while next < page.regions.len() {
            page.place_nested(next);
            next += 1;
        }
        page.mark_rows();
        page
    }

    /// The items of a row.
    pub fn row(&self, row: usize) -> &[Item] {
        self.rows.get(row).map_or(&[], |it| &self.items[it.items.clone()])
    }

    /// The text that a run of items covers.
    pub fn span(&self, items: Range<usize>) -> Span {
        self.items[items.start].span.cover(self.items[items.end - 1].span)
    }

    /// The rows before and after, if near: captions and headings are passed over, unless all is one paragraph.
    pub fn neighbours(&self, row: usize) -> [Option<usize>; 2] {
        let rows = &self.rows;
        let block = rows[row].block;
        let fits = |&it: &usize| rows[it].block == block || rows[it].kind == BlockKind::Body;
        [
            (row.saturating_sub(8)..row).rev().find(fits),
            (row + 1..rows.len().min(row + 8)).find(fits),
        ]
    }

    fn mark_rows(&mut self) {
        for row in 0..self.rows.len() {
            if self.rows[row].regions == 0 {
                continue;
            }
            self.rows[row].marks = Marks::Here;
            for beside in self.neighbours(row).into_iter().flatten() {
                if self.rows[beside].regions == 0 {
                    self.rows[beside].marks = Marks::Beside;
                }
            }
        }
    }

    fn start_row(&self, block: u32, kind: BlockKind, opens_block: bool) -> Row {
        let start = self.items.len();
        Row {
            items: start..start,
            block,
            kind,
            opens_block,
            regions: 0,
            cues: 0,
            marks: Marks::Far,
        }
    }

    fn end_row(&mut self, row: &mut Row) {
        row.items.end = self.items.len();
        self.rows.push(row.clone());
    }

    /// Whether the row ends at `token`. Not after a quotation that ends with a stop of its own if the attribution
    /// follows: `"Who is there?" she asked.`, `"Never again." — Anna Berg`.
    fn ends_row(&self, document: &dyn Document, row: &Row, token: u32) -> bool {
        let last = &self.items[self.items.len() - 1];
        if last.region.is_none() || row.items.start == self.items.len() {
            return true;
        }
        let tokens = document.tokens();
        let Some(next) = tokens.get(token as usize) else { return true };
        if next.shape.has(Shape::LINE_START) {
            return true;
        }
        match next.kind() {
            TokenKind::Word => next.shape.is_capitalized(),
            TokenKind::Dash | TokenKind::Comma => false,
            _ => document.slice(next.span) != "―",
        }
    }

    /// The dot of `Mr.` is no item.
    fn is_title_dot(&self, it: &Token) -> bool {
        it.kind() == TokenKind::Stop
            && it.shape.has(Shape::GLUED | Shape::SINGLE)
            && self.items.last().is_some_and(|last| {
                last.is(class::TITLE) && last.span.end() == it.span.start() && last.span.len() < 6
            })
    }

    fn push_token(&mut self, document: &dyn Document, word: Word, it: &Token, token: u32) {
        let number = it.kind() == TokenKind::Number;
        self.items.push(Item {
            span: it.span,
            word: if number { NUMBER } else { it.hash },
            classes: word.classes,
            token,
            word_type: it.word,
            region: None,
            suffix: word.suffix,
            shape: it.shape,
            kind: if it.kind() == TokenKind::Symbol && document.slice(it.span) == "―" {
                TokenKind::Dash
            } else {
                it.kind()
            },
            ending: 0,
            length: 0,
            cue: word.cue,
        });
    }

    fn push_region(&mut self, document: &dyn Document, index: usize) -> u32 {
        let region = &self.regions[index];
        let tokens = document.tokens();
        let first = &tokens[region.outer.start as usize];
        let last = &tokens[region.outer.end as usize - 1];
        self.item_of[index] = self.items.len() as u32;
        self.row_of[index] = self.rows.len() as u32;
        self.items.push(Item {
            span: first.span.cover(last.span),
            word: QUOTATION,
            classes: class::MARK,
            token: region.outer.start,
            word_type: first.word,
            region: Some(index as u32),
            suffix: NO_SUFFIX,
            shape: first.shape,
            kind: TokenKind::Quote,
            ending: ending(document, region),
            length: region.inner.len().min(255) as u8,
            cue: NO_CUE,
        });
        region.outer.end
    }

    /// Reads `"Never", she said` like `"Never," she said`: where a comma or full stop stands is a matter of house style.
    /// Returns how many tokens go with the region that is the last item.
    fn take_punctuation(&mut self, document: &dyn Document, token: u32) -> u32 {
        let Some(last) = self.items.last_mut().filter(|it| it.ending == 4) else { return 0 };
        let next = document.tokens().get(token as usize);
        let Some(next) = next.filter(|it| it.span.start() == last.span.end()) else { return 0 };
        last.ending = match document.slice(next.span) {
            "," => 1,
            "." => 2,
            _ => return 0,
        };
        1
    }

    fn place_nested(&mut self, index: usize) {
        self.item_of[index] = self.items.len().saturating_sub(1) as u32;
        self.row_of[index] = self.rows.len() as u32;
    }
}

/// How a region ends: 1 with a comma, 2 with a stop, 3 with a question or exclamation mark, 4 with anything else, 5 without
/// a closing mark.
fn ending(document: &dyn Document, region: &Region) -> u8 {
    let last = &document.tokens()[region.inner.end as usize - 1];
    match last.kind() {
        _ if !region.closed => 5,
        TokenKind::Comma => 1,
        TokenKind::Stop if document.slice(last.span).contains(['?', '!']) => 3,
        TokenKind::Stop => 2,
        _ => 4,
    }
}
