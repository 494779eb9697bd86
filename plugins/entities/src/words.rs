//! What the tagger knows of a word type, worked out when the type is first met, and the weights that it has by
//! itself, summed when they are first asked for.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use rashomon_core::{Token, TokenKind, Vocabulary, Work, run_wide};

use crate::clusters::{self, Clusters};
use crate::features;
use crate::form::{self, Case, Form};
use crate::gazetteer;
use crate::model::{Model, Sums};
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
    types: Vec<Type>,
    /// Sums of weights, [`ROLES`] in a row for one type; the first row is that of no type.
    sums: Vec<Sums>,
}

/// What is known of a word type, in one line of the processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Type {
    word: Word,
    /// Where its sums begin and below that, as bits, the roles whose sums are known.
    known: u64,
}

/// Where the sums of a word type in a role are kept.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Place(u32);

/// Where the sums of a word type begin, one for each role.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Places(u32);

impl Places {
    /// Where that of a role is.
    #[inline]
    pub(crate) const fn of(self, role: usize) -> Place {
        Place(self.0 + role as u32)
    }
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

/// Types that are kept room for from one numbering to the next.
const MOST: usize = 1 << 17;
/// Sums that room is made for: those of tens of megabytes of news.
const MANY: usize = 1 << 18;

impl Words {
    /// Makes room for the types of a document.
    pub(crate) fn prepare(&mut self, vocabulary: Vocabulary) {
        if self.generation != vocabulary.generation || self.types.is_empty() {
            self.generation = vocabulary.generation;
            // What one huge document took is given back.
            self.marks.clear();
            self.marks.shrink_to(MOST);
            self.types.clear();
            self.types.shrink_to(MOST);
            self.sums.clear();
            self.sums.shrink_to(MANY);
            // Room that is not touched costs nothing, growing copies all that is there.
            self.sums.reserve(MANY);
            self.sums.resize(ROLES, Sums::default());
        }
        let len = vocabulary.len as usize + 1;
        if self.types.len() < len {
            self.types.resize(len, Type { word: Word::EDGE, known: 0 });
            self.marks.resize(len, 0);
        }
    }

    /// All marks of the type of a token of this text; looks at the token if its type is new.
    #[inline]
    pub(crate) fn meet(&mut self, text: &str, token: &Token) -> u16 {
        match self.marks(token) {
            0 => self.look_at(text, token),
            marks => marks,
        }
    }

    #[cold]
    fn look_at(&mut self, text: &str, token: &Token) -> u16 {
        let id = Id::of(token).0 as usize;
        let word = Word::new(token, text.get(token.span.range()).unwrap_or_default());
        let marks = marks_of(&word);
        if let (Some(known), Some(slot)) = (self.marks.get_mut(id), self.types.get_mut(id)) {
            (*known, slot.word) = (marks, word);
        }
        marks
    }

    /// A word type.
    pub(crate) fn get(&self, id: Id) -> &Word {
        self.types.get(id.0 as usize).map_or(&Word::EDGE, |it| &it.word)
    }

    /// Looks at the types of some tokens and of their neighbours, of which none hangs on another: so the processor fetches
    /// them side by side, and does not wait for each when they are asked for.
    pub(crate) fn fetch(&self, tokens: &[Token], wanted: impl Iterator<Item = usize>) {
        const BESIDE: usize = features::WINDOW / 2;
        let mut any = 0;
        for index in wanted {
            let around = index.saturating_sub(BESIDE)..tokens.len().min(index + BESIDE + 1);
            for token in tokens.get(around).unwrap_or_default() {
                any |= self.get(Id::of(token)).tags;
            }
        }
        std::hint::black_box(any);
    }

    /// Whether the token's type has one of these marks.
    pub(crate) fn marked(&self, token: &Token, marks: u16) -> bool {
        self.marks(token) & marks != 0
    }

    /// All marks of the token's type; none if it was never met.
    #[inline]
    pub(crate) fn marks(&self, token: &Token) -> u16 {
        self.marks.get(Id::of(token).0 as usize).copied().unwrap_or_default()
    }

    /// Where the sums of the weights of all features are that a type makes by itself; those of `roles`, as bits, are
    /// there. `form` is only asked for where it is looked at.
    #[inline]
    pub(crate) fn places(
        &mut self,
        id: Id,
        roles: u64,
        model: &Model,
        form: &dyn Fn() -> Form,
    ) -> Places {
        match self.types.get(id.0 as usize) {
            Some(it) if it.known & roles == roles => Places((it.known >> ROLES) as u32),
            Some(_) => self.sum(id, roles, model, form),
            None => Places::default(),
        }
    }

    /// What is kept at a place.
    #[inline(always)]
    pub(crate) fn sums(&self, place: Place) -> &Sums {
        &self.sums[place.0 as usize]
    }

    #[cold]
    fn sum(&mut self, id: Id, roles: u64, model: &Model, form: &dyn Fn() -> Form) -> Places {
        let Type { word, known } = &mut self.types[id.0 as usize];
        if *known == 0 {
            *known = (self.sums.len() as u64) << ROLES;
            self.sums.resize(self.sums.len() + ROLES, Sums::default());
        }
        let places = Places((*known >> ROLES) as u32);
        let missing = roles & !*known;
        *known |= roles;
        let form = if missing & features::ROLES_OF_FORM != 0 { form() } else { Form::EDGE };
        for role in (0..ROLES).filter(|it| missing >> it & 1 == 1) {
            let sums = run_wide(SumRole { word, form: &form, role, model });
            self.sums[places.of(role).0 as usize] = sums;
        }
        places
    }
}

/// Sums the weights of the features of a word type in a role.
struct SumRole<'a> {
    word: &'a Word,
    form: &'a Form,
    role: usize,
    model: &'a Model,
}

impl Work for SumRole<'_> {
    type Output = Sums;

    #[inline(always)]
    fn run(self) -> Sums {
        let mut sums = Sums::default();
        features::of_role(self.word, self.form, self.role, &mut |it, _| {
            sums.add(self.model.row(it));
        });
        sums
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
