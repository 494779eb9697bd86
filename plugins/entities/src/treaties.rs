//! Treaties and laws. Their names go on after a preposition, where the tagger's stretches of capitals end.

use rashomon_core::{Document, Token};

use crate::gazetteer;
use crate::label::Label;
use crate::lexicon::{CALENDAR_WORDS, TREATY_WORDS};
use crate::memory::Stretch;
use crate::rule_words::{AGAINST, AND, FOR, IN, OF, ON, RuleWord, THE, TO};
use crate::segment::is_capitalized;
use crate::tagger::Name;
use crate::tags;

/// How likely such a name is right, in hundredths.
const CONFIDENCE: u8 = 80;

/// What the subject of a treaty or law follows.
static SUBJECTS: [&RuleWord; 3] = [&ON, &FOR, &AGAINST];

/// Makes one name of what a noun for a treaty or law begins and a preposition goes on with, `Treaty on Deep Mines`,
/// and takes out the names within; `the treaty on Kashmir` is none.
pub(crate) fn join(document: &dyn Document, stretches: &[Stretch], names: &mut Vec<Name>) {
    let tokens = document.tokens();
    for stretch in stretches {
        let end = stretch.tokens().end;
        let noun = tokens[end - 1];
        if !is_capitalized(&noun)
            || !tokens.get(end).is_some_and(|it| is_one_of(it, &SUBJECTS))
            || !TREATY_WORDS.contains(noun.hash)
        {
            continue;
        }
        let Some(end) = end_of_name(tokens, end) else { continue };
        let inside = |it: &usize| *it > stretch.first && is_part(&tokens[*it - 1]);
        let mut start = stretch.tokens().end - 1;
        while inside(&start) {
            start -= 1;
        }
        let first = names.partition_point(|it| it.tokens.end <= start);
        let last = names.partition_point(|it| it.tokens.start < end);
        let name = Name {
            label: Label::Misc,
            tokens: start..end,
            confidence: CONFIDENCE,
            mode: stretch.mode,
        };
        names.splice(first..last.max(first), [name]);
    }
}

/// Where the name ends whose preposition is at `index`; `None` if no capital follows.
fn end_of_name(tokens: &[Token], index: usize) -> Option<usize> {
    let mut end = None;
    let mut at = index;
    loop {
        if end.is_some() && tokens.get(at).is_some_and(is_capitalized) {
            at += 1;
            end = Some(at);
            continue;
        }
        let Some(token) = tokens.get(at) else { return end };
        let the = usize::from(tokens.get(at + 1).is_some_and(|it| THE.is(it)));
        let next = at + 1 + the;
        let Some(word) = tokens.get(next).filter(|it| is_capitalized(it)) else { return end };
        let goes_on = at == index
            || OF.is(token)
            // A second subject, not who signs it or where.
            || ((is_one_of(token, &SUBJECTS) || is_one_of(token, &[&TO, &IN, &AND]))
                && gazetteer::tags_of(word.hash) & gazetteer::NAMES == 0);
        if !goes_on || CALENDAR_WORDS.contains(word.hash) {
            return end;
        }
        at = next + 1;
        end = Some(at);
    }
}

/// Whether a token before the noun is part of the name.
fn is_part(token: &Token) -> bool {
    is_capitalized(token) && gazetteer::tags_of(token.hash) & tags::FUNCTION_WORD == 0
}

fn is_one_of(token: &Token, words: &[&RuleWord]) -> bool {
    words.iter().any(|it| it.is(token))
}
