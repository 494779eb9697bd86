//! From markup to a tree, unless it is made to take for ever: the tree grows with time in the square of its depth and
//! the number of attributes of an element, and so do the rules that read it.

use std::cell::Cell;

use dom_query::{Document, NodeId, NodeRef};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

use super::MOST_ELEMENTS;

/// Browsers draw no more levels than these.
const DEEPEST: usize = 512;
/// Real elements have some dozens.
const MOST_ATTRIBUTES: usize = 5000;
/// Of an element that is opened anew in every paragraph in which it is still open.
const MOST_ATTRIBUTES_OF_FORMATTING: usize = 100;
/// The elements of which that holds.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Nodes that are not elements, between them.
const MOST_NODES: usize = 8 * MOST_ELEMENTS;
/// Markup parsed between two looks at the tree: few enough bytes that it cannot grow far meanwhile.
const PIECE: usize = 16 * 1024;

/// Parses a page.
///
/// # Errors
/// If the page is nested too deeply or has too many elements or attributes.
pub(super) fn parse(markup: &str) -> Result<Document, String> {
    let mut parser = Parser::new(markup);
    let bytes = markup.as_bytes();
    for tag in memchr::memchr_iter(b'<', bytes) {
        let slash = usize::from(bytes.get(tag + 1) == Some(&b'/'));
        let name = tag + 1 + slash;
        if !bytes.get(name).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        // In text every sign makes a token at once, and so does one that ends a tag or a comment; within these none does.
        if parser.fed != tag + 1 {
            parser.feed_to(markup.floor_char_boundary(tag.saturating_sub(1)))?;
            parser.feed_to(tag + 1)?;
        }
        let first = matches!(markup.get(..tag), Some("" | "\u{feff}"));
        if !parser.made_tokens && !first {
            continue;
        }
        // In scripts and titles this is text after all, which shows with the name.
        let letters = bytes.iter().skip(name).take_while(|it| it.is_ascii_alphabetic()).count();
        let known = if slash == 0 { name + 1 } else { name + letters + 1 };
        let known = markup.ceil_char_boundary(known.min(markup.len()));
        let ends = bytes.get(known - 1) == Some(&b'>');
        parser.feed_to(known)?;
        if !ends && !parser.made_tokens && has_flood_of_attributes(bytes.iter().skip(name)) {
            return Err(format!(
                "an element of the page has more than {MOST_ATTRIBUTES} attributes; it is no page to read"
            ));
        }
    }
    parser.feed_to(markup.len())?;
    parser.tokenizer.end();
    let page = parser.tokenizer.sink.builder.sink.finish();
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

/// The parser of a page, fed up to a place of it.
struct Parser<'m> {
    tokenizer: Tokenizer<Watched>,
    queue: BufferQueue,
    markup: &'m str,
    fed: usize,
    unseen: usize,
    /// Whether what was fed last made tokens.
    made_tokens: bool,
}

impl<'m> Parser<'m> {
    fn new(markup: &'m str) -> Self {
        // As the rules that find the main text expect it.
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let builder = TreeBuilder::new(Document::default(), options);
        let watched = Watched {
            builder,
            tokens: Cell::new(0),
            attributes_of_page: Cell::new(0),
            is_flooded: Cell::new(false),
        };
        let tokenizer = Tokenizer::new(watched, TokenizerOpts::default());
        let queue = BufferQueue::default();
        Self { tokenizer, queue, markup, fed: 0, unseen: 0, made_tokens: false }
    }

    /// Parses the markup up to `end`.
    fn feed_to(&mut self, end: usize) -> Result<(), String> {
        while self.fed < end {
            let next = self.markup.ceil_char_boundary(end.min(self.fed + PIECE));
            let piece = self.markup.get(self.fed..next).unwrap_or_default();
            self.queue.push_back(StrTendril::from(piece));
            let before = self.tokenizer.sink.tokens.get();
            while !matches!(
                self.tokenizer.feed(&self.queue),
                html5ever::interface::TokenizerResult::Done
            ) {}
            self.made_tokens = self.tokenizer.sink.tokens.get() != before;
            self.fed = next;
            self.unseen += piece.len();
            if self.unseen >= PIECE {
                self.unseen = 0;
                self.look()?;
            }
        }
        Ok(())
    }

    fn look(&self) -> Result<(), String> {
        if self.tokenizer.sink.is_flooded.get() {
            return Err(
                "an element of the page has too many attributes; it is no page to read".into()
            );
        }
        let page = &self.tokenizer.sink.builder.sink;
        if page.tree.len() > MOST_NODES {
            return Err(too_many(MOST_ELEMENTS));
        }
        // What is open stands last on every level.
        if std::iter::successors(Some(page.root()), NodeRef::last_child).count() > DEEPEST {
            return Err(too_deep());
        }
        Ok(())
    }
}

/// Counts the tokens that the tree is made of, and looks for attributes that it would multiply.
struct Watched {
    builder: TreeBuilder<NodeId, Document>,
    tokens: Cell<u64>,
    /// Those of all `html` and `body` tags: each gives its own to the one element of its name.
    attributes_of_page: Cell<usize>,
    is_flooded: Cell<bool>,
}

impl Watched {
    fn watch(&self, tag: &str, attributes: usize) {
        let of_page = &self.attributes_of_page;
        if matches!(tag, "html" | "body") {
            of_page.set(of_page.get() + attributes);
        }
        if of_page.get() > MOST_ATTRIBUTES
            || (attributes > MOST_ATTRIBUTES_OF_FORMATTING && FORMATTING.contains(&tag))
        {
            self.is_flooded.set(true);
        }
    }
}

impl TokenSink for Watched {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if let Token::TagToken(tag) = &token
            && !tag.attrs.is_empty()
        {
            self.watch(&tag.name, tag.attrs.len());
        }
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether the tag has very many attributes, which are compared one with another while it is read. `tag` starts with
/// its name; the states are those of the standard.
fn has_flood_of_attributes<'t>(tag: impl Iterator<Item = &'t u8>) -> bool {
    #[derive(Clone, Copy)]
    enum At {
        TagName,
        BeforeName,
        Name,
        AfterName,
        BeforeValue,
        Quoted(u8),
        Unquoted,
    }
    let (mut at, mut count) = (At::TagName, 0);
    for &byte in tag {
        let space = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c);
        at = match (at, byte) {
            (At::Quoted(quote), _) if byte == quote => At::BeforeName,
            (At::Quoted(_), _) => at,
            (_, b'>') => return false,
            (At::BeforeValue, b'"' | b'\'') => At::Quoted(byte),
            (At::BeforeValue, _) if space => at,
            (At::BeforeValue, _) => At::Unquoted,
            (At::TagName | At::Unquoted, _) if space => At::BeforeName,
            (At::Unquoted, _) => at,
            (_, b'/') => At::BeforeName,
            (At::Name | At::AfterName, b'=') => At::BeforeValue,
            (At::Name | At::AfterName, _) if space => At::AfterName,
            (At::TagName | At::Name, _) => at,
            (At::BeforeName, _) if space => at,
            (At::BeforeName | At::AfterName, _) => {
                count += 1;
                At::Name
            }
        };
        if count > MOST_ATTRIBUTES {
            return true;
        }
    }
    false
}
