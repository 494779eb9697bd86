//! Analyzers that build on others: what they see, what a case can say of it, what the kit asks for.
#![forbid(unsafe_code)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use rashomon_core::{
    AnalyzeError, Analyzer, Attribute, AttributeInfo, AttributeKind, Document, Example, Info,
    LabelInfo, Need, NoOptions, OptionsError, Plugin, Sink, Value,
};
use rashomon_testkit::sample::Capitals;
use rashomon_testkit::{Kit, battery_with, examples_with};

/// Labels the word after each word in capitals, with a reference to it.
#[derive(Debug)]
struct Followers;

impl Plugin for Followers {
    const INFO: Info = Info {
        name: "followers",
        version: "1",
        summary: "Labels what follows capitals.",
        labels: &[LabelInfo { name: "follower", doc: "a word after capitals" }],
        attributes: &[
            AttributeInfo {
                name: "of",
                doc: "the capitals",
                kind: AttributeKind::Reference("capitals"),
            },
            AttributeInfo { name: "year", doc: "of publication", kind: AttributeKind::String },
        ],
        requires: &[Need::required("capitals")],
        examples: &[Example { text: "the EU {follower|of=EU|year=2024 may}", note: "a word" }],
    };
    type Options = NoOptions;

    fn create(_: NoOptions) -> Result<Self, OptionsError> {
        Ok(Self)
    }
}

impl Analyzer for Followers {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        let capitals = document.layer("capitals").ok_or_else(|| AnalyzeError::new("no layer"))?;
        let year = document.metadata("published").and_then(|it| it.get(..4)).unwrap_or_default();
        for annotation in capitals.iter() {
            if let Some(next) = annotation.span_of("next") {
                let of = Attribute { key: 0, value: Value::Reference(annotation.index()) };
                sink.emit(0, next, &[of, Attribute::new(1, year)])?;
            }
        }
        Ok(())
    }
}

#[test]
fn examples_run_after_what_they_need() {
    examples_with::<Followers>(|kit| kit.with::<Capitals>().published("2024-05-03"));
}

#[test]
fn battery_runs_after_what_it_needs() {
    battery_with::<Followers>(|kit| kit.with::<Capitals>());
}

#[test]
fn options_reach_the_other_analyzer() {
    let kit = Kit::<Followers>::new().with::<Capitals>().option("capitals.min_length", "3");
    kit.check("the EU may, the UNO {follower|of=UNO|year=\"\" may}");
}

#[test]
fn missing_analyzer_is_asked_for() {
    let check = || Kit::<Followers>::new().check("nothing");
    let payload = catch_unwind(AssertUnwindSafe(check)).expect_err("the kit runs without it");
    let message = payload.downcast_ref::<String>().expect("the kit panics with a message");
    let expected = "`followers` requires `capitals`: add it to the kit by `.with::<..>()`";
    assert_eq!(message, expected);
}
