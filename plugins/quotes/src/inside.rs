//! The words inside a region of quotation marks.

use rashomon_core::{Document, Token, TokenKind};

use crate::hash::NUMBER;
use crate::page::Page;
use crate::words::{Words, class};

/// What the words inside a region say of it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five independent facts about what stands within marks"
)]
pub struct Inside {
    /// Words and numbers.
    pub words: usize,
    /// Words with a capital.
    pub capitals: usize,
    /// Classes of all words together.
    pub classes: u32,
    /// Whether the first word starts in lower case.
    pub lower: bool,
    /// Whether it is written as titles are: capitals, but for articles, prepositions and the like.
    pub titled: bool,
    /// Whether some verb is finite.
    pub finite: bool,
    /// Whether it holds a clause, with subject and finite verb, and not only a piece of one.
    pub clause: bool,
    /// How it ends, see [`Item::ending`](crate::page::Item::ending).
    pub ending: u8,
    /// Whether a comma stands within the closing mark.
    pub comma: bool,
    /// First and last word.
    pub first: u64,
    /// Last word.
    pub last: u64,
    /// Hash of all words.
    pub text: u64,
}

impl Inside {
    /// Reads the words inside region `region`.
    pub fn new(document: &dyn Document, page: &Page, words: &mut Words, region: usize) -> Self {
        let tokens = page.regions[region].inner.clone();
        let end = &document.tokens()[tokens.end as usize - 1];
        let mut inside = Self {
            ending: page.items[page.item_of[region] as usize].ending,
            comma: end.kind() == TokenKind::Comma,
            titled: true,
            ..Self::default()
        };
        let mut subordinate = false;
        for token in &document.tokens()[tokens.start as usize..tokens.end as usize] {
            let word = words.get(document, token);
            inside.classes |= word.classes;
            let clitic = token.kind() == TokenKind::Clitic && word.classes & class::GENITIVE == 0;
            let finite = clitic || word.classes & class::FINITE != 0;
            // A lower-case beginning is a clause only if a subject comes first: not `is too difficult`, `what we want`.
            inside.clause |= finite && inside.words > 0 && !(inside.lower && subordinate);
            inside.finite |= finite;
            let relative = word.classes & class::RELATIVE != 0
                && (word.classes & class::DETERMINER == 0 || inside.words > 0);
            subordinate |= relative;
            if !matches!(token.kind(), TokenKind::Word | TokenKind::Number) {
                continue;
            }
            if inside.words == 0 {
                subordinate |= opens_fragment(document, token, word.classes);
                inside.lower = !token.shape.is_capitalized() && token.kind() == TokenKind::Word;
                inside.first = token.hash;
            }
            let light = inside.words > 0 && word.classes & LIGHT != 0;
            inside.titled &=
                light || token.shape.is_capitalized() || token.kind() == TokenKind::Number;
            inside.words += 1;
            inside.capitals += usize::from(token.shape.is_capitalized());
            inside.last = if token.kind() == TokenKind::Number { NUMBER } else { token.hash };
            inside.text = rashomon_core::phrase_hash(inside.text, token.hash);
        }
        let sentence = inside.words > 2 && !inside.lower && matches!(inside.ending, 1..=3);
        inside.clause |= sentence || (inside.finite && !inside.lower);
        inside
    }
}

/// Words that titles leave in lower case.
const LIGHT: u32 = class::DETERMINER | class::PREPOSITION | class::CONJUNCTION | class::POSSESSIVE;

/// Whether a word that opens a lower-case quotation makes it a piece of a clause: a verb, a preposition, a participle.
fn opens_fragment(document: &dyn Document, token: &Token, classes: u32) -> bool {
    const SUBJECT: u32 = class::DETERMINER | class::PRONOUN | class::POSSESSIVE;
    let text = document.slice(token.span);
    classes & SUBJECT == 0
        && (classes & (class::AUXILIARY | class::FINITE | class::PREPOSITION | class::RELATIVE)
            != 0
            || text.ends_with("ing")
            || text.ends_with("ed"))
}
