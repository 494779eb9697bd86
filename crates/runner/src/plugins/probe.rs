//! Looks into a library without running it.

use std::fs::File;
use std::path::Path;

use object::{Object as _, ReadCache};
use rashomon_core::ffi::SYMBOL_PREFIX;

/// What a file turned out to be.
pub(super) enum Probe {
    /// A library that exports this function of the plugin interface.
    Plugin(String),
    /// A library that exports a function of another version of the interface.
    OtherVersion(String),
    /// A library without such a function.
    Other,
    /// Not readable as a library of this system.
    Unreadable(String),
}

/// Reads the export table of the file at `path`; no code of it runs.
pub(super) fn probe(path: &Path) -> Probe {
    let file = match File::open(path) {
        Ok(file) => ReadCache::new(file),
        Err(error) => return Probe::Unreadable(error.to_string()),
    };
    let exports = match object::File::parse(&file).and_then(|it| it.exports().map(|it| names(&it)))
    {
        Ok(names) => names,
        Err(error) => {
            return Probe::Unreadable(format!(
                "it is no library of this system, or cut off ({error})"
            ));
        }
    };
    let version_free = SYMBOL_PREFIX.trim_end_matches(|it: char| it.is_ascii_digit() || it == '_');
    if let Some(symbol) = exports.iter().find(|it| it.starts_with(SYMBOL_PREFIX)) {
        Probe::Plugin(symbol.clone())
    } else if let Some(symbol) = exports.iter().find(|it| it.starts_with(version_free)) {
        Probe::OtherVersion(symbol.clone())
    } else {
        Probe::Other
    }
}

fn names(exports: &[object::Export<'_>]) -> Vec<String> {
    let name = |it: &object::Export<'_>| {
        let name = std::str::from_utf8(it.name()).ok()?;
        // Mach-O puts an underscore before every name of C.
        Some(
            name.strip_prefix('_')
                .filter(|it| it.starts_with("rashomon_"))
                .unwrap_or(name)
                .to_owned(),
        )
    };
    exports.iter().filter_map(name).collect()
}
