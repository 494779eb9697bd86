//! One document: what was found against gold.

use std::collections::BTreeMap;

use rashomon_core::Span;
use rashomon_formats::{OffsetUnit, Offsets};

use super::attribute::{Verdict, trim};
use super::case::{Case, CaseKind, Shown};
use super::item::Item;
use super::matching::{Share, pair_by_score, pair_spans};
use super::profile::{Compare, Profile, Rule};
use super::score::{AttributeTally, Tally};

/// How annotations of a file are matched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Matching {
    /// By their places; what was found and matches nothing is spurious.
    Spans,
    /// By their places, which gold gives: a classification.
    Given,
    /// By a value, for gold tells no places.
    Value,
}

impl Matching {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Spans => "spans",
            Self::Given => "given",
            Self::Value => "value",
        }
    }
}

/// How documents are compared; the same for a whole file.
pub(crate) struct Comparison<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) rules: Vec<Rule<'a>>,
    pub(crate) matching: Matching,
    pub(crate) share: f64,
    pub(crate) unit: OffsetUnit,
    /// Most cases that are kept.
    pub(crate) most_cases: usize,
}

/// The counts of one document, or of many.
#[derive(Default)]
pub(crate) struct Score {
    pub(crate) labels: BTreeMap<String, Tally>,
    /// Labels left aside: spans alone.
    pub(crate) any: Tally,
    pub(crate) attributes: Vec<AttributeTally>,
    pub(crate) kinds: BTreeMap<CaseKind, u64>,
    pub(crate) cases: Vec<Case>,
}

impl Score {
    /// Adds what comes after, keeping at most so many cases.
    pub(crate) fn add(&mut self, other: Self, most_cases: usize) {
        for (label, tally) in other.labels {
            *self.labels.entry(label).or_default() += tally;
        }
        self.any += other.any;
        self.attributes.resize_with(other.attributes.len(), AttributeTally::default);
        for (sum, it) in self.attributes.iter_mut().zip(other.attributes) {
            sum.add(it);
        }
        for (kind, count) in other.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
        let room = most_cases - self.cases.len().min(most_cases);
        self.cases.extend(other.cases.into_iter().take(room));
    }
}

/// An error before it is shown: where it starts, what it is, the annotations of gold and found, the rule that is broken.
type Fault<'r> = (u32, CaseKind, Option<usize>, Option<usize>, Option<&'r Rule<'r>>);

/// A document under comparison.
struct Document<'a> {
    gold: &'a [Item],
    found: &'a [Item],
    gold_spans: Vec<Span>,
    found_spans: Vec<Span>,
    text: &'a str,
}

