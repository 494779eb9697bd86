//! What a word can be in a time expression: worked out once per word type from the lexicons.

use rashomon_core::{fold, fold_hash};

use crate::lexicon::{
    AMOUNTS, BEFORE_MONTHS, DAY_PARTS, DECADES, FINITE_VERBS, FUTURE_CUES, HOLIDAYS, MONTHS,
    NOT_PAST, NUMBERS, ORDINALS, PAST_VERBS, QUANTITY_MODIFIERS, SEASONS, UNITS, VAGUE, WEEKDAYS,
    YEAR_BLOCKERS, YEAR_NOUNS, ZONES,
};
use crate::value::{DayPart, Season, TimeOfDay, Unit};

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

/// Bits of [`Word::classes`].
pub(crate) mod class {
    /// Worth reading the sentence for.
    pub(crate) const CORE: u64 = 1;
    /// A token with inner hyphens whose parts matter.
    pub(crate) const SPLIT: u64 = 1 << 1;
    /// A number in words or digits.
    pub(crate) const CARDINAL: u64 = 1 << 2;
    /// `third`, `30th`.
    pub(crate) const ORDINAL: u64 = 1 << 3;
    /// `day`, `weeks`.
    pub(crate) const UNIT: u64 = 1 << 4;
    /// `June`, `Oct.`
    pub(crate) const MONTH: u64 = 1 << 5;
    /// `Tuesday`.
    pub(crate) const WEEKDAY: u64 = 1 << 6;
    /// `summer`.
    pub(crate) const SEASON: u64 = 1 << 7;
    /// `morning`, `midnight`.
    pub(crate) const DAY_PART: u64 = 1 << 8;
    /// `nineties`, `1990s`.
    pub(crate) const DECADE: u64 = 1 << 9;
    /// `GMT`.
    pub(crate) const ZONE: u64 = 1 << 10;
    /// A plural of any of these.
    pub(crate) const MANY: u64 = 1 << 11;
    /// An abbreviation that needs a number or date beside it.
    pub(crate) const SHORT: u64 = 1 << 12;
    /// Also a word of another meaning.
    pub(crate) const AMBIGUOUS: u64 = 1 << 13;
    /// Written in digits.
    pub(crate) const DIGITS: u64 = 1 << 14;
    /// `10:30`.
    pub(crate) const CLOCK: u64 = 1 << 15;
    /// `2022-02-08`, `7/8/2007`.
    pub(crate) const FULL_DATE: u64 = 1 << 16;
    /// A verb form that tells the past.
    pub(crate) const PAST: u64 = 1 << 17;
    /// A word after which a day is still to come, by itself.
    pub(crate) const FUTURE: u64 = 1 << 18;
    /// The same, before `to`.
    pub(crate) const FUTURE_TO: u64 = 1 << 19;
    /// The same, before `for`, `in`, `on`, `by`, `at`.
    pub(crate) const FUTURE_FOR: u64 = 1 << 20;
    /// Before an ambiguous month.
    pub(crate) const BEFORE_MONTH: u64 = 1 << 21;
    /// Before a number that is then no year.
    pub(crate) const YEAR_BLOCKER: u64 = 1 << 22;
    /// May follow a year though it ends in s.
    pub(crate) const YEAR_NOUN: u64 = 1 << 23;
    /// Is, alone or with its neighbours, a holiday or a vague time.
    pub(crate) const PHRASE: u64 = 1 << 24;
    /// A comma, semicolon or colon.
    pub(crate) const COMMA: u64 = 1 << 25;
    /// Any other mark.
    pub(crate) const MARK: u64 = 1 << 26;
    /// Ends in -s or is a known plural: counts after a number.
    pub(crate) const PLURAL_NOUN: u64 = 1 << 27;
    /// A form of `be` in the present.
    pub(crate) const BE: u64 = 1 << 28;
    /// A currency sign.
    pub(crate) const MONEY: u64 = 1 << 29;
    /// A word of letters.
    pub(crate) const LETTERS: u64 = 1 << 30;
    /// A present form that announces what is to come: "meets Tuesday".
    pub(crate) const COMING: u64 = 1 << 32;
    /// Opens a clause: `while`, `because`.
    pub(crate) const CLAUSE: u64 = 1 << 33;
    /// Opens a relative clause: `who`.
    pub(crate) const RELATIVE: u64 = 1 << 34;
    /// A pronoun that is a subject.
    pub(crate) const PRONOUN: u64 = 1 << 35;
    /// A present form that makes a clause.
    pub(crate) const VERB: u64 = 1 << 36;
    /// Begins an amount: `a couple of`.
    pub(crate) const AMOUNT: u64 = 1 << 37;
    /// Begins a quantity modifier: `more than`.
    pub(crate) const QUANTITY: u64 = 1 << 38;
    /// Begins a vague time: `the near future`.
    pub(crate) const VAGUE: u64 = 1 << 39;
    /// Begins a holiday: `Good Friday`.
    pub(crate) const HOLIDAY: u64 = 1 << 40;
    /// An expression can begin here, if a core word follows soon.
    pub(crate) const OPENING: u64 = 1 << 41;
    /// `Z` follows the time.
    pub(crate) const UTC: u64 = 1 << 31;
}

