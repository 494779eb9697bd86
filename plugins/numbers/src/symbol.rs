//! Symbols of units: which letters behind digits are one, and where.

use crate::atom::Atom;
use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::{Numeral, Spelling};
use crate::reader::Reader;
use crate::units::{self, Form};

/// Lines of a moving picture: `1080p` is no price.
const LINES: [f64; 9] = [240.0, 360.0, 480.0, 576.0, 720.0, 1080.0, 1440.0, 2160.0, 4320.0];

impl Reader<'_> {
    /// The longest symbol of the table from here: glued lexemes are one.
    pub(crate) fn unit_symbol(
        &self,
        start: usize,
        numeral: &Numeral,
        joined: bool,
    ) -> Option<Atom> {
        let lex = &self.lex;
        let digits = numeral.spelling == Spelling::Digits;
        if !digits
            || !matches!(
                lex.kind(start),
                Kind::Word
                    | Kind::Degree
                    | Kind::Symbol
                    | Kind::Currency
                    | Kind::Quote
                    | Kind::Slash
            )
        {
            return None;
        }
        if lex.word(start) && !lex.is(start, Classes::SYMBOL) {
            return None;
        }
        let glued = lex.glued(start) || joined;
        if lex.kind(start) == Kind::Currency {
            let form = units::sign(lex.text(start))?;
            return (glued && !lex.glued(start + 1) || lex.kind(start + 1) != Kind::Digits)
                .then_some(Atom { form, power: 1, end: start + 1, symbol: true });
        }
        let from = lex.at(start).span.start() as usize;
        for length in (1..=4).rev() {
            let last = start + length - 1;
            if length > 1 && !lex.glued(start + 1) {
                continue;
            }
            let ends = lex.kind(last) == Kind::Stop && !lex.word(last + 1);
            if lex.kind(last) == Kind::End || ends || (start + 1..=last).any(|it| !lex.glued(it)) {
                continue;
            }
            let text = lex.text.get(from..lex.at(last).span.end() as usize).unwrap_or_default();
            // No symbol is longer.
            if text.len() > 10 {
                continue;
            }
            let Some(form) = units::symbol(text) else { continue };
            let end = last + 1;
            if self.symbol_fits(start, end, text, form, numeral, glued) {
                return Some(Atom { form, power: 1, end, symbol: true });
            }
        }
        None
    }

    fn symbol_fits(
        &self,
        start: usize,
        end: usize,
        text: &str,
        form: Form,
        numeral: &Numeral,
        glued: bool,
    ) -> bool {
        let lex = &self.lex;
        let at_end = !lex.word(end) && lex.kind(end) != Kind::Digits;
        let goes_on = lex.glued(end)
            && matches!(lex.kind(end), Kind::Digits | Kind::Hyphen | Kind::Word)
            && !(lex.kind(end) == Kind::Digits && lex.at(end).value <= 3.0)
            && !lex.joins(end);
        if goes_on {
            return false;
        }
        match text {
            // A preposition unless glued or before a word of extent.
            "in" => {
                (glued && lex.kind(start.wrapping_sub(1)) != Kind::Hyphen)
                    || lex
                        .one_of(end, &["thick", "wide", "long", "tall", "high", "deep", "x", "by"])
                    || (at_end && !matches!(lex.kind(end), Kind::Quote))
            }
            "Ma" | "Ga" => glued || lex.eq(end, "ago"),
            // Clock times have whole numbers or two decimals.
            "pm" | "am" | "PM" | "AM" => matches!(numeral.digits.decimals, 1 | 3),
            "M" => glued && at_end && numeral.digits.decimals > 0,
            "us" | "US" | "Us" | "as" | "At" | "at" | "AT" | "OH" | "oh" | "Oz" | "MA" | "PA"
            | "Pa." | "GA" | "HA" | "ha" | "Ha" | "AC" | "ac" | "ST" | "MI" | "Mi" | "CT"
            | "Ct" | "MO" | "Mo" | "mo" | "MS" | "Ms" | "MT" | "PT" | "Pt" | "MD" | "ME" | "ms"
            | "GAL" | "bar" | "gb" | "GB" | "MB" | "mi" | "gal" | "mad" | "hp" | "HP" | "min"
            | "Min" | "sec" | "Sec" => {
                let letters = ["us", "as", "at", "oh", "ma", "pa.", "ga", "ac", "mad"]
                    .iter()
                    .any(|it| text.eq_ignore_ascii_case(it));
                let state = [
                    "US", "AT", "OH", "MA", "PA", "GA", "HA", "AC", "ST", "MI", "CT", "MO", "MT",
                    "PT", "MD", "ME", "Ms", "Mo",
                ]
                .contains(&text);
                if letters { glued && text != "US" } else { !state || glued }
            }
            _ if form.loose => self.loose_fits(end, text, numeral, glued, at_end),
            _ => true,
        }
    }

    /// Symbols of one letter: `12 C`, `5 W`, `125.8 p`, but `24 A320s` has no ampere.
    fn loose_fits(
        &self,
        end: usize,
        text: &str,
        numeral: &Numeral,
        glued: bool,
        at_end: bool,
    ) -> bool {
        let lex = &self.lex;
        let soft = at_end || (lex.lower(end) || lex.glued(end));
        match text {
            "p" if glued && !self.money && LINES.contains(&numeral.value) => false,
            "p" | "c" => {
                (glued
                    || numeral.digits.decimals > 0
                    || self.money
                    || at_end
                    || lex.is(end, Classes::FUNCTION))
                    && soft
                    && numeral.scale == 1.0
                    && (lex.text(end - 1) == text)
            }
            // `10st 7lb`.
            "st" if glued && lex.kind(end) == Kind::Digits => true,
            "t" | "h" | "y" | "st" | "kt" | "ps" | "PS" | "N" | "J" | "R" | "MP" => {
                soft && (glued || numeral.digits.grouped || numeral.digits.decimals > 0)
                    || lex.kind(end) == Kind::Slash && lex.glued(end)
            }
            "x" => glued,
            // `200 W. High Street`.
            "W" if !glued && lex.kind(end) == Kind::Stop && lex.glued(end) && lex.word(end + 1) => {
                false
            }
            // `4K`: a format, no temperature.
            "K" if glued && numeral.plain_digits() && numeral.value < 10.0 => false,
            "b" | "B" => soft && (glued || numeral.scale > 1.0),
            "K" | "V" | "A" | "W" | "C" | "F" => {
                soft && (glued
                    || lex.lower(end)
                    || at_end
                    || lex.word(end) && lex.text(end).contains('-'))
                    || (text == "W" && lex.word(end))
            }
            _ => soft,
        }
    }
}
