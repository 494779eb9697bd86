//! Which words call for reading a sentence, and which an expression can begin with.

use rashomon_core::fold_hash;

use crate::lexicon::{DAY_PARTS, HOLIDAYS, MONTHS, UNITS, WEEKDAYS};

use super::{Keyword, class};

/// Words that make a sentence worth reading though they are in no list of time words.
pub(super) fn is_core(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::Today
            | Keyword::Yesterday
            | Keyword::Tomorrow
            | Keyword::Tonight
            | Keyword::Overnight
            | Keyword::Ago
            | Keyword::Past
            | Keyword::Future
            | Keyword::Present
            | Keyword::Term
            | Keyword::Being
            | Keyword::Eve
            | Keyword::OClock
            | Keyword::Am
            | Keyword::Pm
            | Keyword::Hourly
            | Keyword::Daily
            | Keyword::Weekly
            | Keyword::Monthly
            | Keyword::Quarterly
            | Keyword::Yearly
            | Keyword::Fiscal
            | Keyword::Period
            | Keyword::Midweek
            | Keyword::While
            | Keyword::Midyear
    )
}

/// Classes whose words an expression can begin with.
pub(super) const OPENING_CLASSES: u64 = class::CORE
    | class::CARDINAL
    | class::ORDINAL
    | class::AMOUNT
    | class::QUANTITY
    | class::VAGUE
    | class::HOLIDAY;

/// Words that are in no list of time words, but that an expression can begin with.
pub(super) fn opens(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::A
            | Keyword::The
            | Keyword::This
            | Keyword::These
            | Keyword::That
            | Keyword::Last
            | Keyword::Next
            | Keyword::Past
            | Keyword::Coming
            | Keyword::Previous
            | Keyword::Following
            | Keyword::Same
            | Keyword::Current
            | Keyword::Recent
            | Keyword::Future
            | Keyword::Early
            | Keyword::Earlier
            | Keyword::Late
            | Keyword::Later
            | Keyword::Mid
            | Keyword::Middle
            | Keyword::Very
            | Keyword::Beginning
            | Keyword::End
            | Keyword::Half
            | Keyword::Sometime
            | Keyword::Every
            | Keyword::Each
            | Keyword::Once
            | Keyword::Comparable
            | Keyword::Final
            | Keyword::Latest
            | Keyword::First
            | Keyword::Apostrophe
            | Keyword::Per
    )
}

/// Whether a holiday begins with a word and holds no other word of time that would call for reading the sentence.
pub(super) fn begins_lone_holiday(hash: u64) -> bool {
    let is_time = |word: &str| {
        let hash = fold_hash(word);
        UNITS.contains(hash)
            || WEEKDAYS.contains(hash)
            || DAY_PARTS.contains(hash)
            || MONTHS.contains(hash)
            || HOLIDAYS.contains(hash)
            || is_core(Keyword::of(word))
    };
    HOLIDAYS.begins(hash)
        && HOLIDAYS.entries().any(|it| {
            let mut words = it.text().split(' ');
            words.next().is_some_and(|it| fold_hash(it) == hash) && !words.any(is_time)
        })
}
