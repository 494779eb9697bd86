//! Offices by which reports introduce people: `{French} {President} Anna Berg` in one report tells who `the French
//! president` is in another.

use rashomon_core::{Document, Layer, Span, Token, TokenKind, fold_hash};

use crate::corpus::state::Office;
use crate::lexicon::{COUNTRIES, ROLES, WORDS};

/// Words before a role that may say what it is of.
const BEFORE: usize = 4;
/// Offices that are kept of one report.
const MOST: usize = 200;

/// The offices of the people named in a document, in order of the text, each once.
pub(crate) fn offices(document: &dyn Document, entities: Layer<'_>) -> Vec<Office> {
    let mut offices: Vec<Office> = Vec::new();
    for it in entities.iter().filter(|it| it.label() == "PER") {
        let Some(name) = it.text("canonical") else { continue };
        let end = document.tokens_in(it.span()).start;
        let Some((role, of)) = office_before(document, end) else { continue };
        if of.is_empty() || offices.len() >= MOST {
            continue;
        }
        let office = Office { role, of, name: name.to_owned() };
        if !offices.contains(&office) {
            offices.push(office);
        }
    }
    offices
}

/// The role and what it is of in a description: `the {French} {president}`, `the {president} of {France}`.
pub(crate) fn described(document: &dyn Document, span: Span) -> Option<(u64, Vec<u64>)> {
    let span = document.tokens_in(span);
    let tokens = document.tokens().get(span.clone())?;
    let Some(at) = tokens.iter().position(|it| it.hash == fold_hash("of")) else {
        return office_before(document, span.end);
    };
    let (role, _) = office_before(document, span.start + at)?;
    let names = tokens[at + 1..].iter().filter(|it| it.shape.is_capitalized());
    let mut of: Vec<u64> = names.map(|it| it.hash).collect();
    of.sort_unstable();
    of.dedup();
    Some((role, of))
}

/// The office that ends before a token.
fn office_before(document: &dyn Document, end: usize) -> Option<(u64, Vec<u64>)> {
    let tokens = document.tokens();
    let role = end.checked_sub(1).and_then(|it| tokens.get(it))?;
    let single = |it: &Token| ROLES.get(it.hash).is_some_and(|it| it.value(2) == "office");
    if role.kind() != TokenKind::Word || !single(role) {
        return None;
    }
    let start = (end - 1).saturating_sub(BEFORE);
    let mut of = Vec::new();
    for token in tokens[start..end - 1].iter().rev() {
        let name = token.kind() == TokenKind::Word && token.shape.is_capitalized();
        if token.kind() == TokenKind::Clitic {
            continue;
        }
        if !name || WORDS.get(token.hash).is_some() {
            break;
        }
        of.push(COUNTRIES.get(token.hash).map_or(token.hash, |it| fold_hash(it.value(0))));
    }
    of.sort_unstable();
    of.dedup();
    Some((role.hash, of))
}
