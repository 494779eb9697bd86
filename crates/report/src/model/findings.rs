//! The rows of the comparison's tables as findings.

use std::collections::BTreeMap;

use super::cells::Cells;
use super::{Place, Reading, Tables};

/// One utterance in all its wordings.
pub(crate) struct Utterance<'a> {
    pub(crate) number: usize,
    pub(crate) speaker: Option<&'a str>,
    /// In input order.
    pub(crate) variants: Vec<Variant<'a>>,
}

/// One wording of an utterance.
pub(crate) struct Variant<'a> {
    pub(crate) report: usize,
    pub(crate) place: Option<Place>,
    pub(crate) text: &'a str,
    pub(crate) kind: &'a str,
    /// How this report calls the speaker.
    pub(crate) speaker: Option<&'a str>,
}

/// One quantity in all reports that give it.
pub(crate) struct Figure<'a> {
    pub(crate) number: usize,
    pub(crate) subject: &'a str,
    pub(crate) verdict: Verdict,
    pub(crate) statements: Vec<Statement<'a>>,
}

/// One figure as a report gives it.
pub(crate) struct Statement<'a> {
    pub(crate) report: usize,
    pub(crate) place: Option<Place>,
    pub(crate) text: &'a str,
    pub(crate) value: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) modifier: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) claimant: Option<&'a str>,
}

/// How the figures for one quantity stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Verdict {
    Dispute,
    Compatible,
    Agree,
    Alone,
}

impl Verdict {
    fn read(text: &str) -> Self {
        match text {
            "dispute" => Self::Dispute,
            "compatible" => Self::Compatible,
            "agree" => Self::Agree,
            _ => Self::Alone,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dispute => "dispute",
            Self::Compatible => "compatible",
            Self::Agree => "agree",
            Self::Alone => "alone",
        }
    }
}

/// One event in all reports that mention it.
pub(crate) struct Event<'a> {
    pub(crate) number: usize,
    pub(crate) begin: Option<&'a str>,
    pub(crate) end: Option<&'a str>,
    pub(crate) granularity: &'a str,
    pub(crate) text: &'a str,
    pub(crate) reports: Vec<usize>,
    pub(crate) mentions: Vec<Mention<'a>>,
}

/// One mention of an event.
pub(crate) struct Mention<'a> {
    pub(crate) report: usize,
    /// Where the time stands.
    pub(crate) place: Option<Place>,
    pub(crate) text: &'a str,
    pub(crate) event: Option<&'a str>,
}

/// The tone of one report and one voice towards a target.
pub(crate) struct Tone<'a> {
    pub(crate) report: usize,
    pub(crate) target: &'a str,
    pub(crate) voice: &'a str,
    pub(crate) mean: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) n: usize,
}

/// One entity in all reports that name it.
pub(crate) struct Entity<'a> {
    pub(crate) number: usize,
    pub(crate) canonical: &'a str,
    pub(crate) label: &'a str,
    pub(crate) aliases: Vec<&'a str>,
    pub(crate) mentions: usize,
    /// Its mentions by report, and where the first one is.
    pub(crate) reports: Vec<Named>,
}

/// Mentions of an entity in one report.
pub(crate) struct Named {
    pub(crate) report: usize,
    pub(crate) mentions: usize,
    pub(crate) first: Option<Place>,
}

impl Utterance<'_> {
    /// The reports that have it, each once.
    pub(crate) fn reports(&self) -> Vec<usize> {
        distinct(self.variants.iter().map(|it| it.report))
    }
}

impl Figure<'_> {
    /// The reports that give it, each once.
    pub(crate) fn reports(&self) -> Vec<usize> {
        distinct(self.statements.iter().map(|it| it.report))
    }
}

fn distinct(reports: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut reports: Vec<_> = reports.collect();
    reports.sort_unstable();
    reports.dedup();
    reports
}

