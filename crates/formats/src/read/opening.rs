//! From an input to its form, and to its document if it is one.

use std::io::{self, BufRead as _};

use super::bytes::{self, Bytes};
use super::format::InputFormat;
use super::paths::Place;
use super::raw::{Content, Raw};
use super::rewind::Rewind;
use super::{Failure, encoding};

/// White space at the start of an input within which its form is seen; after more of it, the rest is text.
const LEADING: usize = 1 << 16;

/// An input that is being opened.
pub(super) struct Opening {
    pub(super) path: String,
    pub(super) stem: String,
    pub(super) place: Option<Place>,
    /// Bytes of the corpus that were read before it.
    pub(super) read_before: u64,
}

impl Opening {
    pub(super) fn fail(&self, reason: String) -> Failure {
        Failure { id: self.stem.clone(), path: self.path.clone(), line: None, reason }
    }
}

/// Reads an input that is one document.
pub(super) fn one_document(
    format: InputFormat,
    source: Bytes,
    input: &Opening,
    mut diagnostics: Vec<String>,
    most: u64,
) -> Result<Raw, Failure> {
    let too_long =
        || format!("the text is longer than {most} bytes; split it, or raise --max-document-size");
    // UTF-16 takes up to two bytes where UTF-8 takes one.
    let bytes = bytes::read_all(source, most.saturating_mul(2))
        .map_err(|it| input.fail(bytes::explain(&it)))?
        .ok_or_else(|| input.fail(too_long()))?;
    let content = if format == InputFormat::Html {
        Content::Page(bytes, None)
    } else {
        let decoded = encoding::decode(bytes).map_err(|it| input.fail(it))?;
        if decoded.text.len() as u64 > most {
            return Err(input.fail(too_long()));
        }
        diagnostics.extend(decoded.diagnostic);
        if decoded.text.trim().is_empty() {
            diagnostics.push("the file holds no text".into());
        }
        Content::Text(decoded.text)
    };
    Ok(Raw {
        path: input.path.clone(),
        file: input.place.as_ref().map(|it| it.file.to_string_lossy().replace('\\', "/")),
        diagnostics,
        ..Raw::new(input.stem.clone(), content)
    })
}

/// The first bytes after white space (and a byte order mark), if they come within [`LEADING`] bytes, and the source
/// from its start again.
pub(super) fn visible_start(source: Bytes) -> io::Result<(Vec<u8>, Bytes)> {
    /// Enough to see any form by.
    const ENOUGH: usize = 16;
    let mut source = Rewind::new(source);
    let mut start = Vec::new();
    let mut visible = 0..0;
    loop {
        let length = match source.fill_buf() {
            Ok(buffer) => {
                start.extend_from_slice(buffer);
                buffer.len()
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        source.consume(length);
        let mark = if start.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let first = start.iter().skip(mark).position(|it| !it.is_ascii_whitespace());
        if let Some(first) = first {
            visible = mark + first..start.len().min(mark + first + ENOUGH);
        }
        if length == 0 || visible.len() == ENOUGH || (first.is_none() && start.len() >= LEADING) {
            break;
        }
        // What shows its form by one byte is not waited for: somebody may be typing.
        if start.get(visible.start) == Some(&b'{') && !visible.is_empty() {
            break;
        }
    }
    let shown = start.get(visible).unwrap_or_default().to_vec();
    source.give_back(start);
    Ok((shown, Box::new(source)))
}
