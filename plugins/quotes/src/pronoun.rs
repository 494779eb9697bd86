//! Whom `he`, `she`, `they` and `it` stand for.

use std::ops::Range;

use rashomon_core::{BlockKind, Span};

use crate::names::Sort;
use crate::page::Item;
use crate::people::Gender;
use crate::speaker::{Resolver, Who};
use crate::words::{KNOWN, class};

/// Paragraphs that a pronoun may look back, and sentences where paragraphs are long.
const REACH: usize = 4;
const SENTENCES: usize = 40;
/// Words after a possessive that can be what is owned.
const OWNED: usize = 4;

impl Resolver<'_> {
    /// Whom a pronoun stands for: going back sentence by sentence, who spoke there or is its subject.
    pub(crate) fn antecedent(&self, pronoun: &Item, at: usize) -> Who {
        let is = |class: u32, possessive: u64| pronoun.is(class) || pronoun.word == possessive;
        let gender = if is(class::HE, KNOWN.his) {
            Gender::Male
        } else if is(class::SHE, KNOWN.her) {
            Gender::Female
        } else {
            return self.group(is(class::THEY, KNOWN.their), is(class::IT, KNOWN.its), at);
        };
        let page = &self.analysis.page;
        let names = &self.analysis.names.0;
        let fits = |who: &Who| match who {
            Who::Named(index) => {
                let name = &names[*index];
                let other = self.people.gender(name.entity);
                matches!(name.sort, Sort::Person | Sort::Unknown)
                    && (other == gender || other == Gender::Unknown)
            }
            Who::Described(span) => self.may_be(*span, gender),
            Who::Unknown => false,
        };
        let here = page.rows.partition_point(|it| it.items.end <= at);
        let mut block = page.rows[here].block;
        let mut paragraphs = 0;
        for row in (0..=here).rev().take(SENTENCES) {
            let it = &page.rows[row];
            if it.block != block {
                block = it.block;
                if it.kind == BlockKind::Body {
                    paragraphs += 1;
                }
            }
            if paragraphs > REACH {
                break;
            }
            if row < here
                && let Some((_, _, who)) = self.spoken_in(row).find(|it| fits(&it.2))
            {
                return who.clone();
            }
            let end = if row == here { at } else { it.items.end };
            let fitting = |it: &usize| fits(&Who::Named(*it));
            let subject = self.subjects(it.items.start..end).find(fitting);
            let owner = || self.owner(it.items.start..end).filter(|_| row == here).filter(fitting);
            if let Some(index) = subject.or_else(owner) {
                return Who::Named(index);
            }
        }
        Who::Unknown
    }

    /// Who has spoken in a row, the last first.
    fn spoken_in(&self, row: usize) -> impl Iterator<Item = &(usize, u32, Who)> {
        let end = self.spoken.partition_point(|it| it.0 <= row);
        self.spoken[..end].iter().rev().take_while(move |it| it.0 == row)
    }

    /// The people named in a stretch outside quotations and not as owners; the first is mostly the subject.
    fn subjects(&self, items: Range<usize>) -> impl Iterator<Item = usize> {
        let page = &self.analysis.page;
        let names = &self.analysis.names.0;
        self.names_in(&items).filter(move |&it| {
            let name = &names[it];
            matches!(name.sort, Sort::Person | Sort::Unknown)
                && page.items[name.item].region.is_none()
                && !page.items.get(name.end_item).is_some_and(|it| it.is(class::GENITIVE))
        })
    }

    /// The person who opens a sentence as the owner of its subject and is taken up by `and he`, `because she`: `{Berg}'s
    /// visit comes before the vote, and she`. What someone's spokesman does is the spokesman's; what `he said` closes is
    /// told by whoever spoke before.
    fn owner(&self, items: Range<usize>) -> Option<usize> {
        let page = &self.analysis.page;
        let first = self.names_in(&items).next()?;
        let name = &self.analysis.names.0[first];
        let owned = page.items.get(name.end_item + 1..items.end)?;
        let light = |it: &Item| it.is(class::DETERMINER | class::TITLE | class::ROLE);
        (matches!(name.sort, Sort::Person | Sort::Unknown)
            && page.items[items.start..name.item].iter().all(light)
            && page.items[name.item].region.is_none()
            && page.items[name.end_item].is(class::GENITIVE)
            && page.items[items.end - 1].is(class::CONJUNCTION)
            && !owned.iter().take(OWNED).any(|it| it.is(class::ROLE)))
        .then_some(first)
    }

    /// Whether a description can be a man or a woman.
    fn may_be(&self, span: Span, gender: Gender) -> bool {
        let page = &self.analysis.page;
        let start = page.items.partition_point(|it| it.span.end() <= span.start());
        let items = page.items[start..].iter().take_while(|it| it.span.start() < span.end());
        let mut role = false;
        for item in items {
            if item.is(class::MANY) {
                return false;
            }
            let (male, female) = (item.is(class::MALE), item.is(class::FEMALE));
            if (gender == Gender::Male && female && !male)
                || (gender == Gender::Female && male && !female)
            {
                return false;
            }
            role |= item.is(class::ROLE);
        }
        role
    }

    /// Whom `they` or `it` stands for: the last group or organization that spoke in this paragraph or the one before.
    fn group(&self, they: bool, it: bool, at: usize) -> Who {
        if !they && !it {
            return Who::Unknown;
        }
        let page = &self.analysis.page;
        let names = &self.analysis.names.0;
        let here = page.rows.partition_point(|it| it.items.end <= at);
        let block = page.rows[here].block;
        let fits = |who: &Who| match who {
            Who::Named(index) => matches!(names[*index].sort, Sort::Organization | Sort::Place),
            Who::Described(_) => they,
            Who::Unknown => false,
        };
        let recent = |it: &&(usize, u32, Who)| it.1 + 2 > block && it.0 <= here;
        self.spoken
            .iter()
            .rev()
            .take_while(recent)
            .find(|it| fits(&it.2))
            .map_or(Who::Unknown, |it| it.2.clone())
    }
}
