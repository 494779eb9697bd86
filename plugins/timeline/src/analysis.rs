//! From a document to annotations.

use std::cell::RefCell;
use std::fmt::Write;

use rashomon_core::{
    AnalyzeError, Attribute, Block, BlockKind, Document, Sentence, Sink, Span, TokenKind, Value,
    WordColumn,
};

use crate::calendar::Date;
use crate::event;
use crate::grammar::{Candidates, Phrase};
use crate::items::{self, Item};
use crate::options::TimelineOptions;
use crate::quotation::Quotations;
use crate::reading::{Day, Kind, Year};
use crate::resolve::{Narrative, Place, Resolved, interval};
use crate::words::{Word, class};

/// Indices of the attributes in the analyzer's info.
pub(crate) mod key {
    pub(crate) const VALUE: u16 = 0;
    pub(crate) const MODIFIER: u16 = 1;
    pub(crate) const BEGIN: u16 = 2;
    pub(crate) const END: u16 = 3;
    pub(crate) const RESOLUTION: u16 = 4;
    pub(crate) const EVENT: u16 = 5;
}

/// What a worker keeps from document to document.
#[derive(Debug, Default)]
struct Scratch {
    words: WordColumn<Word>,
    /// Whether a word makes its sentence worth reading: a byte a type, since nearly all that is asked of a text is this.
    core: WordColumn<bool>,
    items: Vec<Item>,
    candidates: Candidates,
    quotations: Quotations,
    text: String,
}

/// How many items may stand before the first word of time: "about the middle of the fiscal".
const REACH: usize = 8;

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Finds and emits the times of a document.
pub(crate) fn analyze(
    options: &TimelineOptions,
    document: &dyn Document,
    sink: &mut dyn Sink,
) -> Result<(), AnalyzeError> {
    SCRATCH.with_borrow_mut(|scratch| {
        scratch.words.prepare(document.vocabulary());
        scratch.core.prepare(document.vocabulary());
        scratch.quotations.clear();
        let published = document.metadata("published").and_then(Date::parse);
        let mut narrative = Narrative::new(published.or_else(|| dateline(scratch, document)));
        for sentence in document.read_sentences() {
            if is_worth_reading(scratch, document, sentence) {
                read_sentence(options, document, sentence, scratch, &mut narrative, sink)?;
            }
        }
        Ok(())
    })
}

/// Whether any word of a sentence can be part of a time.
fn is_worth_reading(scratch: &mut Scratch, document: &dyn Document, sentence: &Sentence) -> bool {
    let text = document.text();
    let Scratch { words, core, .. } = scratch;
    document.tokens_of(sentence).iter().any(|token| {
        core.get(token.word, || {
            matches!(token.kind(), TokenKind::Word | TokenKind::Number)
                && items::of_token(words, text, token).is(class::CORE)
        })
    })
}

fn read_sentence(
    options: &TimelineOptions,
    document: &dyn Document,
    sentence: &Sentence,
    scratch: &mut Scratch,
    narrative: &mut Narrative,
    sink: &mut dyn Sink,
) -> Result<(), AnalyzeError> {
    let Scratch { words, items, candidates, quotations, text, .. } = scratch;
    items.clear();
    items::read(document, document.tokens_of(sentence), words, items);
    narrative.begin_sentence();
    let phrase = Phrase {
        items,
        text: document.text(),
        headline: is_headline(document.block_of(sentence)),
        frequencies: options.frequencies,
    };
    let mut at = 0;
    // Every expression has a word or number of time among its first items.
    let mut core = 0;
    while at < phrase.items.len() {
        core = core.max(at);
        while core < phrase.items.len()
            && !phrase.is(core, class::CORE | class::DIGITS | class::FULL_DATE | class::WEEK_DATE)
        {
            core += 1;
        }
        if core >= phrase.items.len() {
            break;
        }
        // "the harbour": no word of time follows the article.
        let alone = core > at
            && !phrase.is(at + 1, class::KNOWN | class::OPENING | class::DIGITS | class::FULL_DATE);
        if core - at > REACH
            || alone
            || !phrase.is(at, class::OPENING | class::DIGITS | class::CORE)
        {
            at += 1;
            continue;
        }
        let Some((end, resolved)) =
            longest(document, &phrase, at, candidates, quotations, words, narrative)
        else {
            at += 1;
            continue;
        };
        emit(&phrase, at, end, &resolved, narrative.published, text, sink)?;
        at = end;
    }
    Ok(())
}

