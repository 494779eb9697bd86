//! Where names can be: stretches of capitalised words and what may stand between them. Only they are tagged.

use std::ops::Range;

use rashomon_core::{Shape, Token, TokenKind};

use crate::form::Case;
use crate::gazetteer;
use crate::rule_words::I;
use crate::tags::{CONNECTOR, FUNCTION_WORD};
use crate::words::Words;

/// How a sentence is written.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) enum CaseMode {
    /// Names and sentence starts have capitals.
    #[default]
    Usual,
    /// All in capitals.
    Upper,
    /// A headline Whose Words Have Capitals.
    Headline,
    /// In a text without capitals.
    Lower,
}

/// How the words of a sentence are written.
pub(crate) fn case_mode(tokens: &[Token]) -> CaseMode {
    let (mut words, mut upper, mut lower, mut long_lower) = (0, 0, 0, 0);
    let enough = (tokens.len() * 3).div_ceil(10);
    for token in tokens.iter().filter(|it| it.is_word()) {
        words += 1;
        if token.shape.is_capitalized() {
            upper += usize::from(token.shape.is_all_caps() && !token.shape.has(Shape::SINGLE));
        } else {
            lower += 1;
            long_lower += usize::from(token.span.len() > 4);
            // Whatever follows, too few can be capitalised.
            if lower >= enough && long_lower > 1 {
                return CaseMode::Usual;
            }
        }
    }
    let capitalized = words - lower;
    if words >= 3 && upper * 10 > words * 7 {
        CaseMode::Upper
    } else if words >= 4 && capitalized * 10 >= words * 6 && long_lower <= 1 {
        CaseMode::Headline
    } else {
        CaseMode::Usual
    }
}

/// Whether a word at `index` has its capital from the place where it stands: at the start of the sentence or of a
/// quotation.
pub(crate) fn at_start(tokens: &[Token], index: usize) -> bool {
    tokens.get(..index).unwrap_or_default().iter().rev().all(|it| !is_worded(it))
        || tokens.get(index.wrapping_sub(1)).is_some_and(|it| it.kind() == TokenKind::Quote)
}

fn is_worded(token: &Token) -> bool {
    matches!(token.kind(), TokenKind::Word | TokenKind::Number | TokenKind::Clitic | TokenKind::Url)
}

/// Finds the segments of a sentence of a text, in order. `openers` are the tokens that [may open](may_open) one, in
/// order, as indices that begin with `first` at the sentence's first token.
pub(crate) fn segments(
    text: &str,
    tokens: &[Token],
    first: usize,
    openers: &[u32],
    mode: CaseMode,
    words: &mut Words,
    found: &mut Vec<Range<usize>>,
) {
    found.clear();
    let words = &mut Types { text, words };
    if mode == CaseMode::Lower {
        return segments_of_lower(tokens, words, found);
    }
    let mut end = 0;
    for start in openers.iter().map(|it| *it as usize - first) {
        if start >= end && opens(tokens, start, words) {
            end = start + 1;
            while let Some(further) = continues(tokens, end, words) {
                end = further;
            }
            found.push(start..end);
        }
    }
}

/// Whether a token may open a segment, whatever stands around it and as far as can be told without a look at its type.
#[inline]
pub(crate) fn may_open(token: &Token) -> bool {
    is_capitalized(token) | gazetteer::may_be_great_place(token.hash)
}

/// The word types of a text.
struct Types<'a> {
    text: &'a str,
    words: &'a mut Words,
}

impl Types<'_> {
    fn is(&mut self, token: &Token, tags: u32) -> bool {
        self.words.meet(self.text, token).is(tags)
    }

    fn is_content(&mut self, token: Option<&Token>) -> bool {
        token.is_some_and(|it| it.is_word() && !self.is(it, FUNCTION_WORD | CONNECTOR))
    }

    /// Whether there is a token with one of these tags.
    fn any(&mut self, token: Option<&Token>, tags: u32) -> bool {
        token.is_some_and(|it| self.is(it, tags))
    }
}

/// Without capitals, all stretches of content words can hold names.
fn segments_of_lower(tokens: &[Token], words: &mut Types, found: &mut Vec<Range<usize>>) {
    let mut index = 0;
    while index < tokens.len() {
        if !words.is_content(tokens.get(index)) {
            index += 1;
            continue;
        }
        let start = index;
        index += 1;
        loop {
            if words.is_content(tokens.get(index)) {
                index += 1;
            } else if words.is_content(tokens.get(index + 1))
                && words.any(tokens.get(index), CONNECTOR)
            {
                index += 2;
            } else {
                break;
            }
        }
        found.push(start..index);
    }
}

/// Splits a segment at its clitics: `Chad's Ministry of Health` has two runs.
pub(crate) fn runs(tokens: &[Token], segment: &Range<usize>, found: &mut Vec<Range<usize>>) {
    found.clear();
    let mut start = segment.start;
    for index in segment.clone() {
        if tokens[index].kind() == TokenKind::Clitic {
            if start < index {
                found.push(start..index);
            }
            start = index + 1;
        }
    }
    if start < segment.end {
        found.push(start..segment.end);
    }
}

/// Whether a word holds a capital.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "which of them holds is hard to foresee: no branch should hang on it"
)]
#[inline]
pub(crate) fn is_capitalized(token: &Token) -> bool {
    token.is_word() & (token.shape.0 & (Shape::FIRST_UPPER | Shape::INNER_UPPER) != 0)
}

