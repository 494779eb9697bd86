//! Lines by themselves, in another language or not. Names are made up.

use super::super::facts::flag;
use super::super::training::read_page;

fn is_foreign(line: &str) -> bool {
    let page = read_page(line);
    assert_eq!(page.lines.len(), 1, "{line}");
    page.lines[0].facts.has(flag::FOREIGN)
}

#[track_caller]
fn check(foreign: bool, lines: &[&str]) {
    for line in lines {
        assert_eq!(is_foreign(line), foreign, "{line}");
    }
}

#[test]
fn two_stop_words_make_a_line_with_accents_foreign() {
    check(true, &["Reunión en la montaña", "Señales del puerto según el capitán"]);
    check(false, &["Reunión Velmora la montaña", "Señales del puerto según Kolvas"]);
}

#[test]
fn two_stop_words_make_a_short_line_without_accents_no_foreign_one() {
    check(false, &["Villa Sarn de la Velda", "Velmora del Mar y Sarn"]);
}

#[test]
fn three_stop_words_make_a_short_line_foreign() {
    check(
        true,
        &[
            "Puerto de la isla del norte",
            "Der Hafen und die Stadt",
            "Der Hafen von Sarn und Velmora",
        ],
    );
}

#[test]
fn two_stop_words_make_a_line_of_twelve_foreign_only_with_accents() {
    let plain = "Kolvas visita Velmora el jueves tras largas jornadas sin acuerdo y Sarn";
    let accents = "Kolvas visitó Velmora el jueves según fuentes próximas sin acuerdo y Sarn";
    check(false, &[plain]);
    check(true, &[accents]);
}

#[test]
fn stop_words_of_two_languages_are_not_added_up() {
    check(true, &["Hafen und Stadt mit der Insel"]);
    check(false, &["Hafen und Stadt mit della Insel", "Puerto und isla della norte y Sarn"]);
    check(false, &["Señales and la montaña y und Sarn"]);
    // Each of its stop words is Spanish and French.
    check(true, &["Velmora en la que"]);
}

#[test]
fn more_than_two_foreign_stop_words_outweigh_an_english_one() {
    check(true, &["Hafen and Stadt der Insel und die", "Señales del mar and la montaña y Sarn"]);
    check(false, &["Hafen and Stadt der Insel und Sarn", "Señales del mar and la montaña Sarn"]);
}
