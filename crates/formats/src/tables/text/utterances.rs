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
        let speaker = speaker.unwrap_or("unknown speaker");
        lines.push(vec![Piece::new(Ink::Name, speaker)]);
        lines.extend(group.iter().map(|it| line(*it, speaker, reports, page.room())));
    }
    let heading = if lines.is_empty() { "Said alike" } else { "" };
    page.rows("Said alike", lines, MOST);
    if !alone.is_empty() {
        let said = format!("{} utterances that no other is like", alone.len());
        page.rows(heading, vec![vec![Piece::own(Ink::Faint, said)]], 1);
    }
}

fn line(row: Row<'_>, above: &str, reports: &Reports<'_>, room: usize) -> Vec<Piece> {
    let number = Piece::own(Ink::Faint, format!("  {} ", reports.number(row.text("document"))));
    // Who says it is named where reports differ.
    let speaker = Some(row.text("speaker")).filter(|it| !it.is_empty() && *it != above);
    let kind = Some(row.text("kind")).filter(|it| *it != "direct");
    let kind = match (kind, speaker) {
        (None, None) => String::new(),
        (Some(known), None) | (None, Some(known)) => format!(" ({known})"),
        (Some(kind), Some(speaker)) => format!(" ({kind}, {speaker})"),
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
