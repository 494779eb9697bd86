//! Which people of several reports are one person: full names first, then those that some report calls by the surname
//! alone.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::cluster::contradict;
use crate::cluster::fit::{
    begins_with, ends_with, father_of, holds, same, same_beginning, same_first_name, same_full_name,
};
use crate::cluster::forms::Form;
use crate::cluster::table::Lists;
use crate::cluster::words::{Part, suffix_hash};
use crate::corpus::groups::Groups;
use crate::corpus::members::{Member, is_full_name};
use crate::corpus::names::Names;
use crate::hash::pair;

/// People of one name that are compared with another, at most: keeps stories with thousands of names linear.
const MOST_CANDIDATES: usize = 64;

/// A person with a full name.
#[derive(Debug)]
pub(crate) struct Person {
    /// One of its members.
    pub member: u32,
    /// The rows of its full names.
    pub rows: Vec<u32>,
    pub gender: u32,
}

/// Joins the members who are one by their full names; returns all people who have one.
pub(crate) fn join_full_names(
    names: &Names,
    members: &[Member],
    groups: &mut Groups,
) -> Vec<Person> {
    let mut same_name: HashMap<u64, Vec<u32>> = HashMap::new();
    let mut found: Vec<Person> = Vec::new();
    for (index, member) in (0..).zip(members) {
        let form = names.form(member.main);
        if !member.is_person || !is_full_name(form) {
            continue;
        }
        let gender = gender(form, member);
        let known = same_name.entry(form.key).or_default();
        // A report that tells two of one name apart may mean either by any more such name.
        let first = known.first().copied().filter(|&it| {
            let person = &found[it as usize];
            !contradict(person.gender, gender)
                && (member.is_corrected || groups.may_be_one(person.member, index))
        });
        if let Some(first) = first {
            let person = &mut found[first as usize];
            groups.join(person.member, index);
            person.gender |= gender;
        } else {
            known.push(found.len() as u32);
            found.push(Person { member: index, rows: vec![member.main], gender });
        }
    }
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&it| {
        let form = names.form(found[it].rows[0]);
        let reports = groups.reports(found[it].member).len();
        (Reverse(names.parts(form).len()), Reverse(reports), it)
    });
    let mut people = People::default();
    for it in order {
        let person = &mut found[it];
        let (gender, rows) = (person.gender, std::mem::take(&mut person.rows));
        people.add(names, groups, Person { member: person.member, rows, gender });
    }
    people.all
}

#[derive(Debug, Default)]
struct People {
    all: Vec<Person>,
    by_last: Lists,
    /// By the first and another word.
    by_pair: Lists,
    by_loose: Lists,
    by_bones: Lists,
}

impl People {
    /// Takes in a person, who is perhaps one with an earlier one.
    fn add(&mut self, names: &Names, groups: &mut Groups, person: Person) {
        let row = person.rows[0];
        let form = names.form(row);
        let known = self.find(names, groups, &person, form);
        if let Some(known) = known {
            let all = &mut self.all[known as usize];
            groups.join(all.member, person.member);
            all.gender |= person.gender;
            if all.rows.len() < MOST_NAMES {
                all.rows.push(row);
            }
        } else {
            self.all.push(person);
        }
        let number = known.unwrap_or(self.all.len() as u32 - 1);
        self.index(names, form, number);
    }

