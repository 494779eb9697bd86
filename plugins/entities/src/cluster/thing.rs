//! Which mentions name one place, organisation or other thing.

use crate::cluster::spelling;
use crate::hash::FastMap;

/// A mention of something that is not a person.
#[derive(Clone, Debug, Default)]
pub(crate) struct ThingMention {
    /// Its name in normal spelling; the well-known name if the lists know it.
    pub key: String,
    /// The key without the nouns at its end that name a kind of organisation, if the rest is a name by itself.
    pub stem: Option<String>,
    /// It is one word in capitals: perhaps the initials of a longer name.
    pub acronym: Option<String>,
    /// The initials of a name of several words: of the capitalised ones, and of all.
    pub initials: Option<[String; 2]>,
    /// The mention right before, whose acronym in brackets this is, or the other way round.
    pub defines: Option<usize>,
}

/// For each mention the number of its thing.
pub(crate) fn resolve(mentions: &[ThingMention]) -> Vec<usize> {
    let mut groups = Groups::default();
    let numbers: Vec<usize> = mentions.iter().map(|it| groups.of_key(&it.key)).collect();
    for (mention, &number) in mentions.iter().zip(&numbers) {
        if let Some(before) = mention.defines {
            groups.join(numbers[before], number);
        }
    }
    let mut long_names: FastMap<&str, usize> = FastMap::default();
    for (mention, &number) in mentions.iter().zip(&numbers) {
        for initials in mention.initials.iter().flatten() {
            long_names.entry(initials).or_insert(number);
        }
    }
    for (mention, &number) in mentions.iter().zip(&numbers) {
        if let Some(&long) = mention.acronym.as_deref().and_then(|it| long_names.get(it)) {
            groups.join(long, number);
        }
        if let Some(stem) = mention.stem.as_ref().and_then(|it| groups.by_key.get(it).copied()) {
            groups.join(stem, number);
        }
    }
    numbers.iter().map(|&it| groups.root(it)).collect()
}

/// The initials of a name's words: of those with a capital, and of all.
pub(crate) fn initials<'a>(words: impl Iterator<Item = &'a str>) -> [String; 2] {
    let mut initials = [String::new(), String::new()];
    for word in words {
        for part in word.split('-') {
            if let Some(first) = part.chars().next() {
                if first.is_uppercase() {
                    initials[0].extend(first.to_lowercase());
                }
                initials[1].extend(first.to_lowercase());
            }
        }
    }
    initials
}

/// A phrase in normal spelling.
pub(crate) fn key<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut key = String::new();
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        spelling::push_normal(&mut key, word);
    }
    key
}

/// Numbers of keys, some of which are the same thing.
#[derive(Debug, Default)]
struct Groups {
    by_key: FastMap<String, usize>,
    parents: Vec<usize>,
}

impl Groups {
    fn of_key(&mut self, key: &str) -> usize {
        if let Some(&number) = self.by_key.get(key) {
            return number;
        }
        let number = self.parents.len();
        self.by_key.insert(key.to_owned(), number);
        self.parents.push(number);
        number
    }

    fn root(&mut self, number: usize) -> usize {
        let mut root = number;
        while self.parents[root] != root {
            self.parents[root] = self.parents[self.parents[root]];
            root = self.parents[root];
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other)] = one.min(other);
    }
}
