//! `rashomon plugins check`.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::bail;
use rashomon_core::OwnedDocument;
use rashomon_runner::{Catalog, Engine, Plan, SearchPath, Settings, Step, check_library};
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

/// Loads the library, makes its analyzer with whatever it needs, and tries it on traps and on its own examples.
pub(super) fn main(file: &Path, common: &Common) -> anyhow::Result<u8> {
    let handle = match check_library(file, common.trust) {
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
    Ok(super::DONE)
}
