//! Where names can be: stretches of capitalised words and what may stand between them. Only they are tagged.

use std::ops::Range;

use rashomon_core::{Shape, Token, TokenKind};

use crate::gazetteer;
use crate::tags;
use crate::words::{Case, Words};

/// How a sentence is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CaseMode {
    /// Names and sentence starts have capitals.
    Usual,
    /// All in capitals.
    Upper,
    /// A headline Whose Words Have Capitals.
    Headline,
}

/// How the words of a sentence are written.
pub(crate) fn case_mode(tokens: &[Token]) -> CaseMode {
    let (mut words, mut upper, mut capitalized, mut long_lower) = (0, 0, 0, 0);
    for token in tokens.iter().filter(|it| it.kind() == TokenKind::Word) {
        words += 1;
        if token.shape.is_capitalized() {
            capitalized += 1;
            upper += usize::from(token.shape.is_all_caps() && !token.shape.has(Shape::SINGLE));
        } else {
            long_lower += usize::from(token.span.len() > 4);
        }
    }
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

/// Finds the segments of a sentence, in order.
pub(crate) fn segments(tokens: &[Token], words: &Words, found: &mut Vec<Range<usize>>) {
    found.clear();
    let mut index = 0;
    while index < tokens.len() {
        if !opens(tokens, index, words) {
            index += 1;
            continue;
        }
        let start = index;
        index += 1;
        while let Some(end) = continues(tokens, index, words) {
            index = end;
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
pub(crate) fn is_capitalized(token: &Token) -> bool {
    token.kind() == TokenKind::Word
        && token.shape.0 & (Shape::FIRST_UPPER | Shape::INNER_UPPER) != 0
}

/// Whether a name can begin here.
fn opens(tokens: &[Token], index: usize, words: &Words) -> bool {
    let token = &tokens[index];
    let word = words.get(Some(token));
    if !is_capitalized(token) {
        return word.case == Case::Lower
            && word.is(gazetteer::GREAT_PLACES)
            && !word.is(tags::FUNCTION_WORD);
    }
    let function_word = word.is(tags::FUNCTION_WORD)
        && match word.case {
            Case::Title => at_start(tokens, index),
            Case::Initial => token.hash == rashomon_core::fold_hash("I"),
            _ => false,
        };
    !function_word || tokens.get(index + 1).is_some_and(is_capitalized)
}

/// Where a segment that reaches up to `index` ends next, if it goes on.
fn continues(tokens: &[Token], index: usize, words: &Words) -> Option<usize> {
    let token = tokens.get(index)?;
    let capitalized = |at: usize| tokens.get(at).is_some_and(is_capitalized);
    match token.kind() {
        TokenKind::Word if is_capitalized(token) => Some(index + 1),
        TokenKind::Word => {
            let connector = |at: usize| {
                tokens.get(at).is_some_and(|it| {
                    it.kind() == TokenKind::Word && words.get(Some(it)).is(tags::CONNECTOR)
                })
            };
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
