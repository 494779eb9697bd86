//! One case for each thing that the analyzer knows about names.
#![forbid(unsafe_code)]

use rashomon_entities::Entities;
use rashomon_testkit::Kit;

fn check(text: &str) {
    Kit::<Entities>::new().check(text);
}

#[test]
fn titles_and_possessives_stay_outside() {
    check(
        "President {PER#1 Ilse Varnhagen}'s plane landed. Mrs. {PER#1|canonical=\"Ilse Varnhagen\" Varnhagen} waved.",
    );
}

#[test]
fn first_name_alone_means_the_full_name() {
    check(
        "{PER#1 Tobias Lindqvist} was welcomed as \"dear {PER#1|canonical=\"Tobias Lindqvist\" Tobias}\" by his host.",
    );
}

#[test]
fn spellings_of_a_name_are_one_person() {
    check(
        "{PER#1 Andriy Belovsky} met reporters. Mr {PER#1 Belovskyy} left early, and {PER#1 Belovskiy} gave no reason.",
    );
}

#[test]
fn husband_and_wife_stay_apart() {
    check(
        "{PER#1 George Hallbrook} arrived with his wife, {PER#2 Laura Hallbrook}, on Monday. Mr {PER#1 Hallbrook} spoke first. Mrs {PER#2 Hallbrook} declined to comment.",
    );
}

#[test]
fn older_names_of_places_lead_to_the_present_one() {
    check(
        "He flew from {LOC#1|canonical=Mumbai Bombay} to {LOC#2|canonical=Kyiv Kiev}, then back to {LOC#1 Mumbai}.",
    );
}

#[test]
fn countries_have_short_names() {
    check(
        "The {LOC#1|canonical=\"United States\" US} and the {LOC#2|canonical=\"United Kingdom\" UK} agreed, said officials in the {LOC#1 United States}. They told us so.",
    );
}

#[test]
fn nationalities_are_no_places() {
    check("The {MISC French} president and his {MISC Norwegian} counterpart met in {LOC Oslo}.");
}

#[test]
fn acronym_in_brackets_is_its_long_form() {
    check(
        "The {ORG#1 Ministry of Fisheries} ({ORG#1|canonical=\"Ministry of Fisheries\" MOF}) refused. Officials at the {ORG#1 MOF} gave no reason.",
    );
}

#[test]
fn organisations_have_bynames() {
    check(
        "{ORG#1|canonical=NATO NATO} sent ships, and the {ORG#1|canonical=NATO Atlantic Alliance} sent planes.",
    );
}

#[test]
fn place_of_an_office_is_not_part_of_the_name() {
    check("The mayor of {LOC Oslo} {PER Henrik Dahlstrom} resigned on Friday.");
}

#[test]
fn father_and_son_stay_apart() {
    check("{PER#1 Edward Stanmore} founded the firm. {PER#2 Edward Stanmore Jr} sold it.");
}

#[test]
fn hyphens_tie_two_names() {
    check("Talks on the {LOC Russia}-{ORG NATO} dispute failed, said a {LOC UK}-based analyst.");
}

#[test]
fn lists_of_names_are_cut_at_commas() {
    check(
        "{PER Emma Fielding}, {PER Robert Hayes} and {PER Sarah Connelly} were elected in {LOC Chicago}.",
    );
}

#[test]
fn lower_case_and_capitals_do_not_stop_it() {
    check("nothing to see here");
    check("");
    let kit = Kit::<Entities>::new();
    let shouted =
        kit.annotate("PRESIDENT ANNA BERG FLEW TO PARIS ON MONDAY TO MEET LEADERS OF FRANCE.");
    let layer = rashomon_core::Document::layer(&shouted, "entities").expect("the analyzer ran");
    assert!(layer.iter().any(|it| it.label() == "LOC"), "a place is found in capitals");
}

#[test]
fn sentences_in_capitals_have_no_clauses_for_names() {
    check(
        "THE MAYOR SAID TUESDAY HE HOPED TO MAKE A START TOWARDS PEACE IN {LOC NORWAY} WITH {MISC SWEDISH} HELP.",
    );
}

#[test]
fn initials_of_a_country_belong_to_the_country() {
    check(
        "The {ORG#1 Union Society} met on Monday. Members of the {ORG#1 Union Society} praised the {LOC#2|canonical=\"United States\" US} for its help.",
    );
}

#[test]
fn capitals_of_a_headline_make_no_names() {
    check("Mayor Defends Herself Against Claims She Left {LOC Norway} After Getting New Orders");
}

#[test]
fn datelines_do_not_name_the_place() {
    check(
        "{LOC#1|canonical=Utrecht UTRECHT} — The mayor of {LOC#1|canonical=Utrecht Utrecht} spoke.",
    );
}

#[test]
fn surname_that_the_tagger_took_for_something_else_is_the_person() {
    check(
        "{PER#1 Sverre Ulvdal} spoke on Monday in {LOC Oslo}. Reporters met Mr {PER#1|canonical=\"Sverre Ulvdal\" Ulvdal} later.",
    );
}

