//! Spellings that stand for one name: accents, doubled letters and the usual variants of transliteration fall together.

use crate::letters;

/// The name in a form that its usual spellings share: `Sergey` and `Sergei`, `Hussein` and `Husein`, `Müller` and
/// `Muller`. Short names keep all their letters: one of them makes another name.
pub(crate) fn normal(word: &str) -> String {
    let mut normal = String::with_capacity(word.len());
    push_normal(&mut normal, word);
    normal
}

/// Appends the [`normal`] form of a word.
pub(crate) fn push_normal(text: &mut String, word: &str) {
    if word.is_ascii() {
        let letters = || word.bytes().filter(|it| !is_mark(*it)).map(|it| it.to_ascii_lowercase());
        push_plain(text, letters().count(), letters().map(char::from));
        return;
    }
    let mut plain = String::with_capacity(word.len());
    for character in word.chars().flat_map(char::to_lowercase) {
        letters::push_plain(&mut plain, character);
    }
    plain.retain(|it| !it.is_ascii() || !is_mark(it as u8));
    push_plain(text, plain.len(), plain.chars());
}

/// Marks that are no part of a name's spelling.
const fn is_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b'\'')
}

/// Appends the normal form of a word of so many bytes in lower case, without accents and marks.
fn push_plain(text: &mut String, length: usize, plain: impl Iterator<Item = char>) {
    // An initial must fit the name that it stands for.
    if length < SHORT && length > 1 {
        text.extend(plain);
        return;
    }
    let start = text.len();
    let mut last = '\0';
    for character in plain {
        let letter = match character {
            'y' | 'j' => 'i',
            'w' => 'v',
            'q' => 'k',
            'x' => {
                push(text, &mut last, 'k');
                's'
            }
            other => other,
        };
        push(text, &mut last, letter);
    }
    // `Yevgeny` and `Evgeny`.
    if text.get(start..).is_some_and(|it| it.starts_with("ie")) {
        text.remove(start);
    }
}

/// Shorter names are not changed.
const SHORT: usize = 4;

/// Whether two normal first names can be the same person's: equal, one the initial or the short form of the other, or
/// differing in inner vowels alone (`Volodymyr`, `Vladimir`).
pub(crate) fn same_first_name(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.chars().count() == 1 && long.starts_with(short) {
        return true;
    }
    let same_end = |it: &str| it.ends_with(is_vowel);
    let same_start = one.chars().next() == other.chars().next();
    same_start
        && short.len() >= 6
        && same_end(one) == same_end(other)
        && consonants(one).eq(consonants(other))
}

fn push(normal: &mut String, last: &mut char, letter: char) {
    if letter != *last {
        normal.push(letter);
        *last = letter;
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn consonants(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|it| !is_vowel(*it))
}

#[cfg(test)]
mod tests {
    use super::{normal, same_first_name};

    #[test]
    fn usual_spellings_fall_together() {
        for (one, other) in [
            ("Sergey", "Sergei"),
            ("Yuriy", "Yuri"),
            ("Rublyovsky", "Rublyovskiy"),
            ("Rublyovskyy", "Rublyovskij"),
            ("Alexey", "Aleksei"),
            ("Müller", "Muller"),
            ("Hussein", "Husein"),
            ("O’Neill", "O'Neil"),
            ("Yevgeny", "Evgeny"),
        ] {
            assert_eq!(normal(one), normal(other), "{one} {other}");
        }
        assert_ne!(normal("Wu"), normal("Vu"));
        assert_ne!(normal("Maria"), normal("Mario"));
    }

    #[test]
    fn first_names_of_one_person() {
        let same = |one: &str, other: &str| same_first_name(&normal(one), &normal(other));
        assert!(same("Volodymyr", "Vladimir"));
        assert!(same("J.", "Jane"));
        assert!(!same("Alexander", "Alexandra"));
        assert!(!same("Jane", "Joan"));
    }
}
