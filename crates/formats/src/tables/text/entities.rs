//! Who and what is named in more than one report, the most often named first.

use super::Reports;
use super::rows::{Row, Rows};
use crate::page::{Ink, Page, Piece};

/// Entities shown of one label.
const MOST: usize = 10;
/// Other names shown of one entity.
const MOST_ALIASES: usize = 4;
/// Labels in the order in which they are shown, each with what people call it.
const HEADINGS: [(&str, &str); 4] =
    [("PER", "People"), ("LOC", "Places"), ("ORG", "Organisations"), ("MISC", "Other names")];

pub(super) fn write(rows: Rows<'_>, reports: &Reports<'_>, page: &mut Page<'_>) {
    for (label, heading) in HEADINGS {
        let mut shared: Vec<_> = rows
            .iter()
            .filter(|it| it.text("label") == label && it.list("documents").len() > 1)
            .collect();
        shared.sort_by_key(|it| {
            let mentions = it.number("mentions").unwrap_or_default() as u64;
            std::cmp::Reverse((it.list("documents").len(), mentions))
        });
        page.rows(heading, shared.into_iter().map(|it| line(it, reports)).collect(), MOST);
    }
}

fn line(row: Row<'_>, reports: &Reports<'_>) -> Vec<Piece> {
    let canonical = row.text("canonical");
    let documents = row.list("documents").iter().map(String::as_str);
    let mut line = vec![
        Piece::new(Ink::Name, canonical),
        Piece::own(Ink::Plain, format!("  {} times", row.shown("mentions"))),
        Piece::own(Ink::Faint, format!(" in {}", reports.numbers(documents))),
    ];
    let aliases: Vec<&str> =
        row.list("aliases").iter().map(String::as_str).filter(|it| *it != canonical).collect();
    if !aliases.is_empty() {
        let more = if aliases.len() > MOST_ALIASES { ", …" } else { "" };
        let aliases: Vec<_> = aliases.into_iter().take(MOST_ALIASES).collect();
        line.push(Piece::new(Ink::Faint, &format!("  also {}{more}", aliases.join(", "))));
    }
    line
}
