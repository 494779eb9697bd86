//! The table that people read on a terminal: per document its title and date, then the findings by analyzer.
//!
//! Layers are read by the names of labels and attributes that the output contract gives them, so no analyzer is linked
//! in; whatever is not there is left out, and an analyzer that is not known here is shown label by label.

mod entities;
mod generic;
mod numbers;

mod quotes;
mod sentiment;
mod timeline;

use rashomon_core::{Document, OwnedDocument};

use super::{Finished, Status, Style, Writer, printed, title};
use crate::page::{Ink, Page, Piece};

#[derive(Debug)]
pub(super) struct Table {
    style: Style,
}

impl Table {
    pub(super) fn new(style: Style) -> Self {
        Self { style }
    }
}

impl Writer for Table {
    fn begin(&self, _out: &mut Vec<u8>) {}

    fn document(&self, finished: &Finished<'_>, out: &mut Vec<u8>) {
        let document = finished.document;
        let mut page = Page::new(self.style, out);
        write_head(finished, &mut page);
        for (_, layer) in printed(finished) {
            let view = layer.view();
            match layer.schema().analyzer() {
                "entities" => entities::write(document, view, &mut page),
                "quotes" => quotes::write(document, view, &mut page),
                "numbers" => numbers::write(document, view, &mut page),
                "timeline" => timeline::write(document, view, &mut page),
                "sentiment" if view.key("score").is_some() => {
                    sentiment::write(document, view, &mut page);
                }
                _ => generic::write(document, layer, &mut page),
            }
        }
        if !page.has_findings && finished.status == Status::Ok {
            page.line(vec![Piece::own(Ink::Faint, "  nothing found")]);
        }
    }

    fn separator(&self) -> &'static [u8] {
        b"\n"
    }

    fn end(&self, _out: &mut Vec<u8>) {}
}

fn write_head(finished: &Finished<'_>, page: &mut Page<'_>) {
    let document = finished.document;
    let title = title(document);
    let mut head = vec![Piece::new(Ink::Title, title.unwrap_or(document.id()))];
    if finished.status == Status::Failed {
        head.insert(0, Piece::new(Ink::Bad, "failed "));
    }
    page.line(head);
    let known = [
        document.metadata("published"),
        document.metadata("outlet"),
        // Most files are named after their document, or the other way round.
        title.map(|_| document.id()).filter(|it| !finished.path.contains(it)),
        Some(finished.path),
    ];
    let known: Vec<&str> = known.into_iter().flatten().collect();
    page.line(vec![Piece::new(Ink::Faint, &known.join(" · "))]);
    for diagnostic in finished.diagnostics {
        page.line(vec![Piece::own(Ink::Warning, "  ! "), Piece::new(Ink::Warning, diagnostic)]);
    }
}

/// What an annotation of another analyzer is called: its canonical name, or what stands there.
fn name_of<'a>(document: &'a OwnedDocument, analyzer: &str, row: u32) -> Option<&'a str> {
    let annotation = document.layer(analyzer)?.get(row)?;
    Some(annotation.text("canonical").unwrap_or_else(|| document.slice(annotation.span())))
}
