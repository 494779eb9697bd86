//! Numerals: digits, words, both together, scales and fractions. Positions are those of lexemes.

mod cardinal;
mod digits;
mod fraction;
mod vague;

use crate::atom::Atom;
use crate::class::Classes;
use crate::lexeme::{DigitForm, Kind, Lexemes};
use crate::units::{Unit, UnitKind};
pub(crate) use crate::word::WordKind;

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
#[expect(
    clippy::struct_excessive_bools,
    reason = "findings of rules that do not depend on each other"
)]
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
    /// The unit that stands behind the figure, looked up once before the rules run.
    pub(crate) ahead: Option<Atom>,
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
            ahead: None,
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

    /// Whether an ordinal says something: in digits always, in words from `second` on and with a noun behind.
    pub(crate) fn telling(&self) -> bool {
        !self.words() || (self.value > 1.0 && self.noun.is_some())
    }

    /// Whether a unit stands behind it, in words or in letters that leave no doubt.
    pub(crate) fn unit_ahead(&self) -> bool {
        self.ahead.is_some_and(|it| !it.form.loose)
    }

    pub(crate) fn kind(&self) -> Option<UnitKind> {
        self.unit.map(Unit::kind)
    }

    pub(crate) fn is_currency(&self) -> bool {
        self.kind() == Some(UnitKind::Currency)
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

    pub(crate) fn spelling_is_digits(&self) -> bool {
        self.spelling == Spelling::Digits
    }

    pub(crate) fn words(&self) -> bool {
        self.spelling == Spelling::Words
    }
}

/// Kind and value of a number word.
pub(crate) fn word(lex: &Lexemes<'_>, position: usize) -> Option<(WordKind, f64)> {
    let lexeme = lex.at(position);
    lexeme.number.map(|it| (it, lexeme.value))
}

/// Reads all numerals of the sentence, left to right.
pub(crate) fn read(lex: &Lexemes<'_>, out: &mut Vec<Numeral>) {
    out.clear();
    let mut position = 0;
    let mut clause = 0;
    while position < lex.list.len() {
        let found = match lex.kind(position) {
            Kind::Digits => Some(digits::read(lex, position)),
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

/// A numeral in words, or none if the words are no number here.
fn words(lex: &Lexemes<'_>, position: usize) -> Option<Numeral> {
    let (kind, value) = word(lex, position)?;
    let before = position.wrapping_sub(1);
    match kind {
        WordKind::Unit | WordKind::Teen | WordKind::Ten => {
            Some(cardinal::read(lex, position, None))
        }
        WordKind::Hundred | WordKind::Scale | WordKind::Dozen => {
            if lex.one_of(before, &["a", "an"]) {
                let mut numeral = cardinal::read(lex, position, Some(1.0));
                numeral.first = before;
                numeral.article = true;
                return Some(numeral);
            }
            if lex.one_of(before, &["several", "few", "many", "couple"])
                || (lex.eq(before, "of") && lex.eq(before.wrapping_sub(1), "couple"))
            {
                return Some(vague::scale(lex, position, value));
            }
            None
        }
        WordKind::Plural => vague::plural(lex, position, value),
        WordKind::Half => {
            fraction::and_a_half(lex, position).or_else(|| fraction::half(lex, position))
        }
        WordKind::Part | WordKind::Ordinal => fraction::part(lex, position, value, kind),
        WordKind::Fold => {
            let mut numeral = Numeral::new(position, position + 1, value, Spelling::Words);
            numeral.figure_end = position;
            Some(numeral)
        }
        WordKind::Parts | WordKind::Short | WordKind::Vague => None,
    }
}
