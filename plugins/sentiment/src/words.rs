//! What each word says by itself: its valence, and what it does to the words after it.

use rashomon_core::{Document, Token, TokenKind, WordColumn};

use crate::lexicon::{CLAUSES, CONTRASTS, DEGREES, NEGATIONS, TOPICS, VALENCE};
use crate::model::Model;

/// A word type.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// Valence, damped for words that name topics.
    pub valence: f32,
    /// What it says of a sentence as a whole: the valence with what has been learned of the word from rated sentences.
    pub whole: f32,
    /// The share of what it says that it keeps in news; less than 1 for words that name topics.
    pub share: f32,
    /// It turns the words after it.
    pub negates: bool,
    /// It raises or lowers the words after it by this factor; 1 if it does not.
    pub degree: f32,
    /// It begins a clause that stands against the rest.
    pub contrast: Option<Contrast>,
    /// It often begins a clause.
    pub opens_clause: bool,
    /// It may begin a phrase of the lists.
    pub begins_phrase: bool,
}

/// Which part of a contrast has the greater weight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Contrast {
    /// What the word begins: `but`.
    After,
    /// The rest: `although`.
    Before,
}

/// Word types of a worker.
#[derive(Debug)]
pub(crate) struct Words {
    column: WordColumn<Word>,
    model: Model,
}

impl Default for Words {
    fn default() -> Self {
        Self { column: WordColumn::new(), model: Model::embedded() }
    }
}

impl Words {
    pub(crate) fn prepare(&mut self, document: &dyn Document) {
        self.column.prepare(document.vocabulary());
    }

    /// The type of a token, whatever its case.
    pub(crate) fn get(&mut self, token: &Token) -> Word {
        let model = &self.model;
        self.column.get(token.folded, || Word::of(token, model))
    }
}

impl Word {
    fn of(token: &Token, model: &Model) -> Self {
        if !matches!(token.kind(), TokenKind::Word | TokenKind::Clitic) {
            return Self { share: 1.0, degree: 1.0, ..Self::default() };
        }
        let hash = token.hash;
        let share = TOPICS.get(hash).map_or(1.0, |it| number(it.value(0)));
        let valence = VALENCE.get(hash).map_or(0.0, |it| number(it.value(0))) * share;
        let listed = model.numbers.listed[usize::from(valence > 0.0)];
        Self {
            valence,
            whole: valence * listed + model.learned_valence(hash) * share,
            share,
            negates: NEGATIONS.contains(hash),
            degree: DEGREES.get(hash).map_or(1.0, |it| number(it.value(0))),
            contrast: CONTRASTS.get(hash).map(|it| Contrast::named(it.value(0))),
            opens_clause: CLAUSES.contains(hash),
            begins_phrase: NEGATIONS.begins(hash) || DEGREES.begins(hash) || CONTRASTS.begins(hash),
        }
    }

    /// The word with the phrase in view that begins at it, and how many tokens that takes.
    pub(crate) fn with_phrase(self, tokens: &[Token]) -> (Self, usize) {
        let mut word = self;
        let mut length = 1;
        if let Some((tokens, entry)) = DEGREES.longest(tokens).filter(|it| it.0 > 1) {
            length = tokens;
            word.degree = entry.value(0).parse().unwrap_or(1.0);
            word.negates = false;
        } else if let Some((tokens, _)) = NEGATIONS.longest(tokens).filter(|it| it.0 > 1) {
            length = tokens;
            word.negates = true;
        } else if let Some((tokens, entry)) = CONTRASTS.longest(tokens).filter(|it| it.0 > 1) {
            length = tokens;
            word.contrast = Some(Contrast::named(entry.value(0)));
        }
        (word, length)
    }
}

fn number(text: &str) -> f32 {
    text.parse().unwrap_or_default()
}

impl Contrast {
    fn named(name: &str) -> Self {
        if name == "after" { Self::After } else { Self::Before }
    }
}
