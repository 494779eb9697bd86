//! Word clusters: numbers for words of like use, from `models/clusters.bin`.

use rashomon_core::raw_hash;

/// Cluster numbers of a word, coarse to fine, and its frequency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Clusters {
    /// One of 128.
    pub coarse: u32,
    /// One of 512.
    pub middle: u32,
    /// One of 2048.
    pub fine: u32,
    /// Binary logarithm of the frequency rank.
    pub rank: u32,
}

/// First the upper halves of the words' hashes, sorted, then as many packed values, all four bytes long.
static TABLE: &[u8] = include_bytes!("../models/clusters.bin");

/// The clusters of a word: of its folded form, else of the part after the last hyphen, else without accents.
pub(crate) fn of(text: &str, folded_hash: u64) -> Option<Clusters> {
    look_up(folded_hash)
        .or_else(|| {
            let (_, last) = text.rsplit_once(['-', '\u{2010}', '\u{2011}'])?;
            look_up(rashomon_core::fold_hash(last))
        })
        .or_else(|| {
            let plain = crate::letters::without_accents(text)?;
            look_up(raw_hash(&plain))
        })
}

fn look_up(hash: u64) -> Option<Clusters> {
    let (words, _) = TABLE.as_chunks::<4>();
    let (hashes, values) = words.split_at(words.len() / 2);
    let hash = (hash >> 32) as u32;
    let row = hashes.binary_search_by_key(&hash, |it| u32::from_le_bytes(*it)).ok()?;
    let value = u32::from_le_bytes(*values.get(row)?);
    Some(Clusters {
        coarse: value & 127,
        middle: value >> 7 & 511,
        fine: value >> 16 & 2047,
        rank: value >> 27,
    })
}

#[cfg(test)]
mod tests {
    use rashomon_core::fold_hash;

    use super::of;

    fn clusters(word: &str) -> Option<super::Clusters> {
        of(word, fold_hash(word))
    }

    #[test]
    fn case_hyphens_and_accents_do_not_hide_a_word() {
        assert!(clusters("Minister").is_some());
        assert_eq!(clusters("Minister"), clusters("minister"));
        assert_eq!(clusters("Ex-Minister"), clusters("minister"));
        assert_eq!(clusters("Mínister"), clusters("minister"));
        assert_eq!(clusters("qqwxzv"), None);
    }

    #[test]
    fn weekdays_are_alike() {
        assert_eq!(
            clusters("tuesday").map(|it| it.coarse),
            clusters("wednesday").map(|it| it.coarse)
        );
    }
}
