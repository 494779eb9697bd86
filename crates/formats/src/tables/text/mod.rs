//! Tables for people: story by story, what its reports share and where they part.
//!
//! Tables are read by the names of tables and columns that the output contract gives them; one that is not known here
//! is shown row by row.

mod entities;
mod events;
mod figures;
mod rows;
mod tone;
mod utterances;

use std::collections::HashMap;
use std::io::{self, Write};

use self::rows::Rows;
use super::{Table, TableWriter};
use crate::page::{Ink, Page, Piece};
use crate::write::Style;

/// Tables that only programs need, or that the head of the story shows.
const HIDDEN: [&str; 3] = ["stories", "names", "event_mentions"];
/// Reports named at the head of a story.
const MOST_REPORTS: usize = 20;

/// Writes the stories one after the other, each table cut to what one reads at a glance.
#[derive(Debug)]
pub struct TextTables<W> {
    out: W,
    style: Style,
    is_first: bool,
}

impl<W: Write> TextTables<W> {
    /// Text written to `out`.
    pub fn new(out: W, style: Style) -> Self {
        Self { out, style, is_first: true }
    }
}

impl<W: Write> TableWriter for TextTables<W> {
    fn story(&mut self, tables: &[Table]) -> io::Result<()> {
        let mut bytes = Vec::new();
        if !std::mem::take(&mut self.is_first) {
            bytes.push(b'\n');
        }
        let mut page = Page::new(self.style, &mut bytes);
        let reports = Reports::of(tables.iter().find(|it| it.name == "stories"));
        reports.write(&mut page);
        if reports.count > 1 {
            let shown = tables.iter().filter(|it| !HIDDEN.contains(&&*it.name));
            for table in shown {
                let rows = Rows::of(table);
                match &*table.name {
                    "entities" => entities::write(rows, &reports, &mut page),
                    "utterances" => utterances::write(rows, &reports, &mut page),
                    "figures" => figures::write(rows, &reports, &mut page),
                    "events" => events::write(rows, &reports, &mut page),
                    "tone" => tone::write(rows, &reports, &mut page),
                    _ => rows::write(rows, &mut page),
                }
            }
        }
        self.out.write_all(&bytes)
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The reports of a story, numbered from 1.
struct Reports<'a> {
    rows: Option<Rows<'a>>,
    numbers: HashMap<&'a str, usize>,
    count: usize,
}

impl<'a> Reports<'a> {
    fn of(stories: Option<&'a Table>) -> Self {
        let rows = stories.map(Rows::of);
        let ids = rows.iter().flat_map(|it| it.iter().map(|row| row.text("document")));
        let numbers: HashMap<_, _> = ids.zip(1..).collect();
        Self { rows, count: numbers.len(), numbers }
    }

    /// The number of a report, as wide as the widest.
    fn number(&self, id: &str) -> String {
        let width = self.count.to_string().len();
        self.numbers.get(id).map_or_else(|| id.to_owned(), |it| format!("{it:>width$}"))
    }

    /// The numbers of some reports: `1–3, 5`.
    fn numbers<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> String {
        let mut numbers: Vec<usize> =
            ids.into_iter().filter_map(|it| self.numbers.get(it).copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let runs = numbers.chunk_by(|a, b| a + 1 == *b);
        let run = |run: &[usize]| match run {
            [first, .., last] if last - first > 1 => format!("{first}–{last}"),
            all => all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        };
        runs.map(run).collect::<Vec<_>>().join(", ")
    }

    fn write(&self, page: &mut Page<'_>) {
        let Some(rows) = self.rows else { return };
        let story = rows.iter().next().map_or(String::new(), |it| it.shown("story"));
        let what = match self.count {
            1 => "one report, nothing to compare it with".to_owned(),
            count => format!("{count} reports"),
        };
        page.line(vec![
            Piece::own(Ink::Title, format!("Story {story}")),
            Piece::own(Ink::Faint, format!(" · {what}")),
        ]);
        for row in rows.iter().take(MOST_REPORTS) {
            let id = row.text("document");
            let title = Some(row.text("title")).filter(|it| !it.is_empty());
            let known = [row.text("published"), row.text("outlet")];
            let known = known.into_iter().filter(|it| !it.is_empty()).chain(title.map(|_| id));
            let copy = match row.text("copy_of") {
                "" => String::new(),
                original => format!(" · copy of {}", self.number(original).trim_start()),
            };
            page.line(vec![
                Piece::own(Ink::Name, format!("  {} ", self.number(id))),
                Piece::new(Ink::Plain, title.unwrap_or(id)),
                Piece::own(Ink::Plain, "  "),
                Piece::new(Ink::Faint, &known.collect::<Vec<_>>().join(" · ")),
                Piece::new(Ink::Faint, &copy),
            ]);
        }
        if self.count > MOST_REPORTS {
            let more = self.count - MOST_REPORTS;
            page.line(vec![Piece::own(Ink::Faint, format!("  … and {more} more"))]);
        }
    }
}
