//! One timeline of all reports.

use super::Reports;
use super::rows::{Row, Rows};
use crate::page::{Ink, Page, Piece};

/// Events shown.
const MOST: usize = 25;
/// Columns of a date: `2022-02-08–2022-02-10`.
const DATE: usize = 23;

pub(super) fn write(rows: Rows<'_>, reports: &Reports<'_>, page: &mut Page<'_>) {
    let room = page.room();
    page.rows("Timeline", rows.iter().map(|it| line(it, reports, room)).collect(), MOST);
}

fn line(row: Row<'_>, reports: &Reports<'_>, room: usize) -> Vec<Piece> {
    let (begin, end) = (row.text("begin"), row.text("end"));
    let date = match (begin, end) {
        // What has no day has a value still: 2022-XX, PAST_REF.
        ("", _) => row.text("value").to_owned(),
        (begin, end) if begin == end || end.is_empty() => begin.to_owned(),
        _ => format!("{begin}–{end}"),
    };
    let documents = row.list("documents").iter().map(String::as_str);
    let reports = Piece::own(Ink::Faint, format!("  {}", reports.numbers(documents)));
    let date = Piece::new(Ink::Name, &date).cut(DATE - 1).pad(DATE);
    let event = Piece::new(Ink::Plain, row.text("event"));
    let event = event.cut(room.saturating_sub(date.width() + reports.width()));
    vec![date, event, reports]
}
