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
use crate::word::{Identity, Marks, Word};

/// The word types of one worker, by their numbers in the vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Words {
    generation: u64,
    seen: Vec<Seen>,
    types: Vec<Type>,
    /// Sums of weights by role, two in a line, those of one type in a row; the first are those of no type.
    sums: Vec<Line>,
    /// Number of the document among those that are told apart.
    document: u32,
}

/// What is asked of every token: the marks of a type, above them how often the document has it in lower case, at most 255
/// times, and above that the number of the document which that is of.
///
/// Every other word is the first of its type in the document, so whether the number is of this document is hard to
/// foresee; in this form no branch depends on it, and the numbers of all types lie close together.
#[derive(Clone, Copy, Default, Debug)]
struct Seen(u32);

impl Seen {
    const fn marks(self) -> Marks {
        self.0 as Marks
    }

    /// The same with a count that is of this document.
    const fn of_document(self, document: u32) -> Self {
        let marks = self.0 & Marks::MAX as u32;
        Self(if self.0 >> 24 == document { self.0 } else { document << 24 | marks })
    }

    const fn count(self) -> u8 {
        (self.0 >> Marks::BITS) as u8
    }

    /// The same with so many times more, none or one.
    const fn and(self, more: u32) -> Self {
        Self(self.0 + ((more & (self.count() != u8::MAX) as u32) << Marks::BITS))
    }
}

/// Documents that are told apart before all counts are forgotten.
const LAST_DOCUMENT: u32 = u8::MAX as u32;

/// What is known of a word type. There are many, and those of a sentence lie anywhere among them: so it is small.
#[derive(Clone, Copy, Debug)]
struct Type {
    word: Word,
    /// The roles whose sums are known, as bits.
    known: u16,
    /// Where its sums begin, if any is known.
    sums: u32,
}

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

    /// The type of the folded form of a token.
    const fn of_folded(token: &Token) -> Self {
        Self(token.folded + 1)
    }
}

/// Types that are kept room for from one numbering to the next.
const MOST: usize = 1 << 17;
/// Lines that room is made for: those of tens of megabytes of news.
const MANY: usize = 1 << 17;

impl Words {
    /// Makes room for the types of a document, of which nothing is counted yet.
    pub(crate) fn prepare(&mut self, vocabulary: Vocabulary) {
        if self.generation != vocabulary.generation || self.types.is_empty() {
            self.generation = vocabulary.generation;
            // What one huge document took is given back.
            self.seen.clear();
            self.seen.shrink_to(MOST);
            self.types.clear();
            self.types.shrink_to(MOST);
            self.sums.clear();
            self.sums.shrink_to(MANY);
            // Room that is not touched costs nothing, growing copies all that is there.
            self.sums.reserve(MANY);
            self.sums.resize(LINES, Line::default());
        }
        let len = vocabulary.len as usize + 1;
        if self.types.len() < len {
            self.types.resize(len, Type { word: Word::EDGE, known: 0, sums: 0 });
            self.seen.resize(len, Seen::default());
        }
        if self.document == LAST_DOCUMENT {
            for seen in &mut self.seen {
                *seen = Seen(seen.marks().into());
            }
            self.document = 0;
        }
        self.document += 1;
    }

    /// All marks of the type of a token of this text; looks at the token if its type is new. `lower`: a word in lower
    /// case, which is counted.
    #[inline]
    pub(crate) fn meet(&mut self, text: &str, token: &Token, lower: bool) -> Marks {
        let Some(seen) = self.seen.get_mut(Id::of(token).0 as usize) else { return 0 };
        let is_folded = token.word == token.folded;
        *seen = seen.of_document(self.document).and((lower & is_folded).into());
        let marks = seen.marks();
        if marks != 0 && (is_folded || !lower) {
            return marks;
        }
        self.look_at(text, token, lower && !is_folded)
    }

    #[cold]
    fn look_at(&mut self, text: &str, token: &Token, counts: bool) -> Marks {
        if counts && let Some(seen) = self.seen.get_mut(Id::of_folded(token).0 as usize) {
            *seen = seen.of_document(self.document).and(1);
        }
        let id = Id::of(token).0 as usize;
        let (Some(seen), Some(slot)) = (self.seen.get_mut(id), self.types.get_mut(id)) else {
            return 0;
        };
        if seen.marks() == 0 {
            slot.word = Word::new(token, text.get(token.span.range()).unwrap_or_default());
            seen.0 |= u32::from(slot.word.marks());
        }
        seen.marks()
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
    pub(crate) fn marked(&self, token: &Token, marks: Marks) -> bool {
        self.marks(token) & marks != 0
    }

    /// All marks of the token's type; none if it was never met.
    #[inline]
    pub(crate) fn marks(&self, token: &Token) -> Marks {
        self.seen.get(Id::of(token).0 as usize).copied().unwrap_or_default().marks()
    }

    /// How often the document has the folded form of a token in lower case, at most 255 times.
    #[inline]
    pub(crate) fn lower(&self, token: &Token) -> u8 {
        let seen = self.seen.get(Id::of_folded(token).0 as usize).copied().unwrap_or_default();
        seen.of_document(self.document).count()
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
        let Type { word, known, sums } = &mut self.types[id.0 as usize];
        if *known == 0 {
            *sums = (self.sums.len() * IN_LINE) as u32;
            self.sums.resize(self.sums.len() + LINES, Line::default());
        }
        let places = Places(*sums);
        let missing = roles & !*known;
        *known |= roles;
        let (mut identity, mut form) = (Identity::EDGE, Form::EDGE);
        if id != Id::EDGE
            && let Some(token) = document.tokens().get(index)
        {
            let text = document.slice(token.span);
            identity = Identity::of(token, text);
            if missing & features::ROLES_OF_FORM != 0 {
                form = Form::of(token, text);
            }
        }
        for role in (0..ROLES).filter(|it| missing >> it & 1 == 1) {
            let (identity, form) = (&identity, &form);
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
