use rashomon_core::{Document, OwnedDocument};
use rashomon_text::{TextLayer, TextOptions};

use super::{People, PersonMention};
use crate::cluster::forms::Forms;
use crate::cluster::title_before;
use crate::label::Label;

/// Names, one a line, each perhaps after a title.
fn mentions_of(names: &[&str]) -> (OwnedDocument, Vec<PersonMention>, Forms) {
    let mut document = OwnedDocument::new("a", names.join("\n")).unwrap();
    TextLayer::new(TextOptions::default()).annotate(&mut document);
    let mut forms = Forms::default();
    forms.prepare(&document);
    let mut mentions = Vec::new();
    let mut start = 0;
    for name in names {
        let end = start + name.len() as u32;
        let tokens = document.tokens_in(rashomon_core::Span::new(start, end));
        start = end + 1;
        let form = forms.of(&document, Label::Per, tokens.clone());
        let at = tokens.start + forms.get(form).tokens.start as usize;
        let (gender, title) = title_before(&document, at);
        mentions.push(PersonMention { form, gender, title, beside: false, relative: false });
    }
    (document, mentions, forms)
}

fn resolve(names: &[&str]) -> (Vec<u32>, usize) {
    let (_, mentions, forms) = mentions_of(names);
    let mut people = People::default();
    let numbers = people.resolve(&forms, &mentions).to_vec();
    (numbers, people.compared.get())
}

fn people(names: &[&str]) -> Vec<u32> {
    resolve(names).0
}

#[test]
fn surnames_and_first_names_mean_the_full_name() {
    assert_eq!(people(&["Adeline Korvath", "Korvath", "Adeline", "Brun"]), [0, 0, 0, 1]);
    assert_eq!(people(&["Korvath", "Adeline Korvath"]), [0, 0]);
    assert_eq!(people(&["Maria del Pilar Osante", "Pilar"]), [0, 0]);
}

#[test]
fn people_of_one_surname_stay_apart() {
    assert_eq!(people(&["Jonas Telleby", "Ingvor Telleby", "Telleby"]), [0, 1, 1]);
    assert_eq!(people(&["Mr Telleby", "Mrs Telleby", "Mr Telleby", "Mrs Telleby"]), [0, 1, 0, 1]);
    assert_eq!(people(&["Kim Tae-won", "Kim Bo-ra", "Kim Tae Won"]), [0, 1, 0]);
    assert_eq!(people(&["George H. W. Hallbrook", "George W. Hallbrook"]), [0, 1]);
}

#[test]
fn the_one_who_is_called_by_surname_keeps_it() {
    assert_eq!(people(&["Jonas Telleby", "Telleby", "Greta Telleby", "Telleby"]), [0, 0, 1, 0]);
    assert_eq!(
        people(&["Jonas Telleby", "Telleby", "Greta Telleby", "Mrs Telleby", "Mr Telleby"]),
        [0, 0, 1, 1, 0]
    );
}

#[test]
fn a_surname_beside_a_full_name_is_of_somebody_else() {
    let beside = |names: &[&str], at: usize| {
        let (_, mut mentions, forms) = mentions_of(names);
        mentions[at].beside = true;
        People::default().resolve(&forms, &mentions).to_vec()
    };
    let names = ["President Telleby", "Telleby", "Greta Telleby", "Telleby", "Greta"];
    // `Telleby and Greta Telleby`
    assert_eq!(beside(&names, 2), [1, 1, 0, 1, 0]);
    assert_eq!(people(&names), [0; 5]);
    let names = ["Jonas Telleby", "Telleby", "Greta Telleby", "Telleby"];
    assert_eq!(beside(&names, 2), [0, 0, 1, 0]);
}

#[test]
fn family_names_that_come_first_tell_no_gender() {
    assert_eq!(people(&["Moon Seo-jun", "Mr. Moon", "Mrs. Moon"]), [0, 0, 1]);
    assert_eq!(people(&["Kim Tae-jun", "Kim", "Kim Bo-ra", "Kim"]), [0, 0, 1, 0]);
}

#[test]
fn titles_choose_among_people_of_one_surname() {
    assert_eq!(
        people(&["President Jonas Telleby", "Mayor Arvid Telleby", "President Telleby"]),
        [0, 1, 0]
    );
}

#[test]
fn short_forms_and_initials_are_the_same_person() {
    assert_eq!(people(&["Bill Oakenfold", "William Oakenfold", "W. Oakenfold"]), [0, 0, 0]);
    assert_eq!(people(&["J.R. Oakenfold", "J. R. Oakenfold"]), [0, 0]);
    assert_eq!(people(&["Jonathan Frederick Keld", "JFK"]), [0, 0]);
}

#[test]
fn surname_may_come_first_or_be_double() {
    assert_eq!(people(&["Varga Istvan", "Istvan Varga"]), [0, 0]);
    assert_eq!(people(&["Pedro Ortega Ruiz", "Ortega", "Pedro Ortega"]), [0, 0, 0]);
    assert_eq!(people(&["Pedro Ortega Ruiz-Calder", "Ortega Ruiz", "Ortega"]), [0, 0, 0]);
    assert_eq!(people(&["Zhou Wenling", "Zhou"]), [0, 0]);
}

#[test]
fn particles_may_be_left_out() {
    assert_eq!(people(&["Karim al-Hamdan", "Hamdan", "Karim el Hamdan"]), [0, 0, 0]);
    assert_eq!(people(&["Pieter van der Velde", "Van der Velde", "Velde"]), [0, 0, 0]);
    assert_eq!(people(&["Karim bin Adel", "bin Adel", "Adel"]), [0, 0, 1]);
}

#[test]
fn tied_names_are_two_people() {
    assert_eq!(people(&["Marco Osante-Joe Brill", "Marco Osante"]), [0, 1]);
    assert_eq!(people(&["Osante-Brill", "Brill"]), [0, 1]);
    assert_eq!(people(&["Ada Osante-Brill", "Osante-Brill"]), [0, 0]);
}

#[test]
fn buildings_lend_nobody_their_name() {
    assert_eq!(people(&["Harcourt Tower", "Harcourt"]), [0, 1]);
}

#[test]
fn work_grows_with_the_number_of_names() {
    let first = |it: usize| {
        let letter = |it: usize| char::from(b'a' + (it % 26) as u8);
        format!("K{}{}{}o", letter(it), letter(it / 26), letter(it / 676))
    };
    let compared = |count: usize| {
        let names: Vec<String> = (0..count)
            .flat_map(|it| [format!("{} Telleby", first(it)), "Telleby".to_owned()])
            .collect();
        resolve(&names.iter().map(String::as_str).collect::<Vec<_>>()).1
    };
    let (some, twice) = (compared(1000), compared(2000));
    assert!(some > 0 && twice <= some * 21 / 10, "{some} {twice}");
}
