//! How good an analyzer is: what it finds against gold, counted, and every error with its place.
//!
//! [`Gold`] is a file of texts with the annotations that are right; [`evaluate`] runs the analyzer over the texts and
//! compares. An annotation is found strictly if it has the label and exactly the span of gold, leniently if it has the
//! label and a span that overlaps; each matches one at most. Attributes are compared where spans match, labels aside.
//! What differs between analyzers, such as which attributes are compared and how, is data: see `profile.rs`.

mod attribute;
mod case;
mod compare;
mod context;
mod gold;
mod item;
mod json;
mod labels;
mod matching;
mod profile;
mod run;
mod score;
mod table;
#[cfg(test)]
mod tests;

use std::io;

use thiserror::Error;

pub use self::case::{Case, CaseKind, Shown};
pub use self::compare::Matching;
pub use self::gold::{Fault, Gold, GoldError, GoldOptions};
pub use self::run::evaluate;
pub use self::score::{Macro, Ratio, Tally};

/// How to evaluate.
#[derive(Clone, Debug, Default)]
pub struct EvalOptions {
    /// Labels to score, on both sides, in any case; all if there are none.
    pub labels: Vec<String>,
    /// Labels to rename before anything is compared, on both sides: (from, to).
    pub map: Vec<(String, String)>,
    /// How much of the longer of two spans both must share to match leniently; by default what is usual for the
    /// analyzer's task: four fifths for quotes, else any overlap.
    pub overlap: Option<f64>,
    /// Most errors that are listed.
    pub errors: usize,
    /// Number of workers; 0 for one a processor. Never more than four a processor, or 64 if that is more.
    pub jobs: usize,
    /// The date (ISO 8601) of documents that have none.
    pub published: Option<String>,
    /// Run the other analyzers too where gold brings annotations of theirs, which else stand in for them.
    pub end_to_end: bool,
}

/// Why there is no evaluation.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EvalError {
    /// The analyzer of the gold file is not in the plan.
    #[error("{0} does not run; plan it before it is evaluated")]
    NotInPlan(String),
    /// A label is none.
    #[error("{analyzer} has no label {label:?}, nor has gold; {hint}")]
    Label {
        /// The analyzer.
        analyzer: String,
        /// The label as given.
        label: String,
        /// The nearest one, or all.
        hint: String,
    },
    /// A label is chosen under the name that it does not keep.
    #[error("--map renames {label} to {to}, so --labels does not find it; write --labels {to}")]
    Renamed {
        /// The label as given.
        label: String,
        /// What it is called when it is compared.
        to: String,
    },
    /// Gold has no labels, so none can be chosen.
    #[error("gold has no labels, so --labels cannot choose among them; leave it out")]
    Unlabelled,
    /// Gold tells no places, and nothing else says which annotation is which.
    #[error(
        "gold has annotations without \"start\" and \"end\"; give them, for {0} has no attribute to match by"
    )]
    Unplaced(String),
    /// No workers can be started.
    #[error(transparent)]
    Workers(#[from] io::Error),
}

/// What an evaluation came to.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The analyzer and its version.
    pub analyzer: (String, String),
    /// The gold file.
    pub gold: String,
    /// How annotations were matched.
    pub matching: Matching,
    /// How much of the longer span both had to share to match leniently.
    pub overlap: f64,
    /// Documents that were scored.
    pub documents: u64,
    /// Documents that were not, in order of their lines.
    pub faults: Vec<Fault>,
    /// What may be wrong with gold or with how it was used.
    pub warnings: Vec<String>,
    /// What may explain a figure.
    pub notes: Vec<String>,
    /// Counts by label, in the analyzer's order; labels that neither side has are left out.
    pub labels: Vec<(String, Tally)>,
    /// All labels together.
    pub micro: Tally,
    /// Labels left aside: spans alone.
    pub any_label: Tally,
    /// Attributes that gold has.
    pub attributes: Vec<AttributeScore>,
    /// Number of errors of each kind.
    pub errors: Vec<(CaseKind, u64)>,
    /// The first errors, in the order of the documents.
    pub cases: Vec<Case>,
}

/// How right an attribute is, where spans match.
#[derive(Clone, PartialEq, Debug)]
pub struct AttributeScore {
    /// The attribute.
    pub name: String,
    /// When two values were the same: `equal`, `exact`, `overlap`, ...
    pub comparison: &'static str,
    /// Annotations that match and of which either side has the attribute.
    pub matched: u64,
    /// Those of them where it is right.
    pub right: u64,
    /// Annotations that match and whose attribute is right, of all.
    pub end_to_end: Ratio,
    /// For numbers that are not right or wrong: Pearson's r and Spearman's rho.
    pub correlation: Option<(Option<f64>, Option<f64>)>,
}

impl Evaluation {
    /// Mean over labels: strict, lenient.
    pub fn macro_average(&self) -> Option<(Macro, Macro)> {
        let tallies = || self.labels.iter().map(|(_, it)| *it);
        Some((Macro::of(tallies().map(Tally::strict))?, Macro::of(tallies().map(Tally::lenient))?))
    }

    /// Share of gold that has the right label; of a classification.
    pub fn accuracy(&self) -> Option<f64> {
        if self.matching == Matching::Given { self.micro.lenient().recall() } else { None }
    }
}
