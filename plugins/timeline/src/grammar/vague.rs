//! Times that no calendar shows: `now`, `recently`, `the near future`, `the eve of his visit`.

use crate::lexicon::VAGUE;
use crate::reading::{Frame, Kind, Reading};
use crate::value::{Count, Length, Reference, Unit};
use crate::words::{Keyword, class};

use super::{Candidate, Candidates, Phrase};

/// Adds the vague times that begin at `start`.
pub(super) fn references(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    if phrase.keyword(start) == Keyword::The
        && phrase.keyword(start + 1) == Keyword::Eve
        && phrase.keyword(start + 2) == Keyword::Of
    {
        found.add(start + 2, Kind::UnknownDay);
    }
    let Some((entry, end)) = phrase.longest(&VAGUE, class::VAGUE, start) else { return };
    // "for a while", "for some time"
    if entry.value(0) == "PXX" {
        if phrase.before(start).keyword == Keyword::For && phrase.is_closed(end) {
            let length = Length::new(Count::Vague, Unit::Unknown);
            found.add(end, Kind::Duration(length, Frame::Open));
        }
        return;
    }
    let reference = match entry.value(0) {
        "PRESENT_REF" => Reference::Present,
        "PAST_REF" => Reference::Past,
        _ => Reference::Future,
    };
    let fits = match entry.value(1) {
        "skip" => return,
        // "now that the vote is over", "now-defunct"; "as of now" is.
        "now" => {
            // "every now and again", "now and then"
            let idiom = phrase.keyword(end) == Keyword::And
                && matches!(phrase.text(end + 1), "again" | "then");
            !phrase.is_name(start) && phrase.keyword(end) != Keyword::That && !idiom
        }
        "adjective" => phrase.is_adjective(start, end),
        // "as recently as 2019"
        "not-behind-as" => phrase.before(start).keyword != Keyword::As,
        "not-as" => {
            phrase.before(start).keyword != Keyword::As
                && !matches!(
                    phrase.text(start.wrapping_sub(1)),
                    "too" | "how" | "so" | "this" | "that"
                )
                && !matches!(phrase.keyword(end), Keyword::After | Keyword::As)
        }
        // "the past two years", "the future of the party"
        "noun" => !goes_on(phrase, start, end),
        _ if phrase.is_joined(end - 1) && phrase.is_noun(end) => false,
        _ => true,
    };
    if fits {
        found.found.push(Candidate {
            end,
            reading: Reading { kind: Kind::Reference(reference), modifier: None },
        });
    }
}

/// Whether more follows that the phrase belongs to: a count, a unit, an `of`.
fn goes_on(phrase: &Phrase<'_>, start: usize, end: usize) -> bool {
    let the = phrase.keyword(start) == Keyword::The;
    let after = phrase.word(end);
    // "the long-term plan"
    if phrase.is_joined(end - 1) && phrase.is_noun(end) {
        return true;
    }
    the && (after.is(class::UNIT
        | class::CARDINAL
        | class::SEASON
        | class::DAY_PART
        | class::WEEKDAY
        | class::MONTH)
        || after.keyword == Keyword::Of
        || phrase.longest(&crate::lexicon::AMOUNTS, class::AMOUNT, end).is_some()
        || (after.is(class::LETTERS)
            && after.keyword == Keyword::Other
            && !after.is(class::PAST | class::BEFORE_MONTH | class::FUTURE | class::BE)))
}

impl Phrase<'_> {
    /// Whether an adjective of time stands before a noun and names no account or river: `current`, `recent`.
    fn is_adjective(&self, start: usize, end: usize) -> bool {
        let noun = self.is(end, class::LETTERS) && !self.is(end, class::UNIT);
        noun && !self.is_joined(start)
            && !self.is_joined(end)
            && !self.is_name(start)
            && self.text(end) != "account"
    }
}
