//! From a mention to the one who is meant: names through the entities layer, pronouns to the most recent person whom
//! they can stand for, roles to the person introduced with that role. Whoever stays anonymous keeps the description as
//! written.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use rashomon_core::{Document, Span, TokenKind, Value, fold_hash};

use crate::analysis::Analysis;
use crate::leaders::leaders;
use crate::names::{Name, Sort};
use crate::page::Item;
use crate::people::{Description, Office, People};
use crate::phrase;
use crate::words::class;

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
    pub(crate) analysis: &'a Analysis,
    pub(crate) people: People,
    /// The people whose offices readers know, one name for each; looked up where somebody asks.
    leaders: OnceCell<Vec<Office>>,
    /// The mentions of each entity in order of the text, entity by entity.
    mentions: Vec<(i64, usize)>,
    /// The longest mention of each entity, where there is no entities layer to name it.
    longest: HashMap<i64, Span>,
    /// Who has spoken so far: row, block, who.
    pub(crate) spoken: Vec<(usize, u32, Who)>,
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
        let names = analysis.names.0.iter().enumerate();
        let mut mentions: Vec<_> = names.map(|(index, it)| (it.entity, index)).collect();
        mentions.sort_unstable();
        Self {
            document,
            analysis,
            people,
            leaders: OnceCell::new(),
            mentions,
            longest,
            spoken: Vec::new(),
        }
    }

    /// Who the mention `items` means; it speaks in `row`.
    pub(crate) fn resolve(&mut self, span: Span, items: &Range<usize>, row: usize) -> Who {
        // The label of a transcript inside the marks: items do not reach in there.
        let inside = items.len() == 1 && self.analysis.page.items[items.start].region.is_some();
        let who = if inside { self.labelled(span) } else { self.meant(items) };
        if let Who::Named(index) = who {
            let pronoun = &self.analysis.page.items[items.start];
            self.people.note_pronoun(self.analysis.names.0[index].entity, pronoun);
        }
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
    pub(crate) fn labelled(&self, span: Span) -> Who {
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
        // `He said`, and `his promise to say`.
        let pronoun = |it: &&Item| it.is(class::PRONOUN | class::POSSESSIVE);
        if let Some(pronoun) = items.iter().find(pronoun).filter(|_| words == 1) {
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
            // `Berg got a letter from the mayor, who`: what the phrase took along is left out.
            (Who::Described(_), None) => self.meant(&phrase::last_piece(&page.items, whole)),
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
        // `Mayor of Vik Anna Berg`: the name before it takes the preposition.
        let follows_name = |name: &Name| names.clone().any(|it| all[it].end_item == name.item);
        let complement = |name: &Name| {
            let before = &page.items[mention.start..name.item];
            let preposition = |it: &Item| it.is(class::PREPOSITION) && !it.is(class::DETERMINER);
            before.iter().skip(1).any(preposition)
                && !before.iter().any(|it| it.kind == TokenKind::Comma)
                && !follows_name(name)
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
        names.clone().filter(fits).find(|&it| {
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
        let after = after.filter(|_| !description.of.is_empty());
        let holder = before.or(after).or_else(|| self.leader(description))?;
        // The latest mention of that person.
        let entity = names[holder].entity;
        let place = |it: &(i64, usize)| (it.0, names[it.1].item);
        let earlier = self.mentions.partition_point(|it| place(it) < (entity, at));
        let last = earlier.checked_sub(1).map(|it| self.mentions[it]);
        Some(last.filter(|it| it.0 == entity).map_or(holder, |it| it.1))
    }

    /// The one person named in the report who is known to hold an office of some country. What says which minister or
    /// president it is, `prime` or `first`, must be said.
    fn leader(&self, description: &Description) -> Option<usize> {
        let ranks = ["prime", "first"].map(fold_hash);
        if description.of.iter().all(|it| ranks.contains(it)) {
            return None;
        }
        let said = |rank: &u64| description.any_office || description.of.contains(rank);
        let (page, names) = (&self.analysis.page, &self.analysis.names);
        let known = self.leaders.get_or_init(|| leaders(page, names, &self.people.offices));
        let mut fitting = known.iter().filter(|office| {
            let mut needed = office.of.iter().filter(|it| ranks.contains(it));
            description.fits(office) && needed.all(said)
        });
        let first = fitting.next()?.name;
        fitting.all(|it| it.name == first).then_some(first)
    }

    /// The names that start within a run of items.
    pub(crate) fn names_in(&self, items: &Range<usize>) -> Range<usize> {
        let names = &self.analysis.names.0;
        let first = names.partition_point(|it| it.item < items.start);
        first..first + names[first..].partition_point(|it| it.item < items.end)
    }
}
