//! Finds quantities in English news text: value, unit, bounds, change and what is counted.
//!
//! A sentence without digit or number word costs one look at each token. Any other is cut into lexemes
//! (`lexeme`); numerals are read from them (`numeral`), and rules pass over the few numerals of the sentence,
//! in the order that `reader` gives: currencies and signs, what is no quantity at all (`skip`), units, ranges,
//! the counted noun, units taken over from a neighbour, modifiers. Rules look at most some eight lexemes around.
//! All words they know are in the files of `lexicon/`.
#![forbid(unsafe_code)]
#![expect(
    clippy::float_cmp,
    reason = "values compared are small whole numbers and powers of ten, which doubles hold exactly"
)]
#![expect(
    clippy::nonminimal_bool,
    reason = "conditions stand in the order in which the rule is told"
)]

mod age;
mod atom;
mod change;
mod class;
mod compound;
mod corpus;
mod counted;
mod country;
mod domain;
mod emit;
mod ending;
mod figure;
mod inherit;
mod lexeme;
mod lexer;
mod lexicon;
mod measure;
mod modifier;
mod money;
mod naming;
mod numeral;
mod options;
mod phrase;
mod range;
mod rate;
mod reader;
mod share;
mod skip;
mod symbol;
mod units;
mod upstream;
mod word;

use std::cell::RefCell;

use rashomon_core::{
    AnalyzeError, Analyzer, Document, Example, Info, Need, OptionsError, Plugin, Sink,
};

use crate::country::Countries;
use crate::lexeme::{Kind, Lexemes};
use crate::lexer::Columns;
pub use crate::options::NumberOptions;
use crate::reader::{Reader, Scratch};
use crate::upstream::{Claims, Times};

/// The analyzer of numbers.
#[derive(Debug)]
pub struct Numbers {
    options: NumberOptions,
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "The fleet grew by {percent|value=70|change=up|unit=% 70%} to over {cardinal|modifier=more_than|low=1200 1,200} {counted ships}.",
        note: "a change, and the level reached with its bound",
    },
    Example {
        text: "Talks lasted almost {quantity|value=5|modifier=almost|high=5|unit=h five hours}.",
        note: "almost leaves the lower bound open",
    },
    Example {
        text: "They drew {cardinal|modifier=range|low=10000|high=100000|unit_name=visitor tens of thousands} of {counted visitors} in 2019.",
        note: "a power of ten in the plural reaches to the next one; a year is none",
    },
    Example {
        text: "A share costs {money|value=1.5|modifier=range|low=1|high=2|unit=EUR €1 to €2}.",
        note: "a range is one number",
    },
];

impl Plugin for Numbers {
    const INFO: Info = Info {
        name: "numbers",
        version: env!("CARGO_PKG_VERSION"),
        summary: "Quantities with value, unit, bounds, change and what is counted.",
        labels: emit::LABELS,
        attributes: emit::ATTRIBUTES,
        requires: &[Need::if_chosen("quotes"), Need::if_chosen("timeline")],
        examples: EXAMPLES,
    };

    type Options = NumberOptions;

    fn create(options: NumberOptions) -> Result<Self, OptionsError> {
        Ok(Self { options })
    }
}

thread_local! {
    static COLUMNS: RefCell<Columns> = const { RefCell::new(Columns::new()) };
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Analyzer for Numbers {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        COLUMNS.with_borrow_mut(|columns| {
            SCRATCH.with_borrow_mut(|scratch| self.read(document, sink, columns, scratch))
        })
    }
}

impl Numbers {
    fn read(
        &self,
        document: &dyn Document,
        sink: &mut dyn Sink,
        columns: &mut Columns,
        scratch: &mut Scratch,
    ) -> Result<(), AnalyzeError> {
        columns.prepare(document.vocabulary());
        let text = document.text();
        let mut countries = Countries::default();
        let mut claims = Claims::of(document);
        let mut times = Times::of(document);
        for sentence in document.sentences().iter().filter(|it| document.is_read(it)) {
            let tokens = document.tokens_of(sentence);
            if !lexer::read(text, tokens, columns, &mut scratch.lexemes) {
                continue;
            }
            let lex = Lexemes { text, list: &scratch.lexemes };
            let mut reader = Reader::new(lex, &mut scratch.numerals);
            reader.read();
            for at in 0..reader.numerals.len() {
                let mut numeral = reader.numerals[at];
                if numeral.dropped {
                    continue;
                }
                let span = reader.span(&numeral);
                if (numeral.ordinal && !(self.options.ordinals && numeral.telling()))
                    || times.hold(span)
                {
                    continue;
                }
                if !self.options.bounded_changes && reader.bound_prevails(&numeral) {
                    numeral.change = None;
                }
                let buffers = (&mut scratch.name, &mut scratch.symbol);
                if let Some(factor) = numeral.unit.as_mut().and_then(|it| it.first.as_mut()) {
                    let sign = reader.lex.kind(numeral.first) == Kind::Currency;
                    factor.id = countries.currency(factor.id, sign, document, columns);
                }
                reader.emit(&numeral, claims.of_number(span), buffers, sink)?;
            }
        }
        Ok(())
    }
}

rashomon_core::export_analyzer!(Numbers, corpus);
