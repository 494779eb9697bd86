//! Months, seasons and holidays, with what points at one of them: `last March`, `this summer`, `Easter 2021`.

use crate::lexicon::HOLIDAYS;
use crate::reading::{Kind, Which, Year};
use crate::value::Unit;
use crate::words::{Keyword, class};

use super::{Candidates, Phrase};

/// Adds the months, weeks of months, seasons and holidays that begin at `start`.
pub(super) fn months(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let (which, at) = phrase.which(start);
    if phrase.is(at, class::MONTH) && phrase.is_month(at, at > start) {
        let month = phrase.word(at).name;
        let year = phrase.shared_year(at + 1, month).unwrap_or(Year::Open);
        found.add(at + 1, Kind::Month { month, year, which });
        if let Some((year, end)) = phrase.year_after(at + 1) {
            found.add(end, Kind::Month { month, year, which });
        }
    }
    seasons(phrase, start, found);
    holidays(phrase, start, found);
    weeks_of_months(phrase, start, found);
}

/// `this summer`, `the winter of 1994`, `spring 2009`.
fn seasons(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let (which, mut at) = phrase.which(start);
    let the = at == start && phrase.keyword(at) == Keyword::The;
    at += usize::from(the);
    let word = phrase.word(at);
    if !word.is(class::SEASON) || word.is(class::MANY) || phrase.is_joined(at + 1) {
        return;
    }
    let season = word.season();
    if let Some((year, end)) = phrase.year_after(at + 1) {
        found.add(end, Kind::Season { season, year, which });
    }
    let pointed = at > start && !the;
    let before = phrase.before(start).keyword;
    let sure = pointed
        || (!phrase.is_name(at)
            && match before {
                Keyword::In
                | Keyword::Since
                | Keyword::Until
                | Keyword::By
                | Keyword::During
                | Keyword::Early
                | Keyword::Late
                | Keyword::Mid
                | Keyword::Of => {
                    !word.is(class::AMBIGUOUS)
                        || the
                        || before == Keyword::In
                        || before == Keyword::Since
                }
                _ => the && !word.is(class::AMBIGUOUS),
            });
    // "in fall" alone is a movement as often as a season.
    let fall = word.is(class::AMBIGUOUS)
        && !pointed
        && (phrase.keyword(at + 1) == Keyword::Of || !the && before != Keyword::In);
    // "the summer Olympics" names the games, "the winter months" the months.
    let compound =
        phrase.is(at + 1, class::UNIT) || phrase.is_capital(at + 1) || phrase.is_noun(at + 1);
    if sure && !fall && !compound {
        found.add(at + 1, Kind::Season { season, year: Year::Open, which });
    }
}

/// `Christmas`, `last Easter`, `Thanksgiving Day 2019`.
fn holidays(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let (which, at) = phrase.which(start);
    let Some((entry, end)) = phrase.longest(&HOLIDAYS, class::HOLIDAY, at) else { return };
    // "9/11" has no capital.
    let digits = phrase.text(at).starts_with(|it: char| it.is_ascii_digit());
    if !phrase.is_capital(at) && phrase.keyword(at) != Keyword::The && !digits {
        return;
    }
    // "Christmas tree", "Easter Island", "Thanksgiving turkey": the word before a noun names a kind of thing.
    let rule = entry.value(0);
    if let Some((year, end)) = phrase.year_after(end) {
        found.add(end, Kind::Holiday { rule, year, which });
    }
    let weekend = phrase.single_unit(end) == Some(Unit::Weekend);
    let end = end + usize::from(weekend);
    let open = !phrase.is_noun(end) && !phrase.is_capital(end) && !phrase.is_joined(end);
    if open || digits {
        found.add(end, Kind::Holiday { rule, year: Year::Open, which });
    }
}

