//! The pieces that the grammar reads: tokens, with hyphened words and numbers taken apart.

use rashomon_core::{Document, Shape, Span, Token, TokenKind, WordColumn, fold_hash};

use crate::words::{Keyword, Word, class, is_hyphen};

/// A token or a part of one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Where it stands.
    pub span: Span,
    /// Folded hash.
    pub hash: u64,
    /// What it can be.
    pub word: Word,
    /// Thousandths of a decimal number.
    pub thousandths: u16,
    /// How many digits a plain number has.
    pub digits: u8,
    /// A hyphen ties it to the item before.
    pub joined: bool,
    /// Nothing stands between it and the item before.
    pub glued: bool,
    /// Begins with a capital letter.
    pub capital: bool,
}

/// Appends the items of a sentence.
pub(crate) fn read(
    document: &dyn Document,
    tokens: &[Token],
    words: &mut WordColumn<Word>,
    items: &mut Vec<Item>,
) {
    let first = items.len();
    let mut joined = false;
    for (index, token) in tokens.iter().enumerate() {
        let text = document.slice(token.span);
        let glued = token.shape.has(Shape::GLUED);
        let before = items.len();
        match token.kind() {
            TokenKind::Number => numbers(text, token, items),
            TokenKind::Dash
                if glued && text.chars().all(is_hyphen) && text.chars().count() == 1 =>
            {
                let next_glued = tokens.get(index + 1).is_some_and(|it| it.shape.has(Shape::GLUED));
                if next_glued && before > first {
                    joined = true;
                    continue;
                }
                items.push(plain(token, Word { classes: class::MARK, ..Word::NONE }));
            }
            TokenKind::Stop if absorbs(&items[first..], token, text, index + 1 == tokens.len()) => {
                if let Some(last) = items.last_mut() {
                    last.span = last.span.cover(token.span);
                    last.word.classes &= !(class::AMBIGUOUS | class::SHORT);
                }
                continue;
            }
            _ => {
                let word = of_token(words, document.text(), token);
                if word.is(class::SPLIT) {
                    parts(text, token, items);
                } else {
                    items.push(plain(token, word));
                }
            }
        }
        if let Some(item) = items.get_mut(before) {
            item.glued = glued;
            item.joined = joined;
        }
        joined = false;
    }
}

/// What a token that is no number can be.
pub(crate) fn of_token(words: &mut WordColumn<Word>, text: &str, token: &Token) -> Word {
    words.get(token.word, || {
        let text = text.get(token.span.range()).unwrap_or_default();
        let mark = match token.kind() {
            TokenKind::Word | TokenKind::Clitic => return Word::of(text),
            TokenKind::Number => return of_number_type(text),
            TokenKind::Comma => class::COMMA,
            TokenKind::Currency => class::MONEY | class::MARK,
            _ => class::MARK,
        };
        let word = Word::of_part(text);
        Word { classes: mark | (word.classes & class::PHRASE), ..word }
    })
}

/// Whether numbers of this pattern of digits can be times by themselves.
fn of_number_type(text: &str) -> Word {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = digits == text.len();
    let time = if plain {
        digits == 4
    } else {
        text.contains([':', '/', '-', '–']) || text.ends_with(['s', 'm', 'M', 'h']) || digits > 5
    };
    Word { classes: if time { class::CORE } else { 0 }, ..Word::NONE }
}

fn plain(token: &Token, word: Word) -> Item {
    Item {
        span: token.span,
        hash: token.hash,
        word,
        thousandths: 0,
        digits: 0,
        joined: false,
        glued: false,
        capital: token.shape.is_capitalized(),
    }
}

/// `Nov.`, `Tues.`, `hrs.`, `No.`: the dot belongs to the abbreviation, unless the sentence ends with it.
fn absorbs(items: &[Item], token: &Token, text: &str, last: bool) -> bool {
    text == "."
        && !last
        && token.shape.has(Shape::GLUED)
        && items.last().is_some_and(|it| {
            let short = it.word.is(class::SHORT) || it.word.is(class::YEAR_BLOCKER);
            short || (it.word.is(class::MONTH) && it.word.is(class::AMBIGUOUS) && it.span.len() < 5)
        })
}

/// The parts of a hyphened word: `third-quarter`, `mid-afternoon`.
fn parts(text: &str, token: &Token, items: &mut Vec<Item>) {
    let mut start = token.span.start();
    let mut joined = false;
    for part in text.split(is_hyphen) {
        let end = start + part.len() as u32;
        let mut item = plain(token, Word::of_part(part));
        item.span = Span::new(start, end);
        item.hash = fold_hash(part);
        item.joined = joined;
        item.capital = part.starts_with(char::is_uppercase);
        if !part.is_empty() {
            items.push(item);
        }
        joined = true;
        let hyphen = text.get((end - token.span.start()) as usize..).unwrap_or_default();
        start = end + hyphen.chars().next().map_or(0, char::len_utf8) as u32;
    }
}

