//! Finds people, places, organisations and other names in English news text, and which mentions are one entity.
//!
//! Names are found in stretches of capitalised words (`segment`) by a linear-chain tagger (`tagger`) whose
//! features (`features`) are the words and their clusters, lists of names (`gazetteer`) and the use of each word
//! in the whole document (`statistics`). It reads twice: what it first finds of a word and a phrase elsewhere
//! (`memory`) speaks for what they are here. `confidence` says how sure it is; `trim` cuts off titles and articles,
//! `cluster` finds which names are one entity. The weights are learned by `crates/train/examples/entities` from the
//! data named in `models/README.md`.
#![forbid(unsafe_code)]

mod agreement;
mod cluster;
mod clusters;
mod confidence;
mod corpus;
mod decoder;
mod direct;
mod features;
mod form;
mod gazetteer;
mod hash;
mod info;
mod label;
mod letters;
mod lexicon;
mod memo;
mod memory;
mod model;
mod options;
mod per_document;
mod picks;
mod rule_words;
mod segment;
mod shouted;
mod statistics;
mod tagger;
mod tags;
pub mod training;
mod treaties;
mod trim;
mod view;
mod word;
mod words;

use std::cell::RefCell;

use rashomon_core::{
    AnalyzeError, Analyzer, Attribute, Document, Info, OptionsError, Plugin, Sink,
};

use crate::cluster::Clusters;
use crate::label::Label;
use crate::model::Model;
pub use crate::options::EntitiesOptions;
use crate::tagger::{Name, Tagger};

/// The analyzer.
#[derive(Debug)]
pub struct Entities {
    model: Model,
    /// Which labels are reported, by their numbers.
    reported: [bool; 4],
    /// Names less sure than so many hundredths are not reported.
    min_confidence: u8,
}

thread_local! {
    /// Word types and scratch space of a worker.
    static WORKER: RefCell<(Tagger, Clusters, Vec<Name>)> = RefCell::default();
}

impl Plugin for Entities {
    const INFO: Info = info::INFO;

    type Options = EntitiesOptions;

    fn create(options: EntitiesOptions) -> Result<Self, OptionsError> {
        let mut reported = [false; 4];
        for name in options.labels.split(',').map(str::trim) {
            let label = Label::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(name));
            let label = label.ok_or_else(|| {
                OptionsError::new(format!(
                    "`labels`: no label `{name}`; there are PER, LOC, ORG and MISC"
                ))
            })?;
            reported[label as usize] = true;
        }
        let least = options.min_confidence;
        if !(0.0..=1.0).contains(&least) {
            return Err(OptionsError::new(format!(
                "`min_confidence`: {least} is not between 0 and 1"
            )));
        }
        let min_confidence = (least * 100.0).ceil() as u8;
        Ok(Self { model: Model::embedded(), reported, min_confidence })
    }
}

impl Analyzer for Entities {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        WORKER.with_borrow_mut(|(tagger, clusters, names)| {
            find_names(document, &self.model, tagger, clusters, names);
            clusters.resolve(document, names);
            for (row, name) in names.iter().enumerate() {
                if self.reported[name.label as usize] && name.confidence >= self.min_confidence {
                    let (number, canonical) = clusters.entity(document, names, row);
                    sink.emit(
                        name.label as u16,
                        cluster::span(document, name),
                        &[
                            Attribute::new(info::CANONICAL, canonical),
                            Attribute::new(info::ENTITY, i64::from(number)),
                            Attribute::new(info::CONFIDENCE, f64::from(name.confidence) / 100.0),
                        ],
                    )?;
                }
            }
            Ok(())
        })
    }
}

/// The names of a document, in order.
fn find_names(
    document: &dyn Document,
    model: &Model,
    tagger: &mut Tagger,
    clusters: &mut Clusters,
    names: &mut Vec<Name>,
) {
    tagger.prepare(document, false);
    tagger.names(document, model, names);
    clusters.settle(document, names);
}

rashomon_core::export_analyzer!(Entities, corpus);
