//! Web archives (WARC 0.17 to 1.1), as Common Crawl publishes them and crawlers leave them: one document for each page.
//!
//! Pages are records of type `response`, `resource` and `conversion` that hold HTML or plain text; all else is counted
//! and told in one notice. A record that cannot be read costs itself alone, as far as the start of the next one can be
//! found.

mod http;
mod record;

use self::http::Message;
use self::record::{Fault, Head, Records};
use super::bytes::Bytes;
use super::format::InputFormat;
use super::metadata::Fields;
use super::raw::{Content, Raw};
use super::reader::Reader;
use super::{Failure, encoding};

/// An open archive.
pub(super) struct Archive {
    records: Records,
    path: String,
    stem: String,
    most: u64,
    passed: Passed,
    pages: u64,
    ended: bool,
}

/// What is in the archive besides pages.
#[derive(Debug, Default)]
struct Passed {
    /// Requests, metadata and the like.
    others: u64,
    revisits: u64,
    errors: u64,
    media: u64,
}

/// What is in a record.
enum Found {
    Page(Content),
    Nothing,
}

impl Archive {
    /// The pages in `source`; records that hold more than `most` bytes are refused.
    pub(super) fn new(source: Bytes, path: String, stem: String, most: u64) -> Self {
        let (passed, pages) = (Passed::default(), 0);
        Self { records: Records::new(source), path, stem, most, passed, pages, ended: false }
    }

    fn next_page(&mut self) -> Option<Result<Raw, Failure>> {
        while !self.ended {
            let head = match self.records.head()? {
                Ok(head) => head,
                Err(fault) => return Some(Err(self.fail(None, fault))),
            };
            let read = match head.kind.as_str() {
                "response" | "resource" | "conversion" => self.page(&head),
                "revisit" => {
                    self.passed.revisits += 1;
                    self.records.skip(&head).map(|()| (Found::Nothing, vec![]))
                }
                _ => {
                    self.passed.others += 1;
                    self.records.skip(&head).map(|()| (Found::Nothing, vec![]))
                }
            };
            match read {
                Ok((Found::Nothing, _)) => {}
                Ok((Found::Page(content), diagnostics)) => {
                    self.pages += 1;
                    return Some(Ok(Raw {
                        path: self.path.clone(),
                        fields: about(&head),
                        diagnostics,
                        ..Raw::new(self.id(&head), content)
                    }));
                }
                Err(fault) => return Some(Err(self.fail(Some(&head), fault))),
            }
        }
        None
    }

    /// The page in a record, and what was odd about it.
    fn page(&mut self, head: &Head) -> Result<(Found, Vec<String>), Fault> {
        if head.is_media() {
            self.passed.media += 1;
            self.records.skip(head)?;
            return Ok((Found::Nothing, vec![]));
        }
        let block = self.records.block(head, self.most)?;
        let message = if head.holds_http() {
            let message = Message::parse(block, self.most).map_err(Fault::Record)?;
            if message.status != 200 {
                self.passed.errors += 1;
                return Ok((Found::Nothing, vec![]));
            }
            message
        } else {
            Message::bare(block, &head.content_type)
        };
        let Message { body, media, charset, diagnostics, .. } = message;
        let is_page = match media.as_str() {
            "text/html" | "application/xhtml+xml" => true,
            "text/plain" => false,
            "" => {
                let start = body.trim_ascii_start();
                if InputFormat::of_start(start) != InputFormat::Html {
                    self.passed.media += 1;
                    return Ok((Found::Nothing, vec![]));
                }
                true
            }
            _ => {
                self.passed.media += 1;
                return Ok((Found::Nothing, vec![]));
            }
        };
        if is_page {
            return Ok((Found::Page(Content::Page(body, charset)), diagnostics));
        }
        let decoded = encoding::decode_page(body, charset.as_deref()).map_err(Fault::Record)?;
        let diagnostics = diagnostics.into_iter().chain(decoded.diagnostic).collect();
        Ok((Found::Page(Content::Text(decoded.text)), diagnostics))
    }

    /// The UUID of the record, by which it is found in the archive and its index; else file and number.
    fn id(&self, head: &Head) -> String {
        let id = head.id.trim_start_matches('<').trim_end_matches('>');
        match id.strip_prefix("urn:uuid:") {
            Some(uuid) if !uuid.is_empty() => uuid.into(),
            _ if !id.is_empty() => id.into(),
            _ => self.default_id(),
        }
    }

    fn default_id(&self) -> String {
        format!("{}-{}", self.stem, self.records.number())
    }

    fn fail(&mut self, head: Option<&Head>, fault: Fault) -> Failure {
        let (reason, ended) = match fault {
            Fault::Record(reason) => (reason, false),
            Fault::End(reason) => (reason, true),
        };
        self.ended |= ended;
        let id = head.map_or_else(|| self.default_id(), |it| self.id(it));
        let address = head.map(|it| it.uri.as_str()).filter(|it| !it.is_empty());
        let address = address.map(|it| format!(" ({it})")).unwrap_or_default();
        let reason = format!("record {}{address}: {reason}", self.records.number());
        Failure { id, path: self.path.clone(), line: None, reason }
    }
}

impl Iterator for Archive {
    type Item = Result<Raw, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_page()
    }
}

impl Reader for Archive {
    fn notice(&mut self) -> Option<String> {
        let Passed { others, revisits, errors, media } = self.passed;
        let parts = [
            (media, "neither HTML nor plain text"),
            (errors, "with a status other than 200"),
            (revisits, "of pages that had not changed (revisit)"),
            (others, "requests, metadata and the like"),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        if parts.is_empty() && self.pages > 0 {
            return None;
        }
        let passed = if parts.is_empty() { "nothing".into() } else { parts.join(", ") };
        Some(format!("{}: {} pages read; records passed over: {passed}", self.path, self.pages))
    }
}

/// What the record says of its page.
fn about(head: &Head) -> Fields {
    let url = head.uri.trim_start_matches('<').trim_end_matches('>');
    [("url", url), ("fetched", head.date.as_str())]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
