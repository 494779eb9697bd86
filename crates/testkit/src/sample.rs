//! A little analyzer for the kit's own tests and documentation.

use rashomon_core::{
    AnalyzeError, Analyzer, AnnotationId, Attribute, AttributeInfo, AttributeKind, Document,
    Example, Info, LabelInfo, OptionsError, Plugin, Sink, Span, Token, options,
};

options! {
    /// What the sample can be told.
    pub struct CapitalsOptions {
        /// shortest word that is found, in letters
        pub min_length: i64 = 2,
    }
}

/// Finds words in capitals; each refers to the one before and knows the word that follows.
#[derive(Debug)]
pub struct Capitals {
    min_length: u32,
}

impl Plugin for Capitals {
    const INFO: Info = Info {
        name: "capitals",
        version: env!("CARGO_PKG_VERSION"),
        summary: "Finds words in capital letters.",
        labels: &[LabelInfo { name: "capitals", doc: "a word in capital letters" }],
        attributes: &[
            attribute("length", "letters it has", AttributeKind::Integer),
            attribute("next", "the word that follows", AttributeKind::Span),
            attribute("before", "the one before", AttributeKind::Reference("capitals")),
            attribute("parity", "of its length", AttributeKind::Enum(&["even", "odd"])),
        ],
        examples: &[Example { text: "from {capitals|length=2 UN} to you", note: "an acronym" }],
        ..Info::EMPTY
    };
    type Options = CapitalsOptions;

    fn create(options: CapitalsOptions) -> Result<Self, OptionsError> {
        u32::try_from(options.min_length)
            .map(|min_length| Self { min_length })
            .map_err(|_| OptionsError::new("min_length is below 0"))
    }
}

const fn attribute(name: &'static str, doc: &'static str, kind: AttributeKind) -> AttributeInfo {
    AttributeInfo { name, doc, kind }
}

impl Analyzer for Capitals {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        let mut before: Option<AnnotationId> = None;
        for sentence in document.read_sentences() {
            let tokens = document.tokens_of(sentence);
            for (index, token) in tokens.iter().enumerate() {
                let length = document.slice(token.span).chars().count() as u32;
                if !token.shape.is_all_caps() || length < self.min_length {
                    continue;
                }
                let next: Option<Span> = tokens.get(index + 1).map(|it: &Token| it.span);
                let attributes = [
                    Some(Attribute::new(0, i64::from(length))),
                    next.map(|it| Attribute::new(1, it)),
                    before.map(|it| Attribute::new(2, it)),
                    Some(Attribute {
                        key: 3,
                        value: rashomon_core::Value::Enum((length % 2) as u16),
                    }),
                ];
                let attributes: Vec<_> = attributes.into_iter().flatten().collect();
                before = Some(sink.emit(0, token.span, &attributes)?);
            }
        }
        Ok(())
    }
}
