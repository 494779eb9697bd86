//! What the page is about: the reports, and how much of them agrees.

use super::{View, counted};
use crate::dates;
use crate::html::{Page, esc, put};
use crate::model::{Story, Verdict};

/// Numbers that sum up a story.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Summary {
    pub(crate) shared_utterances: usize,
    pub(crate) compared_figures: usize,
    pub(crate) disputes: usize,
    pub(crate) events: usize,
    pub(crate) entities: usize,
}

impl Summary {
    pub(crate) fn of(story: &Story<'_>) -> Self {
        let compared = story.figures.iter().filter(|it| it.verdict != Verdict::Alone);
        Self {
            shared_utterances: story.utterances.iter().filter(|it| it.reports().len() > 1).count(),
            compared_figures: compared.clone().count(),
            disputes: compared.filter(|it| it.verdict == Verdict::Dispute).count(),
            events: story.events.iter().filter(|it| it.begin.or(it.end).is_some()).count(),
            entities: story.entities.len(),
        }
    }
}

pub(crate) fn write(page: &mut Page, view: View<'_, '_>) {
    let summary = Summary::of(view.story);
    page.raw("<ul class=\"sums\">\n");
    let mut sum = |number: usize, id: &str, one: &str, many: &str| {
        let name = if number == 1 { one } else { many };
        let prefix = view.prefix;
        if number > 0 {
            put!(page, "<li><a href=\"#{prefix}{id}\"><b>{number}</b> {name}</a></li>\n");
        }
    };
    sum(view.story.reports.len(), "reports", "report", "reports");
    let utterances = ("utterance in several reports", "utterances in several reports");
    sum(summary.shared_utterances, "said", utterances.0, utterances.1);
    sum(summary.compared_figures, "figures", "figure to compare", "figures to compare");
    sum(summary.disputes, "figures", "of them disputed", "of them disputed");
    sum(summary.events, "events", "dated event", "dated events");
    sum(summary.entities, "names", "person, place or body", "people, places and bodies");
    page.raw("</ul>\n");
    reports(page, view);
}

fn reports(page: &mut Page, view: View<'_, '_>) {
    let prefix = view.prefix;
    put!(
        page,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Reports compared\">\
         <table class=\"reports stack\" id=\"{prefix}reports\">\n<caption class=\"vh\">Reports compared</caption>\n\
         <thead><tr><th scope=\"col\">Report</th><th scope=\"col\">Headline</th>\
         <th scope=\"col\">Published</th><th scope=\"col\" class=\"num\">Words</th></tr></thead>\n<tbody>\n"
    );
    for index in view.story.reports.iter().copied() {
        let reading = &view.corpus.readings[index];
        page.raw("<tr><td>");
        view.chip(page, index);
        put!(page, "</td><th scope=\"row\" dir=\"auto\"><bdi>{}</bdi>", esc(&reading.headline));
        if let Some(outlet) = &reading.document.outlet {
            put!(page, " <span class=\"quiet\"><bdi>{}</bdi></span>", esc(outlet));
        }
        if let Some(original) = view.story.copies.get(&index) {
            page.raw(" <span class=\"quiet\">nearly the same as ");
            view.chip(page, *original);
            page.raw("</span>");
        }
        let published = reading.document.published.as_deref().map(dates::long).unwrap_or_default();
        put!(
            page,
            "</th><td><bdi>{}</bdi></td><td class=\"num\">{}<span class=\"narrow\"> words</span></td></tr>\n",
            esc(&published),
            reading.words
        );
    }
    page.raw("</tbody>\n</table></div>\n");
}

/// `5 reports, 7 Feb 2022 – 8 Feb 2022`.
pub(crate) fn subtitle<'d>(reports: usize, published: impl Iterator<Item = &'d str>) -> String {
    let mut days: Vec<_> = published.filter_map(dates::Date::read).collect();
    days.sort_by_key(dates::Date::days);
    let reports = counted(reports, "report");
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first == last => format!("{reports}, {}", first.short()),
        (Some(first), Some(last)) => format!("{reports}, {} – {}", first.short(), last.short()),
        _ => reports,
    }
}
