//! The name of what is counted, in plain English: `tallest towers in the country` is counted in `tall tower country`.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::lexicon;
use crate::numeral::Noun;
use crate::reader::Reader;

impl Reader<'_> {
    /// Writes the content words of the noun: the head in the singular, adjectives in the positive; without articles,
    /// prepositions, conjunctions and the names' possessive ending.
    pub(crate) fn write_counted(&self, noun: Noun, out: &mut String) {
        let lex = &self.lex;
        let mut written = None;
        let mut behind_link = false;
        for at in noun.first..=noun.last {
            let hyphen = lex.kind(at) == Kind::Hyphen || lex.kind(at) == Kind::Digits;
            // `two children's books`, but `two of Berg's deputies`.
            let genitive = lex.kind(at) == Kind::Clitic && lex.lower(at.wrapping_sub(1));
            if !(lex.word(at) && !self.linking(at) || hyphen || genitive && at < noun.last) {
                behind_link |= lex.is(at, Classes::PREPOSITION);
                continue;
            }
            let glued = lex.glued(at) && written == Some(at.wrapping_sub(1));
            if !out.is_empty() && !glued {
                out.push(' ');
            }
            written = Some(at);
            let text = lex.text(at);
            if genitive || hyphen {
                out.push_str(text);
            } else if at == noun.last || lex.is(at + 1, Classes::PREPOSITION) {
                // A name behind the head is nobody's plural: `banks in the United States`.
                let named = behind_link && lex.at(at).capital;
                if lex.is(at, Classes::PLURAL) && !named {
                    write_singular(text, lex.at(at).hash, out);
                } else {
                    out.push_str(text);
                }
            } else {
                out.push_str(self.positive(at).unwrap_or(text));
            }
        }
    }

    /// A word that ties others together and says nothing itself.
    fn linking(&self, at: usize) -> bool {
        let lex = &self.lex;
        let linking = lex.is(at, Classes::FUNCTION) || lex.one_of(at, &["most", "more", "ever"]);
        // `the least developed countries`.
        let says = self.land(at)
            || lex.is(at, Classes::HYPHENATED)
            || lex.one_of(at, &["less", "least", "very", "last"]);
        linking && !says
    }

    /// `tall` for `tallest`, in small letters.
    fn positive(&self, at: usize) -> Option<&'static str> {
        let ending = self.lex.text(at).as_bytes().last_chunk::<2>()?;
        let graded = matches!(ending, b"er" | b"st" | b"se") && self.lex.lower(at);
        let entry = graded.then(|| lexicon::GRADED.get(self.lex.at(at).hash)).flatten();
        entry.map(|it| it.value(0))
    }
}

/// Writes the singular of a plural noun.
fn write_singular(noun: &str, hash: u64, out: &mut String) {
    if let Some(entry) = lexicon::SINGULARS.get(hash) {
        let one = entry.value(0);
        let mut letters = one.chars();
        let capital = noun.starts_with(|it: char| it.is_ascii_uppercase());
        out.extend(letters.next().map(|it| if capital { it.to_ascii_uppercase() } else { it }));
        out.push_str(letters.as_str());
        return;
    }
    let ends = |ending: &str| {
        let tail = noun.len().checked_sub(ending.len()).and_then(|at| noun.get(at..));
        tail.is_some_and(|it| it.eq_ignore_ascii_case(ending))
    };
    let without = |n: usize| noun.get(..noun.len().saturating_sub(n)).unwrap_or(noun);
    let (stem, ending) = if ends("men") {
        (without(2), "an")
    } else if ends("ies") && noun.len() > 4 {
        (without(3), "y")
    } else if ["ches", "shes", "sses", "xes", "zzes"].iter().any(|it| ends(it)) {
        (without(2), "")
    } else if ends("s") && !ends("ss") && noun.len() > 2 {
        (without(1), "")
    } else {
        (noun, "")
    };
    out.push_str(stem);
    let caps = stem.len() > 1 && !stem.bytes().any(|it| it.is_ascii_lowercase());
    out.extend(ending.chars().map(|it| if caps { it.to_ascii_uppercase() } else { it }));
}

#[cfg(test)]
mod tests {
    use rashomon_core::fold_hash;

    use super::write_singular;

    #[test]
    fn plurals_are_taken_back() {
        for (plural, singular) in [
            ("ferries", "ferry"),
            ("movies", "movie"),
            ("boxes", "box"),
            ("houses", "house"),
            ("viruses", "virus"),
            ("crises", "crisis"),
            ("firemen", "fireman"),
            ("Women", "Woman"),
            ("people", "person"),
            ("MPs", "MP"),
            ("FERRIES", "FERRY"),
            ("JOBS", "JOB"),
            ("moustaches", "moustache"),
            ("beaches", "beach"),
            ("troops", "troops"),
            ("soldiers", "soldier"),
            ("sheep", "sheep"),
            ("politics", "politics"),
            ("TVs", "TV"),
        ] {
            let mut out = String::new();
            write_singular(plural, fold_hash(plural), &mut out);
            assert_eq!(out, singular);
        }
    }
}
