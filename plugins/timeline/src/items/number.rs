//! The items of a number token: `1,000.5`, `30th`, `5pm`, `25-minute`, `1990s`, `2½`, `2014-16`, `3Q21`.

use rashomon_core::{Span, Token, fold_hash};

use crate::lexicon::HOLIDAYS;
use crate::words::{Keyword, Word, class, is_hyphen};

use super::{Item, date, plain};

/// Whether numbers of this pattern of digits can be times by themselves.
pub(super) fn of_type(text: &str) -> Word {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = digits == text.len();
    let time = if plain {
        digits == 4
    } else {
        text.contains([':', '/', '-', '–', 'Q', 'q', 'H'])
            || text.ends_with(['s', 'm', 'M', 'h'])
            || ["st", "nd", "rd", "th"].iter().any(|it| text.ends_with(it))
            || digits > 5
    };
    Word { classes: if time { class::CORE } else { 0 }, ..Word::NONE }
}

/// Appends the items of a number token.
pub(super) fn items(text: &str, token: &Token, items: &mut Vec<Item>) {
    if date::items(text, token, items) {
        return;
    }
    // Three fields of digits that are no date are no year either: "2021-02-30", "2.10.15".
    let mut fields = text.split(['-', '/', '.']);
    let is_field = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    if (0..3).all(|_| fields.next().is_some_and(is_field)) {
        items.push(plain(token, Word::NONE));
        return;
    }
    // "2021/22": two years, of which the first counts.
    if let Some((year, rest)) = text.split_once('/')
        && is_field(year)
        && is_field(rest)
        && (year.len(), rest.len()) == (4, 2)
    {
        let mut item = plain(token, Word::NONE);
        digits_of(year, &mut item);
        items.push(item);
        return;
    }
    parts(text, token, items);
}

fn parts(text: &str, token: &Token, items: &mut Vec<Item>) {
    let at = |start: usize, end: usize| {
        Span::new(token.span.start() + start as u32, token.span.start() + end as u32)
    };
    let mut start = 0;
    for (index, part) in text.split(is_hyphen).enumerate() {
        let end = start + part.len();
        // `5pm`, `3Q`: digits and what is written onto them.
        let digits = part.find(|it: char| it.is_alphabetic()).unwrap_or(part.len());
        let (number, letters) = part.split_at_checked(digits).unwrap_or((part, ""));
        let mut item = plain(token, Word::NONE);
        item.span = at(start, end);
        item.hash = fold_hash(part);
        item.joined = index > 0;
        item.capital = part.starts_with(char::is_uppercase);
        // Only what has letters can be a word: "3Q", "25-minute".
        let whole = if letters.is_empty() { Word::NONE } else { Word::of_part(part) };
        if number.is_empty() || whole.keyword != Keyword::Other {
            item.word = whole;
            items.push(item);
        } else {
            digits_of(number, &mut item);
            if number.contains('/') && letters.is_empty() && HOLIDAYS.contains(item.hash) {
                item.word.classes |= class::HOLIDAY | class::PHRASE | class::CORE;
            }
            with_letters(letters, item, number.len() as u32, items);
        }
        let rest = text.get(end..).unwrap_or_default();
        start = end + rest.chars().next().map_or(0, char::len_utf8);
    }
}

/// Adds a number with the letters that are written onto it: an ordinal, a decade, or a word of its own.
fn with_letters(letters: &str, mut item: Item, digits: u32, items: &mut Vec<Item>) {
    match letters {
        "" => items.push(item),
        "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" => {
            item.word.classes = class::ORDINAL | class::DIGITS;
            items.push(item);
        }
        "s" => {
            let decade = item.word.number.is_multiple_of(10) && matches!(item.digits, 2 | 4);
            item.word.classes = if decade { class::DECADE | class::DIGITS } else { 0 };
            items.push(item);
        }
        _ => {
            let whole = item.span;
            item.span = Span::new(whole.start(), whole.start() + digits);
            items.push(item);
            let mut after = item;
            after.word = Word::of_part(letters);
            after.span = Span::new(item.span.end(), whole.end());
            after.hash = fold_hash(letters);
            (after.joined, after.glued, after.digits, after.thousandths) = (false, true, 0, 0);
            items.push(after);
        }
    }
}

/// Reads `1,000.5`, `2½`, `10:30`, `10:30:15` into an item.
fn digits_of(number: &str, item: &mut Item) {
    if number.contains(':') {
        if let Some((minute, second)) = date::clock_time(number) {
            item.word.classes = class::CLOCK | class::DIGITS;
            (item.word.number, item.second) = (minute, second);
        }
        return;
    }
    let fraction = match number.chars().next_back() {
        Some('½') => 500,
        Some('¼') => 250,
        Some('¾') => 750,
        _ => 0,
    };
    let number = number.trim_end_matches(['½', '¼', '¾']);
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let grouped = whole.contains(',');
    let mut value = 0_u32;
    for byte in whole.bytes().filter(u8::is_ascii_digit) {
        let Some(next) =
            value.checked_mul(10).and_then(|it| it.checked_add(u32::from(byte - b'0')))
        else {
            return;
        };
        value = next;
    }
    let odd = |byte: u8| byte != b',' && !byte.is_ascii_digit();
    // "1.5,67" is no number.
    let is_number = !whole.bytes().any(odd) && decimals.bytes().all(|it| it.is_ascii_digit());
    if !is_number || (fraction > 0 && !decimals.is_empty()) {
        return;
    }
    item.word.classes = class::CARDINAL | class::DIGITS;
    item.word.number = value;
    let plain = !grouped && decimals.is_empty() && fraction == 0;
    item.digits = if plain { whole.len().min(9) as u8 } else { 0 };
    item.thousandths = fraction;
    for (byte, weight) in decimals.bytes().zip([100_u16, 10, 1]) {
        item.thousandths += u16::from(byte - b'0') * weight;
    }
}
