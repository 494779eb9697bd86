//! What the analyzer says of itself.

use rashomon_core::{AttributeInfo, AttributeKind, Example, Info, LabelInfo, Need};

/// Indices of the labels.
pub(crate) mod label {
    pub(crate) const DIRECT: u16 = 0;
    pub(crate) const MIXED: u16 = 1;
    pub(crate) const INDIRECT: u16 = 2;
    pub(crate) const SCARE: u16 = 3;
}

/// Indices of the attributes.
pub(crate) mod attribute {
    pub(crate) const SPEAKER: u16 = 0;
    pub(crate) const SPEAKER_SPAN: u16 = 1;
    pub(crate) const SPEAKER_ENTITY: u16 = 2;
    pub(crate) const CUE_SPAN: u16 = 3;
    pub(crate) const CUE: u16 = 4;
    pub(crate) const ADDRESSEE: u16 = 5;
    pub(crate) const MEDIUM: u16 = 6;
    pub(crate) const CONTINUES: u16 = 7;
    pub(crate) const REPEATS: u16 = 8;
}

pub(crate) const INFO: Info = Info {
    name: "quotes",
    version: env!("CARGO_PKG_VERSION"),
    summary: "Finds quotations, their cues and their speakers.",
    labels: &[
        LabelInfo {
            name: "direct",
            doc: "A clause within quotation marks; the content without the marks.",
        },
        LabelInfo {
            name: "mixed",
            doc: "A fragment within quotation marks inside the writer's sentence.",
        },
        LabelInfo {
            name: "indirect",
            doc: "What someone says, thinks or asks, in the writer's words.",
        },
        LabelInfo {
            name: "scare",
            doc: "Words within quotation marks that are no utterance: a title, a coined term.",
        },
    ],
    attributes: &[
        AttributeInfo {
            name: "speaker",
            doc: "Who says it: the canonical name of an entity, or the description as written; absent if unknown.",
            kind: AttributeKind::String,
        },
        AttributeInfo {
            name: "speaker_span",
            doc: "The mention from which the speaker was read: a name, a pronoun or a noun phrase.",
            kind: AttributeKind::Span,
        },
        AttributeInfo {
            name: "speaker_entity",
            doc: "The name that the mention is or stands for.",
            kind: AttributeKind::Reference("entities"),
        },
        AttributeInfo {
            name: "cue_span",
            doc: "The words that report it: said, according to.",
            kind: AttributeKind::Span,
        },
        AttributeInfo {
            name: "cue",
            doc: "The cue's dictionary form: say.",
            kind: AttributeKind::String,
        },
        AttributeInfo {
            name: "addressee",
            doc: "The mention of whom it is said to.",
            kind: AttributeKind::Span,
        },
        AttributeInfo {
            name: "medium",
            doc: "Through what it is said: an outlet, a platform, an interview, a statement.",
            kind: AttributeKind::Span,
        },
        AttributeInfo {
            name: "continues",
            doc: "The quotation of which this is a further part.",
            kind: AttributeKind::Reference("quotes"),
        },
        AttributeInfo {
            name: "repeats",
            doc: "The quotation that holds the same words at greater length.",
            kind: AttributeKind::Reference("quotes"),
        },
    ],
    requires: &[Need::required("entities")],
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        text: "“{direct|cue=say|speaker=\"Anna Berg\" We will not sell the harbour,}” {speaker_span Anna Berg} {cue_span said}.",
        note: "a speaker after the quotation",
    },
    Example {
        text: "{speaker_span Anna Berg} {cue_span said} {indirect|speaker=\"Anna Berg\" that the harbour would not be sold}.",
        note: "speech in the writer's words",
    },
    Example {
        text: "“{direct|speaker=\"Anna Berg\" We will not sell the harbour,}” {speaker_span Anna Berg} {cue_span said} in {medium an interview with the Vik Herald}.",
        note: "through what it is said",
    },
];
