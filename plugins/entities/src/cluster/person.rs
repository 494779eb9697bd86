//! Which mentions name one person. Full names are settled first, in order; names of one word then go to the people
//! whom they fit.

use std::cmp::Reverse;
use std::ops::Range;

use crate::cluster::fit::{
    begins_with, ends_with, father_of, holds, same, same_beginning, same_first_name, same_full_name,
};
use crate::cluster::forms::{FAMILY_FIRST, Form, Forms, NO_PERSON};
use crate::cluster::table::{Lists, Table};
use crate::cluster::words::{INITIAL, Part};
use crate::hash::pair;
use crate::tags;

/// A mention of a person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PersonMention {
    /// The form of its name.
    pub form: u32,
    /// [`tags::MALE`] or [`tags::FEMALE`], if the title before the name tells.
    pub gender: u32,
    /// The title before the name, zero if there is none.
    pub title: u64,
    /// The sentence names another person right before: `Per Lund and Per A. Lund`.
    pub beside: bool,
    /// Somebody's relative: `his son, P. Lund`.
    pub relative: bool,
}

/// People of one document.
#[derive(Debug, Default)]
pub(crate) struct People {
    persons: Vec<Person>,
    /// The person of each mention.
    numbers: Vec<u32>,
    /// The person that each form of a full name meant last.
    by_form: Table,
    by_last: Lists,
    by_first: Lists,
    by_inner: Lists,
    /// By the first and another word.
    by_pair: Lists,
    by_loose: Lists,
    by_bones: Lists,
    by_initials: Table,
    /// How many people were compared with mentions.
    #[cfg(test)]
    compared: std::cell::Cell<usize>,
}

#[derive(Clone, Debug)]
struct Person {
    /// The words of the longest name so far.
    parts: Range<u32>,
    suffix: u64,
    gender: u32,
    /// The title of a mention, the latest.
    title: u64,
    /// Index of the first mention by a full name.
    first_seen: u32,
    /// Number of mentions up to the last one so far, while mentions are resolved in order.
    last_seen: u32,
    /// The family's name stands first.
    family_first: bool,
    /// It was meant by its surname before.
    alone: bool,
}

/// People of one name that are compared with a mention, at most: keeps documents with thousands of names linear.
const MOST_CANDIDATES: usize = 64;

const UNSETTLED: u32 = u32::MAX;

impl People {
    /// For each mention the number of its person.
    pub(crate) fn resolve(&mut self, forms: &Forms, mentions: &[PersonMention]) -> &[u32] {
        self.clear();
        for (index, mention) in mentions.iter().enumerate() {
            let form = forms.get(mention.form);
            let number = if form.words > 1 && form.parts.len() > 1 {
                self.full_name(forms, form, mention, index as u32)
            } else {
                UNSETTLED
            };
            self.numbers.push(number);
        }
        for index in 0..mentions.len() {
            self.tell_from_neighbour(forms, mentions, index);
        }
        for (index, mention) in mentions.iter().enumerate() {
            let form = forms.get(mention.form);
            let alone = self.numbers[index] == UNSETTLED;
            if alone {
                self.numbers[index] = self.short_name(forms, form, mention, index as u32);
            }
            let person = &mut self.persons[self.numbers[index] as usize];
            let parts = forms.parts(&person.parts);
            let surname = if person.family_first { parts.first() } else { parts.last() };
            let word = forms.parts(&form.parts).last();
            person.alone |= alone && surname.zip(word).is_some_and(|it| same(it.0, it.1));
            person.last_seen = index as u32 + 1;
            person.gender |= gender(form, mention);
            if mention.title != 0 {
                person.title = mention.title;
            }
        }
        &self.numbers
    }

    fn clear(&mut self) {
        self.persons.clear();
        self.numbers.clear();
        self.by_form.clear();
        self.by_initials.clear();
        let lists = [&mut self.by_last, &mut self.by_first, &mut self.by_inner, &mut self.by_pair];
        lists.into_iter().for_each(Lists::clear);
        self.by_loose.clear();
        self.by_bones.clear();
    }

    fn full_name(&mut self, forms: &Forms, form: &Form, mention: &PersonMention, at: u32) -> u32 {
        let gender = gender(form, mention);
        let key = pair(2, form.key);
        if let Some(known) = self.by_form.get(key)
            && !contradict(self.persons[known as usize].gender, gender)
        {
            return known;
        }
        // A relative of the same surname is not the other with an initial.
        let known = if form.flags & NO_PERSON == 0 && !mention.relative {
            self.known_full_name(forms, form, gender)
        } else {
            None
        };
        let beside = self.numbers.last().filter(|_| mention.beside);
        let known = known.filter(|it| beside != Some(it));
        let number = known.unwrap_or_else(|| self.add(forms, form, gender, at));
        self.by_form.insert(key, number);
        let person = &mut self.persons[number as usize];
        person.gender |= gender;
        if form.parts.len() > person.parts.len() {
            person.parts = form.parts.clone();
            self.index(forms, form, number);
        }
        number
    }

