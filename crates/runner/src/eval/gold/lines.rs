//! From the bytes of a gold file to one object a line.

use super::Fault;
use super::form::{Object, REMEDY};

/// The lines of a gold file, with their numbers, from 1.
pub(super) struct Lines {
    pub(super) objects: Vec<(u64, Object)>,
    /// Lines that hold no object.
    pub(super) faults: Vec<Fault>,
}

impl Lines {
    /// Reads lines, at most so many.
    ///
    /// # Errors
    /// If there are none, or the file is of another kind: why, and what to do.
    pub(super) fn read(bytes: &[u8], limit: Option<usize>) -> Result<Self, String> {
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err("is UTF-16; save it as UTF-8".into());
        }
        if limit == Some(0) {
            return Err("a limit of 0 documents leaves nothing to measure; raise --limit".into());
        }
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let start = bytes.trim_ascii_start();
        if start.is_empty() {
            return Err(format!("is empty; {REMEDY}"));
        }
        if is_one_value(start) {
            let reason =
                "is JSON but not JSONL; write one document a line, for example with jq -c '.[]'";
            return Err(reason.into());
        }
        let mut all = Self { objects: Vec::new(), faults: Vec::new() };
        let visible = bytes.split(|&it| it == b'\n').zip(1..);
        let visible = visible.filter(|(line, _)| !line.trim_ascii().is_empty());
        for (line, number) in visible.take(limit.unwrap_or(usize::MAX)) {
            match object(line) {
                Ok(object) => all.objects.push((number, object)),
                Err(reason) => all.faults.push(Fault { line: number, id: String::new(), reason }),
            }
        }
        Ok(all)
    }
}

/// Whether a file begins with a list of objects, or with an object that goes over lines.
fn is_one_value(start: &[u8]) -> bool {
    match start.split_first() {
        Some((b'[', rest)) => matches!(rest.trim_ascii_start(), [] | [b'{' | b']', ..]),
        Some((b'{', rest)) => {
            rest.split(|&it| it == b'\n').next().is_some_and(|it| it.trim_ascii().is_empty())
        }
        _ => false,
    }
}

fn object(line: &[u8]) -> Result<Object, String> {
    let text = std::str::from_utf8(line).map_err(|it| {
        let column = it.valid_up_to() + 1;
        format!("is not UTF-8 at byte {column} of the line; save the file as UTF-8")
    })?;
    serde_json::from_str(text).map_err(|it| explain(&it))
}

fn explain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    // The line number that the parser adds is that within the line.
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(it, _)| it);
    if error.is_data() {
        return format!("not an object: {message}");
    }
    format!(
        "not valid JSON: {message} at column {}; each line must hold one whole object",
        error.column()
    )
}
