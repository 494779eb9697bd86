//! The tone toward those of whom more than one report speaks: a line a target, a figure a report.

use super::Reports;
use super::rows::{Row, Rows};
use crate::page::{Ink, Page, Piece};

/// Targets shown.
const MOST: usize = 12;
/// Columns that a target's name may take.
const TARGET: usize = 24;
/// Means nearer to zero count as neutral.
const NEUTRAL: f64 = 0.15;

pub(super) fn write(rows: Rows<'_>, reports: &Reports<'_>, page: &mut Page<'_>) {
    let mut targets: Vec<(&str, Vec<Row<'_>>)> = Vec::new();
    for row in rows.iter().filter(|it| it.text("voice") == "reporter") {
        match targets.iter_mut().find(|(target, _)| *target == row.text("target")) {
            Some((_, rows)) => rows.push(row),
            None => targets.push((row.text("target"), vec![row])),
        }
    }
    targets.retain(|(_, rows)| rows.len() > 1);
    let count = |row: &Row<'_>| row.number("n").unwrap_or_default() as u64;
    targets.sort_by_key(|(_, rows)| {
        std::cmp::Reverse((rows.len(), rows.iter().map(count).sum::<u64>()))
    });
    let lines = targets.iter().map(|(target, rows)| {
        let mut line = vec![Piece::new(Ink::Name, target).cut(TARGET - 2).pad(TARGET)];
        line.extend(rows.iter().flat_map(|it| figure(*it, reports)));
        line
    });
    page.rows("Tone", lines.collect(), MOST);
}

fn figure(row: Row<'_>, reports: &Reports<'_>) -> [Piece; 2] {
    let mean = row.number("mean").unwrap_or_default();
    let ink = match mean {
        it if it >= NEUTRAL => Ink::Good,
        it if it <= -NEUTRAL => Ink::Bad,
        _ => Ink::Plain,
    };
    let mean = format!("{mean:+.2}").replace('-', "−");
    let number = format!(" {}  ", reports.number(row.text("document")));
    [Piece::own(ink, mean), Piece::own(Ink::Faint, number)]
}
