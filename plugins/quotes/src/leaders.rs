//! Heads of state and government whom a report names without saying what they lead: readers know, and so `the French
//! president` needs no introduction.

use rashomon_core::{fold_hash, phrase_hash};

use crate::lexicon::LEADERS;
use crate::names::{Names, Sort};
use crate::page::Page;
use crate::people::Office;

/// Longest name that is looked up, in items.
const LONGEST: usize = 6;

/// The offices of the leaders among the names of a page, one for each office that somebody holds or has held.
///
/// Of each entity the longest mention is looked up: `Berg` alone may be the leader of that name, but not where the report
/// also calls her `Clara Berg`.
pub(crate) fn leaders(page: &Page, names: &Names) -> Vec<Office> {
    let mut people: Vec<(i64, usize)> = names
        .0
        .iter()
        .enumerate()
        .filter(|(_, it)| it.sort == Sort::Person && it.item < it.end_item)
        .map(|(index, it)| (it.entity, index))
        .collect();
    let length = |index: usize| names.0[index].end_item - names.0[index].item;
    people.sort_by_key(|&(entity, index)| (entity, std::cmp::Reverse(length(index)), index));
    people.dedup_by_key(|it| it.0);
    let mut offices = Vec::new();
    for (_, index) in people {
        let name = &names.0[index];
        if length(index) > LONGEST {
            continue;
        }
        let words = page.items[name.item..name.end_item].iter().map(|it| it.word);
        let Some(entry) = LEADERS.get(words.fold(0, phrase_hash)) else { continue };
        for role in entry.value(1).split(',') {
            // A prime minister is a minister, of whom `prime` is said as a country would be.
            let (prime, role) = role.rsplit_once(' ').unwrap_or(("", role));
            let of = entry.value(0).split(' ').chain(prime.split_whitespace()).map(fold_hash);
            offices.push(Office {
                name: index,
                role: fold_hash(role),
                single: true,
                of: of.collect(),
            });
        }
    }
    offices.sort_by_key(|it| it.name);
    offices
}
