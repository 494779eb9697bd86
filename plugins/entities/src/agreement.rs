//! What the other mentions of a word in the document speak for: each capitalised word takes over a part of the scores
//! of its other occurrences, so that a clear context settles an unclear one.

use rashomon_core::Token;

use crate::label::LABELS;
use crate::model::Sums;
use crate::segment::is_capitalized;

/// Scores of capitalised words, summed over one document, by the place of the folded word type among those with capitals.
#[derive(Debug, Default)]
pub(crate) struct Agreement {
    totals: Vec<Total>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Total {
    count: i32,
    sums: [i32; LABELS],
}

/// A third of a word's score comes from its other occurrences.
const SHARE: i32 = 3;

impl Agreement {
    /// Forgets the last document; the next has so many types with capitals.
    pub(crate) fn prepare(&mut self, types: usize) {
        self.totals.clear();
        self.totals.resize(types, Total::default());
    }

    /// Takes in one occurrence of the type at a place.
    pub(crate) fn add(&mut self, token: &Token, place: Option<u32>, sums: &Sums) {
        if is_capitalized(token)
            && let Some(place) = place
        {
            let total = &mut self.totals[place as usize];
            total.count = total.count.saturating_add(1);
            for (total, sum) in total.sums.iter_mut().zip(&sums.0) {
                // A word that comes a hundred thousand times fills the number.
                *total = total.saturating_add(i32::from(*sum));
            }
        }
    }

    /// Mixes the other occurrences of the type at a place into the scores of one.
    pub(crate) fn mix(&self, token: &Token, place: Option<u32>, sums: &mut Sums) {
        let Some(total) = place.map(|it| &self.totals[it as usize]) else { return };
        if total.count < 2 || !is_capitalized(token) {
            return;
        }
        let mut others = total.sums;
        for (other, sum) in others.iter_mut().zip(&sums.0) {
            *other = other.saturating_sub(i32::from(*sum));
        }
        if total.count > 2 {
            // To divide takes longer than all the rest, and most words that come again come twice.
            others = others.map(|it| it / (total.count - 1));
        }
        for (sum, mean) in sums.0.iter_mut().zip(&others) {
            *sum = (i32::from(*sum) + (mean - i32::from(*sum)) / SHARE) as i16;
        }
    }
}

#[cfg(test)]
mod tests {
    use rashomon_core::{Shape, Span, Token, TokenKind};

    use super::Agreement;
    use crate::model::Sums;

    #[test]
    fn many_occurrences_agree_as_few_do() {
        let shape = Shape(Shape::FIRST_UPPER | Shape::LOWER);
        let token = Token::new(Span::new(0, 4), 1, 0, 0, shape, TokenKind::Word);
        let mut all = Sums::default();
        (all.0[0], all.0[1]) = (i16::MAX, i16::MIN);
        for count in [3, 200_000] {
            let mut agreement = Agreement::default();
            agreement.prepare(1);
            for _ in 0..count {
                agreement.add(&token, Some(0), &all);
            }
            let mut other = Sums::default();
            agreement.mix(&token, Some(0), &mut other);
            assert!(other.0[0] > 3000 && other.0[1] < -3000, "{count}: {:?}", other.0);
        }
    }
}
