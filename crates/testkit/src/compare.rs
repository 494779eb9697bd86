//! Comparing what a case says with what was found.

use rashomon_core::{Annotation, AttributeType, Document, OwnedDocument};

use crate::notation::{Expected, Mark, Marked};
use crate::render;
use crate::values::Found;

/// What differs between the case and the annotations of `analyzer` in `document`, for people to read; `None` if
/// nothing does.
///
/// # Errors
/// If the case names a label or attribute that the analyzer does not have.
pub(crate) fn difference(
    case: &Marked,
    source: &str,
    document: &OwnedDocument,
    analyzer: &str,
) -> Result<Option<String>, String> {
    let found = Found::of(document, analyzer);
    let comparison = Comparison::new(case, found)?;
    let differences = comparison.differences()?;
    if differences.is_empty() {
        return Ok(None);
    }
    let marked = render::marked(found, |annotation, key| comparison.mentions(annotation, key));
    Ok(Some(format!(
        "`{analyzer}` finds something else than the case says\n\nexpected:\n{source}\n\nfound:\n{marked}\n\n  {}\n",
        differences.join("\n  ")
    )))
}

/// A case beside the annotations found: each label mark with its annotation, as far as there is one.
struct Comparison<'a> {
    case: &'a Marked,
    found: Found<'a>,
    roles: Vec<Role>,
    /// For each mark, the row of its annotation.
    row_of: Vec<Option<u32>>,
    /// For each row, its mark.
    mark_of: Vec<Option<usize>>,
}

/// What a mark stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// An annotation with the label of this index.
    Label(u16),
    /// A span attribute, by its key.
    Attribute(u16),
}

impl<'a> Comparison<'a> {
    fn new(case: &'a Marked, found: Found<'a>) -> Result<Self, String> {
        let roles = case.marks.iter().map(|it| role(it, found)).collect::<Result<Vec<_>, _>>()?;
        for mark in &case.marks {
            for (key, _) in &mark.attributes {
                key_of(found, key)?;
            }
        }
        let mut comparison = Self {
            case,
            found,
            row_of: vec![None; roles.len()],
            mark_of: vec![None; found.layer.len()],
            roles,
        };
        comparison.pair();
        Ok(comparison)
    }

    /// Gives each label mark an annotation of its label and span: one whose attributes agree, if there are several.
    fn pair(&mut self) {
        for strict in [true, false] {
            for (index, mark) in self.case.marks.iter().enumerate() {
                let Role::Label(label) = self.roles[index] else { continue };
                if self.row_of[index].is_some() {
                    continue;
                }
                let row = self.found.layer.iter().find(|it| {
                    it.label_index() == label
                        && it.span() == mark.span
                        && self.mark_of[it.index() as usize].is_none()
                        && (!strict || self.agrees(mark, *it))
                });
                if let Some(row) = row {
                    self.row_of[index] = Some(row.index());
                    self.mark_of[row.index() as usize] = Some(index);
                }
            }
        }
    }

    /// Whether all that a mark says holds of an annotation; what its ties refer to is not known yet.
    fn agrees(&self, mark: &Mark, annotation: Annotation<'_>) -> bool {
        let attributes = mark.attributes.iter().all(|(key, expected)| {
            matches!(expected, Expected::Tie(_))
                || self.attribute_difference(annotation, key, expected).is_none()
        });
        attributes && self.tied_attributes(mark).all(|(key, it)| has_span(annotation, key, it))
    }

    /// The attribute marks with the same number as a label mark.
    fn tied_attributes(&self, mark: &'a Mark) -> impl Iterator<Item = (u16, &'a Mark)> {
        self.case.marks.iter().zip(&self.roles).filter_map(|(it, role)| match role {
            Role::Attribute(key) if mark.tie.is_some() && it.tie == mark.tie => Some((*key, it)),
            _ => None,
        })
    }

    /// The rows of the label marks with this number.
    fn tied_rows(&self, tie: &str) -> Result<Vec<u32>, String> {
        let tied = |index: usize| {
            matches!(self.roles[index], Role::Label(_))
                && self.case.marks[index].tie.as_deref() == Some(tie)
        };
        let marks: Vec<usize> = (0..self.roles.len()).filter(|&it| tied(it)).collect();
        if marks.is_empty() {
            return Err(format!("no label bears the number #{tie}"));
        }
        Ok(marks.into_iter().filter_map(|it| self.row_of[it]).collect())
    }

    fn differences(&self) -> Result<Vec<String>, String> {
        let mut lines = Vec::new();
        for (index, mark) in self.case.marks.iter().enumerate() {
            match (self.roles[index], self.row_of[index].and_then(|it| self.found.layer.get(it))) {
                (Role::Label(_), None) => {
                    lines.push(format!("missing: {} {:?}", mark.name, self.text(mark)));
                }
                (Role::Label(_), Some(annotation)) => {
                    for (key, expected) in &mark.attributes {
                        let difference = match expected {
                            Expected::Tie(tie) if self.is_reference(key)? => {
                                self.reference_difference(annotation, key, tie)?
                            }
                            other => self.attribute_difference(annotation, key, other),
                        };
                        lines.extend(difference.map(|it| {
                            format!("differs: {} {:?}: {it}", mark.name, self.text(mark))
                        }));
                    }
                }
                (Role::Attribute(key), _) => self.check_attribute_mark(key, mark, &mut lines)?,
            }
        }
        for annotation in self.found.layer.iter() {
            if self.mark_of[annotation.index() as usize].is_none() {
                lines.push(format!("not expected: {}", render::in_full(self.found, annotation)));
            }
        }
        Ok(lines)
    }

