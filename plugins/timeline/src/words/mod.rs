//! What a word can be in a time expression: worked out once per word type from the lexicons.

pub(crate) mod class;
mod cues;
mod keyword;

use rashomon_core::{fold, fold_hash};

use crate::lexicon::{
    AMOUNTS, DAY_PARTS, DECADES, HOLIDAYS, MONTHS, NUMBERS, ORDINALS, QUANTITY_MODIFIERS, SEASONS,
    UNITS, VAGUE, WEEKDAYS, ZONES,
};
use crate::value::{DayPart, Season, TimeOfDay, Unit, Zone};

pub(crate) use self::keyword::Keyword;

/// What a word can be. All that depends on the word alone; a `Copy` value for a column by word type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Classes as bits: constants of [`class`].
    pub classes: u64,
    /// Value of a number word or ordinal, first year of a decade word.
    pub number: u32,
    /// What the grammar calls the word.
    pub keyword: Keyword,
    /// Number of the month, weekday, unit, season or part of the day.
    pub name: u8,
}

impl Word {
    /// A word that is nothing to the grammar.
    pub(crate) const NONE: Self = Self { classes: 0, number: 0, keyword: Keyword::Other, name: 0 };

    /// What a token of letters can be; hyphens inside are looked into.
    pub(crate) fn of(text: &str) -> Self {
        let whole = Self::of_part(text);
        if whole.classes & !(class::LETTERS | class::PLURAL_NOUN) != 0 || !text.contains(is_hyphen)
        {
            return whole;
        }
        let parts = text.split(is_hyphen).fold(0, |sum, it| sum | Self::of_part(it).classes);
        let core = parts & class::CORE;
        if parts & (class::CORE | class::CARDINAL | class::ORDINAL) != 0 {
            Self { classes: whole.classes | core | class::SPLIT, ..whole }
        } else {
            whole
        }
    }

    /// What a word without hyphens can be.
    pub(crate) fn of_part(text: &str) -> Self {
        let hash = fold_hash(text);
        let folded = fold(text);
        let mut word = Self { keyword: Keyword::of(&folded), ..Self::NONE };
        let classes = &mut word.classes;
        if text.chars().all(char::is_alphabetic) {
            *classes |= class::LETTERS;
        }
        let flags = |value: &str| match value {
            "many" => class::MANY,
            "short" => class::SHORT,
            "word" => class::AMBIGUOUS,
            "utc" => class::UTC,
            _ => 0,
        };
        if let Some(entry) = NUMBERS.get(hash) {
            *classes |= class::CARDINAL;
            word.number = entry.value(0).parse().unwrap_or_default();
            // "nineteen ninety-six" is a year without any other word of time.
            if matches!(word.number, 16..=19) {
                *classes |= class::CORE;
            }
        }
        if let Some(entry) = ORDINALS.get(hash) {
            *classes |= class::ORDINAL;
            word.number = entry.value(0).parse().unwrap_or_default();
        }
        if let Some(entry) = DECADES.get(hash) {
            *classes |= class::DECADE | class::CORE;
            word.number = entry.value(0).parse().unwrap_or_default();
        }
        if let Some(entry) = UNITS.get(hash) {
            *classes |= class::UNIT | class::CORE | flags(entry.value(1));
            word.name = UNIT_NAMES.iter().position(|it| *it == entry.value(0)).unwrap_or(0) as u8;
        }
        if let Some(entry) = MONTHS.get(hash) {
            *classes |= class::MONTH | class::CORE | flags(entry.value(1));
            word.name = entry.value(0).parse().unwrap_or_default();
        }
        if let Some(entry) = WEEKDAYS.get(hash) {
            *classes |= class::WEEKDAY | class::CORE | flags(entry.value(1));
            word.name = entry.value(0).parse().unwrap_or_default();
        }
        if let Some(entry) = SEASONS.get(hash) {
            *classes |= class::SEASON | class::CORE | flags(entry.value(1));
            word.name = SEASON_CODES.iter().position(|it| *it == entry.value(0)).unwrap_or(0) as u8;
        }
        if let Some(entry) = DAY_PARTS.get(hash) {
            *classes |= class::DAY_PART | class::CORE | flags(entry.value(1));
            word.name = PART_CODES.iter().position(|it| *it == entry.value(0)).unwrap_or(0) as u8;
        }
        if let Some(entry) = ZONES.get(hash) {
            *classes |= class::ZONE | flags(entry.value(0));
            if let Ok(minutes) = entry.value(1).parse::<i32>() {
                word.number = (minutes + NO_OFFSET) as u32;
            }
            if entry.value(2) == "us" {
                *classes |= class::SUMMER_TIME;
            }
        }
        if VAGUE.contains(hash) || HOLIDAYS.contains(hash) || begins_lone_holiday(hash) {
            *classes |= class::PHRASE | class::CORE;
        }
        let era = matches!(word.keyword, Keyword::Ad | Keyword::Bc)
            && text.starts_with(char::is_uppercase);
        let universal = *classes & class::UTC != 0;
        if is_core(word.keyword) || era || universal {
            *classes |= class::CORE;
        }
        for (lexicon, class) in [
            (&AMOUNTS, class::AMOUNT),
            (&QUANTITY_MODIFIERS, class::QUANTITY),
            (&VAGUE, class::VAGUE),
            (&HOLIDAYS, class::HOLIDAY),
        ] {
            if lexicon.begins(hash) || lexicon.contains(hash) {
                *classes |= class;
            }
        }
        if opens(word.keyword) || *classes & OPENING_CLASSES != 0 {
            *classes |= class::OPENING;
        }
        *classes |= cues::noun_classes(hash, &folded) | cues::cue_classes(hash, &folded);
        if let Some((keyword, year)) = business_period(text) {
            (word.keyword, word.number) = (keyword, year);
            let fiscal = if keyword == Keyword::Other { class::FISCAL_YEAR } else { 0 };
            word.classes |= class::CORE | class::OPENING | fiscal;
        }
        // The month is no verb.
        if word.is(class::MONTH) && text.starts_with(char::is_uppercase) {
            word.classes &= !(class::FUTURE | class::VERB);
        }
        word
    }

