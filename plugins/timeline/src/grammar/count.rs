//! Numbers inside time expressions: counts, years, ordinals and how exact they are.

use crate::lexicon::{AMOUNTS, QUANTITY_MODIFIERS};
use crate::value::{Count, Modifier};
use crate::words::{Keyword, class};

use super::Phrase;

/// A count and where it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted {
    /// How many.
    pub count: Count,
    /// Index one past its last item.
    pub end: usize,
    /// `a`, `an`: one, but also an article.
    pub article: bool,
}

impl Phrase<'_> {
    /// A count that begins here: `two`, `2 1/2`, `twenty four`, `two and a half`, `several`, `a couple of`, `a`.
    pub(crate) fn count(&self, start: usize) -> Option<Counted> {
        if let Some((entry, end)) = self.longest(&AMOUNTS, class::AMOUNT, start) {
            let count = entry.value(0).parse().map_or(Count::Vague, Count::whole);
            return Some(Counted { count, end, article: false });
        }
        if let Some((number, end)) = self.cardinal(start) {
            let (half, end) = self.half_after(end);
            let count = Count::Thousandths(number.saturating_add(half));
            return Some(Counted { count, end, article: false });
        }
        let article = self.keyword(start) == Keyword::A;
        article.then_some(Counted { count: Count::whole(1), end: start + 1, article })
    }

    /// A cardinal number in words or digits, in thousandths.
    pub(crate) fn cardinal(&self, start: usize) -> Option<(u64, usize)> {
        let first = self.items.get(start)?;
        let mut at = start;
        if first.word.is(class::DIGITS) {
            if !first.word.is(class::CARDINAL)
                || (start > 0 && first.glued && !first.joined && self.is(start - 1, class::MONEY))
            {
                return None;
            }
            let value = u64::from(first.word.number) * 1000 + u64::from(first.thousandths);
            let (scale, end) = self.scale(start + 1);
            return Some((value.saturating_mul(scale), end));
        }
        // "a hundred", "a thousand"
        if first.word.keyword == Keyword::A && self.scale(start + 1).0 > 1 {
            let (scale, end) = self.scale(start + 1);
            return Some((scale * 1000, end));
        }
        let mut total = 0_u64;
        let mut group = 0_u64;
        loop {
            let word = self.word(at);
            if !word.is(class::CARDINAL) || word.is(class::DIGITS) {
                break;
            }
            let number = u64::from(word.number);
            if number >= 1000 {
                total = total.saturating_add(group.max(1).saturating_mul(number));
                group = 0;
            } else if number == 100 && group < 100 {
                group = group.max(1) * 100;
            } else if at == start
                || group.is_multiple_of(100)
                || (group.is_multiple_of(10) && group % 100 >= 20 && number < 10)
            {
                group += number;
            } else {
                break;
            }
            at += 1;
            let small = self.word(at + 1);
            if self.keyword(at) == Keyword::And
                && total + group >= 100
                && small.is(class::CARDINAL)
                && small.number < 100
            {
                at += 1;
            }
        }
        (at > start).then(|| (total.saturating_add(group).saturating_mul(1000), at))
    }

    /// `hundred`, `thousand`, `million` after a number, multiplied.
    fn scale(&self, start: usize) -> (u64, usize) {
        let (mut scale, mut at) = (1_u64, start);
        while self.is(at, class::CARDINAL)
            && !self.is(at, class::DIGITS)
            && self.word(at).number >= 100
        {
            scale = scale.saturating_mul(u64::from(self.word(at).number));
            at += 1;
        }
        (scale, at)
    }

    /// `and a half`, `1/2`, `½` after a number.
    fn half_after(&self, at: usize) -> (u64, usize) {
        if self.keywords(at, &[Keyword::And, Keyword::A, Keyword::Half]) {
            return (500, at + 3);
        }
        match self.text(at) {
            "1/2" | "½" => (500, at + 1),
            "1/4" | "¼" => (250, at + 1),
            "3/4" | "¾" => (750, at + 1),
            _ => (0, at),
        }
    }

    /// An ordinal number: `third`, `30th`, `twenty-first`.
    pub(crate) fn ordinal(&self, start: usize) -> Option<(u32, usize)> {
        let word = self.word(start);
        if word.is(class::ORDINAL) {
            return Some((word.number, start + 1));
        }
        let next = self.word(start + 1);
        let tens =
            word.is(class::CARDINAL) && matches!(word.number, 20..=90) && !word.is(class::DIGITS);
        (tens && next.is(class::ORDINAL) && next.number < 10)
            .then(|| (word.number + next.number, start + 2))
    }

    /// A number of four digits that can be a year, or one spoken in words: `nineteen ninety-six`.
    pub(crate) fn year(&self, at: usize) -> Option<(i32, usize)> {
        let item = self.items.get(at)?;
        if item.word.is(class::FISCAL_YEAR) {
            return Some((item.word.number as i32, at + 1));
        }
        if item.digits == 4 && item.word.is(class::CARDINAL) {
            let year = item.word.number as i32;
            return (1500..=2099).contains(&year).then_some((year, at + 1));
        }
        let word = item.word;
        if word.is(class::DIGITS) || !word.is(class::CARDINAL) || !matches!(word.number, 16..=20) {
            return None;
        }
        let next = self.word(at + 1);
        let small = next.is(class::CARDINAL) && !next.is(class::DIGITS);
        let limit = if word.number == 20 { 10..=30 } else { 10..=90 };
        if !small || !limit.contains(&next.number) {
            return None;
        }
        let (ones, end) = match self.word(at + 2) {
            it if next.number >= 20
                && it.is(class::CARDINAL)
                && !it.is(class::DIGITS)
                && it.number < 10 =>
            {
                (it.number, at + 3)
            }
            _ => (0, at + 2),
        };
        Some(((word.number * 100 + next.number + ones) as i32, end))
    }

    /// `about`, `more than`, `at least`: the modifier, whether it also stands before vague amounts, where it ends.
    pub(crate) fn quantity_modifier(&self, start: usize) -> Option<(Modifier, bool, usize)> {
        // "a little over" begins with an article, "a week" and "the end" are told apart without a look-up.
        let article = matches!(self.keyword(start), Keyword::A | Keyword::The);
        let noun = self.keyword(start + 1) != Keyword::Other
            || self.is(start + 1, class::CORE | class::CARDINAL | class::ORDINAL | class::AMOUNT);
        if article && noun {
            return None;
        }
        let (entry, end) = self.longest(&QUANTITY_MODIFIERS, class::QUANTITY, start)?;
        // "a $5 million deal over eight years": a preposition, unless another or a verb of lasting stands before.
        let before = self.before(start);
        let extent = before.is(class::BEFORE_MONTH | class::PAST)
            || before.keyword == Keyword::Lasted
            || (before.is(class::COMMA | class::MARK) && self.text(start.wrapping_sub(1)) != ")")
            || matches!(self.text(start.wrapping_sub(1)), "last" | "with" | "" | "be");
        if self.keyword(start) == Keyword::Over && !extent {
            return None;
        }
        Some((Modifier::named(entry.value(0))?, entry.value(1) == "any", end))
    }
}
