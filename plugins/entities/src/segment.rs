//! Where names can be: stretches of capitalised words and what may stand between them. Only they are tagged.

use std::ops::Range;

use rashomon_core::{Shape, Token, TokenKind};

use crate::form::Case;
use crate::rule_words::I;
use crate::words::{CONNECTOR, FUNCTION_WORD, GREAT_PLACE, Words};

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
pub(crate) fn segments(
    tokens: &[Token],
    mode: CaseMode,
    words: &Words,
    found: &mut Vec<Range<usize>>,
) {
    found.clear();
    if mode == CaseMode::Lower {
        return segments_of_lower(tokens, words, found);
    }
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

/// Without capitals, all stretches of content words can hold names.
fn segments_of_lower(tokens: &[Token], words: &Words, found: &mut Vec<Range<usize>>) {
    let is_content =
        |it: &Token| it.kind() == TokenKind::Word && !words.marked(it, FUNCTION_WORD | CONNECTOR);
    let mut index = 0;
    while index < tokens.len() {
        if !is_content(&tokens[index]) {
            index += 1;
            continue;
        }
        let start = index;
        index += 1;
        loop {
            let next = |ahead: usize| tokens.get(index + ahead);
            if next(0).is_some_and(is_content) {
                index += 1;
            } else if next(0).is_some_and(|it| words.marked(it, CONNECTOR))
                && next(1).is_some_and(is_content)
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
pub(crate) fn is_capitalized(token: &Token) -> bool {
    token.kind() == TokenKind::Word
        && token.shape.0 & (Shape::FIRST_UPPER | Shape::INNER_UPPER) != 0
}

/// Whether a name can begin here.
fn opens(tokens: &[Token], index: usize, words: &Words) -> bool {
    let token = &tokens[index];
    if !is_capitalized(token) {
        return words.marked(token, GREAT_PLACE);
    }
    let function_word = words.marked(token, FUNCTION_WORD)
        && match Case::of(token) {
            Case::Title => at_start(tokens, index),
            Case::Initial => I.is(token),
            Case::Lower | Case::Upper | Case::Mixed | Case::Other => false,
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
            let connector =
                |at: usize| tokens.get(at).is_some_and(|it| words.marked(it, CONNECTOR));
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
