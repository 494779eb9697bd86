//! What an entity is called: the well-known name if the lists have one, else the fullest form in the document.

use std::cmp::Reverse;

use rashomon_core::Document;

use crate::cluster::forms::{Form, HAS_LOWER};
use crate::cluster::table::Table;
use crate::hash::pair;
use crate::label::Label;
use crate::tagger::Name;

/// The names of the entities of one document.
#[derive(Debug, Default)]
pub(crate) struct Canonical {
    entities: Vec<Entity>,
    /// The forms of all entities as written, by first mention.
    surfaces: Vec<Surface>,
    /// Surfaces by entity and words.
    rows: Table,
    /// Texts of names that a line break or several spaces divide.
    joined: Vec<String>,
}

#[derive(Clone, Copy, Debug)]
struct Entity {
    known: Option<&'static str>,
    /// All its mentions are organisations or of no kind.
    nameless: bool,
    /// Its best surface so far.
    best: u32,
    /// Index of its text in `joined`.
    joined: u32,
}

#[derive(Clone, Copy, Debug)]
struct Surface {
    entity: u32,
    /// Row of its first mention.
    name: u32,
    fullness: u32,
    words: u32,
    has_lower: bool,
    count: u32,
}

const NONE: u32 = u32::MAX;

impl Canonical {
    /// Forgets the last document.
    pub(crate) fn clear(&mut self) {
        self.entities.clear();
        self.surfaces.clear();
        self.rows.clear();
        self.joined.clear();
    }

    /// Takes in a mention of an entity; entities come in the order of their numbers. `listed`: the name that the lists
    /// have for the form holds here. `known`: what this gave for the last mention of the form.
    pub(crate) fn add(
        &mut self,
        entity: u32,
        row: u32,
        label: Label,
        form: &Form,
        listed: bool,
        known: u32,
    ) -> u32 {
        if let Some(surface) = self.surfaces.get_mut(known as usize)
            && surface.entity == entity
        {
            surface.count += 1;
            self.entities[entity as usize].nameless &= matches!(label, Label::Org | Label::Misc);
            return known;
        }
        if entity as usize == self.entities.len() {
            self.entities.push(Entity { known: None, nameless: true, best: NONE, joined: NONE });
        }
        let known = form.known.filter(|_| listed);
        let facts = &mut self.entities[entity as usize];
        facts.known = facts.known.or(known);
        facts.nameless &= matches!(label, Label::Org | Label::Misc);
        let next = self.surfaces.len() as u32;
        let at = self.rows.get_or_insert(pair(form.surface, entity.into()), next);
        if at == next {
            self.surfaces.push(Surface {
                entity,
                name: row,
                fullness: form.fullness,
                words: form.words,
                has_lower: form.flags & HAS_LOWER != 0,
                count: 0,
            });
        }
        self.surfaces[at as usize].count += 1;
        at
    }

    /// Settles the names, once all mentions are known.
    pub(crate) fn choose(&mut self, document: &dyn Document, names: &[Name]) {
        for (index, surface) in self.surfaces.iter().enumerate() {
            let entity = &mut self.entities[surface.entity as usize];
            // One word in capitals can be the usual form of an organisation's name, not of a place or a person.
            let rank = |it: &Surface| {
                let usual = it.has_lower || entity.nameless && it.words == 1;
                (usual, it.fullness, it.count, Reverse(it.name))
            };
            let best = self.surfaces.get(entity.best as usize);
            if best.is_none_or(|it| rank(surface) > rank(it)) {
                entity.best = index as u32;
            }
        }
        for entity in &mut self.entities {
            let Some(best) = self.surfaces.get(entity.best as usize) else { continue };
            // One token has nothing that divides it.
            if names.get(best.name as usize).is_none_or(|it| it.tokens.len() < 2) {
                continue;
            }
            let text = text(document, names, best.name);
            if is_broken(text) {
                entity.joined = self.joined.len() as u32;
                self.joined.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }

    /// What an entity is called.
    pub(crate) fn get<'a>(
        &'a self,
        document: &'a dyn Document,
        names: &[Name],
        entity: u32,
    ) -> &'a str {
        let Some(entity) = self.entities.get(entity as usize) else { return "" };
        if let Some(known) = entity.known {
            return known;
        }
        if let Some(joined) = self.joined.get(entity.joined as usize) {
            return joined;
        }
        self.surfaces.get(entity.best as usize).map_or("", |it| text(document, names, it.name))
    }
}

/// Whether a line break or several spaces divide the words of a name.
fn is_broken(text: &str) -> bool {
    text.bytes().any(|it| matches!(it, b'\n' | b'\r' | b'\t'))
        || text.as_bytes().windows(2).any(|it| it == b"  ")
}

fn text<'d>(document: &'d dyn Document, names: &[Name], row: u32) -> &'d str {
    names.get(row as usize).map_or("", |it| document.slice(super::span(document, it)))
}
