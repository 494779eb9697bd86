//! From the elements of the main text to lines.

use dom_query::{Document, NodeRef};

/// Elements that stand in lines of their own.
const BLOCKS: [&str; 40] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];
/// Elements whose text nobody sees.
const UNSEEN: [&str; 8] =
    ["button", "noscript", "object", "script", "style", "svg", "template", "textarea"];

/// The text of some markup: a line for each block, with an empty line between them.
pub(super) fn of(markup: &str) -> String {
    let page = Document::fragment(markup);
    let mut text = Text::default();
    // No recursion: the depth of a page is its author's choice.
    let root = page.root();
    let mut node = root.first_child();
    while let Some(it) = node {
        let seen = text.open(&it);
        node = it.first_child().filter(|_| seen).or_else(|| {
            let mut last = it;
            loop {
                text.close(&last);
                if let Some(sibling) = last.next_sibling() {
                    return Some(sibling);
                }
                last = last.parent().filter(|parent| parent.id != root.id)?;
            }
        });
    }
    text.written
}

#[derive(Default)]
struct Text {
    written: String,
    /// Whether a new line is due before the next word, or only a space.
    line_due: bool,
    space_due: bool,
}

impl Text {
    /// Writes the start of an element or a text; whether what is within is to be seen.
    fn open(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.write(&node.text());
            return false;
        }
        let name = node.node_name();
        let name = name.as_deref().unwrap_or_default();
        self.part(name);
        UNSEEN.binary_search(&name).is_err()
    }

    fn close(&mut self, node: &NodeRef<'_>) {
        if let Some(name) = node.node_name() {
            self.part(&name);
        }
    }

    fn part(&mut self, name: &str) {
        self.line_due |= BLOCKS.binary_search(&name).is_ok();
        self.space_due |= name == "td" || name == "th";
    }

    fn write(&mut self, text: &str) {
        for word in text.split_inclusive(is_space) {
            let spelt = word.trim_end_matches(is_space);
            if !spelt.is_empty() {
                if !self.written.is_empty() {
                    if self.line_due {
                        self.written.push_str("\n\n");
                    } else if self.space_due {
                        self.written.push(' ');
                    }
                }
                (self.line_due, self.space_due) = (false, false);
                self.written.push_str(spelt);
            }
            self.space_due |= spelt.len() < word.len();
        }
    }
}

/// White space as pages write it; other spaces (thin, ideographic) are the author's.
const fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(BLOCKS.is_sorted() && UNSEEN.is_sorted());
    }

    #[test]
    fn blocks_are_lines_and_white_space_is_one_space() {
        for (markup, expected) in [
            ("<p>one <b>two</b>\n three</p><p>four</p>", "one two three\n\nfour"),
            ("<figure><img><figcaption>The mayor</figcaption></figure>Text", "The mayor\n\nText"),
            ("<ul><li>a</li><li>b&nbsp;c</li></ul>", "a\n\nb c"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
            ("<p>un<i>believ</i>able<br>line</p>", "unbelievable\n\nline"),
            ("<p>seen<script>x</script><noscript>y</noscript></p><!-- z -->", "seen"),
            ("", ""),
        ] {
            assert_eq!(of(markup), expected, "{markup}");
        }
    }
}
