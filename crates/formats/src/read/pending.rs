//! Documents that are read and may still have to be made: finding the main text of a page takes a thousand times longer
//! than reading it, so it is left to whoever works on documents in parallel.

use std::collections::HashSet;

use rashomon_core::{Document as _, OwnedDocument};

use super::metadata::Fields;
use super::published::is_date;
use super::{BroughtAnnotation, Failure, Input, Record, extract_page};

/// Metadata fields that a document keeps. All look-ups in them are from the first to the last; no corpus has a tenth of
/// this, and what has a hundred times as many was not made to be read.
const MOST_FIELDS: usize = 1000;

/// A document of the corpus in its order, which [`ready`](Self::ready) makes on any thread.
#[derive(Debug)]
pub struct Pending {
    state: State,
    size: usize,
}

#[derive(Debug)]
enum State {
    Ready(Input),
    Page(Box<Page>),
}

/// A page whose text is not found yet, with all else that is known of its document.
#[derive(Debug)]
struct Page {
    bytes: Vec<u8>,
    charset: Option<String>,
    about: About,
    /// What is known better than from the page, and worse.
    before: Vec<Fields>,
    after: Vec<Fields>,
}

/// A document without its text.
#[derive(Debug)]
pub(super) struct About {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) line: Option<u64>,
    pub(super) brought: Vec<BroughtAnnotation>,
    pub(super) diagnostics: Vec<String>,
    /// The date, if no metadata give another.
    pub(super) published: Option<String>,
}

impl Pending {
    /// `size` is that of all that was read of it, in bytes.
    pub(super) fn ready_now(input: Input, size: usize) -> Self {
        Self { state: State::Ready(input), size }
    }

    /// `before` are metadata that hold against those that the page gives, from the strongest to the weakest; `after`
    /// those that do not.
    pub(super) fn page(
        bytes: Vec<u8>,
        charset: Option<String>,
        about: About,
        before: Vec<Fields>,
        after: Vec<Fields>,
        size: usize,
    ) -> Self {
        let page = Page { bytes, charset, about, before, after };
        Self { state: State::Page(Box::new(page)), size }
    }

    /// The id of the document, by which an earlier run may have done it.
    pub fn id(&self) -> &str {
        match &self.state {
            State::Ready(Input::Document(record)) => record.document.id(),
            State::Ready(Input::Failed(failure)) => &failure.id,
            State::Page(page) => &page.about.id,
        }
    }

    /// How many bytes it holds in memory, about: its text or page, its metadata and the annotations that came with it.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Makes the document.
    pub fn ready(self) -> Input {
        let page = match self.state {
            State::Ready(input) => return input,
            State::Page(page) => *page,
        };
        let Page { bytes, charset, mut about, before, after } = page;
        match extract_page(bytes, charset.as_deref()) {
            Ok(extracted) => {
                about.diagnostics.extend(extracted.diagnostics);
                let mut sources: Vec<&Fields> = before.iter().collect();
                sources.push(&extracted.fields);
                sources.extend(&after);
                about.document(extracted.text, &sources)
            }
            Err(reason) => about.fail(reason),
        }
    }
}

impl About {
    /// The document with its text. The first of the sources of metadata to name a field wins; the field `id` is none,
    /// as the id is settled.
    pub(super) fn document(self, text: String, sources: &[&Fields]) -> Input {
        let Self { id, path, line, brought, mut diagnostics, published } = self;
        let mut document = match OwnedDocument::new(id.as_str(), text) {
            Ok(document) => document,
            Err(error) => {
                return Input::Failed(Failure { id, path, line, reason: error.to_string() });
            }
        };
        let mut given = HashSet::from(["id"]);
        let mut left_out = 0_usize;
        for (name, value) in sources.iter().copied().flatten() {
            if name == "published" && !is_date(value) {
                diagnostics.push(format!(
                    "published {value:?} is not an ISO 8601 date such as 2022-02-08 and is left out"
                ));
            } else if given.len() > MOST_FIELDS {
                left_out += usize::from(!given.contains(name.as_str()));
            } else if given.insert(name) {
                document.set_metadata(name.as_str(), value.as_str());
            }
        }
        if left_out > 0 {
            diagnostics.push(format!(
                "{left_out} metadata fields beyond the first {MOST_FIELDS} are left out"
            ));
        }
        if let (None, Some(date)) = (document.metadata("published"), &published) {
            document.set_metadata("published", date.as_str());
        }
        Input::Document(Box::new(Record { document, path, brought, diagnostics }))
    }

    pub(super) fn fail(self, reason: String) -> Input {
        Input::Failed(Failure { id: self.id, path: self.path, line: self.line, reason })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_beyond_a_thousand_are_left_out_and_counted() {
        let about = About {
            id: "a".into(),
            path: String::new(),
            line: None,
            brought: vec![],
            diagnostics: vec![],
            published: None,
        };
        // With the square of their number this would take an hour.
        let fields: Fields = (0..1_000_000).map(|it| (format!("c{it}"), "x".into())).collect();
        let Input::Document(record) = about.document("Text.".into(), &[&fields]) else {
            panic!("it is a document");
        };
        assert_eq!(record.document.all_metadata().len(), MOST_FIELDS);
        assert_eq!(record.document.metadata("c0"), Some("x"));
        assert_eq!(
            record.diagnostics,
            ["999000 metadata fields beyond the first 1000 are left out"]
        );
    }
}
