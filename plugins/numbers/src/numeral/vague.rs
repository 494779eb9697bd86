//! Indefinite numbers: `tens of thousands`, `several hundred`, `dozens`.

use super::{Modifier, Numeral, Spelling, WordKind, digits, word};
use crate::class::Classes;
use crate::lexeme::{Kind, Lexemes};

/// `several hundred`, `a few thousand`: two or three to nine of them.
pub(super) fn scale(lex: &Lexemes<'_>, position: usize, value: f64) -> Numeral {
    let before = position.wrapping_sub(1);
    let couple = lex.eq(before, "couple") || lex.eq(before, "of");
    let mut numeral = Numeral::new(position, position + 1, value, Spelling::Words);
    digits::scales(lex, &mut numeral);
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

/// `thousands`, `tens of thousands`, `hundreds of millions`, `dozens`: from one to ten of the scale. A power of ten in the plural
/// says its bounds itself and is a range; `dozens` and `many thousands` are vague.
pub(super) fn plural(lex: &Lexemes<'_>, position: usize, value: f64) -> Option<Numeral> {
    let (mut total, mut end) = (value, position + 1);
    let compound = lex.eq(end, "of").then(|| word(lex, end + 1)).flatten();
    if let Some((WordKind::Plural, scale)) = compound.filter(|it| it.1 >= 100.0) {
        total *= scale;
        end += 2;
    } else {
        // `scores of 70 and 71`, `the scores`; `tens` alone; `1-thousands`.
        let of = lex.eq(end, "of");
        let things = of
            && lex.word(end + 1)
            && !lex.is(end + 1, Classes::NUMBER)
            && !lex.one_of(end + 1, &["the", "a", "an"]);
        let tied = matches!(lex.kind(position.wrapping_sub(1)), Kind::Hyphen | Kind::Digits)
            && lex.glued(position);
        if tied || (value == 20.0 && !things) || (value == 10.0 && !of) {
            return None;
        }
    }
    // `many thousands`, `several hundreds`, `a few dozens`.
    let many = lex.one_of(position.wrapping_sub(1), &["many", "several", "few"]);
    let mut numeral = Numeral::new(position - usize::from(many), end, total, Spelling::Words);
    numeral.vague = true;
    numeral.low = Some(total);
    numeral.high = Some(total * 10.0);
    if !many && value != 12.0 && value != 20.0 {
        numeral.modifier = Modifier::Range;
        numeral.value = f64::midpoint(total, total * 10.0);
    }
    Some(numeral)
}
