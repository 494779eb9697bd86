//! From an analyzed document to what is kept of it.

use rashomon_core::{
    AnalyzeError, Annotation, Document, Layer, Sentence, Span, Token, TokenKind, fold, fold_hash,
};
use rashomon_text::stems::{Stem, push_stems};

use crate::lexicon::{EVENT_FAMILIES, LIGHT_WORDS, NUMBERS, SPEECH_WORDS};
use crate::words::{Word, class};

use super::{Mention, Report, Told, When};

/// How many bytes of a phrase are kept for the row.
const LONGEST_TEXT: usize = 240;

/// What is kept of a document.
pub(super) fn report(document: &dyn Document) -> Result<Report, AnalyzeError> {
    let times = document
        .layer("timeline")
        .ok_or_else(|| AnalyzeError::new("the document has no layer of times"))?;
    let source = Source {
        document,
        times,
        names: document.layer("entities").map(|it| it.iter().map(Annotation::span).collect()),
    };
    let mut stems = Numbering::default();
    let mut sentences = Vec::new();
    let mut mentions = Vec::new();
    for sentence in document.read_sentences() {
        let all = source.stems(sentence.first_token, sentence.end_token);
        let numbers = stems.numbers(all.iter().map(|it| it.0));
        let here = times.starting_in(sentence.span);
        let mut here = here.filter(|it| matches!(it.label(), "DATE" | "TIME")).peekable();
        let mut before = None;
        while let Some(time) = here.next() {
            let said =
                source.is_said_by(time, before) || source.is_said_by(time, here.peek().copied());
            if !said {
                mentions.extend(source.mention(time, sentence, sentences.len(), &mut stems));
            }
            before = Some(time);
        }
        let dated = times.starting_in(sentence.span).len() > 0;
        sentences.push(Told {
            span: (sentence.span.start(), sentence.span.end()),
            stems: numbers,
            dated,
        });
    }
    Ok(Report { id: document.id().to_owned(), stems: stems.stems, sentences, mentions })
}

/// The numbers of stems within a report.
#[derive(Default)]
struct Numbering {
    stems: Vec<Stem>,
    /// Sorted by stem.
    numbers: Vec<(Stem, u32)>,
}

impl Numbering {
    /// The numbers of these stems, each once, ascending.
    fn numbers(&mut self, stems: impl Iterator<Item = Stem>) -> Vec<u32> {
        let mut numbers: Vec<u32> = stems.map(|it| self.number(it)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn number(&mut self, stem: Stem) -> u32 {
        match self.numbers.binary_search_by_key(&stem, |it| it.0) {
            Ok(at) => self.numbers[at].1,
            Err(at) => {
                let number = self.stems.len() as u32;
                self.stems.push(stem);
                self.numbers.insert(at, (stem, number));
                number
            }
        }
    }
}

/// What the word of a stem is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// Part of a name.
    Name,
    /// Of a family of words for one happening.
    Action,
    /// Of such a family that names an occasion: a funeral, a press conference.
    Occasion,
    /// Any other.
    Other,
}

/// A document with the layers that tell what is a time and what a name.
struct Source<'a> {
    document: &'a dyn Document,
    times: Layer<'a>,
    /// The names, if they were looked for.
    names: Option<Vec<Span>>,
}