impl<'a> Tables<'a, '_> {
    /// The place and the text of a row's span.
    fn span(&self, row: Cells<'a>, report: usize, kind: &'static str) -> (Option<Place>, &'a str) {
        let place = (|| {
            let (start, end) = (row.offset("start")?, row.offset("end")?);
            let text = self.readings[report].slice(start, end)?;
            Some((Place { report, start, end, kind }, text))
        })();
        let printed = row.text("text").unwrap_or_default();
        place.map_or((None, printed), |(place, text)| (Some(place), text))
    }

    pub(super) fn utterances(&self, story: &str) -> Vec<Utterance<'a>> {
        let mut groups: BTreeMap<usize, Utterance<'a>> = BTreeMap::new();
        for row in self.rows("utterances", story) {
            let Some(report) = self.document(row) else { continue };
            let (place, text) = self.span(row, report, "quotes");
            let number = row.count("utterance");
            let group = groups.entry(number).or_insert_with(|| Utterance {
                number,
                speaker: None,
                variants: Vec::new(),
            });
            group.speaker = group.speaker.or(row.text("speaker"));
            group.variants.push(Variant {
                report,
                place,
                text,
                kind: row.text("kind").unwrap_or_default(),
                speaker: row.text("speaker_in_document"),
            });
        }
        groups.into_values().collect()
    }

    pub(super) fn figures(&self, story: &str) -> Vec<Figure<'a>> {
        let mut groups: BTreeMap<usize, Figure<'a>> = BTreeMap::new();
        for row in self.rows("figures", story) {
            let Some(report) = self.document(row) else { continue };
            let (place, text) = self.span(row, report, "numbers");
            let number = row.count("figure");
            let group = groups.entry(number).or_insert_with(|| Figure {
                number,
                subject: row.text("subject").unwrap_or_default(),
                verdict: Verdict::read(row.text("verdict").unwrap_or_default()),
                statements: Vec::new(),
            });
            group.statements.push(Statement {
                report,
                place,
                text,
                value: row.number("value"),
                low: row.number("low"),
                high: row.number("high"),
                modifier: row.text("modifier").unwrap_or_default(),
                unit: row.text("unit").unwrap_or_default(),
                claimant: row.text("claimant"),
            });
        }
        groups.into_values().collect()
    }

    pub(super) fn events(&self, story: &str) -> Vec<Event<'a>> {
        let mut mentions: BTreeMap<usize, Vec<Mention<'a>>> = BTreeMap::new();
        for row in self.rows("event_mentions", story) {
            let Some(report) = self.document(row) else { continue };
            let (place, text) = self.span(row, report, "timeline");
            let event = row.text("event_text");
            let mention = Mention { report, place, text, event };
            mentions.entry(row.count("number")).or_default().push(mention);
        }
        let event = |row: Cells<'a>| {
            let number = row.count("number");
            Event {
                number,
                begin: row.text("begin"),
                end: row.text("end"),
                granularity: row.text("granularity").unwrap_or_default(),
                text: row.text("event").unwrap_or_default(),
                reports: distinct(self.documents(&row.list("documents")).into_iter()),
                mentions: mentions.remove(&number).unwrap_or_default(),
            }
        };
        self.rows("events", story).map(event).collect()
    }

    pub(super) fn tones(&self, story: &str) -> Vec<Tone<'a>> {
        let tone = |row: Cells<'a>| {
            let mean = row.number("mean")?;
            Some(Tone {
                report: self.document(row)?,
                target: row.text("target")?,
                voice: row.text("voice").unwrap_or("reporter"),
                mean,
                low: row.number("low").unwrap_or(mean),
                high: row.number("high").unwrap_or(mean),
                n: row.count("n"),
            })
        };
        self.rows("tone", story).filter_map(tone).collect()
    }

    pub(super) fn entities(&self, story: &str) -> Vec<Entity<'a>> {
        // A report can have several names of its own for one entity.
        let mut named: BTreeMap<(usize, usize), (usize, Option<Place>)> = BTreeMap::new();
        let firsts = &self.firsts;
        for row in self.rows("names", story) {
            let Some(report) = self.document(row) else { continue };
            let first = row.text("name").and_then(|it| firsts.get(&(report, it)).copied());
            let entry = named.entry((row.count("entity"), report)).or_default();
            entry.0 += row.count("mentions");
            entry.1 = entry.1.into_iter().chain(first).min();
        }
        let entity = |row: Cells<'a>| {
            let number = row.count("entity");
            let canonical = row.text("canonical").unwrap_or_default();
            let reports = self.documents(&row.list("documents")).into_iter().map(|report| {
                let (mentions, first) = named.get(&(number, report)).copied().unwrap_or_default();
                let first = first.or_else(|| firsts.get(&(report, canonical)).copied());
                Named { report, mentions, first }
            });
            Entity {
                number,
                canonical,
                label: row.text("label").unwrap_or_default(),
                aliases: row.list("aliases"),
                mentions: row.count("mentions"),
                reports: reports.collect(),
            }
        };
        self.rows("entities", story).map(entity).collect()
    }
}

/// Where each report first names each of its entities.
pub(super) fn first_mentions<'a>(readings: &[Reading<'a>]) -> BTreeMap<(usize, &'a str), Place> {
    let mut firsts = BTreeMap::new();
    for (report, reading) in readings.iter().enumerate() {
        let entities = reading.document.annotations.iter().filter(|it| it.analyzer == "entities");
        for it in entities {
            let name = it.attributes.get("canonical").and_then(|it| it.as_str());
            if let Some(name) = name.filter(|_| reading.slice(it.start, it.end).is_some()) {
                let place = Place { report, start: it.start, end: it.end, kind: "entities" };
                let first = firsts.entry((report, name)).or_insert(place);
                *first = place.min(*first);
            }
        }
    }
    firsts
}
