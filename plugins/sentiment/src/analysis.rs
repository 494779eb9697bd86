//! One document: its sentences, their targets, and what they sum up to.

use rashomon_core::{Document, EmitError, Sentence, Sink, Span, Token, TokenKind};

use crate::emit::{self, Evidence, Summary};
use crate::info::label;
use crate::names::{Mention, Names, tokens_of};
use crate::options::SentimentOptions;
use crate::pairs::Pairs;
use crate::reading::Reading;
use crate::target::Judge;
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
    pairs: Pairs,
    /// For each token of the sentence the quotation around it.
    quotations: Vec<Option<Quotation>>,
    judge: Judge,
    evidence: Evidence,
    /// Entities that the sentence has been read for.
    judged: Vec<i64>,
}

impl Worker {
    pub(crate) fn analyze(
        &mut self,
        document: &dyn Document,
        options: &SentimentOptions,
        sink: &mut dyn Sink,
    ) -> Result<(), EmitError> {
        self.words.prepare(document);
        self.judge.prepare(document);
        self.names.read(document);
        self.voices.read(document);
        let mut summaries = [Summary::default(); 2];
        let mut first = None;
        for sentence in document.read_sentences() {
            let tokens = document.tokens_of(sentence);
            if !tokens.iter().any(|it| it.kind() == TokenKind::Word) {
                continue;
            }
            first.get_or_insert(sentence.span);
            self.read(document, sentence);
            self.sentence(sentence.span, tokens, options, &mut summaries, sink)?;
            if options.targets {
                self.targets(document, sentence, options, sink)?;
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
    fn read(&mut self, document: &dyn Document, sentence: &Sentence) {
        let tokens = document.tokens_of(sentence);
        let mentions = self.names.within(sentence);
        let mut next = 0;
        let mut named = |index: usize| {
            let span = tokens[index].span;
            while mentions.get(next).is_some_and(|it: &Mention| it.span.end() <= span.start()) {
                next += 1;
            }
            mentions.get(next).is_some_and(|it| it.span.overlaps(span))
        };
        self.reading.read(tokens, &mut self.words, &mut named);
        self.pairs.read(&mut self.reading, tokens, self.judge.model());
        self.voices.pass(sentence.span.start());
        self.quotations.clear();
        if self.voices.touch(sentence.span) {
            self.quotations.extend(tokens.iter().map(|it| {
                self.voices.pass(it.span.start());
                self.voices.around(it.span)
            }));
        }
    }

    /// The quotation around a token of the sentence.
    fn quotation(&self, index: usize) -> Option<Quotation> {
        self.quotations.get(index).copied().flatten()
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
        let mut values = [0.0; 2];
        let mut words = [0_u32; 2];
        let mut speaker = None;
        for (index, (item, token)) in self.reading.items.iter().zip(tokens).enumerate() {
            let quotation = self.quotation(index);
            let voice = usize::from(quotation.is_some());
            values[voice] += item.whole_value;
            words[voice] += u32::from(token.kind() == TokenKind::Word);
            speaker = speaker.or(quotation);
        }
        let gain = logit_per_valence(words[0] + words[1]);
        for voice in 0..2 {
            if words[voice] > 0 {
                summaries[voice].add(&Tone::of_logit(values[voice] * gain));
            }
        }
        if options.sentences {
            let quoted = words[1] > words[0];
            let tone = Tone::of_logit((values[0] + values[1]) * gain);
            let row = emit::judgement(sink, span, tone, None, speaker.filter(|_| quoted))?;
            if tone.label != label::NEUTRAL && options.evidence > 0 {
                self.evidence.clear();
                for (item, token) in self.reading.items.iter().zip(tokens) {
                    self.evidence.add(token.span, item.whole_value * gain);
                }
                self.evidence.emit(sink, options.evidence as usize, span, tone.logit, row)?;
            }
        }
        Ok(())
    }

    /// Judges each entity of the sentence at its first mention, unless it is a speaker's own words that name it.
    fn targets(
        &mut self,
        document: &dyn Document,
        sentence: &Sentence,
        options: &SentimentOptions,
        sink: &mut dyn Sink,
    ) -> Result<(), EmitError> {
        let tokens = document.tokens_of(sentence);
        let Self { names, reading, pairs, quotations, judge, evidence, judged, .. } = self;
        let quotations = &*quotations;
        let quotation = |index: usize| quotations.get(index).copied().flatten();
        let mentions = names.within(sentence);
        judged.clear();
        if !mentions.is_empty() {
            judge.begin(reading, tokens);
        }
        for mention in mentions {
            if judged.contains(&mention.entity) {
                continue;
            }
            let target = tokens_of(document, sentence, mention.span);
            let speaks = |quotation: Option<Quotation>| {
                // In indirect speech the choice of words is the reporter's, and says something of the speaker too.
                let speaker = quotation.filter(|it| it.verbatim).and_then(|it| it.speaker);
                speaker.is_some_and(|it| names.entity(it) == Some(mention.entity))
            };
            if target.is_empty() || speaks(quotation(target.start)) {
                continue;
            }
            judged.push(mention.entity);
            let own = |index| speaks(quotation(index));
            let (tone, seen) = judge.judge(reading, pairs, tokens, &target, own);
            let row = emit::judgement(
                sink,
                mention.span,
                tone,
                Some(mention.row),
                quotation(target.start),
            )?;
            if tone.label != label::NEUTRAL && options.evidence > 0 {
                evidence.clear();
                for (weight, token) in judge.weights().zip(&tokens[seen]) {
                    evidence.add(token.span, weight);
                }
                let most = options.evidence as usize;
                evidence.emit(sink, most, mention.span, tone.logit, row)?;
            }
        }
        Ok(())
    }
}
