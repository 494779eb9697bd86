//! Comparing attributes of annotations that match.

use std::borrow::Cow;

use rashomon_core::Span;

use super::item::{Datum, Item};
use super::profile::{Absent, Compare, Rule};

/// Numbers that differ by no more than this part of the larger one are equal.
const TOLERANCE: f64 = 1e-6;
/// Modifiers whose bounds say how far off the value may be, not that there are two.
const BLURRED: [&str; 3] = ["about", "almost", "vague"];

/// What a rule says of two annotations that match.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Verdict {
    /// Neither has it.
    Absent,
    /// Gold does not say.
    Unknown,
    /// The same.
    Right,
    /// Not the same.
    Wrong,
    /// Two numbers to correlate.
    Numbers(f64, f64),
}

impl Rule<'_> {
    /// Compares an attribute of two annotations of `text`.
    pub(crate) fn judge(&self, gold: &Item, found: &Item, text: &str) -> Verdict {
        if self.compare == Compare::Amount {
            return if !self.is_said(gold) {
                Verdict::Unknown
            } else if same_amount(gold, found) {
                Verdict::Right
            } else {
                Verdict::Wrong
            };
        }
        let is_right = match (self.read(gold), self.read(found)) {
            (None, _) if self.absent == Absent::Unknown => return Verdict::Unknown,
            (None, None) => return Verdict::Absent,
            (Some(a), Some(b)) if self.compare == Compare::Correlation => {
                return match (a.as_ref(), b.as_ref()) {
                    (Datum::Number(a), Datum::Number(b)) => Verdict::Numbers(*a, *b),
                    _ => Verdict::Wrong,
                };
            }
            (Some(a), Some(b)) => self.same(&a, &b, text),
            _ => false,
        };
        if is_right { Verdict::Right } else { Verdict::Wrong }
    }

    /// Whether gold says anything that this rule can compare.
    pub(crate) fn is_said(&self, gold: &Item) -> bool {
        match self.compare {
            Compare::Amount => gold.number("value").is_some() || range(gold).is_some(),
            _ => self.absent != Absent::Unknown || self.read(gold).is_some(),
        }
    }

    /// Whether gold has an attribute that this rule reads.
    pub(crate) fn is_in(&self, gold: &Item) -> bool {
        let own = [self.name];
        let names = if self.from.is_empty() { &own[..] } else { self.from };
        names.iter().any(|it| gold.get(it).is_some())
    }

    /// The value that the rule reads.
    pub(crate) fn read<'i>(&self, item: &'i Item) -> Option<Cow<'i, Datum>> {
        let own = [self.name];
        let names = if self.from.is_empty() { &own[..] } else { self.from };
        for datum in names.iter().filter_map(|it| item.get(it)) {
            if self.translate.is_empty() {
                return Some(Cow::Borrowed(datum));
            }
            let Datum::Text(text) = datum else { continue };
            if let Some((_, gold)) = self.translate.iter().find(|(found, _)| found == text) {
                return Some(Cow::Owned(Datum::Text((*gold).to_owned())));
            }
        }
        match self.absent {
            Absent::Means(value) => Some(Cow::Owned(Datum::Text(value.to_owned()))),
            Absent::Unknown | Absent::Nothing => None,
        }
    }

    fn same(&self, gold: &Datum, found: &Datum, text: &str) -> bool {
        match (self.compare, gold, found) {
            (Compare::Exact, Datum::Places(a), Datum::Places(b)) => {
                a.iter().any(|a| b.iter().any(|b| trim(text, *a, "") == trim(text, *b, "")))
            }
            (Compare::Overlap, Datum::Places(a), Datum::Places(b)) => {
                a.iter().any(|a| b.iter().any(|b| a.overlaps(*b) || a == b))
            }
            (Compare::Folded, Datum::Text(a), Datum::Text(b)) => {
                a.to_lowercase() == b.to_lowercase()
            }
            (Compare::Noun, a, b) => noun(&words(a, text)) == noun(&words(b, text)),
            (_, Datum::Number(a), Datum::Number(b)) => close(*a, *b),
            (_, a, b) => a == b,
        }
    }
}

/// The span without white space and `edges` at its borders; the whole span if nothing else is in it.
pub(crate) fn trim(text: &str, span: Span, edges: &str) -> Span {
    let is_edge = |it: char| it.is_whitespace() || edges.contains(it);
    let Some(inner) = text.get(span.range()) else { return span };
    let kept = inner.trim_start_matches(is_edge);
    let start = span.start() + (inner.len() - kept.len()) as u32;
    let kept = kept.trim_end_matches(is_edge);
    if kept.is_empty() { span } else { Span::new(start, start + kept.len() as u32) }
}

/// A range of gold is both its bounds; where gold gives one number for it, that is compared with its middle.
fn same_amount(gold: &Item, found: &Item) -> bool {
    let same = |a: Option<f64>, b: Option<f64>| a.zip(b).is_some_and(|(a, b)| close(a, b));
    match range(gold) {
        Some((low, high)) => {
            range(found).is_some_and(|(from, to)| close(low, from) && close(high, to))
        }
        None => same(gold.number("value"), found.number("value")),
    }
}

/// The bounds of a range that has both.
fn range(item: &Item) -> Option<(f64, f64)> {
    let bounds = item.number("low").zip(item.number("high"));
    let is_blurred = item.text("modifier").is_some_and(|it| BLURRED.contains(&it));
    bounds.filter(|(low, high)| low.total_cmp(high).is_ne() && !is_blurred)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= TOLERANCE * a.abs().max(b.abs())
}

