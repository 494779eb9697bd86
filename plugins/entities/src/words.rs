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
    marks: Vec<u16>,
    types: Vec<Word>,
    /// For each type, the number of its sums and below that, as bits, the roles whose sums are known.
    known: Vec<u64>,
    /// Sums of weights, [`ROLES`] in a row for one type; the first row is that of no type.
    sums: Vec<Sums>,
}

/// Where the sums of a word type in a role are kept.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Place(u32);

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
const KNOWN: u16 = 1;
/// It is written in lower case and names a well-known place.
pub(crate) const GREAT_PLACE: u16 = 1 << 1;
/// It may stand inside a name in lower case.
pub(crate) const CONNECTOR: u16 = 1 << 2;
/// It is capitalised at the start of a sentence and is no name.
pub(crate) const FUNCTION_WORD: u16 = 1 << 3;
/// A title before a name.
pub(crate) const TITLE: u16 = 1 << 4;
/// A preposition that places follow.
pub(crate) const PLACE_WORD: u16 = 1 << 5;
/// A word beside the name of a speaker.
pub(crate) const SPEECH_WORD: u16 = 1 << 6;
/// A noun that names a kind of organisation.
pub(crate) const ORG_HEAD: u16 = 1 << 7;
/// A first name.
pub(crate) const FIRST_NAME: u16 = 1 << 8;

impl Words {
    /// Knows all types of the document's tokens afterwards.
    pub(crate) fn prepare(&mut self, document: &dyn Document) {
        let vocabulary = document.vocabulary();
        if self.generation != vocabulary.generation || self.types.is_empty() {
            self.generation = vocabulary.generation;
            self.marks.clear();
            self.types.clear();
            self.known.clear();
            self.sums.clear();
            self.sums.resize(ROLES, Sums::default());
        }
        let len = vocabulary.len as usize + 1;
        if self.types.len() < len {
            self.types.resize(len, Word::EDGE);
            self.marks.resize(len, 0);
            self.known.resize(len, 0);
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

    /// Whether the token's type has one of these marks.
    pub(crate) fn marked(&self, token: &Token, marks: u16) -> bool {
        self.marks(token) & marks != 0
    }

    /// All marks of the token's type.
    pub(crate) fn marks(&self, token: &Token) -> u16 {
        self.marks.get(Id::of(token).0 as usize).copied().unwrap_or_default()
    }

    /// Where the sum of the weights of all features is that a type makes by itself in a role; `form` is only asked for
    /// where it is looked at.
    #[inline]
    pub(crate) fn place(
        &mut self,
        id: Id,
        role: usize,
        model: &Model,
        form: impl FnOnce() -> Form,
    ) -> Place {
        let Some(&known) = self.known.get(id.0 as usize) else { return Place::default() };
        let row = known >> ROLES;
        if known >> role & 1 == 0 {
            return self.sum(id, role, model, form);
        }
        Place(row as u32 * ROLES as u32 + role as u32)
    }

    /// What is kept at a place.
    #[inline]
    pub(crate) fn sums(&self, place: Place) -> &Sums {
        &self.sums[place.0 as usize]
    }

    #[cold]
    fn sum(&mut self, id: Id, role: usize, model: &Model, form: impl FnOnce() -> Form) -> Place {
        let known = &mut self.known[id.0 as usize];
        if *known == 0 {
            *known = ((self.sums.len() / ROLES) as u64) << ROLES;
            self.sums.resize(self.sums.len() + ROLES, Sums::default());
        }
        *known |= 1 << role;
        let place = (*known >> ROLES) as usize * ROLES + role;
        let form = if features::looks_at_form(role) { form() } else { Form::EDGE };
        // No word has so many: one for each tag and two dozen others.
        let mut rows = Rows::<64>::default();
        features::of_role(&self.types[id.0 as usize], &form, role, &mut |it, _| rows.push(it));
        rows.add_to(model, &mut self.sums[place]);
        Place(place as u32)
    }
}

fn marks_of(word: &Word) -> u16 {
    let mut marks = KNOWN;
    if word.is(tags::FUNCTION_WORD) {
        marks |= FUNCTION_WORD;
    } else if word.case == Case::Lower && word.is(gazetteer::GREAT_PLACES) {
        marks |= GREAT_PLACE;
    }
    let lists = [
        (tags::CONNECTOR, CONNECTOR),
        (tags::TITLE, TITLE),
        (tags::PLACE_WORD, PLACE_WORD),
        (tags::SPEECH_WORD, SPEECH_WORD),
        (tags::ORG_HEAD, ORG_HEAD),
        (tags::FIRST_NAME, FIRST_NAME),
    ];
    for (_, mark) in lists.into_iter().filter(|it| word.is(it.0)) {
        marks |= mark;
    }
    marks
}
