//! From an analyzed document to what is kept of it.

use rashomon_core::{AnalyzeError, Annotation, Document, Sentence, Span, fold, fold_hash};
use rashomon_text::stems::Stem;

use crate::lexicon::{LIGHT_WORDS, SPEECH_WORDS};
use crate::words::class;

use super::source::{Kind, Source};
use super::stance::{Stance, people};
use super::{Mention, Report, Told, When};

/// How many bytes of a phrase are kept for the row.
const LONGEST_TEXT: usize = 240;

/// What is kept of a document.
pub(super) fn report(document: &dyn Document) -> Result<Report, AnalyzeError> {
    let times = document
        .layer("timeline")
        .ok_or_else(|| AnalyzeError::new("the document has no layer of times"))?;
    let names = document.layer("entities");
    let source = Source {
        document,
        times,
        names: names.map(|it| it.iter().map(Annotation::span).collect()),
        people: names.map_or_else(Vec::new, |it| people(document, it)),
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
            stance: if dated {
                Stance::default()
            } else {
                source.stance(sentence.span).of_sentence()
            },
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
        if self.is_today_at_large(time, span, &found) {
            return None;
        }
        let stance = self.stance(span);
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
            stance: if whole_sentence { stance.of_sentence() } else { stance },
            clear: !whole_sentence && self.is_clear(span),
            whole_sentence,
            zone: self.names_zone(sentence),
        })
    }

    /// The phrase and its stems, or the sentence in its place if there is nothing in the phrase but names and words of
    /// saying, or what is said stands outside: "two aides said on Tuesday" tells no better than "on Tuesday".
    fn telling(&self, phrase: Span, sentence: &Sentence) -> (Span, Vec<(Stem, Kind)>, bool) {
        let tokens = self.document.tokens_in(phrase);
        let found = self.stems(tokens.start as u32, tokens.end as u32);
        // "reported Saturday morning local time", "told Mr. Dahl"
        let last = tokens.rev().find_map(|at| {
            let token = self.document.tokens().get(at)?;
            let tells = !LIGHT_WORDS.contains(token.hash)
                && token.hash != fold_hash("local")
                && !self.is_name(token, at as u32)
                && self.after_time(token, u32::MAX).is_none();
            tells.then_some(token)
        });
        let says = last.is_some_and(|it| SPEECH_WORDS.contains(it.hash));
        // "the 2004 Olympics", "his 2013 Toyota": the name alone is what the time belongs to.
        let named = !found.is_empty() && !self.has_verb(phrase);
        if !says && (named || found.iter().any(|it| it.1 != Kind::Name)) {
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

    /// "The aim today is clearly peace": nothing happens, and the day is our time.
    fn is_today_at_large(
        &self,
        time: Annotation<'_>,
        phrase: Span,
        found: &[(Stem, Kind)],
    ) -> bool {
        let happens = class::PAST | class::FUTURE | class::VERB | class::COMING;
        let tokens = self.tokens(phrase);
        fold(self.document.slice(time.span())) == "today"
            && tokens.iter().any(|it| self.is(it, class::BE))
            && !tokens.iter().any(|it| {
                let goes_on = self.document.slice(it.span).ends_with("ing");
                goes_on || !self.is(it, class::BE) && self.is(it, happens)
            })
            && found.iter().all(|it| matches!(it.1, Kind::Name | Kind::Other))
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
