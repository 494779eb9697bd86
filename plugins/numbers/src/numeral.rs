//! Numerals: digits, words, both together, scales and fractions. Positions are those of lexemes.

use crate::class::Classes;
use crate::lexeme::{DigitForm, Kind, Lexemes};
use crate::lexicon;
use crate::units::Unit;

/// How the number is bounded or blurred.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Modifier {
    #[default]
    Exact,
    About,
    Almost,
    MoreThan,
    LessThan,
    AtLeast,
    AtMost,
    Range,
    Vague,
}

/// Whether the number says a rise, a fall or an addition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Change {
    Up,
    Down,
    Increment,
}

/// The words that are counted, first to last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Noun {
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// How the figure is spelt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Spelling {
    Digits,
    Words,
}

/// A number of the sentence with all that the rules have found out about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numeral {
    /// First lexeme, sign and currency included.
    pub(crate) first: usize,
    /// First lexeme of the figure itself.
    pub(crate) figure: usize,
    /// One past the last lexeme of the figure, scale included.
    pub(crate) figure_end: usize,
    /// One past the last lexeme, unit included.
    pub(crate) end: usize,
    pub(crate) value: f64,
    /// The value before the last scale word.
    pub(crate) mantissa: f64,
    pub(crate) scale: f64,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) spelling: Spelling,
    pub(crate) digits: DigitForm,
    pub(crate) unit: Option<Unit>,
    pub(crate) noun: Option<Noun>,
    pub(crate) modifier: Modifier,
    pub(crate) change: Option<Change>,
    pub(crate) fraction: bool,
    pub(crate) ordinal: bool,
    /// `hundreds`, `several thousand`.
    pub(crate) vague: bool,
    /// Two numbers in one.
    pub(crate) range: bool,
    /// `a hundred`.
    pub(crate) article: bool,
    pub(crate) dropped: bool,
    /// The unit was taken over from another number.
    pub(crate) inherited: bool,
    /// Number of the clause: full stops and semicolons before it.
    pub(crate) clause: u32,
}

/// A figure times its scale, exact where the figure has no more decimals than the scale has zeros: 534.3 million is
/// 534300000, not the nearest product of two doubles.
pub(crate) fn scaled(value: f64, scale: f64) -> f64 {
    let exact = (value * 1000.0).round() * (scale / 1000.0);
    let product = value * scale;
    if scale >= 1000.0 && (exact - product).abs() <= product.abs() * 1e-12 {
        exact
    } else {
        product
    }
}

impl Numeral {
    pub(crate) fn new(first: usize, end: usize, value: f64, spelling: Spelling) -> Self {
        Self {
            first,
            figure: first,
            figure_end: end,
            end,
            value,
            mantissa: value,
            scale: 1.0,
            low: None,
            high: None,
            spelling,
            digits: DigitForm::default(),
            unit: None,
            noun: None,
            modifier: Modifier::Exact,
            change: None,
            fraction: false,
            ordinal: false,
            vague: false,
            range: false,
            article: false,
            dropped: false,
            inherited: false,
            clause: 0,
        }
    }

    pub(crate) fn whole(&self) -> bool {
        self.value.fract() == 0.0
    }

    /// Digits alone, without separators, point, scale or unit.
    pub(crate) fn plain_digits(&self) -> bool {
        self.spelling == Spelling::Digits
            && !self.digits.grouped
            && self.digits.decimals == 0
            && !self.digits.vulgar
            && self.scale == 1.0
            && self.figure_end == self.figure + 1
    }

    pub(crate) fn words(&self) -> bool {
        self.spelling == Spelling::Words
    }
}

/// What a number word is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WordKind {
    Unit,
    Teen,
    Ten,
    Hundred,
    Scale,
    Dozen,
    Short,
    Plural,
    Half,
    Part,
    Parts,
    Ordinal,
    Fold,
    Vague,
}

