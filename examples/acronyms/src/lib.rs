//! Finds where a text says what an acronym stands for: "the Oslo Rail Union (ORU)", "ORU (Oslo Rail Union)" and,
//! as editors put it into quotations, "the ORU's [Oslo Rail Union] plan".
//!
//! This crate is made to be copied. It has the parts of every analyzer, in this order: what it can be told
//! ([`AcronymOptions`]), what it says of itself ([`Acronyms::INFO`](Plugin::INFO)), what it does with a document
//! (`analyze`), its rules, and the line that exports it from its library.
//!
//! The rule, words whose initials spell the acronym, is the simplest form of the method of Schwartz and Hearst, "A
//! simple algorithm for identifying abbreviation definitions in biomedical text" (2003); its limit of two words for
//! each letter is theirs.
#![forbid(unsafe_code)]

use rashomon_core::{
    AnalyzeError, Analyzer, Attribute, AttributeInfo, AttributeKind, Document, Example, Info,
    LabelInfo, OptionsError, Plugin, Sink, Span, Token, TokenKind, options,
};

options! {
    /// What the analyzer can be told: `--set acronyms.min_length=3`.
    pub struct AcronymOptions {
        /// fewest letters of an acronym
        pub min_length: i64 = 2,
    }
}

/// The analyzer. It is made once and then called from many threads, so it holds only what never changes.
#[derive(Debug)]
pub struct Acronyms(AcronymOptions);

// Labels and attributes are emitted by their index in the lists of `INFO`.
const DEFINITION: u16 = 0;
const EXPANSION: u16 = 0;
const LETTERS: u16 = 1;

impl Plugin for Acronyms {
    const INFO: Info = Info {
        name: "acronyms",
        version: env!("CARGO_PKG_VERSION"),
        summary: "Finds where a text says what an acronym stands for.",
        labels: &[LabelInfo { name: "definition", doc: "an acronym that the text explains" }],
        attributes: &[
            AttributeInfo { name: "expansion", doc: "what it means", kind: AttributeKind::Span },
            AttributeInfo { name: "letters", doc: "UN for U.N.", kind: AttributeKind::String },
        ],
        // Braces mark what is found. `rashomon explain acronyms` shows these texts, tests/cases.rs checks them.
        examples: &[
            Example { text: "{expansion Oslo Rail Union} ({definition ORU})", note: "words first" },
            Example { text: "{definition ORU}'s [{expansion Oslo Rail Union}]", note: "reversed" },
        ],
        ..Info::EMPTY
    };
    type Options = AcronymOptions;

    fn create(options: AcronymOptions) -> Result<Self, OptionsError> {
        Ok(Self(options))
    }
}

impl Analyzer for Acronyms {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        // The host has cut the text into blocks, sentences and tokens. Menus, player notices and foreign captions are
        // no part of the report; `read_sentences` leaves them out.
        for sentence in document.read_sentences() {
            let mut before: &[Token] = &[];
            for part in document.tokens_of(sentence).split(|it| it.kind() == TokenKind::Bracket) {
                if let Some((acronym, expansion, letters)) = definition(document, before, part)
                    && letters.chars().count() as i64 >= self.0.min_length
                {
                    let expansion = Attribute::new(EXPANSION, expansion);
                    let letters = Attribute::new(LETTERS, letters.as_str());
                    // The host checks what is emitted; `?` ends the call if it refuses.
                    sink.emit(DEFINITION, acronym, &[expansion, letters])?;
                }
                before = part;
            }
        }
        Ok(())
    }
}

/// Acronym, expansion, letters.
type Definition = (Span, Span, String);

/// What a bracket with these tokens on its two sides defines, if one of them is an acronym and the other spells it.
fn definition(document: &dyn Document, before: &[Token], after: &[Token]) -> Option<Definition> {
    let (acronym, words) = match (before, after) {
        (words, [acronym]) => (acronym, words),
        // The `'s` of "the ORU's [Oslo Rail Union] plan" is a token of its own.
        ([.., acronym, clitic], words) if clitic.kind() == TokenKind::Clitic => (acronym, words),
        (before, words) => (before.last()?, words),
    };
    // `NGOs` are more than one NGO. A word that is no acronym keeps letters in lower case, and no initials spell it.
    let letters = document.slice(acronym.span).trim_end_matches('s').replace('.', "");
    Some((acronym.span, expansion(document, words, &letters)?, letters))
}

/// The last of `words`, as many as it takes for their initials to spell `letters`. Words as small as "of" may be passed
/// over, but none is the first: "OT" is the "Office of Trade", not "of Trade".
fn expansion(document: &dyn Document, words: &[Token], letters: &str) -> Option<Span> {
    let mut left = letters;
    for it in words.iter().rev().take(2 * letters.len()) {
        let small = it.kind() == TokenKind::Word && !it.shape.is_capitalized() && it.span.len() < 4;
        let initial = document.slice(it.span).chars().next()?.to_ascii_uppercase();
        match left.strip_suffix(initial) {
            Some("") if !small => return Some(it.span.cover(words.last()?.span)),
            Some(rest) if !rest.is_empty() => left = rest,
            _ if small => {}
            _ => return None,
        }
    }
    None
}

rashomon_core::export_analyzer!(Acronyms);
