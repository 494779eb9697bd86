//! Which names of a document are one entity, and what it is called.
//!
//! A name's tokens and label make a [form](forms); what follows from these alone is worked out once. [`person`] tells
//! people apart, [`thing`] everything else; [`spelling`] makes variants of one name equal; [`canonical`] chooses what
//! an entity is called.

mod canonical;
mod family;
pub(crate) mod fit;
pub(crate) mod forms;
mod person;
mod settle;
mod spelling;
pub(crate) mod table;
mod thing;
pub(crate) mod words;

use rashomon_core::{Document, Span, Token, TokenKind};

use self::canonical::Canonical;
use self::forms::{Form, Forms, LETTERS};
pub(crate) use self::person::contradict;
use self::person::{People, PersonMention};
use self::table::{NOTHING, Table};
use self::thing::Things;
use crate::gazetteer;
use crate::label::Label;
use crate::lexicon::KIN_WORDS;
use crate::rule_words::{AND, HER, HIS, OF, THEIR};
use crate::segment::is_capitalized;
use crate::tagger::Name;
use crate::tags;

/// What a worker keeps from document to document, and the entities of the present one.
#[derive(Debug, Default)]
pub(crate) struct Clusters {
    forms: Forms,
    people: People,
    things: Things,
    canonical: Canonical,
    /// For each surname, how often it is meant as one.
    votes: Table,
    /// The names as the tagger gave them.
    raw: Vec<Name>,
    /// The form of each, if it is known.
    fetched: Vec<u32>,
    /// For each name the number of its form in `uses`.
    rows: Vec<u32>,
    /// The forms of the document, by first mention.
    uses: Vec<Use>,
    mentions: Vec<PersonMention>,
    /// For each person, then for each node, the number of its entity.
    numbers: Vec<u32>,
    /// For each name the number of its entity.
    entities: Vec<u32>,
    /// For each entity the confidence of its surest full name.
    surest: Vec<u8>,
}

/// A form that the document has.
#[derive(Clone, Copy, Debug)]
struct Use {
    /// Its number in `forms`.
    form: u32,
    /// What it is, and the number of its words.
    flags: u32,
    words: u32,
    /// How many names have it.
    count: u32,
    /// Its node in `things`, if it ever is no person's name.
    node: u32,
    /// What it meant last, as [`Canonical`] keeps it.
    surface: u32,
}

impl Clusters {
    /// Notes that the next name has this form.
    fn push(&mut self, form: u32) {
        let row = self.number(form);
        self.uses[row as usize].count += 1;
        self.rows.push(row);
    }

    /// The number of a form in the document.
    fn number(&mut self, form: u32) -> u32 {
        let row = self.forms.place(form);
        if row as usize == self.uses.len() {
            let Form { flags, words, .. } = *self.forms.get(form);
            self.uses.push(Use { form, flags, words, count: 0, node: NOTHING, surface: NOTHING });
        }
        row
    }

    /// Finds the entities that the names mean, once [`settle`](Self::settle) has run.
    pub(crate) fn resolve(&mut self, document: &dyn Document, names: &mut [Name]) {
        self.mentions.clear();
        self.things.clear();
        let mut before: Option<(&Name, u32)> = None;
        let mut person: Option<&Name> = None;
        for (name, &row) in names.iter().zip(&self.rows) {
            let Use { form, node, .. } = &mut self.uses[row as usize];
            if name.label == Label::Per {
                let (gender, title) = title_before(document, name.tokens.start);
                let beside = person.replace(name).is_some_and(|it| beside(document, it, name));
                let relative = is_relative(document, name.tokens.start);
                let form = *form;
                self.mentions.push(PersonMention { form, gender, title, beside, relative });
                continue;
            }
            if *node == NOTHING {
                *node = self.things.add(*form);
            }
            let node = *node;
            if let Some((long, long_node)) = before
                && brackets_between(document, long, name)
            {
                self.things.define(&self.forms, long_node, node);
            }
            before = Some((name, node));
        }
        let persons = self.people.resolve(&self.forms, &self.mentions);
        self.things.resolve(&self.forms);
        let people = self.mentions.len();
        self.numbers.clear();
        self.numbers.resize(people + self.things.len(), NOTHING);
        self.entities.clear();
        self.canonical.clear();
        let mut persons = persons.iter();
        let mut next = 0;
        for (at, (name, &row)) in names.iter().zip(&self.rows).enumerate() {
            let Use { form, node, surface, .. } = &mut self.uses[row as usize];
            let (group, listed) = if name.label == Label::Per {
                (persons.next().copied().unwrap_or_default() as usize, false)
            } else {
                (people + self.things.root(*node) as usize, !self.things.is_redefined(*node))
            };
            let number = &mut self.numbers[group];
            if *number == NOTHING {
                *number = next;
                next += 1;
            }
            self.entities.push(*number);
            let form = self.forms.get(*form);
            *surface = self.canonical.add(*number, at as u32, name.label, form, listed, *surface);
        }
        self.canonical.choose(document, names);
        self.reassure(names);
    }

