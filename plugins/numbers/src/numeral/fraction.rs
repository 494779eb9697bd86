//! Fractions in words: `half an hour`, `two-thirds`, `a quarter of a million`; and ordinals, which share their words.

use super::{Numeral, Spelling, WordKind, word};
use crate::class::Classes;
use crate::lexeme::{Kind, Lexemes};
use crate::units::{self, Unit, UnitKind};

/// Fractions behind a cardinal: `and a half`, `two-thirds`, `one-quarter`, `three quarters of`.
pub(super) fn behind(lex: &Lexemes<'_>, numeral: &mut Numeral) {
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
            // `two and a half`, `a million and a half`.
            numeral.value += part * numeral.scale;
            numeral.mantissa = numeral.value / numeral.scale;
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
    numeral.end = part + 1;
    // `three quarters of a million`.
    let scale = word(lex, numeral.end + 2).filter(|it| {
        it.0 == WordKind::Scale && lex.eq(numeral.end, "of") && lex.eq(numeral.end + 1, "a")
    });
    if let Some((_, scale)) = scale {
        numeral.value *= scale;
        numeral.scale = scale;
        numeral.end += 3;
    } else {
        numeral.fraction = true;
    }
}

/// `a year and a half`: one and a half of the unit before.
pub(super) fn and_a_half(lex: &Lexemes<'_>, position: usize) -> Option<Numeral> {
    let first = position.checked_sub(4)?;
    let article = lex.one_of(first, &["a", "an"]);
    if !(article && lex.eq(first + 2, "and") && lex.eq(first + 3, "a")) {
        return None;
    }
    let unit = units::word(lex.at(first + 1).hash)
        .filter(|it| matches!(units::kind_of(it.id), UnitKind::Time | UnitKind::Measure))?;
    let mut numeral = Numeral::new(first, position + 1, 1.5, Spelling::Words);
    numeral.unit = Some(Unit::of(unit.id));
    Some(numeral)
}

/// `half a million`, `half an hour`, `half of the votes`, `half his pay`.
pub(super) fn half(lex: &Lexemes<'_>, position: usize) -> Option<Numeral> {
    let mut numeral = Numeral::new(position, position + 1, 0.5, Spelling::Words);
    numeral.fraction = true;
    let before = position.wrapping_sub(1);
    let next = position + 1;
    if lex.is(before, Classes::NUMBER) && !lex.eq(before, "one") {
        return None;
    }
    let scale_behind = lex.one_of(next, &["a", "an"])
        && matches!(
            word(lex, next + 1),
            Some((WordKind::Hundred | WordKind::Scale | WordKind::Dozen, _))
        );
    if lex.is(before, Classes::PERIOD) && !scale_behind
        || lex.one_of(next, &["past", "back", "time", "brother", "sister", "way"])
    {
        return None;
    }
    if lex.one_of(next, &["a", "an"]) {
        // Otherwise the article stands before the unit or noun: `half an hour`, `half a vote`.
        if let Some((WordKind::Hundred | WordKind::Scale | WordKind::Dozen, scale)) =
            word(lex, next + 1)
        {
            numeral.value = 0.5 * scale;
            (numeral.mantissa, numeral.scale) = (0.5, scale);
            numeral.fraction = false;
            numeral.end = next + 2;
            numeral.figure_end = next + 2;
        }
        if lex.one_of(before, &["a"]) {
            numeral.first = before;
        }
        return Some(numeral);
    }
    if lex.joins(next)
        && lex.eq(next + 1, "a")
        && lex.joins(next + 2)
        && let Some((WordKind::Hundred | WordKind::Scale | WordKind::Dozen, scale)) =
            word(lex, next + 3)
    {
        // `half-a-dozen`.
        numeral.value = 0.5 * scale;
        numeral.fraction = false;
        numeral.end = next + 4;
        numeral.figure_end = next + 4;
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
            .one_of(next + 1, &["hour", "day", "mile", "century", "inch", "point", "pound", "cent"])
            .then_some(numeral);
    }
    // `half mile apart`, `a half hour`.
    if lex.one_of(next, &["hour", "mile", "inch"]) && !lex.one_of(before, &["each", "every"]) {
        if lex.one_of(before, &["a"]) {
            numeral.first = before;
        }
        return Some(numeral);
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
pub(super) fn part(
    lex: &Lexemes<'_>,
    position: usize,
    value: f64,
    kind: WordKind,
) -> Option<Numeral> {
    let before = position.wrapping_sub(1);
    let article = lex.one_of(before, &["a", "an"])
        && !lex.one_of(before.wrapping_sub(1), &["in", "for", "of"]);
    let next = position + 1;
    if article
        && value > 2.0
        && (lex.eq(next, "of")
            || compares(lex, next)
            // `about a quarter, of its jobs`, `fell by a third last year`.
            || (lex.is(before.wrapping_sub(1), Classes::CUE) && !lex.word(next) && !lex.joins(next))
            || (lex.one_of(before.wrapping_sub(1), &["by", "than", "just", "only"])
                && !lex.content(next)
                && !lex.joins(next))
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
    // `a quarter-point`, `a quarter-century`.
    if kind == WordKind::Part
        && lex.joins(next)
        && lex.one_of(next + 1, &["point", "mile", "century", "inch", "hour", "pound", "cent"])
    {
        let first = if lex.eq(before, "a") { before } else { position };
        let mut numeral = Numeral::new(first, next, 1.0 / value, Spelling::Words);
        numeral.figure = position;
        numeral.fraction = true;
        return Some(numeral);
    }
    if kind != WordKind::Ordinal || article && lex.eq(next, "of") {
        return None;
    }
    let mut numeral = Numeral::new(position, next, value, Spelling::Words);
    numeral.ordinal = true;
    Some(numeral)
}

/// `a third bigger`, `a quarter more`: a share of what it is compared with.
fn compares(lex: &Lexemes<'_>, at: usize) -> bool {
    lex.is(at, Classes::COMPARATIVE)
}
