//! The comparison of reports as one self-contained HTML page.
//!
//! A page holds the texts with what was found in them, and beside them what the comparison found: who said what in
//! which words, figures that agree or clash, one timeline, the tone, the names. It loads nothing, its policy forbids
//! it to, and it reads well without its script, which adds switches, a filter and keys.
//!
//! ```
//! use rashomon_report::{Document, Report};
//!
//! let document = Document { id: "one".into(), text: Some("It <em>rained</em>.".into()), ..Document::default() };
//! let report = Report { title: "Weather".into(), documents: vec![document], ..Report::default() };
//! let mut page = Vec::new();
//! rashomon_report::write(&report, &mut page)?;
//! assert!(String::from_utf8(page)?.contains("It &lt;em&gt;rained&lt;/em&gt;."));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod dates;
mod html;
mod index;
mod input;
mod model;
mod page;
mod sections;
mod text;
mod words;

use std::io;

pub use index::StoryEntry;
pub use input::{Annotation, Block, Column, Document, Report, Table};

/// Writes a page of one story, or of all stories of a small corpus.
///
/// # Errors
/// If `out` fails.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(page::render(report).as_bytes())
}

/// Writes the page that leads to the pages of several stories.
///
/// # Errors
/// If `out` fails.
pub fn write_index(title: &str, entries: &[StoryEntry], out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(index::render(title, entries).as_bytes())
}
