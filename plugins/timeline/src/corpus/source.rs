//! The words of a document as the corpus stage sees them: stems, names, times.

use rashomon_core::{Document, Layer, Sentence, Span, Token, TokenKind, fold, fold_hash};
use rashomon_text::stems::{Stem, push_stems};

use crate::lexicon::{EVENT_FAMILIES, LIGHT_WORDS, NUMBERS, SPEECH_WORDS};
use crate::words::{Keyword, Word, class};

use super::stance::Person;

/// A document with the layers that tell what is a time and what a name.
pub(super) struct Source<'a> {
    pub(super) document: &'a dyn Document,
    pub(super) times: Layer<'a>,
    /// The names, if they were looked for.
    pub(super) names: Option<Vec<Span>>,
    /// Those of them that are people with a first name.
    pub(super) people: Vec<(Span, Person)>,
}

/// What the word of a stem is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Part of a name.
    Name,
    /// Of a family of words for one happening.
    Action,
    /// Of such a family that names an occasion: a funeral, a press conference.
    Occasion,
    /// Any other.
    Other,
}

impl Source<'_> {
    /// The words of a time, without its article.
    pub(super) fn words(&self, span: Span) -> String {
        let words = self.tokens(span).iter().map(|it| fold(self.document.slice(it.span)));
        let words: Vec<_> = words.filter(|it| !matches!(it.as_ref(), "the" | "a" | "an")).collect();
        words.join(" ")
    }

    /// The stems of these tokens, and what their words are. Times have none, nor words that tell little; those of one
    /// family of words have one and the same.
    pub(super) fn stems(&self, first: u32, end: u32) -> Vec<(Stem, Kind)> {
        let tokens = self.document.tokens();
        let end = end.min(tokens.len() as u32);
        let mut found = Vec::new();
        let mut run = Vec::new();
        let mut at = first;
        while at < end {
            let here = &tokens[at as usize..end as usize];
            let token = &tokens[at as usize];
            if let Some(after) = self.after_time(token, end) {
                at = after.max(at + 1);
            } else if self.is_name(token, at) {
                let from = at;
                while at < end && self.is_name(&tokens[at as usize], at) {
                    at += 1;
                }
                run.clear();
                push_stems(self.document, from..at, &mut run);
                found.extend(run.iter().map(|it| (*it, Kind::Name)));
            } else if [&SPEECH_WORDS, &LIGHT_WORDS, &NUMBERS]
                .iter()
                .any(|it| it.contains(token.hash))
            {
                // "two" says little, and of much.
                at += 1;
            } else if let Some((length, family)) = EVENT_FAMILIES.longest(here) {
                let kind = if family.value(1).is_empty() { Kind::Action } else { Kind::Occasion };
                // A number of its own: the family "end" is not the word.
                found.push((fold_hash(family.value(0)).rotate_left(1), kind));
                at += length as u32;
            } else {
                run.clear();
                push_stems(self.document, at..at + 1, &mut run);
                found.extend(run.iter().map(|it| (*it, Kind::Other)));
                at += 1;
            }
        }
        found
    }

    /// One past the last token of the time that a token stands in.
    pub(super) fn after_time(&self, token: &Token, end: u32) -> Option<u32> {
        // Times do not overlap.
        let time = self.times.starting_in(Span::new(0, token.span.end())).next_back()?;
        let last = self.document.tokens().partition_point(|it| it.span.end() <= time.span().end());
        time.span().contains(token.span).then_some((last as u32).min(end))
    }

    /// Whether a token stands in a name; without a layer of them, whether it has a capital that no sentence gives it.
    pub(super) fn is_name(&self, token: &Token, at: u32) -> bool {
        let Some(names) = &self.names else {
            let opens = at.checked_sub(1).is_none_or(|before| {
                let before = &self.document.tokens()[before as usize];
                !matches!(before.kind(), TokenKind::Word | TokenKind::Number | TokenKind::Clitic)
            });
            return token.shape.is_capitalized() && !opens;
        };
        let name = names.partition_point(|it| it.start() <= token.span.start());
        name.checked_sub(1).is_some_and(|it| names[it].contains(token.span))
    }

    /// Whether a phrase has a verb, does not begin with a pronoun, and does not report what somebody says.
    pub(super) fn is_clear(&self, phrase: Span) -> bool {
        let pronoun = class::PRONOUN | class::RELATIVE | class::CLAUSE;
        let tokens = self.tokens(phrase);
        let first = tokens.first().map(|it| Word::of(self.document.slice(it.span)));
        // "of Oslo was killed" was cut at a comma.
        let whole = |it: Word| !it.is(pronoun) && it.keyword != Keyword::Of;
        first.is_some_and(whole)
            && self.has_verb(phrase)
            && !tokens.iter().any(|it| SPEECH_WORDS.contains(it.hash))
    }

    /// Whether a phrase has a finite verb, as far as single words tell.
    pub(super) fn has_verb(&self, phrase: Span) -> bool {
        let verb = class::PAST | class::FUTURE | class::BE | class::VERB | class::COMING;
        self.tokens(phrase).iter().any(|it| self.is(it, verb))
    }

    /// Whether the word of a token is of any of these classes.
    pub(super) fn is(&self, token: &Token, classes: u64) -> bool {
        Word::of(self.document.slice(token.span)).is(classes)
    }

    /// The tokens of a span.
    pub(super) fn tokens(&self, span: Span) -> &[Token] {
        self.document.tokens().get(self.document.tokens_in(span)).unwrap_or_default()
    }

    pub(super) fn names_zone(&self, sentence: &Sentence) -> bool {
        let tokens = self.document.tokens_of(sentence);
        let local = tokens
            .windows(2)
            .any(|it| it[0].hash == fold_hash("local") && it[1].hash == fold_hash("time"));
        local
            || tokens.iter().any(|it| {
                it.shape.is_all_caps()
                    && Word::of(self.document.slice(it.span)).classes & class::ZONE != 0
            })
    }
}