impl Source<'_> {
    fn mention(
        &self,
        time: Annotation<'_>,
        sentence: &Sentence,
        number: usize,
        stems: &mut Numbering,
    ) -> Option<Mention> {
        let when = self.when(time)?;
        let phrase = time.span_of("event").unwrap_or(sentence.span);
        let (span, found, whole_sentence) = self.telling(phrase, sentence);
        let tokens = self.document.tokens_in(span);
        let tokens = self.document.tokens().get(tokens).unwrap_or_default();
        Some(Mention {
            span: (time.span().start(), time.span().end()),
            event: (span.start(), span.end()),
            text: shortened(self.document.slice(span)),
            when,
            sentence: number as u32,
            phrase: stems.numbers(found.iter().map(|it| it.0)),
            names: stems.numbers(of_kind(&found, Kind::Name)),
            actions: stems.numbers(of_kind(&found, Kind::Action)),
            occasions: stems.numbers(of_kind(&found, Kind::Occasion)),
            clear: !whole_sentence && self.is_clear(tokens),
            whole_sentence,
            zone: self.names_zone(sentence),
        })
    }

    /// The phrase and its stems, or the sentence in its place if there is nothing in the phrase but names and words of
    /// saying, or what is said stands outside: "two aides said on Tuesday" tells no better than "on Tuesday".
    fn telling(&self, phrase: Span, sentence: &Sentence) -> (Span, Vec<(Stem, Kind)>, bool) {
        let tokens = self.document.tokens_in(phrase);
        let found = self.stems(tokens.start as u32, tokens.end as u32);
        let last = self.document.tokens().get(tokens.end.saturating_sub(1));
        let says = last.is_some_and(|it| SPEECH_WORDS.contains(it.hash));
        if !says && found.iter().any(|it| it.1 != Kind::Name) {
            return (phrase, found, false);
        }
        let whole = self.stems(sentence.first_token, sentence.end_token);
        (sentence.span, whole, true)
    }

    /// Whether a day is in the value of the time beside it: "at 8 p.m. on Friday" is one time.
    fn is_said_by(&self, day: Annotation<'_>, time: Option<Annotation<'_>>) -> bool {
        let Some(time) = time.filter(|it| it.label() == "TIME" && day.label() == "DATE") else {
            return false;
        };
        let (first, last) =
            if day.span().start() < time.span().start() { (day, time) } else { (time, day) };
        let between = Span::new(first.span().end(), last.span().start().max(first.span().end()));
        let of_day = || Some(time.text("value")?.split('T').next()? == day.text("value")?);
        self.document.tokens_in(between).len() <= 2 && of_day() == Some(true)
    }

    fn when(&self, time: Annotation<'_>) -> Option<When> {
        let value = time.text("value")?;
        if value.ends_with("_REF") {
            return None;
        }
        let bounds = time.text("begin").zip(time.text("end"));
        let modifier = time.text("modifier");
        let words = match bounds {
            Some(_) => String::new(),
            None => self.words(time.span()),
        };
        Some(When {
            value: value.to_owned(),
            bounds: bounds.map(|(begin, end)| (begin.to_owned(), end.to_owned())),
            part: matches!(modifier, Some("START" | "MID" | "END")),
            words,
        })
    }

    /// The words of a time, without its article.
    fn words(&self, span: Span) -> String {
        let tokens = self.document.tokens().get(self.document.tokens_in(span)).unwrap_or_default();
        let words = tokens.iter().map(|it| fold(self.document.slice(it.span)));
        let words: Vec<_> = words.filter(|it| !matches!(it.as_ref(), "the" | "a" | "an")).collect();
        words.join(" ")
    }

    /// The stems of these tokens, and what their words are. Times have none, nor words that tell little; those of one
    /// family of words have one and the same.
    fn stems(&self, first: u32, end: u32) -> Vec<(Stem, Kind)> {
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
    fn after_time(&self, token: &Token, end: u32) -> Option<u32> {
        // Times do not overlap.
        let time = self.times.starting_in(Span::new(0, token.span.end())).next_back()?;
        let last = self.document.tokens().partition_point(|it| it.span.end() <= time.span().end());
        time.span().contains(token.span).then_some((last as u32).min(end))
    }

    /// Whether a token stands in a name; without a layer of them, whether it has a capital that no sentence gives it.
    fn is_name(&self, token: &Token, at: u32) -> bool {
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
    fn is_clear(&self, tokens: &[Token]) -> bool {
        let is = |token: &Token, classes| {
            Word::of(self.document.slice(token.span)).classes & classes != 0
        };
        let verb = class::PAST | class::FUTURE | class::BE | class::VERB | class::COMING;
        let pronoun = class::PRONOUN | class::RELATIVE | class::CLAUSE;
        tokens.first().is_some_and(|it| !is(it, pronoun))
            && tokens.iter().any(|it| is(it, verb))
            && !tokens.iter().any(|it| SPEECH_WORDS.contains(it.hash))
    }

    fn names_zone(&self, sentence: &Sentence) -> bool {
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

/// The stems of a kind.
fn of_kind(found: &[(Stem, Kind)], kind: Kind) -> impl Iterator<Item = Stem> {
    found.iter().filter(move |it| it.1 == kind).map(|it| it.0)
}

/// A text of one line, cut at a word if it is long.
fn shortened(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if line.len() + word.len() > LONGEST_TEXT {
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
