//! The kit tested on its own little analyzer: what passes, what fails, and what a failure says.
#![forbid(unsafe_code)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use rashomon_core::{Document, Plugin};
use rashomon_testkit::Kit;
use rashomon_testkit::sample::Capitals;

fn kit() -> Kit<Capitals> {
    Kit::new()
}

/// The message with which a check fails.
fn failure(check: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(check)).expect_err("the check passes");
    payload.downcast_ref::<String>().expect("the kit panics with a message").clone()
}

#[test]
fn examples_of_the_sample_are_true() {
    rashomon_testkit::examples::<Capitals>();
}

#[test]
fn sample_survives_the_battery() {
    rashomon_testkit::battery::<Capitals>();
}

#[test]
fn all_labels_must_be_marked_and_all_marks_found() {
    kit().check("The {capitals EU} and {capitals UNO} met");
    kit().check("nobody met");
    let message = failure(|| kit().check("The {capitals EU} and UNO {capitals met}"));
    assert_eq!(
        message,
        r#"`capitals` finds something else than the case says

expected:
The {capitals EU} and UNO {capitals met}

found:
The {capitals EU} and {capitals UNO} met

  missing: capitals "met"
  not expected: capitals "UNO" with length=3 next=met before=EU parity=odd
"#
    );
}

#[test]
fn attributes_are_compared_where_they_are_mentioned() {
    kit().check("{capitals|length=2|parity=even|next=or|before= EU} or {capitals|before=EU UNO} x");
    kit().check("{capitals|length=2.0 EU}");
    let message = failure(|| kit().check("{capitals|length=3|next= EU} or"));
    let differences = r#"
found:
{capitals|length=2 EU} {next or}

  differs: capitals "EU": length is "2", expected "3"
  differs: capitals "EU": next is "or", expected none
"#;
    assert!(message.contains(differences), "{message}");
}

#[test]
fn numbers_tie_attributes_and_references_to_their_annotation() {
    kit().check("{capitals#1 EU} {next#1 or} {capitals#2|before=#1 UNO} {next#2 x}");
    kit().check("{capitals EU} {next or} {capitals UNO}");
    let message =
        failure(|| kit().check("{capitals#1 EU} {next#2 or} {capitals#2|before=#2 UNO} x"));
    let differences = r#"
found:
{capitals#1 EU} {next#1 or} {capitals#2|before=EU UNO} {next#2 x}

  missing: next "or": next is "x"
  differs: capitals "UNO": before is "EU", expected #2 "UNO"
"#;
    assert!(message.contains(differences), "{message}");
}

#[test]
fn unknown_names_are_refused_with_the_known_ones() {
    let message = failure(|| kit().check("{capital EU}"));
    assert!(
        message
            .contains(r#"`capital` is neither a label ["capitals"] nor a span attribute ["next"]"#)
    );
    let message = failure(|| kit().check("{capitals|size=2 EU}"));
    assert!(message.contains("has no attribute `size`"), "{message}");
    let message = failure(|| kit().check("{capitals EU} {next#4 or}"));
    assert!(message.contains("no label bears the number #4"), "{message}");
    let message = failure(|| kit().check("{capitals EU"));
    assert!(message.contains("never closed"), "{message}");
}

#[test]
fn options_are_typed() {
    kit().option("min_length", "3").check("EU and {capitals UNO}");
    kit().option("capitals.min_length", "3").check("EU and {capitals UNO}");
    let message = failure(|| kit().option("min_length", "x").check("EU"));
    assert_eq!(message, "option `capitals.min_length`: `x` is no Integer");
    let message = failure(|| kit().option("max_length", "3").check("EU"));
    assert_eq!(message, r#"`capitals` has no option `max_length`; it has ["min_length"]"#);
    let message = failure(|| kit().option("quotes.indirect", "true").check("EU"));
    assert_eq!(message, "option `quotes.indirect`: `quotes` does not run");
    let message = failure(|| kit().option("min_length", "-1").check("EU"));
    assert_eq!(message, "`capitals` cannot be made: min_length is below 0");
}

#[test]
fn documents_carry_metadata_and_layers() {
    let document =
        kit().published("2024-05-03").metadata("outlet", "The Norland").annotate("The EU");
    assert_eq!(document.metadata("published"), Some("2024-05-03"));
    assert_eq!(document.metadata("outlet"), Some("The Norland"));
    assert_eq!(document.layer(Capitals::INFO.name).map(rashomon_core::Layer::len), Some(1));
}

#[test]
fn found_annotations_can_be_written_as_a_case() {
    let marked = kit().mark("The EU, UNO");
    let expected = "The {capitals|length=2|parity=even EU}{next ,} {capitals|length=3|before=EU|parity=odd UNO}";
    assert_eq!(marked, expected);
    kit().check(&marked);
}
