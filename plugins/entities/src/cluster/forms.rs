//! The forms of names: a sequence of words with a label, as the tagger found it, and all that follows from that alone.
//! Worked out once, kept by the worker from document to document.

use std::ops::Range;

use rashomon_core::{Document, Shape, Token, TokenKind, fold_hash, phrase_hash};

use crate::cluster::table::Table;
use crate::cluster::words::{
    CAPITAL, ClusterWords, INITIAL, Part, acronym_hash, is_silent, is_worded, number_part,
    suffix_hash,
};
use crate::gazetteer;
use crate::hash::pair;
use crate::label::Label;
use crate::lexicon::{ORGANISATIONS, PLACE_VARIANTS};
use crate::rule_words::{AND, DEPARTMENT, MINISTRY, OF};
use crate::segment::is_capitalized;
use crate::tagger::Name;
use crate::tags;
use crate::trim;

/// A form.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// What it names, where the lists know better than the tagger.
    pub label: Label,
    /// The tokens that are the name, counted from the first that the tagger took.
    pub tokens: Range<u32>,
    /// Its words, hyphened ones divided, without a suffix; as indices into [`Forms::parts`].
    pub parts: Range<u32>,
    /// How full the name is: words and initials both count, words more.
    pub fullness: u32,
    /// The number of its words.
    pub words: u32,
    /// Bits of what it is.
    pub flags: u32,
    /// [`tags::MALE`] or [`tags::FEMALE`], if the first of several words tells.
    pub gender: u32,
    /// `Jr`, `III`: tells father from son. Zero if there is none.
    pub suffix: u64,
    /// The words as written.
    pub surface: u64,
    /// The words in normal spelling, or those of the well-known name.
    pub key: u64,
    /// The words in loose spelling; zero if the name is well known.
    pub loose: u64,
    /// The key without the nouns at its end that name a kind of organisation, if the rest is a name by itself.
    pub stem: u64,
    /// The key without the country at its beginning: `US State Department`.
    pub tail: u64,
    /// The first word of an organisation's name of several, as a key.
    pub head: u64,
    /// The first word of what is no person.
    pub first: u64,
    /// The letters of the one word, if it is in capitals.
    pub letters: u64,
    /// The same, if no list knows them: perhaps the initials of a longer name.
    pub acronym: u64,
    /// The initials of a name of several words: of the capitalised ones, of all, and of the capitalised ones after the
    /// country at its beginning.
    pub initials: [u64; 3],
    /// The first of these initials or letters.
    pub letter: u64,
    /// What the lists call it.
    pub known: Option<&'static str>,
    /// Its place among the forms of the last document that had it, counted from the first of all documents.
    place: u32,
}

/// A person's name that ends with a noun for a building or a kind of organisation: `Harcourt Tower`.
pub(crate) const NO_PERSON: u32 = 1;
/// Some letter is in lower case.
pub(crate) const HAS_LOWER: u32 = 1 << 1;
/// A place whose name begins with an article where the text has one.
pub(crate) const TAKES_ARTICLE: u32 = 1 << 2;
/// One word that no list knows: the surname of somebody in the document, if there is one.
pub(crate) const UNLISTED: u32 = 1 << 3;
/// One word that may be short for an organisation whose name begins with it.
pub(crate) const SHORT: u32 = 1 << 4;
/// A person's name that begins with the family's.
pub(crate) const FAMILY_FIRST: u32 = 1 << 7;
/// A place that the lists have.
pub(crate) const LISTED_PLACE: u32 = 1 << 6;
/// A country, capital, state or large city.
pub(crate) const GREAT_PLACE: u32 = 1 << 5;
/// One word in capitals.
pub(crate) const LETTERS: u32 = 1 << 8;

/// All forms that a worker has met.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    rows: Table,
    /// The keys in `rows` of the names that were looked at last.
    keys: Vec<u64>,
    known: Vec<Form>,
    parts: Vec<Part>,
    /// How many forms earlier documents have had.
    before: u32,
    /// How many the present one has.
    here: u32,
    pub(crate) words: ClusterWords,
    /// The rows in `words` of the name that is being looked at.
    name: Vec<u32>,
}

