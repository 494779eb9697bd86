//! Pairs double marks and guillemets on a stack.

use std::ops::Range;

use super::mark::{Family, Mark, Side};
use super::{Pair, Region};

/// A region that waits for its closing mark.
struct Open<'m> {
    mark: &'m Mark,
    reversed: bool,
    carried: bool,
}

impl Open<'_> {
    fn ended(&self, end: u32, close: Option<&Mark>) -> Pair {
        Pair {
            outer: self.mark.first..close.map_or(end, |it| it.last + 1),
            inner: self.mark.last + 1..end,
            single: false,
            carried: self.carried,
            closed: close.is_some(),
        }
    }
}

/// Pairs the marks of the paragraph that is `tokens`. `carried` is the region that the paragraph before it left open.
///
/// Straight marks tell their side by the white space around them; curly ones by their form, unless they stand the wrong
/// way round. A mark that opens while a region is open nests if the marks that follow close both; if they do not, the
/// earlier region ends here without a mark of its own.
pub(super) fn pair(
    marks: &[Mark],
    tokens: &Range<u32>,
    carried: Option<&Region>,
    pairs: &mut Vec<Pair>,
) {
    let mut stack: Vec<Open<'_>> = Vec::new();
    let mut carried = carried.is_some_and(|it| !it.single);
    for (index, mark) in marks.iter().enumerate() {
        if mark.family == Family::Single {
            continue;
        }
        let open = stack.iter().rposition(|it| it.mark.family == mark.family);
        if closes(mark, open.map(|it| &stack[it])) {
            if let Some(at) = open {
                pairs.push(stack[at].ended(mark.first, Some(mark)));
                stack.truncate(at);
            } else if carried && stack.is_empty() {
                // The rest of a quotation whose first part stands in the paragraph before.
                pairs.push(Pair {
                    outer: tokens.start..mark.last + 1,
                    inner: tokens.start..mark.first,
                    single: false,
                    carried: true,
                    closed: true,
                });
            }
        } else {
            if let Some(at) = open
                && !nests(&marks[index..], mark.family)
                && !differs(&marks[index..], stack[at].mark)
            {
                pairs.push(stack[at].ended(mark.first, None));
                stack.truncate(at);
            }
            stack.push(Open {
                mark,
                reversed: mark.family == Family::Angular && mark.side == Side::Close,
                carried: carried && mark.before.is_none(),
            });
        }
        carried = false;
    }
    if let Some(it) = stack.first() {
        pairs.push(it.ended(tokens.end, None));
    }
}

/// Whether a mark closes: the open region of its family, or one of an earlier paragraph.
fn closes(mark: &Mark, open: Option<&Open<'_>>) -> bool {
    match (mark.side, open) {
        // »so« opens with the mark that closes elsewhere.
        (Side::Open, Some(open)) if open.reversed || open.mark.low => !mark.low,
        (Side::Close, Some(open)) if open.reversed => false,
        (Side::Open, None) => false,
        (Side::Close, Some(_)) => true,
        (Side::Close, None) | (Side::Either, Some(_)) => !mark.looks_open(),
        (Side::Open, Some(_)) | (Side::Either, None) => mark.looks_closed() && mark.free_after,
    }
}

/// Whether the mark that opens `marks` is curly and closed by the next one, within a paragraph that opens with a straight
/// mark: the paragraph is part of a longer quotation, "where “nested” ones are curly.
fn differs(marks: &[Mark], outer: &Mark) -> bool {
    let next = marks.iter().skip(1).find(|it| it.family == outer.family);
    outer.before.is_none()
        && outer.side == Side::Either
        && marks[0].side == Side::Open
        && next.is_some_and(|it| it.side == Side::Close)
}

/// Marks within which a region must close to count as nested.
const NESTED: usize = 64;

/// Whether the paragraph has enough closing marks for a region inside the open one; `marks` starts with its opening mark.
fn nests(marks: &[Mark], family: Family) -> bool {
    let mut depth = 2;
    for mark in marks.iter().skip(1).take(NESTED).filter(|it| it.family == family) {
        let opens = match mark.side {
            Side::Open => !(mark.looks_closed() && mark.free_after),
            Side::Close => false,
            Side::Either => mark.looks_open(),
        };
        if opens {
            depth += 1;
        } else {
            depth -= 1;
            if depth == 0 {
                return true;
            }
        }
    }
    false
}
