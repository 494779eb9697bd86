//! What holds for every analyzer on every text.

use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use rashomon_core::ffi::OwnedInfo;
use rashomon_core::{AttributeType, Document, OwnedDocument, Plugin};
use rashomon_text::{TextLayer, TextOptions};

use crate::kit::Kit;
use crate::texts;

/// Texts that are read by one thread and by several.
const SHARED_TEXTS: usize = 64;
const THREADS: usize = 4;

/// Tries what must hold for every analyzer on random texts, on some that are known to be nasty and on long monotonous
/// ones:
/// - no text makes it panic or fail;
/// - its annotations lie in the text, on character boundaries, are sorted, and none is within a block that is not
///   read, such as boilerplate;
/// - it finds the same when it reads a text again, whatever it read before, in one thread or in several;
/// - its [`Info`](rashomon_core::Info) is sound.
///
/// 256 random texts, the same in every run. `PROPTEST_CASES` and `PROPTEST_RNG_SEED` in the environment ask for more or others.
///
/// # Panics
/// If something does not hold, with the shortest text that was found to show it.
pub fn battery<P: Plugin>() {
    battery_with::<P>(|kit| kit);
}

/// [`battery`] with a kit of the caller's making, for analyzers that need others or options:
/// `battery_with::<P>(|kit| kit.with::<Q>())`.
///
/// # Panics
/// If something does not hold.
pub fn battery_with<P: Plugin>(configure: impl FnOnce(Kit<P>) -> Kit<P>) {
    configure(Kit::new()).check_invariants();
}

impl<P> Kit<P> {
    /// What [`battery`] does, with this kit.
    ///
    /// # Panics
    /// If something does not hold.
    pub fn check_invariants(&self) {
        check_info(self.handle().info());
        for text in texts::NASTY.iter().map(|&it| it.into()).chain(texts::monotonous()) {
            if let Err(error) = holds(self, &text, None) {
                let start: String = text.chars().take(200).collect();
                panic!("on a text of {} bytes, {start:?}: {error}", text.len());
            }
        }
        let mut runner = runner();
        let texts = (texts::text(), texts::published());
        let result = runner.run(&texts, |(text, published)| {
            holds(self, &text, published.as_deref()).map_err(TestCaseError::fail)
        });
        if let Err(error) = result {
            panic!("{error}");
        }
        threads_agree(self, &mut runner);
    }
}

/// A runner that makes the same texts in every run, unless the environment asks for others.
pub(crate) fn runner() -> TestRunner {
    let config = Config::default();
    TestRunner::new(Config {
        rng_seed: match config.rng_seed {
            RngSeed::Random => RngSeed::Fixed(1950),
            fixed @ RngSeed::Fixed(_) => fixed,
        },
        failure_persistence: None,
        ..config
    })
}

/// All properties of one text.
fn holds<P>(kit: &Kit<P>, text: &str, published: Option<&str>) -> Result<(), String> {
    let mut fresh = TextLayer::new(TextOptions::default());
    let document = read(kit, &mut fresh, text, published)?;
    in_order(&document, kit.name())?;
    let found = fingerprint(&document, kit.name());
    let again = fingerprint(&read(kit, &mut fresh, text, published)?, kit.name());
    same("the second time", &found, &again)?;
    let used = kit.with_used_layer(|layer| read(kit, layer, text, published))?;
    same("after other texts", &found, &fingerprint(&used, kit.name()))
}

fn read<P>(
    kit: &Kit<P>,
    layer: &mut TextLayer,
    text: &str,
    published: Option<&str>,
) -> Result<OwnedDocument, String> {
    let published: Vec<_> =
        published.map(|it| ("published".into(), it.into())).into_iter().collect();
    kit.analyze(kit.prepare(layer, "random", text, &published))
}

