//! Turns the word lists into tables.

fn main() {
    rashomon_text::lexicon::build(&[
        "lexicon/clauses.txt",
        "lexicon/contrasts.txt",
        "lexicon/degrees.txt",
        "lexicon/negations.txt",
        "lexicon/topics.txt",
        "lexicon/valence.txt",
    ]);
}
