//! What is kept of a report: its numbers, each with what tells of which quantity it is.

use rashomon_core::Span;
use rashomon_text::stems::Stem;
use serde::{Deserialize, Serialize};

/// One report.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Report {
    pub(super) id: String,
    /// Stems of each sentence, each once: how rare a word is in the story hangs on them.
    pub(super) sentences: Vec<Vec<Stem>>,
    pub(super) claims: Vec<Claim>,
}

/// One number of a report.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Claim {
    start: u32,
    end: u32,
    /// As the analyzer gives it.
    pub(super) value: f64,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) bound: Bound,
    /// A range by a word alone: `hundreds`, `tens of thousands`.
    pub(super) loose: bool,
    pub(super) change: Change,
    /// A part of things that are counted elsewhere: `three of the nine`, `two other`.
    pub(super) part: bool,
    pub(super) unit: Option<String>,
    pub(super) class: Class,
    pub(super) standing: Standing,
    pub(super) fate: Option<Fate>,
    /// Last noun of what is counted, and the sort of things it is.
    pub(super) head: Option<Stem>,
    pub(super) sort: Option<Sort>,
    /// What they make up: `a convoy of 40 trucks`.
    pub(super) whole: Option<Stem>,
    /// Words of what they are in: `40 trucks in the long convoy`.
    pub(super) within: Vec<Stem>,
    /// Words of what is counted.
    pub(super) phrase: Vec<Stem>,
    /// Words beside the number, in its sentence.
    pub(super) near: Vec<Stem>,
    /// Its sentence in [`Report::sentences`].
    pub(super) sentence: u32,
    /// Beginnings of names in what is counted.
    pub(super) phrase_names: Vec<u64>,
    /// Beginnings of names beside the number.
    pub(super) near_names: Vec<u64>,
    /// Years beside the number.
    pub(super) years: Vec<u16>,
    /// What is counted, for people to read.
    pub(super) subject: String,
    /// Who gives the number, as the report names them.
    pub(super) claimant: Option<String>,
}

/// What a number is of, coarsely: numbers of two classes are never of one quantity.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Class {
    Count,
    Ordinal,
    Percent,
    Money,
    Measure,
    Age,
}

/// How the number is bounded, as the analyzer names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Bound {
    Exact,
    About,
    Almost,
    MoreThan,
    LessThan,
    AtLeast,
    AtMost,
    Range,
    Vague,
}

impl Bound {
    const ALL: [(Self, &'static str); 9] = [
        (Self::Exact, "exact"),
        (Self::About, "about"),
        (Self::Almost, "almost"),
        (Self::MoreThan, "more_than"),
        (Self::LessThan, "less_than"),
        (Self::AtLeast, "at_least"),
        (Self::AtMost, "at_most"),
        (Self::Range, "range"),
        (Self::Vague, "vague"),
    ];

    /// The bound that the analyzer calls so; exact if it tells none.
    pub(super) fn named(name: Option<&str>) -> Self {
        Self::ALL.iter().find(|it| Some(it.1) == name).map_or(Self::Exact, |it| it.0)
    }

    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|it| it.0 == self).map_or("exact", |it| it.1)
    }

    /// Whether two equal numbers bounded so say the same.
    pub(super) fn agrees(self, other: Self) -> bool {
        let class = |it| match it {
            Self::Exact => 0,
            Self::About => 1,
            Self::Almost | Self::LessThan => 2,
            Self::MoreThan | Self::AtLeast => 3,
            Self::AtMost => 4,
            Self::Range => 5,
            Self::Vague => 6,
        };
        class(self) == class(other)
    }
}

/// Whether the number is a level, or the size of a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Change {
    Level,
    Up,
    Down,
    Increment,
}

impl Change {
    /// The change that the analyzer calls so.
    pub(super) fn named(name: Option<&str>) -> Self {
        match name {
            Some("up") => Self::Up,
            Some("down") => Self::Down,
            Some("increment") => Self::Increment,
            _ => Self::Level,
        }
    }
}

/// Whether the clause says that it is so, that it will or may be, or that it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Standing {
    Actual,
    Planned,
    Former,
}

/// What befell the people that are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Fate {
    Dead,
    Hurt,
    Missing,
    Held,
    Displaced,
    Ill,
    Saved,
}

/// Nouns that reports use for one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Sort {
    /// Anybody at all: `people`.
    Anybody,
    /// People by a part that anybody can take: `participants`.
    Role,
    /// People of one sort and no other, by the hash of its name: women are not men.
    Band(u64),
    /// Things, by the hash of the group's name.
    Thing(u64),
}

impl Claim {
    /// A claim of which nothing is known but where it stands.
    pub(super) fn at(span: Span) -> Self {
        Self {
            start: span.start(),
            end: span.end(),
            value: 0.0,
            low: None,
            high: None,
            bound: Bound::Exact,
            loose: false,
            change: Change::Level,
            part: false,
            unit: None,
            class: Class::Count,
            standing: Standing::Actual,
            fate: None,
            head: None,
            sort: None,
            whole: None,
            within: Vec::new(),
            phrase: Vec::new(),
            near: Vec::new(),
            sentence: 0,
            phrase_names: Vec::new(),
            near_names: Vec::new(),
            years: Vec::new(),
            subject: String::new(),
            claimant: None,
        }
    }

    /// Where the number stands in its report, in bytes.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.end.max(self.start))
    }
}
