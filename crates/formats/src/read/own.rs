//! What a command itself writes: none of it is an input.

use std::fs;
use std::path::{Path, PathBuf};

/// Files and folders that a command writes, by their real names.
#[derive(Debug, Default)]
pub(super) struct Own(Vec<PathBuf>);

impl Own {
    /// What is at these paths, whether it is there already or not.
    pub(super) fn new(paths: &[PathBuf]) -> Self {
        Self(paths.iter().map(|it| real(it)).collect())
    }

    /// Whether this file is one of them or lies in one of them.
    pub(super) fn holds(&self, path: &Path) -> bool {
        // A corpus has many files, of which hardly any bears such a name or is a link.
        let bears = |own: &PathBuf| path.ancestors().any(|it| it.file_name() == own.file_name());
        let is_link = || fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink());
        if self.0.is_empty() || !(self.0.iter().any(bears) || is_link()) {
            return false;
        }
        let path = real(path);
        self.0.iter().any(|own| path.starts_with(own))
    }
}

/// The path without links, as far as it is there.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| {
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize();
        match (folder, path.file_name()) {
            (Ok(folder), Some(name)) => folder.join(name),
            _ => path.to_path_buf(),
        }
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Own;

    #[test]
    fn what_is_written_is_known_by_any_name() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("pages")).unwrap();
        for name in ["pages/one.html", "out.jsonl", "other.jsonl"] {
            fs::write(at(name), "").unwrap();
        }
        let own = Own::new(&[at("out.jsonl"), at("pages"), at("not-yet.jsonl")]);
        for name in
            ["out.jsonl", "pages/../out.jsonl", "./out.jsonl", "pages/one.html", "not-yet.jsonl"]
        {
            assert!(own.holds(&at(name)), "{name}");
        }
        assert!(!own.holds(&at("other.jsonl")));
        assert!(!Own::new(&[]).holds(&at("out.jsonl")));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("out.jsonl"), "").unwrap();
        std::os::unix::fs::symlink(at("out.jsonl"), at("link.jsonl")).unwrap();
        assert!(Own::new(&[at("out.jsonl")]).holds(&at("link.jsonl")));
        assert!(Own::new(&[at("link.jsonl")]).holds(&at("out.jsonl")));
    }
}
