//! Who said what: every utterance with its wordings side by side.

use std::collections::BTreeMap;

use super::{View, counted, permalink};
use crate::html::{Page, esc, put};
use crate::model::{Utterance, Variant};
use crate::words::{self, Piece};

/// More wordings of one utterance are listed without comparing them word by word.
const MOST_COMPARED: usize = 24;

/// More reports do not fit side by side in a table.
const MOST_COLUMNS: usize = 12;

/// So many speakers are counted by report.
const MOST_SPEAKERS: usize = 12;

pub(crate) fn write(page: &mut Page, view: View<'_, '_>) {
    let utterances = &view.story.utterances;
    if utterances.is_empty() {
        return;
    }
    view.section(page, "said", "Who said what");
    let (mut shared, alone): (Vec<_>, Vec<_>) =
        utterances.iter().partition(|it| it.reports().len() > 1);
    shared.sort_by_key(|it| std::cmp::Reverse(it.reports().len()));
    if shared.is_empty() {
        page.raw("<p class=\"lead\">No utterance is in more than one report.</p>\n");
    } else {
        put!(
            page,
            "<p class=\"lead\">{} in more than one report. Words that the fullest version does not have are \
             <ins>marked</ins>; <span class=\"gap\">⋯</span> stands where some of its words are left out.</p>\n",
            if shared.len() == 1 {
                "One utterance is".into()
            } else {
                format!("{} utterances are", shared.len())
            }
        );
    }
    for utterance in shared {
        side_by_side(page, view, utterance);
    }
    only_once(page, view, &alone);
    speakers(page, view);
    page.raw("</section>\n");
}

fn side_by_side(page: &mut Page, view: View<'_, '_>, utterance: &Utterance<'_>) {
    let (id, level) = (format!("u{}", utterance.number), view.level + 1);
    let reports = utterance.reports();
    put!(
        page,
        "<article class=\"f utterance\" id=\"{id}\" aria-labelledby=\"{id}-h\">\n\
         <header><h{level} id=\"{id}-h\" dir=\"auto\">{}</h{level}>\
         <span class=\"quiet\">in {}</span> ",
        esc(utterance.speaker.unwrap_or("Speaker not named")),
        counted(reports.len(), "report")
    );
    if view.story.reports.len() <= MOST_COLUMNS {
        page.raw("<span class=\"dots\" aria-hidden=\"true\">");
        for report in &view.story.reports {
            let class = if reports.contains(report) { "has" } else { "not" };
            put!(page, "<i class=\"{class}\">{}</i>", view.corpus.readings[*report].name);
        }
        page.raw("</span> ");
    }
    permalink(page, &id);
    page.raw("</header>\n<ul class=\"variants\">\n");
    let variants = fullest_first(&utterance.variants);
    let (compared, more) = variants.split_at(variants.len().min(MOST_COMPARED));
    for (index, variant) in compared.iter().enumerate() {
        one(page, view, utterance, variant, compared[0].text, index == 0);
    }
    page.raw("</ul>\n");
    if !more.is_empty() {
        put!(page, "<details><summary>{} more</summary>\n<ul class=\"variants\">\n", more.len());
        for variant in more {
            one(page, view, utterance, variant, variant.text, false);
        }
        page.raw("</ul></details>\n");
    }
    page.raw("</article>\n");
}

/// The wording with the most words leads; the others keep their order.
fn fullest_first<'u, 'a>(variants: &'u [Variant<'a>]) -> Vec<&'u Variant<'a>> {
    let mut all: Vec<_> = variants.iter().collect();
    let lengths: Vec<_> = variants.iter().map(|it| words::count(it.text)).collect();
    let most = lengths.iter().copied().max().unwrap_or_default();
    if let Some(at) = lengths.iter().position(|it| *it == most) {
        all[..=at].rotate_right(1);
    }
    all
}

fn one(
    page: &mut Page,
    view: View<'_, '_>,
    utterance: &Utterance<'_>,
    variant: &Variant<'_>,
    fullest: &str,
    leads: bool,
) {
    page.raw(if leads { "<li class=\"fullest\">" } else { "<li>" });
    page.raw("<p class=\"by\">");
    view.link_place(page, variant.report, variant.place);
    put!(page, " <bdi>{}</bdi>", esc(kind(variant.kind)));
    if leads {
        page.raw(" <span class=\"quiet\">fullest</span>");
    }
    if let Some(speaker) = variant.speaker.filter(|it| Some(*it) != utterance.speaker) {
        put!(page, " <span class=\"quiet\">as <bdi>{}</bdi></span>", esc(speaker));
    }
    page.raw("</p>\n<blockquote dir=\"auto\">");
    wording(page, variant, fullest, leads);
    page.raw("</blockquote></li>\n");
}

