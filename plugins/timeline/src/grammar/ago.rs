//! Points at a distance: `two years ago`, `a week or so ago`, `three days later`, `months ago`, `a decade from now`.

use crate::reading::{Base, Kind};
use crate::value::{Count, Length, Modifier, Reference};
use crate::words::{Keyword, class};

use super::{Candidates, Phrase};

/// Adds the points at a distance that begin at `start`.
pub(super) fn distances(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let (modifier, at) = match phrase.quantity_modifier(start) {
        Some((modifier, _, end)) => (Some(modifier), end),
        None => (None, start),
    };
    let (length, end) = match phrase.length(at) {
        Some((length, end, _)) => (length, end),
        // "months ago"
        None if phrase.is(at, class::UNIT)
            && phrase.is(at, class::MANY)
            && !phrase.is(at, class::SHORT) =>
        {
            (Length::new(Count::Vague, phrase.word(at).unit()), at + 1)
        }
        None => return,
    };
    if phrase.is_joined(end - 1) {
        return;
    }
    let mut modifier = modifier;
    let mut end = end;
    if phrase.keywords(end, &[Keyword::Or, Keyword::So]) {
        (modifier, end) = (Some(Modifier::Approx), end + 2);
    } else if phrase.keyword(end) == Keyword::Or && matches!(phrase.keyword(end + 1), Keyword::More)
    {
        (modifier, end) = (Some(Modifier::EqualOrMore), end + 2);
    }
    let (before, base, end) = match (phrase.keyword(end), phrase.keyword(end + 1)) {
        (Keyword::Ago, _) => (true, Base::Present, end + 1),
        (Keyword::Back, _) if phrase.is_closed(end + 1) => (true, Base::Present, end + 1),
        (Keyword::From, Keyword::Now | Keyword::Today) => (false, Base::Present, end + 2),
        (Keyword::Hence, _) => (false, Base::Present, end + 1),
        (Keyword::Earlier | Keyword::Previous, _) if !phrase.is_joined(end) => {
            (true, Base::Narrative, end + 1)
        }
        (Keyword::Later, Keyword::Than) => return,
        (Keyword::Later, _) => (false, Base::Narrative, end + 1),
        (Keyword::Before | Keyword::After, _)
            if phrase.is_closed(end + 1) && phrase.items.len() > end + 1 =>
        {
            (phrase.keyword(end) == Keyword::Before, Base::Narrative, end + 1)
        }
        _ => return,
    };
    if phrase.is_joined(end) {
        return;
    }
    let kind = match length.count {
        Count::Vague if before => Kind::Reference(Reference::Past),
        Count::Vague if base == Base::Present => Kind::Reference(Reference::Future),
        _ => Kind::Distance { length, before, base },
    };
    found.add_modified(end, kind, modifier);
}
