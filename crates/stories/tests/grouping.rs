//! Invented reports, and which of them are about one event.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

use rashomon_core::OwnedDocument;
use rashomon_stories::{Features, Grouper, Grouping, Options};
use rashomon_text::{TextLayer, TextOptions};

const BRIMLEY: [&str; 3] = [
    "Fire destroys Harbour Hotel in Brimley\n\nA fire destroyed the Harbour Hotel in Brimley on Friday night, and 140 guests \
     had to leave their rooms. Fire chief Ada Holm said the blaze began in the kitchen. Nobody was hurt. The hotel, built \
     in 1911, is a listed building.",
    "Guests flee Brimley hotel blaze\n\nSome 140 guests fled the Harbour Hotel when fire broke out in its kitchen late on \
     Friday. \"The roof has gone,\" said Ada Holm, chief of the Brimley fire brigade. The hotel opened in 1911.",
    "Brimley's best known hotel has burned down. The fire in the Harbour Hotel began in the kitchen, according to fire chief \
     Ada Holm, and spread to the roof within an hour. All 140 guests were brought to a school nearby; nobody was hurt.",
];

const OSTERVIK: [&str; 3] = [
    "Fire destroys warehouse in Ostervik\n\nA fire destroyed a furniture warehouse in Ostervik on Monday morning, and 30 \
     workers had to leave the building. Fire chief Jon Eide said a lorry's battery had exploded. Two men were hurt.",
    "Lorry battery blamed for Ostervik warehouse blaze\n\nTwo men were hurt when fire broke out in a furniture warehouse in \
     Ostervik. An exploding lorry battery is to blame, said Jon Eide, chief of the Ostervik fire brigade. Thirty workers fled.",
    "The furniture warehouse at Ostervik harbour has burned down. A lorry's battery exploded on Monday morning, according to \
     fire chief Jon Eide, who said that two of the 30 workers were taken to hospital.",
];

const OTHERS: [&str; 4] = [
    "The central bank of Norland raised its key interest rate to 4.5 percent on Thursday. Governor Mira Sand said that \
     inflation was still too high. Shares in Norland fell.",
    "A court in Pell sentenced the former mayor, Tomas Reik, to three years in prison. Reik had taken bribes from a builder. \
     His lawyer said that he would appeal against the sentence.",
    "Kestrel United won the cup for the first time since 1987. Striker Ola Brant scored twice in the second half. Fans \
     danced in the streets of the old town until the morning.",
    "Scientists at the Polar Institute have found a new kind of jellyfish under the ice. It glows green, and it may live for \
     two hundred years, the biologist Ines Faro told reporters.",
];

fn features(text: &str, published: &str) -> Features {
    let mut document = OwnedDocument::new("a", text).unwrap();
    document.set_metadata("published", published);
    TextLayer::new(TextOptions::default()).annotate(&mut document);
    Features::of(&document)
}

fn group_dated<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Grouping {
    let mut grouper = Grouper::new(Options::default());
    for (text, published) in texts {
        grouper.add(features(text, published));
    }
    grouper.finish()
}

fn group(texts: &[&str]) -> Grouping {
    group_dated(texts.iter().map(|it| (*it, "")))
}

#[test]
fn two_fires_in_two_towns_are_two_stories() {
    let texts = [&BRIMLEY[..], &OSTERVIK, &OTHERS].concat();
    assert_eq!(group(&texts).stories, [0, 0, 0, 1, 1, 1, 2, 3, 4, 5]);
}

#[test]
fn two_reports_are_enough_to_tell() {
    assert_eq!(group(&[BRIMLEY[0], BRIMLEY[1]]).stories, [0, 0]);
    assert_eq!(group(&[BRIMLEY[0], OTHERS[0]]).stories, [0, 1]);
    assert_eq!(group(&OTHERS).stories, [0, 1, 2, 3]);
}

#[test]
fn the_order_of_input_does_not_matter() {
    let texts = [&BRIMLEY[..], &OSTERVIK, &OTHERS].concat();
    let expected = [0, 0, 0, 1, 1, 1, 2, 3, 4, 5];
    // Every third, fourth .. of ten comes next; 3, 7 and 9 share no factor with ten.
    for step in [3, 7, 9] {
        let order: Vec<usize> = (0..texts.len()).map(|it| it * step % texts.len()).collect();
        let shuffled: Vec<_> = order.iter().map(|&it| texts[it]).collect();
        let stories = group(&shuffled).stories;
        for (a, one) in order.iter().enumerate() {
            for (b, other) in order.iter().enumerate() {
                let together = stories[a] == stories[b];
                assert_eq!(together, expected[*one] == expected[*other], "{one} and {other}");
            }
        }
    }
}

#[test]
fn stories_are_numbered_by_their_first_documents() {
    let texts = [OTHERS[0], BRIMLEY[0], OTHERS[1], BRIMLEY[1]];
    assert_eq!(group(&texts).stories, [0, 1, 2, 1]);
}

