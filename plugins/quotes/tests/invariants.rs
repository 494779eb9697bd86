//! What holds on any text.
#![forbid(unsafe_code)]

use rashomon_entities::Entities;
use rashomon_quotes::Quotes;
use rashomon_testkit::Kit;

#[test]
fn no_text_breaks_the_rules() {
    rashomon_testkit::battery_with::<Quotes>(|kit| kit.with::<Entities>());
}

#[test]
fn examples_are_true() {
    rashomon_testkit::examples_with::<Quotes>(|kit| kit.with::<Entities>());
}

#[test]
fn no_story_breaks_the_rules() {
    Kit::<Quotes>::new().with::<Entities>().check_stories();
}