    fn check_attribute_mark(
        &self,
        key: u16,
        mark: &Mark,
        lines: &mut Vec<String>,
    ) -> Result<(), String> {
        if !mark.attributes.is_empty() {
            return Err(format!("`{}` is an attribute and can have none", mark.name));
        }
        let missing = if let Some(tie) = &mark.tie {
            let rows = self.tied_rows(tie)?;
            let lacks =
                |&row: &u32| self.found.layer.get(row).filter(|&it| !has_span(it, key, mark));
            rows.iter().find_map(lacks).map(|it| self.actual(it, key))
        } else if self.found.layer.iter().any(|it| has_span(it, key, mark)) {
            None
        } else {
            Some("no annotation has it".into())
        };
        if let Some(instead) = missing {
            lines.push(format!("missing: {} {:?}: {instead}", mark.name, self.text(mark)));
        }
        Ok(())
    }

    /// How an attribute differs from what is expected of it.
    fn attribute_difference(
        &self,
        annotation: Annotation<'_>,
        key: &str,
        expected: &Expected,
    ) -> Option<String> {
        let key = self.found.schema.key(key)?;
        let actual = self.found.text_of(annotation, key);
        let (same, wanted) = match expected {
            Expected::Absent => (actual.is_none(), "none".into()),
            Expected::Text(text) => (
                actual.as_deref().is_some_and(|it| self.same_value(key, it, text)),
                format!("{text:?}"),
            ),
            // `#5` of an attribute that is no reference is a text like any other.
            Expected::Tie(tie) => {
                (actual == Some(format!("#{tie}")), format!("{:?}", format!("#{tie}")))
            }
        };
        (!same).then(|| format!("{}, expected {wanted}", self.actual(annotation, key)))
    }

    fn reference_difference(
        &self,
        annotation: Annotation<'_>,
        key: &str,
        tie: &str,
    ) -> Result<Option<String>, String> {
        let key = key_of(self.found, key)?;
        let rows = self.tied_rows(tie)?;
        let referred = annotation.value(key).and_then(|it| self.found.referred(key, it));
        let same = referred.is_some_and(|it| rows.contains(&it.index()));
        Ok((!same).then(|| {
            let others: Vec<_> = rows
                .iter()
                .filter_map(|&it| self.found.layer.get(it))
                .map(|it| format!("{:?}", self.found.document.slice(it.span())))
                .collect();
            format!("{}, expected #{tie} {}", self.actual(annotation, key), others.join(" or "))
        }))
    }

    /// Equal as texts, or as numbers where the attribute is a number: `1e6` is `1000000`.
    fn same_value(&self, key: u16, actual: &str, expected: &str) -> bool {
        let number = |it: &str| it.parse::<f64>().ok();
        actual == expected
            || match self.found.kind(key) {
                AttributeType::Float | AttributeType::Integer => {
                    number(expected).is_some() && number(actual) == number(expected)
                }
                _ => false,
            }
    }

    fn is_reference(&self, key: &str) -> Result<bool, String> {
        let kind = self.found.kind(key_of(self.found, key)?);
        Ok(
            matches!(kind, AttributeType::Reference(target) if target == self.found.schema.analyzer()),
        )
    }

    /// `speaker is "Berg"`, `speaker is absent`.
    fn actual(&self, annotation: Annotation<'_>, key: u16) -> String {
        let name = self.found.name(key);
        match self.found.text_of(annotation, key) {
            Some(text) => format!("{name} is {text:?}"),
            None => format!("{name} is absent"),
        }
    }

    /// Whether the case mentions an attribute: of this annotation, or of any if the annotation was not expected.
    fn mentions(&self, annotation: Annotation<'_>, key: u16) -> bool {
        let name = self.found.name(key);
        let in_head = |mark: &Mark| mark.attributes.iter().any(|(it, _)| it == name);
        let own = self.mark_of[annotation.index() as usize].map(|it| &self.case.marks[it]);
        self.roles.contains(&Role::Attribute(key))
            || own.map_or_else(|| self.case.marks.iter().any(in_head), in_head)
    }

    fn text(&self, mark: &Mark) -> &'a str {
        self.found.document.slice(mark.span)
    }
}

fn has_span(annotation: Annotation<'_>, key: u16, mark: &Mark) -> bool {
    annotation.value(key) == Some(mark.span.into())
}

/// The label or span attribute that a mark names.
fn role(mark: &Mark, found: Found<'_>) -> Result<Role, String> {
    if let Some(label) = found.schema.label(&mark.name) {
        return Ok(Role::Label(label));
    }
    let spans = |it: &&(String, AttributeType)| it.1 == AttributeType::Span;
    match found.schema.key(&mark.name) {
        Some(key) if *found.kind(key) == AttributeType::Span => Ok(Role::Attribute(key)),
        _ => Err(format!(
            "`{}` is neither a label {:?} nor a span attribute {:?} of `{}`",
            mark.name,
            found.schema.labels(),
            found.schema.attributes().iter().filter(spans).map(|it| &it.0).collect::<Vec<_>>(),
            found.schema.analyzer(),
        )),
    }
}

/// The key of an attribute that a mark mentions.
fn key_of(found: Found<'_>, name: &str) -> Result<u16, String> {
    found.schema.key(name).ok_or_else(|| {
        let names: Vec<_> = found.schema.attributes().iter().map(|it| &it.0).collect();
        format!("`{}` has no attribute `{name}`; it has {names:?}", found.schema.analyzer())
    })
}