/// `the last week of March`, `the first week of next month`'s month form.
fn weeks_of_months(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let at = start + usize::from(phrase.keyword(start) == Keyword::The);
    let (nth, at) = match (phrase.keyword(at), phrase.ordinal(at)) {
        (Keyword::Last | Keyword::Final, _) => (-1, at + 1),
        (_, Some((nth @ 1..=5, end))) => (nth as i8, end),
        _ => return,
    };
    let week = phrase.is(at, class::UNIT)
        && phrase.word(at).unit() == Unit::Week
        && !phrase.is(at, class::MANY);
    let month = at + 2;
    if week
        && phrase.keyword(at + 1) == Keyword::Of
        && phrase.is(month, class::MONTH)
        && phrase.is_month(month, true)
    {
        let (year, end) = phrase.year_after(month + 1).unwrap_or((Year::Open, month + 1));
        found.add(end, Kind::WeekOfMonth { nth, month: phrase.word(month).name, year });
    }
}

impl Phrase<'_> {
    /// `last`, `this`, `next`, `this past`, `this coming`, `the previous`: which of the recurring ones, and where it begins.
    pub(crate) fn which(&self, start: usize) -> (Which, usize) {
        let the = usize::from(self.keyword(start) == Keyword::The);
        match (self.keyword(start + the), self.keyword(start + the + 1)) {
            (Keyword::Last | Keyword::Past, _) if the == 0 => (Which::Last, start + 1),
            (Keyword::This, Keyword::Past) if the == 0 => (Which::Last, start + 2),
            (Keyword::This, Keyword::Coming) if the == 0 => (Which::Next, start + 2),
            (Keyword::This, _) if the == 0 => (Which::This, start + 1),
            (Keyword::Next | Keyword::Coming, _) => (Which::Next, start + the + 1),
            (Keyword::Previous, _) => (Which::Previous, start + the + 1),
            (Keyword::Following, _) => (Which::Following, start + the + 1),
            // "said that Monday's vote": there the word opens a clause.
            (Keyword::That, _) if the == 0 && !self.before(start).is(class::PAST | class::VERB) => {
                (Which::Same, start + 1)
            }
            _ => (Which::Bare, start),
        }
    }

    /// Whether the word here is meant as the month: always, unless it is another word too (`may`, `march`, `august`,
    /// `Jan`). Those need a capital and a preposition, a number or another month beside them.
    pub(crate) fn is_month(&self, at: usize, pointed: bool) -> bool {
        let word = self.word(at);
        // "April Jones", "June Carter": a name goes on behind it; "the June CPI" does not.
        let before = self.before(at);
        let first_name = matches!(word.name, 4 | 5 | 6 | 8)
            && !self.headline
            && before.keyword != Keyword::The
            && (!before.is(class::BEFORE_MONTH)
                || matches!(before.keyword, Keyword::And | Keyword::Or));
        let named = first_name
            && self.is_capital(at)
            && self.is_capital(at + 1)
            && !self.is_joined(at + 1)
            && self.text(at + 1).chars().any(char::is_lowercase)
            && self.items.get(at + 1).is_some_and(|it| {
                it.word.classes
                    & !(class::LETTERS | class::PLURAL_NOUN | class::PAST | class::KNOWN)
                    == 0
                    && it.word.keyword == Keyword::Other
            });
        if !word.is(class::AMBIGUOUS) {
            return !named;
        }
        let number_after = self.items.get(at + 1).is_some_and(|it| it.word.is(class::DIGITS));
        let short = self.items.get(at).is_some_and(|it| it.span.len() <= 4) && word.name != 5;
        if !self.is_capital(at) || named {
            return false;
        }
        if short && !number_after {
            return false;
        }
        let listed =
            self.text(at.wrapping_sub(1)) == "," && self.is(at.wrapping_sub(2), class::MONTH);
        pointed
            || number_after
            || listed
            || before.is(class::BEFORE_MONTH)
            || before.is(class::MONTH)
            || before.is(class::DIGITS | class::ORDINAL) && !before.is(class::CLOCK)
            || self.is_joined(at)
    }
}
