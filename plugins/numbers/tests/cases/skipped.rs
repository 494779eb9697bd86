//! What is no quantity: times, names, places in lists, scores, idle ones.

use crate::check;

#[test]
fn years_dates_and_times_are_no_quantities() {
    check(&[
        "It began in 2014.",
        "It began on 4 June 2014.",
        "It began on June 4.",
        "It began on Jan. 5, 2014.",
        "It began on the 4th of June.",
        "It began on June 4th.",
        "It ran from June 4 to 8.",
        "It began in the 1960s.",
        "It began in the '90s.",
        "It fell in 2008-09.",
        "It fell in 2013/14.",
        "It fell in mid-2019.",
        "The file is dated 2022-02-08.",
        "The file is dated 3/4/2021.",
        "The 9/11 attacks changed that.",
        "It returned to its 1997 borders.",
        "It began at 10:30.",
        "It began at 5pm.",
        "It began at 5 p.m. sharp.",
        "It began at 9 to 5pm.",
        "It began at 0401 GMT.",
        "2:46",
        "It was built in 1856.",
        "It was built between 1600 and 1900.",
        "It ends in 2020 rather than 2018.",
        "{cardinal|value=2000 2,000} people came.",
        "Some {cardinal|value=2000 2000} people came.",
        "The World Cup 2018 season began.",
    ]);
}

#[test]
fn names_and_places_in_lists_are_no_quantities() {
    check(&[
        "He drives an XC40 to work.",
        "The TA-35 index closed.",
        "It is for COVID-19 patients.",
        "He bought a Falcon Watch 5 yesterday.",
        "The S&P 500 closed.",
        "The FTSE 100 closed.",
        "See Section 427 of the code.",
        "See No. 5 on the list.",
        "He is number one in the world.",
        "Flight 370 vanished.",
        "It flew a 737 to the coast.",
        "The Big Ten met.",
        "They live at 12 High Street.",
        "They live at 9 E 71st St in town.",
        "It is a 3-in-1 tool.",
        "They met one-on-one.",
        "It was a one-off.",
        "It is a two-way street.",
        "Call 555-1234 now.",
        "Agent 007 returned.",
        "Call 212 555 0147 now.",
        "Call 0700 900 1111 now.",
        "They ordered {cardinal 50} 787s.",
        "Shells hit posts 31 and 32.",
        "It began in the 22000 block of the road.",
        "Berg (4) scored.",
        "The Group of 20 met.",
        "Version 8.1.2 is out.",
        "The iPhone 4 sold well.",
        "It was tracked as 12345678901 there.",
    ]);
}

#[test]
fn names_of_articles_in_the_manner_of_libraries_are_no_numbers() {
    check(&[
        "The paper is at 10.2345/abcd.",
        "The paper is at doi 10.23456/978-3, they say.",
        "It rose by {quantity|value=10.2345 10.2345 km}.",
    ]);
}

#[test]
fn scores_are_no_quantities() {
    check(&[
        "They won 23-20.",
        "They won 2-1 at home.",
        "Their record is 1-6-2.",
        "They lead 1 – 0.",
        "It was a 50-50 call.",
        "It seats {cardinal|low=10|high=15|modifier=range 10-15} people.",
    ]);
}

#[test]
fn idle_ones_and_twos_are_no_quantities() {
    check(&[
        "No one came.",
        "This is the one.",
        "One day he left.",
        "One another is enough.",
        "At one point he left.",
        "She got up at one point to laugh.",
        "Each one was sold.",
        "The two agreed.",
        "{cardinal One} man came.",
        "{cardinal|value=1 One} of his {counted cousins} came.",
    ]);
}

#[test]
fn eras_and_spoken_times_are_no_quantities() {
    check(&[
        "The town fell in 44 BC.",
        "The town fell in A.D. 70.",
        "Pots of 10,000 to 200 B.C. were found.",
        "He left at 5 in the morning.",
        "He left at half past six.",
        "He left at quarter to five.",
        "It opened on 3/15 as planned.",
    ]);
}

#[test]
fn formats_and_numbers_in_names() {
    check(&[
        "It plays in 1080p.",
        "It plays in 4K.",
        "The tail number is N452TA.",
        "The H1N1 virus spread.",
        "He shops at 7-Eleven.",
        "He drives a 4x4.",
        "It was a 50/50 call.",
        "Write to postcode 90210.",
        "A category 4 hurricane came.",
        "They began phase 3 trials.",
        "District 27 point to that.",
        "Call 01632 960 123 today.",
        "A six-figure sum was paid.",
        "A two-headed calf was born.",
    ]);
}

#[test]
fn results_of_games_are_no_quantities() {
    check(&["Lindale beat Moorby 24 to 17.", "They lead 54 - 46.", "A 7 - 0 run followed."]);
}

#[test]
fn ones_that_stand_for_somebody() {
    check(&["How does one get there?", "One wonders.", "He was one of those to go."]);
}

#[test]
fn numbers_of_a_list_in_front() {
    check(&["“1- Any harm is forbidden."]);
}

#[test]
fn the_number_to_call_for_help() {
    check(&["He dialed 911.", "A 911 call came.", "One evening he left."]);
}

#[test]
fn versions_and_rounds_are_names() {
    check(&[
        "It has USB 3.0 ports.",
        "It has Bluetooth 5.0 inside.",
        "He missed the round seven match.",
        "Sales of Lund AG grew {percent|value=4.5|change=up 4.5 percent}.",
    ]);
}

#[test]
fn old_years_behind_seasons_and_in() {
    check(&[
        "The summer of 1281 was dry.",
        "A fleet sent in 1274 failed.",
        "In {cardinal 1500} places it rained.",
        "Explorer 8 and 9 are hit.",
    ]);
}

#[test]
fn ones_that_are_shown() {
    check(&[
        "They went one better.",
        "It is a film, one apparently based on his life.",
        "This one of a fire is sharp.",
        "Call the toll-free number (14434) today.",
    ]);
}

#[test]
fn points_of_a_list_pages_and_surveys() {
    check(&[
        "He says: 1) stay calm 2) go home 3) sleep.",
        "On it page 2-13 offers help.",
        "The 1890 survey was kept.",
        "They will announce one shortly.",
    ]);
}

#[test]
fn marks_behind_names_are_no_quantities() {
    check(&[
        "Anna Berg: 7 Kept her side in the match.",
        "Road Deaths: {cardinal 7} Most of them were young.",
        "Guests at Berg: {cardinal 7} Most of them were young.",
    ]);
}

#[test]
fn models_and_idioms_of_tokenized_text() {
    check(&["It has LightForce 9400M chips.", "He swung a two - handed sword."]);
}

#[test]
fn numbers_of_notes_are_skipped() {
    check(&[
        "Most ferries were late. [538] Nobody minded [12].",
        "They saw [{cardinal 12} more] ferries.",
    ]);
}