/// The longest expression that begins at an item and can be resolved, and where it ends.
fn longest(
    document: &dyn Document,
    phrase: &Phrase<'_>,
    start: usize,
    candidates: &mut Candidates,
    quotations: &mut Quotations,
    words: &mut WordColumn<Word>,
    narrative: &mut Narrative,
) -> Option<(usize, Resolved)> {
    for candidate in candidates.find(phrase, start) {
        let end = candidate.end;
        let quotation = match candidate.reading.kind {
            Kind::Day(Day::Offset(_)) | Kind::Time(Some(Day::Offset(_)), _) => {
                let span = phrase.items[start].span.cover(phrase.items[end - 1].span);
                quotations.holding(document, span)
            }
            _ => None,
        };
        narrative.learn_order(candidate.reading.kind, document);
        let spoken = quotation.and_then(|it| {
            let items = quotations.closing_items(document, it, phrase.items, words)?;
            let closing = Phrase { items, ..*phrase };
            let place =
                Place { phrase: &closing, start: 0, end: 0, quotation: Some(it), spoken: None };
            narrative.day_of_speech(&place)
        });
        let place = Place { phrase, start, end, quotation, spoken };
        if let Some(resolved) = narrative.resolve(&candidate.reading, &place) {
            narrative.take(&candidate.reading, &resolved);
            return Some((end, resolved));
        }
    }
    None
}

fn emit(
    phrase: &Phrase<'_>,
    start: usize,
    end: usize,
    resolved: &Resolved,
    published: Option<Date>,
    text: &mut String,
    sink: &mut dyn Sink,
) -> Result<(), AnalyzeError> {
    let span: Span = phrase.items[start].span.cover(phrase.items[end - 1].span);
    // One buffer holds the three strings; writing to a string cannot fail.
    text.clear();
    let _ = write!(text, "{}", resolved.value);
    let value_end = text.len();
    let bounds = interval(resolved, published);
    let mut begin_end = value_end;
    if let Some((begin, end)) = bounds {
        let _ = write!(text, "{begin}");
        begin_end = text.len();
        let _ = write!(text, "{end}");
    }
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let mut attributes = [Attribute::new(key::VALUE, part(0, value_end)); 6];
    let mut count = 1;
    if let Some(modifier) = resolved.modifier {
        attributes[count] = Attribute { key: key::MODIFIER, value: Value::Enum(modifier as u16) };
        count += 1;
    }
    if bounds.is_some() {
        attributes[count] = Attribute::new(key::BEGIN, part(value_end, begin_end));
        attributes[count + 1] = Attribute::new(key::END, part(begin_end, text.len()));
        count += 2;
    }
    attributes[count] =
        Attribute { key: key::RESOLUTION, value: Value::Enum(resolved.resolution as u16) };
    count += 1;
    if let Some(event) = event::event(phrase, start, end) {
        attributes[count] = Attribute::new(key::EVENT, event);
        count += 1;
    }
    sink.emit(resolved.label as u16, span, &attributes[..count])?;
    Ok(())
}

fn is_headline(block: Option<&Block>) -> bool {
    block.is_some_and(|it| matches!(it.kind(), BlockKind::Title | BlockKind::Heading))
}

/// The day of a dateline, if it names one with its year.
fn dateline(scratch: &mut Scratch, document: &dyn Document) -> Option<Date> {
    for block in document.blocks().iter().filter(|it| it.kind() == BlockKind::Dateline) {
        let sentences = document.sentences();
        let range = block.first_sentence as usize..block.end_sentence as usize;
        for sentence in sentences.get(range).unwrap_or_default() {
            scratch.items.clear();
            let tokens = document.tokens_of(sentence);
            items::read(document, tokens, &mut scratch.words, &mut scratch.items);
            let phrase = Phrase {
                items: &scratch.items,
                text: document.text(),
                headline: false,
                frequencies: false,
            };
            for at in 0..phrase.items.len() {
                if let Some((Day::Date { year: Year::Given(year), month, day, .. }, _)) =
                    phrase.day(at)
                {
                    return Date::new(year, month, day);
                }
            }
        }
    }
    None
}
