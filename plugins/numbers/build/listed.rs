//! Which words the lists may hold: one bit for each sixteen bits of a hash. Most words of a text are in no list, and one
//! look tells.

use std::{env, fs, path::Path};

use rashomon_core::fold_hash;

/// Writes `OUT_DIR/listed.rs` from the first column of the lists and further hashes.
///
/// # Panics
/// If a list cannot be read or the file not be written.
pub(crate) fn build(lists: &[&str], further: impl Iterator<Item = u64>) {
    let mut bits = vec![0_u64; 1024];
    let mut set = |hash: u64| bits[(hash >> 54) as usize] |= 1 << (hash >> 48 & 63);
    for path in lists {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let words =
            text.lines().filter(|it| !it.starts_with('#')).filter_map(|it| it.split('\t').next());
        words.for_each(|it| set(fold_hash(it)));
    }
    further.for_each(&mut set);
    let bounds = bounds();
    bounds.iter().copied().for_each(&mut set);
    let path = Path::new(&env::var("OUT_DIR").expect("Cargo sets OUT_DIR")).join("listed.rs");
    let source = format!(
        "pub(super) static LISTED: [u64; 1024] = {bits:?};\npub(super) static BOUNDS: [u64; {}] = {bounds:?};\n",
        bounds.len()
    );
    fs::write(&path, source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Hashes of the words that a cue before a number ends in, and that one behind it begins with.
fn bounds() -> Vec<u64> {
    let read =
        |path: &str| fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let cues = |text: String| -> Vec<String> {
        let lines = text.lines().filter(|it| !it.starts_with('#'));
        lines.filter_map(|it| it.split('\t').next()).map(str::to_owned).collect()
    };
    let before = cues(read("lexicon/cues.txt"));
    let behind = cues(read("lexicon/cues_behind.txt"));
    let last = before.iter().filter_map(|it| it.rsplit(' ').next());
    let first = behind.iter().filter_map(|it| it.split(' ').next());
    let mut hashes: Vec<u64> = last.chain(first).map(fold_hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
