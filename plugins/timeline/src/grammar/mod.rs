//! Which expressions can begin at a place: every family of patterns adds what it finds, the longest that can be
//! resolved is taken.

mod ago;
mod clock;
mod count;
mod day;
mod duration;
mod explicit;
mod length;
mod month;
mod part;
mod part_of_year;
mod phrase;
mod quarter;
mod recurring;
mod relative;
mod spoken_clock;
mod vague;
mod year;

use std::cmp::Reverse;

use crate::reading::{Kind, Reading};
use crate::value::Modifier;
use crate::words::{Keyword, class};

pub(crate) use self::phrase::Phrase;

/// An expression that may begin at some item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// Index one past its last item.
    pub end: usize,
    /// What it says.
    pub reading: Reading,
}

/// Collects the candidates of one place.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    found: Vec<Candidate>,
}

impl Candidates {
    /// Adds an expression without modifier.
    fn add(&mut self, end: usize, kind: Kind) {
        self.add_modified(end, kind, None);
    }

    /// Adds an expression.
    fn add_modified(&mut self, end: usize, kind: Kind, modifier: Option<Modifier>) {
        self.found.push(Candidate { end, reading: Reading { kind, modifier } });
    }

    /// All that begins at item `start`, the longest first, equally long ones in the order of the families.
    pub(crate) fn find(&mut self, phrase: &Phrase<'_>, start: usize) -> &[Candidate] {
        self.found.clear();
        if phrase.may_start(start) {
            self.points(phrase, start);
            self.wrapped(phrase, start);
            duration::lengths(phrase, start, self);
            ago::distances(phrase, start, self);
            clock::times(phrase, start, self);
            recurring::sets(phrase, start, self);
            vague::references(phrase, start, self);
            self.found.retain(|it| phrase.may_end(it));
            self.found.sort_by_key(|it| Reverse(it.end));
        }
        &self.found
    }

    /// Days and all that is longer: what "early", "the end of" and their like can stand before.
    fn points(&mut self, phrase: &Phrase<'_>, start: usize) {
        explicit::dates(phrase, start, self);
        quarter::quarters(phrase, start, self);
        day::days(phrase, start, self);
        part::parts(phrase, start, self);
        month::months(phrase, start, self);
        relative::units(phrase, start, self);
        year::years(phrase, start, self);
    }

    /// `early next year`, `the end of May`, `mid-1996`, `around Nov. 1`: a modifier and what it stands before.
    fn wrapped(&mut self, phrase: &Phrase<'_>, start: usize) {
        let Some((modifier, next)) = phrase.point_modifier(start) else { return };
        let before = self.found.len();
        self.points(phrase, next);
        let narrow =
            phrase.keyword(start) == Keyword::Earlier || phrase.keyword(start) == Keyword::Later;
        let mut index = before;
        while let Some(candidate) = self.found.get_mut(index) {
            // "the later years", "earlier in June" are not said of such units; "later this month" is.
            let fits = !narrow || takes_comparative(candidate.reading.kind);
            if fits {
                candidate.reading.modifier = candidate.reading.modifier.or(modifier);
                index += 1;
            } else {
                self.found.remove(index);
            }
        }
    }
}

/// What `earlier` and `later` stand before: units, days and parts of the present, no far dates.
fn takes_comparative(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Day(_)
            | Kind::Time(..)
            | Kind::Unit { .. }
            | Kind::Season { .. }
            | Kind::Year(crate::reading::Year::Offset(_))
    )
}

impl Phrase<'_> {
    /// Whether an expression may begin here: not within a hyphened word, unless that is a range or a prefix.
    fn may_start(&self, start: usize) -> bool {
        if !self.is_joined(start) {
            return true;
        }
        let before = self.before(start);
        let word = self.word(start);
        let range = [class::MONTH, class::WEEKDAY, class::DIGITS, class::DECADE]
            .iter()
            .any(|it| before.is(*it) && word.is(*it));
        let year = self.year(start).is_some();
        range && !word.is(class::CARDINAL)
            || year
            || (word.is(class::MONTH | class::WEEKDAY | class::DECADE | class::FULL_DATE)
                && !before.is(class::UNIT))
    }

    /// Whether the item after an expression lets it end there.
    fn may_end(&self, candidate: &Candidate) -> bool {
        let end = candidate.end;
        if !self.is_joined(end) {
            return true;
        }
        match candidate.reading.kind {
            // "25-minute-long", "decades-long" say no more; "8-month-old" is an age.
            Kind::Duration(..) => {
                let keyword = self.keyword(end);
                keyword == Keyword::Long || (keyword != Keyword::Old && self.is_joined(end - 1))
            }
            Kind::Year(_) | Kind::Decade { .. } | Kind::Century(_) => true,
            _ => {
                // "Monday-Friday", "June-July", "June 3-5".
                let word = self.word(end);
                let last = self.word(end - 1);
                (word.is(class::MONTH) && last.is(class::MONTH))
                    || (word.is(class::WEEKDAY) && last.is(class::WEEKDAY))
                    || (word.is(class::DIGITS) && last.is(class::DIGITS))
            }
        }
    }

    /// A modifier of a point in time that begins here; where what it modifies begins.
    fn point_modifier(&self, start: usize) -> Option<(Option<Modifier>, usize)> {
        let modifier = |keyword| {
            Some(match keyword {
                Keyword::Early | Keyword::Earlier | Keyword::Beginning => Modifier::Start,
                Keyword::Mid | Keyword::Middle => Modifier::Mid,
                Keyword::Late | Keyword::Later | Keyword::End | Keyword::Rest => Modifier::End,
                _ => return None,
            })
        };
        let keyword = self.keyword(start);
        match keyword {
            Keyword::Very if matches!(self.keyword(start + 1), Keyword::Early | Keyword::Late) => {
                Some((modifier(self.keyword(start + 1)), start + 2))
            }
            Keyword::Early | Keyword::Late | Keyword::Earlier | Keyword::Later | Keyword::Mid => {
                Some((modifier(keyword), start + 1))
            }
            Keyword::Sometime => Some((None, start + 1)),
            Keyword::The => {
                let at = start + 1 + usize::from(self.keyword(start + 1) == Keyword::Very);
                let keyword = self.keyword(at);
                match keyword {
                    // "the early 1980s", "the mid-1990s"
                    Keyword::Early | Keyword::Late | Keyword::Mid => {
                        Some((modifier(keyword), at + 1))
                    }
                    Keyword::Beginning | Keyword::Middle | Keyword::End | Keyword::Rest
                        if self.keyword(at + 1) == Keyword::Of =>
                    {
                        Some((modifier(keyword), at + 2))
                    }
                    _ => None,
                }
            }
            Keyword::A
                if self.keywords(start + 1, &[Keyword::Good, Keyword::Part, Keyword::Of]) =>
            {
                Some((None, start + 4))
            }
            // A bare "end of" only before dates: "by end of 2020".
            Keyword::Beginning | Keyword::End | Keyword::Middle
                if self.keyword(start + 1) == Keyword::Of =>
            {
                Some((modifier(keyword), start + 2))
            }
            _ => {
                // "around Nov. 1", "about 1990"
                let (modifier, _, next) = self.quantity_modifier(start)?;
                let dated =
                    matches!(modifier, Modifier::Approx) && self.keyword(start) != Keyword::Some;
                dated.then_some((Some(Modifier::Approx), next))
            }
        }
    }
}
