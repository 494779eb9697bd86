//! From a mention to the one who is meant: names through the entities layer, pronouns to the most recent person whom
//! they can stand for, roles to the person introduced with that role. Whoever stays anonymous keeps the description as
//! written.

use std::collections::HashMap;
use std::ops::Range;

use rashomon_core::{BlockKind, Document, Span, TokenKind, Value};

use crate::analysis::Analysis;
use crate::names::{Name, Sort};
use crate::page::Item;
use crate::people::{Description, Gender, People};
use crate::phrase;
use crate::words::class;

/// Paragraphs that a pronoun may look back.
const REACH: usize = 4;

/// Who is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// A name of the page, by index.
    Named(usize),
    /// A description in the document's words.
    Described(Span),
    /// Nobody can tell.
    Unknown,
}

/// Resolves the mentions of a document in order of the text.
pub(crate) struct Resolver<'a> {
    document: &'a dyn Document,
    analysis: &'a Analysis,
    people: People,
    /// The longest mention of each entity, where there is no entities layer to name it.
    longest: HashMap<i64, Span>,
    /// Who has spoken so far: row, block, who.
    spoken: Vec<(usize, u32, Who)>,
}

impl<'a> Resolver<'a> {
    /// A resolver for a document.
    pub(crate) fn new(document: &'a dyn Document, analysis: &'a Analysis) -> Self {
        let people = People::new(&analysis.page, &analysis.names);
        let mut longest: HashMap<i64, Span> = HashMap::new();
        for name in analysis.names.0.iter().filter(|it| it.row.is_none()) {
            let slot = longest.entry(name.entity).or_insert(name.span);
            if name.span.len() > slot.len() {
                *slot = name.span;
            }
        }
        Self { document, analysis, people, longest, spoken: Vec::new() }
    }

    /// Who the mention `items` means; it speaks in `row`.
    pub(crate) fn resolve(&mut self, span: Span, items: &Range<usize>, row: usize) -> Who {
        // The label of a transcript inside the marks: items do not reach in there.
        let inside = items.len() == 1 && self.analysis.page.items[items.start].region.is_some();
        let who = if inside { self.labelled(span) } else { self.meant(items) };
        let block = self.analysis.page.rows[row].block;
        self.spoken.push((row, block, who.clone()));
        who
    }

    /// The text for a speaker.
    pub(crate) fn name(&self, who: &Who) -> Option<String> {
        match who {
            Who::Named(index) => {
                let name = &self.analysis.names.0[*index];
                let layer = self.document.layer("entities");
                let canonical = layer.zip(name.row).and_then(|(layer, row)| {
                    match layer.get(row)?.value(layer.key("canonical")?)? {
                        Value::String(text) => Some(text),
                        _ => None,
                    }
                });
                Some(canonical.unwrap_or_else(|| self.fullest(name)).to_owned())
            }
            Who::Described(span) => {
                let words: Vec<&str> = self.document.slice(*span).split_whitespace().collect();
                Some(words.join(" "))
            }
            Who::Unknown => None,
        }
    }

