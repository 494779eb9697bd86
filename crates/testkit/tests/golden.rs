//! Golden files: written, kept, and what a change shows.
#![forbid(unsafe_code)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rashomon_testkit::sample::Capitals;
use rashomon_testkit::{Kit, golden};

#[test]
fn a_change_shows_its_lines_until_the_file_says_the_same() {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        return; // files are being rewritten, so none differs
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
    let crate_dir = folder.join("plugins/capitals");
    let file = crate_dir.join("tests/golden/one.json");
    fs::create_dir_all(folder.join("seeds")).unwrap();
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(folder.join("seeds/one.txt"), "The EU").unwrap();
    fs::write(folder.join("seeds/metadata.jsonl"), "{\"id\":\"one\",\"words\":2}\n").unwrap();
    fs::write(&file, "[]\n").unwrap();

    let kit = Kit::<Capitals>::new();
    let payload = catch_unwind(AssertUnwindSafe(|| golden(&kit, &crate_dir))).unwrap_err();
    let message = payload.downcast_ref::<String>().unwrap();
    let found = r#"{"label":"capitals","start":4,"end":6,"text":"EU","attributes":{"length":2,"parity":"even"}}"#;
    let lines = format!("{}\n- []\n+ [\n+ {found}\n+ ]\n", file.display());
    assert!(message.ends_with(&lines), "{message}");

    fs::write(&file, format!("[\n{found}\n]\n")).unwrap();
    golden(&kit, &crate_dir);
}
