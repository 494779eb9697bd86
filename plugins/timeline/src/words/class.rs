//! What a word can be, as bits of [`Word::classes`](super::Word::classes).

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
/// `8/2/2022`: a full date that can be read with the day first or the month first.
pub(crate) const EITHER_ORDER: u64 = 1 << 42;
/// `2022-W06`, `2022-W06-3`.
pub(crate) const WEEK_DATE: u64 = 1 << 43;
/// The clock time of a timestamp, with its zone.
pub(crate) const STAMP: u64 = 1 << 44;
/// `FY2022`, `FY22`: a fiscal year.
pub(crate) const FISCAL_YEAR: u64 = 1 << 45;
/// A zone whose clocks are put forward in summer as those of the United States are.
pub(crate) const SUMMER_TIME: u64 = 1 << 46;
/// A word of games: "touchdown".
pub(crate) const GAME: u64 = 1 << 47;
/// A past form that is no participle: "took".
pub(crate) const SIMPLE_PAST: u64 = 1 << 49;
/// In some list or a keyword.
pub(crate) const KNOWN: u64 = 1 << 50;
/// Something that can last: "war", after "two-year-old".
pub(crate) const LASTING: u64 = 1 << 48;
/// `Z` follows the time.
pub(crate) const UTC: u64 = 1 << 31;
