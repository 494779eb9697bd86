//! What the author of an analyzer needs to test it in a few lines.
//!
//! A case is a text with its expected annotations written into it; the kit strips the marks, runs the analyzer and
//! prints a difference in the same notation:
//!
//! ```
//! # use rashomon_testkit::sample::Capitals;
//! use rashomon_testkit::Kit;
//!
//! let kit = Kit::<Capitals>::new();
//! kit.check("Nobody in {capitals|length=4 NATO} spoke."); // the attribute is compared, since it is mentioned
//! kit.check("Nobody spoke.");                             // and finds nothing here
//! ```
//!
//! [`notation`] explains the marks. Beside the cases stand, each one call:
//! - [`battery`]: what must hold on any text whatever, tried on random ones;
//! - [`examples`]: the examples of the analyzer's [`Info`](rashomon_core::Info) are true;
//! - [`loaded!`]: the analyzer loaded from its library finds the same as the one linked into the test;
//! - [`Kit::story`] and [`Kit::check_stories`]: the same for a [`CorpusStage`](rashomon_core::CorpusStage);
//! - [`golden!`]: what the analyzer says of whole reports, kept in files.
#![forbid(unsafe_code)]

mod battery;
mod compare;
mod examples;
mod golden;
mod kit;
mod loaded;
pub mod notation;
mod render;
#[doc(hidden)]
pub mod sample;
mod settings;
mod story;
mod texts;
mod values;

pub use crate::battery::{battery, battery_with};
pub use crate::examples::{examples, examples_with};
pub use crate::golden::golden;
pub use crate::kit::{Kit, Library};
pub use crate::loaded::loaded;
pub use crate::story::{Report, StoryTable};
