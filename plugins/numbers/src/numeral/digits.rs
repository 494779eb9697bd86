//! Numerals that start with digits: `2 1/2`, `1e-3`, `10 000`, `8,26%`, `3 million`.

use super::{Modifier, Numeral, Spelling, WordKind, scaled, word};
use crate::class::Classes;
use crate::lexeme::{Kind, Lexemes};

/// A numeral that starts with digits.
pub(super) fn read(lex: &Lexemes<'_>, position: usize) -> Numeral {
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
    } else if lex.kind(next) == Kind::Comma {
        loose_thousands(lex, &mut numeral);
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
    // In a row of digits each group may be a telephone's.
    let row = numeral.first > 0 && lex.kind(numeral.first - 1) == Kind::Digits;
    if row || numeral.digits.grouped || numeral.digits.decimals > 0 || numeral.digits.whole > 3 {
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
    let follows = lex.lower(at) && !lex.glued(at)
            // `2 600MW`.
            || lex.glued(at) && lex.is(at, Classes::SYMBOL) && lex.text(at).len() > 1
            || matches!(lex.kind(at), Kind::Percent | Kind::Currency);
    if at > numeral.end && follows && numeral.value > 0.0 {
        numeral.value = value;
        numeral.end = at;
        numeral.digits.grouped = true;
    }
}

/// `10, 000 people`, as tokenized text has it: groups of three behind a comma and a space, the last a round one, and
/// something counted or measured behind. Lists go on with a comma or conjunction: `100, 200 and 300`.
fn loose_thousands(lex: &Lexemes<'_>, numeral: &mut Numeral) {
    let form = numeral.digits;
    if form.grouped || form.decimals > 0 || form.leading_zero || !(1..=3).contains(&form.whole) {
        return;
    }
    let listed = numeral.first > 1
        && lex.kind(numeral.first - 1) == Kind::Comma
        && lex.kind(numeral.first - 2) == Kind::Digits;
    if listed {
        return;
    }
    let mut value = numeral.value;
    let mut at = numeral.end;
    let group = |at: usize| {
        lex.kind(at) == Kind::Comma
            && lex.glued(at)
            && lex.kind(at + 1) == Kind::Digits
            && !lex.glued(at + 1)
            && lex.at(at + 1).digits.whole == 3
            && !lex.at(at + 1).digits.grouped
            && lex.at(at + 1).digits.decimals == 0
    };
    while group(at) {
        value = value * 1000.0 + lex.at(at + 1).value;
        at += 2;
    }
    let follows = lex.lower(at) && !lex.one_of(at, &["and", "or", "to"])
        || matches!(lex.kind(at), Kind::Percent | Kind::Currency);
    // `$1, 099`: a second amount would have its own sign.
    let money = numeral.first > 0
        && lex.kind(numeral.first - 1) == Kind::Currency
        && lex.glued(numeral.first);
    let round = value % 1000.0 == 0.0;
    if at > numeral.end && (money || round || follows && value % 10.0 == 0.0) {
        numeral.value = value;
        numeral.end = at;
        numeral.digits.grouped = true;
    }
}

/// Scale words and abbreviations behind a figure: `2.5 million`, `3-hundred`, `1.2bn`, `5 dozen`.
pub(super) fn scales(lex: &Lexemes<'_>, numeral: &mut Numeral) {
    loop {
        let joined = lex.joins(numeral.end);
        let mut at = numeral.end + usize::from(joined);
        // `600-plus billion`.
        let plus = joined
            && lex.eq(at, "plus")
            && matches!(word(lex, at + 1), Some((WordKind::Hundred | WordKind::Scale, _)));
        at += usize::from(plus);
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
        if plus {
            numeral.modifier = Modifier::AtLeast;
        }
        numeral.mantissa = numeral.value;
        numeral.value = scaled(numeral.value, scale);
        numeral.scale = scale;
        numeral.end = at + 1;
        numeral.figure_end = numeral.end;
    }
}
