//! Cases: `|` marks where a sentence ends and the next begins.

use rashomon_core::{Document, OwnedDocument};

use crate::{TextLayer, TextOptions};

fn check(expected: &str) {
    let mut layer = TextLayer::new(TextOptions::default());
    let mut document = OwnedDocument::new("case", expected.replace('|', "")).unwrap();
    layer.annotate(&mut document);
    let found: Vec<&str> = document.sentences().iter().map(|it| document.slice(it.span)).collect();
    let wanted: Vec<&str> = expected.split('|').map(str::trim).collect();
    assert_eq!(found, wanted);
}

#[test]
fn stops_end_sentences() {
    check("The vote failed. |Nobody knew why. |Did they ask? |No! |They left... |Then it rained.");
}

#[test]
fn titles_and_initials_do_not() {
    check("Mr. Berg met Gen. Ana R. Holt and Sen. J. Ruiz on St. Lucia. |They talked.");
}

#[test]
fn abbreviations_do_unless_a_name_follows() {
    check("He left the U.S. |The flight was late.");
    check("The U.S. Senate met at 10 a.m. Tuesday. |It sat until 5 p.m. |He slept.");
    check("Holt Inc. Chairman Ruiz sold Berg Corp. |It had lost money.");
    check(
        "It opened on Feb. 7 as No. 3 of its kind. |Was it good? |No. |They closed it in Oct. |They were sad.",
    );
}

#[test]
fn abbreviations_in_brackets_do_not() {
    check(
        "Sen. Ana Holt (R-Fla.) Monday met Ruiz (D-Mass.) – or tried to. |He (N.Y.) sat. |They left.",
    );
}

#[test]
fn pronoun_is_no_initial() {
    check("She is older than I. |Berg is not. |Harry I. Holt is. |It was at 5 p. m. Monday.");
}

#[test]
fn decimals_and_addresses_do_not() {
    check("Prices rose 3.5 percent to $1.2bn, says oslo.example.org. |Then they fell.");
}

#[test]
fn quotes_and_brackets_close_with_their_sentence() {
    check("“We stay.” |“We leave.” |(They left.) |He stayed.");
    check("\"We stay.\" |\"We leave.\" |They left.");
    check("They left (early.) |He stayed.");
}

#[test]
fn stray_marks_at_the_end_of_a_line_close() {
    check(
        "\"We stay. \"\n|“We stay. ”\n|“We stay.“\n|''We stay. ''\n|“Stay.“ |Then \"no.\"|\"Yes,\" she said.",
    );
}

#[test]
fn attribution_goes_on() {
    check(
        "“Why now?” he asked. |“Stop!” said Ana Berg. |“Who?” Foreign Minister Ana Berg asked him.",
    );
    check(
        "“We stay.” he said. |“We leave.” Berg said. |“Never.” |Berg said on Monday that it was over.",
    );
}

#[test]
fn ellipsis_goes_on_before_lower_case() {
    check("He said ... nothing. |She left… |Then he wrote [...] The end.");
}

#[test]
fn lost_space_ends_a_sentence() {
    check("The army left the war.|The city slept.|نهاية");
    check("It rose in 2019.|The city grew by 7%.|They didn't.|Nobody uses .NET today.");
    check("They use Node.js and Vue.js daily.");
}

#[test]
fn list_numbers_stay_with_their_item() {
    check("1. The first item. |Then more. |Q. Why? |A. No one knows.");
}

#[test]
fn lines_end_sentences() {
    check("A line without a stop\n|another one, he\n|said.");
}