/// Kind and value of a number word.
pub(crate) fn word(lex: &Lexemes<'_>, position: usize) -> Option<(WordKind, f64)> {
    if !lex.is(position, Classes::NUMBER) || !lex.word(position) {
        return None;
    }
    let entry = lexicon::NUMBERS.get(lex.at(position).hash)?;
    let kind = match entry.value(0) {
        "unit" => WordKind::Unit,
        "teen" => WordKind::Teen,
        "ten" => WordKind::Ten,
        "hundred" => WordKind::Hundred,
        "scale" => WordKind::Scale,
        "dozen" => WordKind::Dozen,
        "short" => WordKind::Short,
        "plural" => WordKind::Plural,
        "half" => WordKind::Half,
        "part" => WordKind::Part,
        "parts" => WordKind::Parts,
        "ordinal" => WordKind::Ordinal,
        "fold" => WordKind::Fold,
        _ => WordKind::Vague,
    };
    Some((kind, entry.value(1).parse().unwrap_or(0.0)))
}

/// Reads all numerals of the sentence, left to right.
pub(crate) fn read(lex: &Lexemes<'_>, out: &mut Vec<Numeral>) {
    out.clear();
    let mut position = 0;
    let mut clause = 0;
    while position < lex.list.len() {
        let found = match lex.kind(position) {
            Kind::Digits => Some(digits(lex, position)),
            Kind::Word if lex.is(position, Classes::NUMBER) => words(lex, position),
            Kind::Stop | Kind::Semicolon if !lex.glued(position + 1) => {
                clause += 1;
                None
            }
            _ => None,
        };
        match found {
            Some(mut numeral) => {
                numeral.clause = clause;
                position = numeral.end.max(position + 1);
                out.push(numeral);
            }
            None => position += 1,
        }
    }
}

/// A numeral that starts with digits.
fn digits(lex: &Lexemes<'_>, position: usize) -> Numeral {
    let first = lex.at(position);
    let mut numeral = Numeral::new(position, position + 1, first.value, Spelling::Digits);
    numeral.digits = first.digits;
    let next = position + 1;
    let digits_at = |at: usize| lex.kind(at) == Kind::Digits;
    if digits_at(next) && lex.at(next).digits.vulgar && !first.digits.vulgar {
        numeral.value += lex.at(next).value;
        numeral.end += 1;
    } else if let Some(fraction) = slash(lex, position) {
        numeral.value = fraction;
        numeral.fraction = true;
        numeral.end += 2;
    } else if let Some(fraction) = slash(lex, next).filter(|it| *it < 1.0 && !lex.glued(next)) {
        numeral.value += fraction;
        numeral.end += 3;
    } else if lex.kind(next) == Kind::Hyphen
        && lex.joins(next)
        && let Some(fraction) = slash(lex, next + 1).filter(|it| *it < 1.0)
    {
        numeral.value += fraction;
        numeral.end += 4;
    } else if decimal_comma(lex, position) {
        let decimals = lex.at(position + 2);
        numeral.value += decimals.value / 10_f64.powi(i32::from(decimals.digits.whole));
        numeral.digits.decimals = decimals.digits.whole;
        numeral.end += 2;
    } else if lex.eq(next, "e") && lex.glued(next) {
        exponent(lex, &mut numeral);
    } else if lex.kind(next) == Kind::Times || (lex.eq(next, "x") && digits_at(next + 1)) {
        power_of_ten(lex, &mut numeral);
    } else {
        spaced_thousands(lex, &mut numeral);
    }
    if lex.eq(numeral.end, "and")
        && lex.one_of(numeral.end + 1, &["a", "one"])
        && lex.one_of(numeral.end + 2, &["half", "quarter"])
    {
        numeral.value += if lex.eq(numeral.end + 2, "half") { 0.5 } else { 0.25 };
        numeral.end += 3;
    }
    numeral.mantissa = numeral.value;
    numeral.figure_end = numeral.end;
    scales(lex, &mut numeral);
    if let Some((WordKind::Parts, parts)) = word(lex, numeral.end)
        && numeral.whole()
        && numeral.end == position + 1
        && (parts > 4.0 || lex.eq(numeral.end + 1, "of"))
    {
        numeral.value /= parts;
        numeral.fraction = true;
        numeral.end += 1;
        numeral.figure_end = numeral.end;
    }
    numeral
}

