//! Looks into a library without running it.

use std::env::consts::DLL_PREFIX;
use std::fs::File;
use std::path::Path;

use object::{Object as _, ReadCache, ReadRef};
use rashomon_core::ffi::SYMBOL_PREFIX;

/// What a file turned out to be.
pub(super) enum Probe {
    /// A library that exports this function of the plugin interface.
    Plugin(String),
    /// A library that exports several such functions, none of which bears the file's name.
    Several(Vec<String>),
    /// A library that exports a function of another version of the interface.
    OtherVersion(String),
    /// A library without such a function.
    Other,
    /// Not readable as a library of this system.
    Unreadable(String),
}

/// Reads the export table of the file at `path`; no code of it runs.
pub(super) fn probe(path: &Path) -> Probe {
    match File::open(path) {
        Ok(file) => probe_in(path, &ReadCache::new(file)),
        Err(error) => Probe::Unreadable(error.to_string()),
    }
}

/// Reads the export table of a library that was read from `path`.
pub(super) fn probe_in<'a>(path: &Path, library: impl ReadRef<'a>) -> Probe {
    let exports =
        match object::File::parse(library).and_then(|it| it.exports().map(|it| names(&it))) {
            Ok(names) => names,
            Err(error) => {
                return Probe::Unreadable(format!(
                    "it is no library of this system, or cut off ({error})"
                ));
            }
        };
    let version_free = SYMBOL_PREFIX.trim_end_matches(|it: char| it.is_ascii_digit() || it == '_');
    let mut own: Vec<_> =
        exports.iter().filter(|it| it.starts_with(SYMBOL_PREFIX)).cloned().collect();
    if let Some(symbol) = chosen(path, &own) {
        Probe::Plugin(symbol.clone())
    } else if !own.is_empty() {
        own.sort();
        Probe::Several(own)
    } else if let Some(symbol) = exports.iter().find(|it| it.starts_with(version_free)) {
        Probe::OtherVersion(symbol.clone())
    } else {
        Probe::Other
    }
}

/// The function that the library at `path` is a plugin by: a plugin that is built upon another one exports the functions
/// of both, and its own is the one named like the file.
fn chosen<'a>(path: &Path, symbols: &'a [String]) -> Option<&'a String> {
    let stem = path.file_stem()?.to_str()?;
    let stem = stem.strip_prefix(DLL_PREFIX).unwrap_or(stem);
    let named = symbols.iter().find(|it| it.strip_prefix(SYMBOL_PREFIX) == Some(stem));
    named.or_else(|| symbols.first().filter(|_| symbols.len() == 1))
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{DLL_PREFIX, chosen};

    #[test]
    fn a_plugin_built_upon_another_is_known_by_its_file() {
        let both = ["rashomon_plugin_v1_rashomon_base", "rashomon_plugin_v1_rashomon_upon"];
        let both = both.map(str::to_owned);
        let of = |stem: &str, symbols: &[String]| {
            chosen(Path::new(&format!("folder/{DLL_PREFIX}{stem}.so")), symbols).cloned()
        };
        assert_eq!(of("rashomon_upon", &both).as_ref(), Some(&both[1]));
        assert_eq!(of("rashomon_base", &both).as_ref(), Some(&both[0]));
        assert_eq!(of("rashomon_other", &both), None);
        assert_eq!(of("rashomon_other", &both[..1]).as_ref(), Some(&both[0]));
        assert_eq!(of("rashomon_other", &[]), None);
    }
}