/// Bytes of the family names that stand first where the given name does not tell: those of China, Korea, Vietnam.
const LONGEST_FAMILY: u32 = 6;

/// Forms and parts beyond which all are forgotten before the next document.
const MOST: usize = 1 << 15;
/// Forms that a few documents do not have.
const MANY: usize = 1 << 10;

impl Forms {
    /// Fits a document.
    pub(crate) fn prepare(&mut self, document: &dyn Document) {
        let changed = self.words.prepare(document.vocabulary());
        // A place of none is before that of the first document.
        self.before = self.before.max(1) + self.here;
        self.here = 0;
        let full = self.known.len() > MOST || self.parts.len() > 4 * MOST;
        if changed || full || self.before > u32::MAX / 2 {
            self.rows.clear();
            self.known.clear();
            self.parts.clear();
            self.before = 1;
        }
        // Who has met many will meet more: room for all, so that they are not copied again and again.
        if self.known.len() > MANY && self.known.capacity() < MOST {
            self.known.reserve_exact(MOST);
            self.parts.reserve_exact(MOST);
        }
    }

    /// The numbers of the forms of some names, [`NOTHING`](crate::cluster::table::NOTHING) for a form that is new. All are
    /// looked at: so the processor fetches them side by side, and does not wait for each when they are asked for.
    pub(crate) fn fetch(&mut self, document: &dyn Document, names: &[Name], rows: &mut Vec<u32>) {
        let tokens = document.tokens();
        self.keys.clear();
        self.keys.extend(names.iter().map(|it| key_of(tokens, it.label, &it.tokens)));
        self.rows.get_all(&self.keys, rows);
        let known = rows.iter().filter_map(|it| self.known.get(*it as usize));
        // The first and the last of what is kept of a form.
        std::hint::black_box(known.fold(0, |all, it| all ^ it.key ^ u64::from(it.words)));
    }

    /// The number of the form of a name.
    pub(crate) fn of(
        &mut self,
        document: &dyn Document,
        label: Label,
        tokens: Range<usize>,
    ) -> u32 {
        let key = key_of(document.tokens(), label, &tokens);
        let next = self.known.len() as u32;
        let row = self.rows.get_or_insert(key, next);
        if row == next {
            let form = self.work_out(document, label, tokens);
            self.known.push(form);
        }
        row
    }

    /// The number of a form among those of the present document, by first mention.
    pub(crate) fn place(&mut self, row: u32) -> u32 {
        let place = &mut self.known[row as usize].place;
        if *place < self.before {
            *place = self.before + self.here;
            self.here += 1;
        }
        *place - self.before
    }

    /// A form.
    pub(crate) fn get(&self, row: u32) -> &Form {
        &self.known[row as usize]
    }

