//! The analyzers that can run.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use rashomon_core::ffi::{Handshake, LoadError, PluginHandle, load};

use super::copy::{CopyError, PrivateCopy};
use super::digest::FileDigest;
use super::probe::{Probe, probe, probe_in};
use super::search::SearchPath;
use super::trust::distrust;

/// The analyzers that come with Rashomon.
pub const SHIPPED: [&str; 5] = ["entities", "quotes", "numbers", "timeline", "sentiment"];

/// All analyzers that were found, and the libraries that were refused.
#[derive(Debug, Default)]
pub struct Catalog {
    found: BTreeMap<String, Found>,
    refused: Vec<Refused>,
}

/// An analyzer that can run.
#[derive(Clone, Debug)]
pub struct Found {
    /// The plugin.
    pub handle: PluginHandle,
    /// Its library; `None` if it is linked into this binary.
    pub path: Option<PathBuf>,
    /// Where it was found.
    pub origin: Origin,
}

/// Where a plugin was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// In a place that the user named: `--plugin`, `--plugin-dir`, `RASHOMON_PLUGIN_PATH`.
    Named,
    /// In the folder of the executable, where Cargo leaves whatever it builds.
    BesideExecutable,
    /// In `../lib/rashomon/plugins` beside the executable.
    Installed,
    /// Linked into this binary.
    Bundled,
}

/// A library that looks like a plugin and cannot be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
    /// Whether the user named this very file, so that a run cannot go on without it.
    pub named: bool,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.path.display(), self.reason, self.remedy)
    }
}

impl Catalog {
    /// Looks through the search path and loads every plugin library in it once.
    pub fn find(search: &SearchPath) -> Self {
        let mut catalog = Self::default();
        let mut seen = BTreeSet::new();
        for (path, origin) in search.candidates() {
            let named = search.files.contains(&path);
            // The copy in `deps` hides the one beside the binary without either being opened.
            let key = if named {
                path.clone()
            } else {
                path.file_name().map_or_else(|| path.clone(), PathBuf::from)
            };
            if seen.contains(&key) && (origin != Origin::Named || catalog.has_twin(&path)) {
                continue;
            }
            match open(&path, search) {
                Ok(Some(handle)) => {
                    seen.insert(key);
                    let found = Found { handle, path: Some(path), origin };
                    catalog.refused.extend(catalog.hidden(&found));
                    catalog.add(found);
                }
                Ok(None) if !named => {}
                Ok(None) => catalog.refused.push(Refused { path, named, ..not_a_plugin() }),
                Err(refused) => catalog.refused.push(Refused { named, ..refused }),
            }
        }
        for it in bundled() {
            catalog.add(it);
        }
        catalog
    }

    /// The analyzers that are linked into this binary, and no others.
    pub fn linked_in() -> Self {
        let mut catalog = Self::default();
        for it in bundled() {
            catalog.add(it);
        }
        catalog
    }

    /// Whether the library is among those found already, or is another copy of one from the same build.
    fn has_twin(&self, path: &Path) -> bool {
        self.found.values().filter_map(|it| it.path.as_deref()).any(|it| are_twins(it, path))
    }

    /// What is to be said of an analyzer that is not taken because there is one of its name already: nothing, unless the
    /// user named both places.
    fn hidden(&self, found: &Found) -> Option<Refused> {
        let name = &found.handle.info().name;
        let first = self.get(name).filter(|it| it.origin == Origin::Named)?;
        let (first, path) = (first.path.as_deref()?, found.path.as_deref()?);
        if found.origin != Origin::Named || are_twins(first, path) {
            return None;
        }
        Some(Refused {
            path: path.to_path_buf(),
            reason: format!("analyzer {name} was already found in {}", first.display()),
            remedy: "leave out the one that is not meant".into(),
            named: false,
        })
    }

    /// Adds an analyzer, unless there is one of its name already.
    pub fn add(&mut self, found: Found) {
        self.found.entry(found.handle.info().name.clone()).or_insert(found);
    }

    /// The analyzer with this name.
    pub fn get(&self, name: &str) -> Option<&Found> {
        self.found.get(name)
    }

    /// All analyzers, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Found)> {
        self.found.iter().map(|(name, it)| (name.as_str(), it))
    }

    /// The libraries that were refused, in search order.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// What runs unless the user chooses: all analyzers, but of those that merely lie beside the executable only the
    /// shipped ones, lest a result hang on what else was built there.
    pub fn default_choice(&self) -> Vec<String> {
        let runs = |name: &str, it: &Found| {
            it.origin != Origin::BesideExecutable || SHIPPED.contains(&name)
        };
        self.iter().filter(|(name, it)| runs(name, it)).map(|(name, _)| name.to_owned()).collect()
    }
}

/// Whether both are one file, or Cargo's two copies of one build: beside the binary and in `deps`.
fn are_twins(a: &Path, b: &Path) -> bool {
    let real = |it: &Path| it.canonicalize().unwrap_or_else(|_| it.to_path_buf());
    let (a, b) = (real(a), real(b));
    let holds = |outer: &Path, inner: &Path| {
        outer.parent().is_some_and(|it| inner.parent() == Some(&it.join("deps")))
    };
    a == b || (a.file_name() == b.file_name() && (holds(&a, &b) || holds(&b, &a)))
}

