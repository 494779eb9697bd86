//! What the lexicons say of a word, as bits: worked out once per word type.

use self::table::{BOUNDS, LISTED};
use crate::ending::{Marks, endings};
use crate::{lexicon, units};

/// Classes of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Classes(pub u64);

macro_rules! classes {
    ($($(#[doc = $doc:literal])+ $name:ident = $bit:literal),+ $(,)?) => {
        impl Classes {
            $($(#[doc = $doc])+ pub(crate) const $name: Self = Self(1 << $bit);)+
        }
    };
}

classes! {
    /// Number words: `seven`, `million`, `half`, `dozens`.
    NUMBER = 0,
    /// Articles, pronouns, prepositions, conjunctions, auxiliaries, adverbs: the end of a noun phrase.
    FUNCTION = 1,
    /// `a`, `the`, `this`, `its`.
    DETERMINER = 2,
    /// `he`, `them`, `who`.
    PRONOUN = 3,
    /// `of`, `in`, `by`.
    PREPOSITION = 4,
    /// `was`, `will`, `has`.
    AUXILIARY = 5,
    /// `and`, `or`, `but`.
    CONJUNCTION = 6,
    /// `its`, `his`.
    POSSESSIVE = 7,
    /// Verbs and participles that follow a number without being counted.
    VERB = 8,
    /// Verbs and adverbs of rising: `rose`, `up`.
    UP = 9,
    /// Verbs and adverbs of falling: `fell`, `down`.
    DOWN = 10,
    /// A plural, by ending or by list.
    PLURAL = 11,
    /// `May`, `Oct`.
    MONTH = 12,
    /// `GMT`, `EDT`.
    ZONE = 13,
    /// `am`, `p.m.`
    HALF_DAY = 14,
    /// A number behind it is a name or a place in a list: `section`, `flight`.
    IDENTIFIER = 15,
    /// Stock indices: `Nikkei`, `FTSE`.
    INDEX = 16,
    /// `Street`, `Avenue`.
    STREET = 17,
    /// Words about money: `pay`, `cost`.
    MONEY = 18,
    /// What comes after `a` in a rate: `month`, `barrel`.
    RATE = 19,
    /// Words passed over before the counted noun: `more`, `other`.
    PASSED = 20,
    /// Plurals that a further plural may follow: `sports`, `sales`.
    OPEN_PLURAL = 21,
    /// Nationalities that are plural as they stand: `British`, `Chinese`.
    NATION = 22,
    /// Adverbs in -ly.
    ADVERB = 23,
    /// Superlatives in -est, and `best`, `worst`.
    SUPERLATIVE = 24,
    /// Words in -ed or -en that may be participle or adjective.
    PARTICIPLE = 25,
    /// The token has parts to be read one by one: digits and letters, number words with hyphens.
    SPLIT = 26,
    /// Has an upper-case letter behind a lower-case one.
    CAMEL = 27,
    /// A noun of the plural that no rule of endings shows: `people`.
    IRREGULAR = 28,
    /// Ends in -s, plural or not.
    ENDS_S = 29,
    /// A number with this behind its hyphen is no quantity: `one-off`, `two-way`.
    IDIOM = 30,
    /// Cue of a bound or approximation.
    CUE = 31,
    /// Days of the week.
    WEEKDAY = 32,
    /// Holds a hyphen.
    HYPHENATED = 33,
    /// Makes of things that are numbered: `iPhone`, `Boeing`.
    PRODUCT = 35,
    /// Words in -ing.
    GERUND = 34,
    /// Before an age between commas: `the driver, 45,`.
    PERSON = 36,
    /// Between a cue and its number: `nearly a record 50`.
    LEAD = 37,
    /// Before `over` it makes a bound of a time: `lasted over two hours`.
    LASTING = 38,
    /// Before `about` it makes a topic: `talk about two films`.
    TALK = 39,
    /// Verbs with `up` that say no rise: `make up`.
    PHRASAL_UP = 40,
    /// Verbs with `down` that say no fall: `track down`.
    PHRASAL_DOWN = 41,
    /// Behind metres: `400m hurdles`.
    RACE = 42,
    /// Behind a fraction: `a third cheaper`.
    COMPARATIVE = 43,
    /// Before `half` it makes a part of a game or year: `the second half`.
    PERIOD = 44,
    /// Before four digits it makes a year: `in 2012`.
    YEAR = 45,
    /// Behind a year it counts nothing: `2018 season`.
    ONE_TIME = 46,
    /// Before four digits it makes a number: `about 2000`.
    NOT_YEAR = 47,
    /// Before `one` and a time it measures: `within one week`.
    MEASURED = 48,
    /// Before a hyphen and digits it makes no name: `mid-2019`, `sub-10`.
    PREFIX = 49,
    /// Abbreviations before a number in a list: `vol. 3`.
    SHORT_PLACE = 50,
    /// Behind the number of a type: `737 jets`.
    AIRCRAFT = 51,
    /// Behind an ordinal it makes a name: `2nd Battalion`.
    RANKED = 52,
    /// Behind an ordinal it makes an idiom: `second thoughts`.
    IDIOMATIC = 53,
    /// Between a verb of change and its amount: `rose by as much as`.
    AMOUNT = 60,
    /// Currencies that with a capital are something else: `Bucks`, `Rand`.
    NAMESAKE = 61,
    /// Verbs of change that may just have an object: `lost two games`.
    TRANSITIVE = 54,
    /// Verbs and nouns of games, before a result: `beat them 24 to 17`.
    GAME = 57,
    /// Directly before digits it makes a name even with a noun behind: `phase 3 trials`.
    KIND = 58,
    /// Before `up to` it leads to a level: `went up to 5 percent`.
    MOVING = 59,
    /// Participles that describe what is counted: `40 wounded soldiers`.
    ATTRIBUTE = 62,
    /// A cue before a number may end in it, or one behind it begin with it.
    BOUND = 63,
    /// The name of a unit can begin with it.
    UNIT = 55,
    /// The symbol of a unit can begin with it.
    SYMBOL = 56,
}

impl std::ops::BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Classes {
    /// Whether it is of any of the classes.
    pub(crate) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    pub(crate) fn set(&mut self, class: Self, if_true: bool) {
        if if_true {
            self.0 |= class.0;
        }
    }
}

/// The classes of a word.
pub(crate) fn classify(word: &str, hash: u64, marks: Marks) -> Classes {
    let mut classes = if listed(hash) { by_lists(hash) } else { Classes::default() };
    endings(word, marks, &mut classes);
    classes
}

#[expect(clippy::unreadable_literal, reason = "hashes, written by the build script")]
mod table {
    include!(concat!(env!("OUT_DIR"), "/listed.rs"));
}

/// Whether any list may hold the word. A word that none holds is let through once in twenty times.
pub(crate) fn listed(hash: u64) -> bool {
    LISTED[(hash >> 54) as usize] >> (hash >> 48 & 63) & 1 == 1
}

fn by_lists(hash: u64) -> Classes {
    let mut classes = Classes::default();
    classes.set(Classes::NUMBER, lexicon::NUMBERS.contains(hash));
    if let Some(entry) = lexicon::FUNCTION.get(hash) {
        classes = classes | Classes::FUNCTION | function_class(entry.value(0));
    }
    classes.set(Classes::VERB, lexicon::VERBS.contains(hash));
    if let Some(entry) = lexicon::CHANGE.get(hash) {
        classes.set(Classes::UP, entry.value(0) == "up");
        classes.set(Classes::DOWN, entry.value(0) == "down");
    }
    if let Some(entry) = lexicon::CALENDAR.get(hash) {
        classes = classes
            | match entry.value(0) {
                "month" => Classes::MONTH,
                "weekday" => Classes::WEEKDAY,
                "zone" => Classes::ZONE,
                _ => Classes::HALF_DAY,
            };
    }
    if let Some(entry) = lexicon::IDENTIFIERS.get(hash) {
        for class in entry.value(0).split(' ') {
            classes = classes
                | match class {
                    "index" => Classes::INDEX,
                    "street" => Classes::STREET,
                    "idiom" => Classes::IDIOM,
                    "name" => Classes::IDENTIFIER | Classes::PRODUCT,
                    "kind" => Classes::IDENTIFIER | Classes::KIND,
                    _ => Classes::IDENTIFIER,
                };
        }
    }
    if let Some(entry) = lexicon::NOUNS.get(hash) {
        for class in entry.value(0).split(' ') {
            classes = classes | noun_class(class);
        }
    }
    if let Some(entry) = lexicon::CONTEXTS.get(hash) {
        for context in entry.value(0).split(' ') {
            classes = classes | context_class(context);
        }
    }
    classes.set(Classes::CUE, lexicon::CUES.contains(hash));
    classes.set(Classes::BOUND, BOUNDS.binary_search(&hash).is_ok());
    classes.set(Classes::UNIT, units::begins_name(hash));
    classes.set(Classes::SYMBOL, units::begins_symbol(hash));
    classes
}

fn function_class(name: &str) -> Classes {
    match name {
        "det" => Classes::DETERMINER,
        "poss" => Classes::DETERMINER | Classes::POSSESSIVE,
        "pron" => Classes::PRONOUN,
        "prep" => Classes::PREPOSITION,
        "aux" => Classes::AUXILIARY,
        "conj" => Classes::CONJUNCTION,
        _ => Classes::default(),
    }
}

fn noun_class(name: &str) -> Classes {
    match name {
        "plural" => Classes::PLURAL | Classes::IRREGULAR,
        "open" => Classes::PLURAL | Classes::OPEN_PLURAL,
        "nation" => Classes::NATION,
        "money" => Classes::MONEY,
        "rate" => Classes::RATE,
        "passed" => Classes::PASSED,
        "superlative" => Classes::SUPERLATIVE,
        "singular" => Classes::IRREGULAR,
        _ => Classes::default(),
    }
}

fn context_class(name: &str) -> Classes {
    match name {
        "person" => Classes::PERSON,
        "lead" => Classes::LEAD,
        "lasting" => Classes::LASTING,
        "talk" => Classes::TALK,
        "phrasal_up" => Classes::PHRASAL_UP,
        "phrasal_down" => Classes::PHRASAL_DOWN,
        "race" => Classes::RACE,
        "comparative" => Classes::COMPARATIVE,
        "period" => Classes::PERIOD,
        "year" => Classes::YEAR,
        "one_time" => Classes::ONE_TIME,
        "not_year" => Classes::NOT_YEAR,
        "measured" => Classes::MEASURED,
        "prefix" => Classes::PREFIX,
        "short_place" => Classes::SHORT_PLACE,
        "aircraft" => Classes::AIRCRAFT,
        "ranked" => Classes::RANKED,
        "idiomatic" => Classes::IDIOMATIC,
        "amount" => Classes::AMOUNT,
        "game" => Classes::GAME,
        "attribute" => Classes::ATTRIBUTE,
        "moving" => Classes::MOVING,
        "namesake" => Classes::NAMESAKE,
        "transitive" => Classes::TRANSITIVE,
        _ => Classes::default(),
    }
}
