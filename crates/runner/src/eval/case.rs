//! What is wrong, one by one: each case with its place and its context.

use rashomon_core::Span;
use rashomon_formats::Offsets;
use serde_json::{Value, json};

use super::item::Item;

/// Characters of context on either side.
const CONTEXT: usize = 48;

/// What sort of error a case is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum CaseKind {
    /// In gold and not found.
    Missed,
    /// Found and not in gold.
    Spurious,
    /// Found with another label.
    WrongLabel,
    /// Found with another span.
    WrongBorder,
    /// Found with another value of an attribute.
    WrongAttribute,
}

impl CaseKind {
    /// All kinds, in the order in which they are counted.
    pub const ALL: [Self; 5] =
        [Self::Missed, Self::Spurious, Self::WrongLabel, Self::WrongBorder, Self::WrongAttribute];

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::WrongLabel => "wrong_label",
            Self::WrongBorder => "wrong_border",
            Self::WrongAttribute => "wrong_attribute",
        }
    }
}

/// One error.
#[derive(Clone, PartialEq, Debug)]
pub struct Case {
    /// What sort of error it is.
    pub kind: CaseKind,
    /// The line of gold, from 1.
    pub line: u64,
    /// The id of the document.
    pub document: String,
    /// The annotation of gold, unless there is none.
    pub gold: Option<Shown>,
    /// The annotation that was found, unless there is none.
    pub found: Option<Shown>,
    /// The attribute that is wrong: name, value of gold, value found.
    pub attribute: Option<(String, Option<String>, Option<String>)>,
}

/// One annotation in its context.
#[derive(Clone, PartialEq, Debug)]
pub struct Shown {
    /// Its label; empty if gold has no labels.
    pub label: String,
    /// Where it starts and ends, in the unit of the gold file; `None` if gold does not tell.
    pub place: Option<(u64, u64)>,
    /// The text before it, a few words of it.
    pub before: String,
    /// The text that it marks.
    pub text: String,
    /// The text after it.
    pub after: String,
}

impl Shown {
    pub(crate) fn new(item: &Item, text: &str, offsets: &Offsets<'_>) -> Self {
        let label = item.label.clone();
        let Some(span) = item.span else {
            let value =
                item.attributes.iter().map(|(name, it)| format!("{name} {}", it.shown(text)));
            let value = value.collect::<Vec<_>>().join(", ");
            return Self {
                label,
                place: None,
                before: String::new(),
                text: value,
                after: String::new(),
            };
        };
        let (before, after) = around(text, span);
        Self {
            label,
            place: Some((offsets.of(span.start()), offsets.of(span.end()))),
            before: before.into(),
            text: text.get(span.range()).unwrap_or_default().into(),
            after: after.into(),
        }
    }

    fn json(&self) -> Value {
        json!({
            "label": (!self.label.is_empty()).then_some(&self.label),
            "start": self.place.map(|it| it.0),
            "end": self.place.map(|it| it.1),
            "text": self.text,
            "before": self.before,
            "after": self.after,
        })
    }
}

impl Case {
    pub(crate) fn json(&self) -> Value {
        let attribute = self
            .attribute
            .as_ref()
            .map(|(name, gold, found)| json!({"name": name, "gold": gold, "found": found}));
        json!({
            "kind": self.kind.name(),
            "document": self.document,
            "line": self.line,
            "gold": self.gold.as_ref().map(Shown::json),
            "found": self.found.as_ref().map(Shown::json),
            "attribute": attribute,
        })
    }
}

/// The text on either side of a span, whole words of it where that loses little.
fn around(text: &str, span: Span) -> (&str, &str) {
    let before = text.get(..span.start() as usize).unwrap_or_default();
    let after = text.get(span.end() as usize..).unwrap_or_default();
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(0, |(it, _)| it);
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(it, _)| it);
    let (left, right) =
        (before.get(from..).unwrap_or_default(), after.get(..to).unwrap_or_default());
    let left = match left.find(char::is_whitespace) {
        Some(blank) if from > 0 && blank < left.len() / 2 => left.get(blank..).unwrap_or(left),
        _ => left,
    };
    let right = match right.rfind(char::is_whitespace) {
        Some(blank) if to < after.len() && blank > right.len() / 2 => {
            right.get(..blank).unwrap_or(right)
        }
        _ => right,
    };
    (left, right)
}

#[cfg(test)]
mod tests {
    use rashomon_core::Span;

    use super::around;

    #[test]
    fn context_is_cut_between_words() {
        let text = format!("{}Ana Silva{}", "many words ".repeat(20), " more words".repeat(20));
        let (before, after) = around(&text, Span::new(220, 229));
        assert_eq!(before, " many words".repeat(4) + " ");
        assert_eq!(after, " more words".repeat(4));
    }

    #[test]
    fn context_ends_with_the_text_and_between_characters() {
        assert_eq!(around("éa🎬", Span::new(2, 3)), ("é", "🎬"));
        let long = "é".repeat(200);
        let (before, after) = around(&long, Span::new(200, 202));
        assert_eq!((before.chars().count(), after.chars().count()), (48, 48));
    }
}
