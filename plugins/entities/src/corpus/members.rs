//! The entities of all reports of a story, one after the other, and whether each is a person.

use crate::cluster::forms::{Form, NO_PERSON, UNLISTED};
use crate::corpus::names::Names;
use crate::corpus::state::Report;
use crate::label::Label;
use crate::tags;

/// An entity of one report.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub report: u32,
    /// [`tags::MALE`] or [`tags::FEMALE`], if its title tells.
    pub gender: u32,
    pub is_person: bool,
    /// The report takes it for something else than most reports do.
    pub is_corrected: bool,
    /// How often the report names it.
    pub mentions: u32,
    /// The same by label.
    pub labels: [u32; 4],
    /// Its names, by first mention; those that mean something else by themselves are left out.
    pub names: Vec<Use>,
    /// The row of its fullest name.
    pub main: u32,
}

/// A name of an entity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Use {
    pub name: u32,
    /// What follows from the name and what it names.
    pub row: u32,
    pub mentions: u32,
}

/// The entities of all reports, in order; `numbers` has the number of each of their names.
pub(crate) fn members(reports: &[Report], names: &mut Names, numbers: &[u32]) -> Vec<Member> {
    let mut numbers = numbers.iter();
    let mut members = Vec::new();
    for (report, entity) in
        (0..).zip(reports).flat_map(|(at, it)| it.entities.iter().map(move |entity| (at, entity)))
    {
        let mut labels = [0; 4];
        let mut uses = Vec::with_capacity(entity.names.len());
        for (name, &number) in entity.names.iter().zip(&mut numbers) {
            let mentions: &mut u32 = &mut labels[name.label() as usize];
            *mentions = mentions.saturating_add(name.mentions);
            uses.push((number, name.label(), name.mentions));
        }
        let mentions = labels.iter().copied().fold(0, u32::saturating_add);
        members.push(Member {
            report,
            gender: entity.gender,
            is_person: labels[Label::Per as usize].saturating_mul(2) > mentions,
            is_corrected: false,
            mentions,
            labels,
            names: Vec::new(),
            main: 0,
        });
        let member = members.last_mut().expect("pushed just now");
        for (name, label, mentions) in uses {
            let row = names.row(name, label);
            member.names.push(Use { name, row, mentions });
        }
    }
    let votes = votes(names, &members);
    for (member, entity) in members.iter_mut().zip(reports.iter().flat_map(|it| &it.entities)) {
        vote(names, &votes, member);
        leave_out_redefined(names, member, &entity.canonical);
        member.main = main(names, member);
    }
    members
}

/// For each name, however it is capitalised, how many entities of reports are people of that name, and how many others.
fn votes(names: &Names, members: &[Member]) -> Vec<[u32; 2]> {
    let mut votes = vec![[0; 2]; names.len()];
    for member in members {
        let mut counted = None;
        for it in &member.names {
            let folded = names.folded(it.name);
            if counted.replace(folded) != Some(folded) {
                votes[folded as usize][usize::from(member.is_person)] += 1;
            }
        }
    }
    votes
}

/// What one report takes for a person and most for something else is what it is for most. One word can be the name of
/// both.
fn vote(names: &mut Names, votes: &[[u32; 2]], member: &mut Member) {
    let fullest = member.names.iter().max_by_key(|it| names.form(it.row).words);
    let Some(Use { name, row, .. }) = fullest.copied() else { return };
    let form = names.form(row);
    let [others, people] = votes[names.folded(name) as usize];
    let is_person = if others == 0 || people == 0 {
        member.is_person
    } else if form.words > 1 {
        people > others || people == others && is_first_name(names, name)
    } else if form.flags & UNLISTED != 0 || member.is_person {
        people > others
    } else {
        people >= 3 * others
    };
    let label = if is_person {
        Label::Per
    } else {
        // What labels others give is seen when the entity is named.
        let other = (1..4).max_by_key(|it| member.labels[*it]).unwrap_or(3);
        if member.is_person { Label::Misc } else { Label::ALL[other] }
    };
    let is_of = |names: &Names, row: u32| (names.form(row).label == Label::Per) == is_person;
    for index in 0..member.names.len() {
        let Use { name, row, .. } = member.names[index];
        if !is_of(names, row) {
            member.names[index].row = names.row(name, label);
        }
    }
    let row = names.row(name, label);
    let before = std::mem::replace(&mut member.is_person, is_person && is_of(names, row));
    member.is_corrected = before != member.is_person;
    if !member.is_person {
        member.gender = 0;
    }
}

fn is_first_name(names: &Names, name: u32) -> bool {
    crate::gazetteer::tags_of(names.first_word(name)) & tags::FIRST_NAME != 0
}

/// `MOT` is not what the lists know as such in a report that says what else it stands for there.
fn leave_out_redefined(names: &Names, member: &mut Member, canonical: &str) {
    let form = |it: &Use| names.form(it.row);
    let explained = member.names.iter().any(|it| form(it).words > 1 && form(it).known.is_none());
    if explained && !member.is_person {
        let holds = |it: &Form| it.known.is_none_or(|it| it == canonical);
        member.names.retain(|it| holds(form(it)));
    }
}

/// Whether a form is a person's full name.
pub(crate) fn is_full_name(form: &Form) -> bool {
    form.words > 1 && form.parts.len() > 1 && form.flags & NO_PERSON == 0
}

/// The row of a member's fullest name.
fn main(names: &Names, member: &Member) -> u32 {
    let rank = |it: &Use| {
        let form = names.form(it.row);
        (form.known.is_some(), is_full_name(form), form.fullness, it.mentions)
    };
    // The first of the best.
    let best = member.names.iter().rev().max_by_key(|it| rank(it));
    best.map_or(0, |it| it.row)
}
