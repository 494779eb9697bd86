//! What a word can be in a time expression: worked out once per word type from the lexicons.

pub(crate) mod class;
mod keyword;

use rashomon_core::{fold, fold_hash};

use crate::lexicon::{
    AMOUNTS, BEFORE_MONTHS, DAY_PARTS, DECADES, FINITE_VERBS, FUTURE_CUES, HOLIDAYS, MONTHS,
    NOT_PAST, NUMBERS, ORDINALS, PAST_VERBS, QUANTITY_MODIFIERS, SEASONS, UNITS, VAGUE, WEEKDAYS,
    YEAR_BLOCKERS, YEAR_NOUNS, ZONES,
};
use crate::value::{DayPart, Season, TimeOfDay, Unit};

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
        }
        if VAGUE.contains(hash) || HOLIDAYS.contains(hash) {
            *classes |= class::PHRASE | class::CORE;
        }
        if is_core(word.keyword) {
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
        *classes |= noun_classes(hash, &folded) | cue_classes(hash, &folded);
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
            6 => TimeOfDay::Clock { hour: 12, minute: 0, utc: false },
            _ => TimeOfDay::Clock { hour: 24, minute: 0, utc: false },
        }
    }
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
            | Keyword::Q1
            | Keyword::Q2
            | Keyword::Q3
            | Keyword::Q4
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

fn noun_classes(hash: u64, folded: &str) -> u64 {
    let mut classes = 0;
    if BEFORE_MONTHS.contains(hash) {
        classes |= class::BEFORE_MONTH;
    }
    if YEAR_BLOCKERS.contains(hash) {
        classes |= class::YEAR_BLOCKER;
    }
    if YEAR_NOUNS.contains(hash) {
        classes |= class::YEAR_NOUN;
    }
    let plural = folded.len() > 3 && folded.ends_with('s') && !folded.ends_with("ss");
    if plural || matches!(folded, "people" | "men" | "women" | "children" | "police") {
        classes |= class::PLURAL_NOUN;
    }
    if matches!(folded, "is" | "are" | "be" | "'re" | "'m" | "am") {
        classes |= class::BE;
    }
    classes
}

fn cue_classes(hash: u64, folded: &str) -> u64 {
    let mut classes = match folded {
        "when" | "while" | "because" | "although" | "though" | "if" | "where" | "but"
        | "whereas" | "unless" | "once" => class::CLAUSE,
        "who" | "which" | "whose" => class::RELATIVE,
        "he" | "she" | "it" | "they" | "we" | "i" | "you" => class::PRONOUN,
        _ => 0,
    };
    if FINITE_VERBS.contains(hash) {
        classes |= class::VERB;
    }
    let regular = folded.len() > 4 && folded.ends_with("ed") && !NOT_PAST.contains(hash);
    if regular || PAST_VERBS.contains(hash) {
        classes |= class::PAST;
    }
    if let Some(entry) = FUTURE_CUES.get(hash) {
        classes |= match entry.value(0) {
            "alone" => class::FUTURE,
            "both" => class::FUTURE_TO | class::FUTURE_FOR,
            "present" => class::COMING,
            _ => class::FUTURE_TO,
        };
    }
    classes
}
