//! How sure the analyzer says it is.
#![forbid(unsafe_code)]

use rashomon_core::{Document, Value};
use rashomon_entities::Entities;
use rashomon_testkit::Kit;

const TEXT: &str = "Mr Henrik Dahlstrom flew from Norway to Kyiv on Monday. Analysts at Vostok Grain Holding and \
                    the Old Mill doubted that Sable could follow, and Tern Lake said so too.";

/// Texts and confidences of the names that are reported.
fn names(least: &str) -> Vec<(String, f64)> {
    let document = Kit::<Entities>::new().option("min_confidence", least).annotate(TEXT);
    let layer = document.layer("entities").expect("the analyzer ran");
    layer
        .iter()
        .map(|it| match it.attribute("confidence") {
            Some(Value::Float(confidence)) => (document.slice(it.span()).to_owned(), confidence),
            other => panic!("every name has a confidence, not {other:?}"),
        })
        .collect()
}

#[test]
fn confidence_lies_between_zero_and_one() {
    let names = names("0");
    assert!(names.len() > 3);
    for (name, confidence) in names {
        assert!((0.0..=1.0).contains(&confidence), "{name}: {confidence}");
        assert!((confidence * 100.0 - (confidence * 100.0).round()).abs() < 1e-9, "{name}");
    }
}

#[test]
fn a_country_is_surer_than_the_name_of_a_house() {
    let names = names("0");
    let of = |name: &str| names.iter().find(|it| it.0 == name).map_or(0.0, |it| it.1);
    assert!(of("Norway") > 0.8 && of("Norway") > of("Old Mill"), "{names:?}");
}

#[test]
fn letters_are_as_sure_as_their_full_name() {
    let text = "The Ministry of Tides (MOT) met in Oslo. MOT said so.";
    let document = Kit::<Entities>::new().annotate(text);
    let layer = document.layer("entities").expect("the analyzer ran");
    let of = |name: &str| {
        let all = layer.iter().filter(|it| document.slice(it.span()) == name);
        all.map(|it| match it.attribute("confidence") {
            Some(Value::Float(confidence)) => confidence,
            other => panic!("every name has a confidence, not {other:?}"),
        })
        .collect::<Vec<_>>()
    };
    let (full, letters) = (of("Ministry of Tides"), of("MOT"));
    assert!(letters.len() == 2 && letters.iter().all(|it| *it >= full[0]), "{letters:?} {full:?}");
}

#[test]
fn unsure_names_are_left_out_on_demand() {
    let (all, sure) = (names("0"), names("0.9"));
    let expected: Vec<_> = all.iter().filter(|it| it.1 >= 0.9).cloned().collect();
    assert_eq!(sure, expected);
    assert!(!sure.is_empty() && sure.len() < all.len());
}

#[test]
#[should_panic(expected = "min_confidence")]
fn confidence_beyond_one_is_refused() {
    names("1.5");
}
