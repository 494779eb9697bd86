//! Numbers written out read back to themselves.
#![forbid(unsafe_code)]

use rashomon_core::Document;
use rashomon_numbers::Numbers;
use rashomon_testkit::Kit;

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn below_thousand(number: u64, and: &str) -> String {
    match number {
        0..20 => UNITS[number as usize].to_owned(),
        20..100 if number.is_multiple_of(10) => TENS[(number / 10) as usize].to_owned(),
        20..100 => format!("{}-{}", TENS[(number / 10) as usize], UNITS[(number % 10) as usize]),
        _ if number.is_multiple_of(100) => format!("{} hundred", UNITS[(number / 100) as usize]),
        _ => format!(
            "{} hundred{and} {}",
            UNITS[(number / 100) as usize],
            below_thousand(number % 100, and)
        ),
    }
}

fn in_words(number: u64, and: &str) -> String {
    let mut rest = number;
    let mut words = Vec::new();
    for (scale, name) in [(1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")] {
        if rest >= scale {
            words.push(format!("{} {name}", below_thousand(rest / scale, and)));
            rest %= scale;
        }
    }
    if rest > 0 || number == 0 {
        words.push(below_thousand(rest, and));
    }
    words.join(" ")
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Numbers of all sizes, the same in every run.
fn samples() -> impl Iterator<Item = u64> {
    let mut state = 12_345_u64;
    (2..400).chain((0..600).map(move |index| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let limit = 10_u64.pow(3 + index % 9);
        2 + (state >> 20) % limit
    }))
}

#[test]
fn numbers_in_words_and_digits_read_back_to_themselves() {
    let kit = Kit::<Numbers>::new();
    for number in samples() {
        for written in [in_words(number, ""), in_words(number, " and"), grouped(number)] {
            let document = kit.annotate(&format!("They found {written} coins there."));
            let layer = document.layer("numbers").unwrap();
            let values: Vec<_> = layer.iter().map(|it| it.number("value")).collect();
            // A grouped number is never a year; one below 1000 has no group.
            assert_eq!(values, [Some(number as f64)], "{written}");
        }
    }
}

#[test]
fn absurd_numbers_do_no_harm() {
    let kit = Kit::<Numbers>::new();
    for text in [
        format!("They found {} coins.", "9".repeat(10_000)),
        format!("They found {} coins.", "9,999,".repeat(500)),
        format!("They found {}coins.", "million ".repeat(500)),
        format!("They found {}coins.", "one ".repeat(500)),
        format!("They found 1{} coins.", "-1".repeat(500)),
        "They found 1e39 coins, 5e400 more and 1/0 of all.".to_owned(),
        "They found 0/0 coins in the year 0 and 99999.".to_owned(),
    ] {
        let document = kit.annotate(&text);
        for found in document.layer("numbers").unwrap().iter() {
            assert!(found.number("value").unwrap().is_finite());
        }
    }
}
