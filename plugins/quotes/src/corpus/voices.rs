//! Whether two speakers can be one.

use rashomon_core::{fold, fold_hash};

use crate::corpus::state::{Report, Sort, Voice};
use crate::lexicon::{ROLES, TITLES};

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
    let apart = !share_a_word(&a.words, &b.words) || relatives(&a.words, &b.words);
    if people && a.named && b.named && apart {
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

/// Whether two names in full have one family name and different first names.
fn relatives(a: &[String], b: &[String]) -> bool {
    let ([first, .., last], [other_first, .., other_last]) = (a, b) else { return false };
    alike(last, other_last) && !alike(first, other_first)
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
    /// The people who speak or hold an office, each name once, sorted.
    people: Vec<String>,
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
        let speakers =
            reports.iter().flat_map(|it| &it.variants).filter_map(|it| it.voice.as_ref());
        let named = speakers.filter(|it| it.sort == Sort::Person).map(|it| &it.name);
        let mut people: Vec<String> = named.chain(all.iter().map(|it| &it.name)).cloned().collect();
        people.sort_unstable();
        people.dedup();
        Self { offices: offices.collect(), people }
    }

    /// The speaker with a name, if a description can mean one person alone.
    pub(crate) fn named(&self, voice: Voice) -> Voice {
        if voice.sort == Sort::Described
            && let Some(name) = self.titled(&voice.name)
        {
            return Voice { name: name.to_owned(), sort: Sort::Person, named: true, role: None };
        }
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

    /// The person whose name stands behind a title where the report has no name: `President Berg`.
    fn titled(&self, description: &str) -> Option<&str> {
        let (title, rest) = description.split_once(' ')?;
        let title = fold_hash(title.trim_end_matches('.'));
        let known = TITLES.contains(title) || ROLES.contains(title);
        if !known || !rest.split(' ').all(|it| it.starts_with(char::is_uppercase)) {
            return None;
        }
        let words = words(rest);
        let holds = |it: &&String| {
            let name = self::words(it);
            !words.is_empty() && words.iter().all(|word| name.contains(word))
        };
        let mut fitting = self.people.iter().filter(holds);
        let longest = self.people.iter().filter(holds).max_by_key(|it| it.len())?;
        fitting.all(|it| same_person(it, longest)).then_some(longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, named: bool) -> Speaker {
        Speaker::new(Voice { name: name.into(), sort: Sort::Person, named, role: None })
    }

    #[test]
    fn names_of_one_person_are_the_same() {
        for (a, b) in [
            ("Anna Berg", "Berg"),
            ("Ola T. Holm", "Ola Holm"),
            ("Ola-Nils Holm", "Ola Nils Holm"),
            ("Oleksiy Melnykenko", "Oleksii Melnykenko"),
        ] {
            assert_eq!(
                relation(Some(&person(a, true)), Some(&person(b, true))),
                Relation::Same,
                "{a}"
            );
        }
    }

    #[test]
    fn two_people_differ_only_if_both_are_named() {
        let (berg, holm) = (person("Anna Berg", true), person("Ola Holm", true));
        assert_eq!(relation(Some(&berg), Some(&holm)), Relation::Different);
        let guessed = person("Ola Holm", false);
        assert_eq!(relation(Some(&berg), Some(&guessed)), Relation::Open);
        assert_eq!(relation(Some(&berg), None), Relation::Open);
        let relative = person("Nils Berg", true);
        assert_eq!(relation(Some(&berg), Some(&relative)), Relation::Different);
        // The family, or a name cut short.
        let short = person("Berg", true);
        assert_eq!(relation(Some(&berg), Some(&short)), Relation::Same);
    }

    #[test]
    fn a_title_and_a_surname_are_the_person_of_another_report() {
        let office = |name: &str| crate::corpus::state::Office {
            role: fold_hash("mayor"),
            of: vec![fold_hash("lindvik")],
            name: name.into(),
        };
        let report = |names: &[&str]| Report {
            offices: names.iter().map(|it| office(it)).collect(),
            ..Report::default()
        };
        let described = |name: &str| Voice {
            name: name.into(),
            sort: Sort::Described,
            named: false,
            role: None,
        };
        let holders = Holders::new(&[report(&["Anna Berg", "Berg"]), report(&["Ola Holm"])]);
        assert_eq!(holders.named(described("Mayor Berg")).name, "Anna Berg");
        assert_eq!(holders.named(described("Mayor Dahl")).name, "Mayor Dahl");
        assert_eq!(holders.named(described("the Berg")).name, "the Berg");
        let two = Holders::new(&[report(&["Anna Berg"]), report(&["Ola Berg"])]);
        assert_eq!(two.named(described("Mayor Berg")).name, "Mayor Berg");
    }
}
