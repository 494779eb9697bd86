//! What phrases of the lists mean in the line that holds them.

use super::facts::{Facts, flag};
use super::lexicon::{Lexicon, List};
use super::take::Words;
use super::word::{CLASS, SPACE};

/// Where a phrase stands in its line.
struct Place {
    /// Number of its first word in the line.
    index: u32,
    before: u8,
    after: u8,
    /// Bytes from its end to the line's.
    left: usize,
}

/// The flags of the phrases that a line holds.
pub(super) fn find(
    bytes: &[u8],
    end: usize,
    words: &Words,
    facts: &Facts,
    lexicon: &Lexicon,
) -> u32 {
    let Words { all, openers } = words;
    let words = all.as_slice();
    let mut flags = 0;
    for &index in openers.as_slice() {
        let group = words[index as usize].group();
        let following = words.get(index as usize + 1..).unwrap_or_default();
        let in_line = index - facts.first_word;
        let second = following.first().map_or(0, |it| it.key());
        for phrase in lexicon.phrases(group, second) {
            if phrase.second != 0 && phrase.second != second
                || in_line > 1 && matches!(phrase.list, List::Action | List::End)
            {
                continue;
            }
            let matches = phrase.rest.len() <= following.len()
                && phrase.rest.iter().zip(following).all(|(a, b)| *a == b.key());
            if matches {
                let first = words[index as usize].start();
                let last = words[index as usize + phrase.rest.len()].end();
                let place = Place {
                    index: in_line,
                    before: first.checked_sub(1).map_or(0, |it| bytes[it]),
                    after: next_visible(bytes, last, end),
                    left: end - last,
                };
                flags |= meaning(phrase.list, phrase.most, &place, facts);
            }
        }
    }
    flags
}

/// The flags that a phrase gives to its line.
fn meaning(list: List, most: u32, place: &Place, facts: &Facts) -> u32 {
    let label = matches!(place.after, b':' | b'|');
    // "12 Comments", "5 min read": the count comes first.
    let anchored = !facts.has(flag::QUOTED)
        && (place.index == 0 || (place.index == 1 && facts.numbers > 0 && facts.words <= 8));
    let in_brackets = matches!(place.before, b'(' | b'[') && place.left <= 40;
    match list {
        List::Action | List::End => {
            let short =
                facts.words <= most && !(most != u32::MAX && facts.is_closed() && facts.words > 6);
            if !anchored || !(short || label) {
                0
            } else if list == List::End && facts.words <= 14 {
                flag::ACTION | flag::END
            } else {
                flag::ACTION
            }
        }
        List::Anywhere => flag::ANYWHERE,
        List::Credit if place.index == 0 && label => flag::CREDIT | flag::CAPTION_LABEL,
        List::Credit if place.left <= 2 && facts.words >= 5 => flag::CREDIT | flag::CREDIT_EDGE,
        List::Credit => flag::CREDIT,
        List::CreditLabel => {
            let slash = place.after == b'/' || place.before == b'/';
            if place.after == b':' && (place.index == 0 || in_brackets) {
                flag::CREDIT | flag::CAPTION_LABEL
            } else if in_brackets || (slash && (place.index <= 5 || place.left <= 30)) {
                flag::CREDIT | flag::CREDIT_EDGE
            } else if place.after == b':' || slash {
                flag::CREDIT
            } else {
                0
            }
        }
        List::CreditShort if facts.words <= most => flag::CREDIT,
        List::Caption if place.index == 0 => flag::CAPTION_LABEL,
        List::CreditBracket if in_brackets && place.after == b':' => {
            flag::CREDIT | flag::CAPTION_LABEL
        }
        List::CreditShort | List::CreditBracket | List::Caption => 0,
        List::Picture => flag::PICTURE,
        List::Biography => flag::BIOGRAPHY,
    }
}

/// The next byte that is no space; 0 at the end of the line.
fn next_visible(bytes: &[u8], from: usize, end: usize) -> u8 {
    let rest = bytes.get(from..end).unwrap_or_default();
    rest.iter().copied().find(|it| CLASS[usize::from(*it)] != SPACE).unwrap_or(0)
}
