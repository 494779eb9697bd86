//! What recurs: `every month`, `each Thursday`, `every two years`, `on Mondays`, `twice a week`, `hourly`.

use crate::reading::{Kind, Recurring};
use crate::value::{Count, Length, Unit};
use crate::words::{Keyword, class};

use super::{Candidates, Phrase};

/// Adds the recurring times that begin at `start`.
pub(super) fn sets(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let word = phrase.word(start);
    match word.keyword {
        Keyword::Every | Keyword::Each => each(phrase, start + 1, found),
        Keyword::Hourly => {
            found.add(start + 1, Kind::Every(Length::new(Count::whole(1), Unit::Hour)));
        }
        Keyword::Once => rate(phrase, start, start + 1, found),
        _ if word.is(class::CARDINAL) && phrase.text(start + 1) == "times" => {
            rate(phrase, start, start + 2, found);
        }
        // "on Mondays"; "the Mondays" are some.
        _ if word.is(class::WEEKDAY) && word.is(class::MANY) => {
            found.add(start + 1, Kind::Each(Recurring::Weekday(word.name), None));
        }
        _ if word.is(class::UNIT)
            && word.is(class::MANY)
            && word.unit() == Unit::Weekend
            && phrase.before(start).keyword == Keyword::On =>
        {
            found.add(start + 1, Kind::Each(Recurring::Weekend, None));
        }
        _ => {}
    }
    if phrase.frequencies {
        frequencies(phrase, start, found);
    }
}

/// `every month`, `each July`, `every other day`, `every four years`, `every Friday night`.
fn each(phrase: &Phrase<'_>, at: usize, found: &mut Candidates) {
    let other = usize::from(phrase.keyword(at) == Keyword::OtherOne);
    let single = usize::from(phrase.text(at) == "single");
    // "every third Tuesday"
    let nth = phrase
        .ordinal(at)
        .is_some_and(|(_, end)| end == at + 1 && phrase.is(end, class::WEEKDAY | class::UNIT));
    let every = match phrase.ordinal(at) {
        Some((number, _)) if nth => u64::from(number),
        _ => 1 + other as u64,
    };
    let at = at + other + single + usize::from(nth);
    let word = phrase.word(at);
    if let Some(unit) = phrase.single_unit(at) {
        if unit == Unit::Weekend {
            found.add(at + 1, Kind::Each(Recurring::Weekend, None));
        } else if !(unit == Unit::Second && phrase.is(at + 1, class::LETTERS)) {
            found.add(at + 1, Kind::Every(Length::new(Count::whole(every), unit)));
        }
    } else if let Some((length, end, false)) = phrase.length(at) {
        if length.count != Count::Vague || phrase.is(end - 1, class::MANY) {
            found.add(end, Kind::Every(length));
        }
    } else if word.is(class::WEEKDAY) && !word.is(class::SHORT) {
        let weekday = Recurring::Weekday(word.name);
        found.add(at + 1, Kind::Each(weekday, None));
        if phrase.is(at + 1, class::DAY_PART) {
            found.add(at + 2, Kind::Each(weekday, Some(phrase.word(at + 1).time())));
        }
    } else if word.is(class::MONTH) && phrase.is_month(at, true) {
        found.add(at + 1, Kind::Each(Recurring::Month(word.name), None));
    } else if word.is(class::SEASON) && !word.is(class::MANY) {
        found.add(at + 1, Kind::Each(Recurring::Season(word.season()), None));
    } else if word.is(class::DAY_PART) && !word.is(class::MANY) {
        found.add(at + 1, Kind::Each(Recurring::AnyDay, Some(word.time())));
    }
}

/// `once a week`, `three times a year`: the whole is one set.
fn rate(phrase: &Phrase<'_>, _start: usize, at: usize, found: &mut Candidates) {
    if matches!(phrase.keyword(at), Keyword::A | Keyword::Each | Keyword::Every | Keyword::Per)
        && let Some(unit) = phrase.single_unit(at + 1)
    {
        found.add(at + 2, Kind::Every(Length::new(Count::whole(1), unit)));
    }
}

/// `daily`, `annual`, `$2 million a year`: on request only, since no guideline counts most of them.
fn frequencies(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let unit = match phrase.keyword(start) {
        Keyword::Daily => Unit::Day,
        Keyword::Weekly => Unit::Week,
        Keyword::Monthly => Unit::Month,
        Keyword::Quarterly => Unit::Quarter,
        Keyword::Yearly => Unit::Year,
        Keyword::A | Keyword::Per => {
            let rate = phrase.before(start).is(class::CARDINAL | class::PLURAL_NOUN | class::MONEY);
            if let Some(unit) = phrase.single_unit(start + 1).filter(|_| rate) {
                found.add(start + 2, Kind::Every(Length::new(Count::whole(1), unit)));
            }
            return;
        }
        _ => return,
    };
    found.add(start + 1, Kind::Every(Length::new(Count::whole(1), unit)));
}
