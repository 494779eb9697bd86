//! Whose voice each token is in: the reporter's, or that of someone who is quoted.

use rashomon_core::{Document, Span};

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

    /// Goes on to the place `start`.
    pub(crate) fn pass(&mut self, start: u32) {
        self.open.retain(|it| it.span.end() > start);
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
    pub(crate) fn touch(&self, span: Span) -> bool {
        let next = self.quotations.get(self.next);
        !self.open.is_empty() || next.is_some_and(|it| it.span.start() < span.end())
    }
}
