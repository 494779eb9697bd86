//! Which names that are not people's mean one place, organisation or other thing.

use crate::cluster::forms::{Form, Forms, GREAT_PLACE, LISTED_PLACE, SHORT};
use crate::cluster::table::Table;
use crate::label::Label;

/// The things of one document. Every form that is added is a node; nodes of one thing are joined.
#[derive(Debug, Default)]
pub(crate) struct Things {
    /// The form of each node.
    forms: Vec<u32>,
    parents: Vec<u32>,
    /// The document itself says what the letters of this node stand for.
    redefined: Vec<bool>,
    by_key: Table,
    /// The keys of places: `Oakham` is no short name of `Oakham Bank` where it is a town too.
    places: Table,
    by_loose: Table,
    by_initials: Table,
    by_tail: Table,
    by_head: Table,
}

/// Stands for several things where one is wanted.
const SEVERAL: u32 = u32::MAX;

impl Things {
    /// Forgets the last document.
    pub(crate) fn clear(&mut self) {
        let tables = [&mut self.by_key, &mut self.by_loose, &mut self.by_initials];
        tables.into_iter().for_each(Table::clear);
        let tables = [&mut self.by_tail, &mut self.by_head, &mut self.places];
        tables.into_iter().for_each(Table::clear);
        self.forms.clear();
        self.parents.clear();
        self.redefined.clear();
    }

    /// Adds a form; its node.
    pub(crate) fn add(&mut self, form: u32) -> u32 {
        let node = self.forms.len() as u32;
        self.forms.push(form);
        self.parents.push(node);
        self.redefined.push(false);
        node
    }

    /// Number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.forms.len()
    }

    /// `Ministry of Tides (MOT)`: one names the other, if the letters can stand for the words.
    pub(crate) fn define(&mut self, forms: &Forms, one: u32, other: u32) {
        let form = |node: u32| forms.get(self.forms[node as usize]);
        let fits = |long: &Form, short: &Form| {
            long.words > 1
                && short.letters != 0
                && (short.letter == long.letter || long.initials[2] == short.letters)
                && short.key != long.key
                && short.key != long.stem
        };
        let short = if fits(form(one), form(other)) {
            other
        } else if fits(form(other), form(one)) {
            one
        } else {
            return;
        };
        self.redefined[short as usize] = form(short).known.is_some();
        self.join(one, other);
    }

    /// Whether the document itself says what the letters of a form stand for, whatever the lists say.
    pub(crate) fn is_redefined(&self, node: u32) -> bool {
        self.redefined[node as usize]
    }

    /// Joins the nodes of each thing, once all are known.
    pub(crate) fn resolve(&mut self, forms: &Forms) {
        for node in 0..self.forms.len() as u32 {
            let form = forms.get(self.forms[node as usize]);
            if !self.redefined[node as usize] {
                let first = self.by_key.get_or_insert(form.key, node);
                self.join(first, node);
            }
            if form.label == Label::Loc && form.flags & LISTED_PLACE != 0 {
                self.places.insert(form.key, node);
            }
            for initials in form.initials.into_iter().filter(|it| *it != 0) {
                self.by_initials.get_or_insert(initials, node);
            }
        }
        for node in 0..self.forms.len() as u32 {
            let form = forms.get(self.forms[node as usize]);
            if form.acronym != 0
                && let Some(long) = self.by_initials.get(form.acronym)
            {
                self.join(long, node);
            }
            if form.stem != 0
                && self.places.get(form.stem).is_none()
                && let Some(stem) = self.by_key.get(form.stem)
            {
                self.join(stem, node);
            }
            if form.loose != 0 {
                self.join_spellings(forms, form, node);
            }
        }
        self.join_parts(forms);
    }

    /// `Fallujah`, `Falluja`: but two places that everybody knows are two.
    fn join_spellings(&mut self, forms: &Forms, form: &Form, node: u32) {
        let other = self.by_loose.get_or_insert(form.loose, node);
        let known = forms.get(self.forms[other as usize]).flags & form.flags & GREAT_PLACE != 0;
        if !known {
            self.join(other, node);
        }
    }

    /// `Supreme Court` for the one `US Supreme Court`, `Goldmark` for the one `Goldmark Brandt`.
    fn join_parts(&mut self, forms: &Forms) {
        for node in 0..self.forms.len() as u32 {
            let form = forms.get(self.forms[node as usize]);
            let root = self.root(node);
            if form.tail != 0 {
                only(&mut self.by_tail, form.tail, root);
            }
            if form.head != 0 {
                only(&mut self.by_head, form.head, root);
            }
        }
        for node in 0..self.forms.len() as u32 {
            let form = forms.get(self.forms[node as usize]);
            let short = form.flags & SHORT != 0 && form.known.is_none();
            let short = short && self.places.get(form.key).is_none();
            let head = if short { self.by_head.get(form.key) } else { None };
            let tail = if form.label == Label::Org { self.by_tail.get(form.key) } else { None };
            for whole in [head, tail].into_iter().flatten().filter(|it| *it != SEVERAL) {
                self.join(whole, node);
            }
        }
    }

    /// The node that stands for all of a thing.
    pub(crate) fn root(&mut self, node: u32) -> u32 {
        let mut root = node;
        while self.parents[root as usize] != root {
            let above = self.parents[self.parents[root as usize] as usize];
            self.parents[root as usize] = above;
            root = above;
        }
        root
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other) as usize] = one.min(other);
    }
}

/// Notes the thing that a key means, unless it means several.
fn only(table: &mut Table, key: u64, root: u32) {
    if table.get_or_insert(key, root) != root {
        table.insert(key, SEVERAL);
    }
}
