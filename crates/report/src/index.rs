//! The page that leads to the pages of stories.

use crate::html::{Page, esc, put};
use crate::input::Report;
use crate::model::Corpus;
use crate::page;
use crate::sections::counted;
use crate::sections::overview::{Summary, subtitle};

/// A story in the index.
#[derive(Clone, Default, Debug)]
pub struct StoryEntry {
    /// Address of its page, relative to the index.
    pub href: String,
    /// Headline of its first report.
    pub title: String,
    /// How many reports it has, and when they were published.
    pub subtitle: String,
    /// Number of its reports.
    pub reports: usize,
    /// Utterances in more than one report.
    pub utterances: usize,
    /// Figures that more than one report gives.
    pub figures: usize,
    /// Those of them that clash.
    pub disputes: usize,
    /// Dated events.
    pub events: usize,
}

impl StoryEntry {
    /// Sums up the page of a story.
    pub fn of(report: &Report, href: &str) -> Self {
        let corpus = Corpus::new(report);
        let mut entry = Self { href: href.to_owned(), ..Self::default() };
        for story in &corpus.stories {
            let summary = Summary::of(story);
            entry.reports += story.reports.len();
            entry.utterances += summary.shared_utterances;
            entry.figures += summary.compared_figures;
            entry.disputes += summary.disputes;
            entry.events += summary.events;
        }
        let first = corpus.stories.first().map(|it| page::headline(&corpus, it));
        entry.title = first.unwrap_or_else(|| report.title.clone());
        let published = report.documents.iter().filter_map(|it| it.published.as_deref());
        entry.subtitle = subtitle(entry.reports, published);
        entry
    }
}

pub(crate) fn render(title: &str, entries: &[StoryEntry]) -> String {
    let mut page = Page::default();
    page::begin(&mut page, title, "index");
    page::bar(&mut page, &[("#stories".to_owned(), "Stories".to_owned())]);
    let reports = entries.iter().map(|it| it.reports).sum();
    let stories = match entries.len() {
        1 => "1 story".to_owned(),
        many => format!("{many} stories"),
    };
    page::top(&mut page, title, &format!("{stories}, {}", counted(reports, "report")));
    page.raw(
        "<section id=\"stories\" class=\"stories\" aria-labelledby=\"stories-h\"><h2 id=\"stories-h\">Stories</h2>\n\
         <table class=\"stack\">\n<caption class=\"vh\">Stories and what was compared in them</caption>\n\
         <thead><tr><th scope=\"col\">Story</th>\
         <th scope=\"col\" class=\"num\">Utterances in several</th><th scope=\"col\" class=\"num\">Figures compared</th>\
         <th scope=\"col\" class=\"num\">Disputed</th><th scope=\"col\" class=\"num\">Events</th></tr></thead>\n<tbody>\n",
    );
    for (index, entry) in entries.iter().enumerate() {
        put!(
            page,
            "<tr class=\"f\" id=\"story{}\"><th scope=\"row\"><a class=\"to\" href=\"{}\"><bdi>{}</bdi></a> <span class=\"quiet\">{}</span></th>",
            index + 1,
            esc(&entry.href),
            esc(&entry.title),
            esc(&entry.subtitle)
        );
        for (number, name) in [
            (entry.utterances, "utterances in several reports"),
            (entry.figures, "figures compared"),
            (entry.disputes, "disputed"),
            (entry.events, "events"),
        ] {
            put!(page, "<td class=\"num\">{number}<span class=\"narrow\"> {name}</span></td>");
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table></section>\n");
    page::end(&mut page);
    page.into_string()
}
