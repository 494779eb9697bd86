//! Lines on a terminal: colours, columns, wrapping, and text made safe to print.

use anstyle::{AnsiColor, Style as Ansi};
use unicode_width::UnicodeWidthChar;

use crate::write::Style;

/// Columns before the findings: an indent, the heading, a gap.
const MARGIN: usize = 17;
/// Narrower terminals get lines of this width.
const NARROWEST: usize = 50;
/// Between the items of a list.
const BETWEEN: &str = " · ";

/// How a piece of text is painted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ink {
    Plain,
    Title,
    Heading,
    Name,
    Faint,
    Good,
    Bad,
    Warning,
}

impl Ink {
    fn ansi(self) -> Ansi {
        match self {
            Self::Plain => Ansi::new(),
            Self::Title => Ansi::new().bold(),
            Self::Heading => AnsiColor::Cyan.on_default(),
            Self::Name => AnsiColor::Blue.on_default().bold(),
            Self::Faint => Ansi::new().dimmed(),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Bad => AnsiColor::Red.on_default(),
            Self::Warning => AnsiColor::Yellow.on_default(),
        }
    }
}

/// Text in one ink.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Piece {
    ink: Ink,
    text: String,
}

impl Piece {
    /// A piece of text from a document.
    pub(crate) fn new(ink: Ink, text: &str) -> Self {
        Self { ink, text: clean(text) }
    }

    /// A piece of the table's own, blanks included.
    pub(crate) fn own(ink: Ink, text: impl Into<String>) -> Self {
        Self { ink, text: text.into() }
    }

    /// Columns that it takes.
    pub(crate) fn width(&self) -> usize {
        columns(&self.text)
    }

    /// The piece, not wider than this: cut before a word if that loses little, and with a mark.
    pub(crate) fn cut(mut self, width: usize) -> Self {
        if self.width() <= width {
            return self;
        }
        let Some(most) = width.checked_sub(1) else {
            self.text.clear();
            return self;
        };
        let mut used = 0;
        let fits = |it: &char| {
            used += it.width().unwrap_or(0);
            used <= most
        };
        let length: usize = self.text.chars().take_while(fits).map(char::len_utf8).sum();
        self.text.truncate(length);
        if let Some(word) = self.text.rfind(' ').filter(|it| it * 4 > length * 3) {
            self.text.truncate(word);
        }
        self.text.truncate(self.text.trim_end().len());
        self.text.push('…');
        self
    }

    /// The piece with blanks after it, up to this width.
    pub(crate) fn pad(mut self, width: usize) -> Self {
        let missing = width.saturating_sub(self.width());
        self.text.extend(std::iter::repeat_n(' ', missing));
        self
    }
}

/// Text that is safe to print: white space becomes one blank, and whatever could move the cursor or turn the reading
/// direction is left out, since texts come from anywhere.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_whitespace() {
            if !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !character.is_control() && !is_format(character) {
            clean.push(character);
        }
    }
    clean
}

