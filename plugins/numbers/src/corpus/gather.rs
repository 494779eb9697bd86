//! From a finished document to what is kept of it.

use rashomon_core::{Annotation, Document, Sentence, Span, Token, TokenKind, fold_hash};
use rashomon_text::stems::{Stem, push_stems};

use crate::corpus::claim::{Bound, Change, Claim, Class, Fate, Report, Sort};
use crate::corpus::standing;
use crate::corpus::subject;
use crate::lexicon::{CALENDAR, FATES, RELATED};

/// Tokens on each side of a number that tell what it is of.
const BESIDE: usize = 12;
/// Tokens in which the word for what befell people stands.
const FATED: usize = 7;
/// Letters of a name that stand for it: `Norway` and `Norwegian` are of one country.
const BEGINNING: usize = 4;

/// What is kept of a document.
pub(super) fn report(document: &dyn Document) -> Report {
    let mut report =
        Report { id: document.id().to_owned(), sentences: Vec::new(), claims: Vec::new() };
    let numbers = document.layer("numbers");
    for sentence in document.sentences().iter().filter(|it| document.is_read(it)) {
        let mut stems = Vec::new();
        push_stems(document, sentence.first_token..sentence.end_token, &mut stems);
        stems.sort_unstable();
        stems.dedup();
        let index = report.sentences.len() as u32;
        report.sentences.push(stems);
        let found = numbers.iter().flat_map(|it| it.starting_in(sentence.span));
        for number in found {
            let place = Place::of(document, sentence, number);
            if let Some(mut claim) = place.and_then(|it| it.claim()) {
                claim.sentence = index;
                report.claims.push(claim);
            }
        }
    }
    report
}

/// A number in its sentence.
pub(super) struct Place<'a> {
    pub(super) document: &'a dyn Document,
    /// Tokens of the sentence.
    pub(super) tokens: &'a [Token],
    first_token: u32,
    number: Annotation<'a>,
    /// Tokens of the number, in the sentence.
    pub(super) first: usize,
    pub(super) end: usize,
    /// Tokens of what is counted, in the sentence.
    pub(super) counted: Option<(usize, usize)>,
}

impl<'a> Place<'a> {
    fn of(document: &'a dyn Document, sentence: &Sentence, number: Annotation<'a>) -> Option<Self> {
        let tokens = document.tokens_of(sentence);
        let within = |span: Span| {
            let first = tokens.partition_point(|it| it.span.end() <= span.start());
            let end = tokens.partition_point(|it| it.span.start() < span.end());
            (first < end).then_some((first, end))
        };
        let (first, end) = within(number.span())?;
        let counted = number.span_of("counted").and_then(within);
        Some(Self {
            document,
            tokens,
            first_token: sentence.first_token,
            number,
            first,
            end,
            counted,
        })
    }

    /// What is kept of the number; `None` if it says nothing that reports could agree on.
    fn claim(&self) -> Option<Claim> {
        let number = self.number;
        let mut claim = Claim::at(number.span());
        claim.value = number.number("value")?;
        claim.low = number.number("low");
        claim.high = number.number("high");
        claim.bound = Bound::named(number.text("modifier"));
        claim.loose = self.is_loose(claim.bound);
        claim.change = Change::named(number.text("change"));
        claim.part = self.is_part();
        claim.unit = number.text("unit").map(str::to_owned);
        claim.class = self.class(claim.value);
        claim.fate = self.fate();
        if self.is_idle(&claim) {
            return None;
        }
        claim.standing = standing::of(self);
        if let Some((first, end)) = self.counted {
            claim.whole = self.whole();
            claim.within = self.within(end);
            claim.phrase = self.stems(first, end);
            claim.head = claim.phrase.last().copied();
            claim.phrase_names = self.names(first, end);
            claim.sort = self.tokens.get(end - 1).and_then(|it| self.sort(it));
        } else if claim.class == Class::Measure {
            // "two days of talks", "the two-day summit": what lasts so long.
            let span = subject::measured(self);
            let within = |it: &&Token| span.is_some_and(|span| span.contains(it.span));
            let mut sorts = self.tokens.iter().filter(within).filter_map(|it| self.sort(it));
            claim.sort = sorts.find(|it| matches!(it, Sort::Thing(_)));
        }
        let behind = self.counted.map_or(self.end, |it| it.1.max(self.end));
        let (from, to) = (self.first.saturating_sub(BESIDE), behind + BESIDE);
        claim.near = self.stems(from, self.first);
        claim.near.extend(self.stems(self.end, to));
        let sides = if claim.class == Class::Age { 5 } else { BESIDE };
        claim.near_names = self.names(self.first.saturating_sub(sides), self.first);
        claim.near_names.extend(self.names(self.end, behind + sides));
        for list in
            [&mut claim.phrase, &mut claim.near, &mut claim.phrase_names, &mut claim.near_names]
        {
            list.sort_unstable();
            list.dedup();
        }
        claim.years = self.years(from, to);
        claim.subject = subject::of(self);
        claim.claimant = self.claimant();
        Some(claim)
    }

