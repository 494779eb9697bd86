//! Turns the word lists into static tables.

fn main() {
    rashomon_text::lexicon::build(&[
        "lexicon/countries.txt",
        "lexicon/cues.txt",
        "lexicon/leaders.txt",
        "lexicon/media.txt",
        "lexicon/names.txt",
        "lexicon/negations.txt",
        "lexicon/roles.txt",
        "lexicon/sources.txt",
        "lexicon/titles.txt",
        "lexicon/words.txt",
        "lexicon/works.txt",
    ]);
}
