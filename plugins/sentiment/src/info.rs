//! What the analyzer says of itself.

use rashomon_core::{AttributeInfo, AttributeKind, Example, Info, LabelInfo, Need};

/// Indices of the labels.
pub(crate) mod label {
    pub(crate) const POSITIVE: u16 = 0;
    pub(crate) const NEUTRAL: u16 = 1;
    pub(crate) const NEGATIVE: u16 = 2;
    pub(crate) const EVIDENCE: u16 = 3;
}

/// Indices of the attributes.
pub(crate) mod attribute {
    pub(crate) const UNIT: u16 = 0;
    pub(crate) const SCORE: u16 = 1;
    pub(crate) const LOGIT: u16 = 2;
    pub(crate) const CONFIDENCE: u16 = 3;
    pub(crate) const TARGET: u16 = 4;
    pub(crate) const VOICE: u16 = 5;
    pub(crate) const SPEAKER: u16 = 6;
    pub(crate) const COUNT: u16 = 7;
    pub(crate) const LOW: u16 = 8;
    pub(crate) const HIGH: u16 = 9;
    pub(crate) const WEIGHT: u16 = 10;
    pub(crate) const OF: u16 = 11;
}

/// Members of `unit`.
pub(crate) mod unit {
    pub(crate) const SENTENCE: u16 = 0;
    pub(crate) const TARGET: u16 = 1;
    pub(crate) const DOCUMENT: u16 = 2;
}

pub(crate) const INFO: Info = Info {
    name: "sentiment",
    version: env!("CARGO_PKG_VERSION"),
    summary: "Tells the tone of sentences and toward whom, in whose voice, with evidence.",
    labels: &[
        LabelInfo { name: "positive", doc: "Praise, good news, approval." },
        LabelInfo { name: "neutral", doc: "Neither praise nor blame that can be told." },
        LabelInfo { name: "negative", doc: "Blame, bad news, disapproval." },
        LabelInfo {
            name: "evidence",
            doc: "The weightiest words of a judgement, and all else that made it under the span of the whole; together they add up to its logit.",
        },
    ],
    attributes: &[
        AttributeInfo {
            name: "unit",
            doc: "What is judged: a sentence, a target within a sentence, or the document in one voice.",
            kind: AttributeKind::Enum(&["sentence", "target", "document"]),
        },
        AttributeInfo {
            name: "score",
            doc: "From -1 to 1: how much more likely positive is than negative; of a document the mean of its sentences.",
            kind: AttributeKind::Float,
        },
        AttributeInfo {
            name: "logit",
            doc: "Logarithm of the odds of positive against negative.",
            kind: AttributeKind::Float,
        },
        AttributeInfo {
            name: "confidence",
            doc: "How likely the label is right, from 0 to 1.",
            kind: AttributeKind::Float,
        },
        AttributeInfo {
            name: "target",
            doc: "Toward whom: the first mention of the entity in the sentence.",
            kind: AttributeKind::Reference("entities"),
        },
        AttributeInfo {
            name: "voice",
            doc: "Whether the reporter speaks or someone who is quoted.",
            kind: AttributeKind::Enum(&["reporter", "quoted"]),
        },
        AttributeInfo {
            name: "speaker",
            doc: "Who is quoted, if a name for them is known.",
            kind: AttributeKind::Reference("entities"),
        },
        AttributeInfo {
            name: "count",
            doc: "Number of sentences of a document in this voice.",
            kind: AttributeKind::Integer,
        },
        AttributeInfo {
            name: "low",
            doc: "Lower end of the 95 % interval of a document's score.",
            kind: AttributeKind::Float,
        },
        AttributeInfo {
            name: "high",
            doc: "Upper end of the 95 % interval of a document's score.",
            kind: AttributeKind::Float,
        },
        AttributeInfo {
            name: "weight",
            doc: "What these words add to the logit; of evidence that covers its whole unit, what is left for all else.",
            kind: AttributeKind::Float,
        },
        AttributeInfo {
            name: "of",
            doc: "The judgement that this is evidence of.",
            kind: AttributeKind::Reference("sentiment"),
        },
    ],
    requires: &[Need::wanted("entities"), Need::wanted("quotes")],
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        text: "{positive#1|unit=sentence {evidence {positive|unit=document The choir gave a {evidence|of=#1 wonderful} \
               concert.}}}",
        note: "a sentence, the document that it makes, and the word that made them so; what is left for all other words covers the sentence",
    },
    Example {
        text: "{neutral|unit=sentence {neutral|unit=document The crisis meeting on the attack ended at noon.}}",
        note: "words that only name what hard news is about do not blame",
    },
    Example {
        text: "{negative#1|unit=sentence {evidence {negative|unit=document {evidence|of=#1 {evidence|of=#2 Critics}} called \
               {negative#2|unit=target {evidence Anna Berg}} a {evidence|of=#1 {evidence|of=#2 corrupt}} \
               {evidence|of=#1 {evidence|of=#2 liar}}.}}}",
        note: "toward whom: the target",
    },
];