    fn class(&self, value: f64) -> Class {
        match self.number.label() {
            "ordinal" => Class::Ordinal,
            "percent" => Class::Percent,
            "money" => Class::Money,
            "quantity"
                if self.number.text("unit_name").is_some_and(|it| it.ends_with(" of age")) =>
            {
                Class::Age
            }
            "quantity" => Class::Measure,
            _ if self.counted.is_some() && value > 0.0 && value < 1.0 => Class::Percent,
            _ => Class::Count,
        }
    }

    /// Whether a word alone makes it a range, without a number at either end.
    fn is_loose(&self, bound: Bound) -> bool {
        let words = self.tokens.get(self.first..self.end).unwrap_or_default();
        matches!(bound, Bound::Range | Bound::Vague)
            && words.iter().all(|it| it.kind() == TokenKind::Word && !standing::is(it, "end"))
    }

    /// Whether it counts a part of things that are known, or those besides.
    fn is_part(&self) -> bool {
        let word =
            |at: usize| self.tokens.get(at).map_or("", |it: &Token| self.document.slice(it.span));
        let whole = self.tokens.get(self.end + 1).is_some_and(|it| standing::is(it, "known"));
        match word(self.end) {
            "of" => whole || word(self.end + 1) == "them",
            next => next == "other",
        }
    }

    /// Numbers that only point: `the two leaders` are those named before, `one of the reasons` is no count.
    fn is_idle(&self, claim: &Claim) -> bool {
        if claim.class != Class::Count || claim.bound != Bound::Exact {
            return false;
        }
        let one = claim.value == 1.0 && claim.fate.is_none();
        let before = self.first.checked_sub(1).and_then(|it| self.tokens.get(it));
        let known = before.is_some_and(|it| standing::is(it, "known"));
        one || claim.value == 2.0 && known
    }

    fn sort(&self, token: &Token) -> Option<Sort> {
        let Some(entry) = RELATED.get(token.hash) else {
            // "Guatemalans": a plural with a capital is of people.
            let word = self.document.slice(token.span);
            let people = token.shape.is_capitalized() && word.ends_with("ans");
            return people.then_some(Sort::Role);
        };
        let group = fold_hash(entry.value(1));
        Some(match entry.value(0) {
            "anybody" => Sort::Anybody,
            "role" => Sort::Role,
            "band" => Sort::Band(group),
            _ => Sort::Thing(group),
        })
    }

    /// What the counted things make up: the noun of `a long convoy of about 40 trucks`.
    fn whole(&self) -> Option<Stem> {
        let is = |at: usize, part| self.tokens.get(at).is_some_and(|it| standing::is(it, part));
        let before = self.tokens.get(..self.first).unwrap_or_default();
        let bounds = before.iter().rev().take_while(|it| standing::is(it, "bound")).count();
        let at = (self.first - bounds).checked_sub(2).filter(|&it| it > 0 && self.is_of(it + 1))?;
        let article = is(at - 1, "article") || at > 1 && is(at - 2, "article");
        if article { self.stems(at, at + 1).first().copied() } else { None }
    }

