//! The schema of an analyzer that is not installed, as its annotations show it.

use rashomon_core::{AttributeType, Schema};
use serde_json::Value;

/// Labels and attributes in the order in which they first appear. An attribute that is now of one type and now of
/// another becomes a float if it is always a number, and else text.
pub(super) fn schema<'a>(analyzer: &str, annotations: impl Iterator<Item = &'a Value>) -> Schema {
    let mut labels: Vec<String> = Vec::new();
    let mut attributes: Vec<(String, AttributeType)> = Vec::new();
    for annotation in annotations {
        if let Some(label) = annotation.get("label").and_then(Value::as_str)
            && !labels.iter().any(|it| it == label)
        {
            labels.push(label.into());
        }
        let given = annotation.get("attributes").and_then(Value::as_object);
        for (key, value) in given.into_iter().flatten() {
            let Some(kind) = kind(value) else { continue };
            match attributes.iter_mut().find(|(it, _)| it == key) {
                Some((_, known)) => *known = common(known, kind),
                None => attributes.push((key.clone(), kind)),
            }
        }
    }
    Schema::new(analyzer, labels, attributes)
}

fn kind(value: &Value) -> Option<AttributeType> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => AttributeType::Bool,
        Value::Number(number) if number.is_i64() => AttributeType::Integer,
        Value::Number(_) => AttributeType::Float,
        Value::Object(it)
            if ["start", "end"].iter().all(|key| it.get(*key).is_some_and(Value::is_u64)) =>
        {
            AttributeType::Span
        }
        Value::String(_) | Value::Array(_) | Value::Object(_) => AttributeType::String,
    })
}

fn common(a: &AttributeType, b: AttributeType) -> AttributeType {
    match (a, &b) {
        _ if *a == b => b,
        (AttributeType::Integer, AttributeType::Float)
        | (AttributeType::Float, AttributeType::Integer) => AttributeType::Float,
        _ => AttributeType::String,
    }
}

#[cfg(test)]
mod tests {
    use rashomon_core::AttributeType;
    use serde_json::json;

    #[test]
    fn types_are_the_narrowest_that_fit() {
        let annotations = [
            json!({"label": "B", "attributes": {"n": 1, "x": 1, "place": {"start": 0, "end": 2}, "none": null}}),
            json!({"label": "A", "attributes": {"n": 2, "x": 1.5, "mixed": true, "list": [1]}}),
            json!({"label": "B", "attributes": {"mixed": "no", "flag": false}}),
        ];
        let schema = super::schema("mine", annotations.iter());
        assert_eq!(schema.labels(), ["B", "A"]);
        let attributes: Vec<_> =
            schema.attributes().iter().map(|(name, kind)| (name.as_str(), kind.clone())).collect();
        assert_eq!(
            attributes,
            [
                ("n", AttributeType::Integer),
                ("x", AttributeType::Float),
                ("place", AttributeType::Span),
                ("mixed", AttributeType::String),
                ("list", AttributeType::String),
                ("flag", AttributeType::Bool),
            ]
        );
    }
}
