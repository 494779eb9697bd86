//! Makes the files under `plugins/entities/models`. See the README there for the data.
//!
//! ```text
//! cargo run --release -p rashomon-train --example entities -- clusters VECTORS.json OUT
//! cargo run --release -p rashomon-train --example entities -- train OUT FILE.jsonl..
//! cargo run --release -p rashomon-train --example entities -- calibrate MODEL FILE.jsonl..
//! cargo run --release -p rashomon-train --example entities -- score MODEL FILE.jsonl..
//! ```
#![forbid(unsafe_code)]

mod calibrate;
mod clusters;
mod crf;
mod data;
mod score;
mod writing;

use std::env;
use std::error::Error;
use std::fs::{self, File};
use std::io::BufReader;

use rashomon_entities::training::Model;

use crate::clusters::Vectors;
use crate::crf::{Settings, Trainer};
use crate::data::{Corpus, Example};

/// Words that the centres are fitted on.
const FITTED_WORDS: usize = 80_000;
/// Words in the table.
const KEPT_WORDS: usize = 150_000;

/// Runs of the tagger's training whose weights are averaged.
const RUNS: usize = 4;
/// Parts of the texts: what the first reading finds in one is found by weights learned from the others.
const PARTS: usize = 3;
/// Times that the weights for the first reading see all examples.
const FIRST_EPOCHS: usize = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["clusters", vectors, out] => {
            let vectors = Vectors::read(BufReader::new(File::open(vectors)?))?;
            fs::write(out, vectors.table(FITTED_WORDS, KEPT_WORDS))?;
            Ok(())
        }
        ["train", out, files @ ..] if !files.is_empty() => {
            let mut corpus = data::read(files)?;
            corpus.add_evidence(&first_readers(&corpus)?);
            let examples: Vec<&Example> = corpus.examples.iter().collect();
            fs::write(out, Trainer::ensemble(&examples, &Settings::default(), RUNS).file())?;
            Ok(())
        }
        ["calibrate", model, files @ ..] if !files.is_empty() => calibrate::calibrate(model, files),
        ["score", model, files @ ..] if !files.is_empty() => score::print(model, files),
        _ => Err("usage: entities clusters VECTORS.json OUT | entities train OUT FILE.jsonl.. | \
             entities calibrate MODEL FILE.jsonl.. | \
             entities score MODEL FILE.jsonl.."
            .into()),
    }
}

/// Models for the first reading of the texts, one for each part.
fn first_readers(corpus: &Corpus) -> Result<Vec<Model>, Box<dyn Error>> {
    let settings = Settings { epochs: FIRST_EPOCHS, ..Settings::default() };
    let mut models = Vec::new();
    for part in 0..PARTS {
        let others = corpus.examples.iter().filter(|it| it.group % PARTS != part);
        let examples: Vec<&Example> = others.collect();
        let file = Trainer::ensemble(&examples, &settings, 1).file();
        models.push(Model::read(file.leak()).ok_or("the file is of this version")?);
    }
    Ok(models)
}
