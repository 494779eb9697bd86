//! `rashomon plugins check`.

use std::env;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};
use rashomon_core::OwnedDocument;
use rashomon_runner::{Catalog, Engine, Plan, SearchPath, Settings, Step, check_library, ending};
use rashomon_text::TextOptions;

use super::args::Common;
use super::console::print;

/// Texts on which careless analyzers panic or give spans that lie outside or inside characters.
const TRAPS: [&str; 9] = [
    "",
    " \n\t\r\n",
    "“",
    "'\"“”‘’«»`",
    "Ünïcödé — “naïve” 300 € for José’s 👩‍👩‍👧 in Zürich.",
    "ALL CAPS AND 1,000,000,000,000,000,000,000 MORE",
    "e\u{301}e\u{301} \u{200b}\u{feff}\u{a0}“a\u{301}”",
    "\"Yes,\" said Ana Silva, 41, on Monday. \"We lost $3.5bn, or 12%, in two years.\"",
    "اضافة اعلان. 日本語のテキスト。 Ελληνικά.",
];

/// What a check of a library that is good ends with, and nothing that a plugin would exit with.
const GOOD: u8 = 86;

/// Checks the library in a process of its own, so that one that crashes is told of.
pub(super) fn main(file: &Path) -> anyhow::Result<u8> {
    let program = env::current_exe().context("this program cannot find itself")?;
    let mut arguments: Vec<_> = env::args_os().skip(1).collect();
    // What follows two hyphens is no flag.
    let end = arguments.iter().position(|it| it == "--").unwrap_or(arguments.len());
    arguments.insert(end, "--here".into());
    let status = Command::new(program).args(arguments).status();
    let status = status.context("the check cannot be started")?;
    match status.code() {
        Some(code) if code == i32::from(GOOD) => Ok(super::DONE),
        // It has said why.
        Some(code) if code == i32::from(super::NOT_STARTED) => Ok(super::NOT_STARTED),
        _ => bail!(
            "{}: {} while it was tried; mend the plugin, and do not run it without --isolate",
            file.display(),
            ending(status)
        ),
    }
}

/// Loads the library, makes its analyzer with whatever it needs, and tries it on traps and on its own examples.
pub(super) fn here(file: &Path, common: &Common) -> anyhow::Result<u8> {
    let handle = match check_library(file, &common.search_path()) {
        Ok(handle) => handle,
        Err(refused) => bail!("{refused}"),
    };
    let info = handle.info();
    let search = common.search_path();
    let files = [file.to_path_buf()].into_iter().chain(search.files.clone()).collect();
    let catalog = Catalog::find(&SearchPath { files, ..search });
    let plan = Plan::new(&catalog, std::slice::from_ref(&info.name))?;
    let engine = Engine::new(&plan, &Settings::default(), TextOptions::default())?;
    let mut text = String::new();
    writeln!(
        text,
        "{} {}: the library loads, the interface fits, the default options are taken",
        info.name, info.version
    )?;
    let others: Vec<_> =
        plan.steps().iter().map(Step::name).filter(|it| *it != info.name).collect();
    if !others.is_empty() {
        writeln!(text, "it runs with {}", others.join(", "))?;
    }
    let (mut found, mut failures) = (0, Vec::new());
    let examples = info.examples.iter().map(|it| it.text.as_str());
    for trap in TRAPS.into_iter().chain(examples) {
        let mut document = OwnedDocument::new("check", trap)?;
        let outcome = engine.annotate(&mut document, &[]);
        let own = outcome.failures.iter().filter(|it| it.analyzer == info.name);
        failures.extend(own.map(|it| format!("{trap:?}: {}", it.reason)));
        let layer = document.layers().iter().find(|it| it.schema().analyzer() == info.name);
        found += layer.map_or(0, |it| it.view().len());
    }
    let texts = TRAPS.len() + info.examples.len();
    writeln!(text, "{texts} texts, {found} annotations, {} failures", failures.len())?;
    print(text.as_bytes())?;
    if !failures.is_empty() {
        bail!("{} fails on:\n  {}", info.name, failures.join("\n  "));
    }
    Ok(GOOD)
}
