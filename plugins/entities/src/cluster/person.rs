//! Which mentions name one person.

use rashomon_core::fold_hash;

use crate::cluster::spelling;
use crate::hash::FastMap;
use crate::lexicon::NICKNAMES;
use crate::tags;

/// A mention of a person.
#[derive(Clone, Debug)]
pub(crate) struct PersonMention {
    /// Its words in normal spelling, without suffixes such as `Jr`.
    pub words: Vec<String>,
    /// The first word, short forms in full: `William` for `Bill`.
    pub first: String,
    /// `Jr`, `III`: tells father from son.
    pub suffix: Option<String>,
    /// [`tags::MALE`] or [`tags::FEMALE`], if the title or the first name tells.
    pub gender: u32,
}

/// People of one document.
#[derive(Debug, Default)]
pub(crate) struct People {
    persons: Vec<Person>,
    by_last: FastMap<String, Vec<usize>>,
    by_first: FastMap<String, Vec<usize>>,
    by_inner: FastMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Person {
    words: Vec<String>,
    first: String,
    suffix: Option<String>,
    gender: u32,
    /// Index of the first mention by a full name.
    first_seen: usize,
    /// Index of the last mention so far, while mentions are resolved in order.
    last_seen: Option<usize>,
}

/// People of one surname that are compared with a mention, at most: keeps documents with thousands of names linear.
const MOST_CANDIDATES: usize = 64;

impl People {
    /// For each mention the number of its person.
    pub(crate) fn resolve(mentions: &[PersonMention]) -> Vec<usize> {
        let mut people = Self::default();
        let mut numbers = vec![usize::MAX; mentions.len()];
        for (index, mention) in mentions.iter().enumerate().filter(|it| it.1.words.len() > 1) {
            numbers[index] = people.full_name(mention, index);
        }
        for (index, mention) in mentions.iter().enumerate() {
            if numbers[index] == usize::MAX {
                numbers[index] = people.short_name(mention, index);
            }
            let person = &mut people.persons[numbers[index]];
            person.last_seen = Some(index);
            person.gender |= mention.gender;
        }
        numbers
    }

    fn full_name(&mut self, mention: &PersonMention, index: usize) -> usize {
        let last = mention.words.last().map_or("", String::as_str);
        let candidates = self.by_last.get(last).map_or(&[][..], Vec::as_slice);
        let known = candidates.iter().rev().take(MOST_CANDIDATES).copied().find(|&it| {
            let person = &self.persons[it];
            person.suffix == mention.suffix
                && !contradict(person.gender, mention.gender)
                && same_full_name(person, mention)
        });
        match known {
            Some(person) => {
                if mention.words.len() > self.persons[person].words.len() {
                    self.index_inner(person, &mention.words);
                    self.persons[person].words.clone_from(&mention.words);
                }
                person
            }
            None => self.add(mention, index),
        }
    }

    fn add(&mut self, mention: &PersonMention, index: usize) -> usize {
        let person = self.persons.len();
        self.persons.push(Person {
            words: mention.words.clone(),
            first: mention.first.clone(),
            suffix: mention.suffix.clone(),
            gender: mention.gender,
            first_seen: index,
            last_seen: None,
        });
        if let [first, .., last] = mention.words.as_slice() {
            self.by_first.entry(first.clone()).or_default().push(person);
            self.by_last.entry(last.clone()).or_default().push(person);
            self.index_inner(person, &mention.words);
        } else if let [only] = mention.words.as_slice() {
            self.by_last.entry(only.clone()).or_default().push(person);
        }
        person
    }

    fn index_inner(&mut self, person: usize, words: &[String]) {
        for word in words.iter().skip(1).rev().skip(1) {
            let people = self.by_inner.entry(word.clone()).or_default();
            if people.last() != Some(&person) {
                people.push(person);
            }
        }
    }

    /// The person that a name of one word means: of that surname, else of that first name, else of that name at all;
    /// of several the one named last, else the one named next.
    fn short_name(&mut self, mention: &PersonMention, index: usize) -> usize {
        let word = mention.words.first().map_or("", String::as_str);
        let known = [&self.by_last, &self.by_first, &self.by_inner].into_iter().find_map(|names| {
            let candidates = names.get(word)?.iter().rev().take(MOST_CANDIDATES).copied();
            candidates
                .filter(|&it| !contradict(self.persons[it].gender, mention.gender))
                .max_by_key(|&it| {
                    let person = &self.persons[it];
                    (person.last_seen, std::cmp::Reverse(person.first_seen))
                })
        });
        known.unwrap_or_else(|| self.add(mention, index))
    }
}

fn contradict(one: u32, other: u32) -> bool {
    let both = tags::MALE | tags::FEMALE;
    (one | other) & both == both && one & both != both && other & both != both
}

/// Two full names with the same last word.
fn same_full_name(person: &Person, mention: &PersonMention) -> bool {
    let (one, other) = (&person.words, &mention.words);
    one.ends_with(other)
        || other.ends_with(one)
        || spelling::same_first_name(&person.first, &mention.first)
        || one.first().zip(other.first()).is_some_and(|it| spelling::same_first_name(it.0, it.1))
}

/// `William` for `Bill`, in normal spelling.
pub(crate) fn long_form(first_name: &str) -> String {
    let known = NICKNAMES.get(fold_hash(first_name));
    spelling::normal(known.map_or(first_name, |it| it.value(0)))
}

#[cfg(test)]
mod tests {
    use super::{People, PersonMention, long_form};
    use crate::cluster::spelling::normal;
    use crate::tags;

    fn people(names: &[&str]) -> Vec<usize> {
        let mention = |name: &&str| {
            let mut words: Vec<String> = name.split(' ').map(normal).collect();
            let mut gender = 0;
            if words[0] == "mr" || words[0] == "mrs" {
                gender = if words[0] == "mr" { tags::MALE } else { tags::FEMALE };
                words.remove(0);
            }
            let first = long_form(name.split(' ').next().unwrap());
            PersonMention { words, first, suffix: None, gender }
        };
        People::resolve(&names.iter().map(mention).collect::<Vec<_>>())
    }

    #[test]
    fn surnames_and_first_names_mean_the_full_name() {
        assert_eq!(people(&["Adeline Korvath", "Korvath", "Adeline", "Brun"]), [0, 0, 0, 1]);
        assert_eq!(people(&["Korvath", "Adeline Korvath"]), [0, 0]);
        assert_eq!(people(&["Maria del Pilar Osante", "Pilar"]), [0, 0]);
    }

    #[test]
    fn people_of_one_surname_stay_apart() {
        assert_eq!(
            people(&["Jonas Telleby", "Telleby", "Greta Telleby", "Telleby", "Mr Telleby"]),
            [0, 0, 1, 1, 1]
        );
        assert_eq!(people(&["Mr Telleby", "Mrs Telleby", "Mr Telleby", "Telleby"]), [0, 1, 0, 0]);
    }

    #[test]
    fn short_forms_and_initials_are_the_same_person() {
        assert_eq!(people(&["Bill Oakenfold", "William Oakenfold", "W. Oakenfold"]), [0, 0, 0]);
    }
}
