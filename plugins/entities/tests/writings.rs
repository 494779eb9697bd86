//! Texts without the usual capitals.
#![forbid(unsafe_code)]

use rashomon_core::Document;
use rashomon_entities::Entities;
use rashomon_testkit::Kit;

/// Labels and texts of the names of a text.
fn names(text: &str) -> Vec<(String, String)> {
    let document = Kit::<Entities>::new().annotate(text);
    let layer = document.layer("entities").expect("the analyzer ran");
    layer.iter().map(|it| (it.label().to_owned(), document.slice(it.span()).to_owned())).collect()
}

fn has(names: &[(String, String)], label: &str, text: &str) -> bool {
    names.iter().any(|it| it.0 == label && it.1 == text)
}

#[test]
fn lower_case_has_people_and_places() {
    let found = names(
        "prime minister henrik dahlstrom flew to paris on monday. he met robert miller in france, \
         where the two talked for hours about the price of grain.",
    );
    assert!(has(&found, "PER", "robert miller"), "{found:?}");
    assert!(has(&found, "LOC", "paris") && has(&found, "LOC", "france"), "{found:?}");
}

#[test]
fn capitals_have_people_and_places() {
    let found = names("ROBERT MILLER FLEW TO PARIS ON MONDAY TO MEET THE LEADERS OF FRANCE.");
    assert!(has(&found, "PER", "ROBERT MILLER"), "{found:?}");
    assert!(has(&found, "LOC", "PARIS") && has(&found, "LOC", "FRANCE"), "{found:?}");
}

#[test]
fn headlines_have_people_and_places() {
    let found = names("Mayor Robert Miller Leaves Norway After Long Talks About New Bridge");
    assert!(has(&found, "PER", "Robert Miller"), "{found:?}");
    assert!(has(&found, "LOC", "Norway"), "{found:?}");
}