    /// The words of a name.
    pub(crate) fn parts(&self, range: &Range<u32>) -> &[Part] {
        self.parts.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    fn work_out(&mut self, document: &dyn Document, label: Label, tokens: Range<usize>) -> Form {
        let name = trim::trimmed(document, label, tokens.clone());
        let label = trim::corrected(document, label, name.clone());
        let inner = (name.start - tokens.start) as u32..(name.end - tokens.start) as u32;
        let name = document.tokens().get(name).unwrap_or_default();
        self.name.clear();
        for token in name {
            let row =
                if token.kind() == TokenKind::Word { self.words.row(document, token) } else { 0 };
            self.name.push(row);
        }
        let mut form = Form {
            label,
            tokens: inner,
            parts: 0..0,
            fullness: 0,
            words: name.iter().filter(|it| is_worded(it)).count() as u32,
            flags: 0,
            gender: 0,
            suffix: 0,
            surface: name.iter().fold(1, |key, it| pair(key, it.hash ^ u64::from(it.word))),
            key: 0,
            loose: 0,
            stem: 0,
            tail: 0,
            head: 0,
            first: 0,
            letters: 0,
            acronym: 0,
            initials: [0; 3],
            letter: 0,
            known: None,
            place: 0,
        };
        if name.iter().any(|it| it.shape.has(Shape::LOWER)) {
            form.flags |= HAS_LOWER;
        }
        if label == Label::Per {
            self.person(document, name, &mut form);
        } else {
            self.thing(document, name, &mut form);
        }
        form
    }

    fn person(&mut self, document: &dyn Document, name: &[Token], form: &mut Form) {
        let start = self.parts.len();
        let mut full_words = 0;
        for (index, (token, &row)) in name.iter().zip(&self.name).enumerate() {
            let facts = self.words.facts(row);
            match token.kind() {
                TokenKind::Word if facts.is_suffix && index > 0 => {
                    form.suffix = suffix_hash(document.slice(token.span));
                }
                TokenKind::Word => {
                    let parts = self.words.person_parts(facts);
                    full_words += u32::from(parts.iter().any(|it| !it.has(INITIAL)));
                    self.parts.extend(parts);
                }
                TokenKind::Number => self.parts.push(number_part(token)),
                _ => {}
            }
        }
        form.fullness = full_words << 8 | form.words.min(255);
        form.parts = start as u32..self.parts.len() as u32;
        let parts = &self.parts[start..];
        form.key = parts.iter().fold(form.suffix | 1, |key, it| pair(key, it.spelling.normal));
        let first = self.name.first().map_or(0, |it| self.words.facts(*it).tags);
        if form.words > 1 {
            if self.is_family_first(name, first) {
                form.flags |= FAMILY_FIRST;
            } else {
                form.gender = first & (tags::MALE | tags::FEMALE);
            }
            if trim::is_building_or_body(name) {
                form.flags |= NO_PERSON;
            }
            form.letter = parts.first().map_or(0, |it| it.letter);
            form.initials[0] = parts.iter().fold(0, |hash, it| acronym_hash(hash, it.letter));
        } else if let [row] = self.name[..] {
            form.acronym = self.words.facts(row).acronym;
        }
    }

    /// `Han Seo-jun`, `Zhou Wenling`: the family's name stands first.
    fn is_family_first(&self, name: &[Token], first: u32) -> bool {
        let last = name.len() - 1;
        let given = if name[last].shape.has(Shape::HYPHEN) {
            first & gazetteer::PEOPLE != 0
        } else {
            first & gazetteer::PEOPLE == tags::LAST_NAME && self.tags(last) & tags::LAST_NAME == 0
        };
        given && name[0].span.len() <= LONGEST_FAMILY && last <= 2
    }

    fn thing(&mut self, document: &dyn Document, name: &[Token], form: &mut Form) {
        form.fullness = form.words;
        let start =
            self.name.first().and_then(|it| self.words.parts(self.words.facts(*it)).first());
        form.first = start.map_or(0, |it| it.spelling.normal);
        let first = self.name.first().map_or(0, |it| self.words.facts(*it).tags);
        let entry = gazetteer::longest(name, first, gazetteer::NAMES);
        let listed = entry.filter(|it| it.0 == name.len()).map_or(0, |it| it.1);
        if listed & gazetteer::PLACES != 0 {
            form.flags |= LISTED_PLACE;
        }
        if listed & gazetteer::GREAT_PLACES != 0 {
            form.flags |= GREAT_PLACE;
        }
        let one_word = name.len() == 1;
        if one_word {
            let facts = self.words.facts(self.name[0]);
            form.letters = facts.acronym;
            form.flags |= if form.letters == 0 { 0 } else { LETTERS };
            form.letter = self.words.parts(facts).first().map_or(0, |it| it.letter);
        }
        (form.key, form.loose) = self.keys(name, 0..self.without_legal_form(name));
        if form.words > 1
            && let Some(key) = self.key_of_place(document, name, form.label)
        {
            form.key = key;
        }
        if form.words > 1 {
            self.set_initials(name, form);
        }
        if form.key == 0 {
            form.key = form.surface;
        }
        if form.label == Label::Loc {
            let with_article = phrase_hash(fold_hash("the"), name[0].hash);
            if gazetteer::tags_of(with_article) & tags::WITH_ARTICLE != 0 {
                form.flags |= TAKES_ARTICLE;
            }
        }
        form.known = well_known(document, name, form.label);
        if let Some(known) = form.known {
            form.key = self.known_key(known);
            form.loose = 0;
            return;
        }
        form.acronym = form.letters;
        if one_word {
            self.one_word(listed, form);
            return;
        }
        if form.label == Label::Org {
            self.organisation(name, first, form);
        }
    }

    /// Where the name ends without `Inc` and the like.
    fn without_legal_form(&self, name: &[Token]) -> usize {
        let is_legal = |it: &usize| {
            name[*it].kind() == TokenKind::Stop || self.words.facts(self.name[*it]).is_legal
        };
        let length = (0..name.len()).rev().take_while(is_legal).count();
        if length < name.len() { name.len() - length } else { length }
    }

    fn one_word(&mut self, listed: u32, form: &mut Form) {
        const OTHER: u32 = gazetteer::PLACES | tags::DEMONYM | tags::ORGANISATION;
        let facts = self.words.facts(self.name[0]);
        let word = facts.tags | listed;
        let whole = form.flags & HAS_LOWER != 0 && self.words.parts(facts).len() == 1;
        if whole && word & (OTHER | tags::ORG_HEAD | tags::FUNCTION_WORD) == 0 {
            form.flags |= UNLISTED;
        }
        if form.label == Label::Org
            && whole
            && form.letters == 0
            && word & (gazetteer::PLACES | tags::DEMONYM | tags::ORG_HEAD | tags::FUNCTION_WORD)
                == 0
        {
            form.flags |= SHORT;
        }
        if form.label == Label::Misc && word & tags::DEMONYM != 0 {
            form.key = facts.singular.unwrap_or(form.key);
        }
    }

    fn organisation(&mut self, name: &[Token], first: u32, form: &mut Form) {
        let is_kind =
            |it: usize| name[it].kind() == TokenKind::Stop || self.tags(it) & tags::ORG_HEAD != 0;
        if name.iter().all(|it| it.kind() != TokenKind::Clitic && !AND.is(it)) {
            form.head = self.keys(name, 0..1).0;
        }
        let length = (0..name.len()).rposition(|it| !is_kind(it)).map_or(0, |it| it + 1);
        if length > 0 && length < name.len() && is_capitalized(&name[length - 1]) {
            let other = gazetteer::longest(
                &name[..length],
                first,
                gazetteer::GREAT_PLACES | tags::REGION | tags::DEMONYM,
            );
            if other.is_none_or(|it| it.0 < length) {
                form.stem = self.keys(name, 0..length).0;
            }
        }
        let country = gazetteer::longest(name, first, tags::COUNTRY | tags::DEMONYM);
        if let Some((length, _)) = country.filter(|it| it.0 + 1 < name.len()) {
            form.tail = self.keys(name, length..name.len()).0;
            let rest = self.name[length..].iter().flat_map(|it| {
                let facts = self.words.facts(*it);
                self.words.parts(facts)
            });
            let capitals = rest.filter(|it| it.has(CAPITAL));
            form.initials[2] = capitals.fold(0, |hash, it| acronym_hash(hash, it.letter));
        }
    }

    fn tags(&self, index: usize) -> u32 {
        self.words.facts(self.name[index]).tags
    }

    /// The key of a well-known name: what [`keys`](Self::keys) makes of it where a text has it.
    fn known_key(&mut self, known: &str) -> u64 {
        let mut key = 0;
        let parts = known.split([' ', '-']).map(|it| it.strip_suffix("'s").unwrap_or(it));
        for part in parts.filter(|it| !is_silent(fold_hash(it))) {
            key = pair(key, self.words.spell(part).normal);
        }
        key
    }

    /// `Kiev City Council` for `Kyiv City Council`: the key with the well-known name of the place at its beginning.
    fn key_of_place(
        &mut self,
        document: &dyn Document,
        name: &[Token],
        label: Label,
    ) -> Option<u64> {
        let (length, _) = PLACE_VARIANTS.longest(name)?;
        let (place, rest) = name.split_at_checked(length)?;
        if label != Label::Org || !rest.iter().any(is_worded) {
            return None;
        }
        let place = self.known_key(well_known(document, place, Label::Loc)?);
        Some(self.keys_after(place, name, length..self.without_legal_form(name)).0)
    }

    /// The words of a range of a name's tokens in normal and in loose spelling. `Ministry of Tides` is written
    /// `Tides Ministry` too.
    fn keys(&self, name: &[Token], range: Range<usize>) -> (u64, u64) {
        self.keys_after(0, name, range)
    }

    /// The same after words with the key `before`.
    fn keys_after(&self, before: u64, name: &[Token], range: Range<usize>) -> (u64, u64) {
        let is_of = |it: usize| name.get(it).is_some_and(|it| OF.is(it));
        let is_office = |it: &Token| MINISTRY.is(it) || DEPARTMENT.is(it);
        let turned = range.len() > 2 && is_of(range.start + 1) && is_office(&name[range.start]);
        let order = if turned { range.start + 2..range.end } else { range.clone() };
        let (mut normal, mut loose) = (before, before);
        let mut add = |part: &Part| {
            normal = pair(normal, part.spelling.normal);
            loose = pair(loose, part.spelling.loose);
        };
        for index in order.chain(turned.then_some(range.start)) {
            let facts = self.words.facts(self.name[index]);
            match name[index].kind() {
                TokenKind::Word if facts.is_silent => {}
                TokenKind::Word => self.words.parts(facts).iter().for_each(&mut add),
                TokenKind::Number => add(&number_part(&name[index])),
                _ => {}
            }
        }
        (normal, loose)
    }

    fn set_initials(&self, name: &[Token], form: &mut Form) {
        for (token, &row) in name.iter().zip(&self.name) {
            let facts = self.words.facts(row);
            for part in self.words.parts(facts) {
                if part.has(CAPITAL) {
                    if form.initials[0] == 0 {
                        form.letter = part.letter;
                    }
                    form.initials[0] = acronym_hash(form.initials[0], part.letter);
                }
                if token.kind() == TokenKind::Word {
                    form.initials[1] = acronym_hash(form.initials[1], part.letter);
                }
            }
        }
    }
}

/// What tells the form of a name.
fn key_of(all: &[Token], label: Label, tokens: &Range<usize>) -> u64 {
    let name = all.get(tokens.clone()).unwrap_or_default();
    // The types of numbers tell their pattern alone, their hashes all.
    name.iter()
        .fold(label as u64 + 1, |key, it| pair(key, it.hash ^ u64::from(it.word).rotate_left(40)))
}

/// What the lists call a place or organisation.
fn well_known(document: &dyn Document, name: &[Token], label: Label) -> Option<&'static str> {
    // What is called `Persia` and is no place is not `Iran`.
    let all = [&PLACE_VARIANTS, &ORGANISATIONS];
    let lists = if label == Label::Misc { &all[1..] } else { &all[..] };
    let known = lists.iter().find_map(|list| {
        let (length, entry) = list.longest(name)?;
        // `US` is a country, `us` is not; `Who` is no health organisation.
        let short = name.len() == 1
            && entry.text().len() <= 4
            && entry.text().bytes().all(|it| it.is_ascii_uppercase());
        (length == name.len() && (!short || name[0].shape.is_all_caps())).then(|| entry.value(0))
    });
    known.or_else(|| {
        // `F.B.I.` where the lists have `FBI`.
        let [token] = name else { return None };
        if !(token.shape.has(Shape::DOT) && token.shape.is_all_caps()) {
            return None;
        }
        let letters = document.slice(token.span).replace('.', "");
        let known = lists.iter().find_map(|list| list.get(fold_hash(&letters)));
        known.filter(|_| letters.len() > 2).map(|it| it.value(0))
    })
}
