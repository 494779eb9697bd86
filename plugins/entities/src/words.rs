//! What the tagger keeps of the word types of a worker: worked out when a type is first met, and the weights that it has
//! by itself, summed when they are first asked for.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use rashomon_core::{Document, Token, Vocabulary, Work, run_wide};

use crate::features::{self, ROLES};
use crate::form::Form;
use crate::model::{Model, Sums};
use crate::word::{Identity, Word};

/// The word types of one worker, by their numbers in the vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Words {
    generation: u64,
    types: Vec<Type>,
    /// Sums of weights by role, two in a line, those of one type in a row; the first are those of no type.
    sums: Vec<Line>,
    /// By the number of the type among those that have sums.
    identities: Vec<Identity>,
}

/// What is known of a word type. There are many, and those of a sentence lie anywhere among them: so it is small.
#[derive(Clone, Copy, Debug)]
struct Type {
    word: Word,
    /// Whether the word is known, and the roles whose sums are, as bits.
    known: u16,
    /// Where its sums begin, if any is known.
    sums: u32,
}

impl Type {
    const NONE: Self = Self { word: Word::EDGE, known: 0, sums: 0 };
}

/// The word is known; the other bits are those of the roles.
const KNOWN: u16 = 1 << ROLES;

/// A line of the processor's cache.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Line([Sums; IN_LINE]);

const IN_LINE: usize = 2;
const LINES: usize = ROLES.div_ceil(IN_LINE);

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

/// Types that are kept room for from one numbering to the next.
const MOST: usize = 1 << 17;
/// Lines that room is made for: those of tens of megabytes of news.
const MANY: usize = 1 << 17;

impl Words {
    /// Makes room for the types of a document.
    pub(crate) fn prepare(&mut self, vocabulary: Vocabulary) {
        if self.generation != vocabulary.generation || self.types.is_empty() {
            self.generation = vocabulary.generation;
            // What one huge document took is given back.
            self.types.clear();
            self.types.shrink_to(MOST);
            self.sums.clear();
            self.sums.shrink_to(MANY);
            // Room that is not touched costs nothing, growing copies all that is there.
            self.sums.reserve(MANY);
            self.sums.resize(LINES, Line::default());
            self.identities.clear();
            self.identities.shrink_to(MANY / LINES);
            self.identities.push(Identity::EDGE);
        }
        let len = vocabulary.len as usize + 1;
        if self.types.len() < len {
            self.types.resize(len, Type::NONE);
        }
    }

    /// The word of a token of this text; looks at the token if its type is new.
    #[inline]
    pub(crate) fn meet(&mut self, text: &str, token: &Token) -> &Word {
        let id = Id::of(token).0 as usize;
        match self.types.get(id) {
            Some(it) if it.known != 0 => &self.types[id].word,
            Some(_) => self.look_at(text, token),
            None => &Word::EDGE,
        }
    }

    #[cold]
    fn look_at(&mut self, text: &str, token: &Token) -> &Word {
        let slot = &mut self.types[Id::of(token).0 as usize];
        slot.word = Word::new(token, text.get(token.span.range()).unwrap_or_default());
        slot.known |= KNOWN;
        &slot.word
    }

    /// Looks at the words of some tokens and of their neighbours, of which none hangs on another: so the processor fetches
    /// them side by side, and does not wait for each when they are asked for.
    pub(crate) fn fetch(&mut self, text: &str, tokens: &[Token], wanted: &[u32]) {
        const BESIDE: usize = features::WINDOW / 2;
        for index in wanted.iter().map(|it| *it as usize) {
            let around = index.saturating_sub(BESIDE)..tokens.len().min(index + BESIDE + 1);
            for token in tokens.get(around).unwrap_or_default() {
                self.meet(text, token);
            }
        }
    }

    /// Where the sums of the weights of all features are that a type makes by itself; those of `roles`, as bits, are
    /// there. The type is that of the token with this index.
    #[inline]
    pub(crate) fn places(
        &mut self,
        id: Id,
        roles: u16,
        model: &Model,
        document: &dyn Document,
        index: usize,
    ) -> Places {
        match self.types.get(id.0 as usize) {
            Some(it) if it.known & roles == roles => Places(it.sums),
            Some(_) => self.sum(id, roles, model, document, index),
            None => Places::default(),
        }
    }

    /// Adds what is kept at some places to sums.
    #[inline(always)]
    pub(crate) fn add_to(&self, places: &[Place], sums: &mut Sums) {
        let mut all = *sums;
        for place in places {
            all.add_sums(&self.sums[place.0 as usize / IN_LINE].0[place.0 as usize % IN_LINE]);
        }
        *sums = all;
    }

    #[cold]
    fn sum(
        &mut self,
        id: Id,
        roles: u16,
        model: &Model,
        document: &dyn Document,
        index: usize,
    ) -> Places {
        let token = document.tokens().get(index).filter(|_| id != Id::EDGE);
        let token = token.map(|it| (it, document.slice(it.span)));
        let Type { word, known, sums } = &mut self.types[id.0 as usize];
        if *known & !KNOWN == 0 {
            *sums = (self.sums.len() * IN_LINE) as u32;
            self.sums.resize(self.sums.len() + LINES, Line::default());
            self.identities.push(token.map_or(Identity::EDGE, |(it, text)| Identity::of(it, text)));
        }
        let places = Places(*sums);
        let missing = roles & !*known;
        *known |= roles;
        let identity = &self.identities[places.0 as usize / (LINES * IN_LINE)];
        let form = match token {
            Some((token, text)) if missing & features::ROLES_OF_FORM != 0 => Form::of(token, text),
            _ => Form::EDGE,
        };
        for role in (0..ROLES).filter(|it| missing >> it & 1 == 1) {
            let form = &form;
            let place = places.of(role).0 as usize;
            self.sums[place / IN_LINE].0[place % IN_LINE] =
                run_wide(SumRole { word, identity, form, role, model });
        }
        places
    }
}

/// Sums the weights of the features of a word type in a role.
struct SumRole<'a> {
    word: &'a Word,
    identity: &'a Identity,
    form: &'a Form,
    role: usize,
    model: &'a Model,
}

impl Work for SumRole<'_> {
    type Output = Sums;

    #[inline(always)]
    fn run(self) -> Sums {
        let mut sums = Sums::default();
        features::of_role(self.word, self.identity, self.form, self.role, &mut |it, _| {
            sums.add(self.model.row(it));
        });
        sums
    }
}
