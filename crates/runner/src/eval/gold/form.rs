//! The forms in which annotations are written down, and how each is read.

use rashomon_core::Span;
use rashomon_formats::Offsets;
use serde_json::{Map, Value};

use super::super::item::{Datum, Item};
use super::super::profile::{PLAIN_NUMBERS, Rule};

/// One line of a gold file.
pub(super) type Object = Map<String, Value>;

/// A form of gold.
#[derive(Debug)]
pub(crate) struct Form {
    /// The field that holds the annotations, by which the form is known.
    pub(crate) key: &'static str,
    /// The analyzer that it is gold for, unless the user says otherwise.
    pub(crate) analyzer: &'static str,
    /// The field of an annotation that holds its label.
    label: &'static str,
    /// Fields of an annotation and the attributes that they are; of two for one attribute the first.
    fields: &'static [(&'static str, &'static str)],
    /// How attributes are compared, if this is not as the analyzer's profile has it.
    pub(crate) rules: Option<&'static [Rule<'static>]>,
}

/// The form that `rashomon run --with-text` writes.
pub(crate) static OWN: Form =
    Form { key: "annotations", analyzer: "", label: "label", fields: &[], rules: None };

/// Forms of a list of annotations for one analyzer.
static PLAIN: [Form; 4] = [
    Form { key: "spans", analyzer: "entities", label: "label", fields: &[], rules: None },
    Form {
        key: "quotes",
        analyzer: "quotes",
        label: "kind",
        fields: &[("sources", "speaker_span"), ("speaker", "speaker_span"), ("cue", "cue_span")],
        rules: None,
    },
    Form {
        key: "timexes",
        analyzer: "timeline",
        label: "type",
        fields: &[("value", "value"), ("mod", "modifier")],
        rules: None,
    },
    Form {
        key: "numbers",
        analyzer: "numbers",
        label: "kind",
        fields: &[
            ("value", "value"),
            ("low", "low"),
            ("high", "high"),
            ("unit", "unit_name"),
            ("modifier", "modifier"),
        ],
        rules: Some(PLAIN_NUMBERS),
    },
];

/// One judgement a line: of the text, or of a target in it.
pub(crate) static JUDGEMENT: Form =
    Form { key: "label", analyzer: "sentiment", label: "label", fields: &[], rules: None };

/// What a line must have, for those who gave something else.
pub(super) const REMEDY: &str = "give each line \"annotations\" as `rashomon run --with-text` writes them, or one of \
     \"spans\", \"quotes\", \"timexes\", \"numbers\", or \"label\" with \"score\" or \"target\"; an empty list says that \
     there is nothing to find";

impl Form {
    /// The form of these lines, for an analyzer if the user named one.
    pub(super) fn of(lines: &[&Object], analyzer: Option<&str>) -> Option<&'static Self> {
        let is_there = |form: &&'static Self| lines.iter().any(|it| form.is_in(it));
        let plain = || PLAIN.iter().chain([&JUDGEMENT]).filter(is_there);
        let Some(name) = analyzer else {
            return plain().next().or_else(|| is_there(&&OWN).then_some(&OWN));
        };
        if lines.iter().any(|it| analyzers(it).any(|it| it == name)) {
            return Some(&OWN);
        }
        // A list of spans can be gold for any analyzer, but another list may be meant for it.
        let its_own = plain().find(|it| it.analyzer == name);
        let any = || plain().find(|it| it.key == "spans");
        its_own.or_else(any).or_else(|| is_there(&&OWN).then_some(&OWN))
    }

    /// The forms, other than that of results, that a line has at once.
    pub(super) fn plain_in(line: &Object) -> Vec<&'static Self> {
        PLAIN.iter().chain([&JUDGEMENT]).filter(|it| it.is_in(line)).collect()
    }

    /// What is wrong with a field that should hold annotations.
    pub(super) fn wrong_in(line: &Object) -> Option<String> {
        PLAIN.iter().chain([&OWN]).find_map(|it| it.wrong_list(line))
    }

    fn wrong_list(&self, line: &Object) -> Option<String> {
        let kind = match line.get(self.key)? {
            Value::Array(_) => return None,
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Object(_) => "an object",
        };
        Some(format!("{:?} is {kind}, not a list of annotations", self.key))
    }

    /// Whether a line is of this form.
    pub(super) fn is_in(&self, line: &Object) -> bool {
        match line.get(self.key) {
            Some(Value::String(_)) => {
                self.key == JUDGEMENT.key
                    && (line.contains_key("score") || line.contains_key("target"))
            }
            Some(Value::Array(_)) => self.key != JUDGEMENT.key,
            _ => false,
        }
    }

    /// The annotations of a line, each with its label if it has one.
    ///
    /// # Errors
    /// What is wrong with the first one that cannot be used.
    pub(super) fn items(
        &self,
        line: &Object,
        analyzer: &str,
        place: &Places<'_>,
    ) -> Result<Vec<(Option<String>, Item)>, String> {
        if !self.is_in(line) {
            if let Some(wrong) = self.wrong_list(line).filter(|_| self.key != JUDGEMENT.key) {
                return Err(wrong);
            }
            return Err(format!(
                "has no {:?}, as other lines have; an empty list says that there is nothing to find",
                self.key
            ));
        }
        if self.key == JUDGEMENT.key {
            return judgement(line, place).map(|it| vec![it]);
        }
        let list = line.get(self.key).and_then(Value::as_array).into_iter().flatten();
        let own = list.enumerate().filter(|(_, it)| {
            self.key != OWN.key || it.get("analyzer").and_then(Value::as_str) == Some(analyzer)
        });
        own.map(|(index, value)| {
            self.item(value, place)
                .map_err(|reason| format!("annotation {}: {reason}", name(index, value)))
        })
        .collect()
    }

    fn item(&self, value: &Value, place: &Places<'_>) -> Result<(Option<String>, Item), String> {
        let object = value.as_object().ok_or("it is not an object")?;
        let is_unplaced = |key: &str| object.get(key).is_none_or(Value::is_null);
        let span = if is_unplaced("start") && is_unplaced("end") {
            None
        } else {
            Some(place.span(value)?)
        };
        if let (Some(span), Some(text)) = (span, object.get("text").and_then(Value::as_str)) {
            place.check_text(span, text)?;
        }
        let mut attributes: Vec<(String, Datum)> = Vec::new();
        let fields =
            self.fields.iter().filter_map(|(field, name)| Some((*name, object.get(*field)?)));
        let named = object.get("attributes").and_then(Value::as_object);
        let named = named.into_iter().flatten().map(|(name, value)| (name.as_str(), value));
        for (name, value) in fields.chain(named) {
            if !attributes.iter().any(|(it, _)| it == name)
                && let Some(datum) = place.datum(value).map_err(|it| format!("{name}: {it}"))?
            {
                attributes.push((name.to_owned(), datum));
            }
        }
        let label = match object.get(self.label) {
            None | Some(Value::Null) => None,
            Some(Value::String(label)) => Some(label.clone()),
            Some(other) => return Err(format!("{:?} is {other}, not a string", self.label)),
        };
        Ok((label, Item { span, label: String::new(), attributes }))
    }
}

