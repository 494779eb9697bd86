//! How well a model finds the names of annotated texts: exact spans, by label.

use std::error::Error;
use std::fs;
use std::path::Path;

use rashomon_core::{Document, OwnedDocument, Span};
use rashomon_entities::training::{Extractor, Label, Model};
use rashomon_text::{TextLayer, TextOptions};

use crate::data;

/// Found and right, found, annotated.
type Counts = [usize; 3];

/// Prints F1 for each file, over people, places and organisations.
///
/// # Errors
/// If a file cannot be read or is not of the form that training reads, or the model of another version.
#[expect(clippy::print_stdout, reason = "a program for the command line")]
pub(crate) fn print(model: &str, files: &[&str]) -> Result<(), Box<dyn Error>> {
    for file in files {
        let (found, annotated) = read(model, file)?;
        let mut counts = [Counts::default(); 4];
        for name in &found {
            counts[name.label as usize][0] += usize::from(name.right);
            counts[name.label as usize][1] += 1;
        }
        for (count, &annotated) in counts.iter_mut().zip(&annotated) {
            count[2] = annotated;
        }
        let all = [0, 1, 2].map(|it| counts[..3].iter().map(|counts| counts[it]).sum());
        let [per, loc, org, _] = counts.map(f1);
        let file = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        let error = calibration_error(&found);
        println!(
            "{file:20} PER {per:.1} LOC {loc:.1} ORG {org:.1} all {:.2}, calibration error {error:.3}",
            f1(all)
        );
    }
    Ok(())
}

/// A name that the model finds.
pub(crate) struct Scored {
    /// What it is taken for.
    pub label: Label,
    /// How sure the model is, in hundredths.
    pub confidence: u8,
    /// Whether the text is annotated so.
    pub right: bool,
}

/// What a model finds in annotated texts, and how many names of each label are annotated.
///
/// # Errors
/// As [`print`].
pub(crate) fn read(model: &str, file: &str) -> Result<(Vec<Scored>, [usize; 4]), Box<dyn Error>> {
    let model = Model::read(fs::read(model)?.leak()).ok_or("the model is of another version")?;
    let mut layer = TextLayer::new(TextOptions::default());
    let mut extractor = Extractor::default();
    let (mut found, mut annotated) = (Vec::new(), [0; 4]);
    for (text, gold) in data::gold(file)? {
        let mut document = OwnedDocument::new("", text)?;
        layer.annotate(&mut document);
        let tokens = document.tokens();
        for name in extractor.names(&document, &model) {
            let (first, last) = (tokens[name.tokens.start], tokens[name.tokens.end - 1]);
            let span = Span::new(first.span.start(), last.span.end());
            found.push(Scored {
                label: name.label,
                confidence: name.confidence,
                right: gold.contains(&(span, name.label)),
            });
        }
        for (_, label) in &gold {
            annotated[*label as usize] += 1;
        }
    }
    Ok((found, annotated))
}

/// Mean distance of confidence and share of right names, over ten ranges of confidence.
fn calibration_error(found: &[Scored]) -> f64 {
    let found = || found.iter().filter(|it| it.label != Label::Misc);
    let mut sums = [(0.0, 0.0); 10];
    for name in found() {
        let sum = &mut sums[usize::from(name.confidence / 10).min(9)];
        sum.0 += f64::from(name.confidence) / 100.0;
        sum.1 += f64::from(u8::from(name.right));
    }
    sums.iter().map(|it| (it.0 - it.1).abs()).sum::<f64>() / found().count().max(1) as f64
}

fn f1([right, found, annotated]: Counts) -> f64 {
    200.0 * right as f64 / (found + annotated).max(1) as f64
}
