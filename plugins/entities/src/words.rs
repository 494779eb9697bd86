//! What the tagger knows of a word type, worked out when the type is first met.

use rashomon_core::{Document, Shape, Token, TokenKind, raw_hash};

use crate::clusters;
use crate::features;
use crate::gazetteer;
use crate::hash::{mix, pair};
use crate::model::{Model, Sums};

/// Positions around a token at which word types are features.
pub(crate) const WINDOW: usize = 5;

/// A word type.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Identity of the type in features: the hash of its folded form, for numbers of their pattern.
    pub folded: u64,
    /// The same with case.
    pub raw: u64,
    /// Its letters, capitals and digits, runs of one sort collapsed: `Xx`, `X.X.`, `Xx-Xx`.
    pub shape: u64,
    /// The same, not collapsed, of the first eight characters.
    pub long_shape: u64,
    /// Hashes of the first one to four characters, folded.
    pub prefixes: [u64; 4],
    /// Hashes of the last one to four characters, folded.
    pub suffixes: [u64; 4],
    /// What the lists say.
    pub tags: u32,
    /// Cluster numbers, if the word is in the table.
    pub clusters: Option<clusters::Clusters>,
    /// How it is written.
    pub case: Case,
    /// Sums of the weights of all features that this type alone makes at each position around a token.
    pub sums: [Sums; WINDOW],
}

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Case {
    /// `paris`.
    Lower,
    /// `Paris`.
    Title,
    /// `PARIS`, of two letters and more.
    Upper,
    /// `McDonald`, `iPhone`.
    Mixed,
    /// `A`.
    Initial,
    /// Not a word.
    Other,
}

impl Case {
    /// Whether the word begins with a capital or holds one.
    pub(crate) const fn is_capitalized(self) -> bool {
        match self {
            Self::Title | Self::Upper | Self::Mixed | Self::Initial => true,
            Self::Lower | Self::Other => false,
        }
    }
}

/// The word types of one worker.
#[derive(Debug, Default)]
pub(crate) struct Words {
    generation: u64,
    rows: Vec<u32>,
    types: Vec<Word>,
}

impl Words {
    /// Knows all types of the document's tokens afterwards.
    pub(crate) fn prepare(&mut self, document: &dyn Document, model: &Model) {
        let vocabulary = document.vocabulary();
        if self.generation != vocabulary.generation || self.types.is_empty() {
            self.generation = vocabulary.generation;
            self.rows.clear();
            self.types.clear();
            self.types.push(Word::edge(model));
        }
        if self.rows.len() < vocabulary.len as usize {
            self.rows.resize(vocabulary.len as usize, UNKNOWN);
        }
        for token in document.tokens() {
            if let Some(row) = self.rows.get_mut(token.word as usize)
                && *row == UNKNOWN
            {
                *row = self.types.len() as u32;
                self.types.push(Word::new(token, document.slice(token.span), model));
            }
        }
    }

    /// The word type of a token; `None` is the place before the first and after the last token of a sentence.
    pub(crate) fn get(&self, token: Option<&Token>) -> &Word {
        let row = token.and_then(|it| self.rows.get(it.word as usize)).copied().unwrap_or(EDGE);
        self.types.get(row as usize).unwrap_or(&self.types[EDGE as usize])
    }
}

const UNKNOWN: u32 = u32::MAX;
const EDGE: u32 = 0;

impl Word {
    fn new(token: &Token, text: &str, model: &Model) -> Self {
        let kind = token.kind();
        let mut word = Self::edge_values();
        word.case = case_of(token);
        (word.shape, word.long_shape) = shapes(text);
        match kind {
            TokenKind::Number => word.raw = mix(word.shape, 1),
            TokenKind::Url => word.raw = mix(2, 2),
            TokenKind::Quote => {
                word.raw = raw_hash(if text.len() == 1 { text } else { quote(text) });
            }
            TokenKind::Dash => word.raw = raw_hash("-"),
            _ => word.raw = raw_hash(text),
        }
        word.folded = if word.case.is_capitalized() { token.hash } else { word.raw };
        if kind == TokenKind::Clitic {
            word.folded = token.hash;
        }
        if kind == TokenKind::Word {
            word.tags = gazetteer::tags_of(token.hash);
            word.clusters = clusters::of(text, token.hash);
            affixes(text, &mut word);
        }
        word.sum(model)
    }

    fn edge(model: &Model) -> Self {
        Self::edge_values().sum(model)
    }

    fn edge_values() -> Self {
        Self {
            folded: 3,
            raw: 3,
            shape: 3,
            long_shape: 3,
            prefixes: [0; 4],
            suffixes: [0; 4],
            tags: 0,
            clusters: None,
            case: Case::Other,
            sums: [Sums::default(); WINDOW],
        }
    }

    fn sum(mut self, model: &Model) -> Self {
        for position in 0..WINDOW {
            let mut sums = Sums::default();
            features::of_word(&self, position, &mut |feature, _| sums.add(model.row(feature)));
            self.sums[position] = sums;
        }
        self
    }

    /// Whether the lists hold it under one of these tags.
    pub(crate) const fn is(&self, tags: u32) -> bool {
        self.tags & tags != 0
    }
}

fn case_of(token: &Token) -> Case {
    let shape = token.shape;
    if token.kind() != TokenKind::Word {
        return Case::Other;
    }
    match (shape.has(Shape::FIRST_UPPER), shape.has(Shape::INNER_UPPER), shape.has(Shape::LOWER)) {
        (true, _, false) if shape.has(Shape::SINGLE) => Case::Initial,
        (true, true, false) => Case::Upper,
        (true, true, true) | (false, true, _) => Case::Mixed,
        (true, false, _) => Case::Title,
        (false, false, _) => Case::Lower,
    }
}

/// Curly marks as straight ones.
fn quote(text: &str) -> &'static str {
    match text {
        "‘" | "’" | "‚" | "‛" | "‹" | "›" => "'",
        _ => "\"",
    }
}

/// Hashes of the collapsed shape and of the shape of the first eight characters.
fn shapes(text: &str) -> (u64, u64) {
    let (mut collapsed, mut long) = (17, 19);
    let mut last = '\0';
    for (index, character) in text.chars().enumerate() {
        let class = match character {
            _ if character.is_uppercase() => 'X',
            _ if character.is_alphabetic() => 'x',
            _ if character.is_numeric() => 'd',
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            '–' | '—' => '-',
            _ => character,
        };
        if index < 8 {
            long = pair(long, u64::from(class));
        }
        if class != last {
            collapsed = pair(collapsed, u64::from(class));
            last = class;
        }
    }
    (collapsed, long)
}

fn affixes(text: &str, word: &mut Word) {
    let mut folded =
        text.chars().flat_map(char::to_lowercase).map(|it| if it == '’' { '\'' } else { it });
    let mut buffer = ['\0'; 4];
    let mut hash = 23;
    let mut length = 0;
    for character in folded.by_ref() {
        if length < 4 {
            hash = pair(hash, u64::from(character));
            word.prefixes[length] = hash;
        }
        buffer.rotate_left(1);
        buffer[3] = character;
        length += 1;
    }
    let mut hash = 29;
    for (index, &character) in buffer.iter().rev().enumerate().take(length.min(4)) {
        hash = pair(hash, u64::from(character));
        word.suffixes[index] = hash;
    }
}
