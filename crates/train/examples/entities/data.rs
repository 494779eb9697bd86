//! Annotated texts as chains of tokens to learn from.

use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::Path;

use rashomon_core::{Document, OwnedDocument, Span, TokenKind};
use rashomon_entities::training::{
    Chain, Extractor, Group, LABELS, Label, Model, State, corrected, trimmed,
};
use rashomon_text::{TextLayer, TextOptions};
use serde::Deserialize;

use crate::writing::Writing;

/// Short messages that are read as one document: single ones show nothing of how a word is used.
const MESSAGES_AT_ONCE: usize = 20;

/// A chain with the states that each token may have, one bit each.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// Tokens and features.
    pub chain: Chain,
    /// For each token the possible states.
    pub allowed: Vec<u16>,
    /// The group of its text.
    pub group: usize,
}

/// What a data set is like, by the beginning of its file name.
#[derive(Clone, Copy, Debug)]
struct Kind {
    /// Messages of a line or two, many by one file.
    messages: bool,
    /// Names that are neither people, places nor organisations are annotated.
    has_misc: bool,
}

fn kind_of(path: &Path) -> Kind {
    let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
    let begins = |names: &[&str]| names.iter().any(|it| name.starts_with(it));
    Kind { messages: begins(&["btc", "wnut"]), has_misc: begins(&["wikigold", "crossner"]) }
}

/// Annotated names in bytes of their text.
pub(crate) type Spans = Vec<(Span, Label)>;

#[derive(Deserialize)]
struct Line {
    text: String,
    spans: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    start: usize,
    end: usize,
    label: String,
}

/// A text to learn from.
#[derive(Debug)]
pub(crate) struct Text {
    document: OwnedDocument,
    /// Its chains, as indices into the examples.
    examples: Range<usize>,
    /// Texts of one group must not teach a model that reads the others.
    pub group: usize,
}

/// Texts and their chains.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    /// All texts.
    pub texts: Vec<Text>,
    /// Their chains.
    pub examples: Vec<Example>,
}

/// Reads files of `{"text", "spans": [{"start", "end", "label"}]}`, offsets in code points.
///
/// # Errors
/// If a file cannot be read, is not of this form or holds an unknown label.
pub(crate) fn read(paths: &[&str]) -> Result<Corpus, Box<dyn Error>> {
    let mut layer = TextLayer::new(TextOptions::default());
    let mut extractor = Extractor::default();
    let mut corpus = Corpus::default();
    let mut group = 0;
    for path in paths.iter().map(Path::new) {
        let kind = kind_of(path);
        let lines = lines_of(path)?;
        for lines in lines.chunks(if kind.messages { MESSAGES_AT_ONCE } else { 1 }) {
            let (text, spans) = joined(lines)?;
            for writing in Writing::of(group) {
                let (text, changed) = writing.rewrite(&text, group / 3);
                let mut document = OwnedDocument::new("", text)?;
                layer.annotate(&mut document);
                let states = states(&document, &spans, kind);
                let first = corpus.examples.len();
                for chain in extractor.chains(&document) {
                    let inside = chain.tokens.clone();
                    let start = document.tokens()[inside.start].span.start() as usize;
                    if !changed.iter().any(|it| it.contains(&start)) {
                        continue;
                    }
                    let mut allowed = states[inside.clone()].to_vec();
                    open_at_edges(&document, &spans, &inside, &mut allowed);
                    corpus.examples.push(Example { chain, allowed, group });
                }
                corpus.texts.push(Text { document, examples: first..corpus.examples.len(), group });
            }
            group += 1;
        }
    }
    Ok(corpus)
}

