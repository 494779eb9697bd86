//! Names of treaties and laws.
#![forbid(unsafe_code)]

use rashomon_entities::Entities;
use rashomon_testkit::Kit;

fn check(marked: &str) {
    Kit::<Entities>::new().check(marked);
}

#[test]
fn names_of_treaties_go_on_after_a_preposition() {
    check("The {MISC Treaty on the Prohibition of Deep Mines} was signed in {LOC Geneva}.");
    check("They praised the {MISC Agreement on Fair Fishing for Poorer Coasts} on Monday.");
}

#[test]
fn subjects_of_a_law_are_joined_by_and() {
    check("The {MISC Act on Harbours and Shipping} came into force.");
}

#[test]
fn countries_that_sign_stay_outside() {
    check("He signed the {MISC Convention on Clean Rivers} and {LOC Norway} will follow.");
}

#[test]
fn a_treaty_in_lower_case_is_no_name() {
    check("The treaty on {LOC Norway} was signed.");
}

#[test]
fn days_and_months_are_no_part() {
    check("They signed the {MISC Agreement on Small Islands} on Monday.");
    check("Parliament passed the Act on Friday.");
}