    /// The only one whom a full name fits, by the strictest measure that it fits anybody by.
    fn find(
        &self,
        names: &Names,
        groups: &mut Groups,
        person: &Person,
        form: &Form,
    ) -> Option<u32> {
        let parts = names.parts(form);
        let (first, last) = (parts.first()?, parts.last()?);
        let of = |one: &Part, other: &Part| pair(one.spelling.normal, other.spelling.normal);
        let mut pairs = vec![of(last, first)];
        pairs.extend(parts.iter().skip(1).map(|it| of(first, it)));
        pairs.extend(father_of(parts).map(|(bin, father)| of(bin, father)));
        let bones = Some(last.spelling.bones).filter(|it| *it != 0);
        let measures: [(&Lists, Vec<u64>, Measure); 4] = [
            (&self.by_last, vec![last.spelling.normal], same_full_name),
            (&self.by_pair, pairs, extends),
            (&self.by_loose, vec![last.spelling.loose], same_first),
            (&self.by_bones, bones.into_iter().collect(), same_long_first),
        ];
        for (list, keys, measure) in measures {
            let mut found: Vec<u32> = Vec::new();
            for it in keys.into_iter().flat_map(|it| list.get(it).take(MOST_CANDIDATES)) {
                let other = &self.all[it as usize];
                // `Boone Isby`, whose first name is Anna, has a man's first name for half of her surname.
                let surname =
                    |it: &Form| ends_with(names.parts(it), parts) && it.words > form.words;
                let fits = !found.contains(&it)
                    && (!contradict(other.gender, person.gender)
                        || other.rows.iter().any(|it| surname(names.form(*it))))
                    && other.rows.iter().any(|it| measure(names.parts(names.form(*it)), parts))
                    && other.rows.iter().all(|it| is_alike(names, names.form(*it), form))
                    && groups.may_be_one(other.member, person.member);
                if fits {
                    found.push(it);
                }
            }
            match found[..] {
                [] => {}
                [only] => return Some(only),
                // It fits several.
                [_, _, ..] => return None,
            }
        }
        None
    }

    fn index(&mut self, names: &Names, form: &Form, number: u32) {
        let parts = names.parts(form);
        let [first, rest @ .., last] = parts else { return };
        if father_of(parts).is_none() {
            self.by_last.push(last.spelling.normal, number);
            self.by_loose.push(last.spelling.loose, number);
        }
        if last.spelling.bones != 0 {
            self.by_bones.push(last.spelling.bones, number);
        }
        for part in rest.iter().chain([last]) {
            self.by_pair.push(pair(first.spelling.normal, part.spelling.normal), number);
        }
        for two in parts[1..].windows(2) {
            self.by_pair.push(pair(two[0].spelling.normal, two[1].spelling.normal), number);
        }
    }
}

/// Suffixes that seldom tell living people apart.
const NUMERALS: [&str; 3] = ["II", "III", "IV"];

/// Full names of one person, at most, that are compared with another's: keeps stories with thousands of names linear.
const MOST_NAMES: usize = 32;

type Measure = fn(&[Part], &[Part]) -> bool;

/// `Pedro Osante Lirio`, `Pedro Osante`, `Osante Lirio`; `Varga Istvan`, `Istvan Varga`.
fn extends(one: &[Part], other: &[Part]) -> bool {
    let turned = match (one, other) {
        ([one, two], [first, last]) => same(one, last) && same(two, first),
        _ => false,
    };
    turned
        || begins_with(one, other)
        || begins_with(other, one)
        || holds(one, other)
        || holds(other, one)
}

fn same_first(one: &[Part], other: &[Part]) -> bool {
    same_beginning(one, other, same_first_name)
}

fn same_long_first(one: &[Part], other: &[Part]) -> bool {
    same_beginning(one, other, |one, other| one.long == other.long)
}

/// Whether two full names can mean one person at all.
fn is_alike(names: &Names, one: &Form, other: &Form) -> bool {
    let (parts, others) = (names.parts(one), names.parts(other));
    // Father and son; but `Joe Harcourt` is `Joseph Harcourt Jr.` shortened, and one outlet writes out `Joseph
    // Harcourt III` where no other does.
    let firsts = parts.first().zip(others.first());
    let suffix = one.suffix | other.suffix;
    let apart = one.suffix != other.suffix
        && (one.suffix != 0 && other.suffix != 0
            || !NUMERALS.iter().any(|it| suffix_hash(it) == suffix)
                && firsts.is_some_and(|it| same(it.0, it.1)));
    let last_fits = parts.last().zip(others.last()).is_some_and(|(one, other)| {
        one.spelling.loose == other.spelling.loose
            || one.spelling.bones != 0 && one.spelling.bones == other.spelling.bones
    });
    !apart
        && (same_full_name(parts, others)
            || extends(parts, others)
            || last_fits && same_first(parts, others))
}

/// [`tags::MALE`](crate::tags::MALE) or [`tags::FEMALE`](crate::tags::FEMALE), if the title or the first name tells.
pub(crate) fn gender(form: &Form, member: &Member) -> u32 {
    if member.gender == 0 { form.gender } else { member.gender }
}
