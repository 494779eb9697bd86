//! The analyzer as its library holds it finds what the analyzer linked into the test finds.

use std::path::{Path, PathBuf};

use proptest::strategy::{Strategy, ValueTree};
use rashomon_core::ffi::{SYMBOL_PREFIX, load};
use rashomon_text::{TextLayer, TextOptions};

use crate::battery::{fingerprint, runner};
use crate::kit::Kit;
use crate::notation::Marked;
use crate::texts;

/// Random texts on which library and linked analyzer are compared.
const RANDOM_TEXTS: usize = 64;

/// Calls [`loaded`](fn@loaded) for the package in which it stands: `loaded!(Kit::<Quotes>::new().with::<Entities>())`.
#[macro_export]
macro_rules! loaded {
    ($kit:expr) => {
        $crate::loaded(&$kit, ::std::env!("CARGO_PKG_NAME"))
    };
}

/// Loads the library of `package`, which Cargo has left beside the running test, and requires that the analyzer in it
/// finds the same as the one linked into the test: on its examples, on nasty texts and on random ones.
///
/// Cargo builds the library for the tests of a package whose crate types are `cdylib` and `rlib`.
///
/// # Panics
/// If there is no library, it is refused, or it finds something else.
#[track_caller]
pub fn loaded<P>(kit: &Kit<P>, package: &str) {
    let name = package.replace('-', "_");
    let file = library(&name);
    let handle = match load(&file, &format!("{SYMBOL_PREFIX}{name}")) {
        Ok(handle) => handle,
        Err(error) => panic!("{}: {error}", file.display()),
    };
    assert_eq!(
        handle.info().name,
        kit.name(),
        "{} holds another analyzer than the kit",
        file.display()
    );
    let from_library = kit.replaced(handle);
    let mut runner = runner();
    let random = (0..RANDOM_TEXTS).map(|_| {
        let tree = texts::text().new_tree(&mut runner);
        tree.expect("the texts are not filtered").current()
    });
    let examples = kit.handle().info().examples.iter().map(|it| plain(&it.text));
    let nasty = texts::NASTY.iter().map(|&it| it.into());
    for text in examples.chain(nasty).chain(random.collect::<Vec<String>>()) {
        let (linked, loaded) = (found(kit, &text), found(&from_library, &text));
        assert_eq!(loaded, linked, "the library (left) finds something else on {text:?}");
    }
}

/// The text of an example without its marks.
fn plain(example: &str) -> String {
    match Marked::parse(example) {
        Ok(case) => case.text,
        Err(error) => panic!("an example cannot be read: {error}\n  {example}"),
    }
}

fn found<P>(kit: &Kit<P>, text: &str) -> Result<Vec<String>, String> {
    let mut layer = TextLayer::new(TextOptions::default());
    kit.analyze(kit.prepare(&mut layer, "text", text, &[])).map(|it| fingerprint(&it, kit.name()))
}

/// The library of a crate: in the folder of the running test, `target/<profile>/deps`, or the one above it, where a
/// library can be older than the test.
fn library(name: &str) -> PathBuf {
    let file = format!("{}{name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let test = std::env::current_exe().expect("the system knows the running test");
    let mut folders = test.ancestors().skip(1).take(2).map(|it: &Path| it.join(&file));
    folders.find(|it| it.is_file()).unwrap_or_else(|| {
        panic!(
            "{file} is not beside {}: are the package's crate types `cdylib` and `rlib`?",
            test.display()
        )
    })
}
