//! Parts of the day with their day: `this morning`, `Friday evening`, `last night`, `noon Saturday`, `the morning of June 3`.

use crate::reading::{Day, Kind, Recurring, Which};
use crate::value::{DayPart, Modifier, TimeOfDay};
use crate::words::{Keyword, class};

use super::{Candidates, Phrase};

/// Adds the parts of a day that begin at `start`.
pub(super) fn parts(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let night = TimeOfDay::Part(DayPart::Night);
    small_hours(phrase, start, found);
    match phrase.keyword(start) {
        Keyword::Tonight if !phrase.is_name(start) => {
            found.add(start + 1, Kind::Time(Some(Day::Offset(0)), night));
        }
        Keyword::Overnight if !phrase.is_name(start) => {
            found.add(start + 1, Kind::Time(Some(Day::Offset(-1)), night));
            if let Some((day, end)) = phrase.day(start + 1) {
                found.add(end, Kind::Time(Some(day), night));
            }
        }
        Keyword::This
        | Keyword::Last
        | Keyword::That
        | Keyword::Next
        | Keyword::The
        | Keyword::Same => {
            pointed(phrase, start, found);
        }
        _ => {}
    }
    after_day(phrase, start, found);
    before_day(phrase, start, found);
}

/// `the early hours of Tuesday`, `the small hours`: the beginning of the morning.
fn small_hours(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let the = usize::from(phrase.keyword(start) == Keyword::The);
    let at = start + the;
    let early = matches!(phrase.keyword(at), Keyword::Early | Keyword::Small);
    let at = at + usize::from(phrase.is(at + 1, class::DAY_PART));
    if !early || phrase.keyword(at + 1) != Keyword::Hours {
        return;
    }
    let time = TimeOfDay::Part(DayPart::Morning);
    let mut add = |day: Day, end: usize| {
        found.add_modified(end, Kind::Time(Some(day), time), Some(Modifier::Start));
    };
    let end = at + 2;
    if phrase.keyword(end) == Keyword::Of {
        let pointer = phrase.keyword(end + 1);
        let part = usize::from(phrase.is(end + 2, class::DAY_PART));
        if let Some((day, end)) = phrase.day(end + 1) {
            add(day, end + usize::from(phrase.is(end, class::DAY_PART)));
        } else if part == 1 && pointer == Keyword::This {
            add(Day::Offset(0), end + 3);
        } else if part == 1 && matches!(pointer, Keyword::The | Keyword::That) {
            add(Day::Narrative(0), end + 3);
        }
    }
    if the == 1 {
        add(Day::Narrative(0), end);
    }
}

/// `this morning`, `last night`, `that evening`, `the afternoon`, `the morning of June 3`, `the same evening`.
fn pointed(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let the = phrase.keyword(start) == Keyword::The;
    let mut at = start + 1;
    let mut pointer = phrase.keyword(start);
    if the
        && matches!(
            phrase.keyword(at),
            Keyword::Same | Keyword::Next | Keyword::Previous | Keyword::Following
        )
    {
        pointer = phrase.keyword(at);
        at += 1;
    }
    at += usize::from(matches!(phrase.keyword(at), Keyword::Early | Keyword::Late));
    let word = phrase.word(at);
    if !word.is(class::DAY_PART)
        || word.is(class::MANY)
        || phrase.is_joined(at + 1)
        || phrase.is_joined(at)
    {
        return;
    }
    let time = word.time();
    let night = time == TimeOfDay::Part(DayPart::Night);
    let day = match pointer {
        Keyword::This => Some(Day::Offset(0)),
        Keyword::Last if night => Some(Day::Offset(-1)),
        Keyword::Last => return,
        Keyword::Next | Keyword::Following => Some(Day::Narrative(1)),
        Keyword::Previous => Some(Day::Narrative(-1)),
        Keyword::That => Some(Day::Told),
        Keyword::Same => Some(Day::Narrative(0)),
        _ => None,
    };
    if the && night && phrase.keywords(at + 1, &[Keyword::Before, Keyword::Last]) {
        found.add(at + 3, Kind::Time(Some(Day::Offset(-2)), time));
    }
    if phrase.keyword(at + 1) == Keyword::Of
        && let Some((day, end)) = phrase.day(at + 2)
    {
        found.add(end, Kind::Time(Some(day), time));
    }
    // "the night" and "the evening" alone are usually any; "the morning" is the one that is told of.
    let told = !matches!(time, TimeOfDay::Clock { .. })
        && !night
        && word.time() != TimeOfDay::Part(DayPart::Dawn)
        && word.time() != TimeOfDay::Part(DayPart::Dusk);
    let compound = phrase.is(at + 1, class::LETTERS) && phrase.is(at + 1, class::PLURAL_NOUN);
    if day.is_some() || (told && !compound && !the) || (told && the && ends_clause(phrase, at + 1))
    {
        found.add(at + 1, Kind::Time(Some(day.unwrap_or(Day::Narrative(0))), time));
    }
}

/// Whether no noun follows that the word before would belong to: "the morning show".
fn ends_clause(phrase: &Phrase<'_>, at: usize) -> bool {
    let word = phrase.word(at);
    !word.is(class::LETTERS)
        || word.is(class::BEFORE_MONTH | class::PAST | class::PRONOUN)
        || word.keyword != Keyword::Other
}

/// `Friday evening`, `yesterday morning`, `June 3 afternoon`, `Tuesday nights`.
fn after_day(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let mut add = |day: Day, end: usize| {
        let at = end
            + usize::from(matches!(
                phrase.keyword(end),
                Keyword::Early | Keyword::Late | Keyword::Mid
            ));
        let word = phrase.word(at);
        if !word.is(class::DAY_PART) {
            return;
        }
        match day {
            Day::Weekday(weekday, Which::Bare) if word.is(class::MANY) => {
                found.add(at + 1, Kind::Each(Recurring::Weekday(weekday), Some(word.time())));
            }
            _ if word.is(class::MANY) => {}
            _ => found.add(at + 1, Kind::Time(Some(day), word.time())),
        }
    };
    phrase.named_day(start, &mut add);
    phrase.date(start, &mut add);
}

/// `noon Saturday`, `mid-afternoon yesterday`, `midnight on Friday`; noon and midnight also alone.
fn before_day(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let word = phrase.word(start);
    if !word.is(class::DAY_PART) || word.is(class::MANY) || phrase.is_joined(start + 1) {
        return;
    }
    let time = word.time();
    let zone = usize::from(phrase.is(start + 1, class::ZONE));
    if let Some((day, end)) = phrase.day(phrase.skip_comma(start + 1 + zone)) {
        found.add(end, Kind::Time(Some(day), time));
    }
    let before = phrase.before(start).keyword;
    let prefixed = matches!(before, Keyword::Mid | Keyword::Early | Keyword::Late)
        && (phrase.is_joined(start) || before == Keyword::Mid);
    let at_time = matches!(
        before,
        Keyword::At
            | Keyword::Before
            | Keyword::After
            | Keyword::By
            | Keyword::Until
            | Keyword::Since
    );
    let alone = match time {
        TimeOfDay::Clock { .. } => !phrase.is_name(start),
        TimeOfDay::Part(DayPart::Dawn | DayPart::Dusk) => at_time && !phrase.is_capital(start),
        TimeOfDay::Part(_) | TimeOfDay::Unknown => prefixed,
    };
    if alone {
        found.add(start + 1 + zone, Kind::Time(None, time));
    }
}
