//! Whether an expression looks back or ahead, by the verbs around it.
//!
//! The nearest cue to the left decides, else the nearest to the right; a semicolon stops the search, and so does
//! the end of [`WINDOW`]. A bare infinitive
//! is no cue ("fell 3 points to close Friday"): it looks ahead only under a word that governs it, such as `expected`.

use crate::words::{Keyword, Word, class};

use super::Place;

/// Where a time lies, seen from the present.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Direction {
    /// Before the present.
    Past,
    /// After it.
    Future,
}

/// How many items on either side of a time are searched for a cue. The bound keeps a text that is one endless sentence
/// from being read anew for each of its times.
const WINDOW: usize = 100;

/// How far `had` reaches.
const NEAR: usize = 4;

/// The direction that the words around a place tell.
pub(super) fn of(place: &Place<'_>) -> Option<Direction> {
    let phrase = place.phrase;
    let before = phrase.before(place.start);
    match before.keyword {
        Keyword::Since => return Some(Direction::Past),
        Keyword::Ended if phrase.text(place.start - 1) == "ended" => return Some(Direction::Past),
        Keyword::Effective => return Some(Direction::Future),
        Keyword::Until | Keyword::Through if !had_near(place, place.start) => {
            return Some(Direction::Future);
        }
        _ => {}
    }
    let mut clause = true;
    for at in (place.start.saturating_sub(WINDOW)..place.start).rev() {
        if phrase.text(at) == ";" {
            break;
        }
        if let Some(direction) = cue(place, at, clause) {
            return Some(direction);
        }
        clause &= !phrase.is(at, class::COMMA | class::MARK);
    }
    for at in place.end..phrase.items.len().min(place.end + WINDOW) {
        if phrase.text(at) == ";" {
            break;
        }
        if let Some(direction) = cue(place, at, false) {
            return Some(direction);
        }
    }
    (before.keyword == Keyword::By).then_some(Direction::Future)
}

/// Whether the time opens a sentence that tells the past: "In January, the court ruled". Then it lies in the past
/// however far that is.
pub(super) fn is_told(place: &Place<'_>) -> bool {
    let phrase = place.phrase;
    let opens = place.start == 0
        || (place.start == 1 && phrase.keyword(0) == Keyword::In)
        || (place.start == 1 && phrase.keyword(0) == Keyword::On);
    if phrase.before(place.start).keyword == Keyword::Since {
        return true;
    }
    // "between Jan. 1 and Sept. 18", where the words look back: no range of the past begins in the future.
    let range = matches!(phrase.before(place.start).keyword, Keyword::Between | Keyword::From);
    if range && of(place) == Some(Direction::Past) {
        return true;
    }
    if phrase.before(place.start).keyword == Keyword::Ended {
        return phrase.text(place.start - 1) == "ended";
    }
    if phrase.headline {
        return false;
    }
    if !opens {
        return is_finite_past(place);
    }
    for at in place.end..phrase.items.len().min(place.end + WINDOW) {
        if let Some(direction) = cue(place, at, false) {
            return direction == Direction::Past && !matches!(phrase.text(at), "has" | "have");
        }
        if phrase.is(at, class::VERB | class::BE | class::COMING) {
            return false;
        }
    }
    false
}

/// Whether a verb of the same clause tells the past beyond doubt: "closed the harbour in February", not "elections held in
/// February".
fn is_finite_past(place: &Place<'_>) -> bool {
    const REACH: usize = 12;
    let phrase = place.phrase;
    for at in (place.start.saturating_sub(REACH)..place.start).rev() {
        let word = phrase.word(at);
        if word.is(class::COMMA | class::MARK | class::CLAUSE | class::RELATIVE)
            || word.keyword == Keyword::That
            || looks_ahead(place, at, word)
        {
            return false;
        }
        if !word.is(class::PAST) || matches!(phrase.text(at), "has" | "have" | "been") {
            continue;
        }
        let passive = matches!(phrase.text(at), "was" | "were");
        if phrase.before(at).is(class::PRONOUN) || (word.is(class::SIMPLE_PAST) && !passive) {
            return true;
        }
        // "opened the bridge", "won its case": only a finite verb has an object.
        let object = matches!(phrase.keyword(at + 1), Keyword::The | Keyword::A)
            || matches!(phrase.text(at + 1), "his" | "her" | "its" | "their");
        return object && at + 2 < place.start && !phrase.before(at).is(class::BE);
    }
    false
}

/// What the word at `at` tells; `clause`: only words of the same clause stand between it and the time.
fn cue(place: &Place<'_>, at: usize, clause: bool) -> Option<Direction> {
    let phrase = place.phrase;
    let word = phrase.word(at);
    // "the return", "her visits", "a radio host" are no verbs.
    let base = !phrase.text(at).ends_with('s');
    let subject = phrase.before(at).is(class::PRONOUN | class::PLURAL_NOUN)
        || phrase.before(at).keyword == Keyword::And;
    let coming = word.is(class::COMING)
        && (!base || subject)
        && !phrase.headline
        && !phrase.before(at).is(class::BEFORE_MONTH | class::CARDINAL)
        && !matches!(
            phrase.before(at).keyword,
            Keyword::The | Keyword::A | Keyword::Of | Keyword::Possessive
        )
        && !matches!(
            phrase.text(at.wrapping_sub(1)),
            "his" | "her" | "its" | "their" | "our" | "my"
        );
    if looks_ahead(place, at, word) || (clause && coming) {
        let past = had_near(place, at);
        return Some(if past { Direction::Past } else { Direction::Future });
    }
    // "will be named", "is held": of a passive the auxiliary tells.
    let passive = phrase.before(at).is(class::BE);
    // "could have consequences"
    let infinitive = phrase.text(at) == "have"
        && (phrase.before(at).is(class::FUTURE) || phrase.before(at).keyword == Keyword::To);
    (word.is(class::PAST) && !passive && !infinitive).then_some(Direction::Past)
}

fn looks_ahead(place: &Place<'_>, at: usize, word: Word) -> bool {
    let phrase = place.phrase;
    let next = phrase.word(at + 1);
    let to = next.keyword == Keyword::To;
    if word.is(class::FUTURE) || ((word.is(class::FUTURE_TO | class::BE)) && to) {
        return true;
    }
    if word.is(class::FUTURE_FOR) {
        let preposition = matches!(
            next.keyword,
            Keyword::For | Keyword::In | Keyword::On | Keyword::By | Keyword::At
        );
        // "a hearing set for May", but "the record set in May"
        if phrase.text(at) == "set" {
            return next.keyword == Keyword::For;
        }
        let directly = at + 1 == place.start && !phrase.text(at).ends_with("ed");
        return preposition || directly;
    }
    // "to be held Monday"
    word.keyword == Keyword::To && next.is(class::BE) && phrase.is(at + 2, class::PAST)
}

/// Whether `had` stands shortly before: "had been scheduled for Monday".
fn had_near(place: &Place<'_>, at: usize) -> bool {
    (at.saturating_sub(NEAR)..at).any(|it| place.phrase.keyword(it) == Keyword::Had)
}
