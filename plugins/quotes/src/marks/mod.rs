//! Which stretches of text stand between quotation marks.
//!
//! Marks pair up within a paragraph. Double marks and guillemets go first, on a stack, so that they nest; single marks,
//! which look like apostrophes, are paired afterwards inside what the double ones leave. A quotation that runs over
//! several paragraphs, each opening with a mark and only the last one closing, becomes one region a paragraph, tied
//! together by [`Region::continues`].

mod double;
mod mark;
mod single;

use std::ops::Range;

use rashomon_core::{BlockKind, Document, Shape, Span, Token, TokenKind};

use self::mark::{Mark, read_marks};

/// A stretch between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The tokens of the region, its marks included.
    pub outer: Range<u32>,
    /// The tokens between the marks.
    pub inner: Range<u32>,
    /// Whether the marks are single ones.
    pub single: bool,
    /// Index of the block.
    pub block: u32,
    /// The region of an earlier paragraph that this one goes on with.
    pub continues: Option<u32>,
    /// Whether another region holds it.
    pub nested: bool,
    /// Whether a mark closes it in its own paragraph.
    pub closed: bool,
}

impl Region {
    /// The text between the marks, without the white space around it.
    pub fn content(&self, document: &dyn Document) -> Span {
        let tokens = document.tokens();
        tokens[self.inner.start as usize].span.cover(tokens[self.inner.end as usize - 1].span)
    }
}

/// A region before it is known which one holds it.
#[derive(Clone, Debug)]
struct Pair {
    outer: Range<u32>,
    inner: Range<u32>,
    single: bool,
    /// Goes on with the region that the paragraph before left open.
    carried: bool,
    closed: bool,
}

/// Finds the regions of all blocks that are read, sorted by start, the outer one first. `twins`: two apostrophes are a
/// double mark.
pub fn find_regions(document: &dyn Document, twins: bool) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    // The region that its paragraph left open.
    let mut carry: Option<u32> = None;
    for (index, block) in document.blocks().iter().enumerate() {
        if !block.is_read() {
            continue;
        }
        let range = block.first_sentence as usize..block.end_sentence as usize;
        let sentences = document.sentences().get(range).unwrap_or_default();
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { continue };
        let tokens = first.first_token..last.end_token;
        let body = block.kind() == BlockKind::Body;
        read_marks(document, tokens.clone(), twins, &mut marks);
        pairs.clear();
        if !marks.is_empty() {
            let carried = if body { carry.map(|it| &regions[it as usize]) } else { None };
            double::pair(&marks, &tokens, carried, &mut pairs);
            let goes_on = body && next_opens(document, index);
            single::pair(document, &marks, &tokens, carried, goes_on, &mut pairs);
        }
        let start = regions.len();
        add_regions(document, index as u32, &mut pairs, carry, &mut regions);
        if body {
            carry = regions[start..]
                .iter()
                .position(|it| !it.closed && !it.nested && it.inner.end == tokens.end)
                .map(|it| (start + it) as u32);
        }
    }
    drop_lone_openers(document, &mut regions);
    regions
}

/// Whether the next paragraph opens with a single mark.
fn next_opens(document: &dyn Document, block: usize) -> bool {
    let next = document.blocks().iter().skip(block + 1).find(|it| it.is_read());
    let Some(next) = next.filter(|it| it.kind() == BlockKind::Body) else { return false };
    let sentence = document.sentences().get(next.first_sentence as usize);
    let token = sentence.and_then(|it| document.tokens().get(it.first_token as usize));
    token.is_some_and(|it| {
        it.kind() == TokenKind::Quote && matches!(document.slice(it.span), "'" | "‘")
    })
}

/// Turns the pairs of one block into regions.
fn add_regions(
    document: &dyn Document,
    block: u32,
    pairs: &mut Vec<Pair>,
    carry: Option<u32>,
    regions: &mut Vec<Region>,
) {
    let start = regions.len();
    for Pair { outer, inner, single, carried, closed } in pairs.drain(..) {
        if inner.start < inner.end && has_word(document, inner.clone()) {
            let continues = carry.filter(|_| carried);
            regions.push(Region { outer, inner, single, block, continues, nested: false, closed });
        }
    }
    regions[start..].sort_by_key(|it| (it.outer.start, std::cmp::Reverse(it.outer.end)));
    mark_nested(&mut regions[start..]);
}

fn mark_nested(regions: &mut [Region]) {
    let mut end = 0;
    for region in regions {
        region.nested = region.outer.start < end;
        end = end.max(region.outer.end);
    }
}

fn has_word(document: &dyn Document, tokens: Range<u32>) -> bool {
    let tokens = document.tokens().get(tokens.start as usize..tokens.end as usize);
    let word = |it: &Token| matches!(it.kind(), TokenKind::Word | TokenKind::Number);
    tokens.unwrap_or_default().iter().any(word)
}

/// A region that nothing closes and no later paragraph goes on with is kept only where the mark stands like an opening
/// one: at the start of its paragraph or after a comma, colon or dash. Anything else is a stray mark.
fn drop_lone_openers(document: &dyn Document, regions: &mut Vec<Region>) {
    if regions.iter().all(|it| it.closed) {
        return;
    }
    let mut continued = vec![false; regions.len()];
    for before in regions.iter().filter_map(|it| it.continues) {
        continued[before as usize] = true;
    }
    let keep: Vec<bool> = regions
        .iter()
        .zip(&continued)
        .map(|(region, &continued)| {
            let before = region.outer.start.checked_sub(1).map(|it| document.tokens()[it as usize]);
            let introduced = before.is_none_or(|it| {
                let opens = document.tokens()[region.outer.start as usize];
                matches!(it.kind(), TokenKind::Comma | TokenKind::Dash)
                    || opens.shape.has(Shape::LINE_START)
            });
            let double = !region.single;
            region.closed
                || region.continues.is_some()
                || continued
                || (introduced && double && !region.nested)
        })
        .collect();
    let mut new_index = vec![0; regions.len()];
    let mut next = 0;
    for (slot, &kept) in new_index.iter_mut().zip(&keep) {
        *slot = next;
        next += u32::from(kept);
    }
    for region in regions.iter_mut() {
        region.continues = region.continues.map(|it| new_index[it as usize]);
    }
    let mut kept = keep.iter();
    regions.retain(|_| *kept.next().expect("one flag for each region"));
    // What lay inside a dropped region stands by itself now.
    mark_nested(regions);
}
