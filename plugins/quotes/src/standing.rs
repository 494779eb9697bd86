//! Where a region stands: in a headline, behind a label, above a signature.

use std::ops::Range;

use rashomon_core::{Document, Shape, TokenKind};

use crate::analysis::Analysis;
use crate::headline;
use crate::page::Item;
use crate::transcript::Label;
use crate::words::class;

/// How a region with a full stop inside ends, see [`Item::ending`].
const STOPPED: u8 = 2;

impl Analysis {
    /// Whether a region holds a bracket and nothing else: `"(LAUGHTER)"`.
    pub(crate) fn is_stage_direction(&self, document: &dyn Document, region: usize) -> bool {
        let inner = self.page.regions[region].inner.clone();
        let tokens = &document.tokens()[inner.start as usize..inner.end as usize];
        let stop = tokens.len() > 1 && tokens[tokens.len() - 1].kind() == TokenKind::Stop;
        let last = &tokens[tokens.len() - 1 - usize::from(stop)];
        [&tokens[0], last].iter().all(|it| it.kind() == TokenKind::Bracket)
    }

    /// Whether a region is the value of an attribute in what is left of a page's source: `date="May 3"`.
    pub(crate) fn is_attribute_value(&self, document: &dyn Document, region: usize) -> bool {
        let mark = self.page.regions[region].outer.start as usize;
        let tokens = document.tokens();
        let before = mark.checked_sub(1).map(|it| document.slice(tokens[it].span));
        before == Some("=") && tokens[mark].shape.has(Shape::GLUED)
    }

    /// Whether a region stands in a title, subtitle or heading; those do not end with a full stop.
    pub(crate) fn is_headline(&self, region: usize) -> bool {
        let row = &self.page.rows[self.page.row_of[region] as usize];
        let last = row.items.end.checked_sub(1).map(|it| &self.page.items[it]);
        let stopped = |it: &Item| it.kind == TokenKind::Stop || it.ending == STOPPED;
        headline::is_heading(row.kind) && !last.is_some_and(stopped)
    }

    /// The label of a transcript that opens a paragraph.
    pub(crate) fn own_label(&self, block: u32) -> Option<&Label> {
        self.transcript.get(block as usize)?.as_ref().filter(|it| it.block == block)
    }

    /// Whether a transcript's label opens the paragraph of a region.
    pub(crate) fn is_labelled(&self, region: usize) -> bool {
        self.own_label(self.page.regions[region].block).is_some()
    }

    /// Whether a region stands right behind the label of a transcript: `BERG: "Never."`
    pub(crate) fn is_turn(&self, region: usize) -> bool {
        self.own_label(self.page.regions[region].block)
            .is_some_and(|it| it.speaks && it.said == self.page.item_of[region] as usize)
    }

    /// The name under a quotation that fills its line: `"We stay." — Anna Berg, Oslo`.
    pub(crate) fn signature(&self, region: usize) -> Option<Range<usize>> {
        let page = &self.page;
        let item = page.item_of[region] as usize;
        let row = &page.rows[page.row_of[region] as usize].items;
        let dash = page.items.get(item + 1).filter(|_| item + 1 < row.end)?;
        if item != row.start || dash.kind != TokenKind::Dash || self.insides[region].words < 3 {
            return None;
        }
        let start = item + 2;
        let named =
            |it: &&Item| it.is_capitalized() || it.is(class::TITLE | class::ROLE | class::GENITIVE);
        let length = page.items[start.min(row.end)..row.end].iter().take_while(named).count();
        let rest = page.items.get(start + length).filter(|_| start + length < row.end);
        let ends = rest.is_none_or(|it| {
            matches!(it.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Bracket)
        });
        ((1..=6).contains(&length) && ends).then_some(start..start + length)
    }
}
