//! Figures for one quantity, with what to make of them.

use super::Reports;
use super::rows::{Row, Rows};
use crate::page::{Ink, Page, Piece};

/// Lines shown.
const MOST: usize = 30;

pub(super) fn write(rows: Rows<'_>, reports: &Reports<'_>, page: &mut Page<'_>) {
    let mut lines = Vec::new();
    for group in rows.groups("figure").iter().filter(|it| it.len() > 1) {
        let Some(first) = group.first() else { continue };
        let verdict = first.text("verdict");
        let ink = match verdict {
            "agree" => Ink::Good,
            "dispute" => Ink::Bad,
            _ => Ink::Warning,
        };
        lines.push(vec![
            Piece::new(Ink::Name, first.text("subject")),
            Piece::own(Ink::Plain, "  "),
            Piece::new(ink, verdict),
        ]);
        lines.extend(group.iter().map(|it| line(*it, reports)));
    }
    page.rows("Figures", lines, MOST);
}

fn line(row: Row<'_>, reports: &Reports<'_>) -> Vec<Piece> {
    let claimant = match row.text("claimant") {
        "" => String::new(),
        claimant => format!("  says {claimant}"),
    };
    vec![
        Piece::own(Ink::Faint, format!("  {} ", reports.number(row.text("document")))),
        Piece::new(Ink::Plain, row.text("text")),
        Piece::new(Ink::Faint, &claimant),
    ]
}
