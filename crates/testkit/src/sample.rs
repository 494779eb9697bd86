//! A little analyzer for the kit's own tests and documentation.

use std::collections::BTreeMap;

use rashomon_core::{
    AnalyzeError, Analyzer, AnnotationId, Attribute, AttributeInfo, AttributeKind, Column,
    ColumnKind, CorpusStage, Document, Example, Info, LabelInfo, OptionsError, Plugin, Sink, Span,
    TableSink, Token, join_list, options, split_list,
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

/// Which reports have which words in capitals.
impl CorpusStage for Capitals {
    type State = BTreeMap<String, Vec<String>>;

    fn step(&self, state: &mut Self::State, document: &dyn Document) -> Result<(), AnalyzeError> {
        for found in document.layer("capitals").iter().flat_map(|it| it.iter()) {
            let reports = state.entry(document.slice(found.span()).into()).or_default();
            if reports.last().is_none_or(|it| it != document.id()) {
                reports.push(document.id().into());
            }
        }
        Ok(())
    }

    fn merge(&self, into: &mut Self::State, other: Self::State) {
        for (word, reports) in other {
            into.entry(word).or_default().extend(reports);
        }
    }

    fn save(&self, state: &Self::State) -> Vec<u8> {
        let line = |(word, reports): (&String, &Vec<String>)| {
            format!("{word}\t{}\n", join_list(reports.iter().map(String::as_str)))
        };
        state.iter().map(line).collect::<String>().into_bytes()
    }

    fn load(&self, bytes: &[u8]) -> Result<Self::State, AnalyzeError> {
        let text = std::str::from_utf8(bytes).map_err(AnalyzeError::new)?;
        let line = |line: &str| {
            let (word, reports) = line.split_once('\t')?;
            Some((word.to_owned(), split_list(reports).map(Into::into).collect()))
        };
        let lines = text.split_terminator('\n').map(line).collect::<Option<_>>();
        lines.ok_or_else(|| AnalyzeError::new("a line without a tab"))
    }

    fn report(&self, state: Self::State, tables: &mut dyn TableSink) -> Result<(), AnalyzeError> {
        tables.table(
            "acronyms",
            &[
                Column { name: "word", kind: ColumnKind::String },
                Column { name: "documents", kind: ColumnKind::List },
            ],
        )?;
        state.iter().try_for_each(|(word, reports)| {
            let reports = join_list(reports.iter().map(String::as_str));
            tables.row(&[Some(word.as_str().into()), Some(reports.as_str().into())])
        })
    }
}
