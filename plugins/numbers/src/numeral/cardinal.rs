//! Cardinals in words: `thirty-one thousand seven hundred and two`.

use super::{Numeral, Spelling, WordKind, digits, fraction, word};
use crate::lexeme::{Kind, Lexemes};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Start,
    Unit,
    Teen,
    Ten,
    Hundred,
    Scale,
}

/// `thirty-one thousand seven hundred and two`; with a `start` the article before stands for it.
pub(super) fn read(lex: &Lexemes<'_>, position: usize, start: Option<f64>) -> Numeral {
    let (mut total, mut group) = (0.0, start.unwrap_or(0.0));
    let mut slot = if start.is_some() { Slot::Unit } else { Slot::Start };
    let (mut mantissa, mut scale) = (0.0, 1.0);
    let mut last_scale = f64::INFINITY;
    let mut at = position;
    let mut end = position;
    loop {
        if at > position && joins(lex, at, slot) {
            at += 1;
        }
        let Some((kind, value)) = word(lex, at) else { break };
        let before = group;
        match (kind, slot) {
            (WordKind::Unit, Slot::Start | Slot::Hundred | Slot::Scale) => {
                (group, slot) = (group + value, Slot::Unit);
            }
            (WordKind::Unit, Slot::Ten) if value > 0.0 => {
                (group, slot) = (group + value, Slot::Unit);
            }
            (WordKind::Teen, Slot::Start | Slot::Hundred | Slot::Scale) => {
                (group, slot) = (group + value, Slot::Teen);
            }
            (WordKind::Ten, Slot::Start | Slot::Hundred | Slot::Scale) => {
                (group, slot) = (group + value, Slot::Ten);
            }
            (WordKind::Hundred, Slot::Unit | Slot::Teen | Slot::Ten) if group > 0.0 => {
                (group, slot) = (group * 100.0, Slot::Hundred);
            }
            (WordKind::Dozen, Slot::Unit | Slot::Teen | Slot::Ten | Slot::Hundred) => {
                (group, slot) = (group * 12.0, Slot::Teen);
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
    fraction::behind(lex, &mut numeral);
    numeral.figure_end = numeral.end;
    if numeral.scale == 1.0 {
        digits::scales(lex, &mut numeral);
    }
    numeral
}

/// `hundred and five thousand others`: what follows `and` is a number of its own.
fn starts_other(lex: &Lexemes<'_>, position: usize, slot: Slot) -> bool {
    let after = position + 1 + usize::from(lex.joins(position + 1));
    slot == Slot::Hundred && matches!(word(lex, after), Some((WordKind::Hundred, _)))
}

/// What may stand between two words of one number: a hyphen; `and` behind hundred or thousand; a comma behind a scale
/// before hundreds.
fn joins(lex: &Lexemes<'_>, at: usize, slot: Slot) -> bool {
    if lex.joins(at) {
        return true;
    }
    let small =
        matches!(word(lex, at + 1), Some((WordKind::Unit | WordKind::Teen | WordKind::Ten, _)));
    if lex.eq(at, "and") || lex.kind(at) == Kind::Ampersand {
        return small
            && matches!(slot, Slot::Hundred | Slot::Scale)
            && !starts_other(lex, at + 1, slot);
    }
    lex.kind(at) == Kind::Comma
        && small
        && slot == Slot::Scale
        && matches!(word(lex, at + 2), Some((WordKind::Hundred, _)))
}
