//! Annotations that a document brings.

use rashomon_formats::{BroughtAnnotation, OffsetUnit};

use crate::text::annotated;
use crate::{analyzers, layer};

/// Attaches what stands behind the first NUL, a JSON array, to the text before it; the last digit of the text's length
/// says what offsets count. Whatever it is, the layers are sound.
///
/// # Panics
/// If that does not hold.
pub fn attach(data: &[u8]) {
    let split = data.iter().position(|it| *it == 0).unwrap_or(data.len());
    let (text, rest) = data.split_at(split);
    let Ok(serde_json::Value::Array(found)) = serde_json::from_slice(rest.get(1..).unwrap_or(b""))
    else {
        return;
    };
    let unit = [OffsetUnit::Chars, OffsetUnit::Bytes, OffsetUnit::Utf16][text.len() % 3];
    let brought: Vec<_> = found.into_iter().map(BroughtAnnotation).collect();
    let mut document = annotated("brings", &String::from_utf8_lossy(text));
    rashomon_formats::attach(&mut document, &brought, unit, &analyzers::schema_of);
    layer::check_all(&document);
    // Analyzers read what they did not make.
    analyzers::run(&mut document);
    layer::check_all(&document);
}
