//! Text of documents, cut and cleaned for a line on a terminal.

/// Characters of a span that are shown of its beginning and of its end.
const ENDS: usize = 60;

/// The end of a text, of whole words if that loses little, with a mark if something is cut.
pub(super) fn last_words(text: &str, room: usize) -> String {
    let skipped = text.chars().count().saturating_sub(room);
    if skipped == 0 {
        return text.trim_start().into();
    }
    let kept: String = text.chars().skip(skipped + 1).collect();
    match kept.split_once(' ') {
        Some((cut, rest)) if cut.len() < kept.len() / 2 => format!("…{rest}"),
        _ => format!("…{kept}"),
    }
}

/// The beginning of a text, likewise.
pub(super) fn first_words(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.trim_end().into();
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    match kept.rsplit_once(' ') {
        Some((rest, cut)) if cut.len() < kept.len() / 2 => format!("{rest}…"),
        _ => format!("{kept}…"),
    }
}

/// Beginning and end of what is too long to show.
pub(super) fn ends(text: &str) -> String {
    let count = text.chars().count();
    if count <= 2 * ENDS {
        return text.into();
    }
    let first: String = text.chars().take(ENDS).collect();
    let last: String = text.chars().skip(count - ENDS).collect();
    format!("{} … {}", first.trim_end(), last.trim_start())
}

/// Text that is safe to print: white space becomes one blank, and what could move the cursor or turn the reading
/// direction is left out.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for it in text.chars() {
        let is_hidden = it.is_control()
            || matches!(it, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        if it.is_whitespace() {
            if !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !is_hidden {
            clean.push(it);
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::{clean, ends, first_words, last_words};

    #[test]
    fn what_does_not_fit_is_cut_between_words() {
        assert_eq!(last_words("the mayor of Norport", 20), "the mayor of Norport");
        assert_eq!(last_words("the mayor of Norport", 13), "…of Norport");
        assert_eq!(first_words("the mayor of Norport", 13), "the mayor…");
        assert_eq!(first_words("Donaudampfschiff", 6), "Donau…");
        assert_eq!(first_words("x", 0), "…");
    }

    #[test]
    fn what_moves_the_cursor_is_left_out() {
        assert_eq!(clean("a\u{1b}[31m\u{202e}b\r\n\t c"), "a[31mb c");
    }

    #[test]
    fn of_long_text_both_ends_are_shown() {
        let text = format!("{} {}", "a".repeat(80), "b".repeat(80));
        assert_eq!(ends(&text), format!("{} … {}", "a".repeat(60), "b".repeat(60)));
        assert_eq!(ends("short"), "short");
    }
}
