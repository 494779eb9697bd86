//! What is kept of a report: how each voice speaks of each target.

use std::collections::HashMap;

use rashomon_core::{Document, Layer, Value};
use serde::{Deserialize, Serialize};

use crate::info::unit;
use crate::voices::Voices;

/// The reports of one story, in order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct State {
    pub(crate) reports: Vec<Report>,
}

/// One report.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Report {
    pub(crate) id: String,
    /// By first judgement.
    pub(crate) targets: Vec<Target>,
}

/// Somebody or something that a report speaks of.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Target {
    /// What the report calls it.
    pub(crate) name: String,
    /// By first judgement.
    pub(crate) voices: Vec<(Voice, Scores)>,
}

/// Whose words judge a target.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Voice {
    Reporter,
    /// What the report calls the speaker.
    Speaker(String),
    /// Someone is quoted, no one knows who.
    Unnamed,
}

/// The scores of some sentences.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Scores {
    pub(crate) count: u32,
    pub(crate) sum: f64,
    pub(crate) squares: f64,
}

impl Scores {
    pub(crate) fn add(&mut self, score: f64) {
        self.count += 1;
        self.sum += score;
        self.squares += score * score;
    }
}

impl Report {
    /// Reads a document with its layers.
    pub(crate) fn of(document: &dyn Document) -> Self {
        let mut report = Self { id: document.id().into(), targets: Vec::new() };
        let (Some(layer), Some(entities)) =
            (document.layer("sentiment"), document.layer("entities"))
        else {
            return report;
        };
        let [unit, score, target, voice, speaker] =
            ["unit", "score", "target", "voice", "speaker"].map(|it| layer.key(it));
        let names = names(document, entities);
        let quotes = document.layer("quotes");
        let said_by = quotes.and_then(|it| it.key("speaker"));
        let mut voices = Voices::default();
        voices.read(document);
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        for judgement in layer.iter() {
            let get = |key: Option<u16>| key.and_then(|it| judgement.value(it));
            let name = |it: Value<'_>| match it {
                Value::Reference(row) => names.get(row as usize).copied(),
                _ => None,
            };
            let (Some(Value::Enum(unit::TARGET)), Some(Value::Float(score)), Some(target)) =
                (get(unit), get(score), get(target).and_then(name))
            else {
                continue;
            };
            // A layer that was brought along says what it likes. Not a number is in no range.
            if !(-1.0..=1.0).contains(&score) {
                continue;
            }
            let voice = if get(voice) == Some(Value::Enum(0)) {
                Voice::Reporter
            } else {
                voices.pass(judgement.span().start());
                let quote = voices.around(judgement.span()).and_then(|it| quotes?.get(it.row));
                let said_by = match quote.and_then(|it| it.value(said_by?)) {
                    Some(Value::String(speaker)) => Some(speaker),
                    _ => get(speaker).and_then(name),
                };
                said_by.map_or(Voice::Unnamed, |it| Voice::Speaker(it.into()))
            };
            let number = *numbers.entry(target).or_insert_with(|| {
                report.targets.push(Target { name: target.into(), voices: Vec::new() });
                report.targets.len() - 1
            });
            report.targets[number].scores(voice).add(score);
        }
        report
    }
}

impl Target {
    fn scores(&mut self, voice: Voice) -> &mut Scores {
        let known = self.voices.iter().position(|it| it.0 == voice);
        let number = known.unwrap_or_else(|| {
            self.voices.push((voice, Scores::default()));
            self.voices.len() - 1
        });
        &mut self.voices[number].1
    }
}

/// What the document calls the entity of each mention: its canonical name, else the entity's first mention.
fn names<'a>(document: &'a dyn Document, entities: Layer<'a>) -> Vec<&'a str> {
    let [canonical, number] = ["canonical", "entity"].map(|it| entities.key(it));
    let mut first: HashMap<i64, &str> = HashMap::new();
    let names = entities.iter().map(|mention| {
        if let Some(Value::String(name)) = canonical.and_then(|it| mention.value(it)) {
            return name;
        }
        let text = document.slice(mention.span());
        match number.and_then(|it| mention.value(it)) {
            Some(Value::Integer(number)) => *first.entry(number).or_insert(text),
            _ => text,
        }
    });
    names.collect()
}