impl Comparison<'_> {
    /// Compares the annotations of one document.
    pub(crate) fn compare(
        &self,
        text: &str,
        gold: &[Item],
        mut found: Vec<Item>,
        (line, id): (u64, &str),
    ) -> Score {
        // In characters: how much two spans share must not hang on how many bytes a character takes.
        let characters = Offsets::new(text, OffsetUnit::Chars);
        let spans = |items: &[Item]| -> Vec<Span> {
            let span = |it: &Item| {
                let span = trim(text, it.span.unwrap_or_default(), self.profile.edges);
                Span::new(characters.of(span.start()) as u32, characters.of(span.end()) as u32)
            };
            items.iter().map(span).collect()
        };
        if self.matching == Matching::Given {
            // What gold does not ask for is neither right nor wrong.
            let all = self.pairs(&Document {
                gold,
                found: &found,
                gold_spans: spans(gold),
                found_spans: spans(&found),
                text,
            });
            let mut asked = vec![false; found.len()];
            for (_, it) in all {
                asked[it] = true;
            }
            let mut asked = asked.into_iter();
            found.retain(|_| asked.next() == Some(true));
        }
        let document = Document {
            gold,
            found: &found,
            gold_spans: spans(gold),
            found_spans: spans(&found),
            text,
        };
        let mut score = Score::default();
        self.count(&document, &mut score);
        let pairs = self.pairs(&document);
        self.count_attributes(&document, &pairs, &mut score);
        self.list(&document, &pairs, (line, id), &mut score);
        score
    }

    /// Whether two annotations are of one sort.
    fn may(&self, gold: &Item, found: &Item) -> bool {
        self.profile.sort.is_none_or(|sort| gold.get(sort) == found.get(sort))
    }

    /// Pairs by lenient match, labels aside.
    fn pairs(&self, document: &Document<'_>) -> Vec<(usize, usize)> {
        self.match_all(document, Share::AtLeast(self.share), false)
    }

    fn match_all(
        &self,
        document: &Document<'_>,
        share: Share,
        same_label: bool,
    ) -> Vec<(usize, usize)> {
        let Document { gold, found, gold_spans, found_spans, text } = document;
        let same = |a: usize, b: usize| gold[a].label == found[b].label;
        let may = |a: usize, b: usize| self.may(&gold[a], &found[b]) && (!same_label || same(a, b));
        if self.matching != Matching::Value {
            return pair_spans(gold_spans, found_spans, share, may, same);
        }
        let Some((key, others)) = self.rules.split_first() else { return Vec::new() };
        pair_by_score(gold.len(), found.len(), |a, b| {
            let is_same = may(a, b) && key.judge(&gold[a], &found[b], text) == Verdict::Right;
            is_same.then(|| {
                // The earlier a rule, the more it weighs.
                others.iter().fold(0, |sum, rule| {
                    let verdict = rule.judge(&gold[a], &found[b], text);
                    2 * sum + u32::from(matches!(verdict, Verdict::Right | Verdict::Absent))
                })
            })
        })
    }

    fn count(&self, document: &Document<'_>, score: &mut Score) {
        for it in document.gold {
            score.labels.entry(it.label.clone()).or_default().gold += 1;
        }
        for it in document.found {
            score.labels.entry(it.label.clone()).or_default().found += 1;
        }
        score.any.gold = document.gold.len() as u64;
        score.any.found = document.found.len() as u64;
        let lenient = Share::AtLeast(self.share);
        // A classification pairs by place alone; then labels are compared.
        let with_label = |share| {
            let by_label = self.matching != Matching::Given;
            let mut pairs = self.match_all(document, share, by_label);
            pairs.retain(|&(a, b)| document.gold[a].label == document.found[b].label);
            pairs
        };
        for (gold, _) in with_label(lenient) {
            score.labels.entry(document.gold[gold].label.clone()).or_default().lenient += 1;
        }
        for (gold, _) in with_label(Share::All) {
            score.labels.entry(document.gold[gold].label.clone()).or_default().strict += 1;
        }
        score.any.lenient = self.match_all(document, lenient, false).len() as u64;
        score.any.strict = self.match_all(document, Share::All, false).len() as u64;
    }

    fn count_attributes(
        &self,
        document: &Document<'_>,
        pairs: &[(usize, usize)],
        score: &mut Score,
    ) {
        for rule in &self.rules {
            let mut tally = AttributeTally::default();
            tally.end_to_end.gold =
                document.gold.iter().filter(|it| rule.is_said(it)).count() as u64;
            tally.end_to_end.found = document.found.len() as u64;
            for &(gold, found) in pairs {
                let verdict =
                    rule.judge(&document.gold[gold], &document.found[found], document.text);
                match verdict {
                    Verdict::Unknown => tally.end_to_end.found -= 1,
                    Verdict::Absent => tally.end_to_end.right += 1,
                    Verdict::Right => {
                        tally.matched += 1;
                        tally.right += 1;
                        tally.end_to_end.right += 1;
                    }
                    Verdict::Wrong => tally.matched += 1,
                    Verdict::Numbers(a, b) => {
                        tally.matched += 1;
                        tally.numbers.push((a, b));
                    }
                }
            }
            score.attributes.push(tally);
        }
    }

    /// Writes down what is wrong. What is left over and still overlaps is one error, not two.
    fn list(
        &self,
        document: &Document<'_>,
        pairs: &[(usize, usize)],
        (line, id): (u64, &str),
        score: &mut Score,
    ) {
        let Document { gold, found, gold_spans, found_spans, text } = document;
        let mut is_paired = (vec![false; gold.len()], vec![false; found.len()]);
        let mark = |pairs: &[(usize, usize)], marks: &mut (Vec<bool>, Vec<bool>)| {
            for &(a, b) in pairs {
                (marks.0[a], marks.1[b]) = (true, true);
            }
        };
        mark(pairs, &mut is_paired);
        let near = if self.matching == Matching::Value {
            Vec::new()
        } else {
            let may = |a: usize, b: usize| {
                !is_paired.0[a] && !is_paired.1[b] && self.may(&gold[a], &found[b])
            };
            pair_spans(gold_spans, found_spans, Share::AtLeast(0.0), may, |a, b| {
                gold[a].label == found[b].label
            })
        };
        mark(&near, &mut is_paired);
        let mut cases: Vec<Fault<'_>> = Vec::new();
        let all = pairs.iter().map(|it| (it, true)).chain(near.iter().map(|it| (it, false)));
        for (&(a, b), is_match) in all {
            let start = gold_spans[a].start();
            if gold[a].label != found[b].label {
                cases.push((start, CaseKind::WrongLabel, Some(a), Some(b), None));
            } else if self.matching == Matching::Spans && gold_spans[a] != found_spans[b] {
                cases.push((start, CaseKind::WrongBorder, Some(a), Some(b), None));
            }
            // Places are listed by their overlap; their borders are counted only.
            let is_wrong = |it: &&Rule<'_>| {
                is_match
                    && it.compare != Compare::Exact
                    && it.judge(&gold[a], &found[b], text) == Verdict::Wrong
            };
            let wrong = self.rules.iter().filter(is_wrong);
            cases.extend(
                wrong.map(|it| (start, CaseKind::WrongAttribute, Some(a), Some(b), Some(it))),
            );
        }
        for a in (0..gold.len()).filter(|&it| !is_paired.0[it]) {
            cases.push((gold_spans[a].start(), CaseKind::Missed, Some(a), None, None));
        }
        for b in (0..found.len()).filter(|&it| !is_paired.1[it]) {
            cases.push((found_spans[b].start(), CaseKind::Spurious, None, Some(b), None));
        }
        cases.sort_by_key(|it| (it.0, it.1));
        for (_, kind, ..) in &cases {
            *score.kinds.entry(*kind).or_default() += 1;
        }
        let offsets = Offsets::new(text, self.unit);
        let shown = cases.into_iter().take(self.most_cases).map(|(_, kind, a, b, rule)| {
            let gold = a.map(|it| &gold[it]);
            let found = b.map(|it| &found[it]);
            let value =
                |rule: &Rule<'_>, item: Option<&Item>| rule.read(item?).map(|it| it.shown(text));
            Case {
                kind,
                line,
                document: id.to_owned(),
                gold: gold.map(|it| Shown::new(it, text, &offsets)),
                found: found.map(|it| Shown::new(it, text, &offsets)),
                attribute: rule.map(|it| (it.name.to_owned(), value(it, gold), value(it, found))),
            }
        });
        score.cases.extend(shown);
    }
}
