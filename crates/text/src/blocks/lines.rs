//! Lines of a page with their facts; what is in another language is set aside.

use std::ops::Range;

use rashomon_core::{Span, Token};

use super::facts::{Facts, flag};
use super::scan::Scanner;
use super::word::is_latin;
use crate::tokens::Tokenized;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Without the white space around it.
    pub(super) span: Span,
    /// Line ends before it, at most 2; none before the first.
    pub(super) newlines: u8,
    pub(super) facts: Facts,
}

/// The lines of a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    /// Lines in another language, and pieces in another script that were glued to a line: in order, no part of `lines`.
    pub(super) foreign: Vec<Span>,
    /// The words of the lines.
    pub(super) scanner: Scanner,
}

impl Page {
    /// Reads a text in place of the page before.
    pub(super) fn read(&mut self, source: Tokenized) {
        self.lines.clear();
        self.foreign.clear();
        self.scanner.words.all.truncate(0);
        let Tokenized { text, tokens, line_ends, .. } = source;
        let bytes = text.as_bytes();
        let mut newlines = 0;
        let (mut start, mut first) = (0, 0);
        let returns = memchr::memchr(b'\r', bytes).is_some();
        for line_end in line_ends {
            let (end, last) = (line_end.at as usize, line_end.tokens as usize);
            if returns {
                // A carriage return alone ends a line too.
                let raw = &bytes[start..end];
                let mut from = start;
                for piece in raw.strip_suffix(b"\r").unwrap_or(raw).split(|it| *it == b'\r') {
                    let to = from + piece.len();
                    let inside = count_before(&tokens[first..last], to);
                    self.take(source.without(first), from..to, inside, &mut newlines);
                    first += inside;
                    from = to + 1;
                }
            } else {
                self.take(source.without(first), start..end, last - first, &mut newlines);
            }
            (start, first) = (end + 1, last);
        }
        self.set_foreign_lines_aside();
    }

    /// Takes out the lines in another language: they say nothing of their neighbours. A line or two may be anything.
    fn set_foreign_lines_aside(&mut self) {
        if self.lines.len() > 2 && self.lines.iter().any(|it| it.facts.has(flag::FOREIGN)) {
            let foreign = self.lines.iter().filter(|it| it.facts.has(flag::FOREIGN));
            self.foreign.extend(foreign.map(|it| it.span));
            self.foreign.sort_unstable_by_key(|it| it.start());
            self.lines.retain(|it| !it.facts.has(flag::FOREIGN));
        }
    }

    /// Takes in what stands between two line ends, with the tokens from there on, of which so many are `inside`; counts
    /// the later line end.
    fn take(&mut self, source: Tokenized, raw: Range<usize>, inside: usize, newlines: &mut u32) {
        if let Some(span) = trim(source.text, raw.start, raw.end) {
            let before = if self.lines.is_empty() { 0 } else { (*newlines).min(2) };
            self.add(source, inside, span, before as u8);
            *newlines = 0;
        }
        *newlines += 1;
    }

    fn add(&mut self, source: Tokenized, inside: usize, span: Span, newlines: u8) {
        let first_word = self.scanner.words.all.len();
        let facts = self.scanner.scan(source, inside, span);
        let line = if facts.other > 1
            && facts.latin > facts.other
            && let Some((own, piece)) = cut_other_script(source.text, span)
        {
            self.foreign.push(piece);
            self.scanner.words.all.truncate(first_word);
            let inside = count_before(&source.tokens[..inside], own.end() as usize);
            Line { span: own, newlines, facts: self.scanner.scan(source, inside, own) }
        } else {
            Line { span, newlines, facts }
        };
        self.lines.push(line);
    }
}

/// How many of the tokens start before this byte.
fn count_before(tokens: &[Token], byte: usize) -> usize {
    tokens.partition_point(|it| (it.span.start() as usize) < byte)
}

/// White space, and the marks without width that belong to no block: as [`rashomon_core`] counts them.
fn is_space(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}')
}

