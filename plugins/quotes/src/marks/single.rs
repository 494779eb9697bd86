//! Pairs single marks, which look like apostrophes.

use std::ops::Range;

use rashomon_core::{Document, Token, TokenKind};

use super::mark::{Family, Mark, Side, opens_bracket};
use super::{Pair, Region};

/// Pairs the single marks of the paragraph that is `tokens`; `pairs` holds what the double marks have become.
///
/// A mark opens if a word follows tightly and none stands tightly before it, unless it stands for left-out letters
/// (`'em`, `'90s`). It closes tightly after a word or stop and not before a word. One beside other punctuation is certain;
/// one between a word in `s` and a lower-case word may be a possessive (`the parties' last chance`) and closes only if no
/// other mark does before the next opening one. Between ''two'' of them it would be speech within what is not read as
/// speech, so it opens nothing there.
pub(super) fn pair(
    document: &dyn Document,
    marks: &[Mark],
    tokens: &Range<u32>,
    carried: Option<&Region>,
    next_opens: bool,
    pairs: &mut Vec<Pair>,
) {
    let carried = carried.is_some_and(|it| it.single);
    let bounds = bounds(marks, tokens.end, pairs);
    let mut next = 0;
    let mut in_twins = false;
    while let Some(mark) = marks.get(next) {
        let bound = bounds[next];
        next += 1;
        if mark.twin {
            in_twins = mark.looks_open();
        }
        if in_twins || mark.family != Family::Single || !opens(document, mark) {
            continue;
        }
        let goes_on = carried && mark.before.is_none();
        let may_stay_open = bound == tokens.end
            && (mark.before.is_none() || (mark.side == Side::Open && introduced(mark)));
        // Where the next paragraph opens with a mark, what may be an apostrophe is one.
        let possessives = !(next_opens && may_stay_open);
        if let Some(at) = closing(document, marks, next, &bounds, possessives) {
            let close = &marks[at];
            pairs.push(Pair {
                outer: mark.first..close.last + 1,
                inner: mark.last + 1..close.first,
                single: true,
                carried: goes_on,
                closed: true,
            });
            next = at + 1;
        } else if may_stay_open {
            // May run over into the next paragraph; dropped later if it does not.
            pairs.push(Pair {
                outer: mark.first..tokens.end,
                inner: mark.last + 1..tokens.end,
                single: true,
                carried: goes_on,
                closed: false,
            });
            return;
        }
    }
}

/// For each mark where the smallest double region around it ends, or the paragraph.
fn bounds(marks: &[Mark], end: u32, doubles: &[Pair]) -> Vec<u32> {
    let mut regions: Vec<&Range<u32>> = doubles.iter().map(|it| &it.inner).collect();
    regions.sort_by_key(|it| (it.start, std::cmp::Reverse(it.end)));
    let mut regions = regions.into_iter().peekable();
    let mut open: Vec<u32> = Vec::new();
    let bound = |mark: &Mark| {
        while let Some(it) = regions.next_if(|it| it.start <= mark.first) {
            while open.last().is_some_and(|&last| last <= it.start) {
                open.pop();
            }
            open.push(it.end);
        }
        while open.last().is_some_and(|&last| last <= mark.first) {
            open.pop();
        }
        open.last().copied().unwrap_or(end)
    };
    marks.iter().map(bound).collect()
}

fn introduced(mark: &Mark) -> bool {
    mark.before.is_some_and(|it| matches!(it.kind(), TokenKind::Comma | TokenKind::Dash))
}

fn opens(document: &dyn Document, mark: &Mark) -> bool {
    if mark.free_after || !mark.free_before || mark.twin {
        return false;
    }
    let Some(after) = mark.after else { return false };
    let text = document.slice(after.span);
    match after.kind() {
        TokenKind::Word => !(is_elision(text) && mark.side != Side::Open),
        TokenKind::Number => !is_decade(text),
        TokenKind::Bracket => opens_bracket(text),
        TokenKind::Quote | TokenKind::Currency | TokenKind::Stop => true,
        _ => false,
    }
}

/// Index of the mark from `next` on that closes the one before it, in the same double region; `possessives`: one that may
/// be an apostrophe will do.
fn closing(
    document: &dyn Document,
    marks: &[Mark],
    next: usize,
    bounds: &[u32],
    possessives: bool,
) -> Option<usize> {
    let bound = bounds[next - 1];
    let mut possessive = None;
    for (index, mark) in marks.iter().enumerate().skip(next) {
        if mark.first >= bound {
            break;
        }
        if mark.family != Family::Single || bounds[index] != bound || mark.twin {
            continue;
        }
        if opens(document, mark) {
            break;
        }
        let Some(before) = mark.before.filter(|_| !mark.free_before) else { continue };
        if !ends_text(&before) || mark.side == Side::Open {
            continue;
        }
        let glued_after = !mark.free_after;
        match mark.after {
            None => return Some(index),
            Some(after) if glued_after && is_word(&after) => {}
            Some(after) => {
                let stopped = matches!(before.kind(), TokenKind::Stop | TokenKind::Comma);
                let punctuated =
                    !is_word(&after) && (glued_after || after.kind() == TokenKind::Dash);
                if stopped || punctuated || mark.last + 1 >= bound {
                    return Some(index);
                }
                let text = document.slice(before.span);
                let plural = text.ends_with(['s', 'S']);
                if !plural || after.kind() != TokenKind::Word || after.shape.is_capitalized() {
                    return Some(index);
                }
                possessive = possessive.or(Some(index));
            }
        }
    }
    possessive.filter(|_| possessives)
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind(), TokenKind::Word | TokenKind::Number)
}

fn ends_text(token: &Token) -> bool {
    matches!(
        token.kind(),
        TokenKind::Word
            | TokenKind::Number
            | TokenKind::Clitic
            | TokenKind::Stop
            | TokenKind::Comma
            | TokenKind::Bracket
            | TokenKind::Dash
            | TokenKind::Symbol
            | TokenKind::Quote
            | TokenKind::Currency
            | TokenKind::Url
    )
}

/// `'em`, `'tis`: words whose first letters an apostrophe stands for.
fn is_elision(word: &str) -> bool {
    ["em", "tis", "twas", "twere", "til", "till", "cause", "cos", "bout", "round", "n", "neath"]
        .iter()
        .any(|it| word.eq_ignore_ascii_case(it))
}

/// `'90s`, `'68`
fn is_decade(number: &str) -> bool {
    let digits = number.trim_end_matches(['s', 'S', 'e', 'r']);
    digits.len() == 2 && digits.bytes().all(|it| it.is_ascii_digit())
}