    /// The person of another form of the full name.
    fn known_full_name(&mut self, forms: &Forms, form: &Form, gender: u32) -> Option<u32> {
        let parts = forms.parts(&form.parts);
        let (first, last) = (parts.first()?, parts.last()?);
        let usual = |person: &Person| same_full_name(forms.parts(&person.parts), parts);
        let found = self.find(&self.by_last, last.spelling.normal, form, gender, forms, usual);
        let found = found.or_else(|| {
            // `Pedro Osante Lirio`, `Pedro Osante`, `Osante Lirio`; `Karim bin Adel`, `bin Adel`; `Varga Istvan`, `Istvan Varga`.
            let extends = |person: &Person| {
                let other = forms.parts(&person.parts);
                begins_with(other, parts)
                    || begins_with(parts, other)
                    || holds(other, parts)
                    || holds(parts, other)
            };
            let second = parts.iter().skip(1).map(|it| (first, it));
            let longer = second.chain(father_of(parts)).find_map(|it| {
                let key = pair(it.0.spelling.normal, it.1.spelling.normal);
                self.find(&self.by_pair, key, form, gender, forms, extends)
            });
            let turned = |person: &Person| match (forms.parts(&person.parts), parts) {
                ([one, other], [first, last]) => same(one, last) && same(other, first),
                _ => false,
            };
            let key = pair(last.spelling.normal, first.spelling.normal);
            longer.or_else(|| self.find(&self.by_pair, key, form, gender, forms, turned))
        });
        let found = found.or_else(|| {
            let same_first = |person: &Person| {
                same_beginning(forms.parts(&person.parts), parts, same_first_name)
            };
            let loose = last.spelling.loose;
            self.find(&self.by_loose, loose, form, gender, forms, same_first)
        });
        let bones = last.spelling.bones;
        found.or_else(|| {
            let same_first = |person: &Person| {
                let equal = |one: &Part, other: &Part| one.long == other.long;
                same_beginning(forms.parts(&person.parts), parts, equal)
            };
            if bones == 0 {
                None
            } else {
                self.find(&self.by_bones, bones, form, gender, forms, same_first)
            }
        })
    }

    /// The latest person of a list whom the name fits.
    fn find(
        &self,
        list: &Lists,
        key: u64,
        form: &Form,
        gender: u32,
        forms: &Forms,
        fits: impl Fn(&Person) -> bool,
    ) -> Option<u32> {
        let first = forms.parts(&form.parts).first();
        list.get(key).take(MOST_CANDIDATES).find(|&it| {
            #[cfg(test)]
            self.compared.update(|it| it + 1);
            let person = &self.persons[it as usize];
            let known = forms.parts(&person.parts).first();
            // Father and son; but `Joe Harcourt` is `Joseph Harcourt Jr.` shortened.
            let apart = person.suffix != form.suffix
                && (person.suffix != 0 && form.suffix != 0
                    || known.zip(first).is_some_and(|it| same(it.0, it.1)));
            !apart && !contradict(person.gender, gender) && fits(person)
        })
    }

    fn add(&mut self, forms: &Forms, form: &Form, gender: u32, at: u32) -> u32 {
        let number = self.persons.len() as u32;
        self.persons.push(Person {
            parts: form.parts.clone(),
            suffix: form.suffix,
            gender,
            title: 0,
            first_seen: at,
            last_seen: 0,
            family_first: form.flags & FAMILY_FIRST != 0,
            alone: false,
        });
        if form.flags & NO_PERSON == 0 {
            self.index(forms, form, number);
        }
        number
    }

    /// Makes a person known by the words of a name.
    fn index(&mut self, forms: &Forms, form: &Form, number: u32) {
        let parts = forms.parts(&form.parts);
        let [first, .., last] = parts else {
            if let [only] = parts {
                self.by_last.push(only.spelling.normal, number);
                self.by_loose.push(only.spelling.loose, number);
            }
            return;
        };
        if form.words == 1 {
            // `Osante-Brill` can be two people.
            self.by_pair.push(pair(first.spelling.normal, last.spelling.normal), number);
            return;
        }
        self.by_first.push(first.spelling.normal, number);
        if first.long != first.spelling.normal {
            self.by_first.push(first.long, number);
        }
        if father_of(parts).is_none() {
            self.by_last.push(last.spelling.normal, number);
            self.by_loose.push(last.spelling.loose, number);
        }
        if last.spelling.bones != 0 {
            self.by_bones.push(last.spelling.bones, number);
        }
        for part in &parts[1..] {
            self.by_pair.push(pair(first.spelling.normal, part.spelling.normal), number);
        }
        for two in parts[1..].windows(2) {
            self.by_pair.push(pair(two[0].spelling.normal, two[1].spelling.normal), number);
        }
        for part in parts[1..parts.len() - 1].iter().filter(|it| !it.has(INITIAL)) {
            self.by_inner.push(part.spelling.normal, number);
        }
        self.by_initials.get_or_insert(form.initials[0], number);
    }

