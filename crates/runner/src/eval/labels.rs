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
        let labels = Self { schema, options, profile, is_labelled: gold.is_labelled };
        if !gold.is_labelled {
            if options.labels.is_empty() {
                return Ok((labels, Vec::new()));
            }
            return Err(EvalError::Unlabelled);
        }
        let mut of_gold = BTreeMap::<String, u64>::new();
        for it in gold.documents.iter().flat_map(|it| &it.items) {
            *of_gold.entry(labels.renamed(&it.label)).or_default() += 1;
        }
        let known: BTreeSet<_> = schema.labels().iter().map(|it| labels.renamed(it)).collect();
        let hint = |label: &str| nearest(known.iter().map(String::as_str), label);
        let unknown =
            options.labels.iter().find(|it| !known.contains(*it) && !of_gold.contains_key(*it));
        if let Some(label) = unknown {
            return Err(EvalError::Label {
                analyzer: gold.analyzer().into(),
                label: label.clone(),
                hint: hint(label),
            });
        }
        let strange = of_gold.iter().filter(|(it, _)| !known.contains(*it) && labels.is_scored(it));
        let warnings = strange.map(|(label, count)| {
            format!(
                "gold has the label {label:?} ({count} times), which {} does not give ({}); rename it with --map \
                 {label}=OTHER or leave it out with --labels",
                gold.analyzer(),
                hint(label)
            )
        });
        let warnings = warnings.collect();
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

    /// A label as the user renamed it, else in the case in which the analyzer writes it.
    fn renamed(&self, label: &str) -> String {
        if let Some((_, to)) = self.options.map.iter().find(|(from, _)| from == label) {
            return to.clone();
        }
        let labels = self.schema.labels();
        let alike = || labels.iter().find(|it| it.eq_ignore_ascii_case(label));
        let known = labels.iter().find(|it| *it == label).or_else(alike);
        known.map_or(label, String::as_str).to_owned()
    }

    fn is_scored(&self, label: &str) -> bool {
        if self.options.labels.is_empty() {
            !self.profile.leave_out.contains(&label)
        } else {
            self.options.labels.iter().any(|it| it == label)
        }
    }
}

/// What a user may have meant, or all there is.
fn nearest<'n>(names: impl Iterator<Item = &'n str> + Clone, wrong: &str) -> String {
    let distance =
        |it: &&str| strsim::damerau_levenshtein(&it.to_lowercase(), &wrong.to_lowercase());
    match names.clone().min_by_key(distance) {
        Some(near) if distance(&near) <= 3 && distance(&near) < wrong.chars().count() => {
            format!("did you mean {near}?")
        }
        _ => format!("it gives {}", names.collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_label_is_named_if_it_is_near() {
        let labels = || ["PER", "LOC", "ORG", "MISC"].into_iter();
        assert_eq!(nearest(labels(), "person"), "did you mean PER?");
        assert_eq!(nearest(labels(), "locn"), "did you mean LOC?");
        assert_eq!(nearest(labels(), "VEHICLE"), "it gives PER, LOC, ORG, MISC");
        assert_eq!(nearest(labels(), "X"), "it gives PER, LOC, ORG, MISC");
    }
}
