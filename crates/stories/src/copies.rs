//! Copies: texts that several outlets printed with hardly a change.

use std::collections::HashMap;

use crate::sketch::Sketch;

/// Originals that are looked at for a key, the latest first: what more of them share is a line that every page of an
/// outlet ends with.
const MOST: usize = 16;
/// In `before` and `latest`: none.
const NONE: u32 = u32::MAX;

/// Finds the copies among texts that come one by one.
#[derive(Debug, Default)]
pub(crate) struct Copies {
    /// Texts that are no copies, and their places among all texts.
    originals: Vec<(Sketch, u32)>,
    /// For each key the latest entry that has it. Entries are keys of originals, numbered in order.
    latest: HashMap<u32, u32>,
    /// For each entry the one before it that has the same key.
    before: Vec<u32>,
    /// For each entry the original that it belongs to.
    owners: Vec<u32>,
}

impl Copies {
    /// Takes the next text and its place. If it is a copy, says of which: never of a text that is a copy itself.
    pub(crate) fn add(&mut self, sketch: Sketch, place: u32) -> Option<u32> {
        let original = self.original_of(&sketch);
        if original.is_none() {
            let owner = self.originals.len() as u32;
            for &key in sketch.keys() {
                let entry = self.owners.len() as u32;
                self.before.push(self.latest.insert(key, entry).unwrap_or(NONE));
                self.owners.push(owner);
            }
            self.originals.push((sketch, place));
        }
        original
    }

    /// The text that shares most of the wording; the earliest of several.
    fn original_of(&self, sketch: &Sketch) -> Option<u32> {
        let mut owners = Vec::new();
        for key in sketch.keys() {
            let mut entry = self.latest.get(key).copied().unwrap_or(NONE);
            for _ in 0..MOST {
                let Some(&owner) = self.owners.get(entry as usize) else { break };
                owners.push(owner);
                entry = self.before.get(entry as usize).copied().unwrap_or(NONE);
            }
        }
        owners.sort_unstable();
        owners.dedup();
        let mut best: Option<(f32, u32)> = None;
        for (original, place) in owners.iter().filter_map(|&it| self.originals.get(it as usize)) {
            if let Some(shared) = sketch.shared_if_copy(original)
                && best.is_none_or(|it| shared > it.0)
            {
                best = Some((shared, *place));
            }
        }
        best.map(|it| it.1)
    }
}

#[cfg(test)]
mod tests {
    use rashomon_core::fold_hash;

    use super::*;

    fn words(text: &str) -> Vec<u64> {
        text.split(' ').map(fold_hash).collect()
    }

    fn text(seed: usize, length: usize) -> String {
        let words: Vec<_> = (0..length).map(|it| format!("w{}", (it + 1) * seed)).collect();
        words.join(" ")
    }

    fn copies(texts: &[String]) -> Vec<Option<u32>> {
        let mut copies = Copies::default();
        let texts = texts.iter().enumerate();
        texts.map(|(place, it)| copies.add(Sketch::of(&words(it)), place as u32)).collect()
    }

    #[test]
    fn a_copy_of_a_copy_is_a_copy_of_the_original() {
        let first = text(1, 300);
        let second = format!("{} {first}", text(7919, 30));
        let third = format!("{} {first}", text(104_729, 30));
        assert_eq!(copies(&[first, second, third]), [None, Some(0), Some(0)]);
    }

    #[test]
    fn a_text_cut_short_is_a_copy_whichever_comes_first() {
        let (whole, part) = (text(1, 600), text(1, 300));
        assert_eq!(copies(&[whole.clone(), part.clone()]), [None, Some(0)]);
        assert_eq!(copies(&[part, whole]), [None, Some(0)]);
    }

    #[test]
    fn a_page_that_holds_a_report_among_many_is_no_copy() {
        let page: Vec<_> = [1, 7919, 104_729, 1_299_709].iter().map(|&it| text(it, 300)).collect();
        assert_eq!(copies(&[text(1, 300), page.join(" ")]), [None, None]);
    }

    #[test]
    fn a_common_footer_makes_no_copies() {
        let footer = text(31, 60);
        let texts: Vec<_> =
            (0..40).map(|it| format!("{} {footer}", text(1009 + 2 * it, 200))).collect();
        assert_eq!(copies(&texts), vec![None; 40]);
    }

    #[test]
    fn texts_of_a_few_words_are_no_copies() {
        assert_eq!(copies(&[text(1, 20), text(1, 20), String::new(), String::new()]), [None; 4]);
    }
}
