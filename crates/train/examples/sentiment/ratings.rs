//! Texts whose tone as a whole has been rated by people.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use rashomon_core::OwnedDocument;
use rashomon_sentiment::training::{RatedText, rated};
use rashomon_text::{TextLayer, TextOptions};
use serde::Deserialize;

/// Files that are learned from, a number, the mean rating and the text a line; those of editorials are for measuring.
const FILES: [&str; 3] = [
    "tweets_GroundTruth.txt",
    "movieReviewSnippets_GroundTruth.txt",
    "amazonReviewSnippets_GroundTruth.txt",
];
/// What sentences of news count beside the other texts, which are of other kinds.
const NEWS: f64 = 5.0;
/// The rating of a sentence whose targets are all judged positive.
const POSITIVE: f64 = 1.5;

/// A text with its rating, from about -4 to 4.
pub(crate) struct Rating {
    pub(crate) text: RatedText,
    pub(crate) value: f64,
    /// What it counts.
    pub(crate) weight: f64,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    label: String,
}

/// Reads the rated texts in `folder`, and as further ones the sentences of `news` by the mean label of their targets.
pub(crate) fn read(folder: &str, news: &str) -> Result<Vec<Rating>, Box<dyn Error>> {
    let mut layer = TextLayer::new(TextOptions { include_boilerplate: true });
    let mut ratings = Vec::new();
    let mut push = |text: &str, value, weight| -> Result<(), Box<dyn Error>> {
        let mut document = OwnedDocument::new("rated", text)?;
        layer.annotate(&mut document);
        ratings.push(Rating { text: rated(&document), value, weight });
        Ok(())
    };
    for file in FILES {
        let bytes = std::fs::read(Path::new(folder).join(file))?;
        for line in String::from_utf8_lossy(&bytes).lines() {
            let mut cells = line.splitn(3, '\t').skip(1);
            if let (Some(rating), Some(text)) = (cells.next(), cells.next()) {
                push(&plain(text), rating.parse()?, 1.0)?;
            }
        }
    }
    let mut sentences: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for line in std::fs::read_to_string(news)?.lines() {
        let line: Line = serde_json::from_str(line)?;
        let rating = match line.label.as_str() {
            "negative" => -POSITIVE,
            "positive" => POSITIVE,
            _ => 0.0,
        };
        sentences.entry(line.text).or_default().push(rating);
    }
    for (text, all) in sentences {
        push(&text, all.iter().sum::<f64>() / all.len() as f64, NEWS)?;
    }
    Ok(ratings)
}

/// A text without the marks of its file.
fn plain(text: &str) -> String {
    let text = text.replace("''", "\"").replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}
