//! Which documents of a corpus are reports of one event, and which are copies of one report.
//!
//! ```
//! use rashomon_core::OwnedDocument;
//! use rashomon_stories::{Features, Grouper, Options};
//! use rashomon_text::{TextLayer, TextOptions};
//!
//! let mut layer = TextLayer::new(TextOptions::default());
//! let mut grouper = Grouper::new(Options::default());
//! for text in [
//!     "A fire destroyed the Harbour Hotel in Brimley on Friday night; no guest was hurt.",
//!     "Brimley's Harbour Hotel burned down. Firefighters fought the fire all Friday night.",
//!     "The central bank of Norland raised interest rates to 4.5 percent.",
//! ] {
//!     let mut document = OwnedDocument::new("a", text).unwrap();
//!     layer.annotate(&mut document);
//!     grouper.add(Features::of(&document));
//! }
//! assert_eq!(grouper.finish().stories, [0, 0, 1]);
//! ```
//!
//! # Method
//!
//! 1. A report becomes a vector of its words, pairs of neighbouring words and numbers, weighted by how often it says
//!    them (twice as much in its first sentences, which tell what happened) and by how few reports of the corpus say
//!    them. A small corpus cannot tell which words are rare: what is known of common English words counts as much as
//!    a hundred reports ([`weights`]).
//! 2. Copies are found first, by a sample of their runs of five words ([`sketch`], [`copies`]): they follow their
//!    original whatever their headline says, and count once.
//! 3. Each report is compared with the few that share its heaviest features ([`candidates`]).
//! 4. The most similar stories are joined, similarity being the mean over all pairs of their reports, as long as that
//!    is not much below what holds each of them together: every story sets its own scale, and two fires in two towns
//!    stay two stories ([`agglomerate`]). Reports that lie weeks apart are worth less; see [`Options`].
//!
//! What more than fifty reports and a tenth of the corpus share tells no stories apart, and is left out: it may as well be
//! the wording of all match reports of a season. So a story of that size comes out in parts, which is better than one
//! story of many events. Of a smaller corpus, short reports that differ in names and figures alone may still be joined.
//!
//! Steps 1, 3 and 4 are TF-IDF with average-link clustering, the long-standing baseline of topic detection (Yang,
//! Pierce and Carbonell 1998, *A study on retrospective and on-line event detection*); the sparse candidates, exact
//! means and relative stopping rule make it near-linear and free of a threshold tuned to one corpus. Step 2 is
//! Broder 1997, *On the resemblance and containment of documents*.
//!
//! # Figures
//!
//! ECB+, 615 reports in 54 stories of which every two are look-alikes: B-cubed F1 92.7 (precision 92.5, recall 93.0),
//! 92.7 to 92.8 in five shuffled orders. `NewsWCL50`, 25 long reports of 5 stories: 100. The options were chosen on
//! these. `cargo run --release -p rashomon-stories --example group -- CORPUS.jsonl` prints the stories.
//!
//! A report of 320 words takes 2.6 kB at the most and, among 100,000, 80 microseconds of one core; among 10,000 it is
//! 63. `cargo bench -p rashomon-benches --bench stories` measures it on made-up reports.
#![forbid(unsafe_code)]
#![allow(
    rustdoc::private_intra_doc_links,
    reason = "the method is described once, where it is read first"
)]

mod agglomerate;
mod candidates;
mod copies;
mod features;
mod graph;
mod grouper;
mod options;
mod sketch;
mod vectors;
mod weights;

pub use crate::features::Features;
pub use crate::grouper::{Grouper, Grouping};
pub use crate::options::Options;