impl Corpus {
    /// Adds the features of the second reading; `models` are for the groups by their remainders, each learned without
    /// the groups that it reads.
    pub(crate) fn add_evidence(&mut self, models: &[Model]) {
        let mut extractors: Vec<Extractor> = models.iter().map(|_| Extractor::default()).collect();
        for text in &self.texts {
            let at = text.group % models.len();
            let examples = &mut self.examples[text.examples.clone()];
            for (token, feature) in extractors[at].evidence(&text.document, &models[at]) {
                let next = examples.partition_point(|it| it.chain.tokens.end <= token);
                if let Some(example) = examples.get_mut(next)
                    && let Some(offset) = token.checked_sub(example.chain.tokens.start)
                {
                    example.chain.features[offset].push((feature, Group::Evidence));
                }
            }
        }
    }
}

fn lines_of(path: &Path) -> Result<Vec<Line>, Box<dyn Error>> {
    let lines = fs::read_to_string(path)?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<Vec<Line>, _>>()
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(lines)
}

/// The annotated texts of a file one by one, with the names in bytes.
///
/// # Errors
/// As [`read`].
pub(crate) fn gold(path: &str) -> Result<Vec<(String, Spans)>, Box<dyn Error>> {
    lines_of(Path::new(path))?.chunks(1).map(joined).collect()
}

/// The texts as one, with their spans in bytes of it.
fn joined(lines: &[Line]) -> Result<(String, Spans), Box<dyn Error>> {
    let mut text = String::new();
    let mut spans = Spans::new();
    for line in lines {
        let base = text.len();
        let bytes: Vec<usize> =
            line.text.char_indices().map(|it| it.0).chain([line.text.len()]).collect();
        for gold in &line.spans {
            let label = Label::ALL.into_iter().find(|it| it.name() == gold.label);
            let label = label.ok_or_else(|| format!("unknown label `{}`", gold.label))?;
            let at = |it: usize| bytes.get(it).map(|it| (base + it) as u32);
            let ends = at(gold.start).zip(at(gold.end)).ok_or("a span lies outside its text")?;
            spans.push((Span::new(ends.0, ends.1), label));
        }
        text.push_str(&line.text);
        text.push('\n');
    }
    Ok((text, spans))
}

/// For each token of the document the states that the annotation allows.
fn states(document: &OwnedDocument, spans: &[(Span, Label)], kind: Kind) -> Vec<u16> {
    let bit = |it: State| 1_u16 << it.0;
    let misc = bit(State::first(Label::Misc)) | bit(State::later(Label::Misc));
    let outside = bit(State::OUTSIDE) | if kind.has_misc { 0 } else { misc };
    let mut states = vec![outside; document.tokens().len()];
    for &(span, label) in spans {
        if is_handle(document, span) {
            continue;
        }
        let tokens = document.tokens_in(span);
        let name = trimmed(document, label, tokens);
        let label = corrected(document, label, name.clone());
        for index in name.clone() {
            let first = index == name.start;
            states[index] = bit(if first { State::first(label) } else { State::later(label) });
        }
    }
    states
}

/// `@someone`: the name of an account, not of a person.
fn is_handle(document: &OwnedDocument, span: Span) -> bool {
    let before = document.text().get(..span.start() as usize).unwrap_or_default();
    document.slice(span).contains('@') || before.ends_with('@')
}

/// A name that reaches beyond the chain cannot be found whole: its tokens may have any state.
fn open_at_edges(
    document: &OwnedDocument,
    spans: &[(Span, Label)],
    chain: &Range<usize>,
    allowed: &mut [u16],
) {
    for &(span, label) in spans {
        let tokens = document.tokens_in(span);
        if tokens.end <= chain.start || tokens.start >= chain.end {
            continue;
        }
        let name = trimmed(document, label, tokens);
        let is_name = |it: usize| document.tokens()[it].kind() != TokenKind::Stop;
        let beyond = name.start < chain.start || (name.end > chain.end && is_name(name.end - 1));
        if beyond {
            for index in name.start.max(chain.start)..name.end.min(chain.end) {
                allowed[index - chain.start] = (1 << LABELS) - 1;
            }
        }
    }
}
