//! The word lists that the text layer's own rules use: files of `lexicon/`, one word a line, `#` comments.

use rashomon_core::fold_hash;

/// A set of words, looked up by folded hash.
#[derive(Debug)]
pub(crate) struct Words {
    /// Sorted by hash; whether the word is listed with a capital.
    entries: Vec<(u64, bool)>,
}

impl Words {
    /// The words of a file; a few hundred at most, so that reading them when they are first needed costs microseconds.
    pub(crate) fn read(file: &str) -> Self {
        let words = file.lines().filter(|it| !it.is_empty() && !it.starts_with('#'));
        let mut entries: Vec<_> =
            words.map(|it| (fold_hash(it), it.starts_with(char::is_uppercase))).collect();
        entries.sort_unstable();
        Self { entries }
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
        let at = self.entries.binary_search_by_key(&hash, |it| it.0).ok()?;
        self.entries.get(at).map(|it| it.1)
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
