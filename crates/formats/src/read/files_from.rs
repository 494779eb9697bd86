//! Lists of files, as `find` or an editor writes them.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use super::OpenError;
use super::bytes::{self, Bytes};

/// Longer lists are none.
const MOST: u64 = 1 << 30;

/// All paths: those that the user named, `@list` standing for what the list names (unless a file is called so), and those
/// in the list given apart.
///
/// # Errors
/// If a list cannot be read.
pub(super) fn all(
    paths: &[String],
    list: Option<&Path>,
    stdin: &mut Option<Bytes>,
) -> Result<Vec<String>, OpenError> {
    let mut all = Vec::new();
    for path in paths {
        match path.strip_prefix('@').filter(|it| !it.is_empty() && !Path::new(path).exists()) {
            Some(list) => all.extend(read(Path::new(list), stdin)?),
            None => all.push(path.clone()),
        }
    }
    if let Some(list) = list {
        all.extend(read(list, stdin)?);
    }
    Ok(all)
}

/// The paths in a list, one a line or parted by NUL bytes; `-` reads it from standard input, which is then used up.
fn read(list: &Path, stdin: &mut Option<Bytes>) -> Result<Vec<String>, OpenError> {
    let fail = |reason: String| OpenError::List { path: list.display().to_string(), reason };
    let source: Bytes = if list.as_os_str() == "-" {
        stdin.take().unwrap_or_else(|| Box::new(std::io::empty()))
    } else {
        Box::new(File::open(list).map_err(|it| fail(bytes::explain(&it)))?)
    };
    let bytes = bytes::open(source, &Arc::default())
        .and_then(|it| bytes::read_all(it, MOST))
        .map_err(|it| fail(bytes::explain(&it)))?
        .ok_or_else(|| fail(format!("longer than {MOST} bytes; it must hold names of files")))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        fail("not UTF-8; it must hold names of files, one a line or parted by NUL".into())
    })?;
    let paths = split(&text);
    if paths.is_empty() {
        return Err(fail("names no files; write one path a line".into()));
    }
    Ok(paths)
}

/// Names with NUL between them may hold line feeds (`find -print0`); else lines are names, and empty ones are none.
fn split(text: &str) -> Vec<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let names: Vec<&str> =
        if text.contains('\0') { text.split('\0').collect() } else { text.lines().collect() };
    names.into_iter().filter(|it| !it.trim().is_empty()).map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn names_stand_on_lines_or_between_nul_bytes() {
        assert_eq!(split("\u{feff}a.txt\r\n\r\nb c.txt\n"), ["a.txt", "b c.txt"]);
        assert_eq!(split("a\nb.txt\0c.txt\0"), ["a\nb.txt", "c.txt"]);
        assert!(split("\n \n").is_empty());
    }
}
