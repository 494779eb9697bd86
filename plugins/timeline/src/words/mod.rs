//! What a word can be in a time expression: worked out once per word type from the lexicons.

mod business;
pub(crate) mod class;
mod cues;
mod keyword;
mod opening;

use rashomon_core::{fold, fold_hash};

use crate::lexicon::{
    AMOUNTS, DAY_PARTS, DECADES, HOLIDAYS, MONTHS, NUMBERS, ORDINALS, QUANTITY_MODIFIERS, SEASONS,
    UNITS, VAGUE, WEEKDAYS, WORDS, ZONES,
};
use crate::value::{DayPart, Season, TimeOfDay, Unit, Zone};

use self::business::business_period;
pub(crate) use self::keyword::Keyword;
use self::opening::{OPENING_CLASSES, begins_lone_holiday, is_core, opens};

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
        if whole.classes & !(class::LETTERS | class::PLURAL_NOUN | class::KNOWN) != 0
            || !text.contains(is_hyphen)
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
        let mut word = Self::NONE;
        let classes = &mut word.classes;
        if text.chars().all(char::is_alphabetic) {
            *classes |= class::LETTERS;
        }
        // Nearly all words are in no list and no keyword.
        let known = WORDS.contains(hash) || !text.starts_with(char::is_alphanumeric);
        if known {
            word.classes |= class::KNOWN;
            word.keyword = Keyword::of(&folded);
            word.look_up(hash);
        }
        let classes = &mut word.classes;
        let era = matches!(word.keyword, Keyword::Ad | Keyword::Bc)
            && text.starts_with(char::is_uppercase);
        let universal = *classes & class::UTC != 0;
        if is_core(word.keyword) || era || universal {
            *classes |= class::CORE;
        }
        if opens(word.keyword) || *classes & OPENING_CLASSES != 0 {
            *classes |= class::OPENING;
        }
        *classes |=
            cues::noun_classes(hash, &folded, known) | cues::cue_classes(hash, &folded, known);
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

    /// Takes in what the lists of time words say.
    fn look_up(&mut self, hash: u64) {
        let word = self;
        let classes = &mut word.classes;
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

/// What stands for no offset from Greenwich in the number of a zone; zero is a zone whose offset is not known.
const NO_OFFSET: i32 = 10_000;

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