/// The order of annotations and where they may lie; a sink refuses spans that are not in the text.
fn in_order(document: &OwnedDocument, analyzer: &str) -> Result<(), String> {
    let layer = document.layer(analyzer).ok_or("there are no annotations of the analyzer")?;
    for (one, next) in layer.iter().zip(layer.iter().skip(1)) {
        if one.span().reading_order(next.span()).is_gt() {
            return Err(format!("{one:?} stands before {next:?}"));
        }
    }
    for annotation in layer.iter() {
        let span = annotation.span();
        if document.text().get(span.range()).is_none() {
            return Err(format!("{annotation:?} is not in the text"));
        }
        let unread = document.blocks().iter().find(|it| !it.is_read() && it.span.contains(span));
        if let Some(block) = unread.filter(|_| !span.is_empty()) {
            return Err(format!("{annotation:?} lies in a {} block", block.kind().name()));
        }
    }
    Ok(())
}

/// All that was found, as text.
pub(crate) fn fingerprint(document: &OwnedDocument, analyzer: &str) -> Vec<String> {
    let layer = document.layer(analyzer);
    layer.into_iter().flat_map(|it| it.iter().map(|it| format!("{it:?}"))).collect()
}

fn same(when: &str, found: &[String], other: &[String]) -> Result<(), String> {
    if found == other {
        return Ok(());
    }
    let differs = found.iter().zip(other).position(|(one, other)| one != other);
    let index = differs.unwrap_or(found.len().min(other.len()));
    Err(format!(
        "it finds something else {when}: first {:?}, then {:?}",
        found.get(index),
        other.get(index)
    ))
}

/// Reads texts in one thread and then in several, each in another order, and compares.
fn threads_agree<P>(kit: &Kit<P>, runner: &mut TestRunner) {
    let texts: Vec<String> = (0..SHARED_TEXTS)
        .map(|_| {
            let tree = proptest::strategy::Strategy::new_tree(&texts::text(), runner);
            tree.expect("the texts are not filtered").current()
        })
        .collect();
    let read_all = |first: usize| {
        let mut layer = TextLayer::new(TextOptions::default());
        let mut found = vec![Vec::new(); texts.len()];
        for offset in 0..texts.len() {
            let index = (first + offset) % texts.len();
            let document = read(kit, &mut layer, &texts[index], None);
            found[index] =
                fingerprint(&document.unwrap_or_else(|error| panic!("{error}")), kit.name());
        }
        found
    };
    let alone = read_all(0);
    let read_all = &read_all;
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|it| scope.spawn(move || read_all(it * SHARED_TEXTS / THREADS)))
            .collect();
        for thread in threads {
            let together =
                thread.join().expect("no thread panics on texts that one thread has read");
            for (text, (found, other)) in texts.iter().zip(alone.iter().zip(&together)) {
                if let Err(error) = same("in a thread among others", found, other) {
                    panic!("on {text:?}: {error}");
                }
            }
        }
    });
}

/// Names that can be typed and told apart, a doc for each, references that lead somewhere. That names are not given
/// twice, the host has checked.
fn check_info(info: &OwnedInfo) {
    let name = &info.name;
    assert!(!info.version.is_empty(), "`{name}` has no version");
    assert!(!info.summary.is_empty(), "`{name}` has no summary");
    assert!(!info.labels.is_empty(), "`{name}` has no labels");
    let labels = info.labels.iter().map(|it| (&it.name, &it.doc));
    let attributes = info.attributes.iter().map(|it| (&it.name, &it.doc));
    let options = info.options.iter().map(|it| (&it.name, &it.doc));
    for (item, doc) in labels.chain(attributes).chain(options) {
        let typeable = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '-';
        assert!(
            item.chars().all(typeable),
            "{item:?} of `{name}` has something else than letters, digits, `_` and `-`"
        );
        assert!(!doc.is_empty(), "`{item}` of `{name}` has no doc");
    }
    for attribute in &info.attributes {
        assert!(
            info.labels.iter().all(|it| it.name != attribute.name),
            "`{}` of `{name}` is both a label and an attribute",
            attribute.name
        );
        if let AttributeType::Reference(target) = &attribute.kind {
            assert!(
                target == name || info.requires.iter().any(|it| it.analyzer == *target),
                "`{}` of `{name}` refers to `{target}`, which `{name}` does not require",
                attribute.name
            );
        }
    }
}