#[test]
fn a_copy_under_another_headline_follows_its_original() {
    let (_, body) = BRIMLEY[0].split_once("\n\n").unwrap();
    let copy =
        format!("140 escape as landmark burns\n\n{body}\n\nRead more in our evening edition.");
    let grouping = group(&[OTHERS[0], BRIMLEY[0], OTHERS[1], &copy]);
    assert_eq!(grouping.copy_of, [None, None, None, Some(1)]);
    assert_eq!(grouping.stories, [0, 1, 2, 1]);
}

#[test]
fn reports_that_use_the_same_statement_are_no_copies() {
    assert_eq!(group(&BRIMLEY).copy_of, [None; 3]);
}

#[test]
fn nothing_and_next_to_nothing_is_grouped() {
    assert_eq!(group(&[]), Grouping::default());
    assert_eq!(group(&[BRIMLEY[0]]).stories, [0]);
    assert_eq!(group(&["", "Fire", "", "The", "…"]).stories, [0, 1, 2, 3, 4]);
    assert_eq!(group(&["", BRIMLEY[0], "", BRIMLEY[1]]).stories, [0, 1, 2, 1]);
}

#[test]
fn a_report_of_next_year_is_another_story() {
    let dated = |second| {
        let texts = [(BRIMLEY[1], "2023-05-05"), (BRIMLEY[2], second)];
        group_dated(texts.into_iter().chain(OTHERS.iter().map(|it| (*it, "2023-05-05")))).stories
    };
    assert_eq!(dated("2023-05-06T08:00:00Z")[..2], [0, 0]);
    assert_eq!(dated("")[..2], [0, 0]);
    assert_eq!(dated("not a date")[..2], [0, 0]);
    assert_eq!(dated("2024-05-05")[..2], [0, 1]);
}

/// Two reports of an invented match, in the words of all match reports.
fn match_reports(number: usize) -> [String; 2] {
    const SYLLABLES: [&str; 12] =
        ["Ka", "lo", "ben", "ti", "mar", "ves", "dro", "sil", "nu", "pel", "ga", "rim"];
    let name = |which: usize| {
        let mut left = (number * 6 + which + 1).wrapping_mul(0x9e37_79b9) % 20_736;
        let mut name = String::from("X");
        for _ in 0..4 {
            name.push_str(SYLLABLES[left % 12]);
            left /= 12;
        }
        name
    };
    let [home, away, scorer, keeper, coach, ground] = [0, 1, 2, 3, 4, 5].map(name);
    let (goals, minute, fans) = (1 + number % 4, 20 + number, 9_000 + number * 611);
    [
        format!(
            "{home} beat {away} {goals}-0 on Saturday in front of {fans} fans at {ground} Park. {scorer} opened the scoring in \
             the {minute}th minute with a header from a corner. The manager, {coach}, said the team had played well in the \
             second half and deserved the three points. Goalkeeper {keeper} of {away} saved a late penalty."
        ),
        format!(
            "{scorer} scored in the {minute}th minute as {home} took on {away} in the league. The match at {ground} Park \
             ended {goals}-0. \"The boys worked hard and we deserved the points,\" {coach} said after the game. The visitors \
             had goalkeeper {keeper} to thank for a penalty saved in the second half. {fans} fans applauded the team."
        ),
    ]
}

#[test]
fn the_matches_of_a_season_are_no_story() {
    let reports: Vec<String> = (0..30).flat_map(match_reports).collect();
    let texts: Vec<&str> = reports.iter().map(String::as_str).collect();
    let stories = group(&texts).stories;
    let mut matches = vec![Vec::new(); 60];
    for (at, story) in stories.iter().enumerate() {
        matches[*story as usize].push(at / 2);
    }
    matches.retain(|it| !it.is_empty());
    let pure = matches.iter().filter(|it| it.iter().all(|one| *one == it[0])).count();
    assert!(matches.len() >= 20 && pure * 10 >= matches.len() * 8, "{stories:?}");
    assert!(matches.iter().all(|it| it.len() <= 6), "{stories:?}");
}

#[test]
fn boilerplate_does_not_make_a_story() {
    let menu = "Home\nNews\nSport\nWeather\nSubscribe to our newsletter\nFollow us on social media\nAll rights reserved";
    let pages: Vec<String> = OTHERS.iter().map(|it| format!("{menu}\n\n{it}\n\n{menu}")).collect();
    let texts: Vec<&str> = pages.iter().map(String::as_str).collect();
    assert_eq!(group(&texts).stories, [0, 1, 2, 3]);
}

#[test]
fn features_survive_a_round_trip() {
    let features = features(BRIMLEY[0], "2023-05-05");
    let json = serde_json::to_string(&features).unwrap();
    assert_eq!(serde_json::from_str::<Features>(&json).unwrap(), features);
}