/// `1/4`, digits on both sides of a glued slash.
fn slash(lex: &Lexemes<'_>, position: usize) -> Option<f64> {
    let (over, under) = (lex.at(position), lex.at(position + 2));
    (over.kind == Kind::Digits
        && under.kind == Kind::Digits
        && lex.kind(position + 1) == Kind::Slash
        && lex.glued(position + 1)
        && under.glued
        && lex.kind(position + 3) != Kind::Slash
        && lex.kind(position.wrapping_sub(1)) != Kind::Slash
        && under.value > 0.0
        && over.digits.decimals == 0
        && under.digits.decimals == 0
        && over.value < under.value
        && !(over.value == 9.0 && under.value == 11.0))
        .then(|| over.value / under.value)
}

/// `8,26%`: a comma as decimal point is safe only before a percent sign.
fn decimal_comma(lex: &Lexemes<'_>, position: usize) -> bool {
    lex.kind(position + 1) == Kind::Comma
        && lex.glued(position + 1)
        && lex.kind(position + 2) == Kind::Digits
        && lex.glued(position + 2)
        && lex.at(position + 2).digits.whole <= 2
        && lex.at(position + 2).digits.decimals == 0
        && lex.kind(position + 3) == Kind::Percent
}

/// `1e-3`.
fn exponent(lex: &Lexemes<'_>, numeral: &mut Numeral) {
    let mut at = numeral.end + 1;
    let mut sign = 1;
    if matches!(lex.kind(at), Kind::Hyphen | Kind::Plus) && lex.glued(at) {
        if lex.kind(at) == Kind::Hyphen {
            sign = -1;
        }
        at += 1;
    }
    if lex.kind(at) == Kind::Digits && lex.glued(at) && lex.at(at).value < 40.0 {
        numeral.value = power(numeral.value, 10.0, sign * lex.at(at).value as i32);
        numeral.end = at + 1;
    }
}

/// Dividing by a power is more exact than multiplying by its inverse.
fn power(value: f64, base: f64, exponent: i32) -> f64 {
    if exponent < 0 { value / base.powi(-exponent) } else { value * base.powi(exponent) }
}

/// `2.5×10^-3` and `8x2^10`.
fn power_of_ten(lex: &Lexemes<'_>, numeral: &mut Numeral) {
    let base = lex.at(numeral.end + 1);
    if base.kind != Kind::Digits || !(base.value == 10.0 || base.value == 2.0) {
        return;
    }
    let mut at = numeral.end + 2;
    let mut sign = 1;
    let caret = lex.kind(at) == Kind::Caret;
    at += usize::from(caret);
    if lex.kind(at) == Kind::Hyphen && lex.glued(at) {
        sign = -1;
        at += 1;
    }
    let written = caret || sign < 0;
    if written && lex.kind(at) == Kind::Digits && lex.glued(at) && lex.at(at).value < 40.0 {
        numeral.value = power(numeral.value, base.value, sign * lex.at(at).value as i32);
        numeral.end = at + 1;
    }
}

/// `10 000 dollars`: a space sets thousands apart if a small word, a percent or a currency sign follows.
fn spaced_thousands(lex: &Lexemes<'_>, numeral: &mut Numeral) {
    if numeral.digits.grouped || numeral.digits.decimals > 0 || numeral.digits.whole > 3 {
        return;
    }
    let mut value = numeral.value;
    let mut at = numeral.end;
    while lex.kind(at) == Kind::Digits
        && !lex.glued(at)
        && lex.at(at).digits.whole == 3
        && !lex.at(at).digits.grouped
    {
        value = value * 1000.0 + lex.at(at).value;
        at += 1;
    }
    let follows = lex.lower(at) || matches!(lex.kind(at), Kind::Percent | Kind::Currency);
    if at > numeral.end && follows && numeral.value > 0.0 {
        numeral.value = value;
        numeral.end = at;
        numeral.digits.grouped = true;
    }
}

/// Scale words and abbreviations behind a figure: `2.5 million`, `3-hundred`, `1.2bn`, `5 dozen`.
fn scales(lex: &Lexemes<'_>, numeral: &mut Numeral) {
    loop {
        let joined = lex.joins(numeral.end);
        let at = numeral.end + usize::from(joined);
        let scale = match word(lex, at) {
            Some((WordKind::Hundred | WordKind::Scale | WordKind::Dozen, scale)) => scale,
            // `3 thousands` and the like, but no second scale.
            Some((WordKind::Plural, scale)) if numeral.scale == 1.0 && scale >= 1000.0 => scale,
            Some((WordKind::Short, scale))
                if lex.text(at).len() > 1 && !lex.eq(at, "mm") && !lex.eq(at, "mil") =>
            {
                scale
            }
            _ => return,
        };
        if numeral.scale > 1.0 && scale < 1000.0 {
            return;
        }
        numeral.mantissa = numeral.value;
        numeral.value = scaled(numeral.value, scale);
        numeral.scale = scale;
        numeral.end = at + 1;
        numeral.figure_end = numeral.end;
    }
}

