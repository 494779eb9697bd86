//! Word clusters: numbers for words of like use, from `models/clusters.bin`.

use std::sync::LazyLock;

use rashomon_core::raw_hash;

/// Cluster numbers of a word, coarse to fine, and its frequency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Clusters {
    /// One of 128.
    pub coarse: u8,
    /// One of 512.
    pub middle: u16,
    /// One of 2048.
    pub fine: u16,
    /// Binary logarithm of the frequency rank.
    pub rank: u8,
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

/// Binary logarithm of the number of buckets: a bucket holds nine words or so, a line of the processor's cache.
const BUCKET_BITS: u32 = 14;

/// For each bucket, the first row whose hash begins with the bucket's number, and one past the last row.
static STARTS: LazyLock<Box<[u32]>> = LazyLock::new(|| {
    let (hashes, _) = halves();
    let mut starts = vec![0; (1 << BUCKET_BITS) + 1];
    for (row, &hash) in (1..).zip(hashes) {
        starts[bucket(u32::from_le_bytes(hash)) + 1] = row;
    }
    // Empty buckets begin where the one before them ends.
    for index in 1..starts.len() {
        starts[index] = starts[index].max(starts[index - 1]);
    }
    starts.into()
});

fn halves() -> (&'static [[u8; 4]], &'static [[u8; 4]]) {
    let (words, _) = TABLE.as_chunks::<4>();
    words.split_at(words.len() / 2)
}

fn bucket(hash: u32) -> usize {
    (hash >> (u32::BITS - BUCKET_BITS)) as usize
}

fn look_up(hash: u64) -> Option<Clusters> {
    let (hashes, values) = halves();
    let hash = (hash >> 32) as u32;
    let (first, end) = (STARTS[bucket(hash)] as usize, STARTS[bucket(hash) + 1] as usize);
    let rows = hashes.get(first..end)?;
    let row = first + rows.iter().position(|it| u32::from_le_bytes(*it) == hash)?;
    let value = u32::from_le_bytes(*values.get(row)?);
    Some(Clusters {
        coarse: (value & 127) as u8,
        middle: (value >> 7 & 511) as u16,
        fine: (value >> 16 & 2047) as u16,
        rank: (value >> 27) as u8,
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
    fn every_word_of_the_table_is_found() {
        let (hashes, values) = super::halves();
        for (hash, value) in hashes.iter().zip(values) {
            let found = super::look_up(u64::from(u32::from_le_bytes(*hash)) << 32).unwrap();
            assert_eq!(found.rank, (u32::from_le_bytes(*value) >> 27) as u8);
        }
    }

    #[test]
    fn weekdays_are_alike() {
        assert_eq!(
            clusters("tuesday").map(|it| it.coarse),
            clusters("wednesday").map(|it| it.coarse)
        );
    }
}