    /// Letters are as sure as the full name that they stand for in this document.
    fn reassure(&mut self, names: &mut [Name]) {
        if !self.uses.iter().any(|it| it.flags & LETTERS != 0) {
            return;
        }
        self.surest.clear();
        self.surest.resize(self.entities.len(), 0);
        for ((name, &entity), &row) in names.iter().zip(&self.entities).zip(&self.rows) {
            if name.label == Label::Org && self.uses[row as usize].words > 1 {
                let surest = &mut self.surest[entity as usize];
                *surest = name.confidence.max(*surest);
            }
        }
        for ((name, &entity), &row) in names.iter_mut().zip(&self.entities).zip(&self.rows) {
            if name.label == Label::Org && self.uses[row as usize].flags & LETTERS != 0 {
                name.confidence = name.confidence.max(self.surest[entity as usize]);
            }
        }
    }

    /// The entity of a name, by its index: its number, counted by first mention, and what it is called.
    pub(crate) fn entity<'a>(
        &'a self,
        document: &'a dyn Document,
        names: &[Name],
        row: usize,
    ) -> (u32, &'a str) {
        let number = self.entities.get(row).copied().unwrap_or_default();
        (number, self.canonical.get(document, names, number))
    }
}

/// The span of a name.
pub(crate) fn span(document: &dyn Document, name: &Name) -> Span {
    let tokens = document.tokens().get(name.tokens.clone()).unwrap_or_default();
    match tokens {
        [first, .., last] => first.span.cover(last.span),
        [only] => only.span,
        [] => Span::default(),
    }
}

/// What the title right before a name says of the person: man or woman; else the title itself.
pub(crate) fn title_before(document: &dyn Document, start: usize) -> (u32, u64) {
    let tokens = document.tokens();
    let before = |back: usize| start.checked_sub(back).and_then(|it| tokens.get(it));
    let dotted = before(1).is_some_and(|it| it.kind() == TokenKind::Stop);
    let title = if dotted { before(2) } else { before(1) };
    let Some(title) = title.filter(|it| is_capitalized(it)) else { return (0, 0) };
    let tags = gazetteer::tags_of(title.hash);
    let gender = tags & (tags::MALE | tags::FEMALE);
    match tags & tags::TITLE {
        0 => (0, 0),
        _ if gender == 0 => (0, title.hash),
        _ => (gender, 0),
    }
}

/// `Per Lund and Per A. Lund`, `Per Lund, the father, and Per A. Lund`, `Per Lund and his son, Per A. Lund`: the sentence
/// tells one person from the other.
fn beside(document: &dyn Document, one: &Name, other: &Name) -> bool {
    let between = document.tokens().get(one.tokens.end..other.tokens.start).unwrap_or_default();
    if !(1..=MOST_BETWEEN).contains(&between.len()) {
        return false;
    }
    let is_title = |it: &Token| {
        it.kind() == TokenKind::Stop
            || is_capitalized(it) && gazetteer::tags_of(it.hash) & tags::TITLE != 0
    };
    let titles = between.iter().rev().take_while(|it| is_title(it)).count();
    let between = &between[..between.len() - titles];
    let mut words = between.iter().filter(|it| it.kind() == TokenKind::Word);
    between.iter().all(|it| matches!(it.kind(), TokenKind::Word | TokenKind::Comma))
        && words.next_back().is_some_and(|it| {
            AND.is(it) || is_kin(it) || OF.is(it) && words.next_back().is_some_and(is_kin)
        })
}

/// `his son, A. Lund`, `Per Lund's brother Adam`.
fn is_relative(document: &dyn Document, start: usize) -> bool {
    let mut before = document.tokens().get(..start).unwrap_or_default().iter().rev();
    let Some(mut kin) = before.next() else { return false };
    if kin.kind() == TokenKind::Comma {
        let Some(next) = before.next() else { return false };
        kin = next;
    }
    let is_owner = |it: &Token| {
        it.kind() == TokenKind::Clitic || [&HIS, &HER, &THEIR].iter().any(|word| word.is(it))
    };
    before.next().is_some_and(is_owner) && is_kin(kin)
}

/// Tokens between two people whom a sentence puts beside one another, at most.
const MOST_BETWEEN: usize = 7;

fn is_kin(token: &Token) -> bool {
    KIN_WORDS.contains(token.hash)
}

/// `Ministry of Tides (MOT)`: nothing but a bracket stands between the two.
fn brackets_between(document: &dyn Document, one: &Name, other: &Name) -> bool {
    other.tokens.start == one.tokens.end + 1
        && document.tokens().get(one.tokens.end).is_some_and(|it| it.kind() == TokenKind::Bracket)
}
