//! Which rows are worth comparing: those that share rare words.

use crate::corpus::likeness::overlap;
use crate::corpus::state::Kind;
use crate::corpus::story::Story;

/// Words of a row by which others are looked for: its heaviest.
const WORDS: usize = 16;
/// Rows that a word leads to: those before it that hold it, the last first. A word that more rows hold tells little,
/// and the variants of a remark that everybody quotes find each other in a chain.
const HELD: usize = 96;
/// Rows before it that a row is compared with.
const COMPARED: usize = 24;
/// Telling words of a clause in the writer's words; shorter ones only name what somebody spoke about.
const CLAUSE: usize = 3;
/// Words of any kind that make a clause with fewer telling ones.
const LONG_CLAUSE: usize = 7;

/// Two rows, the earlier first, and their score.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) score: f32,
    pub(crate) a: u32,
    pub(crate) b: u32,
}

impl Story {
    /// The pairs of rows that score `least` or more, the best first.
    pub(crate) fn pairs(&self, least: f32) -> Vec<Pair> {
        let mut held: Vec<Vec<u32>> = vec![Vec::new(); self.weights.len()];
        let mut mass = vec![0_f32; self.rows.len()];
        let mut met: Vec<u32> = Vec::new();
        let mut pairs = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            let clause = row.kind != Kind::Indirect
                || row.content.words.len() >= CLAUSE
                || row.run.len() >= LONG_CLAUSE;
            if !clause || row.kind == Kind::Scare && self.is_nested(number) {
                continue;
            }
            let mut words = row.content.words.clone();
            words.retain(|&it| self.weights[it as usize] > 0.0);
            words.sort_by(|&a, &b| {
                self.weights[b as usize].total_cmp(&self.weights[a as usize]).then(a.cmp(&b))
            });
            words.truncate(WORDS);
            for &word in &words {
                for &other in held[word as usize].iter().rev().take(HELD) {
                    if mass[other as usize] == 0.0 {
                        met.push(other);
                    }
                    mass[other as usize] += self.weights[word as usize];
                }
            }
            // Fragments weigh little: what counts is the share.
            let share = |it: u32| {
                mass[it as usize] / (self.rows[it as usize].content.mass * row.content.mass).sqrt()
            };
            met.sort_by(|&a, &b| share(b).total_cmp(&share(a)).then(b.cmp(&a)));
            for &other in
                met.iter().filter(|&&it| !overlap(&self.rows[it as usize], row)).take(COMPARED)
            {
                let score = self.likeness(other as usize, number);
                if score >= least {
                    pairs.push(Pair { score, a: other, b: number as u32 });
                }
            }
            for it in met.drain(..) {
                mass[it as usize] = 0.0;
            }
            for word in words {
                held[word as usize].push(number as u32);
            }
        }
        pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.a, a.b).cmp(&(b.a, b.b))));
        pairs
    }
}