/// Whether a name can begin here.
fn opens(tokens: &[Token], index: usize, words: &mut Types) -> bool {
    let token = &tokens[index];
    if !is_capitalized(token) {
        return words.words.meet(words.text, token).is_great_place();
    }
    let function_word = words.is(token, FUNCTION_WORD)
        && match Case::of(token) {
            Case::Title => at_start(tokens, index),
            Case::Initial => I.is(token),
            Case::Lower | Case::Upper | Case::Mixed | Case::Other => false,
        };
    !function_word || tokens.get(index + 1).is_some_and(is_capitalized)
}

/// Where a segment that reaches up to `index` ends next, if it goes on.
fn continues(tokens: &[Token], index: usize, words: &mut Types) -> Option<usize> {
    let token = tokens.get(index)?;
    let capitalized = |at: usize| tokens.get(at).is_some_and(is_capitalized);
    match token.kind() {
        TokenKind::Word if is_capitalized(token) => Some(index + 1),
        TokenKind::Word => {
            let mut connector = |at: usize| words.any(tokens.get(at), CONNECTOR);
            if !connector(index) {
                None
            } else if capitalized(index + 1) {
                Some(index + 2)
            } else {
                (connector(index + 1) && capitalized(index + 2)).then_some(index + 3)
            }
        }
        TokenKind::Number => capitalized(index - 1).then_some(index + 1),
        TokenKind::Dash => {
            let glued = |at: usize| tokens.get(at).is_some_and(|it| it.shape.has(Shape::GLUED));
            (glued(index) && glued(index + 1) && capitalized(index + 1)).then_some(index + 2)
        }
        TokenKind::Symbol => {
            (token.span.len() == 1 && !token.shape.has(Shape::GLUED) && capitalized(index + 1))
                .then_some(index + 2)
        }
        TokenKind::Stop => (token.span.len() == 1
            && token.shape.has(Shape::GLUED)
            && capitalized(index - 1)
            && capitalized(index + 1))
        .then_some(index + 2),
        TokenKind::Clitic => capitalized(index + 1).then_some(index + 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rashomon_core::{Document, OwnedDocument, Shape, Span, Token, TokenKind};
    use rashomon_text::{TextLayer, TextOptions};

    use super::{CaseMode, case_mode, may_open, segments};
    use crate::words::Words;

    /// As [`case_mode`] does, by all words.
    fn case_mode_by_all(tokens: &[Token]) -> CaseMode {
        let words: Vec<_> = tokens.iter().filter(|it| it.kind() == TokenKind::Word).collect();
        let count = |is: &dyn Fn(&Token) -> bool| words.iter().filter(|it| is(it)).count();
        let upper = count(&|it| it.shape.is_all_caps() && !it.shape.has(Shape::SINGLE));
        let capitalized = count(&|it| it.shape.is_capitalized());
        let long_lower = count(&|it| !it.shape.is_capitalized() && it.span.len() > 4);
        if words.len() >= 3 && upper * 10 > words.len() * 7 {
            CaseMode::Upper
        } else if words.len() >= 4 && capitalized * 10 >= words.len() * 6 && long_lower <= 1 {
            CaseMode::Headline
        } else {
            CaseMode::Usual
        }
    }

    #[test]
    fn mode_is_settled_early_as_by_all_words() {
        const SORTS: usize = 5;
        let token = |sort: usize| {
            let (length, shape, kind) = [
                (9, Shape::LOWER, TokenKind::Word),
                (3, Shape::LOWER, TokenKind::Word),
                (6, Shape::LOWER | Shape::FIRST_UPPER, TokenKind::Word),
                (4, Shape::INNER_UPPER | Shape::FIRST_UPPER, TokenKind::Word),
                (1, Shape::SINGLE, TokenKind::Comma),
            ][sort];
            Token::new(Span::new(0, length), 1, 0, 0, Shape(shape), kind)
        };
        for length in 0..8 {
            for number in 0..SORTS.pow(length) {
                let sorts = (0..length).map(|it| number / SORTS.pow(it) % SORTS);
                let tokens: Vec<_> = sorts.map(token).collect();
                assert_eq!(case_mode(&tokens), case_mode_by_all(&tokens), "{number} of {length}");
            }
        }
    }

    #[test]
    fn no_other_token_opens_a_segment() {
        let mut document = OwnedDocument::new(
            "d",
            "the Ministry of Tides met in france, said iPad-maker A. B. Lund.\nI, too. U.S.-led HARBOUR\nThey're X",
        )
        .unwrap();
        TextLayer::new(TextOptions::default()).annotate(&mut document);
        let (text, tokens) = (document.text(), document.tokens());
        let mut words = Words::default();
        words.prepare(document.vocabulary());
        let openers: Vec<u32> =
            (0..tokens.len() as u32).filter(|it| may_open(&tokens[*it as usize])).collect();
        let all: Vec<u32> = (0..tokens.len() as u32).collect();
        let mut of = |openers: &[u32]| {
            let mut found = Vec::new();
            segments(text, tokens, 0, openers, CaseMode::Usual, &mut words, &mut found);
            found
        };
        let (found, expected) = (of(&openers), of(&all));
        assert_eq!(found, expected);
        assert!(found.len() > 4 && openers.len() < all.len() / 2);
    }
}
