//! From markup to a tree, unless it is made to take for ever: the tree grows with time in the square of its depth and
//! the number of attributes of an element, and so do the rules that read it.

use dom_query::{Document, NodeRef};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use super::MOST_ELEMENTS;

/// Browsers draw no more levels than these.
const DEEPEST: usize = 512;
/// Real elements have some dozens.
const MOST_ATTRIBUTES: usize = 5000;
/// Nodes that are not elements, between them.
const MOST_NODES: usize = 8 * MOST_ELEMENTS;
/// Markup parsed between two looks at the tree: few enough bytes that it cannot grow far meanwhile.
const PIECE: usize = 16 * 1024;

/// Parses a page.
///
/// # Errors
/// If the page is nested too deeply or has too many elements or attributes.
pub(super) fn parse(markup: String) -> Result<Document, String> {
    if has_flood_of_attributes(markup.as_bytes()) {
        return Err(format!(
            "an element of the page has more than {MOST_ATTRIBUTES} attributes; it is no page to read"
        ));
    }
    let options = ParseOpts {
        // As the rules that find the main text expect it.
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Document::default(), options);
    let markup = StrTendril::from(markup);
    let mut rest: &str = &markup;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.ceil_char_boundary(PIECE));
        rest = after;
        parser.process(StrTendril::from(piece));
        let page = &parser.tokenizer.sink.sink;
        if page.tree.len() > MOST_NODES {
            return Err(too_many(MOST_ELEMENTS));
        }
        // What is open stands last on every level.
        if std::iter::successors(Some(page.root()), NodeRef::last_child).count() > DEEPEST {
            return Err(too_deep());
        }
    }
    let page = parser.finish();
    if depth(&page) > DEEPEST {
        return Err(too_deep());
    }
    // Complaints of the parser, which nobody reads, one for each slip in the markup.
    page.errors.borrow_mut().clear();
    Ok(page)
}

/// What to say of a page with more elements than `most`.
pub(super) fn too_many(most: usize) -> String {
    format!("the page has more than {most} elements; it is no page to read")
}

fn too_deep() -> String {
    format!("the page is nested deeper than {DEEPEST} elements; it is no page to read")
}

/// Levels of the tree, found without recursion.
fn depth(page: &Document) -> usize {
    let mut node = page.root();
    let (mut level, mut deepest) = (1, 1);
    loop {
        if let Some(child) = node.first_child() {
            node = child;
            level += 1;
            deepest = deepest.max(level);
            continue;
        }
        node = loop {
            if let Some(sibling) = node.next_sibling() {
                break sibling;
            }
            match node.parent() {
                Some(parent) if level > 1 => {
                    node = parent;
                    level -= 1;
                }
                _ => return deepest,
            }
        };
    }
}

/// Looks for a tag with very many attributes, as they are compared one with another. White space outside of quotes is
/// what parts them; what a tag is, is told roughly.
fn has_flood_of_attributes(markup: &[u8]) -> bool {
    let mut rest = markup;
    while let Some(start) = memchr::memchr(b'<', rest) {
        rest = rest.get(start + 1..).unwrap_or_default();
        if rest.starts_with(b"!--") {
            let end = memchr::memmem::find(rest, b"-->").unwrap_or(rest.len());
            rest = rest.get(end..).unwrap_or_default();
            continue;
        }
        if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let raw = [&b"script"[..], b"style", b"textarea", b"title"]
            .into_iter()
            .find(|name| rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name)));
        let Some(end) = end_of_tag(rest) else { return true };
        rest = rest.get(end..).unwrap_or_default();
        if raw.is_some() {
            // Code is full of signs that look like tags.
            rest =
                memchr::memmem::find(rest, b"</").and_then(|it| rest.get(it..)).unwrap_or_default();
        }
    }
    false
}

/// Where the tag at the start ends; `None` if it has too many attributes.
fn end_of_tag(tag: &[u8]) -> Option<usize> {
    let (mut quote, mut before, mut parts) = (None, b' ', 0);
    for (position, &byte) in tag.iter().enumerate() {
        match quote {
            Some(it) if it == byte => quote = None,
            Some(_) => {}
            None => match byte {
                b'>' => return Some(position),
                b'"' | b'\'' if before == b'=' => quote = Some(byte),
                b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' => parts += 1,
                _ => {}
            },
        }
        if parts > MOST_ATTRIBUTES {
            return None;
        }
        before = if byte.is_ascii_whitespace() { before } else { byte };
    }
    Some(tag.len())
}
