//! Which country's money a name or sign stands for: `$`, `peso`, `rupee`, `pounds`. The text's own words tell it.

use rashomon_core::{Document, Shape, TokenKind};

use crate::lexer::Columns;
use crate::units;

/// How often the currencies of countries are hinted at in a document. Counted when the first name is asked for.
#[derive(Debug, Default)]
pub(crate) struct Countries {
    counted: bool,
    /// Currency and number of words that hint at it.
    hints: Vec<(u16, u32)>,
    /// `US$`: the plain sign is another country's.
    us_dollars: bool,
    /// `A$`, `C$`: the plain sign is the United States'.
    others_dollars: bool,
}

impl Countries {
    /// The currency that an ambiguous one stands for in this document; itself if nothing tells.
    pub(crate) fn currency(
        &mut self,
        id: u16,
        sign: bool,
        document: &dyn Document,
        columns: &mut Columns,
    ) -> u16 {
        let family = units::family(id);
        // `£` is Britain's.
        if family.is_empty() || sign && id == units::STERLING {
            return id;
        }
        if !self.counted {
            self.counted = true;
            self.count(document, columns);
        }
        let hints =
            |currency: u16| self.hints.iter().find(|it| it.0 == currency).map_or(0, |it| it.1);
        let best = family.iter().copied().filter(|&it| it != id).max_by_key(|&it| (hints(it), it));
        let Some(best) = best.filter(|&it| hints(it) > 0) else { return id };
        let rivals = family.iter().filter(|&&it| it != best && hints(it) == hints(best)).count();
        let told = if id == units::DOLLAR && self.us_dollars {
            sign
        } else if id == units::DOLLAR {
            hints(id) == 0 && hints(best) > 1 && !(sign && self.others_dollars)
        } else {
            hints(id) == 0
        };
        if told && rivals == 0 { best } else { id }
    }

    fn count(&mut self, document: &dyn Document, columns: &mut Columns) {
        let text = document.text();
        let tokens = document.tokens();
        for (at, token) in tokens.iter().enumerate() {
            let slice = || text.get(token.span.range()).unwrap_or_default();
            match token.kind() {
                TokenKind::Word if token.shape.is_capitalized() => {
                    let currency = columns.country(token, slice);
                    if currency == 0 {
                        continue;
                    }
                    match self.hints.iter_mut().find(|it| it.0 == currency) {
                        Some(hint) => hint.1 += 1,
                        None => self.hints.push((currency, 1)),
                    }
                }
                TokenKind::Currency if token.shape.has(Shape::GLUED) && slice() == "$" => {
                    let before = at.checked_sub(1).and_then(|it| tokens.get(it));
                    let letters = before.and_then(|it| text.get(it.span.range()));
                    self.us_dollars |= matches!(letters, Some("US" | "U.S."));
                    self.others_dollars |=
                        matches!(letters, Some("A" | "AU" | "C" | "CA" | "NZ" | "HK" | "S"));
                }
                _ => {}
            }
        }
    }
}
