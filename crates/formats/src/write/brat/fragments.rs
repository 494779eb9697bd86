//! Texts as brat can read them back.
//!
//! brat reads `.ann` files by lines, and its lines end at whatever Unicode says; it reads `.txt` files with carriage
//! returns turned into line feeds, which would shift offsets. So an annotation is split where a line ends or a tab
//! stands, with a space between its fragments, and a carriage return in the text becomes a space, or a line feed if none
//! follows: the text keeps its length.

use std::borrow::Cow;

/// The pieces of a text between breaks, each with the byte at which it starts; those with nothing to see are left out.
pub(super) fn of(text: &str) -> Vec<(usize, &str)> {
    let start = |piece: &str| piece.as_ptr().addr() - text.as_ptr().addr();
    text.split(is_break).filter(|it| is_visible(it)).map(|it| (start(it), it)).collect()
}

/// Whether there is something to see in a text.
pub(super) fn is_visible(text: &str) -> bool {
    text.chars().any(|it| !is_space(it))
}

/// The text with no other line break than the line feed, and as long as before.
pub(super) fn with_one_line_break(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let mut out = text.replace("\r\n", " \n");
    if out.contains('\r') {
        out = out.replace('\r', "\n");
    }
    Cow::Owned(out)
}

/// The text with spaces for its breaks.
pub(super) fn in_one_line(text: &str) -> Cow<'_, str> {
    if text.contains(is_break) { Cow::Owned(text.replace(is_break, " ")) } else { text.into() }
}

/// A tab, or what ends a line for Python.
fn is_break(character: char) -> bool {
    matches!(
        character,
        '\t'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// A space for Python, which has more of them than Rust.
fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}

#[cfg(test)]
mod tests {
    use super::{in_one_line, of, with_one_line_break};

    #[test]
    fn a_text_is_split_at_every_sort_of_line_break_and_at_tabs() {
        let pieces = [(0, "a b"), (4, "c"), (6, "d"), (9, "é"), (14, " e")];
        assert_eq!(of("a b\nc\td\r\né\u{2028} e\n \u{85}"), pieces);
        assert_eq!(of(" \u{1f}\n"), []);
        assert_eq!(of(""), []);
        assert_eq!(in_one_line("a\nb\u{2029}c"), "a b c");
    }

    #[test]
    fn carriage_returns_leave_the_text_as_long_as_it_was() {
        assert_eq!(with_one_line_break("a\r\nb\rc\r\r\nd\n"), "a \nb\nc\n \nd\n");
    }
}
