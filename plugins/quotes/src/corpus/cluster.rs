//! From likely pairs to utterances.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::corpus::likeness::overlap;
use crate::corpus::state::{Kind, Sort};
use crate::corpus::story::{Row, Story};

/// The score at which two rows of different reports are one utterance.
const LEAST: f32 = -1.0;
/// The score at which two rows of one report are: it seldom says one thing twice.
const LEAST_WITHIN: f32 = 2.0;
/// How much less the rows of two utterances may score on average to be one.
const MEAN: f32 = 1.5;
/// How much less any two rows of one report may score. An outlet seldom says one thing twice in different words: two
/// dissimilar rows of one report are two utterances. This is what keeps a chain of likely pairs from growing.
const VETO: f32 = 1.0;
/// Rows of each side that stand for an utterance.
const SAMPLE: usize = 10;
/// Rows before and after one among which are those that hold it.
const NEAR: usize = 64;
/// Pairs of one report that are looked at before two utterances become one.
const CHECKED: usize = 200;

impl Story {
    /// The number of the utterance that each row is a variant of; numbered in order of the rows.
    pub(crate) fn utterances(&self) -> Vec<u32> {
        let mut groups = Groups::new(self.rows.len());
        let mut refused: HashMap<(u32, u32), (usize, usize)> = HashMap::new();
        for pair in self.pairs(LEAST) {
            let (a, b) = (groups.root(pair.a), groups.root(pair.b));
            if a == b {
                continue;
            }
            let within = self.rows[pair.a as usize].report == self.rows[pair.b as usize].report;
            if within && pair.score < LEAST_WITHIN {
                continue;
            }
            let (a, b) = (a.min(b), a.max(b));
            let sizes = (groups.members(a).len(), groups.members(b).len());
            if refused.get(&(a, b)) == Some(&sizes) {
                continue;
            }
            if self.may_be_one(groups.members(a), groups.members(b)) {
                groups.unite(a, b);
            } else {
                refused.insert((a, b), sizes);
            }
        }
        self.attach_fragments(&mut groups);
        self.join_breaths(&mut groups);
        groups.numbers()
    }

    /// Sentences that several reports quote in one breath are one utterance, of which others quote a part; unless most
    /// reports have but one of them.
    fn join_breaths(&self, groups: &mut Groups) {
        let mut together: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
        for (number, pair) in (0..).zip(self.rows.windows(2)) {
            let [one, next] = pair else { continue };
            let (a, b) = (groups.root(number), groups.root(number + 1));
            let in_marks = one.kind != Kind::Indirect && next.kind != Kind::Indirect;
            if in_marks && one.report == next.report && one.statement == next.statement && a != b {
                together.entry((a.min(b), a.max(b))).or_default().push(one.report);
            }
        }
        for ((a, b), mut reports) in together {
            let (a, b) = (groups.root(a), groups.root(b));
            reports.dedup();
            if reports.len() < 2 || a == b {
                continue;
            }
            let members = groups.members(a).iter().chain(groups.members(b));
            let mut either: Vec<u32> = members.map(|&it| self.rows[it as usize].report).collect();
            either.sort_unstable();
            either.dedup();
            if 2 * reports.len() > either.len() {
                groups.unite(a.min(b), a.max(b));
            }
        }
    }

    fn may_be_one(&self, a: &[u32], b: &[u32]) -> bool {
        self.mean(a, b) >= LEAST - MEAN && !self.vetoed(a, b)
    }

    /// The mean score over pairs of different reports.
    fn mean(&self, a: &[u32], b: &[u32]) -> f32 {
        let mut sum = 0.0;
        let mut count = 0;
        for x in sample(a) {
            for y in sample(b) {
                if self.rows[x].report != self.rows[y].report {
                    sum += self.likeness(x, y);
                    count += 1;
                }
            }
        }
        if count == 0 { 0.0 } else { sum / count as f32 }
    }

    /// Whether two rows of one report say different things.
    fn vetoed(&self, a: &[u32], b: &[u32]) -> bool {
        let report = |it: &u32| self.rows[*it as usize].report;
        let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let both = few.iter().flat_map(|x| {
            // Members are in order of the reports.
            let first = many.partition_point(|it| report(it) < report(x));
            let same = many[first..].iter().take_while(move |it| report(it) == report(x));
            same.map(|y| (*x as usize, *y as usize))
        });
        both.take(CHECKED).any(|(x, y)| {
            let (one, other) = (&self.rows[x], &self.rows[y]);
            // A statement of several clauses says as many things; two fragments in a sentence are of one utterance.
            one.annotation == other.annotation
                || !overlap(one, other)
                    && !fragments_of_one(one, other)
                    && self.likeness(x, y) < LEAST - VETO
        })
    }

