//! From a finished document to what the stage keeps of it.

use std::collections::HashMap;
use std::ops::Range;

use rashomon_core::{Annotation, Document, Layer, Span, Token, TokenKind};
use rashomon_text::stems::{Stem, push_stems, stem_of};

use crate::corpus::clauses::{clauses, is_conjunction};
use crate::corpus::kin::head_of;
use crate::corpus::offices::{described, offices};
use crate::corpus::state::{Kind, Report, Sort, Variant, Voice, Word};
use crate::lexicon::NEGATIONS;

/// Words of a variant that are compared in order; what is longer is no single utterance.
const LONGEST: usize = 120;
/// A sentence of a quotation with fewer telling words stays with the one before it.
const TELLING: usize = 2;

/// Reads a document that the analyzer has finished.
pub(crate) fn gather(document: &dyn Document) -> Report {
    let mut gatherer = Gatherer::new(document);
    let variants = document.layer("quotes").map_or_else(Vec::new, |it| gatherer.variants(it));
    Report {
        id: document.id().to_owned(),
        sentences: gatherer.read.len() as u32,
        offices: document.layer("entities").map_or_else(Vec::new, |it| offices(document, it)),
        words: gatherer.words,
        variants,
    }
}

struct Gatherer<'d> {
    document: &'d dyn Document,
    /// Indices of the sentences that analyzers read.
    read: Vec<u32>,
    words: Vec<Word>,
    index: HashMap<Stem, u32>,
    stems: Vec<Stem>,
}

impl<'d> Gatherer<'d> {
    fn new(document: &'d dyn Document) -> Self {
        let sentences = document.sentences().iter().enumerate();
        let read = sentences.filter(|it| document.is_read(it.1)).map(|it| it.0 as u32).collect();
        let mut gatherer =
            Self { document, read, words: Vec::new(), index: HashMap::new(), stems: Vec::new() };
        gatherer.count();
        gatherer
    }

    /// Counts in how many sentences each stem stands.
    fn count(&mut self) {
        for at in 0..self.read.len() {
            let sentence = &self.document.sentences()[self.read[at] as usize];
            self.stems.clear();
            let tokens = sentence.first_token..sentence.end_token;
            push_stems(self.document, tokens, &mut self.stems);
            self.stems.iter_mut().for_each(|it| *it = head_of(*it));
            self.stems.sort_unstable();
            self.stems.dedup();
            for stem in std::mem::take(&mut self.stems) {
                let word = self.word(stem);
                self.words[word as usize].sentences += 1;
            }
        }
    }

    fn word(&mut self, stem: Stem) -> u32 {
        *self.index.entry(stem).or_insert_with(|| {
            self.words.push(Word { stem, sentences: 0 });
            self.words.len() as u32 - 1
        })
    }

    fn variants(&mut self, quotes: Layer<'_>) -> Vec<Variant> {
        let mut variants = Vec::with_capacity(quotes.len());
        // By annotation: the first one of its quotation, which comes before.
        let mut statements: Vec<u32> = Vec::with_capacity(quotes.len());
        for annotation in quotes.iter() {
            let before = annotation.reference("continues");
            let before = before.and_then(|it| statements.get(it as usize).copied());
            statements.push(before.unwrap_or(annotation.index()));
            let Some(kind) = Kind::of(annotation.label()) else { continue };
            let voice = voice(self.document, annotation).filter(|_| kind != Kind::Scare);
            let denied = annotation
                .span_of("cue_span")
                .is_some_and(|it| self.negates(self.document.tokens_in(it)));
            for (tokens, telling) in self.pieces(annotation.span(), kind) {
                let content = self.content([tokens.clone()]);
                let span = self.span(annotation.span(), tokens.clone());
                variants.push(Variant {
                    start: span.start(),
                    end: span.end(),
                    kind,
                    sentence: self.sentence_of(tokens.start),
                    annotation: annotation.index(),
                    statement: before.unwrap_or(annotation.index()),
                    repeats: annotation.reference("repeats"),
                    voice: voice.clone(),
                    negated: denied || self.negates(telling),
                    run: self.run(tokens.clone()),
                    content,
                    around: self.around(tokens),
                });
            }
        }
        variants
    }

    /// The tokens of each clause, and those of them that tell: what one report has in one breath, another has in two.
    fn pieces(&mut self, span: Span, kind: Kind) -> Vec<(Range<usize>, Range<usize>)> {
        let tokens = self.document.tokens_in(span);
        if tokens.is_empty() {
            return Vec::new();
        }
        if kind == Kind::Scare {
            return vec![(tokens.clone(), tokens)];
        }
        let mut pieces: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        // Whether the piece before tells too little to stand alone.
        let mut open = false;
        for clause in clauses(self.document, tokens) {
            let telling = self.content([clause.clone()]).len() >= TELLING;
            match pieces.last_mut() {
                Some((whole, tells)) if open => {
                    whole.end = clause.end;
                    tells.end = clause.end;
                }
                Some((whole, _)) if !telling => whole.end = clause.end,
                _ => pieces.push((clause.clone(), clause)),
            }
            open = pieces.len() == 1 && !telling && (open || pieces[0].0.len() < 2 * TELLING);
        }
        pieces
    }

