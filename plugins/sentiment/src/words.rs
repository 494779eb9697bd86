//! What each word says by itself: its valence, what it does to the words after it, and what it says of targets.

use rashomon_core::{Document, Token, TokenKind, Vocabulary, fetch, fold_hash};
use rashomon_text::lexicon::Lexicon;

use crate::lexicon::{CLAUSES, CONTRASTS, DEGREES, NEGATIONS, TOPICS, VALENCE};
use crate::model::Model;
use crate::zones::Weights;

/// What a word does by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Valence, damped for words that name topics.
    pub valence: f32,
    /// What it says of a sentence as a whole: the valence with what has been learned of the word from rated sentences.
    pub whole: f32,
    /// The share of what it says that it keeps in news; less than 1 for words that name topics.
    pub share: f32,
    /// What it makes of other words, if anything.
    pub rule: Option<Rule>,
    /// It often begins a clause.
    pub opens_clause: bool,
    /// It may begin a phrase of the lists.
    pub begins_phrase: bool,
}

/// What a word makes of others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Rule {
    /// It turns the words after it.
    pub negates: bool,
    /// It raises or lowers the words after it to so many hundredths.
    pub degree: Option<u8>,
    /// It begins a clause that stands against the rest.
    pub contrast: Option<Contrast>,
}

/// Which part of a contrast has the greater weight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Contrast {
    /// What the word begins: `but`.
    After,
    /// The rest: `although`.
    Before,
}

/// A word type, with all that is ever asked of it in one line of the processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct WordType {
    /// Nothing before it is first met.
    word: Option<Word>,
    /// Unknown before they are first asked for.
    weights: Weights,
}

const _: () = assert!(size_of::<WordType>() == 64, "a word type fits a line of the cache");

impl WordType {
    const UNKNOWN: Self = Self { word: None, weights: Weights::UNKNOWN };
}

/// Word types that room is kept for from one numbering to the next: what one huge document took is given back.
const MOST: usize = 1 << 17;
/// Types that are fetched at once.
const AHEAD: usize = 64;

/// Word types of a worker.
#[derive(Debug)]
pub(crate) struct Words {
    model: Model,
    vocabulary: Vocabulary,
    /// By [`Token::folded`].
    types: Vec<WordType>,
    /// Hashes of the words of phrases of the lists but for the first.
    followers: Vec<u64>,
}

impl Default for Words {
    fn default() -> Self {
        let lists = [DEGREES, NEGATIONS, CONTRASTS];
        let phrases = lists.iter().flat_map(Lexicon::entries);
        let mut followers: Vec<u64> =
            phrases.flat_map(|it| it.text().split(' ').skip(1).map(fold_hash)).collect();
        followers.sort_unstable();
        followers.dedup();
        Self {
            model: Model::embedded(),
            vocabulary: Vocabulary::default(),
            types: Vec::new(),
            followers,
        }
    }
}

impl Words {
    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    pub(crate) fn prepare(&mut self, document: &dyn Document) {
        let vocabulary = document.vocabulary();
        if vocabulary.generation != self.vocabulary.generation {
            self.types.clear();
            self.types.shrink_to(MOST);
        }
        self.vocabulary = vocabulary;
        if self.types.len() < vocabulary.len as usize {
            self.types.resize(vocabulary.len as usize, WordType::UNKNOWN);
        }
    }

    /// Has the types of some tokens fetched, which are asked for soon.
    pub(crate) fn fetch(&self, tokens: &[Token]) {
        for token in tokens.iter().take(AHEAD) {
            fetch(&self.types, token.folded as usize);
        }
    }

    /// The type of a token, whatever its case.
    #[inline]
    pub(crate) fn get(&mut self, token: &Token) -> Word {
        // Every type is one of the vocabulary's.
        let Some(it) = self.types.get_mut(token.folded as usize) else { return Word::PLAIN };
        *it.word.get_or_insert_with(|| Word::of(token, &self.model))
    }

    /// Has the weights of a token's type worked out: before [`weights`](Self::weights) of it are asked for.
    #[inline]
    pub(crate) fn weigh(&mut self, token: &Token) -> &Weights {
        let Some(it) = self.types.get_mut(token.folded as usize) else { return &Weights::NONE };
        if !it.weights.are_known() {
            it.weights = Weights::of(&self.model.leans(token.hash));
        }
        &it.weights
    }

