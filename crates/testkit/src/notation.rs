//! The notation of cases: braces mark annotations.
//!
//! ```text
//! {label text}                      an annotation with this label and span
//! {label|key=value text}            .. whose attribute `key` is `value`
//! {label|key="two words" text}      quotes around a value with spaces; \" and \\ inside them
//! {label|key= text}                 .. which has no attribute `key`
//! {attribute text}                  the span attribute `attribute` of some annotation covers this text
//! {label#1 text} {attribute#1 text} .. of the annotation that bears the same number
//! {label#2|key=#1 text}             `key` refers to the annotation with number 1
//! {outer a {inner b} c}             marks may lie in each other
//! ```
//!
//! Exactly one space or line break ends the head of a mark; all that follows up to the closing brace is text. Labels
//! are compared in full: every mark needs its annotation and every annotation its mark. Attributes are compared where
//! a mark mentions them. Values are written as text: strings as they are, numbers in their shortest form, members of
//! enumerations by name, spans and references by the text that they cover.
//!
//! Several marks may bear one number: then each annotation among them has each of the attributes among them.
//! The text itself cannot hold braces.

use std::fmt;

use rashomon_core::Span;

/// A case, read: the plain text and its marks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Marked {
    /// The text without marks.
    pub text: String,
    /// The marks, in the order in which they open.
    pub marks: Vec<Mark>,
}

/// One mark of a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// A label or the name of a span attribute.
    pub name: String,
    /// The number that ties marks together, as written.
    pub tie: Option<String>,
    /// Attributes that are compared.
    pub attributes: Vec<(String, Expected)>,
    /// What it covers, in bytes of the plain text.
    pub span: Span,
}

/// What a mark says of an attribute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expected {
    /// It has this value, written as text.
    Text(String),
    /// It is not there.
    Absent,
    /// It refers to the annotation whose mark bears this number.
    Tie(String),
}

/// Why a case cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotationError(String);

impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotationError {}

impl Marked {
    /// Reads a case.
    ///
    /// ```
    /// let case = rashomon_testkit::notation::Marked::parse("in {DATE|value=2019 2019}").unwrap();
    /// assert_eq!(case.text, "in 2019");
    /// ```
    ///
    /// # Errors
    /// If a brace has no partner or the head of a mark is malformed.
    pub fn parse(marked: &str) -> Result<Self, NotationError> {
        let mut case = Self::default();
        let mut open = Vec::new();
        let mut rest = marked;
        while let Some(at) = rest.find(['{', '}']) {
            let (text, from_brace) = rest.split_at(at);
            case.text.push_str(text);
            let here = case.text.len() as u32;
            if let Some(inside) = from_brace.strip_prefix('{') {
                open.push(case.marks.len());
                let (mark, after) = head(inside, here)?;
                case.marks.push(mark);
                rest = after;
            } else {
                let mark: usize = open.pop().ok_or_else(|| error("a `}` closes nothing", rest))?;
                let mark = &mut case.marks[mark];
                mark.span = Span::new(mark.span.start(), here);
                rest = from_brace.strip_prefix('}').unwrap_or_default();
            }
        }
        case.text.push_str(rest);
        match open.last() {
            Some(&mark) => Err(error("a mark is never closed", &case.marks[mark].name)),
            None => Ok(case),
        }
    }
}

fn error(what: &str, near: &str) -> NotationError {
    let near: String = near.chars().take(24).collect();
    NotationError(format!("{what}, near {near:?}"))
}

