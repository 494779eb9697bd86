//! Which labels are compared, and under which names.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_core::Schema;

use super::gold::Gold;
use super::profile::Profile;
use super::{EvalError, EvalOptions};

/// The labels of an evaluation.
pub(super) struct Labels<'a> {
    schema: &'a Schema,
    options: &'a EvalOptions,
    profile: &'static Profile,
    /// Whether gold has any.
    is_labelled: bool,
    /// The labels that are scored, as they are compared; all if there are none.
    chosen: Vec<String>,
}

impl<'a> Labels<'a> {
    /// Checks the labels of gold and those that were chosen. What may be wrong comes back as warnings.
    ///
    /// # Errors
    /// If labels were chosen that neither gold nor the analyzer has.
    pub(super) fn new(
        gold: &Gold,
        schema: &'a Schema,
        options: &'a EvalOptions,
    ) -> Result<(Self, Vec<String>), EvalError> {
        let profile = Profile::of(gold.analyzer());
        let is_labelled = gold.is_labelled;
        let chosen = Vec::new();
        let mut labels = Self { schema, options, profile, is_labelled, chosen };
        if !gold.is_labelled {
            if options.labels.is_empty() {
                return Ok((labels, Vec::new()));
            }
            return Err(EvalError::Unlabelled);
        }
        let raw: BTreeSet<&str> =
            gold.documents.iter().flat_map(|it| &it.items).map(|it| it.label.as_str()).collect();
        let mut of_gold = BTreeMap::<String, u64>::new();
        for it in gold.documents.iter().flat_map(|it| &it.items) {
            *of_gold.entry(labels.renamed(&it.label)).or_default() += 1;
        }
        let known: BTreeSet<_> = schema.labels().iter().map(|it| labels.renamed(it)).collect();
        let names = || known.iter().map(String::as_str);
        for label in &options.labels {
            let all = || names().chain(of_gold.keys().map(String::as_str));
            let found = all().find(|it| it == label).or_else(|| all().find(|it| alike(it, label)));
            if let Some(it) = found {
                labels.chosen.push(it.to_owned());
            } else if let Some((_, to)) = labels.renaming(label) {
                return Err(EvalError::Renamed { label: label.clone(), to: labels.written(to) });
            } else {
                return Err(EvalError::Label {
                    analyzer: gold.analyzer().into(),
                    label: label.clone(),
                    hint: hint(names(), label),
                });
            }
        }
        let schema_labels = || schema.labels().iter().map(String::as_str);
        let has =
            |label: &str| raw.iter().copied().chain(schema_labels()).any(|it| alike(it, label));
        let idle = options.map.iter().filter(|(from, _)| !has(from)).map(|(from, to)| {
            format!(
                "--map {from}={to} renames nothing, for neither gold nor {} has {from:?}{}",
                gold.analyzer(),
                nearest(raw.iter().copied().chain(schema_labels()), from)
                    .map_or(String::new(), |it| format!("; did you mean {it}?"))
            )
        });
        let strange = of_gold.iter().filter(|(it, _)| !known.contains(*it) && labels.is_scored(it));
        let strange = strange.map(|(label, count)| {
            let times = if *count == 1 { "once".into() } else { format!("{count} times") };
            format!(
                "gold has the label {label:?} ({times}), which {} does not give ({}); rename it with --map \
                 {label}={} or leave it out with --labels",
                gold.analyzer(),
                hint(names(), label),
                nearest(names(), label).unwrap_or("OTHER")
            )
        });
        let warnings = idle.chain(strange).collect();
        Ok((labels, warnings))
    }

    /// The label under which an annotation is compared; `None` if it is not.
    pub(super) fn compared(&self, label: &str) -> Option<String> {
        let label = self.renamed(label);
        if !self.is_scored(&label) {
            return None;
        }
        Some(if self.is_labelled { label } else { String::new() })
    }

    /// The analyzer's order of labels; those it does not have come last.
    pub(super) fn order(&self, label: &str) -> u16 {
        self.schema.label(label).unwrap_or(u16::MAX)
    }

    /// A label as the user renamed it, in the case in which the analyzer writes it.
    fn renamed(&self, label: &str) -> String {
        self.written(self.renaming(label).map_or(label, |(_, to)| to))
    }

    /// What the user said of a label.
    fn renaming(&self, label: &str) -> Option<&(String, String)> {
        let map = &self.options.map;
        map.iter().find(|it| it.0 == label).or_else(|| map.iter().find(|it| alike(&it.0, label)))
    }

    /// A label in the case in which the analyzer writes it.
    fn written(&self, label: &str) -> String {
        let labels = self.schema.labels();
        let near = || labels.iter().find(|it| alike(it, label));
        let known = labels.iter().find(|it| *it == label).or_else(near);
        known.map_or(label, String::as_str).to_owned()
    }

    fn is_scored(&self, label: &str) -> bool {
        if self.chosen.is_empty() {
            !self.profile.leave_out.contains(&label)
        } else {
            self.chosen.iter().any(|it| it == label)
        }
    }
}

fn alike(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// What a user may have meant.
fn nearest<'n>(names: impl Iterator<Item = &'n str>, wrong: &str) -> Option<&'n str> {
    let distance =
        |it: &&str| strsim::damerau_levenshtein(&it.to_lowercase(), &wrong.to_lowercase());
    let near = names.min_by_key(distance)?;
    (distance(&near) <= 3 && distance(&near) < wrong.chars().count()).then_some(near)
}

/// What a user may have meant, or all there is.
fn hint<'n>(names: impl Iterator<Item = &'n str> + Clone, wrong: &str) -> String {
    match nearest(names.clone(), wrong) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("it gives {}", names.collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::hint;

    #[test]
    fn the_nearest_label_is_named_if_it_is_near() {
        let labels = || ["PER", "LOC", "ORG", "MISC"].into_iter();
        assert_eq!(hint(labels(), "person"), "did you mean PER?");
        assert_eq!(hint(labels(), "locn"), "did you mean LOC?");
        assert_eq!(hint(labels(), "VEHICLE"), "it gives PER, LOC, ORG, MISC");
        assert_eq!(hint(labels(), "X"), "it gives PER, LOC, ORG, MISC");
    }
}
