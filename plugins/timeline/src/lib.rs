//! Finds times in English news text as TIMEX3 values, resolved to intervals, with the event that happens then.
//!
//! A sentence is cut into items (`items`): tokens, with hyphened words and numbers taken apart. At every item where an
//! expression can begin, the families of patterns in `grammar` say what does; the longest one that `resolve` can make
//! sense of is taken. Names without a year or week are resolved against the publication date by tense and distance;
//! without that date they stay open (`XXXX-WXX-1`), never guessed from the clock. `event` finds the clause that a
//! time belongs to.
//!
//! Values and spans follow the TimeML guideline as TimeBank applies it. `begin` and `end` give the interval in days,
//! both inclusive; of a value with the modifier START, MID or END they give its first, middle or last third.
#![forbid(unsafe_code)]

mod analysis;
mod calendar;
mod corpus;
mod event;
mod grammar;
mod items;
mod lexicon;
mod options;
mod quotation;
mod reading;
mod resolve;
mod value;
mod words;

use rashomon_core::{
    AnalyzeError, Analyzer, AttributeInfo, AttributeKind, Document, Example, Info, LabelInfo, Need,
    OptionsError, Plugin, Sink,
};

pub use crate::options::TimelineOptions;
use crate::resolve::Resolution;
use crate::value::Modifier;

/// The analyzer.
#[derive(Debug)]
pub struct Timeline {
    options: TimelineOptions,
}

impl Plugin for Timeline {
    const INFO: Info = Info {
        name: "timeline",
        version: env!("CARGO_PKG_VERSION"),
        summary: "finds times as TIMEX3 values, resolved to intervals, with the event that happens then",
        labels: LABELS,
        attributes: ATTRIBUTES,
        requires: &[Need::if_chosen("quotes"), Need::if_chosen("entities")],
        examples: EXAMPLES,
    };
    type Options = TimelineOptions;

    fn create(options: TimelineOptions) -> Result<Self, OptionsError> {
        Ok(Self { options })
    }
}

impl Analyzer for Timeline {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        analysis::analyze(&self.options, document, sink)
    }
}

/// In the order of [`resolve::Label`].
const LABELS: &[LabelInfo] = &[
    LabelInfo { name: "DATE", doc: "A day, week, month, year or another place on the calendar." },
    LabelInfo { name: "TIME", doc: "A time or part of a day." },
    LabelInfo { name: "DURATION", doc: "A length of time." },
    LabelInfo { name: "SET", doc: "Times that recur." },
];

/// In the order of [`analysis::key`].
const ATTRIBUTES: &[AttributeInfo] = &[
    AttributeInfo {
        name: "value",
        doc: "The value by TIMEX3; what is not known is X.",
        kind: AttributeKind::String,
    },
    AttributeInfo {
        name: "modifier",
        doc: "How the value is to be taken, the mod of TIMEX3.",
        kind: AttributeKind::Enum(Modifier::NAMES),
    },
    AttributeInfo {
        name: "begin",
        doc: "First day, or the time, by ISO 8601; absent if it is not known.",
        kind: AttributeKind::String,
    },
    AttributeInfo {
        name: "end",
        doc: "Last day, inclusive, or the time, by ISO 8601; absent if it is not known.",
        kind: AttributeKind::String,
    },
    AttributeInfo {
        name: "resolution",
        doc: "How the value was found: in the words, from the publication date, from other times of the text, or not.",
        kind: AttributeKind::Enum(Resolution::NAMES),
    },
    AttributeInfo {
        name: "event",
        doc: "The phrase that happens then: a clause, or the sentence.",
        kind: AttributeKind::Span,
    },
];

const EXAMPLES: &[Example] = &[
    Example {
        text: "The bridge opened on {DATE|value=2019-05-04|resolution=explicit May 4, 2019}.",
        note: "a full date says all by itself",
    },
    Example {
        text: "The talks lasted {DURATION|value=PT7H|modifier=LESS_THAN almost seven hours}.",
        note: "a length of time keeps its unit",
    },
    Example {
        text: "The council meets {SET|value=XXXX-WXX-4 every Thursday}.",
        note: "what recurs has no date",
    },
    Example {
        text: "The mayor resigned {DATE|value=XXXX-WXX-2|resolution=unresolved Tuesday}.",
        note: "without a publication date a weekday stays open",
    },
    Example {
        text: "The clip runs 2:46 and the team won 3:1.",
        note: "lengths of films and scores are no times",
    },
];

rashomon_core::export_analyzer!(Timeline, corpus);
