//! Lists of files, as `find` or an editor writes them.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use super::OpenError;
use super::bytes::{self, Bytes};

/// Longer lists are none.
const MOST: u64 = 1 << 30;

/// A path, and what names it.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) path: String,
    /// The list and the line in it, as `today.txt:3`; `None` if the user typed the path.
    pub(super) listed: Option<String>,
}

/// All paths: those that the user named, `@list` standing for what the list names (unless a file is called so), and those
/// in the list given apart.
///
/// # Errors
/// If a list cannot be read.
pub(super) fn all(
    paths: &[String],
    list: Option<&Path>,
    stdin: &mut Option<Bytes>,
) -> Result<Vec<Named>, OpenError> {
    let mut all = Vec::new();
    for path in paths {
        match path.strip_prefix('@').filter(|it| !it.is_empty() && !Path::new(path).exists()) {
            Some(list) => all.extend(read(Path::new(list), stdin)?),
            None => all.push(Named { path: path.clone(), listed: None }),
        }
    }
    if let Some(list) = list {
        all.extend(read(list, stdin)?);
    }
    Ok(all)
}

/// The paths in a list, one a line or parted by NUL bytes; `-` reads it from standard input, which is then used up.
fn read(list: &Path, stdin: &mut Option<Bytes>) -> Result<Vec<Named>, OpenError> {
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
    let named = |(number, path): (usize, &str)| Named {
        path: path.into(),
        listed: Some(format!("{}:{number}", list.display())),
    };
    Ok(paths.into_iter().map(named).collect())
}

/// Names with NUL between them may hold line feeds (`find -print0`); else lines are names, and empty ones are none. Each
/// has its number, from 1.
fn split(text: &str) -> Vec<(usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let names: Vec<&str> =
        if text.contains('\0') { text.split('\0').collect() } else { text.lines().collect() };
    (1..).zip(names).filter(|(_, it)| !it.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn names_stand_on_lines_or_between_nul_bytes() {
        assert_eq!(split("\u{feff}a.txt\r\n\r\nb c.txt\n"), [(1, "a.txt"), (3, "b c.txt")]);
        assert_eq!(split("a\nb.txt\0c.txt\0"), [(1, "a\nb.txt"), (2, "c.txt")]);
        assert!(split("\n \n").is_empty());
    }
}
