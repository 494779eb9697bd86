//! Cases: what each rule is for.

mod support;

use support::{judged, sentence, target};

#[test]
fn praise_is_positive_and_blame_is_negative() {
    assert_eq!(sentence("The choir gave a wonderful concert.").label, "positive");
    assert_eq!(sentence("The choir gave a horrible concert.").label, "negative");
}

#[test]
fn negation_turns_praise() {
    assert_eq!(sentence("The new bridge is not a success.").label, "negative");
    assert!(sentence("It was never a good plan.").score < 0.0);
    assert!(sentence("They failed to win the trophy.").score < 0.0);
    assert!(sentence("It was not only good but brilliant.").score > 0.5);
}

#[test]
fn degree_raises_and_lowers() {
    let plain = sentence("The result was bad.").score;
    assert!(sentence("The result was extremely bad.").score < plain);
    assert!(sentence("The result was slightly bad.").score > plain);
}

#[test]
fn what_follows_but_counts_more() {
    assert!(sentence("The hall is beautiful but the sound is awful.").score < 0.0);
    assert!(sentence("The sound is awful but the hall is beautiful.").score > 0.0);
    assert!(sentence("Although the sound is awful, the hall is beautiful.").score > 0.0);
}

#[test]
fn hard_news_in_neutral_words_is_neutral() {
    for text in [
        "The crisis meeting on the attack ended after two hours.",
        "The ministers discussed security, the war and the treaty.",
        "The party leader will join the alliance's defence exercises in May.",
    ] {
        let row = sentence(text);
        assert_eq!(row.label, "neutral", "{text}: {}", row.score);
        assert!(row.evidence.is_empty());
    }
}

#[test]
fn words_in_names_do_not_count() {
    assert_eq!(sentence("They met in Hope and Great Falls on Monday.").label, "neutral");
}

#[test]
fn each_entity_is_judged_once_in_a_sentence() {
    let rows = judged("Anna Berg met Tarn, but Berg left.", "target");
    let names: Vec<_> = rows.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(names, ["Anna Berg", "Tarn"]);
}

#[test]
fn voice_is_of_the_one_who_says_most() {
    let row = sentence("“This is a horrible and shameful plan for all of us,” said Tarn.");
    assert_eq!((row.voice.as_str(), row.speaker.as_deref()), ("quoted", Some("Tarn")));
    assert_eq!(row.label, "negative");
    assert_eq!(sentence("Tarn opened the horrible plan at noon in the “hall”.").voice, "reporter");
}

#[test]
fn quoted_words_do_not_colour_the_reporters_voice() {
    let text = "The council met at noon.\nThe town has two bridges.\n“This is a horrible, shameful, disgusting plan,” said Tarn.";
    let rows = judged(text, "document");
    let label = |voice: &str| rows.iter().find(|it| it.voice == voice).map(|it| it.label.as_str());
    assert_eq!(label("reporter"), Some("neutral"));
    assert_eq!(label("quoted"), Some("negative"));
}

#[test]
fn speaker_is_not_the_target_of_own_words() {
    let text = "“Veldt is a liar and a disgrace,” said Tarn.";
    assert_eq!(target(text, "Veldt").label, "negative");
    assert_eq!(target(text, "Veldt").speaker.as_deref(), Some("Tarn"));
    assert_eq!(target(text, "Tarn").label, "neutral");
    let text = "“People say that Tarn is a liar and a disgrace,” said Tarn.";
    assert_eq!(target(text, "Tarn").label, "neutral");
}

#[test]
fn evidence_adds_up_to_the_logit() {
    let mut pieces = 0;
    for text in [
        "Critics called Norden a horrible liar and a corrupt, shameful, disgusting fraud.",
        "Fans praised Tarn for a wonderful, brilliant and beautiful performance.",
        "“Veldt is not a good friend but a cruel enemy,” said Anna Berg.",
    ] {
        for unit in ["sentence", "target"] {
            for row in judged(text, unit).iter().filter(|it| it.label != "neutral") {
                let sum: f64 = row.evidence.iter().map(|it| it.1).sum();
                let logit = row.logit.expect("a logit");
                assert!((sum - logit).abs() < 1e-6, "{sum} is not {logit}: {row:?}");
                pieces += row.evidence.len();
            }
        }
    }
    assert!(pieces > 8, "{pieces}");
}

#[test]
fn bare_text_without_other_layers_is_judged() {
    let document = rashomon_testkit::Kit::<rashomon_sentiment::Sentiment>::new()
        .annotate("What a wonderful day.");
    let labels: Vec<_> =
        support::rows(&document).into_iter().map(|it| (it.unit, it.label)).collect();
    assert_eq!(
        labels,
        [
            ("sentence".to_owned(), "positive".to_owned()),
            ("document".to_owned(), "positive".to_owned())
        ]
    );
}

#[test]
fn examples_are_true() {
    support::kit().check_examples();
}

#[test]
fn blame_is_for_the_one_who_is_blamed() {
    for text in [
        "Veldt accused Norden of lying and corruption.",
        "Norden was accused of corruption by Veldt.",
    ] {
        let (blamed, blaming) = (target(text, "Norden"), target(text, "Veldt"));
        assert_eq!(blamed.label, "negative", "{text}");
        assert!(blamed.score < blaming.score, "{text}: {} and {}", blamed.score, blaming.score);
    }
}

#[test]
fn who_is_judged_makes_no_difference() {
    let score =
        |name: &str| target(&format!("Voters thanked {name} for the honest answer."), name).score;
    assert!(score("Tarn") > 0.0);
    assert!((score("Tarn") - score("Anna Berg")).abs() < 1e-9);
    assert!((score("Tarn") - score("Veldt")).abs() < 1e-9);
}

#[test]
fn options_leave_out_units_and_evidence() {
    let labels = |name: &str, value: &str| {
        let document =
            support::kit().option(name, value).annotate("Critics called Tarn a corrupt liar.");
        let layer = rashomon_core::Document::layer(&document, "sentiment").unwrap();
        let evidence = layer.iter().filter(|it| it.label() == "evidence").count();
        let units: Vec<_> = support::rows(&document).into_iter().map(|it| it.unit).collect();
        (units, evidence)
    };
    assert_eq!(labels("evidence", "0").1, 0);
    assert!(labels("evidence", "1").1 > 0);
    assert!(!labels("targets", "false").0.contains(&"target".to_owned()));
    assert!(!labels("sentences", "false").0.contains(&"sentence".to_owned()));
    assert!(!labels("documents", "false").0.contains(&"document".to_owned()));
}
