//! `rashomon explain`.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use anyhow::Context as _;
use rashomon_runner::{Catalog, Plan};

use super::args::{Common, Explain};
use super::console::print;

pub(super) fn main(args: &Explain, common: &Common) -> anyhow::Result<u8> {
    let catalog = Catalog::find(&common.search_path());
    // A plan fails with a hint if the name is unknown or something is missing.
    Plan::new(&catalog, std::slice::from_ref(&args.analyzer))?;
    let info =
        catalog.get(&args.analyzer).context("a planned analyzer is in the catalog")?.handle.info();
    let mut text = String::new();
    writeln!(text, "{}: {}\n", info.name, info.summary)?;
    let width = info.labels.iter().map(|it| it.name.len()).max().unwrap_or(0);
    for label in &info.labels {
        writeln!(text, "  {:width$}  {}", label.name, label.doc)?;
    }
    writeln!(
        text,
        "\nEach finding is marked as {{LABEL text}}, with |key=value for attributes and #n for what belongs together."
    )?;
    for example in &info.examples {
        writeln!(text, "\n{}\n  {}", example.note, highlight(&example.text))?;
    }
    print(text.as_bytes())
}

/// Marks stand out in bold, their heads in colour.
fn highlight(marked: &str) -> String {
    let head = Style::new().fg_color(Some(AnsiColor::Cyan.into()));
    let mut text = String::new();
    let mut in_head = false;
    for character in marked.chars() {
        match character {
            '{' => {
                in_head = true;
                let _ = write!(text, "{head}{{");
            }
            ' ' if in_head => {
                in_head = false;
                let _ = write!(text, "{head:#} ");
            }
            '}' => {
                let _ = write!(text, "{head}}}{head:#}");
            }
            other => text.push(other),
        }
    }
    text
}
