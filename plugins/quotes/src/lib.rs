//! Finds quotations, their cues and their speakers in English news text.
//!
//! The way of a document: [`marks`] pairs quotation marks, [`page`] turns sentences into rows of items, a quotation being
//! one of them; [`cue`] finds the words that report speech, [`role`] and [`attribution`] label for each of them who says
//! what; [`candidates`] and [`ranker`] choose the speaker of each quotation, [`speech`] tells speech from titles and
//! coined terms, [`indirect`] takes the contents outside marks; `speaker` finds out who is meant by a pronoun or a role,
//! and `utterance` makes annotations of it all. The weights are learned by `crates/train/examples/quotes`. `corpus` finds
//! which utterances of many reports are one.
#![forbid(unsafe_code)]

mod addressee;
#[doc(hidden)]
pub mod analysis;
#[doc(hidden)]
pub mod attribution;
#[doc(hidden)]
pub mod candidates;
#[doc(hidden)]
pub mod chain;
mod cited;
mod corpus;
#[doc(hidden)]
pub mod cue;
mod dialogue;
#[doc(hidden)]
pub mod hash;
mod headline;
#[doc(hidden)]
pub mod indirect;
mod info;
#[doc(hidden)]
pub mod inside;
mod leaders;
mod lexicon;
#[doc(hidden)]
pub mod marks;
mod medium;
mod mention;
#[doc(hidden)]
pub mod models;
#[doc(hidden)]
pub mod names;
mod options;
#[doc(hidden)]
pub mod page;
mod people;
mod phrase;
mod pronoun;
#[doc(hidden)]
pub mod ranker;
#[doc(hidden)]
pub mod role;
mod scores;
mod speaker;
#[doc(hidden)]
pub mod speech;
mod standing;
#[doc(hidden)]
pub mod table;
#[doc(hidden)]
pub mod transcript;
mod utterance;
#[doc(hidden)]
pub mod words;

use std::cell::RefCell;

use rashomon_core::{
    AnalyzeError, Analyzer, AnnotationId, Attribute, Document, Info, OptionsError, Plugin, Sink,
    Value,
};

use crate::analysis::Analysis;
use crate::attribution::Scratch;
pub use crate::corpus::State as QuotesState;
use crate::info::{attribute as key, label};
use crate::models::Models;
pub use crate::options::QuotesOptions;
use crate::speaker::{Resolver, Who};
use crate::utterance::{Kind, Utterance, utterances};
use crate::words::Words;

/// The analyzer.
#[derive(Debug)]
pub struct Quotes {
    options: QuotesOptions,
    models: Models,
}

thread_local! {
    /// Word types and working memory of a worker.
    static WORKER: RefCell<(Words, Scratch)> = RefCell::default();
}

impl Plugin for Quotes {
    const INFO: Info = info::INFO;

    type Options = QuotesOptions;

    fn create(options: QuotesOptions) -> Result<Self, OptionsError> {
        Ok(Self { options, models: Models::embedded() })
    }
}

impl Analyzer for Quotes {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        WORKER.with_borrow_mut(|(words, scratch)| {
            let twins = self.options.twin_marks;
            let analysis = Analysis::new(document, &self.models, twins, words, scratch);
            let decisions = analysis.decide(document, &self.models);
            let mut resolver = Resolver::new(document, &analysis);
            let mut found = utterances(document, &analysis, &decisions, &mut resolver);
            let kept = |kind: Kind| match kind {
                Kind::Direct | Kind::Mixed => true,
                Kind::Indirect => self.options.indirect,
                Kind::Scare => self.options.scare,
            };
            // Numbers of the annotations, counted before any is emitted: a headline refers to the body below it.
            let mut next = 0;
            let numbers: Vec<Option<u32>> = found
                .iter()
                .map(|it| {
                    let number = kept(it.kind).then_some(next);
                    next += u32::from(number.is_some());
                    number
                })
                .collect();
            for (it, number) in found.drain(..).zip(&numbers) {
                if number.is_some() {
                    emit(&it, &analysis, &resolver, &numbers, sink)?;
                }
            }
            Ok(())
        })
    }
}

fn emit(
    it: &Utterance,
    analysis: &Analysis,
    resolver: &Resolver<'_>,
    numbers: &[Option<u32>],
    sink: &mut dyn Sink,
) -> Result<AnnotationId, rashomon_core::EmitError> {
    let label = match it.kind {
        Kind::Direct => label::DIRECT,
        Kind::Mixed => label::MIXED,
        Kind::Indirect => label::INDIRECT,
        Kind::Scare => label::SCARE,
    };
    let speaker = resolver.name(&it.who);
    let entity = match it.who {
        Who::Named(index) => analysis.names.0[index].row,
        Who::Described(_) | Who::Unknown => None,
    };
    let number = |at: Option<usize>| at.and_then(|at| numbers[at]).map(Value::Reference);
    let attributes = [
        (key::SPEAKER, speaker.as_deref().map(Value::from)),
        (key::SPEAKER_SPAN, it.mention.map(Value::from)),
        (key::SPEAKER_ENTITY, entity.map(Value::Reference)),
        (key::CUE_SPAN, it.cue.map(|it| Value::from(it.0))),
        (key::CUE, it.cue.map(|it| Value::from(it.1))),
        (key::ADDRESSEE, it.addressee.map(Value::from)),
        (key::MEDIUM, it.medium.map(Value::from)),
        (key::CONTINUES, number(it.continues)),
        (key::REPEATS, number(it.repeats)),
    ];
    let mut given = Vec::with_capacity(attributes.len());
    given.extend(
        attributes.into_iter().filter_map(|(key, value)| Some(Attribute { key, value: value? })),
    );
    sink.emit(label, it.content, &given)
}

rashomon_core::export_analyzer!(Quotes, corpus);
