//! Family names that stand first and are used alone: in `Xun Wenlong arrived. Xun spoke.` the tagger may find the full
//! name only.

use rashomon_core::{Document, TokenKind};

use crate::cluster::Clusters;
use crate::cluster::forms::FAMILY_FIRST;
use crate::gazetteer;
use crate::label::Label;
use crate::segment::{CaseMode, is_capitalized};
use crate::tagger::Name;
use crate::tags;

/// Families of one document that are looked for, at most.
const MOST_FAMILIES: usize = 16;

impl Clusters {
    /// Adds the words that are the family's name of somebody in the document, where no name holds them and no other
    /// capital is beside them.
    pub(crate) fn add_families(&mut self, document: &dyn Document, names: &mut Vec<Name>) {
        if !self.uses.iter().any(|it| it.flags & FAMILY_FIRST != 0) {
            return;
        }
        let tokens = document.tokens();
        let mut families: Vec<(u32, u8)> = Vec::new();
        for (name, &row) in names.iter().zip(&self.rows) {
            let form = self.forms.get(self.uses[row as usize].form);
            if form.label != Label::Per || form.flags & FAMILY_FIRST == 0 {
                continue;
            }
            if let Some(first) = tokens.get(name.tokens.start)
                && gazetteer::tags_of(first.hash) & tags::FUNCTION_WORD == 0
                && families.len() < MOST_FAMILIES
                && families.iter().all(|it| it.0 != first.word)
            {
                families.push((first.word, name.confidence));
            }
        }
        if families.is_empty() {
            return;
        }
        let mut next_name = names.iter().map(|it| it.tokens.clone()).peekable();
        let mut found: Vec<Name> = Vec::new();
        for sentence in document.sentences().iter().filter(|it| document.is_read(it)) {
            let start = sentence.first_token as usize;
            let inside = document.tokens_of(sentence);
            let capitals = inside.iter().enumerate().filter(|it| is_capitalized(it.1));
            for (offset, token) in capitals {
                let at = start + offset;
                let is_family =
                    |it: &&(u32, u8)| it.0 == token.word && token.kind() == TokenKind::Word;
                let Some(&(_, confidence)) = families.iter().find(is_family) else { continue };
                while next_name.next_if(|it| it.end <= at).is_some() {}
                let before = offset.checked_sub(1).and_then(|it| inside.get(it));
                let beside = [before, inside.get(offset + 1)];
                let alone = beside.into_iter().flatten().all(|it| !is_capitalized(it));
                if alone && next_name.peek().is_none_or(|it| it.start > at) {
                    let (label, mode) = (Label::Per, CaseMode::Usual);
                    found.push(Name { label, tokens: at..at + 1, confidence, mode });
                }
            }
        }
        if found.is_empty() {
            return;
        }
        let rows = std::mem::take(&mut self.rows);
        let mut all: Vec<(Name, u32)> = names.drain(..).zip(rows).collect();
        for name in found {
            let form = self.forms.of(document, name.label, name.tokens.clone());
            all.push((name, self.number(form)));
        }
        all.sort_by_key(|it| it.0.tokens.start);
        (*names, self.rows) = all.into_iter().unzip();
    }
}