/// The one judgement of a line.
fn judgement(line: &Object, place: &Places<'_>) -> Result<(Option<String>, Item), String> {
    let target = line.get("target").filter(|it| !it.is_null());
    let (unit, span) = match target {
        Some(target) => ("target", place.span(target).map_err(|it| format!("target: {it}"))?),
        None => ("document", Span::new(0, place.text.len() as u32)),
    };
    let unit = line.get("unit").and_then(Value::as_str).unwrap_or(unit);
    let mut attributes = vec![("unit".to_owned(), Datum::Text(unit.into()))];
    attributes.extend(
        line.get("score").and_then(Value::as_f64).map(|it| ("score".to_owned(), Datum::Number(it))),
    );
    let label = line.get("label").and_then(Value::as_str).map(str::to_owned);
    Ok((label, Item { span: Some(span), label: String::new(), attributes }))
}

/// Analyzers of the annotations of a line in our own form.
pub(super) fn analyzers(line: &Object) -> impl Iterator<Item = &str> {
    let list = line.get(OWN.key).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|it| it.get("analyzer")?.as_str())
}

/// How messages name an annotation: by its id, else by its place in the list.
fn name(index: usize, value: &Value) -> String {
    match value.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => format!("number {}", index + 1),
    }
}

/// Places in one text.
pub(super) struct Places<'t> {
    pub(super) text: &'t str,
    pub(super) offsets: Offsets<'t>,
}

impl Places<'_> {
    /// The span of an object with `start` and `end`.
    ///
    /// # Errors
    /// If one of them is missing, lies outside the text or inside a character, or they are in the wrong order.
    pub(super) fn span(&self, value: &Value) -> Result<Span, String> {
        let offset = |key: &str| {
            let value = value.get(key).ok_or_else(|| format!("it has no {key:?}"))?;
            self.byte(key, value)
        };
        between(offset("start")?, offset("end")?)
    }

    fn byte(&self, key: &str, value: &Value) -> Result<u32, String> {
        let offset = value.as_u64().ok_or_else(|| format!("{key} {value} is not an offset"))?;
        let last = self.offsets.of(self.text.len() as u32);
        if offset > last {
            return Err(format!(
                "{key} {offset} lies outside the text, which ends at {last}; check --offsets"
            ));
        }
        let byte = self.offsets.byte(offset);
        byte.filter(|&it| self.text.is_char_boundary(it as usize))
            .ok_or_else(|| format!("{key} {offset} lies inside a character; check --offsets"))
    }

    /// A text that was written down with its place must stand there, but for white space.
    fn check_text(&self, span: Span, text: &str) -> Result<(), String> {
        let there = self.text.get(span.range()).unwrap_or_default();
        if there.split_whitespace().eq(text.split_whitespace()) {
            return Ok(());
        }
        let short = |it: &str| it.chars().take(40).collect::<String>();
        Err(format!(
            "its text is {:?}, but {:?} stands there; check --offsets",
            short(text),
            short(there)
        ))
    }

    fn datum(&self, value: &Value) -> Result<Option<Datum>, String> {
        Ok(Some(match value {
            Value::Null => return Ok(None),
            Value::String(text) => Datum::Text(text.clone()),
            Value::Number(number) => Datum::Number(number.as_f64().unwrap_or(f64::NAN)),
            Value::Bool(yes) => Datum::Flag(*yes),
            // A place that is not told, such as of a speaker who is named elsewhere.
            Value::Object(it) if it.get("start").is_none_or(Value::is_null) => return Ok(None),
            Value::Object(_) => Datum::Places(vec![self.span(value)?]),
            Value::Array(list) if list.is_empty() => return Ok(None),
            Value::Array(list) => {
                let span = |it: &Value| match it.as_array().map(Vec::as_slice) {
                    Some([start, end]) => {
                        between(self.byte("start", start)?, self.byte("end", end)?)
                    }
                    _ => self.span(it),
                };
                Datum::Places(list.iter().map(span).collect::<Result<_, _>>()?)
            }
        }))
    }
}

fn between(start: u32, end: u32) -> Result<Span, String> {
    if start > end {
        return Err("it starts after its end".into());
    }
    Ok(Span::new(start, end))
}