    /// Whether it has any of these classes.
    pub(crate) const fn is(self, classes: u64) -> bool {
        self.classes & classes != 0
    }

    /// The unit that a word of class `UNIT` names.
    pub(crate) fn unit(self) -> Unit {
        UNITS_BY_NAME[usize::from(self.name).min(UNITS_BY_NAME.len() - 1)]
    }

    /// The season that a word of class `SEASON` names.
    pub(crate) const fn season(self) -> Season {
        match self.name {
            0 => Season::Spring,
            1 => Season::Summer,
            2 => Season::Autumn,
            _ => Season::Winter,
        }
    }

    /// The time that a word of class `DAY_PART` names.
    pub(crate) const fn time(self) -> TimeOfDay {
        match self.name {
            0 => TimeOfDay::Part(DayPart::Morning),
            1 => TimeOfDay::Part(DayPart::Afternoon),
            2 => TimeOfDay::Part(DayPart::Evening),
            3 => TimeOfDay::Part(DayPart::Night),
            4 => TimeOfDay::Part(DayPart::Dawn),
            5 => TimeOfDay::Part(DayPart::Dusk),
            6 => TimeOfDay::clock(12, 0),
            _ => TimeOfDay::clock(24, 0),
        }
    }

    /// The zone that a word of class `ZONE` or `UTC` names.
    pub(crate) fn zone(self) -> Zone {
        if self.is(class::UTC) {
            return Zone::Utc;
        }
        if self.number == 0 {
            return Zone::Unknown;
        }
        let minutes = (self.number as i32 - NO_OFFSET) as i16;
        if self.is(class::SUMMER_TIME) {
            Zone::UnitedStates(minutes)
        } else {
            Zone::Offset(minutes)
        }
    }
}

/// Whether a holiday begins with a word and holds no other word of time that would call for reading the sentence.
fn begins_lone_holiday(hash: u64) -> bool {
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

/// What stands for no offset from Greenwich in the number of a zone; zero is a zone whose offset is not known.
const NO_OFFSET: i32 = 10_000;

/// The short forms of business reports with their year, or zero: `Q3`, `3Q21`, `H1`, `FY2022`, `FY22`.
fn business_period(text: &str) -> Option<(Keyword, u32)> {
    let bytes = text.as_bytes();
    let year = |digits: &str| {
        let number: u32 = digits.parse().ok()?;
        match digits.len() {
            2 if number < 70 => Some(2000 + number),
            2 => Some(1900 + number),
            4 if (1900..=2099).contains(&number) => Some(number),
            _ => None,
        }
    };
    if let Some(digits) = text.strip_prefix("FY") {
        return Some((Keyword::Other, year(digits)?));
    }
    let (number, rest) = match bytes {
        [b'Q' | b'H', number, ..] | [number, b'Q' | b'H', ..] => (*number, text.get(2..)?),
        _ => return None,
    };
    let half = bytes.contains(&b'H');
    let keyword = match (number, half) {
        (b'1', false) => Keyword::Q1,
        (b'2', false) => Keyword::Q2,
        (b'3', false) => Keyword::Q3,
        (b'4', false) => Keyword::Q4,
        (b'1', true) => Keyword::H1,
        (b'2', true) => Keyword::H2,
        _ => return None,
    };
    Some((keyword, if rest.is_empty() { 0 } else { year(rest)? }))
}

/// A hyphen that joins words, or an en dash set in its place.
pub(crate) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}' | '–')
}

const UNIT_NAMES: [&str; 13] = [
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "weekend",
    "fortnight",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "millennium",
];
const UNITS_BY_NAME: [Unit; 13] = [
    Unit::Second,
    Unit::Minute,
    Unit::Hour,
    Unit::Day,
    Unit::Week,
    Unit::Weekend,
    Unit::Fortnight,
    Unit::Month,
    Unit::Quarter,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
    Unit::Millennium,
];
const SEASON_CODES: [&str; 4] = ["SP", "SU", "FA", "WI"];
const PART_CODES: [&str; 8] = ["MO", "AF", "EV", "NI", "DN", "DK", "12:00", "24:00"];

/// Words that make a sentence worth reading though they are in no list of time words.
fn is_core(keyword: Keyword) -> bool {
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
const OPENING_CLASSES: u64 = class::CORE
    | class::CARDINAL
    | class::ORDINAL
    | class::AMOUNT
    | class::QUANTITY
    | class::VAGUE
    | class::HOLIDAY;

/// Words that are in no list of time words, but that an expression can begin with.
fn opens(keyword: Keyword) -> bool {
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
