//! Names and word classes of all lists in one sorted table of phrase hashes.

use rashomon_core::{Token, phrase_hash};

use crate::tags;

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
/// Tags of places that are well known enough to be meant by a word in lower case.
pub(crate) const GREAT_PLACES: u32 = tags::COUNTRY | tags::CAPITAL | tags::LARGE_CITY | tags::STATE;
/// Tags of parts of people's names.
pub(crate) const PEOPLE: u32 = tags::FIRST_NAME | tags::LAST_NAME;

/// Longest entry that is looked for, in tokens.
const LONGEST: usize = 8;

/// For each bucket, the first row whose hash begins with the bucket's number.
static STARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.starts"));
static KEYS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.keys"));
static TAGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.tags"));

/// The tags of a word or phrase, by its hash.
pub(crate) fn tags_of(hash: u64) -> u32 {
    let (starts, _) = STARTS.as_chunks::<4>();
    let (keys, _) = KEYS.as_chunks::<8>();
    let (values, _) = TAGS.as_chunks::<4>();
    let bucket = (hash >> (64 - tags::BUCKET_BITS)) as usize;
    let row = |bucket: usize| u32::from_le_bytes(starts[bucket]) as usize;
    let rows = row(bucket)..row(bucket + 1);
    let found = rows.into_iter().find(|&it| u64::from_le_bytes(keys[it]) >= hash);
    match found {
        Some(row) if u64::from_le_bytes(keys[row]) == hash => u32::from_le_bytes(values[row]),
        _ => 0,
    }
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
        tags = tags_of(hash);
        if tags & wanted != 0 {
            found = Some((index + 1, tags));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use rashomon_core::{fold_hash, phrase_hash};

    use super::tags_of;
    use crate::tags;

    #[test]
    fn names_have_the_tags_of_their_lists() {
        assert_ne!(tags_of(fold_hash("France")) & tags::COUNTRY, 0);
        assert_ne!(tags_of(fold_hash("french")) & tags::DEMONYM, 0);
        let new = fold_hash("New");
        assert_ne!(tags_of(new) & tags::PREFIX, 0);
        assert_ne!(tags_of(phrase_hash(new, fold_hash("Zealand"))) & tags::COUNTRY, 0);
        assert_eq!(tags_of(fold_hash("gazetteer")), 0);
    }
}
