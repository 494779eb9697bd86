//! One idea a case: the shortest text that shows it. Braces mark what must be found; what is not marked must not be.
#![forbid(unsafe_code)]

use rashomon_acronyms::Acronyms;
use rashomon_testkit::{Kit, examples};

fn check(marked: &str) {
    Kit::<Acronyms>::new().check(marked);
}

#[test]
fn examples_are_true() {
    examples::<Acronyms>();
}

#[test]
fn acronym_may_stand_in_the_bracket_or_before_it() {
    check("The {expansion#1 Oslo Harbour Fund} ({definition#1 OHF}) closed.");
    check("The {definition#1 OHF} ({expansion#1 Oslo Harbour Fund}) closed.");
}

#[test]
fn square_bracket_of_an_editor_may_follow_a_possessive() {
    check("“It is the {definition#1 OHF}'s [{expansion#1 Oslo Harbour Fund}] duty,” he said.");
}

#[test]
fn small_words_count_or_not() {
    check("the {expansion Department of Works} ({definition DOW})");
    check("the {expansion Department of Works} ({definition DW})");
    check("the {definition DFW} (the {expansion Department for the Works})");
}

#[test]
fn small_word_does_not_open_the_expansion() {
    check("the {expansion Office of Works} ({definition OW})");
    check("the works of Oslo (OO)");
}

#[test]
fn dots_and_plural_do_not_hide_the_letters() {
    check("the {expansion United Harbours} ({definition|letters=UH U.H.})");
    check("all {expansion small harbour funds} ({definition|letters=SHF SHFs})");
}

#[test]
fn only_the_words_that_are_spelled_belong_to_the_expansion() {
    check("Workers of the old {expansion Oslo Harbour Fund} ({definition OHF}) met.");
}

#[test]
fn other_brackets_explain_nothing() {
    check("Anna Berg (OHF) spoke.");
    check("The fund (Oslo) closed (at last).");
    check("The OHF (founded in Oslo) closed.");
    check("Oslo, Berg (OB) and () (OHF) [");
}

#[test]
fn min_length_leaves_shorter_ones_out() {
    let kit = Kit::<Acronyms>::new().option("min_length", "3");
    kit.check("the Oslo Fund (OF) and the {expansion Oslo Harbour Fund} ({definition OHF})");
}
