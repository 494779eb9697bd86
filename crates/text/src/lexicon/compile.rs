//! The build-script half: reads word lists, checks them, writes tables.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rashomon_core::phrase_hash;

use super::table::{HEADER, MAGIC, NO_ENTRY, SLOT, VERSION};
use crate::tokens;

/// For a plugin's build script: makes tables of word lists and writes them, with `lexicon.rs` to be included, into
/// `OUT_DIR`. Paths are relative to the plugin's folder. See [the module](super) for the form of the files.
///
/// A list that breaks a rule ends the build with an error that names file and line.
pub fn build(files: &[&str]) {
    if let Err(error) = write_all(files) {
        report(&format!("cargo::error={error}"));
    }
}

/// A word list made into a table.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// What [`Lexicon::embedded`](super::Lexicon::embedded) takes as its table.
    pub table: Vec<u8>,
    /// What it takes as its lines.
    pub lines: String,
}

/// A word list that cannot be read or breaks a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LexiconError(String);

impl std::fmt::Display for LexiconError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LexiconError {}

/// Makes a table of a word list; `name` stands for the file in errors.
///
/// # Errors
/// If a line has white space where none belongs, not as many values as the lines before it, or words that an earlier
/// line has too.
pub fn compile(name: &str, list: &str) -> Result<Compiled, LexiconError> {
    let mut lines = String::with_capacity(list.len());
    let mut prefixes: BTreeMap<u64, (u32, bool)> = BTreeMap::new();
    let mut columns = None;
    let mut len = 0_u32;
    for (index, line) in list.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fail = |what: &str| Err(LexiconError(format!("{name}:{}: {what}", index + 1)));
        let mut fields = line.split('\t');
        let phrase = fields.next().unwrap_or_default();
        if fields.clone().chain([phrase]).any(|it| it.trim() != it) {
            return fail("white space at the edge of a field");
        }
        let values = fields.count();
        if *columns.get_or_insert(values) != values {
            let expected = columns.unwrap_or_default();
            return fail(&format!("{values} values where earlier lines have {expected}"));
        }
        let hashes: Vec<u64> = phrase.split(' ').flat_map(tokens::hashes).collect();
        if hashes.is_empty()
            || phrase.split(' ').any(|it| it.is_empty() || it.contains(char::is_whitespace))
        {
            return fail(&format!("{phrase:?} is not words separated by single spaces"));
        }
        let mut hash = 0;
        for (position, word) in hashes.iter().enumerate() {
            hash = phrase_hash(hash, *word);
            let prefix = prefixes.entry(hash).or_insert((NO_ENTRY, false));
            if position + 1 < hashes.len() {
                prefix.1 = true;
            } else if prefix.0 == NO_ENTRY {
                prefix.0 = lines.len() as u32;
            } else {
                return fail(&format!("{phrase:?} is listed twice"));
            }
        }
        lines.push_str(line);
        lines.push('\n');
        len += 1;
    }
    Ok(Compiled { table: table(&prefixes, len), lines })
}

/// Open addressing at a load of one half at most.
fn table(prefixes: &BTreeMap<u64, (u32, bool)>, len: u32) -> Vec<u8> {
    let slots = (prefixes.len() * 2).next_power_of_two().max(2);
    let mut table = vec![0; HEADER + slots * SLOT];
    let mut put = |at: usize, bytes: &[u8]| table[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &MAGIC);
    put(4, &[VERSION]);
    put(8, &len.to_le_bytes());
    put(12, &(slots as u32 - 1).to_le_bytes());
    let mut taken = vec![false; slots];
    for (hash, (line, continues)) in prefixes {
        let mut at = *hash as usize & (slots - 1);
        while taken[at] {
            at = (at + 1) & (slots - 1);
        }
        taken[at] = true;
        let start = HEADER + at * SLOT;
        put(start, &hash.to_le_bytes());
        put(start + 8, &line.to_le_bytes());
        put(start + 12, &u32::from(*continues).to_le_bytes());
    }
    table
}

