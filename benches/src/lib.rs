//! What the benchmarks share: the sample reports, the same repeated to some megabytes, and analyzers linked in.
#![forbid(unsafe_code)]

pub mod made_up;

use std::fs;
use std::path::{Path, PathBuf};

use rashomon_core::OwnedDocument;
use rashomon_core::ffi::{PluginHandle, StaticPlugin};
use rashomon_runner::{Catalog, Engine, Found, Origin, Plan, Settings};
use rashomon_text::TextOptions;

/// The analyzers that come with Rashomon, by name.
pub const ANALYZERS: [(&str, extern "C" fn() -> StaticPlugin); 5] = [
    ("entities", rashomon_entities::plugin),
    ("quotes", rashomon_quotes::plugin),
    ("numbers", rashomon_numbers::plugin),
    ("timeline", rashomon_timeline::plugin),
    ("sentiment", rashomon_sentiment::plugin),
];

/// How often the sample reports are repeated to make a corpus of some megabytes.
pub const REPEATED: usize = 80;

/// Root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Id, publication date and text of each sample report, in order.
///
/// # Panics
/// If the sample reports are not there.
pub fn seeds() -> Vec<(String, String, String)> {
    let folder = root().join("seeds");
    let metadata = fs::read_to_string(folder.join("metadata.jsonl"))
        .expect("the sample reports have metadata");
    let read = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).expect("metadata is JSON");
        let field = |key: &str| row[key].as_str().expect("a row has an id and a date").to_owned();
        let text = fs::read_to_string(folder.join(format!("{}.txt", field("id"))))
            .expect("a row names a report");
        (field("id"), field("published"), text)
    };
    metadata.lines().map(read).collect()
}

/// The sample reports as documents, `times` over, without text layer.
///
/// # Panics
/// If the sample reports are not there.
pub fn documents(times: usize) -> Vec<OwnedDocument> {
    let seeds = seeds();
    let document = |copy: usize, (id, published, text): &(String, String, String)| {
        let mut document = OwnedDocument::new(format!("{id}-{copy}"), text.as_str())
            .expect("the reports are short");
        document.set_metadata("published", published.as_str());
        document
    };
    (0..times).flat_map(|copy| seeds.iter().map(move |it| document(copy, it))).collect()
}

/// Bytes of text in documents.
pub fn bytes(documents: &[OwnedDocument]) -> u64 {
    use rashomon_core::Document as _;
    documents.iter().map(|it| it.text().len() as u64).sum()
}

/// An engine of these analyzers, linked in, with what they need.
///
/// # Panics
/// If an analyzer does not start.
pub fn engine(names: &[&str]) -> Engine {
    let mut catalog = Catalog::default();
    for (_, plugin) in ANALYZERS {
        let handle =
            PluginHandle::of(plugin()).expect("the shipped analyzers describe themselves rightly");
        catalog.add(Found { handle, path: None, origin: Origin::Bundled });
    }
    let names: Vec<_> = names.iter().map(|&it| it.to_owned()).collect();
    let plan = Plan::new(&catalog, &names).expect("all that is needed is linked in");
    Engine::new(&plan, &Settings::default(), TextOptions::default()).expect("the defaults are good")
}

/// Number of annotations of `analyzer` in the sample reports that its golden files hold, one a line; evidence, of which an
/// option tells how much there is, is not counted.
///
/// # Panics
/// If the golden files are not there.
pub fn golden_count(analyzer: &str) -> usize {
    let folder = root().join("plugins").join(analyzer).join("tests/golden");
    let files = fs::read_dir(folder).expect("each analyzer has golden files");
    let lines = |path: PathBuf| {
        let text = fs::read_to_string(path).expect("golden files are text");
        text.lines()
            .filter(|it| it.starts_with("{\"label\"") && !it.starts_with("{\"label\":\"evidence\""))
            .count()
    };
    files.map(|it| lines(it.expect("golden files can be listed").path())).sum()
}