    /// What is said within another row of its report, or again at greater length by the same speaker, and is alike to
    /// nothing else, belongs to that row's utterance. Marks around no speech stay alone.
    fn attach_fragments(&self, groups: &mut Groups) {
        for (number, row) in self.rows.iter().enumerate() {
            let alone = groups.members(groups.root(number as u32)).len() == 1;
            if !alone || row.kind == Kind::Scare {
                continue;
            }
            let inside = |it: &usize| {
                let other = &self.rows[*it];
                other.span.contains(row.span) && other.span != row.span
            };
            let again = |it: &usize| {
                let other = &self.rows[*it];
                !two_people(row, other) && contains_all(&other.content.words, &row.content.words)
            };
            let whole = self.around(number).find(inside);
            let repeated = row.repeats.into_iter().flat_map(|it| self.rows_like(row.report, it));
            let whole = whole.or_else(|| repeated.filter(|it| *it != number).find(again));
            if let Some(whole) = whole {
                let (a, b) = (groups.root(number as u32), groups.root(whole as u32));
                if a != b {
                    groups.unite(a.min(b), a.max(b));
                }
            }
        }
    }

    /// Whether a row lies within a longer one.
    pub(crate) fn is_nested(&self, number: usize) -> bool {
        let span = self.rows[number].span;
        let mut others = self.around(number).map(|it| self.rows[it].span);
        others.any(|it| it.contains(span) && it != span)
    }

    /// The rows of the same report near this one, among which are those that hold it: a report may have thousands.
    fn around(&self, number: usize) -> impl Iterator<Item = usize> {
        let report = self.rows[number].report;
        let near = number.saturating_sub(NEAR)..(number + NEAR + 1).min(self.rows.len());
        near.filter(move |&it| it != number && self.rows[it].report == report)
    }

    /// The rows of one annotation of a report.
    fn rows_like(&self, report: u32, annotation: u32) -> Range<usize> {
        let place = |it: &Row| (it.report, it.annotation);
        let first = self.rows.partition_point(|it| place(it) < (report, annotation));
        let after = self.rows[first..].partition_point(|it| place(it) == (report, annotation));
        first..first + after
    }
}

/// Whether two fragments in marks stand in one sentence and have one speaker: `said it would "pay" and "stay"`.
fn fragments_of_one(a: &Row, b: &Row) -> bool {
    a.kind == Kind::Mixed && b.kind == Kind::Mixed && a.sentence == b.sentence && a.voice == b.voice
}

/// Whether each is said by a person, and not by the same one.
fn two_people(a: &Row, b: &Row) -> bool {
    a.voice
        .as_ref()
        .zip(b.voice.as_ref())
        .is_some_and(|(a, b)| a.sort == Sort::Person && b.sort == Sort::Person && !a.is_person(b))
}

/// Whether all of `few` are in `many`; both are sorted.
fn contains_all(many: &[u32], few: &[u32]) -> bool {
    few.iter().all(|it| many.binary_search(it).is_ok())
}

/// Rows that stand for all, spread evenly.
fn sample(members: &[u32]) -> impl Iterator<Item = usize> + '_ {
    let step = members.len().div_ceil(SAMPLE).max(1);
    members.iter().step_by(step).map(|&it| it as usize)
}

/// Sets of rows.
struct Groups {
    parents: Vec<u32>,
    /// The members of each root, in order.
    members: Vec<Vec<u32>>,
}

impl Groups {
    fn new(rows: usize) -> Self {
        let rows = 0..rows as u32;
        Self { parents: rows.clone().collect(), members: rows.map(|it| vec![it]).collect() }
    }

    fn root(&self, mut row: u32) -> u32 {
        while self.parents[row as usize] != row {
            row = self.parents[row as usize];
        }
        row
    }

    fn members(&self, root: u32) -> &[u32] {
        &self.members[root as usize]
    }

    /// Makes one set of two, under the root with more members.
    fn unite(&mut self, a: u32, b: u32) {
        let larger = self.members[a as usize].len() >= self.members[b as usize].len();
        let (a, b) = if larger { (a, b) } else { (b, a) };
        self.parents[b as usize] = a;
        let moved = std::mem::take(&mut self.members[b as usize]);
        let members = &mut self.members[a as usize];
        members.extend(moved);
        // Two sorted runs: a stable sort merges them.
        members.sort_by_key(|it| *it);
    }

    /// A number for each row, in order of each set's first member.
    fn numbers(&self) -> Vec<u32> {
        let mut numbers = vec![u32::MAX; self.parents.len()];
        let mut next = 0;
        for row in 0..self.parents.len() as u32 {
            if numbers[row as usize] == u32::MAX {
                for &member in self.members(self.root(row)) {
                    numbers[member as usize] = next;
                }
                next += 1;
            }
        }
        numbers
    }
}
