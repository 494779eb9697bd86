//! Which names of a document are one entity, and what it is called.
//!
//! People are told apart by [`person`], everything else by [`thing`]; [`spelling`] makes variants of one name equal.

pub(crate) mod person;
pub(crate) mod spelling;
pub(crate) mod thing;

use std::collections::HashMap;

use rashomon_core::{Document, Span, Token, TokenKind};

use self::person::{People, PersonMention};
use self::thing::ThingMention;
use crate::gazetteer;
use crate::label::Label;
use crate::lexicon::{ORGANISATIONS, PLACE_VARIANTS};
use crate::segment::is_capitalized;
use crate::tagger::Name;
use crate::tags;

/// The entities of a document.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    /// For each name the number of its entity, by first mention.
    pub numbers: Vec<usize>,
    /// For each entity its name.
    pub canonical: Vec<String>,
}

/// Finds the entities that the names mean.
pub(crate) fn entities(document: &dyn Document, names: &[Name]) -> Entities {
    let (mut people, mut person_rows) = (Vec::new(), Vec::new());
    let (mut things, mut thing_rows) = (Vec::new(), Vec::new());
    for (row, name) in names.iter().enumerate() {
        if name.label == Label::Per {
            people.push(person_mention(document, name));
            person_rows.push(row);
        } else {
            let before = thing_rows.last().map(|&it: &usize| &names[it]);
            let defined = before.is_some_and(|it| brackets_between(document, it, name));
            let mut mention = thing_mention(document, name);
            let fits =
                |one: &ThingMention, other: &ThingMention| match (&one.initials, &other.acronym) {
                    (Some(initials), Some(acronym)) => {
                        acronym.chars().next() == initials[0].chars().next()
                    }
                    _ => false,
                };
            let known: Option<&ThingMention> = things.last();
            if defined && known.is_some_and(|it| fits(it, &mention) || fits(&mention, it)) {
                mention.defines = Some(things.len() - 1);
            }
            things.push(mention);
            thing_rows.push(row);
        }
    }
    let mut groups = vec![0; names.len()];
    for (row, person) in person_rows.iter().zip(People::resolve(&people)) {
        groups[*row] = person << 1;
    }
    for (row, thing) in thing_rows.iter().zip(thing::resolve(&things)) {
        groups[*row] = thing << 1 | 1;
    }
    let mut numbers = HashMap::new();
    let mut entities = Entities::default();
    let mut mentions: Vec<Vec<usize>> = Vec::new();
    for (row, group) in groups.into_iter().enumerate() {
        let next = numbers.len();
        let number = *numbers.entry(group).or_insert(next);
        entities.numbers.push(number);
        if number == mentions.len() {
            mentions.push(Vec::new());
        }
        mentions[number].push(row);
    }
    entities.canonical = mentions.iter().map(|rows| canonical(document, names, rows)).collect();
    entities
}

/// The well-known name if the lists have one, else the fullest form in the document.
fn canonical(document: &dyn Document, names: &[Name], rows: &[usize]) -> String {
    let known = rows
        .iter()
        .map(|&row| &names[row])
        .find_map(|name| if name.label == Label::Per { None } else { well_known(document, name) });
    if let Some(known) = known {
        return known.to_owned();
    }
    let mut forms: Vec<(&str, usize, usize)> = Vec::new();
    let mut rows_of: HashMap<&str, usize> = HashMap::new();
    for &row in rows {
        let text = document.slice(span(document, &names[row]));
        let at = *rows_of.entry(text).or_insert(forms.len());
        if at == forms.len() {
            forms.push((text, words(document, &names[row]).count(), 0));
        }
        forms[at].2 += 1;
    }
    // One word in capitals can be the usual form of an organisation's name, not of a place or a person.
    let acronyms = rows.iter().all(|&row| matches!(names[row].label, Label::Org | Label::Misc));
    let shouted =
        |text: &str| (!acronyms || text.contains(' ')) && !text.contains(char::is_lowercase);
    // Of equal forms the first: `max_by_key` takes the last, so it walks backwards.
    let best = forms.iter().rev().max_by_key(|it| (!shouted(it.0), it.1, it.2));
    let text = best.map_or("", |it| it.0);
    if text.contains(['\n', '\r', '\t']) || text.contains("  ") {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    }
}

/// The span of a name.
pub(crate) fn span(document: &dyn Document, name: &Name) -> Span {
    let tokens = document.tokens().get(name.tokens.clone()).unwrap_or_default();
    match tokens {
        [first, .., last] => first.span.cover(last.span),
        [only] => only.span,
        [] => Span::default(),
    }
}

fn tokens<'d>(document: &'d dyn Document, name: &Name) -> &'d [Token] {
    document.tokens().get(name.tokens.clone()).unwrap_or_default()
}

/// The texts of a name's words and numbers.
fn words<'d>(document: &'d dyn Document, name: &Name) -> impl Iterator<Item = &'d str> {
    let worded = |it: &&Token| matches!(it.kind(), TokenKind::Word | TokenKind::Number);
    tokens(document, name).iter().filter(worded).map(|it| document.slice(it.span))
}