/// The span of `text` from `start` to `end` without white space around it, if anything is left.
fn trim(text: &str, start: usize, end: usize) -> Option<Span> {
    if start == end {
        return None;
    }
    let bytes = text.as_bytes();
    if bytes[start].is_ascii_graphic() && bytes[end - 1].is_ascii_graphic() {
        return Some(Span::new(start as u32, end as u32));
    }
    let line = text.get(start..end)?;
    let from_first = line.trim_start_matches(is_space);
    let start = end - from_first.len();
    let length = from_first.trim_end_matches(is_space).len();
    (length > 0).then(|| Span::new(start as u32, (start + length) as u32))
}

/// Cuts a label in another script off the line that it is glued to: `... in Oslo.اعلان` or `обзор.The talks ...`.
/// Returns the line's own part and the label. A foreign word that stands in the sentence, with a space before it,
/// belongs to the sentence; without a mark between them the two are one word.
fn cut_other_script(text: &str, span: Span) -> Option<(Span, Span)> {
    let line = text.get(span.range())?;
    let is_other = |it: char| it.is_alphabetic() && !is_latin(it);
    let ends_run = |it: char| it.is_ascii_alphanumeric() || is_latin(it);

    let tail = line.rfind(ends_run).map_or(0, |at| at + char_len(line, at));
    let run = line.get(tail..)?;
    let first = run.find(is_other).map(|at| tail + at);
    if let Some(first) = first
        && count_letters(line.get(first..)?, is_other) >= 2
    {
        let before = line.get(..first)?;
        let glued = before
            .chars()
            .next_back()
            .is_some_and(|it| !is_space(it) && !it.is_alphanumeric() && !opens_bracket(it));
        if glued {
            let own = trim(text, span.start() as usize, span.start() as usize + first)?;
            return Some((own, Span::new(span.start() + first as u32, span.end())));
        }
    }

    let head = line.find(ends_run)?;
    let run = line.get(..head)?;
    let last =
        run.char_indices().rfind(|(_, it)| is_other(*it)).map(|(at, it)| at + it.len_utf8())?;
    let glued = run.get(last..)?.chars().all(|it| !is_space(it) && !opens_bracket(it));
    if glued && last < head && count_letters(run, is_other) >= 2 {
        let own = Span::new(span.start() + head as u32, span.end());
        return Some((own, Span::new(span.start(), span.start() + head as u32)));
    }
    None
}

fn char_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|it| it.chars().next()).map_or(0, char::len_utf8)
}

fn count_letters(text: &str, is_letter: impl Fn(char) -> bool) -> usize {
    text.chars().filter(|it| is_letter(*it)).take(2).count()
}

fn opens_bracket(character: char) -> bool {
    matches!(
        character,
        '(' | '[' | '{' | '"' | '\'' | '“' | '‘' | '’' | '«' | '&' | '-' | '–' | '—' | '/'
    )
}

#[cfg(test)]
mod tests {
    use super::super::training::read_page;

    fn read(text: &str) -> (Vec<(&str, u8)>, Vec<&str>) {
        let page = read_page(text);
        (
            page.lines.iter().map(|it| (text.get(it.span.range()).unwrap(), it.newlines)).collect(),
            page.foreign.iter().map(|it| text.get(it.range()).unwrap()).collect(),
        )
    }

    #[test]
    fn lines_are_trimmed_and_count_the_line_ends_before_them() {
        let (lines, _) = read("\n\n a \r\nb\u{200b}\n\n\n\tc\n \nd\re\r\n\r\nf");
        assert_eq!(lines, [("a", 0), ("b", 1), ("c", 2), ("d", 2), ("e", 1), ("f", 2)]);
    }

    #[test]
    fn label_in_another_script_is_cut_off_the_line_it_is_glued_to() {
        let (lines, glued) = read("The ministers met in Oslo.اعلان جديد\nобзор.The talks go on.");
        assert_eq!(lines[0].0, "The ministers met in Oslo.");
        assert_eq!(lines[1].0, "The talks go on.");
        assert_eq!(glued, ["اعلان جديد", "обзор."]);
    }

    #[test]
    fn foreign_word_in_a_sentence_stays() {
        let text = "The word for peace in Russian is мир.\nHe called it a (перестройка)";
        let (lines, glued) = read(text);
        assert_eq!((lines.len(), glued.len()), (2, 0));
    }
}