    /// The person that a name of one word means: of that surname, else of that first name, else of that name at all.
    fn short_name(&mut self, forms: &Forms, form: &Form, mention: &PersonMention, at: u32) -> u32 {
        let known = match forms.parts(&form.parts) {
            [] => None,
            [word] => [
                (&self.by_last, word.spelling.normal),
                (&self.by_first, word.spelling.normal),
                (&self.by_first, word.long),
                (&self.by_inner, word.spelling.normal),
                (&self.by_loose, word.spelling.loose),
            ]
            .into_iter()
            .find_map(|(list, key)| self.choose(list, key, form, mention, &|_| true))
            .or_else(|| self.by_initials.get(form.acronym).filter(|_| form.acronym != 0)),
            // `Ocampo-Rivas`, `Jean-Paul`.
            parts @ [first, .., last] => {
                let ends = |it: &Person| ends_with(forms.parts(&it.parts), parts);
                let begins = |it: &Person| begins_with(forms.parts(&it.parts), parts);
                let key = pair(first.spelling.normal, last.spelling.normal);
                self.choose(&self.by_last, last.spelling.normal, form, mention, &ends)
                    .or_else(|| self.choose(&self.by_pair, key, form, mention, &begins))
            }
        };
        known.unwrap_or_else(|| self.add(forms, form, gender(form, mention), at))
    }

    /// `President Lund and Anna Lund`: the surname is that of somebody else, whom the document need not name in full.
    fn tell_from_neighbour(&mut self, forms: &Forms, mentions: &[PersonMention], index: usize) {
        let form = forms.get(mentions[index].form);
        let ([word], UNSETTLED) = (forms.parts(&form.parts), self.numbers[index]) else { return };
        let neighbour = if mentions.get(index + 1).is_some_and(|it| it.beside) {
            index + 1
        } else if mentions[index].beside && index > 0 {
            index - 1
        } else {
            return;
        };
        let Some(relative) = self.persons.get(self.numbers[neighbour] as usize) else { return };
        let surname = if relative.family_first {
            forms.parts(&relative.parts).first()
        } else {
            forms.parts(&relative.parts).last()
        };
        if relative.parts.len() < 2 || surname.is_none_or(|it| !same(it, word)) {
            return;
        }
        let gender = gender(form, &mentions[index]);
        let relative = self.numbers[neighbour];
        let other =
            self.by_last.get(word.spelling.normal).take(MOST_CANDIDATES).find(|&it| {
                it != relative && !contradict(self.persons[it as usize].gender, gender)
            });
        let number = other.unwrap_or_else(|| self.add(forms, form, gender, index as u32));
        self.numbers[index] = number;
        self.persons[number as usize].alone = true;
    }

    /// Of several people the one with the mention's suffix or title; else the one whom the document has called by the
    /// surname before; else one with a full name; else the one named last before or, at the beginning, next.
    ///
    /// Relatives who are introduced in passing keep their full names: `Jonas Telleby` stays `Telleby` after `his wife,
    /// Greta Telleby`.
    fn choose(
        &self,
        list: &Lists,
        key: u64,
        form: &Form,
        mention: &PersonMention,
        fits: &dyn Fn(&Person) -> bool,
    ) -> Option<u32> {
        let gender = gender(form, mention);
        list.get(key)
            .take(MOST_CANDIDATES)
            .filter(|&it| {
                #[cfg(test)]
                self.compared.update(|it| it + 1);
                let person = &self.persons[it as usize];
                !contradict(person.gender, gender) && fits(person)
            })
            .max_by_key(|&it| {
                let person = &self.persons[it as usize];
                (
                    person.suffix == form.suffix,
                    mention.title != 0 && person.title == mention.title,
                    person.alone,
                    person.parts.len() > 1,
                    gender != 0 && person.gender == gender,
                    person.last_seen,
                    Reverse(person.first_seen),
                )
            })
    }
}

fn gender(form: &Form, mention: &PersonMention) -> u32 {
    if mention.gender == 0 { form.gender } else { mention.gender }
}

pub(crate) fn contradict(one: u32, other: u32) -> bool {
    let both = tags::MALE | tags::FEMALE;
    (one | other) & both == both && one & both != both && other & both != both
}

#[cfg(test)]
mod tests;
