//! Which places, organisations and other things of several reports are one: those of one name; then short names and
//! letters, where one thing alone can be meant.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::cluster::forms::{GREAT_PLACE, LISTED_PLACE};
use crate::corpus::groups::Groups;
use crate::corpus::members::{Member, Use, is_full_name};
use crate::corpus::names::Names;
use crate::label::Label;

/// Letters that may stand for words which no report gives them for.
const FEWEST_LETTERS: usize = 3;

/// A name of so many words is said of one country's institution, though it leaves the country out.
const MANY_WORDS: u32 = 4;

/// A short name means one of several things if so many times more reports use it for that.
const CLEARLY: u32 = 3;

/// A short name that so many times more reports have than tie it to a longer one has a meaning of its own.
const TOO_COMMON: usize = 10;

/// Members of one name.
#[derive(Debug)]
struct Thing {
    /// One of its members.
    member: u32,
    /// The row of its fullest name.
    row: u32,
    name: u32,
    label: Label,
}

/// Joins the members who are no people.
pub(crate) fn join_things(names: &Names, members: &[Member], groups: &mut Groups) {
    let things = same_names(names, members, groups);
    let links = Links::of(names, members, &things, groups);
    for number in 0..things.len() as u32 {
        if let Some(whole) = links.whole(names, &things, groups, number) {
            groups.join(things[whole as usize].member, things[number as usize].member);
        }
    }
    let mut spellings: HashMap<(u64, Label), Vec<u32>> = HashMap::new();
    for (number, thing) in (0..).zip(&things) {
        let loose = names.form(thing.row).loose;
        if loose != 0 {
            spellings.entry((loose, thing.label)).or_default().push(number);
        }
    }
    // `Fallujah`, `Falluja`: but two places that everybody knows are two.
    for (number, thing) in (0..).zip(&things) {
        let form = names.form(thing.row);
        let Some(all) = spellings.get(&(form.loose, thing.label)) else { continue };
        let first = &things[all[0] as usize];
        let great = names.form(first.row).flags & form.flags & GREAT_PLACE != 0;
        if all[0] != number && !great && groups.may_be_one(first.member, thing.member) {
            groups.join(first.member, thing.member);
        }
    }
}

/// Joins the members of one name, whatever their labels: a city and its government, say.
fn same_names(names: &Names, members: &[Member], groups: &mut Groups) -> Vec<Thing> {
    let mut by_key: HashMap<u64, u32> = HashMap::new();
    let mut things: Vec<Thing> = Vec::new();
    let mut labels: Vec<[u32; 4]> = Vec::new();
    for (index, member) in (0..).zip(members).filter(|it| !it.1.is_person) {
        let next = things.len() as u32;
        let number = *by_key.entry(names.form(member.main).key).or_insert(next);
        let known = things.get(number as usize).map(|it| it.member);
        let number = match known {
            Some(known) if member.is_corrected || groups.may_be_one(known, index) => {
                groups.join(known, index);
                number
            }
            _ => {
                let name = member.names.iter().find(|it| it.row == member.main);
                let (row, name) = (member.main, name.map_or(0, |it| it.name));
                things.push(Thing { member: index, row, name, label: Label::Misc });
                labels.push([0; 4]);
                next
            }
        };
        for (sum, count) in labels[number as usize].iter_mut().zip(member.labels) {
            *sum += count;
        }
    }
    for (thing, labels) in things.iter_mut().zip(labels) {
        thing.label = label(&labels);
    }
    things
}

/// The label that most mentions have, a person's aside.
pub(crate) fn label(labels: &[u32; 4]) -> Label {
    let others = [Label::Loc, Label::Org, Label::Misc];
    let best = others.into_iter().rev().max_by_key(|it| labels[*it as usize]);
    best.unwrap_or(Label::Misc)
}

/// Which things a short name may mean.
#[derive(Debug, Default)]
struct Links {
    /// By the key of a name that some report has for a thing beside its fullest: how many reports have.
    other_names: HashMap<u64, BTreeMap<u32, u32>>,
    /// By the letters that the words of its fullest name begin with.
    initials: HashMap<u64, Vec<u32>>,
    /// By the name without nouns at its end that name a kind of organisation.
    stems: HashMap<u64, Vec<u32>>,
    /// By the name without the country at its beginning.
    tails: HashMap<u64, Vec<u32>>,
    /// The words that people of the story have for a surname.
    surnames: HashSet<u64>,
}

