//! Reports of events that never were, as many as a benchmark wants.

/// Reports of a story, and facts of which each report tells about half.
pub const REPORTS: usize = 10;
const FACTS: usize = 20;
/// Words of the language.
const WORDS: u64 = 50_000;

#[derive(Debug)]
struct Random(u64);

impl Random {
    /// A number from 0 to 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// The rank of a word of a language, each as frequent as one divided by its rank.
    fn rank(&mut self) -> u64 {
        (WORDS as f64).powf(self.share()) as u64 - 1
    }

    /// A sentence of the language's words and, if it is of a story, of that story's own.
    fn sentence(&mut self, language: &[&str], story: Option<u64>) -> String {
        let mut sentence = String::from("The");
        for _ in 0..16 {
            let own = story.filter(|_| self.share() < 0.2);
            let own = own.map(|it| WORDS + it * 30 + (self.share() * 30.0) as u64);
            let number = own.unwrap_or_else(|| self.rank());
            sentence.push(' ');
            match language.get(number as usize) {
                Some(word) => sentence.push_str(word),
                None => sentence.push_str(&word(number)),
            }
        }
        sentence + ". "
    }
}

/// The commonest words of English, the commonest first.
fn language() -> Vec<&'static str> {
    let lines = include_str!("../../crates/stories/lexicon/common_words.txt").lines();
    let words = lines.filter(|it| !it.starts_with('#')).filter_map(|it| it.split_once('\t'));
    let mut words: Vec<(i32, &str)> =
        words.map(|(word, share)| (-share.parse::<i32>().expect("a share"), word)).collect();
    words.sort_unstable();
    words.into_iter().map(|it| it.1).collect()
}

/// A made-up word for each number.
pub fn word(mut number: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "lo", "ben", "ti", "mar", "ves", "dro", "sil", "nu", "or", "pel", "ga", "rim", "tas",
        "hel", "vo",
    ];
    let mut word = String::from("x");
    while number > 0 {
        word.push_str(SYLLABLES[(number % 16) as usize]);
        number /= 16;
    }
    word
}

/// Makes reports, those of a story after each other.
#[derive(Debug)]
pub struct Reports {
    random: Random,
    language: Vec<&'static str>,
    facts: Vec<String>,
    number: usize,
}

impl Reports {
    /// Always the same ones.
    pub fn new() -> Self {
        Self { random: Random(7), language: language(), facts: Vec::new(), number: 0 }
    }
}

impl Default for Reports {
    fn default() -> Self {
        Self::new()
    }
}

impl Iterator for Reports {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let story = (self.number / REPORTS) as u64;
        let Self { random, language, facts, number } = self;
        if number.is_multiple_of(REPORTS) {
            *facts = (0..FACTS).map(|_| random.sentence(language, Some(story))).collect();
        }
        *number += 1;
        let mut text = String::new();
        for fact in facts {
            if random.share() < 0.4 {
                text.push_str(fact);
            } else {
                let own = random.share() < 0.4;
                text.push_str(&random.sentence(language, own.then_some(story)));
            }
        }
        Some(text)
    }
}
