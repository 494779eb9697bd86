//! Marks within marks: spans may overlap in any way, elements of a page only nest.

use super::marks::{Mark, Marks};
use crate::html::{Page, esc, put};

/// Writes a text from its start to its end.
pub(super) struct Nest<'t, 'a> {
    text: &'t str,
    marks: &'t [Mark<'a>],
    /// Marks that were begun in an earlier part and go on.
    open: Vec<&'t Mark<'a>>,
}

impl<'t, 'a> Nest<'t, 'a> {
    pub(super) fn new(text: &'t str, marks: &'t Marks<'a>) -> Self {
        Self { text, marks: &marks.0, open: Vec::new() }
    }

    /// Text between two blocks.
    pub(super) fn plain(&mut self, page: &mut Page, from: usize, to: usize) {
        page.text(self.text.get(from..to).unwrap_or_default());
    }

    /// The text from `from` to `to` with its marks. A mark that crosses another's end is closed there and opened again.
    pub(super) fn write(&mut self, page: &mut Page, from: usize, to: usize) {
        let mut stack: Vec<&'t Mark<'a>> = Vec::new();
        // What begins before this part was cut off by its paragraph.
        self.open.retain(|it| it.end > from);
        for mark in std::mem::take(&mut self.open) {
            begin(page, mark, false);
            stack.push(mark);
        }
        let mut at = from;
        loop {
            while let Some((mark, rest)) = self.marks.split_first()
                && mark.start <= at
                && mark.start < to
            {
                self.marks = rest;
                if mark.end > at {
                    begin(page, mark, true);
                    stack.push(mark);
                }
            }
            let start = self.marks.first().map_or(to, |it| it.start);
            let next = stack.iter().map(|it| it.end).fold(start.min(to), usize::min);
            page.text(self.text.get(at..next).unwrap_or_default());
            at = next;
            Self::close(page, &mut stack, at);
            if at >= to {
                break;
            }
        }
        for _ in &stack {
            page.raw("</mark>");
        }
        self.open = stack;
    }

    fn close(page: &mut Page, stack: &mut Vec<&'t Mark<'a>>, at: usize) {
        let Some(lowest) = stack.iter().position(|it| it.end <= at) else { return };
        let closed = stack.split_off(lowest);
        for mark in closed.iter().rev() {
            if mark.end <= at {
                finish(page, mark);
            }
            page.raw("</mark>");
        }
        for mark in closed.into_iter().filter(|it| it.end > at) {
            begin(page, mark, false);
            stack.push(mark);
        }
    }
}

fn begin(page: &mut Page, mark: &Mark<'_>, first: bool) {
    put!(page, "<mark class=\"m {}\"", mark.class);
    if first {
        put!(page, " id=\"{}\"", mark.id);
    } else {
        put!(page, " data-part-of=\"{}\"", mark.id);
    }
    if !mark.note.is_empty() {
        put!(page, " title=\"{}\"", esc(&mark.note));
    }
    if first && !mark.links.is_empty() {
        let ids: Vec<_> = mark.links.iter().map(|it| it.id.as_str()).collect();
        put!(page, " data-of=\"{}\"", ids.join(" "));
    }
    page.raw(">");
}

/// What stands at the end of a mark: its tone, and the numbers of findings that other reports have too.
fn finish(page: &mut Page, mark: &Mark<'_>) {
    if mark.kind == "sentiment" {
        let sign = if mark.class.contains("positive") { "▲" } else { "▼" };
        put!(page, "<span class=\"sign\" aria-hidden=\"true\">{sign}</span>");
    }
    for link in mark.links.iter().filter(|it| it.reports > 1) {
        put!(
            page,
            "<sup class=\"ref\"><a href=\"#{0}\" aria-label=\"{0}, in {1} reports\">{0}</a></sup>",
            link.id,
            link.reports
        );
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn mark(start: usize, end: usize, class: &str) -> Mark<'static> {
        let (id, class) = (class.to_uppercase(), class.to_owned());
        Mark { start, end, kind: "", id, class, note: String::new(), links: &[] }
    }

    /// The parts one after another, `<a:` where a mark begins, `<+a:` where it goes on, `>` where it is closed.
    fn shown(text: &str, marks: Vec<Mark<'_>>, parts: &[(usize, usize)]) -> String {
        let marks = Marks(marks);
        let mut nest = Nest::new(text, &marks);
        let mut page = Page::default();
        for (from, to) in parts {
            nest.write(&mut page, *from, *to);
            page.raw("|");
        }
        let html = page.into_string().replace("</mark>", ">");
        let mut shown = String::new();
        for piece in html.split("<mark class=\"m ") {
            match piece.split_once("\" ").and_then(|it| Some((it.0, it.1.split_once("\">")?))) {
                Some((class, (id, rest))) => {
                    let more = if id.starts_with("id") { "" } else { "+" };
                    write!(shown, "<{more}{class}:{rest}").unwrap();
                }
                None => shown.push_str(piece),
            }
        }
        shown
    }

    #[test]
    fn marks_nest_and_cross() {
        let text = "0123456789";
        assert_eq!(
            shown(text, vec![mark(1, 8, "a"), mark(2, 4, "b")], &[(0, 10)]),
            "0<a:1<b:23>4567>89|"
        );
        assert_eq!(
            shown(text, vec![mark(1, 5, "a"), mark(3, 8, "b")], &[(0, 10)]),
            "0<a:12<b:34>><+b:567>89|"
        );
        assert_eq!(
            shown(text, vec![mark(0, 3, "a"), mark(0, 3, "b")], &[(0, 10)]),
            "<a:<b:012>>3456789|"
        );
    }

    #[test]
    fn marks_go_on_in_the_next_paragraph() {
        let text = "0123456789";
        let marks = || vec![mark(2, 8, "a"), mark(4, 5, "b"), mark(7, 10, "c")];
        assert_eq!(shown(text, marks(), &[(0, 4), (6, 10)]), "01<a:23>|<+a:6<c:7>><+c:89>|");
        assert_eq!(shown(text, vec![mark(2, 4, "a")], &[(0, 4), (4, 10)]), "01<a:23>|456789|");
    }
}
