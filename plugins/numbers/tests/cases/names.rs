//! The name of what is counted: content words, the head in the singular, adjectives in the positive.

use rashomon_numbers::Numbers;
use rashomon_testkit::Kit;

use crate::check;

#[test]
fn what_is_counted_is_named_in_the_singular() {
    check(&[
        "They saw {cardinal|unit_name=ferry 40} {counted ferries}.",
        "They saw {cardinal|unit_name=person 40} {counted people}.",
        "They saw {cardinal|unit_name=virus two} {counted viruses}.",
        "They saw {cardinal|unit_name=troops 350} {counted troops}.",
        "They saw {cardinal|unit_name=\"blue ferry\" three} {counted blue ferries}.",
        "They saw {cardinal|unit_name=\"US senator\" three} {counted US senators}.",
        "They ran {cardinal|unit_name=\"test per day\" 3,000} {counted tests} per day.",
    ]);
}

#[test]
fn words_that_only_tie_are_left_out() {
    check(&[
        "They sold {cardinal|unit_name=\"book paper copy\" 900} {counted book and paper copies}.",
        "They saw {cardinal|unit_name=\"kind garden tool\" 40} {counted kinds of garden tools}.",
        "{cardinal|unit_name=\"Berg deputy\" Two} of {counted Berg’s deputies} left.",
        "They sold {cardinal|unit_name=\"children's book\" two} {counted children's books}.",
    ]);
}

#[test]
fn degrees_are_named_in_the_positive() {
    check(&[
        "It is {cardinal|unit_name=\"tall tower country\" one} of the {counted tallest towers in the country}.",
        "It is {cardinal|unit_name=\"good inn United States\" one} of the {counted best inns in the United States}.",
        "It is {cardinal|unit_name=\"least loved town world\" one} of the {counted least loved towns in the world}.",
        "They rent {cardinal|unit_name=\"small flat\" two} {counted smaller flats}.",
        "They sit in {cardinal|unit_name=\"lower court\" two} {counted lower courts}.",
    ]);
}

#[test]
fn shares_and_places_in_an_order_have_no_such_name() {
    let kit = Kit::<Numbers>::new();
    for text in ["Half of the ferries sank.", "It was the third ferry."] {
        let document = kit.annotate(text);
        let found = rashomon_core::Document::layer(&document, "numbers").unwrap();
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found.get(0).unwrap().text("unit_name"), None, "{text}");
    }
}
