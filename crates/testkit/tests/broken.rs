//! The battery finds what is broken: each analyzer here breaks one promise.
#![forbid(unsafe_code)]

use std::panic::catch_unwind;
use std::sync::atomic::{AtomicU32, Ordering};

use rashomon_core::{
    AnalyzeError, Analyzer, Document, Info, LabelInfo, NoOptions, OptionsError, Plugin, Sink, Span,
};
use rashomon_testkit::battery;

const LABELS: &[LabelInfo] = &[LabelInfo { name: "x", doc: "anything" }];

/// Declares an analyzer from what it does with a document.
macro_rules! analyzer {
    ($name:ident, $info:expr, |$document:ident, $sink:ident| $body:expr) => {
        #[derive(Debug)]
        struct $name;

        impl Plugin for $name {
            const INFO: Info = $info;
            type Options = NoOptions;

            fn create(_: NoOptions) -> Result<Self, OptionsError> {
                Ok(Self)
            }
        }

        impl Analyzer for $name {
            fn analyze(
                &self,
                $document: &dyn Document,
                $sink: &mut dyn Sink,
            ) -> Result<(), AnalyzeError> {
                $body
            }
        }
    };
}

const INFO: Info =
    Info { name: "x", version: "1", summary: "Finds x.", labels: LABELS, ..Info::EMPTY };

/// What the battery says of an analyzer that breaks a promise.
fn complaint<P: Plugin>() -> String {
    let payload = catch_unwind(battery::<P>).expect_err("the battery finds nothing");
    match payload.downcast::<String>() {
        Ok(message) => *message,
        Err(payload) => payload.downcast_ref::<&str>().copied().unwrap_or_default().into(),
    }
}

analyzer!(Fails, INFO, |document, _sink| {
    if document.text().contains('7') { Err(AnalyzeError::new("no sevens")) } else { Ok(()) }
});

#[test]
fn failing_on_a_text_is_found() {
    assert!(complaint::<Fails>().contains("no sevens"));
}

analyzer!(Panics, INFO, |document, _sink| {
    assert!(!document.text().contains("said Berg"), "no Bergs");
    assert!(!document.text().contains('ẞ'), "no sharp s");
    Ok(())
});

#[test]
fn panicking_on_a_text_is_found() {
    assert!(complaint::<Panics>().contains("no sharp s"));
}

analyzer!(Cuts, INFO, |document, sink| {
    if !document.text().is_empty() {
        sink.emit(0, Span::new(0, 1), &[])?;
    }
    Ok(())
});

#[test]
fn cutting_a_character_is_found() {
    assert!(complaint::<Cuts>().contains("character boundaries"));
}

static CALLS: AtomicU32 = AtomicU32::new(0);

analyzer!(Remembers, INFO, |document, sink| {
    if CALLS.fetch_add(1, Ordering::Relaxed) % 2 == 1 && !document.text().is_empty() {
        sink.emit(0, Span::new(0, document.text().len() as u32), &[])?;
    }
    Ok(())
});

#[test]
fn remembering_is_found() {
    assert!(complaint::<Remembers>().contains("something else the second time"));
}

analyzer!(Numbers, INFO, |document, sink| {
    for token in document.tokens().iter().filter(|it| it.word % 3 == 1) {
        sink.emit(0, token.span, &[])?;
    }
    Ok(())
});

#[test]
fn depending_on_the_vocabulary_is_found() {
    assert!(complaint::<Numbers>().contains("something else after other texts"));
}

analyzer!(Undocumented, Info { labels: &[LabelInfo { name: "x", doc: "" }], ..INFO }, |_d, _s| Ok(
    ()
));

#[test]
fn unsound_info_is_found() {
    assert_eq!(complaint::<Undocumented>(), "`x` of `x` has no doc");
}
