//! Transcripts, where `BERG: ...` at the start of a paragraph names its speaker.

use std::ops::Range;

use rashomon_core::{Document, Span, Token, TokenKind, fold_hash, phrase_hash};

use crate::names::{Names, Sort};
use crate::page::Page;
use crate::words::{Words, class};

/// Longest label, in words, and longest description behind it, in tokens.
const LONGEST: usize = 4;
const DESCRIPTION: usize = 8;
/// Longest bullet before a label, in tokens.
const BULLET: usize = 3;

/// The label that holds in a paragraph.
#[derive(Clone, Debug)]
pub struct Label {
    /// Where it stands.
    pub span: Span,
    /// Its items; of a label inside the marks, the quotation's.
    pub items: Range<usize>,
    /// The first item of what is said, behind the description and the colon; of a label inside the marks, one behind that
    /// of the quotation.
    pub said: usize,
    /// The paragraph whose start it is.
    pub block: u32,
    /// Whether it names a person or an organization of the report, or a role (`HOST`), or stands for question or answer.
    pub speaks: bool,
}

/// For each block the label that holds there: its own or, in a transcript, the last one before it. A document is a
/// transcript if it has two labels that speak and each occur at least twice, one of them before words; the opening mark may
/// stand before the label. `CLAIM:`, `Monday:` and `Method:` are labels too, but do not speak; where numbers alone follow,
/// `Berg: 547.`, votes are counted.
pub fn labels(
    document: &dyn Document,
    page: &Page,
    names: &Names,
    words: &mut Words,
) -> Vec<Option<Label>> {
    let mut own: Vec<(u64, Form, Label)> = Vec::new();
    // The names of the labels that words follow.
    let mut worded: Vec<u64> = Vec::new();
    // Answers and questions with a dot.
    let mut letters = [0; 2];
    let mut people: Option<Vec<u64>> = None;
    for row in page.rows.iter().filter(|it| it.opens_block && !it.items.is_empty()) {
        let item = &page.items[row.items.start];
        let first = match item.region {
            Some(region) => page.regions[region as usize].inner.start as usize,
            None => item.token as usize,
        };
        let block = &document.blocks()[row.block as usize];
        let end = document.sentences()[block.end_sentence as usize - 1].end_token as usize;
        let Some(found) = find_label(document, words, first..end) else { continue };
        let tokens = &document.tokens()[found.name.clone()];
        let last = tokens.len() - 1;
        let name = tokens.iter().fold(0, |hash, it| phrase_hash(hash, it.hash));
        let span = tokens[0].span.cover(tokens[last].span);
        let (items, said) = if item.region.is_some() {
            (row.items.start..row.items.start + 1, row.items.start + 2)
        } else {
            let rest = &page.items[row.items.start..];
            let at = |token: usize| {
                let before = rest.iter().take_while(|it| (it.token as usize) < token).count();
                row.items.start + before
            };
            (at(found.name.start)..at(found.name.end), at(found.said))
        };
        let mentions = names.starting_in(span);
        let letter = is_letter(tokens);
        // Lists have bullets, tickers have times, and tables have brackets: there only people speak.
        let speaker = |sort: Sort| match sort {
            Sort::Person => true,
            Sort::Organization | Sort::Unknown => found.form == Form::Plain,
            Sort::Place | Sort::Other => false,
        };
        let people = people.get_or_insert_with(|| last_words(names));
        let speaks = people.binary_search(&tokens[last].hash).is_ok()
            || mentions.iter().any(|it| speaker(it.sort))
            || letter
            || tokens.iter().all(|it| {
                let classes = class::ROLE | class::TITLE | class::DETERMINER;
                words.get(document, it).classes & classes != 0
            });
        let dressed = found.form == Form::Dressed;
        let told = document.tokens().get(found.said).filter(|_| found.said < end);
        let sentence = |it: &Token| it.kind() != TokenKind::Word || it.shape.is_capitalized();
        if dressed && !(speaks && told.is_some_and(sentence)) {
            continue;
        }
        letters[usize::from(is_question(&tokens[0]))] += u32::from(found.form == Form::Dotted);
        let label = Label { span, items, said, block: row.block, speaks };
        let rest = document.tokens().get(found.said..end).unwrap_or_default();
        if speaks && rest.iter().any(|it| it.kind() == TokenKind::Word) {
            worded.push(name);
        }
        own.push((name, found.form, label));
    }
    // `A. Berg`: one letter alone is an initial, or counts something.
    if letters.iter().any(|&it| it < 2) {
        own.retain(|it| it.1 != Form::Dotted);
    }
    let mut labels = vec![None; document.blocks().len()];
    let mut found: Vec<u64> = own.iter().filter(|it| it.2.speaks).map(|it| it.0).collect();
    found.sort_unstable();
    let turns = found.chunk_by(|a, b| a == b).filter(|it| it.len() >= 2);
    let turns: Vec<u64> = turns.map(|it| it[0]).collect();
    if turns.len() < 2 || !worded.iter().any(|it| turns.binary_search(it).is_ok()) {
        return labels;
    }
    let mut next = 0;
    for (block, label) in labels.iter_mut().enumerate() {
        while own.get(next + 1).is_some_and(|it| it.2.block as usize <= block) {
            next += 1;
        }
        *label = own.get(next).map(|it| it.2.clone()).filter(|it| it.block as usize <= block);
    }
    labels
}

