//! From numerals to annotations.

use rashomon_core::{
    AnalyzeError, Attribute, AttributeInfo, AttributeKind, LabelInfo, Sink, Span, Value,
};

use crate::numeral::{Modifier, Numeral};
use crate::reader::Reader;
use crate::units::{self, UnitKind};

/// Labels, in the order of [`Label`].
pub(crate) const LABELS: &[LabelInfo] = &[
    LabelInfo { name: "cardinal", doc: "A number of things, or a bare number." },
    LabelInfo { name: "ordinal", doc: "A place in an order: third, 30th." },
    LabelInfo { name: "percent", doc: "A percentage." },
    LabelInfo { name: "money", doc: "An amount in a currency." },
    LabelInfo { name: "quantity", doc: "A number with a unit of measurement, time or age." },
];

/// Attributes, in the order of [`Key`].
pub(crate) const ATTRIBUTES: &[AttributeInfo] = &[
    AttributeInfo {
        name: "value",
        doc: "The number; of a range its middle, of a vague number its lower bound. `thousands` is a range: its bounds are said.",
        kind: AttributeKind::Float,
    },
    AttributeInfo {
        name: "low",
        doc: "Lower bound, included; absent if open or unknown.",
        kind: AttributeKind::Float,
    },
    AttributeInfo {
        name: "high",
        doc: "Upper bound, included; absent if open or unknown.",
        kind: AttributeKind::Float,
    },
    AttributeInfo {
        name: "modifier",
        doc: "How the number is bounded or blurred.",
        kind: AttributeKind::Enum(MODIFIERS),
    },
    AttributeInfo {
        name: "change",
        doc: "Whether it is the size of a rise, a fall or an addition.",
        kind: AttributeKind::Enum(CHANGES),
    },
    AttributeInfo {
        name: "unit",
        doc: "UCUM symbol or ISO 4217 code.",
        kind: AttributeKind::String,
    },
    AttributeInfo {
        name: "unit_name",
        doc: "The unit in plain English, singular; of things counted their content words, adjectives in the positive.",
        kind: AttributeKind::String,
    },
    AttributeInfo { name: "counted", doc: "What is counted.", kind: AttributeKind::Span },
    AttributeInfo {
        name: "claimant",
        doc: "The quotation in which the number is given.",
        kind: AttributeKind::Reference("quotes"),
    },
];

const MODIFIERS: &[&str] = &[
    "exact",
    "about",
    "almost",
    "more_than",
    "less_than",
    "at_least",
    "at_most",
    "range",
    "vague",
];
const CHANGES: &[&str] = &["up", "down", "increment"];

#[derive(Clone, Copy)]
enum Label {
    Cardinal,
    Ordinal,
    Percent,
    Money,
    Quantity,
}

#[derive(Clone, Copy)]
enum Key {
    Value,
    Low,
    High,
    Modifier,
    Change,
    Unit,
    UnitName,
    Counted,
    Claimant,
}

/// Attributes of one annotation: at most one of each key.
struct Attributes<'a> {
    list: [Attribute<'a>; 9],
    len: usize,
}

impl<'a> Attributes<'a> {
    fn push(&mut self, key: Key, value: impl Into<Value<'a>>) {
        if let Some(slot) = self.list.get_mut(self.len) {
            *slot = Attribute::new(key as u16, value);
            self.len += 1;
        }
    }
}

impl Reader<'_> {
    /// Where the numeral stands in the text.
    pub(crate) fn span(&self, numeral: &Numeral) -> Span {
        let mut last = numeral.end.saturating_sub(1);
        if self.lex.kind(last) == crate::lexeme::Kind::Hyphen {
            last = numeral.figure_end.saturating_sub(1);
        }
        self.lex.at(numeral.first).span.cover(self.lex.at(last).span)
    }

    /// Emits one numeral. `name` and `symbol` are buffers.
    pub(crate) fn emit(
        &self,
        numeral: &Numeral,
        claimant: Option<u32>,
        (name, symbol): (&mut String, &mut String),
        sink: &mut dyn Sink,
    ) -> Result<(), AnalyzeError> {
        let value = numeral.value;
        if !value.is_finite() {
            return Ok(());
        }
        let mut attributes = Attributes { list: [Attribute::new(0, 0.0); 9], len: 0 };
        attributes.push(Key::Value, value);
        let (low, high) = bounds(numeral);
        if let Some(low) = low.filter(|it| it.is_finite()) {
            attributes.push(Key::Low, low);
        }
        if let Some(high) = high.filter(|it| it.is_finite()) {
            attributes.push(Key::High, high);
        }
        attributes.push(Key::Modifier, Value::Enum(modifier_index(numeral.modifier)));
        if let Some(change) = numeral.change {
            attributes.push(Key::Change, Value::Enum(change as u16));
        }
        name.clear();
        symbol.clear();
        // Half of the ships are no half ship, and the third ship is none either.
        let counted = numeral.noun.filter(|_| !numeral.fraction && !numeral.ordinal);
        if let Some(noun) = counted
            && numeral.unit.is_none_or(|it| it.first.is_none())
        {
            self.write_counted(noun, name);
        }
        if let Some(unit) = numeral.unit {
            units::write_name(unit, name);
            units::write_symbol(unit, symbol);
        }
        if !symbol.is_empty() {
            attributes.push(Key::Unit, symbol.as_str());
        }
        if !name.is_empty() {
            attributes.push(Key::UnitName, name.as_str());
        }
        if let Some(noun) = numeral.noun {
            let span = self.lex.at(noun.first).span.cover(self.lex.at(noun.last).span);
            attributes.push(Key::Counted, span);
        }
        if let Some(row) = claimant {
            attributes.push(Key::Claimant, Value::Reference(row));
        }
        let list = attributes.list.get(..attributes.len).unwrap_or_default();
        sink.emit(label(numeral) as u16, self.span(numeral), list)?;
        Ok(())
    }
}

fn label(numeral: &Numeral) -> Label {
    if numeral.ordinal {
        return Label::Ordinal;
    }
    match numeral.unit {
        None => Label::Cardinal,
        Some(unit) if unit.first.is_none() => Label::Cardinal,
        Some(unit) => match unit.kind() {
            UnitKind::Percent => Label::Percent,
            UnitKind::Currency => Label::Money,
            UnitKind::Measure
            | UnitKind::Time
            | UnitKind::Age
            | UnitKind::Count
            | UnitKind::Point => Label::Quantity,
        },
    }
}

fn bounds(numeral: &Numeral) -> (Option<f64>, Option<f64>) {
    let value = Some(numeral.value);
    match numeral.modifier {
        Modifier::Exact => (value, value),
        Modifier::About => (None, None),
        Modifier::Almost | Modifier::LessThan | Modifier::AtMost => (None, value),
        Modifier::MoreThan | Modifier::AtLeast => (value, None),
        Modifier::Range | Modifier::Vague => match (numeral.low, numeral.high) {
            (Some(low), Some(high)) => (Some(low.min(high)), Some(low.max(high))),
            bounds => bounds,
        },
    }
}

fn modifier_index(modifier: Modifier) -> u16 {
    modifier as u16
}
