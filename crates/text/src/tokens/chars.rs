//! What each character is to the tokenizer.

use rashomon_core::TokenKind;

/// The part that a character plays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// White space or a mark without width: no part of a token, unless it stands inside a word.
    Space,
    /// Part of words.
    Letter,
    /// Part of numbers and words.
    Digit,
    /// A mark: a token of its own kind.
    Mark(TokenKind),
}

/// The class of a character.
pub(super) fn class(character: char) -> Class {
    if character.is_ascii() { ascii_class(character as u8) } else { class_beyond_ascii(character) }
}

/// The class of an ASCII character.
#[inline]
pub(super) const fn ascii_class(character: u8) -> Class {
    match character {
        b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
        b'0'..=b'9' => Class::Digit,
        b' ' | b'\t'..=b'\r' => Class::Space,
        b'"' | b'\'' | b'`' => Class::Mark(TokenKind::Quote),
        b'.' | b'!' | b'?' => Class::Mark(TokenKind::Stop),
        b',' | b';' | b':' => Class::Mark(TokenKind::Comma),
        b'-' => Class::Mark(TokenKind::Dash),
        b'(' | b')' | b'[' | b']' | b'{' | b'}' => Class::Mark(TokenKind::Bracket),
        b'$' => Class::Mark(TokenKind::Currency),
        _ => Class::Mark(TokenKind::Symbol),
    }
}

fn class_beyond_ascii(character: char) -> Class {
    if is_common_letter(character) {
        return Class::Letter;
    }
    if is_space(character) {
        return Class::Space;
    }
    Class::Mark(match character {
        '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '´' | '″' | '❝'
        | '❞' | '「' | '」' | '『' | '』' | '《' | '》' | '＂' | '＇' => TokenKind::Quote,
        '…' | '。' | '！' | '？' | '．' | '｡' | '؟' | '۔' | '।' | '॥' => {
            TokenKind::Stop
        }
        '，' | '；' | '：' | '、' | '،' | '؛' => TokenKind::Comma,
        '‐'..='―' | '−' | '﹘' | '﹣' | '－' => TokenKind::Dash,
        '（' | '）' | '【' | '】' | '〔' | '〕' | '［' | '］' | '｛' | '｝' | '⟨' | '⟩' => {
            TokenKind::Bracket
        }
        '¢'..='¥'
        | '֏'
        | '؋'
        | '৲'
        | '৳'
        | '฿'
        | '៛'
        | '₠'..='⃏'
        | '﷼'
        | '﹩'
        | '＄'
        | '￠'
        | '￡'
        | '￥'
        | '￦' => TokenKind::Currency,
        _ if character.is_alphabetic() => return Class::Letter,
        _ if character.is_numeric() => return Class::Digit,
        _ => TokenKind::Symbol,
    })
}

/// Letters of the alphabets that fill most texts: spares them the long way to the same answer.
fn is_common_letter(character: char) -> bool {
    matches!(character,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}' | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3f5}'
        | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}'
        | '\u{904}'..='\u{939}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}')
}

/// Whether a letter is a capital.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Case {
    /// A capital, with its small letter if that is one character.
    Upper(Option<char>),
    /// A small letter; it is its own folded form.
    Lower,
    /// Of a script without capitals, or no letter; it is its own folded form.
    None,
    /// A rare character: ask the library for its folded form.
    Rare,
}

/// The case of a character.
pub(super) fn case(character: char) -> Case {
    let small = |distance: u32| Case::Upper(char::from_u32(character as u32 + distance));
    match character {
        'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' | 'а'..='џ' => Case::Lower,
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'А'..='Я' => small(0x20),
        '\u{400}'..='\u{40f}' => small(0x50),
        '\0'..='\x7f'
        | '\u{5d0}'..='\u{64a}'
        | '\u{900}'..='\u{fff}'
        | '\u{2010}'..='\u{2027}'
        | '\u{3041}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' => Case::None,
        _ if character.is_uppercase() => Case::Upper(None),
        _ => Case::Rare,
    }
}

/// White space, and the marks that have no width.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}')
}

/// Marks without width that do not divide a word: soft hyphen, joiners.
pub(super) fn is_joiner(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// Ends a line.
pub(super) fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Letters, digits and what is written on them.
pub(super) fn is_word(character: char) -> bool {
    matches!(class(character), Class::Letter | Class::Digit) || is_attached(character)
}

/// Combining marks, variation selectors and emoji modifiers: part of the character before them.
pub(super) fn is_attached(character: char) -> bool {
    character >= '\u{300}' && is_attached_beyond_latin(character)
}

fn is_attached_beyond_latin(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{711}'
        | '\u{730}'..='\u{74a}' | '\u{7a6}'..='\u{7b0}' | '\u{93c}' | '\u{94d}' | '\u{951}'..='\u{954}'
        | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}' | '\u{abc}' | '\u{acd}' | '\u{b3c}' | '\u{b4d}'
        | '\u{bcd}' | '\u{c4d}' | '\u{cbc}' | '\u{ccd}' | '\u{d4d}' | '\u{dca}' | '\u{e38}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{eb8}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}' | '\u{f18}'..='\u{f19}'
        | '\u{f39}' | '\u{f71}'..='\u{f84}' | '\u{1037}'..='\u{103a}' | '\u{135d}'..='\u{135f}'
        | '\u{17c6}'..='\u{17d3}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}')
}

/// Hyphens that join the parts of a word.
pub(super) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

/// Apostrophes that stand inside words.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}')
}

/// The character that begins at a byte offset.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte < 0x80 { Some(char::from(byte)) } else { text.get(at..)?.chars().next() }
}

/// The character that ends at a byte offset.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

#[cfg(test)]
mod tests {
    use super::{Case, case, is_common_letter};

    #[test]
    fn short_ways_agree_with_the_library() {
        for character in '\0'..=char::MAX {
            assert!(!is_common_letter(character) || character.is_alphabetic(), "{character:?}");
            let itself = character.to_lowercase().eq([character]);
            match case(character) {
                Case::Upper(small) => {
                    assert!(character.is_uppercase(), "{character:?}");
                    assert!(
                        small.is_none_or(|it| character.to_lowercase().eq([it])),
                        "{character:?}"
                    );
                }
                Case::Lower => assert!(character.is_lowercase() && itself, "{character:?}"),
                Case::None => {
                    let cased = character.is_lowercase() || character.is_uppercase();
                    assert!(!cased && itself, "{character:?}");
                }
                Case::Rare => assert!(!character.is_uppercase(), "{character:?}"),
            }
        }
    }
}
