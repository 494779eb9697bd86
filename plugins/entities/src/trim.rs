//! What does not belong to a name: titles before people, the article, a possessive at the end.

use std::ops::Range;

use rashomon_core::{Document, Shape, Token, TokenKind};

use crate::gazetteer;
use crate::label::Label;
use crate::lexicon::BUILDING_WORDS;
use crate::rule_words::{OF, THE};
use crate::segment::is_capitalized;
use crate::tagger::Name;
use crate::tags;

/// The tokens of a name without what does not belong to it; never empty unless `tokens` is.
pub fn trimmed(document: &dyn Document, label: Label, tokens: Range<usize>) -> Range<usize> {
    let all = document.tokens();
    let mut name = tokens;
    while name.len() > 1 && is_edge(&all[name.end - 1]) {
        name.end -= 1;
    }
    while name.len() > 1 && is_edge(&all[name.start]) {
        name.start += 1;
    }
    if name.len() > 1 && is_article(&all[name.start]) {
        let with_article = gazetteer::longest(
            &all[name.clone()],
            gazetteer::tags_of(all[name.start].hash),
            tags::WITH_ARTICLE,
        );
        if with_article.is_none_or(|it| it.0 < name.len()) {
            name.start += 1;
        }
    }
    if label == Label::Per {
        while let Some(length) = title(all, &name) {
            name.start += length;
        }
    }
    name
}

/// The label of a name, where the lists know better than its sentence: words for peoples are no places, and
/// well-known organisations are neither people nor anything else.
pub fn corrected(document: &dyn Document, label: Label, tokens: Range<usize>) -> Label {
    let name = document.tokens().get(tokens).unwrap_or_default();
    if label == Label::Per && is_building_or_body(name) {
        let body = name.last().is_some_and(|it| gazetteer::tags_of(it.hash) & tags::ORG_HEAD != 0);
        return if body { Label::Org } else { Label::Loc };
    }
    let first = name.first().map_or(0, |it| gazetteer::tags_of(it.hash));
    let entry = gazetteer::longest(name, first, gazetteer::NAMES);
    let tags = entry.filter(|it| it.0 == name.len()).map_or(0, |it| it.1);
    let only = |wanted: u32, others: u32| tags & wanted != 0 && tags & others == 0;
    match label {
        Label::Loc if only(tags::DEMONYM, gazetteer::PLACES) => Label::Misc,
        Label::Per | Label::Misc
            if only(tags::ORGANISATION, gazetteer::PEOPLE | gazetteer::PLACES | tags::DEMONYM) =>
        {
            Label::Org
        }
        _ => label,
    }
}

/// `Harcourt Tower`, `Harcourt Foundation`: a name that ends with a noun for a building or a kind of organisation,
/// unless it reads as a first and a last name, as `Frank Church` does.
pub(crate) fn is_building_or_body(name: &[Token]) -> bool {
    let [first, .., last] = name else { return false };
    let tags = gazetteer::tags_of(last.hash);
    (tags & tags::ORG_HEAD != 0 || BUILDING_WORDS.contains(last.hash))
        && last.shape.has(Shape::LOWER)
        && !(tags & gazetteer::PEOPLE != 0
            && (first.shape.has(Shape::HYPHEN)
                || gazetteer::tags_of(first.hash) & (tags::MALE | tags::FEMALE | tags::TITLE) != 0))
}

/// `Sen. Ada Lund`, `Jan. 25`, `US$ 20`: a title or month that its full stop cut off from what follows, or a part of
/// the sign of a currency.
pub(crate) fn is_abbreviation(document: &dyn Document, name: &Name) -> bool {
    let all = document.tokens();
    let next = |ahead: usize| all.get(name.tokens.end + ahead);
    let (Some(stop), Some(after)) = (next(0), next(1)) else { return false };
    if stop.kind() == TokenKind::Currency {
        return name.tokens.len() == 1 && stop.shape.has(Shape::GLUED);
    }
    let is_title = |it: &Token| gazetteer::tags_of(it.hash) & tags::TITLE != 0;
    name.tokens.len() == 1
        && stop.kind() == TokenKind::Stop
        && stop.span.len() == 1
        && match name.label {
            Label::Per => is_capitalized(after) && all.get(name.tokens.start).is_some_and(is_title),
            Label::Misc => after.kind() == TokenKind::Number,
            Label::Loc | Label::Org => false,
        }
}

/// `mayor of Kyiv Ada Lund`: the tokens of the place that a person's name begins with, if a title with its place
/// stands before the name.
pub(crate) fn place_before(document: &dyn Document, name: &Range<usize>) -> Option<usize> {
    let all = document.tokens();
    let of = name.start.checked_sub(1).and_then(|it| all.get(it))?;
    let tokens = all.get(name.clone())?;
    if tokens.len() < 3 || !OF.is(of) {
        return None;
    }
    let first = gazetteer::tags_of(tokens[0].hash);
    let (length, _) = gazetteer::longest(tokens, first, gazetteer::PLACES)?;
    let rest = tokens.get(length..)?;
    (rest.len() > 1 && gazetteer::tags_of(rest[0].hash) & tags::FIRST_NAME != 0).then_some(length)
}

/// The length of the title that a person's name begins with, if a name is left after it.
fn title(all: &[Token], name: &Range<usize>) -> Option<usize> {
    let first = gazetteer::tags_of(all[name.start].hash);
    let (mut length, _) = gazetteer::longest(&all[name.clone()], first, tags::TITLE)?;
    let dot = all.get(name.start + length)?;
    if dot.kind() == TokenKind::Stop && length < name.len() {
        length += 1;
    }
    (length < name.len() && is_capitalized(&all[name.start + length])).then_some(length)
}

/// A possessive, dash or sign that no name begins or ends with.
fn is_edge(token: &Token) -> bool {
    matches!(token.kind(), TokenKind::Clitic | TokenKind::Dash | TokenKind::Symbol)
}

fn is_article(token: &Token) -> bool {
    THE.is(token)
}
