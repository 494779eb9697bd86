//! `rashomon new`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};

use super::args::New;
use super::console::print;

/// Files of a new plugin crate; `{{name}}`, `{{type}}`, `{{crate}}` and `{{rashomon}}` are filled in.
const TEMPLATE: [(&str, &str); 5] = [
    ("Cargo.toml", include_str!("../../templates/plugin/Cargo.toml.in")),
    ("README.md", include_str!("../../templates/plugin/README.md.in")),
    ("src/lib.rs", include_str!("../../templates/plugin/src/lib.rs.in")),
    ("tests/cases.rs", include_str!("../../templates/plugin/tests/cases.rs.in")),
    ("tests/invariants.rs", include_str!("../../templates/plugin/tests/invariants.rs.in")),
];

/// Names that would hide a type which the template uses, or a crate that it imports.
const RESERVED: [&str; 21] = [
    "analyze-error",
    "analyzer",
    "attribute",
    "attribute-info",
    "attribute-kind",
    "core",
    "document",
    "err",
    "example",
    "info",
    "kit",
    "label-info",
    "ok",
    "options-error",
    "plugin",
    "result",
    "self",
    "sink",
    "some",
    "testkit",
    "token-kind",
];

pub(super) fn main(args: &New) -> anyhow::Result<u8> {
    let name = &args.name;
    let plain = name.starts_with(|it: char| it.is_ascii_lowercase())
        && name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-');
    ensure!(
        plain,
        "{name:?} is no name for an analyzer: begin with a lower-case letter, go on with those, digits and hyphens"
    );
    ensure!(
        !RESERVED.contains(&name.as_str()),
        "{name:?} would give the analyzer the name of something that every plugin uses; choose another"
    );
    let folder = args.path.clone().unwrap_or_else(|| PathBuf::from(format!("rashomon-{name}")));
    ensure!(
        !folder.exists(),
        "{} is there already; choose another folder with --path",
        folder.display()
    );
    let rashomon = checkout(args.rashomon.as_deref())?;
    let fill = |text: &str| {
        text.replace("{{name}}", name)
            .replace("{{crate}}", &format!("rashomon_{}", name.replace('-', "_")))
            .replace("{{type}}", &type_name(name))
            .replace("{{rashomon}}", &rashomon.display().to_string().replace('\\', "/"))
    };
    for (file, text) in TEMPLATE {
        let path = folder.join(file);
        let parent = path.parent().context("a file of the template has a folder")?;
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        fs::write(&path, fill(text)).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let folder = folder.display();
    print(
        format!(
            "made {folder}\n\n  cd {folder}\n  cargo test\n  cargo build --release\n  rashomon run PATHS --plugin-dir target/release -a {name}\n"
        )
        .as_bytes(),
    )
}

/// The checkout whose `rashomon-core` the new crate builds against.
fn checkout(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    let built_from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = named.unwrap_or(&built_from);
    if !root.join("crates/core/Cargo.toml").is_file() {
        bail!(
            "{} is no checkout of rashomon; say where one is with --rashomon FOLDER",
            root.display()
        );
    }
    root.canonicalize().with_context(|| format!("cannot resolve {}", root.display()))
}

/// `word-count` becomes `WordCount`.
fn type_name(name: &str) -> String {
    let capital = |part: &str| {
        let mut letters = part.chars();
        letters
            .next()
            .map_or_else(String::new, |it| it.to_ascii_uppercase().to_string() + letters.as_str())
    };
    name.split('-').map(capital).collect()
}
