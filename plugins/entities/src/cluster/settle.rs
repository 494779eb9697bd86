//! From what the tagger found to names: what does not belong to them is cut off, and the document's people lend their
//! label to surnames that the tagger took for something else.

use rashomon_core::{Document, Token, TokenKind};

use crate::cluster::Clusters;
use crate::cluster::forms::{HAS_LOWER, NO_PERSON, TAKES_ARTICLE, UNLISTED};
use crate::cluster::words::is_suffix;
use crate::label::Label;
use crate::rule_words::{A, THE};
use crate::segment::is_capitalized;
use crate::tagger::Name;
use crate::{shouted, trim};

impl Clusters {
    /// Turns what the tagger found into names, in order.
    pub(crate) fn settle(&mut self, document: &dyn Document, names: &mut Vec<Name>) {
        self.forms.prepare(document);
        self.rows.clear();
        self.forms.fetch(document, names);
        std::mem::swap(names, &mut self.raw);
        names.clear();
        let mut raw = std::mem::take(&mut self.raw);
        let mut all = raw.drain(..).peekable();
        while let Some(mut name) = all.next() {
            if ends_before_suffix(document, &name) {
                name.tokens.end += 1;
                // The tagger may have taken the suffix for a name.
                all.next_if(|it| it.tokens.end <= name.tokens.end);
                if all.peek().is_some_and(|it| it.tokens.start < name.tokens.end) {
                    name.tokens.end -= 1;
                }
            }
            if let Some(start) = tied_initial(document, &name)
                && names.last().is_none_or(|it| it.tokens.end <= start)
            {
                name.tokens.start = start;
                name.label = Label::Per;
            }
            self.settle_one(document, name, names);
        }
        drop(all);
        self.raw = raw;
        self.relabel(document, names);
        self.add_families(document, names);
    }

    fn settle_one(&mut self, document: &dyn Document, mut name: Name, names: &mut Vec<Name>) {
        let row = self.forms.of(document, name.label, name.tokens.clone());
        let form = self.forms.get(row);
        name.tokens.end = name.tokens.start + form.tokens.end as usize;
        name.tokens.start += form.tokens.start as usize;
        name.label = form.label;
        if form.tokens.len() == 1 && trim::is_abbreviation(document, &name) {
            return;
        }
        let unclear = name.label == Label::Misc && (form.words > 2 || form.flags & HAS_LOWER == 0);
        if unclear && shouted::is_doubtful(document, &name) {
            let known = names.len();
            shouted::known_within(document, &name, names);
            for name in &names[known..] {
                self.rows.push(self.forms.of(document, name.label, name.tokens.clone()));
            }
            return;
        }
        if name.label == Label::Per
            && let Some(length) = trim::place_before(document, &name.tokens)
        {
            let person = name.tokens.start + length;
            let mut place = name.clone();
            place.label = Label::Loc;
            place.tokens.end = person;
            self.rows.push(self.forms.of(document, place.label, place.tokens.clone()));
            names.push(place);
            name.tokens.start = person;
            self.rows.push(self.forms.of(document, name.label, name.tokens.clone()));
            names.push(name);
            return;
        }
        if form.flags & TAKES_ARTICLE != 0 {
            let before = name.tokens.start.checked_sub(1).and_then(|it| document.tokens().get(it));
            let article = before.filter(|it| THE.is(it) && is_capitalized(it));
            name.tokens.start -= usize::from(article.is_some());
        }
        self.rows.push(row);
        names.push(name);
    }

    /// A word that no list knows is a person's surname where the document names the person in full, as often at least
    /// as it takes the word for something else.
    fn relabel(&mut self, document: &dyn Document, names: &mut [Name]) {
        if !self.rows.iter().any(|it| self.forms.get(*it).flags & UNLISTED != 0) {
            return;
        }
        let mut surnames = std::mem::take(&mut self.surnames);
        surnames.clear();
        for &row in &self.rows {
            let form = self.forms.get(row);
            let parts = self.forms.parts(&form.parts);
            if let (Label::Per, true, [.., _, last]) =
                (form.label, form.flags & NO_PERSON == 0, parts)
            {
                let votes = surnames.get(last.spelling.normal).unwrap_or(EVEN);
                surnames.insert(last.spelling.normal, votes + 1);
            }
        }
        for &row in &self.rows {
            let form = self.forms.get(row);
            let word = match self.forms.parts(&form.parts) {
                [only] => only.spelling.normal,
                _ => form.first,
            };
            let Some(votes) = surnames.get(word) else { continue };
            let votes = match (form.label, form.words) {
                (Label::Per, 1) => votes + 1,
                (Label::Per, _) => votes,
                (_, 1) => votes.saturating_sub(1),
                // `Goldmark` stays a bank beside `Goldmark Brandt`, whoever is called so.
                _ => 0,
            };
            surnames.insert(word, votes);
        }
        for (name, row) in names.iter_mut().zip(&mut self.rows) {
            let form = self.forms.get(*row);
            let before = name.tokens.start.checked_sub(1).and_then(|it| document.tokens().get(it));
            if form.flags & UNLISTED != 0
                && form.label != Label::Per
                // `the Kalashnikov` is no person.
                && before.is_none_or(|it| !THE.is(it) && !A.is(it))
                && surnames.get(form.first).is_some_and(|it| it >= EVEN)
            {
                name.label = Label::Per;
                *row = self.forms.of(document, Label::Per, name.tokens.clone());
            }
        }
        self.surnames = surnames;
    }
}

/// `Per Lund` before `Sr.`.
fn ends_before_suffix(document: &dyn Document, name: &Name) -> bool {
    let next = document.tokens().get(name.tokens.end);
    name.label == Label::Per
        && name.tokens.len() > 1
        && next.is_some_and(|it| it.kind() == TokenKind::Word && is_suffix(document.slice(it.span)))
}

/// `C. Lund` after `J.-`: where the initial before the hyphen is.
fn tied_initial(document: &dyn Document, name: &Name) -> Option<usize> {
    let tokens = document.tokens();
    let before = |back: usize| name.tokens.start.checked_sub(back).and_then(|it| tokens.get(it));
    let is_initial =
        |it: &Token| is_capitalized(it) && document.slice(it.span).trim_end_matches('.').len() == 1;
    let first = tokens.get(name.tokens.start)?;
    let dash = before(1).filter(|it| it.kind() == TokenKind::Dash)?;
    let tied = matches!(name.label, Label::Per | Label::Misc)
        && name.tokens.len() > 1
        && is_initial(first)
        && dash.span.end() == first.span.start()
        && before(2).is_some_and(|it| it.span.end() == dash.span.start());
    let length = match before(2)?.kind() {
        TokenKind::Stop => 3,
        _ => 2,
    };
    (tied && before(length).is_some_and(is_initial)).then(|| name.tokens.start - length)
}

/// As many votes for as against.
const EVEN: u32 = 1 << 30;