    /// Words of what the counted things are in or of: `the long convoy`.
    fn within(&self, behind: usize) -> Vec<Stem> {
        let is = |at: usize, part| self.tokens.get(at).is_some_and(|it| standing::is(it, part));
        let opens = is(behind, "in") || self.is_of(behind);
        if !opens || !is(behind + 1, "article") && !is(behind + 1, "known") {
            return Vec::new();
        }
        let from = behind + 2;
        let words = standing::right(self.tokens, from, from + 3);
        let count = words.take_while(|it| it.kind() == TokenKind::Word).count();
        self.stems(from, from + count)
    }

    fn is_of(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|it| self.document.slice(it.span) == "of")
    }

    /// The nearest word of a fate in the number's own clause; one behind an `and` or a comma is of another number.
    fn fate(&self) -> Option<Fate> {
        let behind = self.counted.map_or(self.end, |it| it.1.max(self.end));
        let left = nearest(standing::left(self.tokens, self.first, FATED));
        let right = nearest(standing::right(self.tokens, behind, behind + FATED));
        // What is counted may say it: "three deaths".
        let own = nearest(standing::right(self.tokens, self.end, behind));
        let fate = match (left, right) {
            (Some(left), Some(right)) => Some(if left.0 <= right.0 { left.1 } else { right.1 }),
            (left, right) => left.or(right).map(|it| it.1),
        };
        own.map(|it| it.1).or(fate)
    }

    fn stems(&self, first: usize, end: usize) -> Vec<Stem> {
        let mut stems = Vec::new();
        let end = end.min(self.tokens.len()) as u32;
        push_stems(
            self.document,
            self.first_token + (first as u32).min(end)..self.first_token + end,
            &mut stems,
        );
        stems
    }

    /// Beginnings of the names among these tokens: not the first word of a sentence, which has a capital anyway, nor
    /// months and days, which go with any place.
    fn names(&self, first: usize, end: usize) -> Vec<u64> {
        let tokens = self.tokens.get(first..end.min(self.tokens.len())).unwrap_or_default();
        let named = |(index, token): (usize, &Token)| {
            let name = token.kind() == TokenKind::Word
                && token.shape.is_capitalized()
                && first + index > 0
                && !CALENDAR.contains(token.hash);
            name.then(|| {
                let word = self.document.slice(token.span);
                let end = word.char_indices().nth(BEGINNING).map_or(word.len(), |it| it.0);
                fold_hash(word.get(..end).unwrap_or(word))
            })
        };
        tokens.iter().enumerate().filter_map(named).collect()
    }

    fn years(&self, first: usize, end: usize) -> Vec<u16> {
        let tokens = self.tokens.get(first..end.min(self.tokens.len())).unwrap_or_default();
        let year = |it: &Token| {
            let year = self.document.slice(it.span).parse().ok()?;
            (it.kind() == TokenKind::Number && (1800..2100).contains(&year)).then_some(year)
        };
        tokens.iter().filter(|it| !self.number.span().contains(it.span)).filter_map(year).collect()
    }

    fn claimant(&self) -> Option<String> {
        let row = self.number.reference("claimant")?;
        let speaker = self.document.layer("quotes")?.get(row)?.text("speaker")?;
        Some(speaker.to_owned())
    }
}

/// The first word of a fate and how far it is away.
fn nearest<'a>(tokens: impl Iterator<Item = &'a Token>) -> Option<(usize, Fate)> {
    let mut distance = 0;
    for token in tokens {
        if let Some(entry) = FATES.get(token.hash) {
            let fate = match entry.value(0) {
                "hurt" => Fate::Hurt,
                "missing" => Fate::Missing,
                "held" => Fate::Held,
                "displaced" => Fate::Displaced,
                "ill" => Fate::Ill,
                "saved" => Fate::Saved,
                _ => Fate::Dead,
            };
            return Some((distance, fate));
        }
        let joins = token.kind() == TokenKind::Comma || standing::is(token, "join");
        distance += if joins { 4 } else { 1 };
    }
    None
}
