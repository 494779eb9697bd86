//! What other analyzers found in the document: quotations that give a number, times that are none.

use rashomon_core::{Document, Span};

/// Quotations, asked for by numbers in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    /// Span and row of each.
    quotes: Vec<(Span, u32)>,
    /// All before this one end before the last number asked for.
    first: usize,
}

impl Claims {
    pub(crate) fn of(document: &dyn Document) -> Self {
        let Some(layer) = document.layer("quotes") else { return Self::default() };
        let quotes = layer
            .iter()
            .filter(|it| matches!(it.label(), "direct" | "mixed" | "indirect"))
            .map(|it| (it.span(), it.index()))
            .collect();
        Self { quotes, first: 0 }
    }

    /// The innermost quotation around a number.
    pub(crate) fn of_number(&mut self, span: Span) -> Option<u32> {
        while self.quotes.get(self.first).is_some_and(|it| it.0.end() <= span.start()) {
            self.first += 1;
        }
        self.quotes
            .get(self.first..)?
            .iter()
            .take_while(|it| it.0.start() <= span.start())
            .filter(|it| it.0.contains(span))
            .min_by_key(|it| it.0.len())
            .map(|it| it.1)
    }
}

/// Dates and clock times of the timeline, asked for in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Times {
    spans: Vec<Span>,
    first: usize,
}

impl Times {
    pub(crate) fn of(document: &dyn Document) -> Self {
        let Some(layer) = document.layer("timeline") else { return Self::default() };
        let spans = layer
            .iter()
            .filter(|it| matches!(it.label(), "DATE" | "TIME"))
            .map(rashomon_core::Annotation::span)
            .collect();
        Self { spans, first: 0 }
    }

    /// Whether a date or time overlaps the number.
    pub(crate) fn hold(&mut self, span: Span) -> bool {
        while self.spans.get(self.first).is_some_and(|it| it.end() <= span.start()) {
            self.first += 1;
        }
        self.spans
            .get(self.first..)
            .unwrap_or_default()
            .iter()
            .take_while(|it| it.start() < span.end())
            .any(|it| it.overlaps(span))
    }
}