/// How a label looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    /// `BERG:`
    Plain,
    /// `Q.`
    Dotted,
    /// With a bullet, a time or a description.
    Dressed,
}

/// The tokens of a label, and the first one of what is said.
struct Found {
    name: Range<usize>,
    said: usize,
    form: Form,
}

/// The label that opens the tokens of a paragraph: `BERG:`, `- BERG:`, `[00:12] MR. BERG:`, `ANNA BERG, HOST:`, `BERG (mayor of
/// Vik):`, `Q.`
fn find_label(
    document: &dyn Document,
    words: &mut Words,
    paragraph: Range<usize>,
) -> Option<Found> {
    let tokens = document.tokens().get(..paragraph.end)?;
    let kind = |at: usize| tokens.get(at).map(Token::kind);
    let is =
        |at: usize, text: &str| tokens.get(at).is_some_and(|it| document.slice(it.span) == text);
    // `- BERG:`, `>> BERG:`
    let bullet = |at: &usize| matches!(kind(*at), Some(TokenKind::Dash | TokenKind::Symbol));
    let first = paragraph.start;
    let mut start = first + (first..).take(BULLET).take_while(bullet).count();
    if kind(start) == Some(TokenKind::Bracket) && kind(start + 1) == Some(TokenKind::Number) {
        start += 2 + usize::from(kind(start + 2) == Some(TokenKind::Bracket));
    } else if tokens.get(start).is_some_and(|it| document.slice(it.span).contains(':')) {
        start += usize::from(kind(start) == Some(TokenKind::Number));
    }
    let mut title = false;
    let length = tokens
        .iter()
        .skip(start)
        .take(LONGEST + 1)
        .take_while(|it| {
            // The dot of MR. BERG
            let dot = title && it.kind() == TokenKind::Stop;
            title = words.get(document, it).classes & class::TITLE != 0;
            let capital = it.shape.is_capitalized() || title;
            dot || (it.kind() == TokenKind::Word && capital)
        })
        .count();
    if !(1..=LONGEST).contains(&length) {
        return None;
    }
    let name = start..start + length;
    let letter = is_letter(&tokens[name.clone()]) && tokens[start].shape.is_all_caps();
    if letter && start == first && is(name.end, ".") {
        return Some(Found { said: name.end + 1, name, form: Form::Dotted });
    }
    let end = name.end + description(document, &tokens[name.clone()], &tokens[name.end..])?;
    let form = if start == first && end == name.end { Form::Plain } else { Form::Dressed };
    is(end, ":").then_some(Found { name, said: end + 1, form })
}

/// How many tokens after a name describe it: ` (mayor of Vik)`; between capitals `, HOST OF THE SHOW`. None if what begins as a
/// description is none.
fn description(document: &dyn Document, name: &[Token], rest: &[Token]) -> Option<usize> {
    let is = |it: &Token, text: &str| document.slice(it.span) == text;
    let capitals = |it: &Token| it.kind() != TokenKind::Word || it.shape.is_all_caps();
    let first = rest.first()?;
    let inner = rest.iter().take(DESCRIPTION);
    let length = if is(first, "(") {
        inner.clone().position(|it| is(it, ")"))? + 1
    } else if is(first, ",") && name.iter().all(capitals) {
        inner.clone().take_while(|it| capitals(it)).position(|it| is(it, ":"))?
    } else {
        return Some(0);
    };
    // `Berg (2021)`, `Vik (4-3-3)` are no people.
    let tokens = &rest[..length];
    let says = tokens.iter().any(|it| it.kind() == TokenKind::Word)
        && tokens.iter().all(|it| it.kind() != TokenKind::Number);
    says.then_some(length)
}

/// Whether a letter is `Q`.
fn is_question(letter: &Token) -> bool {
    letter.hash == fold_hash("q")
}

/// Whether a label is one of interviews that names nobody.
pub(crate) fn is_letter(label: &[Token]) -> bool {
    let letters = ["q", "a", "question", "answer"].map(fold_hash);
    matches!(label, [it] if letters.contains(&it.hash))
}

/// The last words of the people of a report, sorted.
fn last_words(names: &Names) -> Vec<u64> {
    let people = names.0.iter().filter(|it| it.sort == Sort::Person);
    let mut words: Vec<u64> = people.map(|it| it.last_word).collect();
    words.sort_unstable();
    words.dedup();
    words
}
