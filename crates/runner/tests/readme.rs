//! What the README shows is what the program prints; `UPDATE_README=1 cargo test -p rashomon-runner --test readme`
//! rewrites it.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs;

#[test]
fn readme_shows_the_first_report_as_it_is_printed() {
    let path = common::root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let output = common::stdout(&["run", "seeds"]);
    let first = output.split_once("\n\n").unwrap().0;
    let (before, rest) = readme.split_once("```text\n").unwrap();
    let (shown, after) = rest.split_once("```\n").unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{before}```text\n{first}\n```\n{after}")).unwrap();
    } else {
        assert_eq!(shown.trim_end(), first, "UPDATE_README=1 shows what is printed now");
    }
}
