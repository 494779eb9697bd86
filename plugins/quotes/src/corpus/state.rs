//! What the stage keeps of the reports it has seen: their utterances as stems, and no text.

use rashomon_core::Span;
use rashomon_text::stems::Stem;
use serde::{Deserialize, Serialize};

/// The reports seen so far, in input order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub(crate) reports: Vec<Report>,
}

/// One report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Report {
    /// The document's id.
    pub(crate) id: String,
    /// How many sentences it has.
    pub(crate) sentences: u32,
    /// The stems that its variants speak of by index.
    pub(crate) words: Vec<Word>,
    /// The offices under which it introduces people.
    pub(crate) offices: Vec<Office>,
    /// What is said in it, in order of the text.
    pub(crate) variants: Vec<Variant>,
}

/// A word of a report.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Word {
    /// Its stem, or the word itself where it has none.
    pub(crate) stem: Stem,
    /// How many of the report's sentences hold it.
    pub(crate) sentences: u32,
}

/// A person under the name of an office: `{French} {President} Anna Berg`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Office {
    /// The noun, as a hash.
    pub(crate) role: u64,
    /// What it is of, countries for their adjectives; sorted.
    pub(crate) of: Vec<u64>,
    /// The person's name in this report.
    pub(crate) name: String,
}

/// How something is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    Direct,
    Mixed,
    Indirect,
    Scare,
}

impl Kind {
    pub(crate) fn of(label: &str) -> Option<Self> {
        Some(match label {
            "direct" => Self::Direct,
            "mixed" => Self::Mixed,
            "indirect" => Self::Indirect,
            "scare" => Self::Scare,
            _ => return None,
        })
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
            Self::Scare => "scare",
        }
    }
}

/// Who says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Voice {
    /// As the report calls him, her or it.
    pub(crate) name: String,
    pub(crate) sort: Sort,
    /// Whether the speaker is named right there, not found from a pronoun or a role.
    pub(crate) named: bool,
    /// For a description: the noun and what it is of, as in [`Office`].
    pub(crate) role: Option<(u64, Vec<u64>)>,
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Sort {
    Person,
    /// An organization, a country, a paper.
    Group,
    /// Somebody without a name.
    Described,
}

/// One way in which a report has an utterance: a quotation, a sentence of a longer one, or a clause in the writer's
/// words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Variant {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: Kind,
    /// Index of the sentence in which it begins.
    pub(crate) sentence: u32,
    /// Number of the annotation that it is, or is a sentence of.
    pub(crate) annotation: u32,
    /// Number of the annotation with which the quotation begins of which it is a part, across attributions in between.
    pub(crate) statement: u32,
    /// Number of the annotation that holds the same words at greater length.
    pub(crate) repeats: Option<u32>,
    pub(crate) voice: Option<Voice>,
    /// Whether it says that something is not so.
    pub(crate) negated: bool,
    /// All its words in order, as indices into the report's words.
    pub(crate) run: Vec<u32>,
    /// The words that carry meaning, each once.
    pub(crate) content: Vec<u32>,
    /// The same of the words around it: of its own sentence, and of one sentence before and after.
    pub(crate) around: Vec<u32>,
}

impl Variant {
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.end.max(self.start))
    }
}
