//! Running the analyzer over the texts of gold.

use rashomon_core::{AttributeType, OwnedDocument, Schema};
use rashomon_formats::Progress;
use rayon::prelude::*;

use super::case::CaseKind;
use super::compare::{Comparison, Matching, Score};
use super::gold::{Fault, Gold, GoldDocument};
use super::item::{Datum, Item, found_in};
use super::labels::Labels;
use super::profile::{Compare, Profile, Rule};
use super::score::{AttributeTally, Tally, pearson, spearman};
use super::{AttributeScore, EvalError, EvalOptions, Evaluation};
use crate::engine::Engine;
use crate::plan::Plan;
use crate::workers::workers;

/// Documents that each worker scores before progress is told.
const CHUNK: usize = 32;

/// Runs the analyzer of `gold` over its texts and compares. `engine` must be made from `plan`, with the unit of offsets
/// that gold was read with. `progress` is told how far it is.
///
/// # Errors
/// If options do not fit gold and analyzer, or no workers can be started.
pub fn evaluate(
    gold: &Gold,
    plan: &Plan,
    engine: &Engine,
    options: &EvalOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<Evaluation, EvalError> {
    let name = gold.analyzer();
    let step = plan.steps().iter().find(|it| it.name() == name);
    let step = step.ok_or_else(|| EvalError::NotInPlan(name.into()))?;
    let schema = step.found.handle.schema();
    let mut run = Run::new(gold, plan, engine, schema, options)?;
    let most = options.errors;
    let mut total = Score::default();
    let mut faults = gold.faults.clone();
    let (pool, jobs) = workers(options.jobs)?;
    let (mut done, mut bytes) = (0, 0);
    let all = gold.documents.iter().map(|it| it.text.len() as u64).sum();
    for chunk in gold.documents.chunks(CHUNK * jobs) {
        let scored: Vec<_> = pool.install(|| chunk.par_iter().map(|it| run.score(it)).collect());
        for (document, result) in chunk.iter().zip(scored) {
            match result {
                Ok((score, notes)) => {
                    total.add(score, most);
                    done += 1;
                    let notes = notes.into_iter();
                    run.warnings
                        .extend(notes.map(|it| {
                            format!("{}:{}: {it}", gold.path().display(), document.line)
                        }));
                }
                Err(reason) => {
                    faults.push(Fault { line: document.line, id: document.id.clone(), reason });
                }
            }
        }
        bytes += chunk.iter().map(|it| it.text.len() as u64).sum::<u64>();
        progress(Progress { bytes_read: bytes, bytes_total: Some(all), documents: done });
    }
    faults.sort_by_key(|it| it.line);
    Ok(run.finish(total, faults, done, &step.found.handle.info().version))
}

/// What holds for all documents.
struct Run<'a> {
    gold: &'a Gold,
    engine: &'a Engine,
    schema: &'a Schema,
    options: &'a EvalOptions,
    comparison: Comparison<'a>,
    labels: Labels<'a>,
    /// Analyzers that gold stands in for.
    stand_in: Vec<String>,
    /// Sorts that gold has, of annotations that come in several.
    sorts: Vec<Option<Datum>>,
    warnings: Vec<String>,
}

