//! What is kept of a report: its entities, with every name that it has for them.

use std::collections::HashMap;

use rashomon_core::{Document, Shape, Span, Token, TokenKind, Value, fold_hash};
use serde::{Deserialize, Serialize};

use crate::cluster::title_before;
use crate::label::Label;

/// The reports of one story, in order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct State {
    pub(crate) reports: Vec<Report>,
}

impl State {
    /// Whether it can have been saved: what is counted on of names and their tokens holds, whoever wrote the bytes.
    pub(crate) fn is_sound(&self) -> bool {
        let mut entities = self.reports.iter().flat_map(|it| &it.entities);
        entities.all(|it| !it.names.is_empty() && it.names.iter().all(Name::is_sound))
    }
}

/// One report.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Report {
    pub(crate) id: String,
    pub(crate) entities: Vec<Entity>,
}

/// An entity of one report.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Entity {
    /// What the report calls it.
    pub(crate) canonical: String,
    /// [`tags::MALE`](crate::tags::MALE) or [`tags::FEMALE`](crate::tags::FEMALE), if a title tells.
    pub(crate) gender: u32,
    /// Its names as written, by first mention.
    pub(crate) names: Vec<Name>,
}

/// A name as a report writes it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Name {
    /// Number of its [`Label`].
    label: u8,
    pub(crate) text: String,
    tokens: Vec<Piece>,
    /// How often the report has it.
    pub(crate) mentions: u32,
}

/// A token of a name.
#[derive(Debug, Serialize, Deserialize)]
struct Piece {
    start: u32,
    length: u32,
    kind: u8,
    shape: u16,
}

impl Name {
    /// Its tokens are in order and cover its text but for blanks.
    fn is_sound(&self) -> bool {
        let mut end = 0;
        for Piece { start, length, .. } in &self.tokens {
            let (start, length) = (*start as usize, *length as usize);
            let blank = self.text.get(end..start).is_some_and(|it| it.bytes().all(|it| it == b' '));
            if !blank || length == 0 || self.text.get(start..start + length).is_none() {
                return false;
            }
            end = start + length;
        }
        end > 0 && end == self.text.len()
    }

    pub(crate) fn label(&self) -> Label {
        Label::ALL.into_iter().find(|it| *it as u8 == self.label).unwrap_or(Label::Misc)
    }

    /// Appends its tokens to those of a text where it stands at `offset`; `word` numbers the word types.
    pub(crate) fn push_tokens<'a>(
        &'a self,
        offset: u32,
        tokens: &mut Vec<Token>,
        word: &mut impl FnMut(&'a str) -> u32,
    ) {
        for piece in &self.tokens {
            let (start, end) = (piece.start, piece.start.saturating_add(piece.length));
            let Some(text) = self.text.get(start as usize..end as usize) else { continue };
            let span = Span::new(offset + start, offset + end);
            let kind = TokenKind::from_u8(piece.kind).unwrap_or(TokenKind::Symbol);
            let number = word(text);
            let shape = Shape(piece.shape);
            tokens.push(Token::new(span, fold_hash(text), number, number, shape, kind));
        }
    }
}

impl Report {
    /// Reads a document with its layer of entities.
    pub(crate) fn of(document: &dyn Document) -> Self {
        let mut report = Self { id: document.id().into(), entities: Vec::new() };
        let Some(layer) = document.layer("entities") else { return report };
        let [canonical, number] = ["canonical", "entity"].map(|it| layer.key(it));
        let mut entities: HashMap<Identity<'_>, usize> = HashMap::new();
        let mut names: HashMap<(usize, u8, String), usize> = HashMap::new();
        for mention in layer.iter() {
            let tokens = document.tokens_in(mention.span());
            let inside = document.tokens().get(tokens.clone()).unwrap_or_default();
            if inside.is_empty() {
                continue;
            }
            let label = label(mention.label());
            let (text, pieces) = pieces(document, inside);
            let called = match canonical.and_then(|it| mention.value(it)) {
                Some(Value::String(called)) => called,
                _ => document.slice(mention.span()),
            };
            let identity = match number.and_then(|it| mention.value(it)) {
                Some(Value::Integer(number)) => Identity::Number(number),
                // Another tool may not number entities.
                _ => Identity::Called(called),
            };
            let entity = *entities.entry(identity).or_insert_with(|| {
                let canonical = called.into();
                report.entities.push(Entity { canonical, gender: 0, names: Vec::new() });
                report.entities.len() - 1
            });
            let Entity { gender, names: known, .. } = &mut report.entities[entity];
            if label == Label::Per {
                *gender |= title_before(document, tokens.start).0;
            }
            let key = (entity, label as u8, text);
            if let Some(&name) = names.get(&key) {
                known[name].mentions += 1;
                continue;
            }
            let text = key.2.clone();
            known.push(Name { label: label as u8, text, tokens: pieces, mentions: 1 });
            names.insert(key, known.len() - 1);
        }
        report
    }
}

/// What makes mentions of one report one entity.
#[derive(PartialEq, Eq, Hash)]
enum Identity<'a> {
    Number(i64),
    Called(&'a str),
}

fn label(name: &str) -> Label {
    Label::ALL.into_iter().find(|it| it.name() == name).unwrap_or(Label::Misc)
}

/// The text of some tokens with single blanks between them, and where they stand in it.
fn pieces(document: &dyn Document, tokens: &[Token]) -> (String, Vec<Piece>) {
    let mut text = String::new();
    let mut pieces = Vec::with_capacity(tokens.len());
    let mut end = tokens.first().map_or(0, |it| it.span.start());
    for token in tokens {
        if token.span.start() > end {
            text.push(' ');
        }
        end = token.span.end();
        let start = text.len() as u32;
        text.push_str(document.slice(token.span));
        pieces.push(Piece {
            start,
            length: text.len() as u32 - start,
            kind: token.kind() as u8,
            shape: token.shape.0,
        });
    }
    (text, pieces)
}
