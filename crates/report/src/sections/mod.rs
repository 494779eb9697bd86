//! The sections of a page, in the order in which they stand there.

pub(crate) mod entities;
pub(crate) mod events;
pub(crate) mod figures;
pub(crate) mod other;
pub(crate) mod overview;
pub(crate) mod texts;
pub(crate) mod tone;
pub(crate) mod utterances;

use crate::html::{Page, esc, put};
use crate::model::{Corpus, Place, Story};

/// One story of a page.
#[derive(Clone, Copy)]
pub(crate) struct View<'v, 'a> {
    pub(crate) corpus: &'v Corpus<'a>,
    pub(crate) story: &'v Story<'a>,
    /// Stands before the ids of sections, where a page has several stories.
    pub(crate) prefix: &'v str,
    /// Level of the sections' headings.
    pub(crate) level: u8,
}

impl View<'_, '_> {
    /// Begins a section; its heading can be linked.
    fn section(&self, page: &mut Page, id: &str, title: &str) {
        let (prefix, level) = (self.prefix, self.level);
        put!(
            page,
            "<section id=\"{prefix}{id}\" class=\"{id}\" aria-labelledby=\"{prefix}{id}-h\">\n\
             <h{level} id=\"{prefix}{id}-h\">{}</h{level}>\n",
            esc(title)
        );
    }

    /// The name of a report, as a link to its text.
    fn chip(&self, page: &mut Page, report: usize) {
        let reading = &self.corpus.readings[report];
        put!(
            page,
            "<a class=\"chip\" href=\"#report-{0}\" title=\"{1}\" aria-label=\"report {0}\">{0}</a>",
            reading.name,
            esc(&reading.headline)
        );
    }

    /// The name of a report, as a link to a place in its text.
    fn link_place(&self, page: &mut Page, report: usize, place: Option<Place>) {
        let Some(place) = place else { return self.chip(page, report) };
        let reading = &self.corpus.readings[report];
        put!(
            page,
            "<a class=\"chip to\" href=\"#{0}\" title=\"{2}\" aria-label=\"in report {1}\">{1}</a>",
            place.id(&self.corpus.readings),
            reading.name,
            esc(&reading.headline)
        );
    }
}

/// A link to the finding that it stands in.
fn permalink(page: &mut Page, id: &str) {
    put!(page, "<a class=\"link\" href=\"#{id}\" aria-label=\"link to {id}\">{id}</a>");
}

/// `1 report`, `2 reports`.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
