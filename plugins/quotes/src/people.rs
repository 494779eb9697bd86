//! Who the people of a document are: their gender, and the offices under which it introduces them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use rashomon_core::{TokenKind, fold_hash};

use crate::lexicon::COUNTRIES;
use crate::names::{Name, Names, Sort};
use crate::page::{Item, Page};
use crate::words::class;

/// Words before a role that are kept as what it is of: `{White House national security} adviser`.
const MODIFIERS: usize = 6;

/// They introduce somebody, and mean nobody known.
static INDEFINITE: LazyLock<[u64; 7]> =
    LazyLock::new(|| ["a", "an", "another", "one", "some", "any", "no"].map(fold_hash));

/// Offices that are kept of one document; a report introduces far fewer.
const OFFICES: usize = 1000;

/// He, she, or not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Gender {
    /// Nothing tells.
    #[default]
    Unknown,
    /// He.
    Male,
    /// She.
    Female,
}

/// A role under which a name is introduced: `{German} {Chancellor} Anna Berg`.
#[derive(Clone, Debug)]
pub(crate) struct Office {
    /// Index of the name.
    pub(crate) name: usize,
    /// The noun.
    pub(crate) role: u64,
    /// Whether one person holds it at a time.
    pub(crate) single: bool,
    /// What it is of, countries for their adjectives.
    pub(crate) of: Vec<u64>,
}

/// What a document says of its people.
#[derive(Debug, Default)]
pub(crate) struct People {
    genders: HashMap<i64, Gender>,
    /// As the document introduces them, in order of the text.
    pub(crate) offices: Vec<Office>,
}

impl People {
    /// Reads titles, first names and offices around the names of a page.
    pub(crate) fn new(page: &Page, names: &Names) -> Self {
        let mut people = Self::default();
        for (index, name) in names.0.iter().enumerate() {
            if !matches!(name.sort, Sort::Person | Sort::Unknown) || name.item >= name.end_item {
                continue;
            }
            let row = page.rows.partition_point(|it| it.items.end <= name.item);
            let Some(row) = page.rows.get(row) else { continue };
            people.read_gender(page, &row.items, name);
            people.read_offices(page, &row.items, name, index);
        }
        people
    }

    /// The gender of an entity.
    pub(crate) fn gender(&self, entity: i64) -> Gender {
        self.genders.get(&entity).copied().unwrap_or_default()
    }

    /// Somebody whom `he` stood for once is no `she` later, where nothing else tells.
    pub(crate) fn note_pronoun(&mut self, entity: i64, pronoun: &Item) {
        let gender = if pronoun.is(class::HE) {
            Gender::Male
        } else if pronoun.is(class::SHE) {
            Gender::Female
        } else {
            return;
        };
        self.genders.entry(entity).or_insert(gender);
    }

    fn read_gender(&mut self, page: &Page, row: &Range<usize>, name: &Name) {
        let before = page.items[row.start.min(name.item)..name.item]
            .iter()
            .rev()
            .take_while(|it| it.is(class::TITLE | class::ROLE));
        let first = &page.items[name.item];
        let first = (name.end_item - name.item > 1 && first.is(class::NAME)).then_some(first);
        for item in before.chain(first) {
            let gender = match (item.is(class::MALE), item.is(class::FEMALE)) {
                (true, false) => Gender::Male,
                (false, true) => Gender::Female,
                _ => continue,
            };
            self.genders.entry(name.entity).or_insert(gender);
            return;
        }
    }

    fn read_offices(&mut self, page: &Page, row: &Range<usize>, name: &Name, index: usize) {
        let items = &page.items;
        // German Chancellor Anna Berg; Berg's spokesman, Ola Holm.
        let mut end = name.item;
        if end > row.start && items[end - 1].kind == TokenKind::Comma {
            end -= 1;
        }
        if end > row.start && is_role(&items[end - 1]) {
            let start = phrase_start(items, row.start, end - 1);
            self.add(items, index, start..end);
            return;
        }
        // Mayor of Bergen Anna Berg
        let least = row.start.max(end.saturating_sub(MODIFIERS));
        let of = (least..end).rev().take_while(|&at| {
            items[at].is_capitalized() || items[at].is(class::PREPOSITION | class::DETERMINER)
        });
        if let Some(at) = of.into_iter().find(|&at| items[at].is(class::PREPOSITION))
            && at > row.start
            && is_role(&items[at - 1])
            && items[at - 1].is_capitalized()
        {
            self.add(items, index, phrase_start(items, row.start, at - 1)..end);
            return;
        }
        // Ola Holm, the spokesman of the party,
        let mut at = name.end_item;
        if at < row.end && items[at].kind == TokenKind::Comma {
            at += 1;
            let start = at;
            while at < row.end && (is_plain(&items[at]) || items[at].is(class::GENITIVE)) {
                at += 1;
                if is_role(&items[at - 1]) && !items.get(at).is_some_and(is_role) {
                    let mut end = at;
                    if items.get(end).is_some_and(|it| it.is(class::PREPOSITION)) {
                        let rest = items[end + 1..row.end].iter().take(MODIFIERS);
                        end += 1 + rest.take_while(|it| is_plain(it)).count();
                    }
                    self.add(items, index, start..end);
                    return;
                }
            }
        }
    }