/// Reads `name#tie|key=value ` and returns what follows the space.
fn head(source: &str, start: u32) -> Result<(Mark, &str), NotationError> {
    let until = |text: &str, ends: &[char]| {
        text.find(|it: char| it.is_whitespace() || "{}".contains(it) || ends.contains(&it))
            .unwrap_or(text.len())
    };
    let (name, mut rest) = source.split_at(until(source, &['#', '|']));
    let mut mark = Mark {
        name: name.into(),
        tie: None,
        attributes: Vec::new(),
        span: Span::new(start, start),
    };
    if name.is_empty() {
        return Err(error("a mark has no name", source));
    }
    if let Some(after) = rest.strip_prefix('#') {
        let (tie, after) = after.split_at(until(after, &['|']));
        mark.tie = Some(tie.into());
        rest = after;
    }
    while let Some(after) = rest.strip_prefix('|') {
        let (key, after) = after.split_at(until(after, &['=', '|']));
        let after =
            after.strip_prefix('=').ok_or_else(|| error("an attribute has no `=`", source))?;
        let (expected, after) = if let Some(quoted) = after.strip_prefix('"') {
            let (value, after) = unquote(quoted)?;
            (Expected::Text(value), after)
        } else {
            let (value, after) = after.split_at(until(after, &['|']));
            let expected = match value.strip_prefix('#') {
                _ if value.is_empty() => Expected::Absent,
                Some(tie) => Expected::Tie(tie.into()),
                None => Expected::Text(value.into()),
            };
            (expected, after)
        };
        mark.attributes.push((key.into(), expected));
        rest = after;
    }
    let mut characters = rest.chars();
    match characters.next() {
        Some(it) if it.is_whitespace() => Ok((mark, characters.as_str())),
        _ => Err(error("the head of a mark ends with a space", source)),
    }
}

/// Reads a value up to its closing quote and returns what follows it.
fn unquote(source: &str) -> Result<(String, &str), NotationError> {
    let mut value = String::new();
    let mut characters = source.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return Ok((value, characters.as_str())),
            '\\' => value.extend(characters.next()),
            other => value.push(other),
        }
    }
    Err(error("a quoted value is never closed", source))
}

#[cfg(test)]
mod tests {
    use rashomon_core::Span;

    use super::{Expected, Marked};

    fn fails(marked: &str) -> String {
        Marked::parse(marked).unwrap_err().to_string()
    }

    #[test]
    fn marks_nest_and_keep_their_spans_in_the_plain_text() {
        let case = Marked::parse("“{a {b é} c}” {d x}").unwrap();
        assert_eq!(case.text, "“é c” x");
        let spans: Vec<_> = case.marks.iter().map(|it| (it.name.as_str(), it.span)).collect();
        assert_eq!(
            spans,
            [("a", Span::new(3, 7)), ("b", Span::new(3, 5)), ("d", Span::new(11, 12))]
        );
    }

    #[test]
    fn head_holds_tie_and_attributes() {
        let case = Marked::parse(r#"{a#1|x=2|y="b \"c\" } d"|z=|r=#2 text}"#).unwrap();
        let mark = &case.marks[0];
        assert_eq!(mark.tie.as_deref(), Some("1"));
        let expected = [
            ("x", Expected::Text("2".into())),
            ("y", Expected::Text("b \"c\" } d".into())),
            ("z", Expected::Absent),
            ("r", Expected::Tie("2".into())),
        ];
        assert_eq!(mark.attributes, expected.map(|(key, value)| (key.into(), value)));
        assert_eq!(case.text, "text");
    }

    #[test]
    fn only_one_space_belongs_to_the_head() {
        assert_eq!(Marked::parse("{a  b}{c }").unwrap().text, " b");
    }

    #[test]
    fn malformed_cases_say_where() {
        assert_eq!(fails("x } y"), r#"a `}` closes nothing, near "x } y""#);
        assert_eq!(fails("{a b"), r#"a mark is never closed, near "a""#);
        assert_eq!(fails("{ b}"), r#"a mark has no name, near " b}""#);
        assert_eq!(fails("{a}"), r#"the head of a mark ends with a space, near "a}""#);
        assert_eq!(fails("{a|b c}"), r#"an attribute has no `=`, near "a|b c}""#);
        assert_eq!(fails("{a|b=\"c d}"), r#"a quoted value is never closed, near "c d}""#);
    }
}