/// What the lists call a place or organisation.
fn well_known(document: &dyn Document, name: &Name) -> Option<&'static str> {
    let tokens = tokens(document, name);
    [&PLACE_VARIANTS, &ORGANISATIONS].into_iter().find_map(|list| {
        let (length, entry) = list.longest(tokens)?;
        // `US` is a country, `us` is not; `Who` is no health organisation.
        let short = tokens.len() == 1
            && entry.text().len() <= 4
            && entry.text().bytes().all(|it| it.is_ascii_uppercase());
        (length == tokens.len() && (!short || tokens[0].shape.is_all_caps()))
            .then(|| entry.value(0))
    })
}

fn person_mention(document: &dyn Document, name: &Name) -> PersonMention {
    let mut texts: Vec<&str> = words(document, name).collect();
    let is_suffix = |it: &&str| matches!(*it, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV");
    let suffix = texts.last().filter(|_| texts.len() > 1).filter(|it| is_suffix(it));
    let suffix = suffix.map(|it| it.trim_end_matches('.').to_owned());
    if suffix.is_some() {
        texts.pop();
    }
    let first = tokens(document, name).first();
    let mut gender = title_before(document, name.tokens.start);
    if gender == 0 && texts.len() > 1 {
        gender = first.map_or(0, |it| gazetteer::tags_of(it.hash));
    }
    PersonMention {
        first: texts.first().map(|it| person::long_form(it)).unwrap_or_default(),
        words: texts.iter().map(|it| spelling::normal(it)).collect(),
        suffix,
        gender: gender & (tags::MALE | tags::FEMALE),
    }
}

/// The tags of the title right before a name.
fn title_before(document: &dyn Document, start: usize) -> u32 {
    let tokens = document.tokens();
    let before = |back: usize| start.checked_sub(back).and_then(|it| tokens.get(it));
    let dotted = before(1).is_some_and(|it| it.kind() == TokenKind::Stop);
    let title = if dotted { before(2) } else { before(1) };
    let tags = title.filter(|it| is_capitalized(it)).map_or(0, |it| gazetteer::tags_of(it.hash));
    if tags & tags::TITLE == 0 { 0 } else { tags }
}

fn thing_mention(document: &dyn Document, name: &Name) -> ThingMention {
    if let Some(known) = well_known(document, name) {
        let all_caps = tokens(document, name).len() == 1;
        return ThingMention {
            key: thing::key(known.split_whitespace()),
            // `US` is the country, and no other name with these initials.
            acronym: (all_caps && name.label != Label::Loc)
                .then(|| acronym(document, name))
                .flatten(),
            initials: (!all_caps).then(|| thing::initials(words(document, name))),
            ..ThingMention::default()
        };
    }
    let texts: Vec<&str> = words(document, name).collect();
    let mut key = thing::key(texts.iter().copied());
    if name.label == Label::Misc && texts.len() == 1 {
        key = singular(texts[0]).unwrap_or(key);
    }
    ThingMention {
        key,
        stem: (name.label == Label::Org).then(|| stem(document, name)).flatten(),
        acronym: acronym(document, name),
        initials: (texts.len() > 1).then(|| thing::initials(texts.iter().copied())),
        defines: None,
    }
}

/// `Dane` for `Danes`.
fn singular(word: &str) -> Option<String> {
    let one = word.strip_suffix('s')?;
    let known = gazetteer::tags_of(rashomon_core::fold_hash(one)) & tags::DEMONYM != 0;
    known.then(|| spelling::normal(one))
}

/// `NATO`, `U.N.`: the letters, if the name is one word in capitals.
fn acronym(document: &dyn Document, name: &Name) -> Option<String> {
    let [token] = tokens(document, name) else { return None };
    let text = document.slice(token.span);
    let letters: String =
        text.chars().filter(|it| *it != '.').flat_map(char::to_lowercase).collect();
    let fits = (2..=8).contains(&letters.chars().count());
    (fits && token.shape.is_all_caps()).then_some(letters)
}

/// The name without the nouns at its end that say what it is.
fn stem(document: &dyn Document, name: &Name) -> Option<String> {
    let tokens = tokens(document, name);
    let is_kind = |it: &Token| {
        it.kind() == TokenKind::Stop || gazetteer::tags_of(it.hash) & tags::ORG_HEAD != 0
    };
    let length = tokens.iter().rposition(|it| !is_kind(it)).map_or(0, |it| it + 1);
    if length == 0 || length == tokens.len() {
        return None;
    }
    let stem = Name { label: name.label, tokens: name.tokens.start..name.tokens.start + length };
    let first = gazetteer::tags_of(tokens[0].hash);
    let other = gazetteer::longest(&tokens[..length], first, gazetteer::PLACES | tags::DEMONYM);
    other.is_none_or(|it| it.0 < length).then(|| thing::key(words(document, &stem)))
}

/// `Ministry of Tides (MOT)`: nothing but a bracket stands between the two.
fn brackets_between(document: &dyn Document, one: &Name, other: &Name) -> bool {
    other.tokens.start == one.tokens.end + 1
        && document.tokens().get(one.tokens.end).is_some_and(|it| it.kind() == TokenKind::Bracket)
}
