//! Turns the word lists into tables.

fn main() {
    rashomon_text::lexicon::build(&[
        "lexicon/amounts.txt",
        "lexicon/before_months.txt",
        "lexicon/day_names.txt",
        "lexicon/day_parts.txt",
        "lexicon/decades.txt",
        "lexicon/finite_verbs.txt",
        "lexicon/future_cues.txt",
        "lexicon/game_words.txt",
        "lexicon/history.txt",
        "lexicon/holidays.txt",
        "lexicon/lasting_things.txt",
        "lexicon/months.txt",
        "lexicon/not_past.txt",
        "lexicon/numbers.txt",
        "lexicon/ordinals.txt",
        "lexicon/past_verbs.txt",
        "lexicon/quantity_modifiers.txt",
        "lexicon/seasons.txt",
        "lexicon/units.txt",
        "lexicon/vague.txt",
        "lexicon/weekdays.txt",
        "lexicon/year_blockers.txt",
        "lexicon/year_nouns.txt",
        "lexicon/zones.txt",
    ]);
}
