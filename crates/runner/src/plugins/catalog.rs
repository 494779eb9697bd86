//! The analyzers that can run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use rashomon_core::ffi::{Handshake, LoadError, PluginHandle, load};

use super::probe::{Probe, probe};
use super::search::SearchPath;
use super::trust;

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
            match open(&path, search.trust) {
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

/// Loads one library and says what it is.
///
/// # Errors
/// Why it is refused.
pub fn check_library(path: &Path, trust: bool) -> Result<PluginHandle, Refused> {
    open(path, trust)?.ok_or_else(|| Refused {
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
fn open(path: &Path, trust: bool) -> Result<Option<PluginHandle>, Refused> {
    let refuse = |reason: String, remedy: &str| Refused {
        path: path.to_path_buf(),
        reason,
        remedy: remedy.into(),
        named: false,
    };
    let symbol = match probe(path) {
        Probe::Plugin(symbol) => symbol,
        Probe::Other => return Ok(None),
        Probe::OtherVersion(symbol) => {
            let reason =
                format!("it exports {symbol}, which is of another version of the plugin interface");
            return Err(refuse(
                reason,
                "rebuild the plugin against the rashomon-core of this program",
            ));
        }
        Probe::Several(symbols) => {
            let reason =
                format!("it exports several plugins ({}), none named like it", symbols.join(", "));
            return Err(refuse(
                reason,
                "give the file the name of the crate that it was built from",
            ));
        }
        Probe::Unreadable(reason) => return Err(refuse(reason, "build or copy it again")),
    };
    if let Some((reason, remedy)) = trust::distrust(path).filter(|_| !trust) {
        return Err(refuse(reason, remedy));
    }
    load(path, &symbol).map(Some).map_err(|error| match error {
        error @ LoadError::Open(_) => {
            refuse(error.to_string(), "install what it needs, or build it again on this system")
        }
        LoadError::Handshake(cause @ Handshake::Major { .. }) => refuse(
            cause.to_string(),
            "rebuild the plugin against the rashomon-core of this program",
        ),
        other => refuse(
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
