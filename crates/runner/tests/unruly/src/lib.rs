//! A plugin that misbehaves when a document tells it to: the runner's tests show that only that document suffers.
#![forbid(unsafe_code)]

use std::hint::black_box;
use std::io::{self, Write as _};
use std::process;

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

/// Labels the whole text, unless the text says what to do instead: `PANIC`, `LIE`, `CUT` and `FAIL` cost a document its
/// annotations, `ABORT`, `OVERFLOW`, `EXIT`, `LOOP` and `BOMB` cost a process its life, `PRINT` costs nothing.
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
        let catastrophes: [(&str, fn()); 6] = [
            ("ABORT", || process::abort()),
            ("OVERFLOW", || {
                black_box(overflow(1));
            }),
            ("EXIT", || process::exit(0)),
            ("LOOP", || endless()),
            ("BOMB", bomb),
            ("PRINT", print),
        ];
        catastrophes
            .iter()
            .filter(|(word, _)| text.contains(word))
            .for_each(|(_, happen)| happen());
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

/// Calls itself until there is no stack left.
fn overflow(depth: u64) -> u64 {
    let pad = black_box([depth; 64]);
    if pad[0] == 0 { 0 } else { overflow(depth + 1) + black_box(pad)[1] }
}

fn endless() -> ! {
    let mut turns: u64 = 0;
    loop {
        turns = black_box(turns.wrapping_add(1));
    }
}

/// Takes memory until there is none left.
fn bomb() {
    let mut taken: Vec<Vec<u8>> = Vec::new();
    loop {
        taken.push(black_box(vec![1; 1 << 24]));
    }
}

/// Writes megabytes to standard output, where results go.
fn print() {
    let line = [b'x'; 1 << 10];
    let mut stdout = io::stdout().lock();
    for _ in 0..4096 {
        // Nobody may be listening.
        let _ = stdout.write_all(&line);
    }
}

export_analyzer!(Unruly);
