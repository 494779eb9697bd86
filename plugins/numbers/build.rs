//! Turns the word lists of `lexicon/` into static tables.

#[path = "build/listed.rs"]
mod listed;
#[path = "build/plural.rs"]
mod plural;
#[path = "build/source.rs"]
mod source;
#[path = "build/units.rs"]
mod units;

const LISTS: &[&str] = &[
    "lexicon/numbers.txt",
    "lexicon/function.txt",
    "lexicon/verbs.txt",
    "lexicon/change.txt",
    "lexicon/calendar.txt",
    "lexicon/identifiers.txt",
    "lexicon/nouns.txt",
    "lexicon/contexts.txt",
    "lexicon/cues.txt",
    "lexicon/cues_behind.txt",
    "lexicon/sorts.txt",
];

/// Lists for the names of what is counted; rules do not ask for them.
const FORMS: &[&str] = &["lexicon/graded.txt", "lexicon/singulars.txt"];

/// Lists that only the corpus stage reads.
const CORPUS_LISTS: &[&str] = &["lexicon/clauses.txt", "lexicon/fates.txt", "lexicon/related.txt"];

fn main() {
    rashomon_text::lexicon::build(&[LISTS, FORMS, CORPUS_LISTS].concat());
    let beginnings = units::build();
    listed::build(LISTS, beginnings.into_iter());
}