/// A numeral in words, or none if the words are no number here.
fn words(lex: &Lexemes<'_>, position: usize) -> Option<Numeral> {
    let (kind, value) = word(lex, position)?;
    let before = position.wrapping_sub(1);
    match kind {
        WordKind::Unit | WordKind::Teen | WordKind::Ten => Some(cardinal(lex, position, None)),
        WordKind::Hundred | WordKind::Scale | WordKind::Dozen => {
            if lex.one_of(before, &["a", "an"]) {
                let mut numeral = cardinal(lex, position, Some(1.0));
                numeral.first = before;
                numeral.article = true;
                return Some(numeral);
            }
            if lex.one_of(before, &["several", "few", "many", "couple"])
                || (lex.eq(before, "of") && lex.eq(before.wrapping_sub(1), "couple"))
            {
                return Some(vague_scale(lex, position, value));
            }
            None
        }
        WordKind::Plural => plural(lex, position, value),
        WordKind::Half => half(lex, position),
        WordKind::Part | WordKind::Ordinal => part(lex, position, value, kind),
        WordKind::Fold => {
            let mut numeral = Numeral::new(position, position + 1, value, Spelling::Words);
            numeral.figure_end = position;
            Some(numeral)
        }
        WordKind::Parts | WordKind::Short | WordKind::Vague => None,
    }
}

