//! Word lists as static tables: written by a plugin's build script, read without any work at start.
//!
//! # The files
//! A lexicon is a text file, `lexicon/NAME.txt`, one entry a line. Lines that begin with `#` are comments; the first
//! ones say where the words are from and under which licence. An entry is a word or a phrase, its words separated by
//! single spaces; if the entries have values, these follow, each after a tab, the same number in every line:
//!
//! ```text
//! # Words of measure. Compiled for this project; MIT OR Apache-2.0.
//! # name<TAB>symbol<TAB>plain English singular
//! km<TAB>km<TAB>kilometre
//! square metres<TAB>m2<TAB>square metre
//! ```
//!
//! Entries are cut into tokens as texts are, and compared in their case-folded form: `don't` is the two tokens `do`
//! and `n't`, `U.S.` and `co-founder` are one, `Mr.` is two (write `Mr`), and a clitic alone (`n't`, `'s`) is one.
//! Whether a hyphen divides can depend on a capital after it (`pro-European`): write such entries as texts do.
//!
//! # The build script
//! In the `main` of `build.rs`, with `rashomon-text` among the build-dependencies:
//! ```no_run
//! rashomon_text::lexicon::build(&["lexicon/units.txt", "lexicon/titles.txt"]);
//! ```
//!
//! # The plugin
//! ```ignore
//! // src/lexicon.rs
//! include!(concat!(env!("OUT_DIR"), "/lexicon.rs")); // defines UNITS and TITLES
//!
//! if let Some((length, unit)) = UNITS.longest(&tokens[at..]) {
//!     let symbol = unit.value(0);
//! }
//! ```

mod compile;
mod table;

pub use self::compile::{Compiled, LexiconError, build, compile};
pub use self::table::{Entry, Lexicon};