fn words(datum: &Datum, text: &str) -> String {
    match datum {
        Datum::Text(it) => it.clone(),
        Datum::Places(places) => {
            places.first().and_then(|it| text.get(it.range())).unwrap_or_default().to_owned()
        }
        other => other.shown(text),
    }
}

/// Words in lower case, each without the ending of a regular plural.
fn noun(words: &str) -> String {
    let words = words.to_lowercase();
    let singular = |word: &str| {
        let cut = |ending: usize| word.get(..word.len() - ending).unwrap_or(word).to_owned();
        if word.len() > 4 && word.ends_with("ies") {
            cut(3) + "y"
        } else if ["ches", "shes", "sses", "xes"].iter().any(|it| word.ends_with(it)) {
            cut(2)
        } else if word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is"].iter().any(|it| word.ends_with(it))
        {
            cut(1)
        } else {
            word.to_owned()
        }
    };
    words.split_whitespace().map(singular).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use rashomon_core::{Schema, Span};

    use super::super::profile::{PLAIN_NUMBERS, Profile};
    use super::*;

    fn item(attributes: &[(&str, Datum)]) -> Item {
        let attributes = attributes.iter().map(|(name, it)| ((*name).to_owned(), it.clone()));
        Item { span: None, label: String::new(), attributes: attributes.collect() }
    }

    fn text(text: &str) -> Datum {
        Datum::Text(text.into())
    }

    fn plain(name: &str) -> &'static Rule<'static> {
        PLAIN_NUMBERS.iter().find(|it| it.name == name).unwrap()
    }

    #[test]
    fn a_change_comes_before_a_modifier_and_nothing_means_exact() {
        let judge = |gold: &[(&str, Datum)], found: &[(&str, Datum)]| {
            plain("modifier").judge(&item(gold), &item(found), "")
        };
        let up = ("change", text("up"));
        let about = ("modifier", text("about"));
        assert_eq!(
            judge(&[("modifier", text("up"))], &[about.clone(), up.clone()]),
            Verdict::Right
        );
        assert_eq!(
            judge(&[("modifier", text("approx"))], std::slice::from_ref(&about)),
            Verdict::Right
        );
        assert_eq!(judge(&[("modifier", text("approx"))], &[about, up]), Verdict::Wrong);
        assert_eq!(judge(&[], &[("modifier", text("exact"))]), Verdict::Right);
        assert_eq!(judge(&[], &[("modifier", text("at_least"))]), Verdict::Wrong);
    }

    #[test]
    fn a_range_is_both_its_bounds() {
        let judge = |gold: &[(&str, f64)], found: &[(&str, f64)]| {
            let of = |it: &[(&str, f64)]| {
                item(&it.iter().map(|(name, n)| (*name, Datum::Number(*n))).collect::<Vec<_>>())
            };
            plain("value").judge(&of(gold), &of(found), "")
        };
        let range = [("value", 4.0), ("low", 3.0), ("high", 5.0)];
        assert_eq!(judge(&range, &range), Verdict::Right);
        assert_eq!(judge(&range, &[("value", 4.0)]), Verdict::Wrong);
        assert_eq!(judge(&[("value", 4.0)], &range), Verdict::Right);
        assert_eq!(judge(&[("value", 4.0)], &[("value", 4.000_000_1)]), Verdict::Right);
        assert_eq!(judge(&[("value", 0.0)], &[("value", 0.0)]), Verdict::Right);
        assert_eq!(judge(&[("value", 4.0)], &[("value", 4.1)]), Verdict::Wrong);
        assert_eq!(judge(&[], &range), Verdict::Unknown);
    }

    #[test]
    fn units_are_nouns_in_any_number_or_case() {
        let judge = |gold: &str, end| {
            let found = item(&[("counted", Datum::Places(vec![Span::new(2, end)]))]);
            plain("unit").judge(&item(&[("unit_name", text(gold))]), &found, "3 Ferries sank")
        };
        assert_eq!(judge("ferry", 9), Verdict::Right);
        assert_eq!(judge("ferry", 14), Verdict::Wrong);
        assert_eq!(noun("Boxes and Inches of Glass"), "box and inch of glass");
        assert_eq!(plain("unit").judge(&item(&[]), &item(&[]), ""), Verdict::Absent);
    }

    #[test]
    fn any_of_several_places_is_right() {
        let schema = Schema::new("quotes", Vec::new(), Vec::new());
        let rules = Profile::of("quotes").rules(&schema);
        let gold =
            item(&[("speaker_span", Datum::Places(vec![Span::new(0, 4), Span::new(9, 15)]))]);
        let verdicts = |start, end| {
            let found = item(&[("speaker_span", Datum::Places(vec![Span::new(start, end)]))]);
            [0, 1].map(|it: usize| rules[it].judge(&gold, &found, "Anna and Mrs Berg said"))
        };
        assert_eq!(verdicts(9, 15), [Verdict::Right, Verdict::Right]);
        assert_eq!(verdicts(9, 17), [Verdict::Wrong, Verdict::Right]);
        assert_eq!(verdicts(5, 8), [Verdict::Wrong, Verdict::Wrong]);
    }

    #[test]
    fn borders_lose_blanks_and_marks_but_never_all() {
        assert_eq!(trim(" “so.” ", Span::new(0, 11), "“”."), Span::new(4, 6));
        assert_eq!(trim("...", Span::new(0, 3), "."), Span::new(0, 3));
    }
}
