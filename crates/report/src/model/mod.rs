//! The documents and tables of a page, put together by story.

mod cells;
mod findings;
mod reading;

use std::collections::BTreeMap;

pub(crate) use cells::{Cells, cells, decimal, shown};
pub(crate) use findings::{Entity, Event, Figure, Statement, Tone, Utterance, Variant, Verdict};
pub(crate) use reading::{Place, Reading};

use crate::input::{Report, Table};
use cells::rows;

/// All that a page shows.
pub(crate) struct Corpus<'a> {
    pub(crate) readings: Vec<Reading<'a>>,
    pub(crate) stories: Vec<Story<'a>>,
    /// Tables that this crate knows nothing of, as other analyzers make them.
    pub(crate) others: Vec<&'a Table>,
}

/// What several reports tell of one event.
pub(crate) struct Story<'a> {
    /// Reports, by their index.
    pub(crate) reports: Vec<usize>,
    /// Reports that are near copies, with what they are copies of.
    pub(crate) copies: BTreeMap<usize, usize>,
    pub(crate) utterances: Vec<Utterance<'a>>,
    pub(crate) figures: Vec<Figure<'a>>,
    pub(crate) events: Vec<Event<'a>>,
    pub(crate) tones: Vec<Tone<'a>>,
    pub(crate) entities: Vec<Entity<'a>>,
}

const KNOWN: [&str; 8] =
    ["stories", "entities", "names", "utterances", "figures", "events", "event_mentions", "tone"];

impl<'a> Corpus<'a> {
    pub(crate) fn new(report: &'a Report) -> Self {
        let many = report.documents.len() > 26;
        let readings: Vec<_> = report
            .documents
            .iter()
            .enumerate()
            .map(|(index, document)| Reading::new(document, index, many))
            .collect();
        let by_id: BTreeMap<&str, usize> =
            readings.iter().enumerate().map(|(at, it)| (it.document.id.as_str(), at)).collect();
        let firsts = findings::first_mentions(&readings);
        let tables = Tables { all: &report.tables, readings: &readings, by_id: &by_id, firsts };
        let stories =
            tables.stories().into_iter().map(|(key, reports)| tables.story(&key, reports));
        let stories = stories.collect();
        let others = report.tables.iter().filter(|it| !KNOWN.contains(&it.name.as_str())).collect();
        Self { readings, stories, others }
    }

    /// All places in texts that findings of these stories name, with what leads back to them.
    pub(crate) fn places(&self) -> BTreeMap<Place, Vec<BackLink>> {
        let mut places: BTreeMap<Place, Vec<BackLink>> = BTreeMap::new();
        let mut add = |place: Option<Place>, link: BackLink| {
            let links = places.entry(place?).or_default();
            if !links.contains(&link) {
                links.push(link);
            }
            Some(())
        };
        for story in &self.stories {
            for it in &story.utterances {
                for variant in &it.variants {
                    add(variant.place, BackLink::new("u", it.number, it.reports().len()));
                }
            }
            for it in &story.figures {
                for statement in &it.statements {
                    add(statement.place, BackLink::new("f", it.number, it.reports().len()));
                }
            }
            for it in &story.events {
                for mention in &it.mentions {
                    add(mention.place, BackLink::new("e", it.number, it.reports.len()));
                }
            }
        }
        places
    }
}

/// From a place in a text to the finding that it is part of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct BackLink {
    /// Id of the finding in the page.
    pub(crate) id: String,
    /// In how many reports it is.
    pub(crate) reports: usize,
}

impl BackLink {
    fn new(kind: &str, number: usize, reports: usize) -> Self {
        Self { id: format!("{kind}{number}"), reports }
    }
}

/// The tables, and how to find the documents that they name.
pub(crate) struct Tables<'a, 'r> {
    all: &'a [Table],
    readings: &'r [Reading<'a>],
    by_id: &'r BTreeMap<&'a str, usize>,
    /// Where each report first names each of its entities.
    firsts: BTreeMap<(usize, &'a str), Place>,
}

impl<'a> Tables<'a, '_> {
    /// The stories by their keys, in the order of the table; reports in none of them come last, as a story without one.
    fn stories(&self) -> Vec<(String, Vec<usize>)> {
        let mut stories: Vec<(String, Vec<usize>)> = Vec::new();
        let mut left: Vec<bool> = vec![true; self.readings.len()];
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows(self.all, "stories") {
            let (Some(key), Some(document)) = (row.key("story"), self.document(row)) else {
                continue;
            };
            let number = *numbers.entry(key.clone()).or_insert_with(|| {
                stories.push((key, Vec::new()));
                stories.len() - 1
            });
            if std::mem::take(&mut left[document]) {
                stories[number].1.push(document);
            }
        }
        let rest: Vec<_> = (0..left.len()).filter(|it| left[*it]).collect();
        if !rest.is_empty() {
            // Without a table of stories, all is one story, whatever it is called.
            let key = if stories.is_empty() { self.first_key() } else { String::new() };
            stories.push((key, rest));
        }
        stories
    }

    fn copies(&self, story: &str) -> BTreeMap<usize, usize> {
        let copy =
            |row: Cells<'a>| Some((self.document(row)?, *self.by_id.get(row.text("copy_of")?)?));
        self.rows("stories", story).filter_map(copy).collect()
    }

    fn first_key(&self) -> String {
        self.all.iter().flat_map(cells).find_map(|it| it.key("story")).unwrap_or_default()
    }

    fn document(&self, row: Cells<'a>) -> Option<usize> {
        self.by_id.get(row.text("document")?).copied()
    }

    fn documents(&self, ids: &[&str]) -> Vec<usize> {
        ids.iter().filter_map(|it| self.by_id.get(it).copied()).collect()
    }

    /// The rows of a table that belong to a story.
    fn rows<'s>(
        &self,
        name: &'s str,
        story: &'s str,
    ) -> impl Iterator<Item = Cells<'a>> + use<'a, 's> {
        rows(self.all, name).filter(move |it| it.key("story").is_none_or(|it| it == story))
    }

    fn story(&self, key: &str, reports: Vec<usize>) -> Story<'a> {
        Story {
            utterances: self.utterances(key),
            figures: self.figures(key),
            events: self.events(key),
            tones: self.tones(key),
            entities: self.entities(key),
            copies: self.copies(key),
            reports,
        }
    }
}
