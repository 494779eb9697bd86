//! A sentence while it is read: lexemes, numerals, and the order in which the rules run.

use crate::class::Classes;
use crate::lexeme::{Kind, Lexeme, Lexemes};
use crate::numeral::{self, Numeral};
use crate::units::Unit;

/// As many numerals away may stand what a rule looks for. Tables without line breaks have thousands in one sentence.
const REACH: usize = 64;

/// Buffers that are used again for each sentence.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) lexemes: Vec<Lexeme>,
    pub(crate) numerals: Vec<Numeral>,
    pub(crate) name: String,
    pub(crate) symbol: String,
}

/// The sentence under the rules.
pub(crate) struct Reader<'a> {
    pub(crate) lex: Lexemes<'a>,
    pub(crate) numerals: &'a mut Vec<Numeral>,
    /// Most words start with a capital: a headline.
    pub(crate) title_case: bool,
    /// A word about money is in the sentence.
    pub(crate) money: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(lex: Lexemes<'a>, numerals: &'a mut Vec<Numeral>) -> Self {
        let mut capitals = 0;
        let mut small = 0;
        let mut money = false;
        for lexeme in lex.list.iter().filter(|it| it.kind == Kind::Word) {
            money |= lexeme.classes.any(Classes::MONEY);
            if lexeme.capital {
                capitals += 1;
            } else if !lexeme.classes.any(Classes::FUNCTION) {
                small += 1;
            }
        }
        Self { lex, numerals, title_case: capitals > 3 && capitals > 2 * small, money }
    }

    /// Runs all rules. The order matters: dates before units, units before ranges, ranges before what is counted, and
    /// modifiers last and left to right, since a number can take them over from the one before.
    pub(crate) fn read(&mut self) {
        numeral::read(&self.lex, self.numerals);
        self.money_and_signs();
        self.skip();
        self.measures();
        self.compounds();
        self.suspended();
        self.shares();
        self.ranges();
        self.counted();
        self.lists();
        self.skip_idle();
        self.inherit();
        self.modifiers();
    }

    /// The numeral before this one that was not dropped.
    pub(crate) fn previous(&self, index: usize) -> Option<usize> {
        Self::up_to(index).find(|&it| !self.numerals[it].dropped)
    }

    /// The numeral after this one that was not dropped.
    pub(crate) fn following(&self, index: usize) -> Option<usize> {
        let near = index.saturating_add(REACH).min(self.numerals.len().saturating_sub(1));
        (index + 1..=near).find(|&it| !self.numerals[it].dropped)
    }

    /// The numerals before this one, the nearest first, as far as rules look.
    pub(crate) fn up_to(index: usize) -> impl Iterator<Item = usize> {
        (index.saturating_sub(REACH)..index).rev()
    }

    /// The numerals that begin at this lexeme: one, unless a range took over another's place.
    pub(crate) fn beginning_at(&self, first: usize) -> impl Iterator<Item = &Numeral> {
        let start = self.numerals.partition_point(|it| it.first < first);
        self.numerals[start..].iter().take_while(move |it| it.first == first)
    }

    /// Whether the unit has this first factor alone.
    pub(crate) fn is_unit(unit: Option<Unit>, id: u16) -> bool {
        unit.is_some_and(|it| it.first.is_some_and(|it| it.id == id && it.power == 1))
    }
}