#[test]
fn buildings_do_not_name_the_person() {
    check(
        "Reporters met {PER#1 Anna Velberg} at {LOC#2 Velberg Tower} on Monday. Mrs {PER#1|canonical=\"Anna Velberg\" Velberg} waved.",
    );
}

#[test]
fn organisations_have_short_names() {
    check(
        "{ORG#1 Halvorsen Industries Inc} sold its mines. Shares of {ORG#1|canonical=\"Halvorsen Industries Inc\" Halvorsen Industries} rose.",
    );
}

#[test]
fn transliterations_of_a_name_are_one_person() {
    check(
        "{PER#1 Mansour Qadhari} met reporters. Mr {PER#1|canonical=\"Mansour Qadhari\" Gadhari} left early.",
    );
}

#[test]
fn countries_give_their_ministries_longer_names() {
    check(
        "The {ORG#1 U.S. Department of Fisheries} sued on Monday. Officials of the {ORG#1|canonical=\"U.S. Department of Fisheries\" Department of Fisheries} declined to comment.",
    );
}

#[test]
fn people_of_a_country_are_not_the_country() {
    check(
        "{LOC#1 Norway} lost. {MISC#2 Norwegian} fans left {LOC#1 Norway}. {MISC#2 Norwegians} wept.",
    );
}

#[test]
fn names_with_an_article_keep_it() {
    check(
        "Judges in {LOC#1 The Hague} ruled on Monday. Lawyers left {LOC#1|canonical=\"The Hague\" The Hague}.",
    );
}

#[test]
fn capitals_in_two_spellings_are_one_place() {
    check(
        "The train from {LOC#1|canonical=Odisha Orissa} reached {LOC#2|canonical=Kolkata Calcutta} on Monday.",
    );
}

#[test]
fn dots_do_not_hide_known_letters() {
    check(
        "Agents of the {ORG|canonical=\"Federal Bureau of Investigation\" F.B.I.} met on Monday in {LOC Chicago}.",
    );
}

#[test]
fn relatives_named_in_one_sentence_stay_apart() {
    check(
        "{PER#1 George Hallbrook}, the father, and {PER#2 George W. Hallbrook} met {PER#3 Laura Hallbrook}.",
    );
    check("{PER#1 Peter Hallbrook} and his son, {PER#2 Peter A. Hallbrook}, came to {LOC Oslo}.");
    check("{PER#1 Peter Hallbrook} came to {LOC Oslo}. His son, {PER#2 P.J. Hallbrook}, was late.");
    check("{PER#1 Peter Hallbrook} came to {LOC Oslo}. {PER#1 P. J. Hallbrook} was late.");
    check(
        "{PER#1 Peter Hallbrook} came to {LOC Oslo} on Monday. {PER#1 Peter A. Hallbrook} spoke.",
    );
}

#[test]
fn one_form_may_mean_two_people() {
    check(
        "Mr {PER#1|canonical=Hallbrook Hallbrook} came to {LOC Oslo} on Monday. Mrs {PER#2|canonical=Hallbrook Hallbrook} declined to comment.",
    );
}

#[test]
fn suffixes_tell_father_from_son() {
    check(
        "{PER#1|canonical=\"Peter Smith Sr\" Peter Smith Sr}. and {PER#2|canonical=\"Peter Smith Jr\" Peter Smith Jr}. came to {LOC Oslo}.",
    );
}

#[test]
fn family_names_of_the_world_are_known() {
    check("{PER#1 Zheng Guoqiang} spoke in {LOC Beijing} on Monday. {PER#1 Zheng} said so.");
    check("{PER Xie Weidong} visited {LOC Oslo} on Monday, {ORG Reuters} reported.");
}

#[test]
fn inhabitants_of_cities_are_no_organisations() {
    check("{MISC Kyivans} met in {LOC Oslo}. {MISC Muscovites} and {MISC Glaswegians} wept.");
}

#[test]
fn countries_have_the_name_that_news_uses() {
    check(
        "She went to {LOC#1|canonical=\"Czech Republic\" Czechia}, {LOC#2|canonical=Turkey Türkiye}, {LOC#3|canonical=Myanmar Burma} and {LOC#4|canonical=Eswatini Swaziland}.",
    );
}

#[test]
fn family_names_that_come_first_are_found_alone() {
    check("{PER#1 Xi Wenlong} spoke in {LOC Beijing} on Monday. {PER#1 Xi} said so.");
    check("{PER Zheng Guoqiang} spoke in {LOC Beijing} on Monday. He played a song on the zheng.");
}

#[test]
fn what_is_no_place_has_no_name_of_a_country() {
    check("She studied {MISC|canonical=Persia Persia}.");
}

#[test]
fn signs_of_currencies_name_no_country() {
    check("He paid US$ 40 in {LOC Oslo}, and the {LOC US} paid him.");
}

#[test]
fn initials_with_a_hyphen_belong_to_the_name() {
    check(
        "{PER#1 J.-C. Hallbrook} spoke in {LOC Oslo} on Monday. Mr {PER#1|canonical=\"J.-C. Hallbrook\" Hallbrook} stayed.",
    );
}