/// Loads one library and says what it is; of `search` only what is trusted and allowed counts.
///
/// # Errors
/// Why it is refused.
pub fn check_library(path: &Path, search: &SearchPath) -> Result<PluginHandle, Refused> {
    open(path, search)?.ok_or_else(|| Refused {
        path: path.to_path_buf(),
        named: true,
        ..not_a_plugin()
    })
}

fn not_a_plugin() -> Refused {
    let reason = "it exports no function of the plugin interface".into();
    let remedy = "end the crate's lib.rs with rashomon_core::export_analyzer!(YourAnalyzer) and build it as a cdylib".into();
    Refused { path: PathBuf::new(), reason, remedy, named: false }
}

/// The plugin in the file; `None` if it is a library of another sort.
fn open(path: &Path, search: &SearchPath) -> Result<Option<PluginHandle>, Refused> {
    if path.metadata().is_ok_and(|it| !it.is_file()) {
        // A pipe would be waited for.
        return Err(refuse(path, "it is no file", "name the library itself"));
    }
    let Some(why) = distrust(path).filter(|_| !search.trust) else {
        return symbol(path, probe(path))?.map(|it| start(path, path, &it)).transpose();
    };
    let bytes = fs::read(path).map_err(|it| refuse(path, it.to_string(), "make it readable"))?;
    let Some(symbol) = symbol(path, probe_in(path, &*bytes))? else { return Ok(None) };
    let digest = FileDigest::of(&bytes);
    if !search.allow.contains(&digest) {
        let remedy = format!(
            "{}; or, if you know where the library comes from, allow just this file with --allow {digest}, or all such files with --trust",
            why.remedy
        );
        return Err(refuse(path, why.reason, &remedy));
    }
    let copy = PrivateCopy::make(path, &bytes).map_err(|error| {
        let temporary = env::temp_dir();
        let reason = match error {
            CopyError::Io(cause) => format!(
                "no copy of it, which nobody else can change, can be made in {} ({cause})",
                temporary.display()
            ),
            CopyError::Unsafe(why) => {
                format!("a copy of it would be no safer than the file: {}", why.reason)
            }
        };
        refuse(path, reason, "set TMPDIR to a folder that only you can write")
    })?;
    start(path, copy.path(), &symbol).map(Some)
}

fn refuse(path: &Path, reason: impl Into<String>, remedy: &str) -> Refused {
    let (reason, remedy) = (reason.into(), remedy.to_owned());
    Refused { path: path.to_path_buf(), reason, remedy, named: false }
}

/// The function that a library is a plugin by; `None` if it is of another sort.
fn symbol(path: &Path, probe: Probe) -> Result<Option<String>, Refused> {
    let (reason, remedy) = match probe {
        Probe::Plugin(symbol) => return Ok(Some(symbol)),
        Probe::Other => return Ok(None),
        Probe::OtherVersion(symbol) => (
            format!("it exports {symbol}, which is of another version of the plugin interface"),
            "rebuild the plugin against the rashomon-core of this program",
        ),
        Probe::Several(symbols) => (
            format!("it exports several plugins ({}), none named like it", symbols.join(", ")),
            "give the file the name of the crate that it was built from",
        ),
        Probe::Unreadable(reason) => (reason, "build or copy it again"),
    };
    Err(refuse(path, reason, remedy))
}

/// Loads the library at `place`, which is the one at `path` or a copy of it.
fn start(path: &Path, place: &Path, symbol: &str) -> Result<PluginHandle, Refused> {
    load(place, symbol).map_err(|error| match error {
        error @ LoadError::Open(_) => refuse(
            path,
            error.to_string(),
            "install what it needs, or build it again on this system",
        ),
        LoadError::Handshake(cause @ Handshake::Major { .. }) => refuse(
            path,
            cause.to_string(),
            "rebuild the plugin against the rashomon-core of this program",
        ),
        other => refuse(
            path,
            other.to_string(),
            "mend the plugin; `rashomon plugins check FILE` says when it is good",
        ),
    })
}

#[cfg(feature = "bundled")]
fn bundled() -> Vec<Found> {
    let plugins = [
        rashomon_entities::plugin(),
        rashomon_quotes::plugin(),
        rashomon_numbers::plugin(),
        rashomon_timeline::plugin(),
        rashomon_sentiment::plugin(),
    ];
    plugins
        .into_iter()
        .map(|it| {
            let handle = PluginHandle::of(it)
                .expect("the shipped analyzers describe themselves rightly; a test loads each");
            Found { handle, path: None, origin: Origin::Bundled }
        })
        .collect()
}

#[cfg(not(feature = "bundled"))]
fn bundled() -> Vec<Found> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::are_twins;

    #[test]
    fn copies_of_one_build_are_twins_and_no_others() {
        let twins = |a: &str, b: &str| are_twins(Path::new(a), Path::new(b));
        assert!(twins("/no/where/libx.so", "/no/where/libx.so"));
        assert!(twins("/no/where/libx.so", "/no/where/deps/libx.so"));
        assert!(twins("/no/where/deps/libx.so", "/no/where/libx.so"));
        assert!(!twins("/no/where/libx.so", "/no/where/deps/liby.so"));
        assert!(!twins("/no/where/libx.so", "/no/place/libx.so"));
    }
}
