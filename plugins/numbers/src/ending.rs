//! What the letters of a word tell: plural, participle, superlative, a number between hyphens.

use rashomon_core::{Shape, fold_hash};

use crate::class::Classes;
use crate::{lexicon, units};

/// What the text layer saw in a word, so that its letters need not be gone through again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marks {
    /// May hold a digit or a hyphen of any sort.
    parted: bool,
    /// May hold a capital behind a small letter.
    inner: bool,
}

impl Marks {
    /// Of a part of a token, of which the text layer knows nothing.
    pub(crate) const UNKNOWN: Self = Self { parted: true, inner: true };

    pub(crate) fn of(shape: Shape) -> Self {
        let parts = Shape::DIGIT | Shape::HYPHEN | Shape::NON_ASCII;
        Self { parted: shape.0 & parts != 0, inner: shape.has(Shape::INNER_UPPER) }
    }
}

/// Classes by the letters of a word.
pub(crate) fn endings(word: &str, marks: Marks, classes: &mut Classes) {
    let bytes = word.as_bytes();
    let lower = |back: usize| {
        bytes.len().checked_sub(back).and_then(|at| bytes.get(at)).map_or(0, u8::to_ascii_lowercase)
    };
    let (last, second, third) = (lower(1), lower(2), lower(3));
    let long = bytes.len() > 3;
    if last == b's' {
        classes.set(Classes::ENDS_S, bytes.len() > 2);
        // `iOS` ends in a capital of its own.
        let inner = bytes.last() == Some(&b'S') && bytes.iter().any(u8::is_ascii_lowercase);
        let plural =
            bytes.len() > 2 && !inner && !matches!(second, b's' | b'u' | b'i' | b'a' | b'\'');
        // `visas`, `subpoenas`, but neither `Texas` nor `gas`.
        let plural = plural || (second == b'a' && bytes.len() > 4 && bytes[0].is_ascii_lowercase());
        let known = classes.any(Classes::FUNCTION | Classes::IRREGULAR);
        // `GIs`, `MPs`: capitals with a small s are plurals whatever stands before it.
        let acronym = bytes.last() == Some(&b's')
            && bytes.len() > 2
            && bytes.iter().rev().skip(1).all(u8::is_ascii_uppercase);
        classes.set(Classes::PLURAL, (plural && !known) || acronym);
    }
    classes.set(Classes::ADVERB, long && last == b'y' && second == b'l' && third != b'i');
    classes.set(
        Classes::SUPERLATIVE,
        bytes.len() > 4 && last == b't' && second == b's' && third == b'e',
    );
    classes.set(Classes::PARTICIPLE, long && last == b'd' && second == b'e');
    classes
        .set(Classes::GERUND, bytes.len() > 4 && last == b'g' && second == b'n' && third == b'i');
    let camel =
        || bytes.windows(2).any(|it| it[0].is_ascii_lowercase() && it[1].is_ascii_uppercase());
    classes.set(Classes::CAMEL, marks.inner && camel());
    classes.set(Classes::HYPHENATED, marks.parted && hyphenated(word));
    classes.set(Classes::SPLIT, divides(word, marks));
}

fn hyphenated(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.contains(&b'-') || bytes.contains(&0xe2) && word.contains(['–', '\u{2011}'])
}

/// Whether a word has digits, or a number word between hyphens.
pub(crate) fn divides(word: &str, marks: Marks) -> bool {
    marks.parted
        && (word.bytes().any(|it| it.is_ascii_digit())
            || hyphenated(word)
                && (word.split(['-', '–', '\u{2011}']).any(counts) || half_of_a_unit(word)))
}

/// Whether a part of a word with hyphens is a cardinal or a fraction: `two-thirds` is read by parts, `second-hand` is not.
fn counts(part: &str) -> bool {
    lexicon::NUMBERS
        .get(fold_hash(part))
        .is_some_and(|entry| !matches!(entry.value(0), "ordinal" | "vague" | "short" | "half"))
}

/// `half-mile`, but not `half-hearted`.
fn half_of_a_unit(word: &str) -> bool {
    word.split_once('-').is_some_and(|(half, unit)| {
        half.eq_ignore_ascii_case("half") && units::begins_name(fold_hash(unit))
    })
}
