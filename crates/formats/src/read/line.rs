//! One line of JSONL: a document as a JSON object.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::Value;

use super::BroughtAnnotation;
use super::metadata::{Fields, as_text};

const NO_TEXT: &str = "the document has no \"text\"; give each line a field \"text\" with the text";
const NO_TEXT_IN_RESULT: &str =
    "has no \"text\"; results of an earlier run need --with-text to be read again";
const FAILED_BEFORE: &str =
    "has no \"text\", for an earlier run failed on it; its diagnostics there say what to mend";
/// Fields of a result that say how the earlier run went, not what the document is.
const OF_THE_RUN: [&str; 2] = ["path", "status"];

/// What a line says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Line {
    pub(super) id: Option<String>,
    pub(super) text: Option<String>,
    pub(super) fields: Fields,
    pub(super) brought: Vec<BroughtAnnotation>,
    /// Whether it is a result of an earlier run.
    pub(super) is_result: bool,
    /// Fields that are there and cannot be used.
    pub(super) diagnostics: Vec<String>,
}

/// Why a line is no document.
#[derive(Debug, PartialEq)]
pub(super) struct Refused {
    /// The id, as far as the line can be read.
    pub(super) id: Option<String>,
    /// What is wrong with the line and what it should be.
    pub(super) reason: String,
}

impl Line {
    /// Reads a line.
    ///
    /// # Errors
    /// If it is not valid JSON, not an object, or has no text.
    pub(super) fn parse(line: &str) -> Result<Self, Refused> {
        let mut parsed = Self::default();
        let mut deserializer = serde_json::Deserializer::from_str(line);
        let read = deserializer.deserialize_map(LineVisitor(&mut parsed));
        let reason = match read.and_then(|()| deserializer.end()) {
            Err(error) => explain(line, &error),
            Ok(()) if parsed.text.is_some() => {
                if parsed.is_result {
                    parsed.fields.retain(|(key, _)| !OF_THE_RUN.contains(&key.as_str()));
                }
                return Ok(parsed);
            }
            Ok(()) => parsed.why_no_text().into(),
        };
        // The id may stand behind the fault.
        let whole = || as_text(serde_json::from_str::<Value>(line).ok()?.get_mut("id")?.take());
        let id = parsed.id.or_else(whole).filter(|it| !it.is_empty());
        Err(Refused { id, reason })
    }

    fn why_no_text(&self) -> &'static str {
        if !self.is_result {
            NO_TEXT
        } else if self.fields.iter().any(|(key, value)| key == "status" && value == "failed") {
            FAILED_BEFORE
        } else {
            NO_TEXT_IN_RESULT
        }
    }
}

fn explain(line: &str, error: &serde_json::Error) -> String {
    let message = error.to_string();
    // The line number that the parser adds is that within the line.
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(it, _)| it);
    let start = line.trim_start();
    if error.is_data() {
        return format!("not a document: {message}");
    }
    let hint = if start.starts_with('[') || (start.starts_with('{') && error.is_eof()) {
        "; each line must hold one whole object, as jq -c writes them"
    } else {
        ""
    };
    format!("not valid JSON: {message} at column {}{hint}", error.column())
}

/// Fills a line field by field, so that what stands before a fault is known.
struct LineVisitor<'l>(&'l mut Line);

impl<'de> Visitor<'de> for LineVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a field \"text\"")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(line) = self;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match key.as_ref() {
                "text" => line.text = map.next_value()?,
                "id" => line.id = as_text(map.next_value()?).filter(|it| !it.is_empty()),
                "annotations" => match map.next_value()? {
                    Value::Null => {}
                    Value::Array(found) => {
                        line.brought = found.into_iter().map(BroughtAnnotation).collect();
                    }
                    _ => line
                        .diagnostics
                        .push("\"annotations\" is not a list and is left out".into()),
                },
                // Results of an earlier run, made anew by this one.
                "blocks" | "diagnostics" => {
                    line.is_result |= key == "diagnostics";
                    map.next_value::<serde::de::IgnoredAny>()?;
                }
                _ => {
                    if let Some(value) = as_text(map.next_value()?) {
                        line.fields.push((key.into_owned(), value));
                    }
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn scalars_become_metadata_and_null_nothing() {
        let line = Line::parse(
            r#"{"id":12,"text":"It\u2019s \ud83c\udfac.","published":"2020-02-03","words":3,"free":true,"outlet":null,"tags":["a",1],"blocks":[{}]}"#,
        )
        .unwrap();
        assert_eq!(line.id.as_deref(), Some("12"));
        assert_eq!(line.text.as_deref(), Some("It’s 🎬."));
        let fields: Vec<_> = line.fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(
            fields,
            [("published", "2020-02-03"), ("words", "3"), ("free", "true"), ("tags", "[\"a\",1]")]
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_its_remedy() {
        let reason = |line: &str| Line::parse(line).unwrap_err().reason;
        assert!(reason(r#"{"id":"a","text":null}"#).contains("no \"text\""));
        assert!(reason(r#"{"id":"a"}"#).contains("give each line"));
        assert!(reason(r#"{"text":5}"#).starts_with("not a document: invalid type: integer `5`"));
        assert!(
            reason(r#"{"text":"a" "id":1}"#).contains("at column 13"),
            "{}",
            reason(r#"{"text":"a" "id":1}"#)
        );
        assert!(reason("{").contains("jq -c"));
        assert!(reason("[{}]").contains("an object with a field \"text\""));
        assert!(reason("\"text\"").starts_with("not a document"));
    }

    #[test]
    fn a_refused_line_keeps_its_id() {
        for line in [
            r#"{"id":"a"}"#,
            r#"{"text":null,"id":"a"}"#,
            r#"{"text":5,"id":"a"}"#,
            r#"{"id":"a","text":"half a pair \ud83c"}"#,
            r#"{"id":"a","text":"cut"#,
        ] {
            assert_eq!(Line::parse(line).unwrap_err().id.as_deref(), Some("a"), "{line}");
        }
        assert_eq!(Line::parse(r#"{"id":null}"#).unwrap_err().id, None);
    }

    #[test]
    fn a_result_of_an_earlier_run_is_known_by_its_diagnostics() {
        let result = r#"{"path":"a.txt","title":"T","status":"ok","diagnostics":[],"text":"x"}"#;
        assert_eq!(Line::parse(result).unwrap().fields, [("title".into(), "T".into())]);
        let other = r#"{"path":"a.txt","status":"draft","text":"x"}"#;
        assert_eq!(Line::parse(other).unwrap().fields.len(), 2);
        let reason = |line: &str| Line::parse(line).unwrap_err().reason;
        assert!(reason(r#"{"status":"ok","diagnostics":[]}"#).contains("need --with-text"));
        let failed = r#"{"text":null,"status":"failed","diagnostics":["is not text"]}"#;
        assert!(reason(failed).contains("an earlier run failed on it"));
    }

    #[test]
    fn annotations_are_kept_as_they_come() {
        let line = Line::parse(r#"{"text":"","annotations":[{"start":-1},7]}"#).unwrap();
        assert_eq!(line.brought.len(), 2);
        let line = Line::parse(r#"{"text":"","annotations":"x"}"#).unwrap();
        assert_eq!(line.diagnostics.len(), 1);
    }
}
