//! The kit: an analyzer with all that it needs to run on a text.

use std::fmt;
use std::marker::PhantomData;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use rashomon_core::ffi::{Instance, PluginHandle, TableCell, load, no_extension};
use rashomon_core::{Document, NeedKind, OwnedDocument, Plugin};
use rashomon_text::{TextLayer, TextOptions};

use crate::compare::difference;
use crate::notation::Marked;
use crate::render;
use crate::settings;
use crate::values::Found;

/// Runs an analyzer on texts and compares what it finds with what a case says. Made by [`new`](Self::new) and the
/// builder methods; the analyzer itself is created at the first text.
///
/// The analyzer is called as a host calls it, through the table of the plugin interface, so it sees the layers of the
/// analyzers that it names in [`Info::requires`](rashomon_core::Info::requires) and no others.
pub struct Kit<P = Library> {
    own: PluginHandle,
    upstream: Vec<PluginHandle>,
    options: Vec<(String, String)>,
    metadata: Vec<(String, String)>,
    instances: OnceLock<Vec<Instance>>,
    text: Mutex<TextLayer>,
    plugin: PhantomData<fn() -> P>,
}

/// In place of a plugin's type: an analyzer of any language that is loaded from its library.
#[derive(Clone, Copy, Debug)]
pub enum Library {}

impl<P: Plugin> Kit<P> {
    /// A kit with default options, no metadata and no other analyzers.
    ///
    /// # Panics
    /// If the analyzer's [`Info`](rashomon_core::Info) is not valid.
    #[track_caller]
    pub fn new() -> Self {
        Self::of(handle::<P>())
    }
}

impl Kit<Library> {
    /// The kit of the analyzer in the library at `path`, whose function `symbol` gives its table.
    ///
    /// # Panics
    /// If the library cannot be loaded, with the reason.
    #[track_caller]
    pub fn open(path: impl AsRef<Path>, symbol: &str) -> Self {
        let path = path.as_ref();
        match load(path, symbol) {
            Ok(handle) => Self::of(handle),
            Err(error) => panic!("{}: {error}", path.display()),
        }
    }
}

impl<P> Kit<P> {
    fn of(own: PluginHandle) -> Self {
        Self {
            own,
            upstream: Vec::new(),
            options: Vec::new(),
            metadata: Vec::new(),
            instances: OnceLock::new(),
            text: Mutex::new(TextLayer::new(TextOptions::default())),
            plugin: PhantomData,
        }
    }

    /// Runs analyzer `Q` before this one, after those named earlier.
    ///
    /// # Panics
    /// If the [`Info`](rashomon_core::Info) of `Q` is not valid.
    #[must_use]
    #[track_caller]
    pub fn with<Q: Plugin>(mut self) -> Self {
        self.upstream.push(handle::<Q>());
        self.renew()
    }

    /// Says when the texts were published: an ISO 8601 date. Short for `metadata("published", date)`.
    #[must_use]
    pub fn published(self, date: &str) -> Self {
        self.metadata("published", date)
    }

    /// Gives every text this metadata field.
    #[must_use]
    pub fn metadata(mut self, key: &str, value: &str) -> Self {
        self.metadata.push((key.into(), value.into()));
        self
    }

    /// Sets an option, as `--set` does: `name` of this analyzer, or `analyzer.name` of one given to
    /// [`with`](Self::with).
    #[must_use]
    pub fn option(mut self, name: &str, value: &str) -> Self {
        self.options.push((name.into(), value.into()));
        self.renew()
    }

    /// Requires that the analyzer finds exactly the labels marked in `marked`, with the attributes mentioned there;
    /// see [`notation`](crate::notation).
    ///
    /// # Panics
    /// If it does not, with the difference; if `marked` cannot be read; if the analyzer fails.
    #[track_caller]
    pub fn check(&self, marked: &str) {
        let case = match Marked::parse(marked) {
            Ok(case) => case,
            Err(error) => panic!("the case cannot be read: {error}\n  {marked}"),
        };
        let document = self.annotate(&case.text);
        match difference(&case, marked, &document, self.name()) {
            Ok(None) => {}
            Ok(Some(difference)) => panic!("{difference}"),
            Err(error) => panic!("the case cannot be checked: {error}\n  {marked}"),
        }
    }

    /// Checks every example that the analyzer shows of itself.
    ///
    /// # Panics
    /// If one is not true, or if there is none.
    #[track_caller]
    pub fn check_examples(&self) {
        let examples = &self.own.info().examples;
        assert!(!examples.is_empty(), "`{}` has no examples", self.name());
        for example in examples {
            self.check(&example.text);
        }
    }

    /// Runs the analyzers on a text without marks. The document then holds the text layer and a layer of annotations
    /// of each analyzer.
    ///
    /// # Panics
    /// If an analyzer fails, or cannot be made with the given options.
    #[track_caller]
    pub fn annotate(&self, text: &str) -> OwnedDocument {
        let document = self.with_used_layer(|layer| self.prepare(layer, "case", text, &[]));
        match self.analyze(document) {
            Ok(document) => document,
            Err(error) => panic!("{error}\n  {text}"),
        }
    }

