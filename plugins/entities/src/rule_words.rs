//! Folded hashes of the words that rules look for.

use std::sync::LazyLock;

use rashomon_core::{Token, fold_hash};

/// A word, found by its hash.
pub(crate) struct RuleWord(LazyLock<u64>);

impl RuleWord {
    /// Whether a token is this word, in any case.
    pub(crate) fn is(&self, token: &Token) -> bool {
        self.has(token.hash)
    }

    /// Whether this is its hash.
    pub(crate) fn has(&self, hash: u64) -> bool {
        hash == *self.0
    }
}

macro_rules! words {
    ($($name:ident = $word:literal;)*) => {
        $(pub(crate) static $name: RuleWord = RuleWord(LazyLock::new(|| fold_hash($word)));)*
    };
}

words! {
    A = "a";
    AGAINST = "against";
    AND = "and";
    DEPARTMENT = "department";
    FOR = "for";
    HER = "her";
    HIS = "his";
    I = "i";
    IN = "in";
    MINISTRY = "ministry";
    OF = "of";
    ON = "on";
    THE = "the";
    THEIR = "their";
    TO = "to";
}
