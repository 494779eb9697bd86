//! Learns the weights of the quotes analyzer.
//!
//! ```text
//! cargo run --release -p rashomon-train --example quotes -- ATTRIBUTIONS.jsonl QUOTATIONS.jsonl MODEL-FOLDER
//! cargo run --release -p rashomon-train --example quotes -- validate ATTRIBUTIONS.jsonl QUOTATIONS.jsonl
//! cargo run --release -p rashomon-train --example quotes -- predict GOLD.jsonl MODEL-FOLDER
//! ```
//! Both files hold the same articles in the same order: `{"id","text","quotes":[{"start","end","aid","sources","cue"}]}`,
//! offsets in code points; the first with all attributions, the second with quoted spans alone. `validate` prints
//! what models say that have learned from the other two thirds of the articles.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that reports its progress"
)]

mod chain;
mod choices;
mod corpus;
mod learn;
mod linear;
mod predict;
mod roles;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["regions", gold] => predict::regions(gold),
        ["validate", attributions, quotations] => learn::validate(attributions, quotations),
        ["predict", gold, folder] => predict::predict(gold, folder),
        [attributions, quotations, folder] => learn::learn(attributions, quotations, folder),
        _ => eprintln!(
            "usage: quotes ATTRIBUTIONS.jsonl QUOTATIONS.jsonl FOLDER | quotes validate ATTRIBUTIONS.jsonl QUOTATIONS.jsonl | quotes predict GOLD.jsonl FOLDER"
        ),
    }
}