/// The items of a number token: `1,000.5`, `30th`, `5pm`, `25-minute`, `1990s`, `2022-02-08`, `2014-16`.
fn numbers(text: &str, token: &Token, items: &mut Vec<Item>) {
    let at = |start: usize, end: usize| {
        Span::new(token.span.start() + start as u32, token.span.start() + end as u32)
    };
    if let Some(date) = full_date(text) {
        let word = Word { classes: class::FULL_DATE | class::CORE, number: date, ..Word::NONE };
        items.push(plain(token, word));
        return;
    }
    // Three fields of digits that are no date are no year either: "2021-02-30", "2.10.15".
    let mut fields = text.split(['-', '/', '.']);
    let is_field = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    if (0..3).all(|_| fields.next().is_some_and(is_field)) {
        items.push(plain(token, Word::NONE));
        return;
    }
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
            match letters {
                "" => items.push(item),
                "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" => {
                    item.word.classes = class::ORDINAL | class::DIGITS;
                    items.push(item);
                }
                "s" => {
                    let decade =
                        item.word.number.is_multiple_of(10) && matches!(item.digits, 2 | 4);
                    item.word.classes = if decade { class::DECADE | class::DIGITS } else { 0 };
                    items.push(item);
                }
                _ => {
                    item.span = at(start, start + number.len());
                    items.push(item);
                    let mut after = item;
                    after.word = Word::of_part(letters);
                    after.span = at(start + number.len(), end);
                    after.hash = fold_hash(letters);
                    (after.joined, after.glued) = (false, true);
                    items.push(after);
                }
            }
        }
        let rest = text.get(end..).unwrap_or_default();
        start = end + rest.chars().next().map_or(0, char::len_utf8);
    }
}

/// Reads `1,000.5`, `10:30`, `10:30:15` into an item.
fn digits_of(number: &str, item: &mut Item) {
    let read = |digits: &str| digits.parse::<u32>().ok();
    if let Some((hour, rest)) = number.split_once(':') {
        let minute = rest.get(..2).unwrap_or_default();
        let clock = hour.len() <= 2 && (rest.len() == 2 || rest.len() == 5);
        if let (true, Some(hour @ 0..=24), Some(minute @ 0..=59)) =
            (clock, read(hour), read(minute))
        {
            item.word.classes = class::CLOCK | class::DIGITS;
            item.word.number = hour * 60 + minute;
        }
        return;
    }
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
    if whole.bytes().chain(decimals.bytes()).any(|byte| byte != b',' && !byte.is_ascii_digit()) {
        return;
    }
    item.word.classes = class::CARDINAL | class::DIGITS;
    item.word.number = value;
    item.digits = if grouped || !decimals.is_empty() { 0 } else { whole.len().min(9) as u8 };
    for (byte, weight) in decimals.bytes().zip([100_u16, 10, 1]) {
        item.thousandths += u16::from(byte - b'0') * weight;
    }
}

/// Reads `2022-02-08`, `2022/2/8`, `7/8/2007` (month first unless above 12), `8.2.2022` (day first) as
/// `year * 10000 + month * 100 + day`.
fn full_date(text: &str) -> Option<u32> {
    let separator = text.chars().find(|it| !it.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let mut fields = text.split(separator);
    let fields = [fields.next()?, fields.next()?, fields.next()?, fields.next().unwrap_or("")];
    let [first, second, third, ""] = fields else { return None };
    let read = |field: &str| {
        let short = matches!(field.len(), 1 | 2 | 4);
        if short && field.bytes().all(|it| it.is_ascii_digit()) { field.parse().ok() } else { None }
    };
    let (one, two, three): (u32, u32, u32) = (read(first)?, read(second)?, read(third)?);
    let (year, month, day) = if first.len() == 4 {
        (one, two, three)
    } else {
        let year = match third.len() {
            4 => three,
            2 if separator == '/' && three < 70 => 2000 + three,
            2 if separator == '/' => 1900 + three,
            _ => return None,
        };
        let day_first = separator == '.' || one > 12;
        if day_first { (year, two, one) } else { (year, one, two) }
    };
    let valid = (1000..=2999).contains(&year)
        && crate::calendar::Date::new(year as i32, month as u8, day.min(99) as u8).is_some()
        && month <= 12;
    valid.then_some(year * 10_000 + month * 100 + day)
}
