//! Names and word classes of all lists in one table of phrase hashes.

use rashomon_core::{Token, phrase_hash};

use crate::tags;
pub(crate) use crate::tags::GREAT_PLACES;

/// All tags of names; the others are classes of single words.
pub(crate) const NAMES: u32 = PLACES | PEOPLE | tags::DEMONYM | tags::ORGANISATION | tags::EVENT;
/// All tags of places.
pub(crate) const PLACES: u32 = tags::COUNTRY
    | tags::CAPITAL
    | tags::LARGE_CITY
    | tags::MEDIUM_CITY
    | tags::SMALL_CITY
    | tags::STATE
    | tags::REGION;
/// Tags of parts of people's names.
pub(crate) const PEOPLE: u32 = tags::FIRST_NAME | tags::LAST_NAME;

/// Longest entry that is looked for, in tokens.
const LONGEST: usize = 8;

/// So that a bucket is one line of the processor's cache.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

/// Buckets of rows, each a part of a hash and, in the lowest bits, its tags.
static TABLE: &Aligned<[u8]> =
    &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin")));

/// The tags of a word or phrase, by its hash.
pub(crate) fn tags_of(hash: u64) -> u32 {
    let (rows, _) = TABLE.0.as_chunks::<8>();
    let (buckets, _) = rows.as_chunks::<{ tags::BUCKET }>();
    let (mut bucket, wanted) = tags::place(hash);
    loop {
        // The rows of a bucket are filled in order, but where the one that is wanted stands among them is hard to foresee:
        // all are looked at.
        let (mut found, mut full) = (0, false);
        for row in &buckets[bucket % buckets.len()] {
            let row = u64::from_le_bytes(*row);
            found |= if (row ^ wanted) >> tags::BITS == 0 { row } else { 0 };
            full = row != 0;
        }
        if found != 0 || !full {
            return found as u32 & ((1 << tags::BITS) - 1);
        }
        bucket += 1;
    }
}

static GREAT_PLACES_FILTER: &[u8; 1 << (tags::filter::GREAT_PLACES - 3)] =
    include_bytes!(concat!(env!("OUT_DIR"), "/great_places.bin"));
static PHRASES_FILTER: &[u8; 1 << (tags::filter::PHRASES - 3)] =
    include_bytes!(concat!(env!("OUT_DIR"), "/phrases.bin"));

/// Whether the word with this hash may name a place that is well known enough to be meant in lower case: most that do not
/// are told without a look at the lists.
#[inline]
pub(crate) fn may_be_great_place(hash: u64) -> bool {
    let (byte, bit) = tags::filter::place(hash, tags::filter::GREAT_PLACES);
    GREAT_PLACES_FILTER[byte] & bit != 0
}

/// The tags of a phrase of two words or more, by its hash; most that are in no list are told without a look at them.
fn tags_of_phrase(hash: u64) -> u32 {
    let (byte, bit) = tags::filter::place(hash, tags::filter::PHRASES);
    if PHRASES_FILTER[byte] & bit == 0 { 0 } else { tags_of(hash) }
}

/// The longest entry with one of the `wanted` tags that `tokens` begin with: its length in tokens and its tags.
/// `first` are the tags of the first token.
pub(crate) fn longest(tokens: &[Token], first: u32, wanted: u32) -> Option<(usize, u32)> {
    let mut found = (first & wanted != 0).then_some((1, first));
    let mut tags = first;
    let mut hash = tokens.first()?.hash;
    for (index, token) in tokens.iter().enumerate().take(LONGEST).skip(1) {
        if tags & tags::PREFIX == 0 {
            break;
        }
        hash = phrase_hash(hash, token.hash);
        tags = tags_of_phrase(hash);
        if tags & wanted != 0 {
            found = Some((index + 1, tags));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use rashomon_core::{fold_hash, phrase_hash};

    use super::{may_be_great_place, tags_of, tags_of_phrase};
    use crate::tags;

    #[test]
    fn names_have_the_tags_of_their_lists() {
        assert_ne!(tags_of(fold_hash("France")) & tags::COUNTRY, 0);
        assert_ne!(tags_of(fold_hash("french")) & tags::DEMONYM, 0);
        let new = fold_hash("New");
        assert_ne!(tags_of(new) & tags::PREFIX, 0);
        assert_ne!(tags_of(phrase_hash(new, fold_hash("Zealand"))) & tags::COUNTRY, 0);
        let country = phrase_hash(new, fold_hash("Zealand"));
        assert_eq!(tags_of(country), tags_of_phrase(country));
        assert_eq!(tags_of(fold_hash("gazetteer")), 0);
    }

    #[test]
    fn what_is_listed_passes_the_filters() {
        let entries =
            include_str!("../lexicon/places.txt").lines().filter(|it| !it.starts_with('#'));
        let (mut great, mut phrases) = (0, 0);
        for entry in entries.filter_map(|it| it.split('\t').next()) {
            let mut words = entry.split(' ').map(fold_hash);
            let Some(first) = words.next() else { continue };
            let hash = words.fold(first, phrase_hash);
            if !entry.contains(' ') && tags_of(hash) & tags::GREAT_PLACES != 0 {
                great += 1;
                assert!(may_be_great_place(hash), "{entry}");
            } else if entry.contains(' ') {
                phrases += usize::from(tags_of(hash) != 0);
                assert_eq!(tags_of(hash), tags_of_phrase(hash), "{entry}");
            }
        }
        assert!(great > 100 && phrases > 1000, "{great} {phrases}");
    }

    #[test]
    fn usual_words_do_not_pass_the_filter() {
        let words = ["the", "harbour", "said", "ministers", "gazetteer"];
        assert!(!words.iter().any(|it| may_be_great_place(fold_hash(it))));
    }
}
