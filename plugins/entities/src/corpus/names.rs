//! All names of a story, as one text of a name a line: what the names of one document are compared by, names of
//! several can be compared by too.

use std::collections::HashMap;
use std::ops::Range;

use rashomon_core::{
    AnalyzeError, Block, BlockKind, Document, OwnedDocument, Sentence, Span, Structure, Token,
    TokenKind, Vocabulary, fold,
};

use crate::cluster::forms::{Form, Forms};
use crate::cluster::words::Part;
use crate::corpus::state::{Name, Report};
use crate::label::Label;

/// The distinct names of a story.
#[derive(Debug)]
pub(crate) struct Names {
    document: OwnedDocument,
    forms: Forms,
    /// The tokens of each name.
    tokens: Vec<Range<usize>>,
    spans: Vec<Span>,
    /// For each name the number of its folded form.
    folded: Vec<u32>,
}

impl Names {
    /// The names of some reports. Returns also the number of each name of each entity of each report, in order.
    pub(crate) fn of(reports: &[Report]) -> Result<(Self, Vec<u32>), AnalyzeError> {
        let mut numbers = Vec::new();
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut distinct: Vec<&Name> = Vec::new();
        for name in reports.iter().flat_map(|it| &it.entities).flat_map(|it| &it.names) {
            let number = *known.entry(&name.text).or_insert_with(|| {
                distinct.push(name);
                distinct.len() as u32 - 1
            });
            numbers.push(number);
        }
        let mut folded: HashMap<String, u32> = HashMap::new();
        let folded = distinct.iter().map(|it| {
            let next = folded.len() as u32;
            *folded.entry(fold(&it.text).into_owned()).or_insert(next)
        });
        let folded = folded.collect();
        let (document, tokens, spans) = lines(&distinct)?;
        let mut forms = Forms::default();
        forms.prepare(&document);
        Ok((Self { document, forms, tokens, spans, folded }, numbers))
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// A name as written.
    pub(crate) fn text(&self, name: u32) -> &str {
        self.document.slice(self.spans[name as usize])
    }

    /// The same without a title or article in front that does not belong to it.
    pub(crate) fn trimmed(&self, name: u32, row: u32) -> &str {
        let inner = &self.forms.get(row).tokens;
        let tokens = &self.document.tokens()[self.tokens[name as usize].clone()];
        let first = tokens.get(inner.start as usize);
        let last = (inner.end as usize).checked_sub(1).and_then(|it| tokens.get(it));
        first.zip(last).map_or("", |(first, last)| self.document.slice(first.span.cover(last.span)))
    }

    /// A number that names have in common which differ in case alone.
    pub(crate) fn folded(&self, name: u32) -> u32 {
        self.folded[name as usize]
    }

    /// The row of what follows from a name and its label alone.
    pub(crate) fn row(&mut self, name: u32, label: Label) -> u32 {
        self.forms.of(&self.document, label, self.tokens[name as usize].clone())
    }

    /// What stands in such a row.
    pub(crate) fn form(&self, row: u32) -> &Form {
        self.forms.get(row)
    }

    /// The words of a form.
    pub(crate) fn parts(&self, form: &Form) -> &[Part] {
        self.forms.parts(&form.parts)
    }

    /// The hash of the first word of a name.
    pub(crate) fn first_word(&self, name: u32) -> u64 {
        let tokens = &self.document.tokens()[self.tokens[name as usize].clone()];
        tokens.iter().find(|it| it.kind() == TokenKind::Word).map_or(0, |it| it.hash)
    }
}

/// A document that has one name a line; the tokens and the span of each.
type Lines = (OwnedDocument, Vec<Range<usize>>, Vec<Span>);

fn lines(names: &[&Name]) -> Result<Lines, AnalyzeError> {
    let mut text = String::new();
    let mut types: HashMap<&str, u32> = HashMap::new();
    let mut all: Vec<Token> = Vec::new();
    let (mut tokens, mut spans) = (Vec::new(), Vec::new());
    for name in names {
        let (start, first) = (text.len() as u32, all.len());
        text.push_str(&name.text);
        spans.push(Span::new(start, text.len() as u32));
        name.push_tokens(start, &mut all, &mut |word| {
            let next = types.len() as u32;
            *types.entry(word).or_insert(next)
        });
        tokens.push(first..all.len());
        text.push('\n');
    }
    let mut document = OwnedDocument::new("names", text).map_err(AnalyzeError::new)?;
    let mut structure = Structure {
        vocabulary: Vocabulary { generation: 1, len: types.len() as u32 },
        ..Structure::default()
    };
    if let (Some(first), Some(last)) = (all.first(), all.last()) {
        let span = first.span.cover(last.span);
        structure.blocks.push(Block::new(span, 0..1, BlockKind::Body));
        structure.sentences.push(Sentence::new(span, 0..all.len() as u32, 0));
    }
    structure.tokens = all;
    document.set_structure(structure);
    Ok((document, tokens, spans))
}