    /// What a token's type says of targets.
    #[inline]
    pub(crate) fn weights(&self, token: &Token) -> &Weights {
        self.types.get(token.folded as usize).map_or(&Weights::NONE, |it| &it.weights)
    }

    /// The word with the phrase in view that the tokens begin with, and how many tokens that takes.
    pub(crate) fn with_phrase(&self, word: Word, tokens: &[Token]) -> (Word, usize) {
        // Most of what may begin a phrase does not.
        if tokens.get(1).is_some_and(|it| self.followers.contains(&it.hash)) {
            word.with_phrase(tokens)
        } else {
            (word, 1)
        }
    }
}

impl Word {
    /// A word that says nothing.
    pub(crate) const PLAIN: Self = Self {
        valence: 0.0,
        whole: 0.0,
        share: 1.0,
        rule: None,
        opens_clause: false,
        begins_phrase: false,
    };

    fn of(token: &Token, model: &Model) -> Self {
        if !matches!(token.kind(), TokenKind::Word | TokenKind::Clitic) {
            return Self::PLAIN;
        }
        let hash = token.hash;
        let share = TOPICS.get(hash).map_or(1.0, |it| number(it.value(0)));
        let valence = VALENCE.get(hash).map_or(0.0, |it| number(it.value(0))) * share;
        let listed = model.numbers.listed[usize::from(valence > 0.0)];
        let rule = Rule {
            negates: NEGATIONS.contains(hash),
            degree: DEGREES.get(hash).map(|it| hundredths(it.value(0))),
            contrast: CONTRASTS.get(hash).map(|it| Contrast::named(it.value(0))),
        };
        Self {
            valence,
            whole: valence * listed + model.learned_valence(hash) * share,
            share,
            rule: Some(rule).filter(|it| *it != Rule::NONE),
            opens_clause: CLAUSES.contains(hash),
            begins_phrase: NEGATIONS.begins(hash) || DEGREES.begins(hash) || CONTRASTS.begins(hash),
        }
    }

    fn with_phrase(self, tokens: &[Token]) -> (Self, usize) {
        let mut rule = self.rule.unwrap_or(Rule::NONE);
        let mut length = 1;
        if let Some((tokens, entry)) = DEGREES.longest(tokens).filter(|it| it.0 > 1) {
            length = tokens;
            rule.degree = Some(hundredths(entry.value(0)));
            rule.negates = false;
        } else if let Some((tokens, _)) = NEGATIONS.longest(tokens).filter(|it| it.0 > 1) {
            length = tokens;
            rule.negates = true;
        } else if let Some((tokens, entry)) = CONTRASTS.longest(tokens).filter(|it| it.0 > 1) {
            length = tokens;
            rule.contrast = Some(Contrast::named(entry.value(0)));
        }
        (Self { rule: Some(rule), ..self }, length)
    }
}

impl Rule {
    const NONE: Self = Self { negates: false, degree: None, contrast: None };

    /// What a word of degree raises or lowers others to.
    pub(crate) fn raises_to(self) -> Option<f32> {
        self.degree.map(|it| f32::from(it) / 100.0)
    }
}

fn number(text: &str) -> f32 {
    text.parse().unwrap_or_default()
}

fn hundredths(text: &str) -> u8 {
    (number(text) * 100.0).round() as u8
}

impl Contrast {
    fn named(name: &str) -> Self {
        if name == "after" { Self::After } else { Self::Before }
    }
}

#[cfg(test)]
mod tests {
    use rashomon_core::Document as _;
    use rashomon_testkit::Kit;

    use super::{Lexicon, Words};
    use crate::Sentiment;
    use crate::lexicon::{CONTRASTS, DEGREES, NEGATIONS};

    #[test]
    fn phrases_of_the_lists_are_seen_by_their_second_words() {
        let mut phrases = 0;
        for entry in [DEGREES, NEGATIONS, CONTRASTS].iter().flat_map(Lexicon::entries) {
            let text = format!("{} seldom", entry.text());
            let document = Kit::<Sentiment>::new().annotate(&text);
            let mut words = Words::default();
            words.prepare(&document);
            let tokens = document.tokens();
            let word = words.get(&tokens[0]);
            let (_, found) = words.with_phrase(word, tokens);
            assert_eq!(found, word.with_phrase(tokens).1, "{text}");
            assert_eq!(found, entry.text().split(' ').count(), "{text}");
            assert!(found == 1 || word.begins_phrase, "{text}");
            phrases += usize::from(found > 1);
        }
        assert!(phrases > 10);
    }
}
