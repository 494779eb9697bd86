//! The words around a place, for tables.

use std::ops::Range;

/// How far the words around reach, in bytes, on either side.
const REACH: usize = 110;

/// The rest of the sentence before and behind a place, cut where it grows long.
pub(crate) fn context(text: &str, place: Range<usize>) -> (String, String) {
    let before = text.get(..place.start).unwrap_or_default();
    let behind = text.get(place.end..).unwrap_or_default();
    (left(before), right(behind))
}

fn left(before: &str) -> String {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let start = boundaries(line).max().unwrap_or(0);
    let sentence = line.get(start..).unwrap_or(line);
    if sentence.len() <= REACH {
        return sentence.trim_start().to_owned();
    }
    let cut = sentence.len() - REACH;
    let from = sentence.char_indices().find(|(at, it)| *at >= cut && it.is_whitespace());
    format!("…\u{a0}{}", from.and_then(|it| sentence.get(it.0..)).unwrap_or_default().trim_start())
}

fn right(behind: &str) -> String {
    let line = behind.split('\n').next().unwrap_or_default();
    let end = boundaries(line).min().unwrap_or(line.len());
    let sentence = line.get(..end).unwrap_or(line);
    if sentence.len() <= REACH {
        return sentence.trim_end().to_owned();
    }
    let to = sentence.char_indices().rfind(|(at, it)| *at <= REACH && it.is_whitespace());
    format!("{}\u{a0}…", to.and_then(|it| sentence.get(..it.0)).unwrap_or_default())
}

/// Where sentences begin within a line, roughly: a full stop, marks that close, a blank, and no small letter.
fn boundaries(line: &str) -> impl Iterator<Item = usize> {
    line.match_indices(". ")
        .chain(line.match_indices(".” "))
        .chain(line.match_indices(".\" "))
        .filter_map(|(at, stop)| {
            let next = at + stop.len();
            let word = line.get(..at)?.rsplit([' ', '.', '(']).next()?;
            let begins = line.get(next..)?.chars().next()?;
            // Initials and titles (`J.`, `Mr.`) end no sentence.
            let long = word.chars().count() > 2 || word.chars().all(|it| it.is_ascii_digit());
            (long && !begins.is_lowercase()).then_some(next)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, inner: &str) -> (String, String) {
        let start = text.find(inner).unwrap();
        context(text, start..start + inner.len())
    }

    #[test]
    fn the_sentence_of_a_place_is_its_context() {
        let text = "First one. Then Mr. Abel saw 30 boats in the bay. It rained.\nNext line";
        let expected = ("Then Mr. Abel saw ".to_owned(), " boats in the bay.".to_owned());
        assert_eq!(around(text, "30"), expected);
        assert_eq!(around(text, "Next"), (String::new(), " line".to_owned()));
    }

    #[test]
    fn long_sentences_are_cut_between_words() {
        let text = format!("{}30{}", "größe ".repeat(60), " größe".repeat(60));
        let (left, right) = around(&text, "30");
        assert!(left.starts_with("…\u{a0}größe ") && left.len() < 130, "{left}");
        assert!(right.ends_with(" größe\u{a0}…") && right.len() < 130, "{right}");
        let unbroken = "ß".repeat(500);
        assert_eq!(context(&unbroken, 400..402), ("…\u{a0}".to_owned(), "\u{a0}…".to_owned()));
    }
}
