//! What belongs to a counted noun behind its head: the domain of a superlative, and what there are sorts of.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::lexicon;
use crate::numeral::Noun;
use crate::reader::Reader;

/// How many words a domain or a thing may have.
const WORDS: usize = 5;

impl Reader<'_> {
    /// The noun together with what makes it whole.
    pub(crate) fn whole(&self, noun: Noun) -> Noun {
        let lex = &self.lex;
        let link = noun.last + 1;
        let sort = lex.eq(link, "of") && lexicon::SORTS.contains(lex.at(noun.last).hash);
        let last = if sort {
            self.things(link + 1)
        } else if lex.one_of(link, &["in", "of"]) && self.superlative(noun) {
            self.domain(link + 1)
        } else {
            None
        };
        Noun { first: noun.first, last: last.unwrap_or(noun.last) }
    }

    /// `40 kinds of garden tools`: bare nouns behind `of`, up to the head.
    fn things(&self, start: usize) -> Option<usize> {
        if !self.lex.content(start) {
            return None;
        }
        let noun = self.walk(start, true, false).or_else(|| self.run(start));
        noun.map(|it| it.last)
    }

    fn superlative(&self, noun: Noun) -> bool {
        let lex = &self.lex;
        lex.one_of(noun.first.wrapping_sub(1), &["most", "least"])
            || (noun.first..noun.last).any(|it| {
                lex.lower(it) && lex.is(it, Classes::SUPERLATIVE)
                    || lex.one_of(it, &["most", "least"])
            })
    }

    /// `the tallest towers in the country`, `the finest hours of her life`, `the oldest inns in West Ruritania`: a definite
    /// noun phrase or a name. `this street` depends on what was said before and does not stand for itself.
    fn domain(&self, start: usize) -> Option<usize> {
        let lex = &self.lex;
        let definite = lex.eq(start, "the")
            || lex.is(start, Classes::POSSESSIVE)
                && !lex.one_of(start, &["this", "that", "these", "those"]);
        let first = start + usize::from(definite);
        let named = lex.at(first).capital;
        let mut last = None;
        for at in first..first + WORDS {
            let belongs = self.part(at)
                && !lex.is(at, Classes::VERB | Classes::NUMBER | Classes::MONTH | Classes::WEEKDAY);
            // `the country selling`, `the town yesterday`, `the world cheers`, but `Ruritanian politics`: the clause goes on.
            let closed = Classes::GERUND | Classes::PARTICIPLE | Classes::ADVERB;
            let ends_s = lex.is(at, Classes::ENDS_S) && !lex.is(at, Classes::IRREGULAR);
            let over = at > first && lex.lower(at) && (lex.is(at, closed) || ends_s);
            if !belongs || over {
                break;
            }
            last = Some(at);
        }
        // `in the city's west`: the owner alone is not the domain.
        last.filter(|it| (definite || named) && lex.kind(it + 1) != Kind::Clitic)
    }
}
