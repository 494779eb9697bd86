//! Classes of words around a time: nouns that tell what a number counts, verbs that tell the tense, words that open
//! clauses.

use crate::lexicon::{
    BEFORE_MONTHS, FINITE_VERBS, FUTURE_CUES, GAME_WORDS, LASTING_THINGS, NOT_PAST, PAST_VERBS,
    YEAR_BLOCKERS, YEAR_NOUNS,
};

use super::class;

/// Nouns, and words that stand before times.
pub(super) fn noun_classes(hash: u64, folded: &str, known: bool) -> u64 {
    let mut classes = if known { listed_nouns(hash) } else { 0 };
    let plural = folded.len() > 3 && folded.ends_with('s') && !folded.ends_with("ss");
    if plural || matches!(folded, "people" | "men" | "women" | "children" | "police") {
        classes |= class::PLURAL_NOUN;
    }
    if matches!(folded, "is" | "are" | "be" | "'re" | "'m" | "am") {
        classes |= class::BE;
    }
    classes
}

/// Nouns of the lists.
fn listed_nouns(hash: u64) -> u64 {
    let mut classes = 0;
    if BEFORE_MONTHS.contains(hash) {
        classes |= class::BEFORE_MONTH;
    }
    if YEAR_BLOCKERS.contains(hash) {
        classes |= class::YEAR_BLOCKER;
    }
    if YEAR_NOUNS.contains(hash) {
        classes |= class::YEAR_NOUN;
    }
    if GAME_WORDS.contains(hash) {
        classes |= class::GAME;
    }
    if LASTING_THINGS.contains(hash) {
        classes |= class::LASTING;
    }
    classes
}

/// Verbs, and words that open clauses.
pub(super) fn cue_classes(hash: u64, folded: &str, known: bool) -> u64 {
    let mut classes = match folded {
        "when" | "while" | "because" | "although" | "though" | "if" | "where" | "but"
        | "whereas" | "unless" | "once" => class::CLAUSE,
        "who" | "which" | "whose" => class::RELATIVE,
        "he" | "she" | "it" | "they" | "we" | "i" | "you" => class::PRONOUN,
        _ => 0,
    };
    if known && FINITE_VERBS.contains(hash) {
        classes |= class::VERB;
    }
    let regular = folded.len() > 4 && folded.ends_with("ed") && !(known && NOT_PAST.contains(hash));
    let irregular = if known { PAST_VERBS.get(hash) } else { None };
    if regular || irregular.is_some() {
        classes |= class::PAST;
    }
    if irregular.is_some_and(|it| it.value(0) == "only") {
        classes |= class::SIMPLE_PAST;
    }
    if known && let Some(entry) = FUTURE_CUES.get(hash) {
        classes |= match entry.value(0) {
            "alone" => class::FUTURE,
            "both" => class::FUTURE_TO | class::FUTURE_FOR,
            "present" => class::COMING,
            _ => class::FUTURE_TO,
        };
    }
    classes
}
