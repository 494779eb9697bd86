//! Signs and currencies before a figure, and scales glued behind it: `-5`, `$1.2bn`, `US $58`, `EUR50m`.

use crate::class::Classes;
use crate::lexeme::{Kind, Lexemes};
use crate::numeral::{self, Numeral, Spelling, WordKind};
use crate::reader::Reader;
use crate::units::{self, Form, Unit};

impl Reader<'_> {
    pub(crate) fn money_and_signs(&mut self) {
        for index in 0..self.numerals.len() {
            let mut numeral = self.numerals[index];
            if numeral.ordinal {
                continue;
            }
            self.minus(&mut numeral);
            self.currency_before(&mut numeral);
            if numeral.spelling == Spelling::Digits {
                let before = index.checked_sub(1).map(|it| self.numerals[it]);
                // `$5m-10m`: the sign holds for both.
                let money = before.is_some_and(|it| {
                    it.is_currency()
                        && it.end + 1 == numeral.first
                        && (self.lex.joins(it.end) || self.lex.one_of(it.end, &["to", "and", "or"]))
                });
                self.glued_scale(&mut numeral, money);
            }
            self.numerals[index] = numeral;
        }
    }

    /// `-5`, `minus-260`, `minus 387`. A hyphen is a sign only if it follows a space and no capitals: `COVID -19`.
    fn minus(&self, numeral: &mut Numeral) {
        let lex = &self.lex;
        let before = numeral.first.wrapping_sub(1);
        let further = before.wrapping_sub(1);
        if lex.kind(before) == Kind::Hyphen && lex.glued(numeral.first) {
            let open =
                !lex.glued(before) || matches!(lex.kind(further), Kind::Open | Kind::Currency);
            let name = lex.at(further).caps && !lex.glued(before) && lex.text(further).len() > 1;
            let text = lex.text(before);
            if lex.eq(further, "minus") {
                numeral.first = further;
                negate(numeral);
            } else if open
                && !name
                && numeral.spelling == Spelling::Digits
                && (text == "-" || text == "−")
            {
                numeral.first = before;
                negate(numeral);
            }
        } else if lex.eq(before, "minus")
            && lex.kind(further) != Kind::Digits
            && !lex.eq(further, "or")
        {
            numeral.first = before;
            negate(numeral);
        }
    }

    fn currency_before(&self, numeral: &mut Numeral) {
        let lex = &self.lex;
        let mut at = numeral.first.wrapping_sub(1);
        // A minus between sign and figure was read already; a hyphen may also join: `$-99`, `sub-$10`.
        if lex.kind(at) == Kind::Hyphen
            && lex.glued(numeral.first)
            && lex.kind(at.wrapping_sub(1)) == Kind::Currency
        {
            at -= 1;
        }
        if let Some((first, form)) = sign_ending_at(lex, at) {
            numeral.first = first;
            numeral.unit = Some(Unit::of(form.id));
        } else if scraped_sign(lex, at, numeral.first) {
            let yen = lex.kind(at) == Kind::Symbol;
            numeral.first = at - usize::from(yen);
            numeral.unit = Some(Unit::of(if yen { units::YEN } else { units::STERLING }));
        }
    }

    /// `m`, `b`, `k` and the like glued to digits: scales behind a currency or before a content word, else units.
    fn glued_scale(&self, numeral: &mut Numeral, in_money: bool) {
        let lex = &self.lex;
        let at = numeral.end;
        let money = in_money || numeral.is_currency();
        let Some((WordKind::Short, scale)) = numeral::word(lex, at) else { return };
        if !lex.glued(at) && !(money && lex.text(at) != "t" && lex.text(at) != "T") {
            return;
        }
        let text = lex.text(at);
        let accepted = match text {
            "k" | "K" => {
                lex.glued(at)
                    && !(text == "K" && [2.0, 4.0, 5.0, 8.0].contains(&numeral.value) && !money)
            }
            "t" | "T" | "MM" | "mm" => money,
            "m" | "M" | "b" | "B" | "mil" => {
                // `the LightForce 9400M chips`.
                let model = lex.is(numeral.first.wrapping_sub(1), Classes::CAMEL);
                // `just over 1.3m had paid`: people, no length.
                money
                    || !model && self.counts_behind(at + 1)
                    || lex.one_of(at + 1, &["have", "had", "are", "were"])
            }
            _ => text.len() > 1,
        };
        if accepted && numeral.scale == 1.0 {
            numeral.mantissa = numeral.value;
            numeral.scale = scale;
            numeral.value = numeral::scaled(numeral.value, scale);
            numeral.end = at + 1;
            numeral.figure_end = at + 1;
        }
    }

    /// A small content word that is no unit: `2.7m combined sales`, but not `50m of track` or `100m race`.
    fn counts_behind(&self, at: usize) -> bool {
        let lex = &self.lex;
        lex.lower(at)
            && !lex.is(at, Classes::FUNCTION | Classes::VERB)
            && !lex.is(at, Classes::RACE)
            && (lex.is(at, Classes::PASSED) || lex.plural_ahead(at) || self.unit_word_at(at))
    }

    /// Whether a currency or measure is written out here.
    fn unit_word_at(&self, at: usize) -> bool {
        units::word(self.lex.at(at).hash).is_some()
    }
}

