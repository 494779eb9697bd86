//! What does not belong to a name: titles before people, the article, a possessive at the end.

use std::ops::Range;

use rashomon_core::{Document, Token, TokenKind, fold_hash};

use crate::gazetteer;
use crate::label::Label;
use crate::segment::is_capitalized;
use crate::tags;

/// The tokens of a name without what does not belong to it; never empty unless `tokens` is.
pub fn trimmed(document: &dyn Document, label: Label, tokens: Range<usize>) -> Range<usize> {
    let all = document.tokens();
    let mut name = tokens;
    while name.len() > 1 && all[name.end - 1].kind() == TokenKind::Clitic {
        name.end -= 1;
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

/// The label of a name: words for peoples are no places, whatever their sentence looks like.
pub fn corrected(document: &dyn Document, label: Label, tokens: Range<usize>) -> Label {
    let name = document.tokens().get(tokens).unwrap_or_default();
    let first = name.first().map_or(0, |it| gazetteer::tags_of(it.hash));
    let is_people =
        gazetteer::longest(name, first, gazetteer::NAMES).is_some_and(|(length, tags)| {
            length == name.len() && tags & tags::DEMONYM != 0 && tags & gazetteer::PLACES == 0
        });
    if label == Label::Loc && is_people { Label::Misc } else { label }
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

fn is_article(token: &Token) -> bool {
    token.hash == fold_hash("the")
}
