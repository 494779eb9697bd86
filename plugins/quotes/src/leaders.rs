//! Heads of state and government whom a report names without saying what they lead: readers know, and so `the French
//! president` needs no introduction.

use std::sync::LazyLock;

use rashomon_core::{fold_hash, phrase_hash};

use crate::lexicon::LEADERS;
use crate::names::{Names, Sort};
use crate::page::Page;
use crate::people::Office;
use crate::words::class;

/// Longest name that is looked up, in items.
const LONGEST: usize = 6;

/// Words before a name within which `former` can stand.
const BEFORE: usize = 5;

/// The offices of the leaders among the names of a page, one for each office that somebody holds or has held.
///
/// Of each entity the longest mention is looked up: `Berg` alone may be the leader of that name, but not where the report
/// also calls her `Clara Berg`, and only if it calls her by the office (`introduced`: `President Berg`). Whom the report
/// calls former or late holds none.
pub(crate) fn leaders(page: &Page, names: &Names, introduced: &[Office]) -> Vec<Office> {
    let mut people: Vec<(i64, usize)> = names
        .0
        .iter()
        .enumerate()
        .filter(|(_, it)| it.sort == Sort::Person && it.item < it.end_item)
        .map(|(index, it)| (it.entity, index))
        .collect();
    let length = |index: usize| names.0[index].end_item - names.0[index].item;
    people.sort_by_key(|&(entity, index)| (entity, std::cmp::Reverse(length(index)), index));
    let mut offices = Vec::new();
    for mentions in people.chunk_by(|a, b| a.0 == b.0) {
        let (entity, index) = mentions[0];
        let name = &names.0[index];
        if length(index) > LONGEST {
            continue;
        }
        let words = page.items[name.item..name.end_item].iter().map(|it| it.word);
        let Some(entry) = LEADERS.get(words.fold(0, phrase_hash)) else { continue };
        if mentions.iter().any(|&(_, it)| is_former(page, names.0[it].item)) {
            continue;
        }
        for role in entry.value(1).split(',') {
            // A prime minister is a minister, of whom `prime` is said as a country would be.
            let (prime, role) = role.rsplit_once(' ').unwrap_or(("", role));
            let role = fold_hash(role);
            let called = |it: &Office| it.role == role && names.0[it.name].entity == entity;
            if length(index) == 1 && !introduced.iter().any(called) {
                continue;
            }
            let of = entry.value(0).split(' ').chain(prime.split_whitespace()).map(fold_hash);
            offices.push(Office { name: index, role, single: true, of: of.collect() });
        }
    }
    offices.sort_by_key(|it| it.name);
    offices
}

/// `Former French president {Anna Berg}`, `the late`, `ex-president`.
fn is_former(page: &Page, item: usize) -> bool {
    static WORDS: LazyLock<[u64; 6]> = LazyLock::new(|| {
        ["former", "ex", "ousted", "deposed", "ex-president", "ex-premier"].map(fold_hash)
    });
    static LATE: LazyLock<u64> = LazyLock::new(|| fold_hash("late"));
    let row = page.rows.partition_point(|it| it.items.end <= item);
    let start = page.rows.get(row).map_or(item, |it| it.items.start);
    let before = &page.items[start.max(item.saturating_sub(BEFORE)).min(item)..item];
    before.iter().any(|it| WORDS.contains(&it.word))
        || before.windows(2).any(|it| it[0].is(class::DETERMINER) && it[1].word == *LATE)
}
