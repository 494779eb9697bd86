//! The entities of a story, named and counted.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rashomon_core::{AnalyzeError, Column, ColumnKind, TableSink, Value, join_list};

use crate::cluster::fit::ends_with;
use crate::cluster::forms::HAS_LOWER;
use crate::cluster::words::{INITIAL, PERSONAL};
use crate::corpus::groups::Groups;
use crate::corpus::members::Member;
use crate::corpus::names::Names;
use crate::corpus::state::Report;
use crate::corpus::things;
use crate::label::Label;

/// A rare name is no entity's name for the story, be it the fullest: one in so many of the reports that have the most
/// usual full one must have it.
const ENOUGH: u32 = 2;

const fn column(name: &'static str, kind: ColumnKind) -> Column<'static> {
    Column { name, kind }
}

const ENTITIES: &[Column<'static>] = &[
    column("entity", ColumnKind::Group),
    column("canonical", ColumnKind::String),
    column("label", ColumnKind::String),
    column("aliases", ColumnKind::List),
    column("mentions", ColumnKind::Integer),
    column("documents", ColumnKind::List),
];

const NAMES: &[Column<'static>] = &[
    column("entity", ColumnKind::Group),
    column("document", ColumnKind::Document),
    column("name", ColumnKind::String),
    column("canonical", ColumnKind::String),
    column("mentions", ColumnKind::Integer),
];

/// An entity of the story.
#[derive(Debug, Default)]
struct Entity {
    members: Vec<u32>,
    reports: u32,
    mentions: u32,
}

/// A name that an entity is written with.
#[derive(Clone, Copy, Debug)]
struct Written {
    name: u32,
    row: u32,
    reports: u32,
    mentions: u32,
}

/// Writes the tables: first what most reports name.
pub(crate) fn write(
    reports: &[Report],
    names: &Names,
    members: &[Member],
    groups: &mut Groups,
    tables: &mut dyn TableSink,
) -> Result<(), AnalyzeError> {
    let entities = entities(members, groups);
    let all: Vec<&crate::corpus::state::Entity> =
        reports.iter().flat_map(|it| &it.entities).collect();
    let mut calls: Vec<String> = Vec::with_capacity(entities.len());
    tables.table("entities", ENTITIES)?;
    for (number, entity) in (0_i64..).zip(&entities) {
        let mut written = written(members, entity);
        let canonical = canonical(names, members, entity, &written);
        written.sort_by_key(|it| (Reverse(it.reports), Reverse(it.mentions)));
        let aliases = aliases(names, &written, &canonical);
        let mut ids: Vec<&str> = entity
            .members
            .iter()
            .map(|it| members[*it as usize].report)
            .map(|it| &*reports[it as usize].id)
            .collect();
        ids.dedup();
        tables.row(&[
            Some(Value::Integer(number)),
            Some(Value::String(&canonical)),
            Some(Value::String(label(members, entity).name())),
            Some(Value::String(&join_list(aliases))),
            Some(Value::Integer(entity.mentions.into())),
            Some(Value::String(&join_list(ids))),
        ])?;
        calls.push(canonical);
    }
    tables.table("names", NAMES)?;
    for ((number, entity), canonical) in (0_i64..).zip(&entities).zip(&calls) {
        for &index in &entity.members {
            let member = &members[index as usize];
            tables.row(&[
                Some(Value::Integer(number)),
                Some(Value::String(&reports[member.report as usize].id)),
                Some(Value::String(&all[index as usize].canonical)),
                Some(Value::String(canonical)),
                Some(Value::Integer(member.mentions.into())),
            ])?;
        }
    }
    Ok(())
}

/// The entities of the story, those that most reports name first.
fn entities(members: &[Member], groups: &mut Groups) -> Vec<Entity> {
    let mut numbers: HashMap<u32, usize> = HashMap::new();
    let mut entities: Vec<Entity> = Vec::new();
    for (index, member) in (0..).zip(members) {
        let next = entities.len();
        let number = *numbers.entry(groups.root(index)).or_insert(next);
        if number == next {
            let reports = groups.reports(index).len() as u32;
            entities.push(Entity { reports, ..Entity::default() });
        }
        entities[number].members.push(index);
        let mentions = &mut entities[number].mentions;
        *mentions = mentions.saturating_add(member.mentions);
    }
    entities.sort_by_key(|it| (Reverse(it.reports), Reverse(it.mentions)));
    entities
}

fn label(members: &[Member], entity: &Entity) -> Label {
    let of = || entity.members.iter().map(|it| &members[*it as usize]);
    if of().any(|it| it.is_person) {
        return Label::Per;
    }
    let mut labels = [0_u32; 4];
    for member in of() {
        for (sum, count) in labels.iter_mut().zip(member.labels) {
            *sum = sum.saturating_add(count);
        }
    }
    things::label(&labels)
}

/// The names that an entity is written with, by first mention.
fn written(members: &[Member], entity: &Entity) -> Vec<Written> {
    let mut rows: HashMap<u32, usize> = HashMap::new();
    let mut written: Vec<Written> = Vec::new();
    for it in entity.members.iter().flat_map(|it| &members[*it as usize].names) {
        let next = written.len();
        let at = *rows.entry(it.name).or_insert(next);
        if at == next {
            written.push(Written { name: it.name, row: it.row, reports: 0, mentions: 0 });
        }
        written[at].reports += 1;
        written[at].mentions = written[at].mentions.saturating_add(it.mentions);
    }
    written
}

/// The well-known name, else the fullest of those that are used enough.
fn canonical(names: &Names, members: &[Member], entity: &Entity, written: &[Written]) -> String {
    let known =
        written.iter().rev().filter_map(|it| Some((it.mentions, names.form(it.row).known?)));
    if let Some((_, known)) = known.max_by_key(|it| it.0) {
        return known.into();
    }
    let label = label(members, entity);
    let is_full = |it: &&Written| {
        let form = names.form(it.row);
        if label == Label::Per { form.words > 1 } else { form.words > 1 || form.letters == 0 }
    };
    let most = written.iter().filter(is_full).map(|it| it.reports).max().unwrap_or(0);
    let nameless = matches!(label, Label::Org | Label::Misc);
    let best = written.iter().rev().max_by_key(|it| {
        let form = names.form(it.row);
        // One word in capitals can be the usual form of an organisation's name, not of a place or a person.
        let usual = form.flags & HAS_LOWER != 0 || nameless && form.words == 1;
        // Initials make no name fuller that most reports write without them.
        let words = if label == Label::Per { form.fullness >> 8 } else { form.words };
        let usual = usual && it.reports * ENOUGH >= most && !is_titled(names, written, it);
        (usual, form.words > 1, words, it.reports, it.mentions, form.fullness)
    });
    best.map_or_else(String::new, |it| names.trimmed(it.name, it.row).into())
}

/// `Gongstriker Anna Berg` of somebody who is `Anna Berg` more often: a word in front that no list has as a name.
fn is_titled(names: &Names, written: &[Written], long: &Written) -> bool {
    let form = names.form(long.row);
    let [first, rest @ ..] = names.parts(form) else { return false };
    form.label == Label::Per
        && rest.len() > 1
        && !first.has(PERSONAL)
        && !first.has(INITIAL)
        && written.iter().any(|it| {
            let parts = names.parts(names.form(it.row));
            let more = (it.reports, it.mentions) > (long.reports, long.mentions);
            more && parts.len() == rest.len() && ends_with(rest, parts)
        })
}

/// The other names, without those that differ from earlier ones in case alone.
fn aliases<'a>(names: &'a Names, written: &[Written], canonical: &str) -> Vec<&'a str> {
    let own = written.iter().find(|it| names.text(it.name) == canonical);
    let mut seen: HashSet<u32> = own.iter().map(|it| names.folded(it.name)).collect();
    let new = written.iter().filter(|it| seen.insert(names.folded(it.name)));
    new.map(|it| names.text(it.name)).filter(|it| *it != canonical).collect()
}
