//! Whose voice each token is in: the reporter's, or that of someone who is quoted.

use std::ops::Range;

use rashomon_core::{Document, Span, Token};

/// A quotation of the layer of quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quotation {
    pub span: Span,
    /// Its row in the layer of quotes.
    pub row: u32,
    /// Row of the speaker's mention in the layer of entities.
    pub speaker: Option<u32>,
    /// The words are the speaker's own, not the reporter's for them.
    pub verbatim: bool,
}

/// The quotations of a document, asked for in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Voices {
    quotations: Vec<Quotation>,
    /// The first that starts behind the place passed last.
    next: usize,
    /// Those that start before that place and do not end before it: seldom more than two, as they seldom nest.
    open: Vec<Quotation>,
    runs: Vec<Run>,
}

/// Tokens of a sentence in one voice.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub tokens: Range<usize>,
    /// The innermost quotation around them; nothing if the reporter speaks.
    pub quotation: Option<Quotation>,
}

impl Voices {
    pub(crate) fn read(&mut self, document: &dyn Document) {
        self.quotations.clear();
        self.next = 0;
        self.open.clear();
        let Some(layer) = document.layer("quotes") else { return };
        let speaker = layer.key("speaker_entity");
        let [scare, indirect] = ["scare", "indirect"].map(|it| layer.label(it));
        for quote in layer.iter().filter(|it| Some(it.label_index()) != scare) {
            let speaker = speaker.and_then(|it| match quote.value(it) {
                Some(rashomon_core::Value::Reference(row)) => Some(row),
                _ => None,
            });
            let verbatim = Some(quote.label_index()) != indirect;
            let (span, row) = (quote.span(), quote.index());
            self.quotations.push(Quotation { span, row, speaker, verbatim });
        }
    }

    /// Tells the runs of a sentence's tokens that are in one voice each, which cover them all. Sentences come in the
    /// order of the text.
    pub(crate) fn hear(&mut self, sentence: Span, tokens: &[Token]) {
        self.pass(sentence.start());
        self.runs.clear();
        let mut run = Run { tokens: 0..0, quotation: None };
        if !self.touch(sentence) {
            run.tokens.end = tokens.len();
            self.runs.push(run);
            return;
        }
        // Up to there the same quotations are around all tokens.
        let mut same_until = 0;
        for (index, token) in tokens.iter().enumerate() {
            if token.span.end() > same_until {
                self.pass(token.span.start());
                let quotation = self.around(token.span);
                if quotation.map(|it| it.row) != run.quotation.map(|it| it.row) {
                    let next = Run { tokens: index..index, quotation };
                    self.runs.push(std::mem::replace(&mut run, next));
                }
                let ends = self.open.iter().map(|it| it.span.end()).min();
                let next = self.quotations.get(self.next).map(|it| it.span.start());
                let changes = [ends, next].map(|it| it.unwrap_or(u32::MAX));
                same_until = changes[0].min(changes[1]);
            }
            run.tokens.end = index + 1;
        }
        self.runs.push(run);
    }

    /// The runs of the sentence that has been heard last. The first may be empty.
    pub(crate) fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The quotation around a token of that sentence.
    pub(crate) fn quotation(&self, token: usize) -> Option<Quotation> {
        let run = self.runs.partition_point(|it| it.tokens.end <= token);
        self.runs.get(run).and_then(|it| it.quotation)
    }

    /// Goes on to the place `start`.
    #[inline]
    pub(crate) fn pass(&mut self, start: u32) {
        if !self.open.is_empty() {
            self.open.retain(|it| it.span.end() > start);
        }
        while let Some(it) = self.quotations.get(self.next).filter(|it| it.span.start() <= start) {
            self.next += 1;
            if it.span.end() > start {
                self.open.push(*it);
            }
        }
    }

    /// The innermost quotation around `span`, which starts at the place passed last.
    pub(crate) fn around(&self, span: Span) -> Option<Quotation> {
        let around = self.open.iter().filter(|it| it.span.contains(span));
        around.min_by_key(|it| it.span.len()).copied()
    }

    /// Whether some quotation overlaps `span`, which starts at the place passed last.
    fn touch(&self, span: Span) -> bool {
        let next = self.quotations.get(self.next);
        !self.open.is_empty() || next.is_some_and(|it| it.span.start() < span.end())
    }
}