macro_rules! keywords {
    ($($keyword:ident: $($word:literal)+;)+) => {
        /// A word that the grammar names.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Keyword {
            /// Any other word.
            Other,
            $(#[doc = concat!($("`", $word, "` "),+)] $keyword),+
        }

        impl Keyword {
            /// The keyword that a case-folded word is.
            fn of(folded: &str) -> Self {
                match folded {
                    $($($word)|+ => Self::$keyword,)+
                    _ => Self::Other,
                }
            }
        }
    };
}

keywords! {
    A: "a" "an";
    The: "the";
    This: "this";
    These: "these";
    That: "that";
    Last: "last";
    Next: "next";
    Past: "past";
    Coming: "coming" "upcoming";
    Previous: "previous" "preceding" "prior";
    Following: "following" "ensuing";
    Same: "same";
    Current: "current";
    Latest: "latest";
    Final: "final";
    Whole: "full" "entire" "whole";
    Recent: "recent";
    Future: "future";
    Present: "present";
    Term: "term";
    Being: "being";
    Early: "early";
    Earlier: "earlier";
    Late: "late";
    Later: "later";
    Mid: "mid";
    Middle: "middle" "midst";
    Very: "very";
    Beginning: "beginning" "start" "outset" "opening";
    End: "end" "close" "finish";
    Rest: "rest" "remainder";
    Part: "part" "bulk";
    Good: "good";
    Half: "half";
    Sometime: "sometime";
    Of: "of";
    And: "and";
    Or: "or";
    So: "so";
    As: "as";
    More: "more";
    To: "to";
    Until: "until" "till" "til";
    Through: "through" "thru";
    By: "by";
    In: "in";
    On: "on";
    At: "at";
    For: "for";
    From: "from";
    Since: "since";
    During: "during" "throughout";
    Within: "within" "inside";
    After: "after";
    Before: "before";
    Over: "over";
    Than: "than";
    Between: "between";
    Only: "only" "just" "exactly" "barely" "merely";
    Every: "every";
    Lasted: "lasted" "lasting" "lasts" "took" "take" "takes" "taking" "spent" "spend" "spending" "waited" "wait" "waiting";
    Each: "each";
    OtherOne: "other";
    Ago: "ago";
    Now: "now";
    Hence: "hence";
    Back: "back";
    Beyond: "beyond" "onward" "onwards";
    Ahead: "ahead";
    Come: "come";
    Old: "old";
    Long: "long";
    Adverb: "afterward" "afterwards" "thereafter" "beforehand";
    Today: "today";
    Yesterday: "yesterday";
    Tomorrow: "tomorrow";
    Tonight: "tonight";
    Overnight: "overnight";
    Eve: "eve";
    Period: "period";
    Fiscal: "fiscal" "financial";
    Comparable: "comparable" "corresponding";
    Ended: "ended" "ending";
    Closed: "closed" "closing" "finished" "finishing" "ends" "closes" "finishes" "started" "starting";
    OClock: "o'clock";
    Am: "a.m." "am" "a.m" ;
    Pm: "p.m." "pm" "p.m";
    Local: "local" "eastern" "pacific" "moscow" "london";
    Standard: "standard" "daylight";
    Time: "time";
    Filler: "trading" "business" "working" "consecutive" "straight" "solid" "calendar" "further" "additional" "extra" "successive" "uninterrupted";
    Once: "once" "twice" "thrice";
    Times: "times";
    Per: "per";
    Possessive: "'s";
    Apostrophe: "'" "’";
    Hourly: "hourly";
    Daily: "daily" "nightly";
    Weekly: "weekly";
    Monthly: "monthly";
    Quarterly: "quarterly";
    Yearly: "yearly" "annual" "annually";
    Ad: "ad" "a.d." "ce";
    Bc: "bc" "b.c." "bce";
    Plus: "+";
    Had: "had";
    Effective: "effective";
    Dot: ".";

    Open: "(" "[";
    Q1: "q1" "1q";
    Q2: "q2" "2q";
    Q3: "q3" "3q";
    Q4: "q4" "4q";
    WaysOff: "away" "off" "out";
    Percent: "%" "percent" "million" "billion" "trillion" "km" "miles" "meters" "metres" "feet" "pounds" "euros" "dollars" "kilometers" "kilometres" "tons" "tonnes";

    First: "first";
    Some: "some";
    World: "world" "people" "men" "women" "children" "youth" "technology" "technologies" "leaders" "cities" "city";
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
