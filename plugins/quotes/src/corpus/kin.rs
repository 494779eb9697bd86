//! Words that reports put for one another, as one.

use std::collections::HashMap;
use std::sync::LazyLock;

use rashomon_text::stems::{Stem, stem_of};

/// The first of its set for each stem that is in one.
static HEADS: LazyLock<HashMap<Stem, Stem>> = LazyLock::new(|| {
    let lines = include_str!("../../lexicon/kin.txt").lines().filter(|it| !it.starts_with('#'));
    let mut heads = HashMap::new();
    for line in lines {
        let mut stems = line.split(' ').filter_map(stem_of);
        let Some(head) = stems.next() else { continue };
        heads.insert(head, head);
        heads.extend(stems.map(|it| (it, head)));
    }
    heads
});

/// The stem that stands for a stem's whole set.
pub(crate) fn head_of(stem: Stem) -> Stem {
    HEADS.get(&stem).copied().unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::head_of;
    use rashomon_text::stems::{Stem, stem_of};

    #[test]
    fn words_of_a_set_are_one() {
        let head = |word| head_of(stem_of(word).unwrap());
        assert_eq!(head("suspending"), head("halted"));
        assert_eq!(head("discussions"), head("negotiated"));
        assert_ne!(head("close"), head("stop"));
    }

    #[test]
    fn no_stem_is_in_two_sets() {
        let mut sets: BTreeMap<Stem, (usize, &str)> = BTreeMap::new();
        let lines = include_str!("../../lexicon/kin.txt").lines().enumerate();
        for (number, line) in lines.filter(|it| !it.1.starts_with('#')) {
            for word in line.split(' ') {
                let stem = stem_of(word).unwrap_or_else(|| panic!("{word} is a stop word"));
                let (first, other) = *sets.entry(stem).or_insert((number, word));
                assert_eq!(first, number, "{word} and {other}");
            }
        }
    }
}