    fn add(&mut self, items: &[Item], name: usize, phrase: Range<usize>) {
        if self.offices.len() < OFFICES
            && let Some(it) = Description::new(&items[phrase])
        {
            self.offices.push(Office { name, role: it.role, single: it.single, of: it.of });
        }
    }
}

/// A role with what it is of, wherever it stands.
#[derive(Clone, Debug)]
pub(crate) struct Description {
    /// The noun.
    pub(crate) role: u64,
    /// Whether one person holds it at a time.
    pub(crate) single: bool,
    /// Whether it speaks of several, or of anyone: `two officials`, `a source`.
    pub(crate) vague: bool,
    /// Whether any office is meant: `the French leader`, `his counterpart`.
    pub(crate) any_office: bool,
    /// What it is of.
    pub(crate) of: Vec<u64>,
}

impl Description {
    /// Reads a noun phrase; nothing if it has no role.
    pub(crate) fn new(items: &[Item]) -> Option<Self> {
        let preposition = items.iter().position(|it| it.is(class::PREPOSITION));
        let core = &items[..preposition.unwrap_or(items.len())];
        let head = core.iter().rposition(is_role)?;
        // The role must end the phrase: not `the spokesman's car`.
        if head + 1 != core.len() {
            return None;
        }
        let role = &core[head];
        let mut of = Vec::new();
        let mut vague = role.is(class::MANY | class::SOURCE);
        for item in &core[..head] {
            if item.is(class::DETERMINER) || item.kind == TokenKind::Number {
                vague |= INDEFINITE.contains(&item.word) || item.kind == TokenKind::Number;
            } else if item.kind == TokenKind::Word && !item.is(class::POSSESSIVE) {
                of.push(country(item.word));
            }
        }
        if let Some(at) = preposition {
            let rest = items[at + 1..].iter().filter(|it| {
                it.kind == TokenKind::Word && !it.is(class::DETERMINER | class::PREPOSITION)
            });
            of.extend(rest.map(|it| country(it.word)));
        }
        let any_office = ["leader", "counterpart"].map(fold_hash).contains(&role.word);
        // Two words for one office.
        let premier = role.word == fold_hash("premier");
        of.extend(premier.then(|| fold_hash("prime")));
        let word = if premier { fold_hash("minister") } else { role.word };
        Some(Self { role: word, single: role.is(class::OFFICE), vague, any_office, of })
    }

    /// Whether someone introduced under `office` can be meant.
    pub(crate) fn fits(&self, office: &Office) -> bool {
        let same = self.role == office.role || (self.any_office && office.single);
        let narrow = !self.of.is_empty() || !self.any_office;
        same && narrow && self.of.iter().all(|it| office.of.contains(it))
    }
}

/// The country for its adjective; other words stand for themselves.
fn country(word: u64) -> u64 {
    COUNTRIES.get(word).map_or(word, |it| fold_hash(it.value(0)))
}

fn is_role(item: &Item) -> bool {
    item.is(class::ROLE) && item.kind == TokenKind::Word
}

/// A word that can stand before a role.
fn is_plain(item: &Item) -> bool {
    item.kind == TokenKind::Word
        && !item.is(class::PRONOUN
            | class::PREPOSITION
            | class::CONJUNCTION
            | class::RELATIVE
            | class::AUXILIARY
            | class::FINITE
            | class::ADVERB)
}

fn phrase_start(items: &[Item], row: usize, role: usize) -> usize {
    let least = row.max(role.saturating_sub(MODIFIERS));
    let mut start = role;
    while start > least
        && (is_plain(&items[start - 1]) || items[start - 1].is(class::GENITIVE))
        && (items[start - 1].is_capitalized()
            || items[start - 1].is(class::GENITIVE | class::DETERMINER | class::POSSESSIVE)
            || items[start - 1].cue < -4)
    {
        start -= 1;
    }
    start
}
