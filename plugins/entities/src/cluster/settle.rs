//! From what the tagger found to names: what does not belong to them is cut off, and the document's people lend their
//! label to surnames that the tagger took for something else.

use rashomon_core::{Document, Token, TokenKind};

use crate::cluster::Clusters;
use crate::cluster::forms::{Form, HAS_LOWER, NO_PERSON, TAKES_ARTICLE, UNLISTED};
use crate::cluster::table::{NOTHING, Table};
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
        self.uses.clear();
        std::mem::swap(names, &mut self.raw);
        names.clear();
        let mut raw = std::mem::take(&mut self.raw);
        let mut fetched = std::mem::take(&mut self.fetched);
        self.forms.fetch(document, &raw, &mut fetched);
        let mut all = raw.drain(..).zip(&fetched).peekable();
        while let Some((mut name, &row)) = all.next() {
            let tokens = name.tokens.clone();
            if ends_before_suffix(document, &name) {
                name.tokens.end += 1;
                // The tagger may have taken the suffix for a name.
                all.next_if(|(it, _)| it.tokens.end <= name.tokens.end);
                if all.peek().is_some_and(|(it, _)| it.tokens.start < name.tokens.end) {
                    name.tokens.end -= 1;
                }
            }
            if let Some(start) = tied_initial(document, &name)
                && names.last().is_none_or(|it| it.tokens.end <= start)
            {
                name.tokens.start = start;
                name.label = Label::Per;
            }
            let row = if row == NOTHING || tokens != name.tokens {
                self.forms.of(document, name.label, name.tokens.clone())
            } else {
                row
            };
            self.settle_one(document, name, row, names);
        }
        drop(all);
        self.raw = raw;
        self.fetched = fetched;
        self.relabel(document, names);
        self.add_families(document, names);
    }

    fn settle_one(
        &mut self,
        document: &dyn Document,
        mut name: Name,
        row: u32,
        names: &mut Vec<Name>,
    ) {
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
                let form = self.forms.of(document, name.label, name.tokens.clone());
                self.push(form);
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
            let form = self.forms.of(document, place.label, place.tokens.clone());
            self.push(form);
            names.push(place);
            name.tokens.start = person;
            let form = self.forms.of(document, name.label, name.tokens.clone());
            self.push(form);
            names.push(name);
            return;
        }
        if form.flags & TAKES_ARTICLE != 0 {
            let before = name.tokens.start.checked_sub(1).and_then(|it| document.tokens().get(it));
            let article = before.filter(|it| THE.is(it) && is_capitalized(it));
            name.tokens.start -= usize::from(article.is_some());
        }
        self.push(row);
        names.push(name);
    }

    /// A word that no list knows is a person's surname where the document names the person in full, as often at least
    /// as it takes the word for something else.
    fn relabel(&mut self, document: &dyn Document, names: &mut [Name]) {
        let mut votes = std::mem::take(&mut self.votes);
        if self.is_surname_unlisted(&mut votes) {
            self.vote(&mut votes);
            for (at, name) in names.iter_mut().enumerate() {
                let form = self.forms.get(self.uses[self.rows[at] as usize].form);
                let before =
                    name.tokens.start.checked_sub(1).and_then(|it| document.tokens().get(it));
                if is_unlisted(form)
                    // `the Kalashnikov` is no person.
                    && before.is_none_or(|it| !THE.is(it) && !A.is(it))
                    && votes.get(form.first).is_some_and(|it| it >= EVEN)
                {
                    name.label = Label::Per;
                    let form = self.forms.of(document, Label::Per, name.tokens.clone());
                    self.rows[at] = self.number(form);
                }
            }
        }
        self.votes = votes;
    }

    /// Whether a word that no list knows is the surname of somebody whom the document names in full. Each such surname
    /// has a vote for each mention of a full name afterwards.
    fn is_surname_unlisted(&self, votes: &mut Table) -> bool {
        votes.clear();
        if !self.uses.iter().any(|it| it.flags & UNLISTED != 0) {
            return false;
        }
        for it in &self.uses {
            let form = self.forms.get(it.form);
            if form.label == Label::Per
                && form.flags & NO_PERSON == 0
                && let [_, .., last] = self.forms.parts(&form.parts)
            {
                *votes.entry(last.spelling.normal, EVEN) += it.count;
            }
        }
        let is_surname = |form: &Form| is_unlisted(form) && votes.get(form.first).is_some();
        self.uses.iter().any(|it| it.flags & UNLISTED != 0 && is_surname(self.forms.get(it.form)))
    }

    /// Adds the votes of names that begin with a surname or are one.
    fn vote(&self, votes: &mut Table) {
        for it in &self.uses {
            let form = self.forms.get(it.form);
            let word = match self.forms.parts(&form.parts) {
                [only] => only.spelling.normal,
                _ => form.first,
            };
            let Some(before) = votes.get(word) else { continue };
            let after = match (form.label, form.words) {
                (Label::Per, 1) => before + it.count,
                (Label::Per, _) => before,
                (_, 1) => before.saturating_sub(it.count),
                // `Goldmark` stays a bank beside `Goldmark Brandt`, whoever is called so.
                _ => 0,
            };
            votes.insert(word, after);
        }
    }
}

/// Whether it is one word that no list knows, and no person's name.
fn is_unlisted(form: &Form) -> bool {
    form.flags & UNLISTED != 0 && form.label != Label::Per
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
