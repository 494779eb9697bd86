//! Who is meant where a report has one word of a person's name alone.
//!
//! The surname means the one who has it; of several, the one whom the other reports of the story call so. A first name
//! alone is for those who know each other: it says nothing beyond its report.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::cluster::contradict;
use crate::cluster::fit::{ends_with, same};
use crate::cluster::forms::{FAMILY_FIRST, Form};
use crate::cluster::words::{INITIAL, PARTICLE, Part};
use crate::corpus::groups::Groups;
use crate::corpus::members::{Member, is_full_name};
use crate::corpus::names::Names;
use crate::corpus::people::{Person, gender};
use crate::gazetteer;
use crate::tags;

/// One of several people of a surname is meant if so many times more reports call him or her so than any other.
const CLEARLY: u32 = 3;

/// Who bears each surname, and how many reports call each by it alone.
#[derive(Debug, Default)]
struct Surnames {
    bearers: HashMap<u64, BTreeMap<u32, u32>>,
    /// The same for other spellings of long names.
    loose: HashMap<u64, BTreeMap<u32, u32>>,
    /// First names of people.
    first: HashSet<u64>,
}

/// Joins the members who are named by one word with the people whom they mean, and with one another.
pub(crate) fn join_short_names(
    names: &Names,
    members: &[Member],
    people: &[Person],
    groups: &mut Groups,
) {
    let surnames = Surnames::of(names, members, people, groups);
    let mut alone: HashMap<u64, u32> = HashMap::new();
    for (index, member) in (0..).zip(members) {
        let form = names.form(member.main);
        if !member.is_person || is_full_name(form) {
            continue;
        }
        if let Some(person) = surnames.meant(names, people, groups, index, member) {
            groups.join(people[person as usize].member, index);
            continue;
        }
        if is_first_name(names, member) && surnames.has_first(names, form) {
            continue;
        }
        // Reports of one event mean one person by one rare word, or the people of one family that no report tells apart.
        let first = *alone.entry(form.key).or_insert(index);
        if groups.may_be_one(first, index) {
            groups.join(first, index);
        }
    }
}

impl Surnames {
    fn of(names: &Names, members: &[Member], people: &[Person], groups: &mut Groups) -> Self {
        let mut found = Self::default();
        let mut person_of: HashMap<u32, u32> = HashMap::new();
        for (number, person) in (0..).zip(people) {
            person_of.insert(groups.root(person.member), number);
            for &row in &person.rows {
                let form = names.form(row);
                if let Some(surname) = surname(names, form) {
                    found.note(surname, number, 0);
                }
                if let Some(first) = names.parts(form).first().filter(|it| !it.has(INITIAL)) {
                    found.first.insert(first.spelling.normal);
                }
            }
        }
        for (index, member) in (0..).zip(members).filter(|it| it.1.is_person) {
            let Some(&person) = person_of.get(&groups.root(index)) else { continue };
            let full = names.parts(names.form(member.main));
            for it in &member.names {
                let [word] = names.parts(names.form(it.row)) else { continue };
                let is_first = full.first().is_some_and(|it| same(it, word));
                let first_only = gazetteer::tags_of(names.first_word(it.name)) & gazetteer::PEOPLE
                    == tags::FIRST_NAME;
                if full.iter().any(|it| same(it, word)) && !(is_first && first_only) {
                    found.note(word, person, 1);
                }
            }
        }
        found
    }

    fn note(&mut self, word: &Part, person: u32, reports: u32) {
        if word.has(INITIAL) || word.has(PARTICLE) {
            return;
        }
        let spelling = word.spelling;
        *self.bearers.entry(spelling.normal).or_default().entry(person).or_default() += reports;
        if spelling.bones != 0 {
            *self.loose.entry(spelling.loose).or_default().entry(person).or_default() += reports;
        }
    }

    /// Whether a name of one word is the first name of somebody in the story.
    fn has_first(&self, names: &Names, form: &Form) -> bool {
        matches!(names.parts(form), [word] if self.first.contains(&word.spelling.normal))
    }

    /// The person whom a name of one word means in a report.
    fn meant(
        &self,
        names: &Names,
        people: &[Person],
        groups: &mut Groups,
        index: u32,
        member: &Member,
    ) -> Option<u32> {
        let form = names.form(member.main);
        let parts = names.parts(form);
        let last = parts.last()?;
        let bearers = self.bearers.get(&last.spelling.normal).or_else(|| {
            self.loose.get(&last.spelling.loose).filter(|_| last.spelling.bones != 0)
        })?;
        let gender = gender(form, member);
        let mut best: Option<(u32, u32)> = None;
        let mut second: Option<u32> = None;
        for (&number, &reports) in bearers {
            let person = &people[number as usize];
            let fits = !contradict(person.gender, gender)
                && (parts.len() == 1
                    || person.rows.iter().any(|it| ends_with(names.parts(names.form(*it)), parts)))
                && groups.may_be_one(person.member, index);
            if !fits {
                continue;
            }
            match best {
                Some((_, most)) if reports <= most => second = second.max(Some(reports)),
                _ => {
                    second = best.map(|it| it.1).or(second);
                    best = Some((number, reports));
                }
            }
        }
        let (person, most) = best?;
        let clear = second.is_none_or(|it| most > 1 && most >= CLEARLY * it);
        // `Jordan` is somebody's first name in another report: then the surname must be in use.
        let doubtful = most == 0 && self.has_first(names, form) && is_first_name(names, member);
        (clear && !doubtful).then_some(person)
    }
}

/// The word that a person is called by.
fn surname<'a>(names: &'a Names, form: &Form) -> Option<&'a Part> {
    let parts = names.parts(form);
    if form.flags & FAMILY_FIRST != 0 { parts.first() } else { parts.last() }
}

fn is_first_name(names: &Names, member: &Member) -> bool {
    let known = |name: u32| gazetteer::tags_of(names.first_word(name));
    member.names.first().is_some_and(|it| known(it.name) & tags::FIRST_NAME != 0)
}
