//! Makes the files under `plugins/entities/models`. See the README there for the data.
//!
//! ```text
//! cargo run --release -p rashomon-train --example entities -- clusters VECTORS.json OUT
//! cargo run --release -p rashomon-train --example entities -- train OUT FILE.jsonl..
//! ```
#![forbid(unsafe_code)]

mod clusters;
mod crf;
mod data;

use std::env;
use std::error::Error;
use std::fs::{self, File};
use std::io::BufReader;

use crate::clusters::Vectors;
use crate::crf::{Settings, Trainer};

/// Words that the centres are fitted on.
const FITTED_WORDS: usize = 80_000;
/// Words in the table.
const KEPT_WORDS: usize = 150_000;

/// Runs of the tagger's training whose weights are averaged.
const RUNS: usize = 4;

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
            let examples = data::read(files)?;
            fs::write(out, Trainer::ensemble(&examples, &Settings::default(), RUNS).file())?;
            Ok(())
        }
        _ => {
            Err("usage: entities clusters VECTORS.json OUT | entities train OUT FILE.jsonl.."
                .into())
        }
    }
}