    /// The longest mention of a name that has no canonical form.
    fn fullest(&self, name: &Name) -> &'a str {
        self.document.slice(self.longest.get(&name.entity).copied().unwrap_or(name.span))
    }

    /// The name in a label, or another mention that ends with the same word.
    fn labelled(&self, span: Span) -> Who {
        let names = &self.analysis.names.0;
        if let Some(at) = names.iter().position(|it| span.overlaps(it.span)) {
            return Who::Named(at);
        }
        let last = self.document.tokens_in(span).last().map(|it| self.document.tokens()[it].hash);
        let same = names.iter().position(|it| {
            Some(it.last_word) == last && matches!(it.sort, Sort::Person | Sort::Unknown)
        });
        same.map_or(Who::Described(span), Who::Named)
    }

    fn meant(&self, mention: &Range<usize>) -> Who {
        let page = &self.analysis.page;
        let items = &page.items[mention.clone()];
        if let [it] = items
            && it.is(class::RELATIVE)
        {
            return self.referent(mention.start);
        }
        let words = items.iter().filter(|it| it.kind == TokenKind::Word).count();
        if let Some(pronoun) = items.iter().find(|it| it.is(class::PRONOUN)).filter(|_| words == 1)
        {
            return self.antecedent(pronoun, mention.start);
        }
        if let Some(index) = self.head_name(mention, self.names_in(mention)) {
            return Who::Named(index);
        }
        let preposition = items[0].is(class::PREPOSITION) && items.len() > 1;
        let core = mention.start + usize::from(preposition)..mention.end;
        if let Some(it) = Description::new(&page.items[core.clone()]).filter(|it| !it.vague)
            && let Some(index) = self.holder(&it, mention.start)
        {
            return Who::Named(index);
        }
        Who::Described(page.span(core))
    }

    /// What a relative pronoun refers to.
    fn referent(&self, at: usize) -> Who {
        let page = &self.analysis.page;
        let row = page.rows.partition_point(|it| it.items.end <= at);
        let start = page.rows[row].items.start;
        let Some(it) = phrase::referent(page.row(row), at - start) else { return Who::Unknown };
        let whole = start + it.start..start + it.end;
        // `a deal with the Coast Guard, who`: a name right before the pronoun is nearer than the noun that it completes.
        let nearest = self.names_in(&whole).last();
        let nearest = nearest.filter(|&it| self.analysis.names.0[it].end_item == whole.end);
        match (self.meant(&whole), nearest) {
            (Who::Described(_), Some(name)) => Who::Named(name),
            (who, _) => who,
        }
    }

    /// The name that a mention is about: a person, unless as the owner or complement of another noun; an organization or
    /// place only where nothing else is left of the mention.
    fn head_name(&self, mention: &Range<usize>, names: Range<usize>) -> Option<usize> {
        let page = &self.analysis.page;
        let all = &self.analysis.names.0;
        let owner = |name: &Name| {
            name.end_item < mention.end && page.items[name.end_item].is(class::GENITIVE)
        };
        let complement =
            |name: &Name| {
                page.items[mention.start..name.item].iter().enumerate().any(|(at, it)| {
                    at > 0 && it.is(class::PREPOSITION) && !it.is(class::DETERMINER)
                }) && !page.items[mention.start..name.item]
                    .iter()
                    .any(|it| it.kind == TokenKind::Comma)
            };
        let modifies = |name: &Name| {
            page.items.get(name.end_item).filter(|_| name.end_item < mention.end).is_some_and(
                |it| it.is(class::ROLE) || (it.kind == TokenKind::Word && !it.is_capitalized()),
            )
        };
        let fits = |&it: &usize| {
            let name = &all[it];
            !owner(name) && !complement(name) && !modifies(name)
        };
        let person = |&it: &usize| all[it].sort == Sort::Person;
        let mut people = names.clone().filter(person).filter(fits);
        if let Some(first) = people.next() {
            // Two people together are nobody in particular.
            let together = people.next().is_some_and(|second| {
                // Names may share an item, where marks stand askew.
                let between = page.items.get(all[first].end_item..all[second].item);
                let between = between.unwrap_or_default();
                let light = class::CONJUNCTION | class::TITLE | class::ROLE | class::DETERMINER;
                all[first].entity != all[second].entity
                    && between.iter().any(|it| it.is(class::CONJUNCTION))
                    && between.iter().all(|it| {
                        it.is(light) || it.is_capitalized() || it.kind == TokenKind::Comma
                    })
            });
            return (!together).then_some(first);
        }
        names.filter(fits).find(|&it| {
            let name = &all[it];
            let before = &page.items[mention.start..name.item];
            let rest = page.items.get(name.end_item..mention.end).unwrap_or_default();
            let light = |it: &Item| it.is(class::DETERMINER | class::TITLE | class::PREPOSITION);
            before.iter().all(light)
                && rest.iter().all(|it| it.is(class::GENITIVE) || it.kind == TokenKind::Comma)
                || name.sort == Sort::Unknown && rest.is_empty()
        })
    }

    /// The person introduced with a role, the most recent mention before `at` first, else the next after it.
    fn holder(&self, description: &Description, at: usize) -> Option<usize> {
        let names = &self.analysis.names.0;
        let mut holders =
            self.people.offices.iter().filter(|it| description.fits(it)).map(|it| it.name);
        let mut before = None;
        let mut after = None;
        for holder in holders.by_ref() {
            if names[holder].item < at {
                before = Some(holder);
            } else {
                after = after.or(Some(holder));
            }
        }
        let holder = before.or(after.filter(|_| !description.of.is_empty()))?;
        // The latest mention of that person.
        let entity = names[holder].entity;
        let latest = names.iter().rposition(|it| it.entity == entity && it.item < at);
        Some(latest.unwrap_or(holder))
    }

    /// Whom a pronoun stands for: going back sentence by sentence, who spoke there or is its subject.
    fn antecedent(&self, pronoun: &Item, at: usize) -> Who {
        let gender = if pronoun.is(class::HE) {
            Gender::Male
        } else if pronoun.is(class::SHE) {
            Gender::Female
        } else if pronoun.is(class::THEY | class::IT) {
            return self.group(pronoun, at);
        } else {
            return Who::Unknown;
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
        for row in (0..=here).rev() {
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
            let subject = self.subjects(it.items.start..end).find(|&it| fits(&Who::Named(it)));
            if let Some(index) = subject {
                return Who::Named(index);
            }
        }
        Who::Unknown
    }

    /// Who has spoken in a row, the last first.
    fn spoken_in(&self, row: usize) -> impl Iterator<Item = &(usize, u32, Who)> {
        self.spoken.iter().rev().skip_while(move |it| it.0 > row).take_while(move |it| it.0 == row)
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

    /// The names that start within a run of items.
    fn names_in(&self, items: &Range<usize>) -> Range<usize> {
        let names = &self.analysis.names.0;
        let first = names.partition_point(|it| it.item < items.start);
        first..first + names[first..].partition_point(|it| it.item < items.end)
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
    fn group(&self, pronoun: &Item, at: usize) -> Who {
        let page = &self.analysis.page;
        let names = &self.analysis.names.0;
        let here = page.rows.partition_point(|it| it.items.end <= at);
        let block = page.rows[here].block;
        let fits = |who: &Who| match who {
            Who::Named(index) => matches!(names[*index].sort, Sort::Organization | Sort::Place),
            Who::Described(_) => pronoun.is(class::THEY),
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
