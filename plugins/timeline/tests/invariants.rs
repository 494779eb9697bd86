//! What holds on any text, and the examples that the analyzer shows of itself.
#![forbid(unsafe_code)]

use rashomon_core::Analyzer;
use rashomon_timeline::Timeline;

#[test]
fn timeline_keeps_the_rules_of_every_analyzer() {
    rashomon_testkit::battery::<Timeline>();
}

#[test]
fn examples_are_true() {
    rashomon_testkit::examples::<Timeline>();
}

#[test]
fn timeline_can_be_shared_between_threads() {
    fn shared<T: Analyzer + Send + Sync>() {}
    shared::<Timeline>();
}
