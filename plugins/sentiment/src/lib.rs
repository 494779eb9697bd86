//! Tells the tone of sentences and toward whom, in whose voice, with evidence.
//!
//! Each sentence is read word by word (`reading`): valences come from a list, or from words of like meaning, turned by
//! negations, raised by words of degree, weighed by contrasts, and damped for words that name what hard news is about.
//! Each name in a sentence is judged as a target by a linear model (`features`, `target`) of the words around it,
//! which never sees the names themselves. Quotations tell whose voice it is (`voices`); a speaker is not judged by
//! what he or she says. The weights are learned by `crates/train/examples/sentiment` from the data named in
//! `models/README.md`.
#![forbid(unsafe_code)]

mod analysis;
mod corpus;
mod emit;
mod features;
mod info;
mod lexicon;
mod model;
mod names;
mod near;
mod options;
mod reading;
mod target;
mod tone;
#[doc(hidden)]
pub mod training;
mod voices;
mod words;
mod zones;

use std::cell::RefCell;

use rashomon_core::{AnalyzeError, Analyzer, Document, Info, OptionsError, Plugin, Sink};

use crate::analysis::Worker;
pub use crate::options::SentimentOptions;

/// The analyzer.
#[derive(Debug)]
pub struct Sentiment {
    options: SentimentOptions,
}

thread_local! {
    /// Word types and scratch space of a worker.
    static WORKER: RefCell<Worker> = RefCell::default();
}

impl Plugin for Sentiment {
    const INFO: Info = info::INFO;

    type Options = SentimentOptions;

    fn create(options: SentimentOptions) -> Result<Self, OptionsError> {
        if options.evidence < 0 {
            return Err(OptionsError::new("`evidence` is a number of words: 0 or more"));
        }
        Ok(Self { options })
    }
}

impl Analyzer for Sentiment {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        WORKER.with_borrow_mut(|worker| worker.analyze(document, &self.options, sink))?;
        Ok(())
    }
}

rashomon_core::export_analyzer!(Sentiment, corpus);
