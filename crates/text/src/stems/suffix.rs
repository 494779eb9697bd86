//! A light suffix stemmer: it makes one of the forms of a word and of its closest derivations, and nothing else. It
//! takes one suffix at most, the longest that leaves three letters.

use std::borrow::Cow;

/// Suffixes, longest first, and what stands in their place.
const SUFFIXES: &[(&str, &str)] = &[
    ("ization", ""),
    ("ations", ""),
    ("ingly", ""),
    ("ation", ""),
    ("ments", ""),
    ("edly", ""),
    ("ment", ""),
    ("ings", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ed", ""),
    ("es", ""),
    ("ly", ""),
    ("s", ""),
];

/// Words up to this length stay whole, and a stem has one letter fewer at least.
const SHORT: usize = 4;

/// The word without its suffix, its doubled last consonant and its final `e`s; `word` is folded.
pub(super) fn strip(word: &str) -> Cow<'_, str> {
    if word.len() <= SHORT && !word.ends_with('e') {
        return Cow::Borrowed(word);
    }
    let cut = SUFFIXES.iter().filter(|_| word.len() > SHORT).find_map(|(suffix, instead)| {
        let stem = word.strip_suffix(suffix)?;
        // The s of "press" and "crisis" is the word's own.
        let own = *suffix == "s" && stem.ends_with(['s', 'u', 'i']);
        (stem.len() >= SHORT - 1 && !own).then_some((stem, *instead))
    });
    let (stem, instead) = cut.unwrap_or((word, ""));
    if !instead.is_empty() {
        return Cow::Owned(format!("{stem}{instead}"));
    }
    let stem = if cut.is_some() { undouble(stem) } else { stem };
    // "agreed" leaves one of the two of "agree".
    let bare = stem.trim_end_matches('e');
    Cow::Borrowed(if bare.len() >= SHORT - 1 { bare } else { stem })
}

/// "stopp" is of "stop"; "call" and "pass" keep theirs.
fn undouble(stem: &str) -> &str {
    let mut last = stem.bytes().rev();
    match (last.next(), last.next()) {
        (Some(a), Some(b))
            if a == b
                && a.is_ascii_lowercase()
                && !b"aeioulsz".contains(&a)
                && stem.len() > SHORT =>
        {
            stem.get(..stem.len() - 1).unwrap_or(stem)
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["test", "tests", "tested", "testing"][..],
            &["suspend", "suspends", "suspended", "suspending"],
            &["agree", "agreed", "agrees", "agreement", "agreements"],
            &["stop", "stopped", "stopping", "stops"],
            &["call", "calls", "called", "calling"],
            &["deny", "denies", "denied"],
            &["promise", "promises", "promised", "promising"],
            &["press", "pressed", "pressing"],
        ] {
            for form in forms {
                assert_eq!(strip(form), strip(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn short_words_stay_whole() {
        for word in ["bus", "news", "red", "sing", "as", "é", "naïf"] {
            assert_eq!(strip(word), word);
        }
    }

    #[test]
    fn the_words_own_s_stays() {
        assert_eq!(strip("crisis"), "crisis");
        assert_eq!(strip("status"), "status");
    }
}
