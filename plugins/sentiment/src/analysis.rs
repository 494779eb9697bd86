//! One document: its sentences, their targets, and what they sum up to.

use std::ops::Range;

use rashomon_core::{Document, EmitError, Sink, Span, Token};

use crate::emit::{self, Evidence, Summary};
use crate::info::label;
use crate::names::Names;
use crate::near;
use crate::options::SentimentOptions;
use crate::reading::Reading;
use crate::target::{Judge, Told};
use crate::tone::{Tone, logit_per_valence};
use crate::voices::{Quotation, Voices};
use crate::words::Words;

/// Word types and scratch space.
#[derive(Debug, Default)]
pub(crate) struct Worker {
    words: Words,
    names: Names,
    voices: Voices,
    reading: Reading,
    judge: Judge,
    evidence: Evidence,
    /// What each word of the sentence says of it.
    weights: Vec<f32>,
    /// Entities that the sentence has been read for.
    judged: Vec<i64>,
    /// The words of the sentence that a target says itself.
    own: Vec<Range<usize>>,
}

impl Worker {
    pub(crate) fn analyze(
        &mut self,
        document: &dyn Document,
        options: &SentimentOptions,
        sink: &mut dyn Sink,
    ) -> Result<(), EmitError> {
        self.words.prepare(document);
        self.names.read(document);
        self.voices.read(document);
        let mut summaries = [Summary::default(); 2];
        let mut first = None;
        let mut sentences = document.read_sentences().peekable();
        while let Some(sentence) = sentences.next() {
            if let Some(next) = sentences.peek() {
                self.words.fetch(document.tokens_of(next));
            }
            let (span, tokens) = (sentence.span, document.tokens_of(sentence));
            if !tokens.iter().any(Token::is_word) {
                continue;
            }
            first.get_or_insert(span);
            self.read(span, tokens);
            self.sentence(span, tokens, options, &mut summaries, sink)?;
            if options.targets {
                self.targets(tokens, options, sink)?;
            }
        }
        if let Some(span) = first.filter(|_| options.documents) {
            let [reporter, quoted] = summaries;
            reporter.emit(sink, span, false)?;
            quoted.emit(sink, span, true)?;
        }
        Ok(())
    }

    /// Reads the words of a sentence and finds whose voice they are in.
    fn read(&mut self, span: Span, tokens: &[Token]) {
        self.names.pass(span, tokens);
        self.reading.read(tokens, &mut self.words, self.names.places());
        for place in self.names.places() {
            near::fetch(&self.reading, place, self.words.model());
        }
        // Meanwhile the pairs of words are fetched.
        self.voices.hear(span, tokens);
        self.reading.weigh_pairs(self.words.model());
    }

    /// Judges the sentence: one row in the voice that says most of it; the summaries get each voice's part.
    fn sentence(
        &mut self,
        span: Span,
        tokens: &[Token],
        options: &SentimentOptions,
        summaries: &mut [Summary; 2],
        sink: &mut dyn Sink,
    ) -> Result<(), EmitError> {
        let items = &self.reading.items;
        let mut values = [0.0; 2];
        let mut words = [0_u32; 2];
        let mut speaker = None;
        for run in self.voices.runs() {
            let voice = usize::from(run.quotation.is_some());
            for (item, token) in items[run.tokens.clone()].iter().zip(&tokens[run.tokens.clone()]) {
                values[voice] += item.whole_value;
                words[voice] += u32::from(token.is_word());
            }
            speaker = speaker.or(run.quotation);
        }
        let gain = logit_per_valence(words[0] + words[1]);
        let tone = Tone::of_logit((values[0] + values[1]) * gain);
        let runs = self.voices.runs();
        for voice in (0..2).filter(|it| words[*it] > 0) {
            // Most sentences are in one voice.
            let its = if runs.len() == 1 { tone } else { Tone::of_logit(values[voice] * gain) };
            summaries[voice].add(&its);
        }
        if options.sentences {
            let quoted = words[1] > words[0];
            let row = emit::judgement(sink, span, tone, None, speaker.filter(|_| quoted))?;
            if tone.label != label::NEUTRAL && options.evidence > 0 {
                self.weights.clear();
                self.weights.extend(items.iter().map(|it| it.whole_value * gain));
                self.evidence.choose(&self.weights, options.evidence as usize);
                self.evidence.emit(sink, tokens, span, tone.logit, row)?;
            }
        }
        Ok(())
    }

    /// Judges each entity of the sentence at its first mention, unless it is a speaker's own words that name it.
    fn targets(
        &mut self,
        tokens: &[Token],
        options: &SentimentOptions,
        sink: &mut dyn Sink,
    ) -> Result<(), EmitError> {
        let Self { words, names, voices, reading, judge, evidence, judged, own, .. } = self;
        let mentions = names.within();
        if mentions.is_empty() {
            return Ok(());
        }
        judged.clear();
        judge.begin(reading, tokens, words);
        let told = Told { tokens, reading, words };
        for (mention, target) in mentions.iter().zip(names.places()) {
            if judged.contains(&mention.entity) {
                continue;
            }
            let speaks = |quotation: Option<Quotation>| {
                // In indirect speech the choice of words is the reporter's, and says something of the speaker too.
                let speaker = quotation.filter(|it| it.verbatim).and_then(|it| it.speaker);
                speaker.is_some_and(|it| names.entity(it) == Some(mention.entity))
            };
            let quotation = voices.quotation(target.start);
            if target.is_empty() || speaks(quotation) {
                continue;
            }
            judged.push(mention.entity);
            own.clear();
            let spoken = voices.runs().iter().filter(|it| speaks(it.quotation));
            own.extend(spoken.map(|it| it.tokens.clone()));
            let (tone, target) = judge.judge(&told, target.clone(), own);
            let row = emit::judgement(sink, mention.span, tone, Some(mention.row), quotation)?;
            if tone.label != label::NEUTRAL && options.evidence > 0 {
                evidence.choose(judge.weights(&told, &target), options.evidence as usize);
                let tokens = &tokens[target.seen()];
                evidence.emit(sink, tokens, mention.span, tone.logit, row)?;
            }
        }
        Ok(())
    }
}