/// Columns of a text as terminals count them: character by character.
fn columns(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// Marks of reading direction and other characters without a shape.
const fn is_format(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Where a document's lines go.
pub(crate) struct Page<'o> {
    out: &'o mut Vec<u8>,
    color: bool,
    width: usize,
    /// Whether any finding was written.
    pub(crate) has_findings: bool,
}

impl<'o> Page<'o> {
    pub(crate) fn new(style: Style, out: &'o mut Vec<u8>) -> Self {
        Self { out, color: style.color, width: style.width.max(NARROWEST), has_findings: false }
    }

    /// Columns for findings.
    pub(crate) fn room(&self) -> usize {
        self.width - MARGIN
    }

    /// Writes pieces as one line over the whole width, cut if need be.
    pub(crate) fn line(&mut self, pieces: Vec<Piece>) {
        self.put_all(pieces, self.width);
        self.out.push(b'\n');
    }

    /// Writes rows under a heading, at most `most` of them.
    pub(crate) fn rows(&mut self, heading: &str, rows: Vec<Vec<Piece>>, most: usize) {
        let more = beyond(rows.len(), most);
        let shown = rows.len() - more;
        for (index, row) in rows.into_iter().take(shown).enumerate() {
            self.margin(if index == 0 { heading } else { "" });
            self.put_all(row, self.room());
            self.out.push(b'\n');
        }
        if more > 0 {
            self.margin("");
            self.put(&Piece::own(Ink::Faint, format!("… and {more} more")));
            self.out.push(b'\n');
        }
    }

    /// Writes items one after the other under a heading, wrapped, at most `most` of them.
    pub(crate) fn items(&mut self, heading: &str, mut items: Vec<Vec<Piece>>, most: usize) {
        let more = beyond(items.len(), most);
        items.truncate(items.len() - more);
        if more > 0 {
            items.push(vec![Piece::own(Ink::Faint, format!("… and {more} more"))]);
        }
        let mut column = 0;
        let any = !items.is_empty();
        for (index, item) in items.into_iter().enumerate() {
            let width: usize = item.iter().map(Piece::width).sum();
            if index == 0 {
                self.margin(heading);
            } else if column + columns(BETWEEN) + width > self.room() {
                self.out.push(b'\n');
                self.margin("");
                column = 0;
            } else {
                self.put(&Piece::own(Ink::Faint, BETWEEN));
                column += columns(BETWEEN);
            }
            column += width;
            self.put_all(item, self.room());
        }
        if any {
            self.out.push(b'\n');
        }
    }

    fn margin(&mut self, heading: &str) {
        self.has_findings = true;
        self.out.extend_from_slice(b"  ");
        let heading = Piece::new(Ink::Heading, heading).cut(MARGIN - 4);
        let blanks = MARGIN - 2 - heading.width();
        if !heading.text.is_empty() {
            self.put(&heading);
        }
        self.out.extend(std::iter::repeat_n(b' ', blanks));
    }

    /// Writes pieces one after the other, cut where they would leave `room`.
    fn put_all(&mut self, pieces: Vec<Piece>, mut room: usize) {
        for piece in pieces {
            let piece = piece.cut(room);
            room -= piece.width();
            self.put(&piece);
        }
    }

    fn put(&mut self, piece: &Piece) {
        let ansi = piece.ink.ansi();
        if self.color && piece.ink != Ink::Plain {
            self.out.extend_from_slice(ansi.render().to_string().as_bytes());
            self.out.extend_from_slice(piece.text.as_bytes());
            self.out.extend_from_slice(ansi.render_reset().to_string().as_bytes());
        } else {
            self.out.extend_from_slice(piece.text.as_bytes());
        }
    }
}

/// How many to leave out: a line that says "and 1 more" takes the place of the one it leaves out.
fn beyond(all: usize, most: usize) -> usize {
    if all > most + 1 { all - most } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn page(width: usize, write: impl FnOnce(&mut Page<'_>)) -> String {
        let mut out = Vec::new();
        write(&mut Page::new(Style { color: false, width }, &mut out));
        String::from_utf8(out).unwrap()
    }

    fn plain(text: &str) -> Piece {
        Piece::new(Ink::Plain, text)
    }

    #[test]
    fn items_wrap_under_their_heading() {
        let items = ["one hundred people", "two", "three hundred people", "four"];
        let text = page(50, |page| {
            page.items("Numbers", items.iter().map(|it| vec![plain(it)]).collect(), 10);
        });
        assert_eq!(
            text,
            "  Numbers        one hundred people · two\n                 three hundred people · four\n"
        );
    }

    #[test]
    fn long_lists_say_how_many_more() {
        let rows = |count: usize| (0..count).map(|it| vec![plain(&it.to_string())]).collect();
        assert_eq!(page(50, |page| page.rows("X", rows(4), 3)).lines().count(), 4);
        let text = page(50, |page| page.rows("X", rows(9), 3));
        assert!(text.ends_with("… and 6 more\n"), "{text}");
    }

    #[test]
    fn what_moves_the_cursor_is_left_out() {
        assert_eq!(plain("a\u{1b}[31m\u{202e}b\r\n\t c").text, "a[31mb c");
    }

    #[test]
    fn a_cut_falls_between_words_if_it_can() {
        assert_eq!(
            plain("the harbour was closed for repairs").cut(24).text,
            "the harbour was closed…"
        );
        assert_eq!(plain("Donaudampfschifffahrtsgesellschaft").cut(10).text, "Donaudamp…");
        assert_eq!(plain("港は修理のため閉鎖された").cut(9).text, "港は修理…");
    }

    #[test]
    fn colours_only_where_they_are_wanted() {
        let mut out = Vec::new();
        Page::new(Style { color: true, width: 60 }, &mut out)
            .line(vec![Piece::new(Ink::Title, "x")]);
        assert_eq!(out, b"\x1b[1mx\x1b[0m\n");
        assert_eq!(page(60, |page| page.line(vec![Piece::new(Ink::Title, "x")])), "x\n");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal(texts in prop::collection::vec("\\PC{0,80}", 0..9), width in 50_usize..120) {
            let text = page(width, |page| {
                page.items("Heading", texts.iter().map(|it| vec![plain(it)]).collect(), 7);
                page.line(texts.iter().map(|it| plain(it)).collect());
            });
            for line in text.lines() {
                prop_assert!(columns(line) <= width, "{} columns: {:?}", columns(line), line);
            }
        }
    }
}
