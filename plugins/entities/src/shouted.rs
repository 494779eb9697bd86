//! Sentences in capitals and headlines. A capital tells nothing there, and what is neither person, place nor
//! organisation would be half a clause.

use rashomon_core::{Document, TokenKind};

use crate::gazetteer;
use crate::label::Label;
use crate::segment::CaseMode;
use crate::tagger::Name;
use crate::tags;

/// Whether this is a name of no clear kind in a sentence that is all in capitals, or a stretch of a headline with
/// capitals on words such as `After` and `Himself`; a title in quotation marks is none.
pub(crate) fn is_doubtful(document: &dyn Document, name: &Name) -> bool {
    if name.label != Label::Misc {
        return false;
    }
    let all = document.tokens();
    let tokens = all.get(name.tokens.clone()).unwrap_or_default();
    let words = || tokens.iter().filter(|it| it.kind() == TokenKind::Word);
    if words().all(|it| it.shape.is_all_caps()) {
        return name.mode == CaseMode::Upper;
    }
    let before = name.tokens.start.checked_sub(1).and_then(|it| all.get(it));
    words().count() > 2
        && words().any(|it| {
            it.shape.is_capitalized() && gazetteer::tags_of(it.hash) & tags::FUNCTION_WORD != 0
        })
        && before.is_none_or(|it| it.kind() != TokenKind::Quote)
        && name.mode == CaseMode::Headline
}

/// The countries, capitals and peoples that stand within a doubtful name: `RUSSIAN TROOPS LEAVE OSLO`.
pub(crate) fn known_within(document: &dyn Document, name: &Name, found: &mut Vec<Name>) {
    const KNOWN: u32 = tags::COUNTRY | tags::CAPITAL | tags::DEMONYM;
    let mut start = name.tokens.start;
    while start < name.tokens.end {
        let tokens = document.tokens().get(start..name.tokens.end).unwrap_or_default();
        let first = tokens.first().map_or(0, |it| gazetteer::tags_of(it.hash));
        let entry = gazetteer::longest(tokens, first, KNOWN);
        let Some((length, tags)) = entry.filter(|_| first & tags::FUNCTION_WORD == 0) else {
            start += 1;
            continue;
        };
        let label = if tags & gazetteer::PLACES == 0 { Label::Misc } else { Label::Loc };
        found.push(Name { label, tokens: start..start + length, ..name.clone() });
        start += length;
    }
}
