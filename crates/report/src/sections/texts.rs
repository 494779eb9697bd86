//! The reports themselves, with all that was found in them.

use std::collections::BTreeMap;

use super::View;
use crate::dates;
use crate::html::{Page, esc, put};
use crate::model::{BackLink, Corpus, Place};
use crate::text::{self, Marks, class_of};

pub(crate) fn write(
    page: &mut Page,
    view: View<'_, '_>,
    places: &BTreeMap<Place, Vec<BackLink>>,
    analyzers: &[&str],
) {
    if view.story.reports.is_empty() {
        return;
    }
    view.section(page, "texts", "The reports");
    let others: Vec<_> = analyzers.iter().filter(|it| is_other(it)).copied().collect();
    switches(page, analyzers, &others);
    for index in view.story.reports.iter().copied() {
        let reading = &view.corpus.readings[index];
        let (name, level) = (&reading.name, view.level + 1);
        put!(
            page,
            "<article class=\"report\" id=\"report-{name}\" aria-labelledby=\"report-{name}-h\">\n\
             <header><h{level} id=\"report-{name}-h\"><span class=\"letter\"><span class=\"vh\">Report </span>{name}</span> \
             <bdi>{}</bdi></h{level}>\n<p class=\"quiet\">",
            esc(&reading.headline)
        );
        let document = reading.document;
        let published = document.published.as_deref().map(dates::long);
        let facts = [document.outlet.clone(), published, document.path.clone()];
        let facts = facts.into_iter().flatten().filter(|it| !it.is_empty());
        for (number, fact) in facts.enumerate() {
            put!(page, "{}<bdi>{}</bdi>", if number > 0 { " · " } else { "" }, esc(&fact));
        }
        page.raw("</p></header>\n<div class=\"body\">\n");
        for diagnostic in &document.diagnostics {
            put!(page, "<p class=\"diagnostic\"><bdi>{}</bdi></p>\n", esc(diagnostic));
        }
        let marks = Marks::new(reading, index, places, &others);
        text::write(page, reading, &marks, level + 1);
        page.raw("</div></article>\n");
    }
    page.raw("</section>\n");
}

/// Those whose findings are marked in the texts: the ones the page knows first, then others by name.
pub(crate) fn analyzers<'a>(corpus: &Corpus<'a>) -> Vec<&'a str> {
    const KNOWN: [&str; 5] = ["quotes", "entities", "numbers", "timeline", "sentiment"];
    let mut found: Vec<&str> = Vec::new();
    for reading in &corpus.readings {
        for annotation in &reading.document.annotations {
            if found.last() != Some(&annotation.analyzer.as_str()) {
                found.push(&annotation.analyzer);
            }
        }
    }
    found.sort_unstable_by_key(|it| (KNOWN.iter().position(|known| known == it).unwrap_or(9), *it));
    found.dedup();
    found
}

/// Switches for the marks of each analyzer; they work where scripts do, and explain the marks where not.
fn switches(page: &mut Page, analyzers: &[&str], others: &[&str]) {
    page.raw("<div class=\"switches\" role=\"group\" aria-label=\"Marks in the texts\">\n");
    for analyzer in analyzers {
        let class = class_of(analyzer, others);
        let pressed = *analyzer != "sentiment";
        let name = match *analyzer {
            "quotes" => "Quotations",
            "entities" => "Names",
            "numbers" => "Figures",
            "timeline" => "Times",
            "sentiment" => "Tone",
            other => other,
        };
        put!(
            page,
            "<button type=\"button\" data-hide=\"{class}\" aria-pressed=\"{pressed}\"><span class=\"m {class}\"><bdi>{}</bdi></span></button>\n",
            esc(name)
        );
    }
    page.raw(
        "<button type=\"button\" data-hide=\"boilerplate\" aria-pressed=\"true\">\
         <span class=\"boilerplate\">Page furniture</span></button>\n</div>\n",
    );
}

fn is_other(analyzer: &str) -> bool {
    !matches!(analyzer, "quotes" | "entities" | "numbers" | "timeline" | "sentiment")
}
