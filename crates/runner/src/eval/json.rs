//! An evaluation as JSON. The form is documented in the README and stable: fields may join, none changes its meaning.

use serde_json::{Value, json};

use super::{AttributeScore, Evaluation, Fault, Macro, Matching, Ratio, Tally};

impl Evaluation {
    /// The evaluation as one JSON object. What cannot be told, such as the precision of nothing found, is `null`.
    pub fn json(&self) -> Value {
        let labels = self.labels.iter().map(|(label, it)| {
            let mut row = json!({"label": (!label.is_empty()).then_some(label)});
            if let (Some(row), Value::Object(tally)) = (row.as_object_mut(), self.tally(*it)) {
                row.extend(tally);
            }
            row
        });
        let errors =
            self.errors.iter().map(|(kind, count)| (kind.name().to_owned(), (*count).into()));
        let (name, version) = &self.analyzer;
        json!({
            "analyzer": {"name": name, "version": version},
            "gold": self.gold,
            "matching": self.matching.name(),
            "overlap": self.overlap,
            "documents": {"scored": self.documents, "failed": self.faults.len()},
            "labels": labels.collect::<Vec<_>>(),
            "micro": self.tally(self.micro),
            "macro": self.macro_average().map(|(strict, lenient)| json!({
                "strict": self.has_strict().then(|| mean(strict)),
                "lenient": mean(lenient),
            })),
            "any_label": self.tally(self.any_label),
            "accuracy": self.accuracy(),
            "attributes": self.attributes.iter().map(attribute).collect::<Vec<_>>(),
            "errors": {
                "counts": errors.collect::<serde_json::Map<String, Value>>(),
                "listed": self.cases.iter().map(super::Case::json).collect::<Vec<_>>(),
            },
            "failures": self.faults.iter().map(fault).collect::<Vec<_>>(),
            "warnings": self.warnings,
            "notes": self.notes,
        })
    }

    /// Whether a strict match means something here.
    pub(super) fn has_strict(&self) -> bool {
        self.matching == Matching::Spans
    }

    fn tally(&self, tally: Tally) -> Value {
        json!({
            "gold": tally.gold,
            "found": tally.found,
            "strict": self.has_strict().then(|| ratio(tally.strict())),
            "lenient": ratio(tally.lenient()),
        })
    }
}

fn ratio(ratio: Ratio) -> Value {
    json!({
        "right": ratio.right,
        "precision": ratio.precision(),
        "recall": ratio.recall(),
        "f1": ratio.f1(),
    })
}

fn mean(mean: Macro) -> Value {
    json!({"precision": mean.precision, "recall": mean.recall, "f1": mean.f1})
}

fn attribute(score: &AttributeScore) -> Value {
    let mut row = json!({
        "name": score.name,
        "comparison": score.comparison,
        "matched": score.matched,
    });
    if let Some((pearson, spearman)) = score.correlation {
        row["pearson"] = pearson.into();
        row["spearman"] = spearman.into();
    } else {
        row["right"] = score.right.into();
        row["accuracy"] = score.accuracy().into();
        row["end_to_end"] = ratio(score.end_to_end);
    }
    row
}

fn fault(fault: &Fault) -> Value {
    json!({"line": fault.line, "document": fault.id, "reason": fault.reason})
}
