//! How the wording of one text differs from another's.

/// A stretch of a text, beside another text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Piece<'a> {
    /// The other text has these words too.
    Same(&'a str),
    /// The other text has other words here, or none.
    Other(&'a str),
    /// Words of the other text for which nothing stands here.
    Missing(&'a str),
}

/// Longer texts are not compared word by word: the time grows with the product of both lengths.
const MOST_WORDS: usize = 700;

/// A shared word this short says nothing if its neighbours are not shared.
const SHORT: usize = 3;

/// Cuts `text` into what `other` has too and what it has not; `None` if one of them is too long. The pieces of `text`
/// join to `text`.
pub(crate) fn compare<'a>(text: &'a str, other: &'a str) -> Option<Vec<Piece<'a>>> {
    let (words, others) = (words(text), words(other));
    if words.len() > MOST_WORDS || others.len() > MOST_WORDS {
        return None;
    }
    let mut pairs = align(&words, &others);
    drop_chance(&mut pairs, &words, &others);
    Some(pieces(text, other, &words, &others, &pairs))
}

/// How many words a text has.
pub(crate) fn count(text: &str) -> usize {
    words(text).len()
}

/// A word: where it is, and how it is compared.
struct Word {
    start: usize,
    end: usize,
    folded: String,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, it)) = rest.next() {
        let after = rest.peek().map(|(_, it)| *it);
        // An apostrophe, hyphen or comma between letters or digits belongs to the word.
        let joins = matches!(it, '\'' | '’' | '-' | ',' | '.')
            && start.is_some()
            && after.is_some_and(char::is_alphanumeric);
        match start {
            None if it.is_alphanumeric() => start = Some(at),
            Some(from) if !it.is_alphanumeric() && !joins => {
                words.push(word(text, from, at));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| word(text, from, text.len())));
    words
}

fn word(text: &str, start: usize, end: usize) -> Word {
    let folded = text.get(start..end).unwrap_or_default().to_lowercase().replace('’', "'");
    Word { start, end, folded }
}

/// The pairs of words of the longest common subsequence; a long word counts more than a short one.
fn align(words: &[Word], others: &[Word]) -> Vec<(usize, usize)> {
    let width = others.len() + 1;
    let mut best = vec![0_u32; (words.len() + 1) * width];
    let weight = |it: &Word| if it.folded.len() > SHORT { 3 } else { 1 };
    for (row, word) in words.iter().enumerate().rev() {
        for (column, other) in others.iter().enumerate().rev() {
            let at = row * width + column;
            let skipped = best[at + width].max(best[at + 1]);
            best[at] = if word.folded == other.folded {
                skipped.max(best[at + width + 1] + weight(word))
            } else {
                skipped
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < words.len() && column < others.len() {
        let at = row * width + column;
        let both = words[row].folded == others[column].folded;
        if both && best[at] == best[at + width + 1] + weight(&words[row]) {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if best[at] == best[at + 1] {
            column += 1;
        } else {
            row += 1;
        }
    }
    pairs
}

/// How many words may stand between a run of short words and one that is shared for certain.
const NEAR: usize = 2;

/// Leaves out short words that agree by chance, with nothing shared beside them.
fn drop_chance(pairs: &mut Vec<(usize, usize)>, words: &[Word], others: &[Word]) {
    let runs: Vec<_> = pairs.chunk_by(|a, b| b.0 == a.0 + 1 && b.1 == a.1 + 1).collect();
    let certain: Vec<_> = runs
        .iter()
        .map(|run| {
            let whole = run.len() == words.len() || run.len() == others.len();
            whole || run.iter().any(|it| words[it.0].folded.len() > SHORT)
        })
        .collect();
    let near = |index: usize| {
        let gap = |left: &[(usize, usize)], right: &[(usize, usize)]| {
            let (left, right) = (left[left.len() - 1], right[0]);
            right.0 - left.0 <= NEAR + 1 && right.1 - left.1 <= NEAR + 1
        };
        (index > 0 && certain[index - 1] && gap(runs[index - 1], runs[index]))
            || (index + 1 < runs.len() && certain[index + 1] && gap(runs[index], runs[index + 1]))
    };
    let kept = (0..runs.len()).filter(|it| certain[*it] || near(*it));
    *pairs = kept.flat_map(|it| runs[it].iter().copied()).collect();
}

fn pieces<'a>(
    text: &'a str,
    other: &'a str,
    words: &[Word],
    others: &[Word],
    pairs: &[(usize, usize)],
) -> Vec<Piece<'a>> {
    let between = |text: &'a str, list: &[Word], from: usize, to: usize| {
        let range = list.get(from..to).filter(|it| !it.is_empty())?;
        text.get(range[0].start..range[range.len() - 1].end)
    };
    let mut pieces = Vec::new();
    let mut done = 0;
    let (mut next, mut next_other) = (0, 0);
    // The end of both texts is a last pair behind all words.
    for (index, pair) in pairs.iter().copied().chain([(words.len(), others.len())]).enumerate() {
        let mine = between(text, words, next, pair.0);
        let theirs = between(other, others, next_other, pair.1);
        if let Some(mine) = mine {
            let start = words[next].start;
            push_same(&mut pieces, text.get(done..start));
            pieces.push(Piece::Other(mine));
            done = start + mine.len();
        } else if let Some(theirs) = theirs
            && index > 0
            && pair.0 < words.len()
        {
            // What is left out before or behind a fragment is not worth a mark.
            push_same(&mut pieces, text.get(done..words[pair.0].start));
            pieces.push(Piece::Missing(theirs));
            done = words[pair.0].start;
        }
        if let Some(word) = words.get(pair.0) {
            push_same(&mut pieces, text.get(done..word.end));
            done = word.end;
        }
        (next, next_other) = (pair.0 + 1, pair.1 + 1);
    }
    push_same(&mut pieces, text.get(done..));
    join(text, pieces)
}

fn push_same<'a>(pieces: &mut Vec<Piece<'a>>, text: Option<&'a str>) {
    pieces.extend(text.filter(|it| !it.is_empty()).map(Piece::Same));
}

/// Joins neighbours that are both the same; they lie side by side in `text`.
fn join<'a>(text: &'a str, pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
    let mut joined: Vec<Piece<'a>> = Vec::with_capacity(pieces.len());
    let (mut start, mut end) = (0, 0);
    for piece in pieces {
        match piece {
            Piece::Same(it) => {
                end += it.len();
                match joined.last_mut() {
                    Some(Piece::Same(last)) => *last = text.get(start..end).unwrap_or(it),
                    _ => joined.push(piece),
                }
                continue;
            }
            Piece::Other(it) => end += it.len(),
            Piece::Missing(_) => {}
        }
        joined.push(piece);
        start = end;
    }
    joined
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// Shared words are plain, others in brackets, what is missing in braces.
    fn shown(text: &str, other: &str) -> String {
        let mut shown = String::new();
        for piece in compare(text, other).unwrap() {
            match piece {
                Piece::Same(it) => shown.push_str(it),
                Piece::Other(it) => write!(shown, "[{it}]").unwrap(),
                Piece::Missing(it) => write!(shown, "{{{it}}}").unwrap(),
            }
        }
        shown
    }

    #[test]
    fn other_words_are_marked_and_left_out_ones_named() {
        let full = "We will never close the old harbour, whatever they say.";
        assert_eq!(shown(full, full), full);
        assert_eq!(shown("never close the old harbour", full), "never close the old harbour");
        assert_eq!(
            shown("We shall never close the harbour", full),
            "We [shall] never close the {old}harbour"
        );
        assert_eq!(shown("“Harbour”, they SAID.", full), "“Harbour”, {whatever}they [SAID].");
    }

    #[test]
    fn translations_do_not_share_their_small_words() {
        let shown = shown("it is up to the two of us", "the two must find a way to it");
        assert_eq!(shown, "[it is up to the two of us]");
    }

    #[test]
    fn long_texts_are_left_alone() {
        let long = "word ".repeat(MOST_WORDS + 1);
        assert_eq!(compare(&long, "word"), None);
        assert_eq!(compare("", "word"), Some(vec![]));
        assert_eq!(compare("… –", "word"), Some(vec![Piece::Same("… –")]));
    }
}
