//! A plugin that misbehaves when a document tells it to: the runner's tests show that only that document suffers.
#![forbid(unsafe_code)]

use rashomon_core::{
    AnalyzeError, Analyzer, Document, Info, LabelInfo, OptionsError, Plugin, Sink, Span,
    export_analyzer, options,
};

options! {
    /// What the plugin can be told.
    pub struct UnrulyOptions {
        /// most words of a text
        pub most: i64 = 1_000_000,
    }
}

/// Labels the whole text, unless the text says `PANIC`, `LIE`, `CUT` or `FAIL`.
#[derive(Debug)]
pub struct Unruly {
    most: usize,
}

impl Plugin for Unruly {
    const INFO: Info = Info {
        name: "unruly",
        version: "0.0.1",
        summary: "Misbehaves when the text tells it to.",
        labels: &[LabelInfo { name: "text", doc: "The whole text." }],
        ..Info::EMPTY
    };
    type Options = UnrulyOptions;

    fn create(options: UnrulyOptions) -> Result<Self, OptionsError> {
        let most = usize::try_from(options.most)
            .map_err(|_| OptionsError::new("`most` must not be negative"))?;
        Ok(Self { most })
    }
}

impl Analyzer for Unruly {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        let text = document.text();
        assert!(!text.contains("PANIC"), "told to panic");
        if text.contains("FAIL") || document.tokens().len() > self.most {
            return Err(AnalyzeError::new("told to fail"));
        }
        let end = text.len() as u32;
        if text.contains("LIE") {
            // Goes on as if nothing had happened: the host must notice by itself.
            let _ = sink.emit(0, Span::new(0, end + 9), &[]);
        }
        let start = u32::from(text.contains("CUT"));
        sink.emit(0, Span::new(start, end), &[])?;
        Ok(())
    }
}

export_analyzer!(Unruly);
