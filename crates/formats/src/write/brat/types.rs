//! What labels and attributes are called in brat, and the file that tells brat so.

use std::fmt::Write as _;
use std::sync::Arc;

use rashomon_core::{AttributeType, Schema};

use super::super::rows::free;

/// The names of all analyzers.
#[derive(Debug)]
pub(super) struct Types(Vec<OfAnalyzer>);

/// The names of one analyzer, by index.
#[derive(Debug)]
pub(super) struct OfAnalyzer {
    schema: Arc<Schema>,
    pub(super) labels: Vec<String>,
    pub(super) attributes: Vec<Attribute>,
}

/// The names of one attribute.
#[derive(Debug)]
pub(super) struct Attribute {
    /// Of the attribute or relation.
    pub(super) name: String,
    /// Of the text that it names, if it is a place.
    pub(super) place: String,
    pub(super) members: Vec<String>,
}

impl Types {
    /// brat takes ASCII letters, digits, `-` and `_`. A name that two analyzers use has the analyzer before it.
    pub(super) fn new(schemas: &[Arc<Schema>]) -> Self {
        let mut taken = Vec::new();
        let mut all = Vec::new();
        for schema in schemas {
            let clashes = |name: &str| {
                schemas.iter().filter(|it| it.analyzer() != schema.analyzer()).any(|it| {
                    let labels = it.labels().iter();
                    let mut names = labels.chain(it.attributes().iter().map(|(name, _)| name));
                    names.any(|it| plain(it).eq_ignore_ascii_case(name))
                })
            };
            let mut name = |text: &str| {
                let name = plain(text);
                let name = if clashes(&name) {
                    format!("{}-{name}", plain(schema.analyzer()))
                } else {
                    name
                };
                let name = free(&name, |it| !taken.contains(&it.to_ascii_lowercase()));
                taken.push(name.to_ascii_lowercase());
                name
            };
            let labels = schema.labels().iter().map(|it| name(it)).collect();
            let attribute = |(text, kind): &(String, AttributeType)| Attribute {
                place: if *kind == AttributeType::Span { name(text) } else { String::new() },
                name: match kind {
                    AttributeType::Span => name(&format!("has-{text}")),
                    _ => name(text),
                },
                members: match kind {
                    AttributeType::Enum(members) => members.iter().map(|it| plain(it)).collect(),
                    _ => Vec::new(),
                },
            };
            let attributes = schema.attributes().iter().map(attribute).collect();
            all.push(OfAnalyzer { schema: Arc::clone(schema), labels, attributes });
        }
        Self(all)
    }

    /// The names of the analyzer with this schema.
    pub(super) fn of(&self, schema: &Arc<Schema>) -> Option<&OfAnalyzer> {
        let same = |it: &&OfAnalyzer| {
            Arc::ptr_eq(&it.schema, schema)
                || (it.schema.analyzer() == schema.analyzer()
                    && it.schema.labels() == schema.labels()
                    && it.schema.attributes() == schema.attributes())
        };
        self.0.iter().find(same)
    }

    /// `annotation.conf`: without it brat shows annotations as errors.
    pub(super) fn configuration(&self) -> String {
        let mut entities = String::from("[entities]\n");
        let mut relations = String::from("\n[relations]\n");
        let mut attributes = String::from("\n[events]\n\n[attributes]\n");
        for analyzer in self.0.iter().filter(|it| !it.labels.is_empty()) {
            let any = analyzer.labels.join("|");
            for label in &analyzer.labels {
                let _ = writeln!(entities, "{label}");
            }
            let kinds = analyzer.schema.attributes().iter().map(|(_, kind)| kind);
            for (attribute, kind) in analyzer.attributes.iter().zip(kinds) {
                let name = &attribute.name;
                let _ = match kind {
                    AttributeType::Span => {
                        let _ = writeln!(entities, "{}", attribute.place);
                        writeln!(relations, "{name}\tArg1:{any}, Arg2:{}", attribute.place)
                    }
                    AttributeType::Reference(target) => {
                        let target = self.0.iter().find(|it| it.schema.analyzer() == target);
                        let target = target.map_or("<ENTITY>".into(), |it| it.labels.join("|"));
                        writeln!(relations, "{name}\tArg1:{any}, Arg2:{target}")
                    }
                    AttributeType::Enum(_) => {
                        let members = attribute.members.join("|");
                        writeln!(attributes, "{name}\tArg:{any}, Value:{members}")
                    }
                    AttributeType::Bool => {
                        writeln!(attributes, "{name}\tArg:{any}, Value:true|false")
                    }
                    _ => Ok(()),
                };
            }
        }
        relations.push_str("<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n");
        entities + &relations + &attributes
    }
}

fn plain(text: &str) -> String {
    let plain = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
    let name: String = text.chars().map(|it| if plain(it) { it } else { '_' }).collect();
    if name.is_empty() { "_".into() } else { name }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rashomon_core::{AttributeType, Schema};

    use super::Types;

    fn schema(name: &str, labels: &[&str], attributes: &[(&str, AttributeType)]) -> Arc<Schema> {
        let labels = labels.iter().map(|it| (*it).to_owned()).collect();
        let attributes = attributes.iter().map(|(name, kind)| ((*name).to_owned(), kind.clone()));
        Arc::new(Schema::new(name, labels, attributes.collect()))
    }

    #[test]
    fn a_name_of_two_analyzers_tells_whose_it_is() {
        let mood = AttributeType::Enum(vec!["calm".into(), "very loud".into()]);
        let types = Types::new(&[
            schema("one", &["A b", "mixed", "é"], &[("cue", AttributeType::Span), ("mood", mood)]),
            schema("two", &["mixed", "ü"], &[("of", AttributeType::Reference("one".into()))]),
        ]);
        assert_eq!(
            types.configuration(),
            "[entities]\nA_b\none-mixed\none-_\ncue\ntwo-mixed\ntwo-_\n\n\
             [relations]\nhas-cue\tArg1:A_b|one-mixed|one-_, Arg2:cue\n\
             of\tArg1:two-mixed|two-_, Arg2:A_b|one-mixed|one-_\n\
             <OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n\
             [events]\n\n[attributes]\nmood\tArg:A_b|one-mixed|one-_, Value:calm|very_loud\n"
        );
    }
}
