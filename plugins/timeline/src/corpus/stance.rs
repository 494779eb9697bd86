//! What keeps two mentions apart however alike their words are: one tells that a thing happens and the other that it does
//! not, or they tell it of two people of one surname.

use rashomon_core::{Annotation, Document, Layer, Span, fold, fold_hash};
use rashomon_text::stems::Stem;
use serde::{Deserialize, Serialize};

use crate::lexicon::{AUXILIARIES, CALLED_OFF, NEGATIONS, SPEECH_WORDS};
use crate::words::class;

use super::source::{Kind, Source};

/// Two first names that begin with as many letters alike can be forms of one: "Michael" and "Mikhail" are not taken for
/// one, "Alexander" and "Alexandr" are.
const ONE_NAME: usize = 3;

/// Whether a phrase tells that something happens, and of whom.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Stance {
    /// What is negated: the first stem behind each negation.
    negated: Vec<Stem>,
    /// Whether there is a negation.
    negates: bool,
    /// Whether a negation stands before all that the phrase tells: "Dahl did not go" and not "Dahl went and did not sign".
    is_negated: bool,
    /// Whether something is called off.
    is_off: bool,
    /// The people of whom first name and surname are known.
    people: Vec<Person>,
}

/// Somebody with a first name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Person {
    surname: u64,
    /// Case-folded, without a full stop.
    first: String,
}

impl Stance {
    /// Whether this and another cannot be one event; `has` and `other_has` tell what stems the two have.
    pub(super) fn opposes(
        &self,
        has: impl Fn(Stem) -> bool,
        other: &Self,
        other_has: impl Fn(Stem) -> bool,
    ) -> bool {
        let denied = |no: &Self, yes: &Self, has: &dyn Fn(Stem) -> bool| {
            no.negated.iter().any(|it| !yes.negated.contains(it) && has(*it))
        };
        self.is_off != other.is_off
            || self.is_negated && !other.negates
            || other.is_negated && !self.negates
            || denied(self, other, &other_has)
            || denied(other, self, &has)
            || self.people.iter().any(|it| it.is_namesake_in(&other.people, &self.people))
    }

    /// The stance of a sentence that stands for a phrase: what is negated in it need not be what it tells.
    pub(super) fn of_sentence(self) -> Self {
        Self { is_negated: false, ..self }
    }
}

impl Person {
    /// Somebody with a first name; `None` if the name has one word, or is not one of first name and surname.
    fn of(name: &str) -> Option<Self> {
        let (first, rest) = name.trim().split_once(' ')?;
        let surname = rest.split_whitespace().next_back()?;
        let is_name = |it: &str| it.starts_with(char::is_uppercase);
        // "Robert Kennedy Jr."
        if !is_name(first) || !is_name(surname) || surname.ends_with('.') {
            return None;
        }
        let first = fold(first.trim_end_matches('.')).into_owned();
        Some(Self { surname: fold_hash(surname), first })
    }

    /// Whether there are people of this surname, and none of them is this one or another of `own`.
    fn is_namesake_in(&self, others: &[Self], own: &[Self]) -> bool {
        let mut named = others.iter().filter(|it| it.surname == self.surname).peekable();
        named.peek().is_some()
            && named.all(|it| own.iter().all(|mine| mine.surname != it.surname || !mine.may_be(it)))
    }

    /// Whether two first names can be one: "J." and "John", "Alex" and "Alexander".
    fn may_be(&self, other: &Self) -> bool {
        let (one, two) = (&self.first, &other.first);
        let alike = one.chars().zip(two.chars()).take_while(|it| it.0 == it.1).count();
        one.starts_with(two.as_str()) || two.starts_with(one.as_str()) || alike >= ONE_NAME
    }
}

/// The people of a document with a first name, and where they are named, in order; a surname alone stands for the full
/// name that the report gives it.
pub(super) fn people(document: &dyn Document, names: Layer<'_>) -> Vec<(Span, Person)> {
    let people = names.iter().filter(|it| it.label() == "PER");
    let person = |it: Annotation<'_>| {
        let name = it.text("canonical").unwrap_or_else(|| document.slice(it.span()));
        Some((it.span(), Person::of(name)?))
    };
    people.filter_map(person).collect()
}

impl Source<'_> {
    /// What a phrase says of its happening.
    pub(super) fn stance(&self, phrase: Span) -> Stance {
        let tokens = self.document.tokens_in(phrase);
        let (first, end) = (tokens.start as u32, tokens.end as u32);
        let tokens = self.tokens(phrase);
        let mut stance = Stance::default();
        let mut told = false;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let here = &tokens[at..];
            if let Some((length, negation)) = NEGATIONS.longest(here) {
                at += length;
                if negation.value(0).is_empty() {
                    stance.negates = true;
                    stance.is_negated |= !told;
                    stance.negated.extend(self.first_stem(first + at as u32, end));
                    // "did not cancel"
                    at += CALLED_OFF.longest(&tokens[at..]).map_or(0, |it| it.0);
                }
                continue;
            }
            if let Some((length, _)) = CALLED_OFF.longest(here) {
                let goes_on = self.document.slice(token.span).ends_with("ing");
                let is_done = !goes_on
                    || at.checked_sub(1).is_some_and(|it| AUXILIARIES.contains(tokens[it].hash));
                stance.is_off |= is_done;
                told |= is_done;
                at += length;
                continue;
            }
            let tells = self.is(token, class::PAST) && !AUXILIARIES.contains(token.hash);
            told |= tells && !SPEECH_WORDS.contains(token.hash);
            at += 1;
        }
        let from = self.people.partition_point(|it| it.0.start() < phrase.start());
        let named = self.people[from..].iter().take_while(|it| it.0.end() <= phrase.end());
        stance.people = named.map(|it| it.1.clone()).collect();
        stance
    }

    /// The first stem that is not of a name, behind adverbs.
    fn first_stem(&self, first: u32, end: u32) -> Option<Stem> {
        let tokens = self.document.tokens().get(first as usize..end as usize).unwrap_or_default();
        let adverbs =
            tokens.iter().take_while(|it| self.document.slice(it.span).ends_with("ly")).count();
        let mut stems = self.stems(first + adverbs as u32, end).into_iter();
        stems.find(|it| it.1 != Kind::Name).map(|it| it.0)
    }
}
