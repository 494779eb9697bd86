//! What holds on any text.

mod support;

use rashomon_sentiment::Sentiment;
use rashomon_testkit::Kit;
use support::{Marks, Names};

#[test]
fn invariants_hold_alone() {
    rashomon_testkit::battery::<Sentiment>();
}

#[test]
fn invariants_hold_with_names_and_quotations() {
    rashomon_testkit::battery_with::<Sentiment>(|kit| kit.with::<Names>().with::<Marks>());
}

#[test]
fn invariants_hold_for_stories() {
    Kit::<Sentiment>::new().with::<Names>().with::<Marks>().check_stories();
}
