//! The same utterance in several wordings, one below the other.

use super::Reports;
use super::rows::{Row, Rows};
use crate::page::{Ink, Page, Piece};

/// Lines shown.
const MOST: usize = 40;

pub(super) fn write(rows: Rows<'_>, reports: &Reports<'_>, page: &mut Page<'_>) {
    let groups = rows.groups("utterance");
    let (shared, alone): (Vec<_>, Vec<_>) = groups.into_iter().partition(|it| it.len() > 1);
    let mut lines = Vec::new();
    for group in &shared {
        let speaker = group.iter().map(|it| it.text("speaker")).find(|it| !it.is_empty());
        lines.push(vec![Piece::new(Ink::Name, speaker.unwrap_or("unknown speaker"))]);
        lines.extend(group.iter().map(|it| line(*it, reports, page.room())));
    }
    let more = lines.len().saturating_sub(MOST);
    let none = lines.is_empty();
    page.rows("Said alike", lines, MOST);
    if more > 0 || !alone.is_empty() {
        let said = format!("{} utterances of one report alone", alone.len());
        page.rows(
            if none { "Said alike" } else { "" },
            vec![vec![Piece::own(Ink::Faint, said)]],
            1,
        );
    }
}

fn line(row: Row<'_>, reports: &Reports<'_>, room: usize) -> Vec<Piece> {
    let number = Piece::own(Ink::Faint, format!("  {} ", reports.number(row.text("document"))));
    let kind = match row.text("kind") {
        "direct" => String::new(),
        kind => format!(" ({kind})"),
    };
    let kind = Piece::new(Ink::Faint, &kind);
    let mark = |it| {
        let marks = row.text("kind") != "indirect";
        Piece::own(Ink::Plain, if marks { it } else { "" })
    };
    let room = room.saturating_sub(number.width() + kind.width() + 2);
    let content = Piece::new(Ink::Plain, row.text("text")).cut(room);
    vec![number, mark("“"), content, mark("”"), kind]
}