impl Links {
    fn of(names: &Names, members: &[Member], things: &[Thing], groups: &mut Groups) -> Self {
        let mut links = Self::default();
        let mut thing_of: HashMap<u32, u32> = HashMap::new();
        for (number, thing) in (0..).zip(things) {
            thing_of.insert(groups.root(thing.member), number);
            let form = names.form(thing.row);
            for initials in form.initials.into_iter().filter(|it| *it != 0) {
                push(links.initials.entry(initials).or_default(), number);
            }
            if form.tail != 0 {
                push(links.tails.entry(form.tail).or_default(), number);
            }
            if form.stem != 0 {
                push(links.stems.entry(form.stem).or_default(), number);
            }
        }
        for (index, member) in (0..).zip(members) {
            if member.is_person {
                let form = names.form(member.main);
                let parts = names.parts(form);
                if let Some(last) = parts.last().filter(|_| is_full_name(form)) {
                    links.surnames.insert(last.spelling.normal);
                }
                continue;
            }
            let Some(&thing) = thing_of.get(&groups.root(index)) else { continue };
            let main = names.form(member.main).key;
            let mut noted = Vec::new();
            for Use { row, .. } in &member.names {
                let key = names.form(*row).key;
                if key != main && !noted.contains(&key) {
                    noted.push(key);
                    *links.other_names.entry(key).or_default().entry(thing).or_default() += 1;
                }
            }
        }
        links
    }

    /// The thing that a thing's name is short for.
    fn whole(
        &self,
        names: &Names,
        things: &[Thing],
        groups: &mut Groups,
        number: u32,
    ) -> Option<u32> {
        let thing = &things[number as usize];
        let form = names.form(thing.row);
        let own = form.known.is_some() || form.flags & (GREAT_PLACE | LISTED_PLACE) != 0;
        if own {
            return None;
        }
        let letters = form.letters != 0;
        // Letters that a report does not explain, it does not tell from the full name either.
        let explained = letters && self.other_names.contains_key(&form.key);
        let fits = |groups: &mut Groups, it: u32| {
            let whole = &things[it as usize];
            it != number
                && (letters || alike(thing.label, whole.label))
                && !groups.are_one(whole.member, thing.member)
                && (explained || groups.may_be_one(whole.member, thing.member))
        };
        if let Some(named) = self.other_names.get(&form.key) {
            let reports = groups.reports(thing.member).len();
            let mut found: Vec<(u32, u32)> = named.iter().map(|it| (*it.1, *it.0)).collect();
            found.retain(|&(uses, it)| {
                (letters || reports <= TOO_COMMON * uses as usize) && fits(groups, it)
            });
            found.sort_by_key(|it| (u32::MAX - it.0, it.1));
            return match found[..] {
                [(_, only)] => Some(only),
                [(most, best), (second, _), ..] => {
                    (most > 1 && most >= CLEARLY * second).then_some(best)
                }
                [] => None,
            };
        }
        let text = names.text(thing.name);
        let enough = text.chars().filter(|it| it.is_alphanumeric()).count() >= FEWEST_LETTERS;
        if form.acronym != 0 && enough && thing.label != Label::Loc {
            let all = self.initials.get(&form.acronym)?;
            return only(all.iter().copied().filter(|it| fits(groups, *it)));
        }
        if thing.label == Label::Org && form.words >= MANY_WORDS {
            let all = self.tails.get(&form.key)?;
            return only(all.iter().copied().filter(|it| fits(groups, *it)));
        }
        // `Harcourt` can be the founder of `Harcourt Group`.
        if thing.label == Label::Org && !self.surnames.contains(&form.first) {
            let all = self.stems.get(&form.key)?;
            return only(all.iter().copied().filter(|it| fits(groups, *it)));
        }
        None
    }
}

/// Whether things of these labels may be one under two names.
fn alike(one: Label, other: Label) -> bool {
    one == other || (one == Label::Loc) == (other == Label::Loc)
}

fn push(list: &mut Vec<u32>, number: u32) {
    if list.last() != Some(&number) {
        list.push(number);
    }
}

/// The one number there is, unless there are several.
fn only(mut numbers: impl Iterator<Item = u32>) -> Option<u32> {
    let first = numbers.next()?;
    numbers.next().is_none().then_some(first)
}
