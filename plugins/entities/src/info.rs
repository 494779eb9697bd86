//! What the analyzer says of itself.

use rashomon_core::{AttributeInfo, AttributeKind, Example, Info, LabelInfo};

/// Index of the attribute `canonical`.
pub(crate) const CANONICAL: u16 = 0;
/// Index of the attribute `entity`.
pub(crate) const ENTITY: u16 = 1;
/// Index of the attribute `confidence`.
pub(crate) const CONFIDENCE: u16 = 2;

pub(crate) const INFO: Info = Info {
    name: "entities",
    version: env!("CARGO_PKG_VERSION"),
    summary: "Finds people, places, organisations and other names, and which mentions are one entity.",
    labels: &[
        LabelInfo { name: "PER", doc: "A person, without title." },
        LabelInfo { name: "LOC", doc: "A place: country, city, region, sea, building." },
        LabelInfo {
            name: "ORG",
            doc: "An organisation: company, party, ministry, alliance, newspaper, team.",
        },
        LabelInfo {
            name: "MISC",
            doc: "Any other name: nationality, event, treaty, work, product.",
        },
    ],
    attributes: &[
        AttributeInfo {
            name: "canonical",
            doc: "The entity's well-known name or its fullest name in this document.",
            kind: AttributeKind::String,
        },
        AttributeInfo {
            name: "entity",
            doc: "The number of the entity in this document, counted by first mention.",
            kind: AttributeKind::Integer,
        },
        AttributeInfo {
            name: "confidence",
            doc: "How likely span and label are right, from 0 to 1: the share of such names that is, in news.",
            kind: AttributeKind::Float,
        },
    ],
    requires: &[],
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        text: "{MISC French} President {PER#1|canonical=\"Anna Berg\" Anna Berg} flew to {LOC Oslo}. Mrs {PER#1 Berg} smiled.",
        note: "titles are left out, a surname means the full name, nationalities are MISC",
    },
    Example {
        text: "He flew from {LOC#1|canonical=Mumbai Bombay} to {LOC#2|canonical=Kyiv Kiev}, then back to {LOC#1 Mumbai}.",
        note: "older and other names of a place lead to its present one",
    },
    Example {
        text: "The {ORG#1 Ministry of Fisheries} ({ORG#1|canonical=\"Ministry of Fisheries\" MOF}) refused. Officials at the {ORG#1 MOF} gave no reason.",
        note: "an acronym is the organisation whose initials it has",
    },
];