fn write_all(files: &[&str]) -> Result<(), LexiconError> {
    let folder = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .ok_or_else(|| LexiconError(format!("{name} is not set; call this from build.rs")))
    };
    let (from, into) = (folder("CARGO_MANIFEST_DIR")?, folder("OUT_DIR")?);
    let mut code = String::new();
    for file in files {
        report(&format!("cargo::rerun-if-changed={file}"));
        let list = fs::read_to_string(from.join(file))
            .map_err(|error| LexiconError(format!("{file}: {error}")))?;
        let compiled = compile(file, &list)?;
        let stem = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        write_file(&into, &format!("{stem}.table"), &compiled.table)?;
        write_file(&into, &format!("{stem}.lines"), compiled.lines.as_bytes())?;
        let name = stem.to_uppercase().replace('-', "_");
        writeln!(
            code,
            "/// The entries of `{file}`.\n\
             pub(crate) static {name}: ::rashomon_text::lexicon::Lexicon = ::rashomon_text::lexicon::Lexicon::embedded(\n    \
             include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{stem}.table\")),\n    \
             include_str!(concat!(env!(\"OUT_DIR\"), \"/{stem}.lines\")),\n);"
        )
        .expect("a string takes all that is written");
    }
    write_file(&into, "lexicon.rs", code.as_bytes())
}

fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), LexiconError> {
    let path = folder.join(name);
    fs::write(&path, bytes).map_err(|error| LexiconError(format!("{}: {error}", path.display())))
}

/// What a build script tells Cargo goes to standard output.
#[expect(clippy::print_stdout, reason = "Cargo reads a build script's instructions from there")]
fn report(instruction: &str) {
    println!("{instruction}");
}

#[cfg(test)]
mod tests {
    use rashomon_core::{Document, OwnedDocument, fold_hash};

    use super::super::Lexicon;
    use super::compile;
    use crate::{TextLayer, TextOptions};

    fn lexicon(list: &str) -> Lexicon {
        let compiled = compile("test.txt", list).unwrap();
        Lexicon::embedded(compiled.table.leak(), compiled.lines.leak())
    }

    fn document(text: &str) -> OwnedDocument {
        let mut document = OwnedDocument::new("a", text).unwrap();
        TextLayer::new(TextOptions::default()).annotate(&mut document);
        document
    }

    #[test]
    fn words_are_found_whatever_their_case() {
        let units = lexicon("# source\nkm\tkm\tkilometre\nMile\tmi\tmile\n");
        let entry = units.get(fold_hash("KM")).unwrap();
        assert_eq!((entry.text(), entry.value(1), entry.value(2)), ("km", "kilometre", ""));
        assert!(units.contains(fold_hash("mile")) && !units.contains(fold_hash("acre")));
        assert_eq!(units.len(), 2);
        assert_eq!(units.entries().map(|it| it.value(0)).collect::<Vec<_>>(), ["km", "mi"]);
    }

    #[test]
    fn longest_phrase_wins() {
        let cues = lexicon("according\naccording to people close to\ndon't\n'll\n");
        let matched = |text: &str| {
            let document = document(text);
            cues.longest(document.tokens()).map(|(length, entry)| (length, entry.text()))
        };
        assert_eq!(matched("According to some"), Some((1, "according")));
        assert_eq!(
            matched("according to people close to him"),
            Some((5, "according to people close to"))
        );
        assert_eq!(matched("Don’t go"), Some((2, "don't")));
        assert_eq!(matched("do it"), None);
        assert!(cues.begins(fold_hash("do")) && !cues.contains(fold_hash("do")));
        assert!(cues.contains(fold_hash("’LL")));
    }

    #[test]
    fn bad_lines_are_named() {
        let error = |list: &str| compile("cues.txt", list).unwrap_err().to_string();
        assert_eq!(error("# x\n\nsaid\nSaid\n"), "cues.txt:4: \"Said\" is listed twice");
        assert_eq!(
            error("as  said"),
            "cues.txt:1: \"as  said\" is not words separated by single spaces"
        );
        assert_eq!(error("said "), "cues.txt:1: white space at the edge of a field");
        assert_eq!(error("a\t1\nb\t1\t2\n"), "cues.txt:2: 2 values where earlier lines have 1");
        assert_eq!(error("\tx"), "cues.txt:1: \"\" is not words separated by single spaces");
    }

    #[test]
    fn empty_list_has_no_entries() {
        let none = lexicon("# nothing\n");
        assert!(none.is_empty() && none.get(fold_hash("a")).is_none());
    }
}