    /// Where a clause of a content stands, without the conjunction that ties it to the clause before.
    fn span(&self, whole: Span, clause: Range<usize>) -> Span {
        let tokens = self.document.tokens();
        let mut first = clause.start;
        let inner = tokens[first].span.start() > whole.start() && first + 1 < clause.end;
        if inner && is_conjunction(&tokens[first]) {
            first += 1;
        }
        let (start, end) = (tokens[first].span.start(), tokens[clause.end - 1].span.end());
        Span::new(start.max(whole.start()), end.min(whole.end()))
    }

    fn sentence_of(&self, token: usize) -> u32 {
        self.document.sentences().partition_point(|it| it.end_token as usize <= token) as u32
    }

    /// The words in order.
    fn run(&mut self, tokens: Range<usize>) -> Vec<u32> {
        let document = self.document;
        let plain = |it: &&Token| matches!(it.kind(), TokenKind::Word | TokenKind::Number);
        let words = document.tokens()[tokens].iter().filter(plain).take(LONGEST);
        words.map(|it| self.word(stem_of(document.slice(it.span)).unwrap_or(it.hash))).collect()
    }

    /// The telling words of runs of tokens, each once.
    fn content(&mut self, runs: impl IntoIterator<Item = Range<usize>>) -> Vec<u32> {
        self.stems.clear();
        for tokens in runs.into_iter().flat_map(|it| without_glosses(self.document, it)) {
            push_stems(self.document, tokens.start as u32..tokens.end as u32, &mut self.stems);
        }
        let stems = std::mem::take(&mut self.stems);
        let mut words: Vec<u32> = stems.iter().map(|&it| self.word(head_of(it))).collect();
        self.stems = stems;
        words.sort_unstable();
        words.dedup();
        words.truncate(LONGEST);
        words
    }

    /// The telling words around a run of tokens: the rest of its sentences, and one sentence on each side.
    fn around(&mut self, tokens: Range<usize>) -> Vec<u32> {
        let sentences = self.document.sentences();
        let first = self
            .read
            .partition_point(|&it| sentences[it as usize].end_token as usize <= tokens.start);
        let end = first
            + self.read[first..]
                .partition_point(|&it| (sentences[it as usize].first_token as usize) < tokens.end);
        let near = &self.read[first.saturating_sub(1)..self.read.len().min(end + 1)];
        let mut runs = Vec::new();
        for &it in near {
            let sentence = &sentences[it as usize];
            let (start, end) = (sentence.first_token as usize, sentence.end_token as usize);
            runs.push(start..end.min(tokens.start).max(start));
            runs.push(start.max(tokens.end).min(end)..end);
        }
        self.content(runs)
    }

    fn negates(&self, tokens: Range<usize>) -> bool {
        let tokens = &self.document.tokens()[tokens];
        (0..tokens.len()).any(|at| NEGATIONS.longest(&tokens[at..]).is_some())
    }
}

/// Tokens without what an editor put in brackets: `they [the dockers] will stay`.
fn without_glosses(document: &dyn Document, tokens: Range<usize>) -> Vec<Range<usize>> {
    let is = |at: usize, mark: &str| {
        let token = &document.tokens()[at];
        token.kind() == TokenKind::Bracket && document.slice(token.span) == mark
    };
    let mut parts = Vec::new();
    let mut start = tokens.start;
    while let Some(open) = (start..tokens.end).find(|&it| is(it, "["))
        && let Some(close) = (open..tokens.end).find(|&it| is(it, "]"))
    {
        parts.push(start..open);
        start = close + 1;
    }
    parts.push(start..tokens.end);
    parts
}

/// Who speaks.
fn voice(document: &dyn Document, annotation: Annotation<'_>) -> Option<Voice> {
    let name = annotation.text("speaker")?;
    let entities = document.layer("entities");
    let entity = entities.zip(annotation.reference("speaker_entity"));
    let label = entity.and_then(|(layer, row)| Some(layer.get(row)?.label()));
    let mention = annotation.span_of("speaker_span");
    let named = entities
        .zip(mention)
        .is_some_and(|(layer, span)| layer.starting_in(span).any(|it| Some(it.label()) == label));
    let sort = match label {
        Some("PER") => Sort::Person,
        Some(_) => Sort::Group,
        None => Sort::Described,
    };
    let role = mention.filter(|_| sort == Sort::Described).and_then(|it| described(document, it));
    Some(Voice { name: name.to_owned(), sort, named, role })
}
