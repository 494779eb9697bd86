//! What the name of a file says: whether it is a document, and under which id.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use super::format::InputFormat;

/// What a file is, by its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Documents, in the form that the name shows; text if it shows none.
    Input(InputFormat),
    /// What is known of documents in other files.
    Metadata,
    /// A note to people.
    Readme,
    /// Something that no reader here understands.
    Other,
}

/// Extensions of files that lie among documents without being any. Whatever is not listed is tried.
const OTHER: [&str; 44] = [
    "7z", "avi", "bmp", "bz2", "c", "cdx", "css", "db", "doc", "docx", "epub", "exe", "gif", "ico",
    "ipynb", "jpeg", "jpg", "js", "m4a", "mov", "mp3", "mp4", "odt", "partial", "pdf", "pkl",
    "png", "ppt", "pptx", "py", "rar", "rs", "rtf", "sh", "sqlite", "svg", "tar", "wav", "webp",
    "xls", "xlsx", "xml", "xz", "zip",
];

/// That of Parquet files.
const LONGEST_EXTENSION: usize = 7;

/// What the file with this name is.
pub(super) fn kind(path: &Path) -> Kind {
    let name = name_of(path).to_lowercase();
    let name = without_compression(&name);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    match (stem, extension) {
        ("metadata", "jsonl" | "ndjson" | "json" | "csv" | "tsv") => Kind::Metadata,
        ("readme", _) => Kind::Readme,
        (_, other) if OTHER.contains(&other) => Kind::Other,
        (_, other) => Kind::Input(InputFormat::of_extension(other).unwrap_or(InputFormat::Text)),
    }
}

/// The id of the document in a file: its name without the extensions of compression and of text. What follows the last
/// dot is part of the id if it does not look like an extension: `report.2022-02-07`.
pub(super) fn stem(path: &Path) -> String {
    let name = name_of(path);
    let name = without_compression(&name);
    match name.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty()
                && (1..=LONGEST_EXTENSION).contains(&extension.len())
                && extension.bytes().all(|it| it.is_ascii_alphabetic()) =>
        {
            stem.into()
        }
        _ => name.into(),
    }
}

/// The last part of a path.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(OsStr::new("")).to_string_lossy().into_owned()
}

fn without_compression(name: &str) -> &str {
    name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name)
}

/// The ids given so far. Only their hashes are kept: nine bytes a document or so.
#[derive(Debug, Default)]
pub(super) struct Ids {
    seen: HashSet<u64>,
    /// For ids that came twice: the number that the next one gets.
    next: HashMap<u64, u32>,
}

impl Ids {
    /// Makes the id unique: the second `name` becomes `name#2`, and a diagnostic says so.
    pub(super) fn claim(&mut self, id: String) -> (String, Option<String>) {
        if self.seen.insert(hash(&id)) {
            return (id, None);
        }
        let next = self.next.entry(hash(&id)).or_insert(2);
        loop {
            let distinct = format!("{id}#{next}");
            *next += 1;
            if self.seen.insert(hash(&distinct)) {
                let diagnostic = format!(
                    "an earlier document has the id {id:?} too; this one is called {distinct:?}"
                );
                return (distinct, Some(diagnostic));
            }
        }
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lose_the_extensions_of_text_and_compression() {
        for (name, id) in [
            ("a/000_67.txt", "000_67"),
            ("b.txt.gz", "b"),
            ("b.zst", "b"),
            ("report.2022-02-07", "report.2022-02-07"),
            ("report.2022-02-07.txt", "report.2022-02-07"),
            ("plain", "plain"),
            (".txt", ".txt"),
        ] {
            assert_eq!(stem(Path::new(name)), id, "{name}");
        }
    }

    #[test]
    fn names_say_what_a_file_is() {
        for (name, expected) in [
            ("x/a.txt", Kind::Input(InputFormat::Text)),
            ("a", Kind::Input(InputFormat::Text)),
            ("a.story.gz", Kind::Input(InputFormat::Text)),
            ("A.JSONL.zst", Kind::Input(InputFormat::Jsonl)),
            ("a.csv.gz", Kind::Input(InputFormat::Csv)),
            ("CC-NEWS-1.warc.gz", Kind::Input(InputFormat::Warc)),
            ("metadata.csv", Kind::Metadata),
            ("metadata.jsonl.gz", Kind::Metadata),
            ("README", Kind::Readme),
            ("Readme.md", Kind::Readme),
            ("photo.JPG", Kind::Other),
            ("metadata.txt", Kind::Input(InputFormat::Text)),
        ] {
            assert_eq!(kind(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn a_repeated_id_gets_a_number_that_is_free() {
        let mut ids = Ids::default();
        let mut claim = |id: &str| ids.claim(id.into());
        assert_eq!(claim("a"), ("a".into(), None));
        assert_eq!(claim("a#2"), ("a#2".into(), None));
        let (second, diagnostic) = claim("a");
        assert_eq!(second, "a#3");
        assert!(diagnostic.unwrap().contains("\"a#3\""));
        assert_eq!(claim("a").0, "a#4");
    }

    #[test]
    fn passed_over_extensions_are_sorted() {
        assert!(OTHER.is_sorted());
    }
}