/// `a third bigger`, `a quarter more`: a share of what it is compared with.
fn compares(lex: &Lexemes<'_>, at: usize) -> bool {
    lex.one_of(
        at,
        &[
            "more", "less", "fewer", "bigger", "larger", "smaller", "higher", "lower", "faster",
            "slower", "longer", "shorter", "cheaper", "as",
        ],
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Start,
    Unit,
    Teen,
    Ten,
    Hundred,
    Scale,
}

/// `twenty-eight thousand six hundred and two`; with a `start` the article before stands for it.
fn cardinal(lex: &Lexemes<'_>, position: usize, start: Option<f64>) -> Numeral {
    let (mut total, mut group) = (0.0, start.unwrap_or(0.0));
    let mut slot = if start.is_some() { Slot::Unit } else { Slot::Start };
    let (mut mantissa, mut scale) = (0.0, 1.0);
    let mut last_scale = f64::INFINITY;
    let mut at = position;
    let mut end = position;
    loop {
        if at > position {
            if lex.joins(at) {
                at += 1;
            } else if (lex.eq(at, "and") || lex.kind(at) == Kind::Ampersand)
                && matches!(slot, Slot::Hundred | Slot::Scale)
                && matches!(
                    word(lex, at + 1),
                    Some((WordKind::Unit | WordKind::Teen | WordKind::Ten, _))
                )
                && !starts_other(lex, at + 1, slot)
            {
                at += 1;
            } else if lex.kind(at) == Kind::Comma
                && slot == Slot::Scale
                && matches!(
                    word(lex, at + 1),
                    Some((WordKind::Unit | WordKind::Teen | WordKind::Ten, _))
                )
                && matches!(word(lex, at + 2), Some((WordKind::Hundred, _)))
            {
                at += 1;
            }
        }
        let Some((kind, value)) = word(lex, at) else { break };
        let before = group;
        match (kind, slot) {
            (WordKind::Unit, Slot::Start | Slot::Hundred | Slot::Scale) => {
                (group, slot) = (group + value, Slot::Unit)
            }
            (WordKind::Unit, Slot::Ten) if value > 0.0 => {
                (group, slot) = (group + value, Slot::Unit)
            }
            (WordKind::Teen, Slot::Start | Slot::Hundred | Slot::Scale) => {
                (group, slot) = (group + value, Slot::Teen)
            }
            (WordKind::Ten, Slot::Start | Slot::Hundred | Slot::Scale) => {
                (group, slot) = (group + value, Slot::Ten)
            }
            (WordKind::Hundred, Slot::Unit | Slot::Teen | Slot::Ten) if group > 0.0 => {
                (group, slot) = (group * 100.0, Slot::Hundred)
            }
            (WordKind::Dozen, Slot::Unit | Slot::Teen | Slot::Ten | Slot::Hundred) => {
                (group, slot) = (group * 12.0, Slot::Teen)
            }
            (WordKind::Scale, Slot::Unit | Slot::Teen | Slot::Ten | Slot::Hundred)
                if value < last_scale =>
            {
                total += group * value;
                (group, slot, last_scale) = (0.0, Slot::Scale, value);
            }
            (WordKind::Scale, Slot::Scale) => total *= value,
            (WordKind::Short, Slot::Unit | Slot::Teen | Slot::Ten | Slot::Hundred)
                if lex.text(at).len() > 1 && value >= 1e6 =>
            {
                total += group * value;
                (group, slot) = (0.0, Slot::Scale);
            }
            _ => break,
        }
        (mantissa, scale) = match kind {
            WordKind::Hundred | WordKind::Dozen if total == 0.0 => (before, value),
            WordKind::Scale | WordKind::Short if scale == 1.0 || total == before * value => {
                (before, value)
            }
            WordKind::Scale | WordKind::Short => (mantissa * scale, value),
            _ => (total + group, 1.0),
        };
        at += 1;
        end = at;
    }
    let mut value = total + group;
    if scale == 1.0 {
        mantissa = value;
    }
    // `one point five million`, `two and a half`.
    if lex.eq(end, "point") && matches!(word(lex, end + 1), Some((WordKind::Unit, _))) {
        let mut digit = 0.1;
        end += 1;
        while let Some((WordKind::Unit, unit)) = word(lex, end) {
            value += unit * digit;
            digit /= 10.0;
            end += 1;
        }
        mantissa = value;
    }
    let mut numeral = Numeral::new(position, end, value, Spelling::Words);
    (numeral.mantissa, numeral.scale) = (mantissa, scale);
    fraction_behind(lex, &mut numeral);
    numeral.figure_end = numeral.end;
    if numeral.scale == 1.0 {
        scales(lex, &mut numeral);
    }
    numeral
}

/// `hundred and five thousand others`: what follows `and` is a number of its own.
fn starts_other(lex: &Lexemes<'_>, position: usize, slot: Slot) -> bool {
    let after = position + 1 + usize::from(lex.joins(position + 1));
    slot == Slot::Hundred && matches!(word(lex, after), Some((WordKind::Hundred, _)))
}

/// Fractions behind a cardinal: `and a half`, `two-thirds`, `one-quarter`, `three quarters of`.
fn fraction_behind(lex: &Lexemes<'_>, numeral: &mut Numeral) {
    let mut at = numeral.end;
    if lex.eq(at, "and") || (lex.joins(at) && lex.eq(at + 1, "and")) {
        at += 1 + usize::from(lex.joins(at));
        at += usize::from(lex.joins(at));
        if lex.one_of(at, &["a", "one"]) {
            at += 1;
            at += usize::from(lex.joins(at));
            let part = match word(lex, at) {
                Some((WordKind::Half, _)) => 0.5,
                Some((WordKind::Part, _)) => 0.25,
                Some((WordKind::Ordinal, 3.0)) => 1.0 / 3.0,
                _ => return,
            };
            numeral.value += part;
            numeral.mantissa = numeral.value;
            numeral.end = at + 1;
        } else if let (Some((WordKind::Unit, over)), Some((WordKind::Parts, under))) =
            (word(lex, at), word(lex, at + 1 + usize::from(lex.joins(at + 1))))
        {
            numeral.value += over / under;
            numeral.mantissa = numeral.value;
            numeral.end = at + 2 + usize::from(lex.joins(at + 1));
        }
        return;
    }
    let joined = lex.joins(at);
    let part = at + usize::from(joined);
    if joined
        && let Some((WordKind::Ordinal, under)) = word(lex, part)
        && under < 10.0
        && numeral.value % 10.0 == 0.0
        && numeral.value >= 20.0
    {
        // `twenty-first`.
        numeral.value += under;
        numeral.ordinal = true;
        numeral.end = part + 1;
        return;
    }
    let after_of = lex.eq(part + 1, "of");
    let divisor = match word(lex, part) {
        Some((WordKind::Parts, under))
            if numeral.value > 1.0 && (joined || after_of || under != 4.0) =>
        {
            under
        }
        Some((WordKind::Ordinal, under))
            if numeral.value == 1.0
                && under > 2.0
                && (joined || after_of || !lex.word(part + 1)) =>
        {
            under
        }
        Some((WordKind::Part | WordKind::Half, under))
            if numeral.value == 1.0 && (joined || after_of) =>
        {
            under
        }
        _ => return,
    };
    numeral.value /= divisor;
    numeral.mantissa = numeral.value;
    numeral.fraction = true;
    numeral.end = part + 1;
}

/// `several hundred`, `a few thousand`: two or three to nine of them.
fn vague_scale(lex: &Lexemes<'_>, position: usize, value: f64) -> Numeral {
    let before = position.wrapping_sub(1);
    let couple = lex.eq(before, "couple") || lex.eq(before, "of");
    let mut numeral = Numeral::new(position, position + 1, value, Spelling::Words);
    scales(lex, &mut numeral);
    numeral.first = match before {
        it if lex.eq(it, "of") => it - 1,
        it => it,
    };
    if lex.one_of(numeral.first.wrapping_sub(1), &["a"]) {
        numeral.first -= 1;
    }
    let unit = numeral.value;
    numeral.vague = true;
    numeral.low = Some(if couple { 2.0 } else { 3.0 } * unit);
    numeral.high = Some(if couple { 3.0 } else { 10.0 } * unit - 1.0);
    numeral.value = numeral.low.unwrap_or(unit);
    numeral.figure_end = numeral.end;
    numeral
}

/// `thousands`, `tens of thousands`, `hundreds of millions`, `dozens`.
fn plural(lex: &Lexemes<'_>, position: usize, value: f64) -> Option<Numeral> {
    let (mut total, mut end) = (value, position + 1);
    let mut first = position;
    let mut several = 1.0;
    let compound = lex.eq(end, "of").then(|| word(lex, end + 1)).flatten();
    if let Some((WordKind::Plural, scale)) = compound.filter(|it| it.1 >= 100.0) {
        total *= scale;
        end += 2;
        several = 2.0;
    } else if value == 20.0
        && !(lex.eq(end, "of")
            && lex.word(end + 1)
            && !lex.is(end + 1, Classes::NUMBER)
            && !lex.one_of(end + 1, &["the", "a", "an"]))
    {
        // `scores of 70 and 71`, `the scores`.
        return None;
    } else if value == 10.0 && !lex.eq(end, "of") {
        return None;
    } else if matches!(lex.kind(position.wrapping_sub(1)), Kind::Hyphen | Kind::Digits)
        && lex.glued(position)
    {
        return None;
    }
    // `many thousands`, `several hundreds`, `a few dozens`.
    if lex.one_of(first.wrapping_sub(1), &["many", "several", "few"]) {
        first -= 1;
        several = 2.0;
    }
    let mut numeral = Numeral::new(first, end, total, Spelling::Words);
    let several = if several > 1.0 || value >= 12.0 { 2.0 } else { several };
    numeral.vague = true;
    numeral.low = Some(several * total);
    numeral.high = Some(if total < 100.0 { 99.0 } else { total * 10.0 - 1.0 });
    if total == 10.0 {
        (numeral.low, numeral.high) = (Some(20.0), Some(99.0));
    }
    numeral.value = numeral.low.unwrap_or(total);
    Some(numeral)
}

/// `half a million`, `half an hour`, `half of the votes`, `half his pay`.
fn half(lex: &Lexemes<'_>, position: usize) -> Option<Numeral> {
    let mut numeral = Numeral::new(position, position + 1, 0.5, Spelling::Words);
    numeral.fraction = true;
    let before = position.wrapping_sub(1);
    let next = position + 1;
    if lex.is(before, Classes::NUMBER) && !lex.eq(before, "one") {
        return None;
    }
    if lex.one_of(
        before,
        &[
            "the", "first", "second", "final", "last", "other", "better", "latter", "opening",
            "this", "that", "each", "either", "their", "his", "her", "its",
        ],
    ) || lex.one_of(next, &["past", "back", "time", "brother", "sister", "way", "way"])
    {
        return None;
    }
    if lex.one_of(next, &["a", "an"]) {
        match word(lex, next + 1) {
            Some((WordKind::Hundred | WordKind::Scale | WordKind::Dozen, scale)) => {
                numeral.value = 0.5 * scale;
                (numeral.mantissa, numeral.scale) = (0.5, scale);
                numeral.fraction = false;
                numeral.end = next + 2;
                numeral.figure_end = next + 2;
            }
            _ => {
                // The article stands before the unit or noun: `half an hour`, `half a vote`.
            }
        }
        if lex.one_of(before, &["a"]) {
            numeral.first = before;
        }
        return Some(numeral);
    }
    if lex.joins(next) {
        // `half-hour`, `half-million`, `half-dozen`.
        if let Some((WordKind::Scale | WordKind::Dozen, scale)) = word(lex, next + 1) {
            numeral.value = 0.5 * scale;
            numeral.fraction = false;
            numeral.end = next + 2;
            numeral.figure_end = next + 2;
            return Some(numeral);
        }
        return lex
            .one_of(next + 1, &["hour", "mile", "century", "inch", "point", "pound"])
            .then_some(numeral);
    }
    let possessed = lex.eq(next, "of")
        || lex.eq(next, "the")
        || lex.eq(next, "all")
        || lex.is(next, Classes::POSSESSIVE)
        || lex.one_of(next, &["that", "this", "these", "those"]);
    let bounded = lex.is(before, Classes::CUE)
        || lex.one_of(before, &["than", "by", "least", "only", "just"]);
    let ends = !lex.word(next) || lex.is(next, Classes::FUNCTION | Classes::VERB);
    (possessed || (bounded && ends)).then(|| {
        if lex.eq(next, "of") {
            share_of_percent(lex, &mut numeral, next + 1);
        }
        numeral
    })
}

/// `half of 1 percent`: the one is part of the figure.
fn share_of_percent(lex: &Lexemes<'_>, numeral: &mut Numeral, at: usize) {
    let one =
        lex.one_of(at, &["a", "one"]) || (lex.kind(at) == Kind::Digits && lex.at(at).value == 1.0);
    let percent = lex.kind(at + 1) == Kind::Percent
        || lex.one_of(at + 1, &["percent", "percentage"])
        || (lex.eq(at + 1, "per") && lex.eq(at + 2, "cent"));
    if one && percent {
        numeral.end = at + 1;
        numeral.figure_end = at + 1;
        numeral.fraction = false;
    }
}

/// `a third of`, `a quarter of a million`; ordinals otherwise.
fn part(lex: &Lexemes<'_>, position: usize, value: f64, kind: WordKind) -> Option<Numeral> {
    let before = position.wrapping_sub(1);
    let article = lex.one_of(before, &["a", "an"])
        && !lex.one_of(before.wrapping_sub(1), &["in", "for", "of"]);
    let next = position + 1;
    if article
        && value > 2.0
        && (lex.eq(next, "of")
            || compares(lex, next)
            || (kind == WordKind::Part
                && (lex.one_of(next, &["century", "mile", "pound"])
                    || word(lex, next).is_some_and(|it| it.0 == WordKind::Scale))))
    {
        let mut numeral = Numeral::new(before, next, 1.0 / value, Spelling::Words);
        numeral.figure = position;
        numeral.fraction = true;
        let scale = if lex.eq(next, "of") && lex.eq(next + 1, "a") { next + 2 } else { next };
        if let Some((WordKind::Scale, scale_value)) = word(lex, scale) {
            numeral.value *= scale_value;
            numeral.fraction = false;
            numeral.end = scale + 1;
        } else if lex.eq(next, "of") {
            share_of_percent(lex, &mut numeral, next + 1);
        }
        numeral.figure_end = numeral.end;
        return Some(numeral);
    }
    if kind != WordKind::Ordinal || article && lex.eq(next, "of") {
        return None;
    }
    let mut numeral = Numeral::new(position, next, value, Spelling::Words);
    numeral.ordinal = true;
    Some(numeral)
}

impl Numeral {
    pub(crate) fn spelling_is_digits(&self) -> bool {
        self.spelling == Spelling::Digits
    }
}