impl<'a> Run<'a> {
    fn new(
        gold: &'a Gold,
        plan: &Plan,
        engine: &'a Engine,
        schema: &'a Schema,
        options: &'a EvalOptions,
    ) -> Result<Self, EvalError> {
        let profile = Profile::of(gold.analyzer());
        let items = || gold.documents.iter().flat_map(|it| &it.items);
        let rules = gold.form.rules.map_or_else(|| profile.rules(schema), <[Rule<'_>]>::to_vec);
        let rules: Vec<_> =
            rules.into_iter().filter(|rule| items().any(|it| rule.is_in(it))).collect();
        let matching = match (gold.is_placed, profile.is_given) {
            (false, _) => Matching::Value,
            (true, true) => Matching::Given,
            (true, false) => Matching::Spans,
        };
        let key = rules.first().map(|it| it.name);
        if matching == Matching::Value && (key.is_none() || profile.key != key) {
            return Err(EvalError::Unplaced(gold.analyzer().into()));
        }
        let mut sorts: Vec<Option<Datum>> = Vec::new();
        for it in items() {
            let sort = profile.sort.and_then(|name| it.get(name).cloned());
            if !sorts.contains(&sort) {
                sorts.push(sort);
            }
        }
        let (labels, wrong) = Labels::new(gold, schema, options)?;
        let runs = |name: &str| plan.steps().iter().any(|it| it.name() == name);
        let brought = gold.brought().into_iter().filter(|it| !options.end_to_end && runs(it));
        let comparison = Comparison {
            profile,
            rules,
            matching,
            share: options.overlap.unwrap_or(profile.share),
            unit: gold.offsets,
            most_cases: options.errors,
        };
        Ok(Self {
            gold,
            engine,
            schema,
            options,
            comparison,
            labels,
            stand_in: brought.collect(),
            sorts,
            warnings: gold.warnings.iter().cloned().chain(wrong).collect(),
        })
    }

    /// Leaves the annotations that are compared, with their labels as they are compared.
    fn chosen(&self, items: impl Iterator<Item = Item>) -> Vec<Item> {
        let sort = self.comparison.profile.sort;
        let is_of_sort = |it: &Item| {
            sort.is_none_or(|name| self.sorts.iter().any(|sort| sort.as_ref() == it.get(name)))
        };
        let label = |it: Item| Some(Item { label: self.labels.compared(&it.label)?, ..it });
        items.filter(is_of_sort).filter_map(label).collect()
    }

    /// Scores a document; with what is to be said of the annotations it brings.
    fn score(&self, gold: &GoldDocument) -> Result<(Score, Vec<String>), String> {
        let mut document = OwnedDocument::new(gold.id.as_str(), gold.text.as_str())
            .map_err(|it| it.to_string())?;
        for (key, value) in &gold.metadata {
            document.set_metadata(key, value);
        }
        if let (Some(date), false) =
            (&self.options.published, gold.metadata.iter().any(|(key, _)| key == "published"))
        {
            document.set_metadata("published", date);
        }
        let brought = self.stand_in.iter().filter_map(|it| gold.brought.get(it)).flatten();
        let brought: Vec<_> = brought.cloned().collect();
        let outcome = self.engine.annotate(&mut document, &brought);
        if !outcome.failures.is_empty() {
            let reasons = outcome.failures.iter().map(ToString::to_string);
            return Err(reasons.collect::<Vec<_>>().join("; "));
        }
        let found = found_in(&document, self.gold.analyzer(), self.schema);
        let found = self.chosen(found.into_iter());
        let right = self.chosen(gold.items.iter().map(|it| self.with_places(it, gold)));
        let place = (gold.line, gold.id.as_str());
        Ok((self.comparison.compare(&gold.text, &right, found, place), outcome.notes))
    }

    /// The annotation with the places of what it refers to.
    fn with_places(&self, item: &Item, document: &GoldDocument) -> Item {
        let mut item = item.clone();
        item.attributes.retain_mut(|(name, datum)| {
            let kind = self.schema.key(name).map(|it| &self.schema.attributes()[usize::from(it)].1);
            let (Some(AttributeType::Reference(_)), Datum::Number(_) | Datum::Text(_)) =
                (kind, &*datum)
            else {
                return true;
            };
            let place = document.place_of(datum);
            if let Some(place) = place {
                *datum = Datum::Places(vec![place]);
            }
            place.is_some()
        });
        item
    }

    /// What may explain a figure.
    fn notes(&self, labels: &[(String, Tally)]) -> Vec<String> {
        let mut notes = Vec::new();
        let (never, has): (Vec<_>, Vec<_>) =
            labels.iter().filter(|(it, _)| !it.is_empty()).partition(|(_, it)| it.gold == 0);
        let names = |of: &[&(String, Tally)], between: &str| {
            of.iter().map(|(it, _)| it.as_str()).collect::<Vec<_>>().join(between)
        };
        if !never.is_empty() && !has.is_empty() {
            notes.push(format!(
                "gold never has {}, so whatever was found of it counts as spurious; --labels {} leaves it out",
                names(&never, ", "),
                names(&has, ",")
            ));
        }
        for it in &self.stand_in {
            notes.push(format!(
                "what the gold file says of {it} stands in for that analyzer; --end-to-end runs it"
            ));
        }
        notes
    }

    fn finish(self, score: Score, faults: Vec<Fault>, documents: u64, version: &str) -> Evaluation {
        let mut labels: Vec<_> = score.labels.into_iter().collect();
        labels.sort_by_key(|(label, _)| self.labels.order(label));
        let mut micro = Tally::default();
        for (_, it) in &labels {
            micro += *it;
        }
        let count = |kind: CaseKind| score.kinds.get(&kind).copied().unwrap_or_default();
        let rules = self.comparison.rules.iter().zip(score.attributes);
        let notes = self.notes(&labels);
        Evaluation {
            analyzer: (self.gold.analyzer().into(), version.into()),
            gold: self.gold.path().display().to_string(),
            matching: self.comparison.matching,
            overlap: self.comparison.share,
            documents,
            faults,
            warnings: self.warnings,
            notes,
            labels,
            micro,
            any_label: score.any,
            attributes: rules.map(|(rule, tally)| attribute(rule, &tally)).collect(),
            errors: CaseKind::ALL.map(|it| (it, count(it))).to_vec(),
            cases: score.cases,
        }
    }
}

fn attribute(rule: &Rule<'_>, tally: &AttributeTally) -> AttributeScore {
    let correlates = rule.compare == Compare::Correlation;
    AttributeScore {
        name: rule.name.into(),
        comparison: rule.compare.name(),
        matched: tally.matched,
        right: tally.right,
        end_to_end: tally.end_to_end,
        correlation: correlates.then(|| (pearson(&tally.numbers), spearman(&tally.numbers))),
    }
}