fn negate(numeral: &mut Numeral) {
    numeral.value = -numeral.value;
    numeral.mantissa = -numeral.mantissa;
}

/// The currency sign whose last lexeme is `last`, up to three lexemes long: `$`, `US$`, `U.S. $`, `$US`, `EUR`.
fn sign_ending_at(lex: &Lexemes<'_>, last: usize) -> Option<(usize, Form)> {
    let has_sign = |at: usize| lex.kind(at) == Kind::Currency;
    // `Rs. 5 lakh`.
    if lex.kind(last) == Kind::Stop && lex.glued(last) && lex.text(last) == "." {
        let first = last.checked_sub(1).filter(|it| lex.word(*it) && lex.text(*it).len() < 5)?;
        let mut buffer = [0_u8; 12];
        let form = units::sign(joined(lex, first, last, &mut buffer)?)?;
        return Some((first, form));
    }
    if !has_sign(last) && !(lex.word(last) && lex.at(last).capital && lex.text(last).len() <= 4) {
        return None;
    }
    let glued_figure = lex.glued(last.wrapping_add(1));
    for length in (1..=3).rev() {
        let first = last.wrapping_sub(length - 1);
        if !matches!(lex.kind(first), Kind::Word | Kind::Currency) {
            continue;
        }
        let mut buffer = [0_u8; 12];
        let Some(text) = joined(lex, first, last, &mut buffer) else { continue };
        let spaced = (first + 1..=last).any(|it| !lex.glued(it));
        let Some(form) = units::sign(text) else { continue };
        // With a space only `US $58` and `HK $3.7`; `a $3500 loan` is not Australian.
        if spaced && !matches!(lex.text(first), "US" | "U.S." | "HK" | "NZ" | "NT" | "AU") {
            continue;
        }
        let words_only = (first..=last).all(|it| !has_sign(it));
        if words_only && !lex.at(last).capital {
            continue;
        }
        // Letters of a name around the figure: `H1N1`, `N452TA`.
        let letters_on = lex.kind(last + 2) == Kind::Word
            && lex.glued(last + 2)
            && lex.at(last + 2).number.is_none();
        let letters_before = lex.glued(first)
            && matches!(lex.kind(first.wrapping_sub(1)), Kind::Digits | Kind::Word);
        if words_only && text.len() < 3 && (letters_on || letters_before) {
            continue;
        }
        // A sign of one or two letters holds only if the figure is near: `R20`, `RM 50`, but not `R 20`.
        if (form.loose || words_only && text.len() < 2) && !glued_figure {
            continue;
        }
        if words_only
            && first
                .checked_sub(1)
                .is_some_and(|it| lex.glued(first) && lex.kind(it) == Kind::Hyphen)
        {
            continue;
        }
        return Some((first, form));
    }
    None
}

/// The text of the lexemes without the spaces between them, if it is as short as signs are.
fn joined<'b>(
    lex: &Lexemes<'_>,
    first: usize,
    last: usize,
    buffer: &'b mut [u8; 12],
) -> Option<&'b str> {
    let mut len = 0;
    for at in first..=last {
        let text = lex.text(at).as_bytes();
        buffer.get_mut(len..len + text.len())?.copy_from_slice(text);
        len += text.len();
    }
    std::str::from_utf8(buffer.get(..len)?).ok()
}

/// What scrapers make of `£` and `¥`: `PS6m`, `#13 billion`, `Y=17,500`.
fn scraped_sign(lex: &Lexemes<'_>, at: usize, figure: usize) -> bool {
    if !lex.glued(figure) {
        return false;
    }
    let scaled = || {
        let next = figure + 1;
        matches!(numeral::word(lex, next), Some((WordKind::Scale | WordKind::Short, _)))
            || lex.at(figure).digits.grouped
    };
    match lex.kind(at) {
        Kind::Hash => scaled(),
        Kind::Symbol => lex.text(at) == "=" && lex.text(at.wrapping_sub(1)) == "Y" && lex.glued(at),
        Kind::Word => lex.text(at) == "PS" && scaled(),
        _ => false,
    }
}