    /// All that the analyzer finds in a text, in the notation of [`check`](Self::check): a start for a new case.
    ///
    /// # Panics
    /// If an analyzer fails, or cannot be made with the given options.
    #[track_caller]
    pub fn mark(&self, text: &str) -> String {
        render::marked(Found::of(&self.annotate(text), self.name()), |_, _| true)
    }

    /// Name of the analyzer.
    pub(crate) fn name(&self) -> &str {
        &self.own.info().name
    }

    /// The analyzer's table.
    pub(crate) fn handle(&self) -> &PluginHandle {
        &self.own
    }

    /// The same kit with the analyzer of another table, which must have the same name.
    pub(crate) fn replaced(&self, own: PluginHandle) -> Kit<Library> {
        let mut kit = Kit::of(own);
        kit.upstream.clone_from(&self.upstream);
        kit.options.clone_from(&self.options);
        kit.metadata.clone_from(&self.metadata);
        kit
    }

    /// Calls `act` with the text layer that has read all earlier texts.
    pub(crate) fn with_used_layer<T>(&self, act: impl FnOnce(&mut TextLayer) -> T) -> T {
        act(&mut self.text.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A document with its text layer, without annotations. `more` metadata goes over that of the kit.
    pub(crate) fn prepare(
        &self,
        layer: &mut TextLayer,
        id: &str,
        text: &str,
        more: &[(String, String)],
    ) -> OwnedDocument {
        let mut document =
            OwnedDocument::new(id, text).expect("texts of tests are shorter than 2 GiB");
        for (key, value) in self.metadata.iter().chain(more) {
            document.set_metadata(key, value);
        }
        layer.annotate(&mut document);
        document
    }

    /// Runs all analyzers on a prepared document. An error names the analyzer.
    #[track_caller]
    pub(crate) fn analyze(&self, mut document: OwnedDocument) -> Result<OwnedDocument, String> {
        for instance in self.instances() {
            let name = &instance.plugin().info().name;
            let layer = instance
                .analyze(&document)
                .map_err(|error| format!("`{name}` fails on this text: {error}"))?;
            document.add_layer(layer);
        }
        debug_assert!(document.layer(self.name()).is_some(), "the analyzer itself runs last");
        Ok(document)
    }

    #[track_caller]
    fn instances(&self) -> &[Instance] {
        // Made outside the cell, so that a panic names the caller's line.
        if self.instances.get().is_none() {
            let instances = self.make_instances().unwrap_or_else(|error| panic!("{error}"));
            // Another thread may have been faster; its instances are the same.
            let _ = self.instances.set(instances);
        }
        self.instances.get().expect("set just now")
    }

    pub(crate) fn make_instances(&self) -> Result<Vec<Instance>, String> {
        let handles: Vec<&PluginHandle> = self.upstream.iter().chain([&self.own]).collect();
        let mut options: Vec<Vec<(&str, &str)>> = vec![Vec::new(); handles.len()];
        for (name, value) in &self.options {
            let (analyzer, name) = name.split_once('.').unwrap_or((self.name(), name));
            let index = handles
                .iter()
                .position(|it| it.info().name == analyzer)
                .ok_or_else(|| format!("option `{analyzer}.{name}`: `{analyzer}` does not run"))?;
            options[index].push((name, value));
        }
        for (index, handle) in handles.iter().enumerate() {
            let info = handle.info();
            let runs = |name: &str| handles[..index].iter().any(|it| it.info().name == name);
            let mut needs = info.requires.iter().filter(|it| it.kind == NeedKind::Required);
            if let Some(need) = needs.find(|it| !runs(&it.analyzer)) {
                return Err(format!(
                    "`{}` requires `{}`: add it to the kit by `.with::<..>()`",
                    info.name, need.analyzer
                ));
            }
        }
        let make = |(handle, options): (&&PluginHandle, &Vec<_>)| settings::create(handle, options);
        handles.iter().zip(&options).map(make).collect()
    }

    /// Forgets the analyzers that were made before a change of options.
    fn renew(mut self) -> Self {
        self.instances = OnceLock::new();
        self
    }
}

/// The table of an analyzer that is linked into the test.
#[track_caller]
fn handle<P: Plugin>() -> PluginHandle {
    match PluginHandle::of(TableCell::new().get::<P>(no_extension)) {
        Ok(handle) => handle,
        Err(error) => panic!("`{}` is no valid analyzer: {error}", P::INFO.name),
    }
}

impl<P: Plugin> Default for Kit<P> {
    fn default() -> Self {
        Self::new()
    }
}

impl<P> fmt::Debug for Kit<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kit")
            .field("analyzer", &self.name())
            .field("options", &self.options)
            .field("metadata", &self.metadata)
            .finish_non_exhaustive()
    }
}