fn wording(page: &mut Page, variant: &Variant<'_>, fullest: &str, leads: bool) {
    let quoted = matches!(variant.kind, "direct" | "mixed");
    page.raw(if quoted { "“" } else { "" });
    let pieces = if leads { None } else { words::compare(variant.text, fullest) };
    for piece in pieces.unwrap_or_else(|| vec![Piece::Same(variant.text)]) {
        match piece {
            Piece::Same(it) => page.text(it),
            Piece::Other(it) => put!(page, "<ins>{}</ins>", esc(it)),
            Piece::Missing(it) => put!(
                page,
                "<span class=\"gap\" role=\"img\" title=\"left out: {0}\" aria-label=\"left out: {0}\">⋯</span> ",
                esc(it)
            ),
        }
    }
    page.raw(if quoted { "”" } else { "" });
}

fn kind(kind: &str) -> &str {
    match kind {
        "direct" => "in full marks",
        "mixed" => "partly in marks",
        "indirect" => "reported speech",
        "scare" => "in marks",
        other => other,
    }
}

fn only_once(page: &mut Page, view: View<'_, '_>, utterances: &[&Utterance<'_>]) {
    if utterances.is_empty() {
        return;
    }
    put!(
        page,
        "<details class=\"more\"><summary>{} in one report only</summary>\n\
         <table class=\"said-once stack\">\n<caption class=\"vh\">Utterances in one report only</caption>\n\
         <thead><tr><th scope=\"col\">Speaker</th><th scope=\"col\">Wording</th><th scope=\"col\">How</th>\
         <th scope=\"col\">Report</th></tr></thead>\n<tbody>\n",
        counted(utterances.len(), "utterance")
    );
    for utterance in utterances {
        for (index, variant) in utterance.variants.iter().enumerate() {
            let again = if index > 0 { format!("-{}", index + 1) } else { String::new() };
            let id = format!("u{}{again}", utterance.number);
            put!(
                page,
                "<tr class=\"f\" id=\"{id}\"><th scope=\"row\" dir=\"auto\">{}</th><td dir=\"auto\">",
                esc(utterance.speaker.unwrap_or("not named"))
            );
            wording(page, variant, variant.text, true);
            put!(page, "</td><td><bdi>{}</bdi></td><td>", esc(kind(variant.kind)));
            view.link_place(page, variant.report, variant.place);
            permalink(page, &id);
            page.raw("</td></tr>\n");
        }
    }
    page.raw("</tbody></table></details>\n");
}

/// Who is quoted how often, and where.
fn speakers(page: &mut Page, view: View<'_, '_>) {
    let reports = &view.story.reports;
    let mut counts: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    for utterance in &view.story.utterances {
        let Some(speaker) = utterance.speaker else { continue };
        for report in utterance.reports() {
            *counts.entry(speaker).or_default().entry(report).or_default() += 1;
        }
    }
    if reports.len() > MOST_COLUMNS || reports.len() < 2 || counts.is_empty() {
        return;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, it)| std::cmp::Reverse(it.values().sum::<usize>()));
    let all = counts.len();
    counts.truncate(MOST_SPEAKERS);
    let level = view.level + 1;
    put!(page, "<h{level}>Who is heard where</h{level}>\n");
    if all > counts.len() {
        put!(page, "<p class=\"quiet\">The {} most quoted of {all}.</p>\n", counts.len());
    }
    page.raw(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Utterances by speaker and report\">\
         <table class=\"heard\">\n<caption class=\"vh\">Utterances by speaker and report</caption>\n\
         <thead><tr><th scope=\"col\">Speaker</th>",
    );
    for report in reports {
        page.raw("<th scope=\"col\" class=\"num\">");
        view.chip(page, *report);
        page.raw("</th>");
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for (speaker, by_report) in counts {
        put!(page, "<tr><th scope=\"row\" dir=\"auto\">{}</th>", esc(speaker));
        for report in reports {
            match by_report.get(report) {
                Some(count) => put!(page, "<td class=\"num\">{count}</td>"),
                None => page.raw("<td class=\"num none\">–</td>"),
            }
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table></div>\n");
}
