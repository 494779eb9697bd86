//! Whether two speakers can be one.

use rashomon_core::{fold, fold_hash};

use crate::corpus::state::{Report, Sort, Voice};

/// How two speakers stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// One and the same, both named.
    Same,
    /// The same organization, country or description: several people speak for it.
    SameGroup,
    /// Nothing is known against it: one is not named, or speaks for the other.
    Open,
    /// Two people.
    Different,
}

/// A speaker, ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Speaker {
    pub(crate) name: String,
    pub(crate) sort: Sort,
    /// Whether the report names the speaker right there, not by a pronoun or a role.
    pub(crate) named: bool,
    words: Vec<String>,
}

impl Speaker {
    pub(crate) fn new(voice: Voice) -> Self {
        let words = words(&voice.name);
        Self { name: voice.name, sort: voice.sort, named: voice.named, words }
    }

    /// Whether both are people and can be one.
    pub(crate) fn is_person(&self, other: &Self) -> bool {
        self.sort == Sort::Person && other.sort == Sort::Person && within(&self.words, &other.words)
    }
}

/// How the speakers of two variants stand to each other.
pub(crate) fn relation(a: Option<&Speaker>, b: Option<&Speaker>) -> Relation {
    let (Some(a), Some(b)) = (a, b) else { return Relation::Open };
    if a.is_person(b) {
        return Relation::Same;
    }
    let people = a.sort == Sort::Person && b.sort == Sort::Person;
    // Whom a pronoun stands for is a guess; two guesses do not tell people apart.
    if people && a.named && b.named && !share_a_word(&a.words, &b.words) {
        return Relation::Different;
    }
    if a.sort == b.sort && !people && a.words == b.words {
        return Relation::SameGroup;
    }
    Relation::Open
}

/// Whether two names can be one person's: all words of the shorter are in the longer, whatever the spelling.
pub(crate) fn same_person(a: &str, b: &str) -> bool {
    within(&words(a), &words(b))
}

fn within(a: &[String], b: &[String]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !few.is_empty() && few.iter().all(|it| many.iter().any(|other| alike(it, other)))
}

fn share_a_word(a: &[String], b: &[String]) -> bool {
    a.iter().any(|it| b.iter().any(|other| alike(it, other)))
}

/// The words of a name, folded; initials tell nothing.
fn words(name: &str) -> Vec<String> {
    let words = fold(name);
    words
        .split(|it: char| it.is_whitespace() || it == '-' || it == '\u{2011}')
        .map(|it| it.trim_end_matches('.').to_owned())
        .filter(|it| it.chars().nth(1).is_some())
        .collect()
}

/// Letters that two spellings of a longer name have in common at its start.
const COMMON: usize = 5;

/// The same word, or two spellings of one: `Oleksiy`, `Oleksii`.
fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (long_a, long_b) = (a.chars().count(), b.chars().count());
    long_a.min(long_b) > COMMON
        && long_a.abs_diff(long_b) <= 1
        && a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count() >= long_a.min(long_b) - 1
}

/// Who holds an office, as the reports of a story introduce people.
#[derive(Debug, Default)]
pub(crate) struct Holders {
    /// Role, what it is of, name; nothing for the name if reports differ.
    offices: Vec<(u64, Vec<u64>, Option<String>)>,
}

impl Holders {
    pub(crate) fn new(reports: &[Report]) -> Self {
        let mut all: Vec<_> = reports.iter().flat_map(|it| &it.offices).collect();
        all.sort_by(|a, b| (a.role, &a.of).cmp(&(b.role, &b.of)));
        let offices = all.chunk_by(|a, b| (a.role, &a.of) == (b.role, &b.of)).map(|it| {
            let longest = it.iter().rev().max_by_key(|it| it.name.len());
            let name = longest.map(|it| it.name.as_str()).unwrap_or_default();
            let one = it.iter().all(|it| same_person(&it.name, name));
            (it[0].role, it[0].of.clone(), one.then(|| name.to_owned()))
        });
        Self { offices: offices.collect() }
    }

    /// The speaker with a name, if a description can mean one person alone.
    pub(crate) fn named(&self, voice: Voice) -> Voice {
        let Some((role, of)) = voice.role.as_ref().filter(|it| !it.1.is_empty()) else {
            return voice;
        };
        // `The French leader` holds any office of France.
        let any = ["leader", "counterpart"].map(fold_hash).contains(role);
        let fits = |it: &&(u64, Vec<u64>, Option<String>)| {
            (any || it.0 == *role) && of.iter().all(|word| it.1.contains(word))
        };
        let mut fitting = self.offices.iter().filter(fits);
        let Some((_, _, Some(name))) = fitting.next() else { return voice };
        let clear = fitting.all(|it| it.2.as_ref().is_some_and(|it| same_person(it, name)));
        if !clear {
            return voice;
        }
        Voice { name: name.clone(), sort: Sort::Person, named: false, role: None }
    }
}
