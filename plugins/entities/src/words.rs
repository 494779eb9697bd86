//! What the tagger knows of a word type, worked out when the type is first met, and the weights that it has by
//! itself, summed when they are first asked for.

use rashomon_core::{Document, Token, TokenKind};

use crate::clusters::{self, Clusters};
use crate::features;
use crate::form::{self, Case, Form};
use crate::gazetteer;
use crate::model::{Model, Rows, Sums};
use crate::tags;

/// A word type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Identity of the type in features: the hash of its folded form, for numbers of their pattern.
    pub folded: u64,
    /// Hash of its shape.
    pub shape: u64,
    /// What the lists say.
    pub tags: u32,
    /// Cluster numbers, if the word is in the table.
    pub clusters: Option<Clusters>,
    /// How it is written.
    pub case: Case,
    /// What sort of token it is.
    pub kind: TokenKind,
}

impl Word {
    /// The place before the first and after the last token of a sentence.
    pub(crate) const EDGE: Self = Self {
        folded: 3,
        shape: 3,
        tags: 0,
        clusters: None,
        case: Case::Other,
        kind: TokenKind::Stop,
    };

    fn new(token: &Token, text: &str) -> Self {
        let kind = token.kind();
        let case = Case::of(token);
        let mut word = Self { shape: form::shape(text), case, kind, ..Self::EDGE };
        word.folded = match kind {
            TokenKind::Clitic => token.hash,
            _ if case.is_capitalized() => token.hash,
            _ => form::raw(token, text),
        };
        if kind == TokenKind::Word {
            word.tags = gazetteer::tags_of(token.hash);
            word.clusters = clusters::of(text, token.hash);
        }
        word
    }

    /// Whether the lists hold it under one of these tags.
    pub(crate) const fn is(&self, tags: u32) -> bool {
        self.tags & tags != 0
    }
}

/// Places around a token and around a run in which a word type has features of its own.
pub(crate) const ROLES: usize = 9;

/// The word types of one worker, by their numbers in the vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Words {
    generation: u64,
    marks: Vec<u8>,
    types: Vec<Word>,
    /// For each type, its place in `sums` and one more; 0 for none.
    rows: Vec<u32>,
    sums: Vec<RoleSums>,
}

#[derive(Clone, Debug, Default)]
struct RoleSums {
    /// Which of the sums are known, as bits.
    known: u16,
    sums: [Sums; ROLES],
}

/// Number of a word type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Id(u32);

impl Id {
    /// The place before the first and after the last token of a sentence.
    pub(crate) const EDGE: Self = Self(0);

    /// The type of a token.
    pub(crate) const fn of(token: &Token) -> Self {
        Self(token.word + 1)
    }
}

/// The type is known.
const KNOWN: u8 = 1;
/// It is written in lower case and names a well-known place.
pub(crate) const GREAT_PLACE: u8 = 1 << 1;
/// It may stand inside a name in lower case.
pub(crate) const CONNECTOR: u8 = 1 << 2;
/// It is capitalised at the start of a sentence and is no name.
pub(crate) const FUNCTION_WORD: u8 = 1 << 3;

impl Words {
    /// Knows all types of the document's tokens afterwards.
    pub(crate) fn prepare(&mut self, document: &dyn Document) {
        let vocabulary = document.vocabulary();
        if self.generation != vocabulary.generation || self.types.is_empty() {
            self.generation = vocabulary.generation;
            self.marks.clear();
            self.types.clear();
            self.rows.clear();
            self.sums.clear();
        }
        let len = vocabulary.len as usize + 1;
        if self.types.len() < len {
            self.types.resize(len, Word::EDGE);
            self.marks.resize(len, 0);
            self.rows.resize(len, 0);
        }
        for token in document.tokens() {
            let id = Id::of(token).0 as usize;
            if let Some(marks) = self.marks.get_mut(id)
                && *marks == 0
            {
                let word = Word::new(token, document.slice(token.span));
                *marks = marks_of(&word);
                self.types[id] = word;
            }
        }
    }

    /// A word type.
    pub(crate) fn get(&self, id: Id) -> &Word {
        self.types.get(id.0 as usize).unwrap_or(&Word::EDGE)
    }

    /// The word type of a token.
    pub(crate) fn of(&self, token: &Token) -> &Word {
        self.get(Id::of(token))
    }

    /// Whether the token's type has one of these marks.
    pub(crate) fn marked(&self, token: &Token, marks: u8) -> bool {
        self.marks.get(Id::of(token).0 as usize).is_some_and(|it| it & marks != 0)
    }

    /// Sums of the weights of all features that a type makes by itself in a role; `form` is only asked for where
    /// it is looked at.
    pub(crate) fn sums(
        &mut self,
        id: Id,
        role: usize,
        model: &Model,
        form: impl FnOnce() -> Form,
    ) -> &Sums {
        let Some(row) = self.rows.get_mut(id.0 as usize) else { return &NOTHING };
        if *row == 0 {
            self.sums.push(RoleSums::default());
            *row = self.sums.len() as u32;
        }
        let sums = &mut self.sums[*row as usize - 1];
        if sums.known >> role & 1 == 0 {
            sums.known |= 1 << role;
            let word = &self.types[id.0 as usize];
            let form = if features::looks_at_form(role) { form() } else { Form::EDGE };
            // No word has so many: one for each tag and two dozen others.
            let mut rows = Rows::<64>::default();
            features::of_role(word, &form, role, &mut |it, _| rows.push(it));
            rows.add_to(model, &mut sums.sums[role]);
        }
        &sums.sums[role]
    }
}

static NOTHING: Sums = Sums([0; crate::model::COLUMNS]);

fn marks_of(word: &Word) -> u8 {
    let mut marks = KNOWN;
    if word.is(tags::FUNCTION_WORD) {
        marks |= FUNCTION_WORD;
    } else if word.case == Case::Lower && word.is(gazetteer::GREAT_PLACES) {
        marks |= GREAT_PLACE;
    }
    if word.kind == TokenKind::Word && word.is(tags::CONNECTOR) {
        marks |= CONNECTOR;
    }
    marks
}
