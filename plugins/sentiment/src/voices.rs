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
    /// All before this one end before the place asked for last.
    first: usize,
}

impl Voices {
    pub(crate) fn read(&mut self, document: &dyn Document) {
        self.quotations.clear();
        self.first = 0;
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

    /// Forgets quotations that end before `start`.
    pub(crate) fn pass(&mut self, start: u32) {
        while self.quotations.get(self.first).is_some_and(|it| it.span.end() <= start) {
            self.first += 1;
        }
    }

    /// The innermost quotation around `span`; `span` must not lie before the place passed last.
    pub(crate) fn around(&self, span: Span) -> Option<Quotation> {
        self.quotations
            .get(self.first..)?
            .iter()
            .take_while(|it| it.span.start() <= span.start())
            .filter(|it| it.span.contains(span))
            .min_by_key(|it| it.span.len())
            .copied()
    }

    /// Whether some quotation overlaps `span`.
    pub(crate) fn touch(&self, span: Span) -> bool {
        let rest = self.quotations.get(self.first..).unwrap_or_default();
        rest.iter().take_while(|it| it.span.start() < span.end()).any(|it| it.span.overlaps(span))
    }
}
