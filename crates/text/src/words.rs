//! The word lists that the text layer's own rules use: files of `lexicon/`, one word a line, `#` comments.

use rashomon_core::fold_hash;

/// A set of words, looked up by folded hash.
#[derive(Debug)]
pub(crate) struct Words {
    /// Open addressing by the low bits of the hash, which is never zero; whether the word is listed with a capital.
    slots: Vec<(u64, bool)>,
}

impl Words {
    /// The words of a file; a few hundred at most, so that reading them when they are first needed costs microseconds.
    pub(crate) fn read(file: &str) -> Self {
        let words = || file.lines().filter(|it| !it.is_empty() && !it.starts_with('#'));
        let slots = (words().count() + 1).next_power_of_two() * 2;
        let mut read = Self { slots: vec![(0, false); slots] };
        for word in words() {
            let hash = fold_hash(word);
            let slot = read.slot(hash);
            read.slots[slot] = (hash, word.starts_with(char::is_uppercase));
        }
        read
    }

    /// Whether the word with this folded hash is in the list, however it is written.
    pub(crate) fn contains(&self, hash: u64) -> bool {
        self.find(hash).is_some()
    }

    /// Whether the word is in the list; if it is listed with a capital, it must have one.
    pub(crate) fn matches(&self, hash: u64, capital: bool) -> bool {
        self.find(hash).is_some_and(|listed| capital || !listed)
    }

    fn find(&self, hash: u64) -> Option<bool> {
        let (found, capital) = self.slots[self.slot(hash)];
        (found == hash).then_some(capital)
    }

    /// The slot that holds the hash, or the empty one where it belongs.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot].0 != hash && self.slots[slot].0 != 0 {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// Declares a list that is read when it is first needed.
macro_rules! words {
    ($name:ident, $file:literal) => {
        static $name: std::sync::LazyLock<crate::words::Words> = std::sync::LazyLock::new(|| {
            crate::words::Words::read(include_str!(concat!("../../lexicon/", $file)))
        });
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use rashomon_core::fold_hash;

    use super::Words;

    #[test]
    fn words_are_found_as_they_are_listed() {
        let words = Words::read("# head\nmr\nMay\n\nél\n");
        let matches = |word: &str, capital| words.matches(fold_hash(word), capital);
        assert!(matches("mr", false) && matches("Mr", true) && matches("ÉL", true));
        assert!(matches("May", true) && !matches("may", false));
        assert!(words.contains(fold_hash("may")) && !words.contains(fold_hash("ms")));
        let many: Vec<String> = (0..500).map(|it| format!("w{it}")).collect();
        let words = Words::read(&many.join("\n"));
        assert!((0..1000).all(|it| words.contains(fold_hash(&format!("w{it}"))) == (it < 500)));
    }

    /// Each list says where it is from, and names no word twice.
    #[test]
    fn lists_are_clean() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
        let paths = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
        for path in paths.filter(|it| it.is_file()) {
            let file = fs::read_to_string(&path).unwrap();
            assert!(file.starts_with('#'), "{}: no header", path.display());
            let mut seen = BTreeSet::new();
            for (number, line) in file.lines().enumerate().filter(|(_, it)| !it.starts_with('#')) {
                let place = format!("{}:{}", path.display(), number + 1);
                assert_eq!(line, line.trim(), "{place}: white space");
                assert!(!line.is_empty(), "{place}: empty line");
                assert!(seen.insert(line.to_lowercase()), "{place}: {line:?} is listed twice");
            }
        }
    }
}
