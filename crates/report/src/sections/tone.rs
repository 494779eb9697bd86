//! Tone: who or what is spoken of, by report, in the reports' own words and by those they quote.

use std::collections::BTreeMap;

use super::View;
use crate::html::{Page, esc, put};
use crate::model::{Place, Tone};

/// More reports do not fit beside each other.
const MOST_COLUMNS: usize = 24;

/// So many targets, and so many voices of each, are shown at once; the rest is a list.
const MOST_TARGETS: usize = 12;
const MOST_VOICES: usize = 4;

pub(crate) fn write(page: &mut Page, view: View<'_, '_>) {
    if view.story.tones.is_empty() {
        return;
    }
    view.section(page, "tone", "Tone");
    page.raw(
        "<p class=\"lead\">From −1 (negative) to +1 (positive), as a mean with its 95 % interval and the number of \
         mentions it rests on. Cells whose interval holds zero are hatched: they show no clear tone.</p>\n",
    );
    let mut targets = targets(&view.story.tones);
    let mut rest: Vec<&Tone<'_>> = Vec::new();
    if view.story.reports.len() > MOST_COLUMNS {
        rest.extend(targets.drain(..).flat_map(|it| it.voices).flat_map(|it| it.cells));
    }
    if targets.len() > MOST_TARGETS {
        rest.extend(targets.drain(MOST_TARGETS..).flat_map(|it| it.voices).flat_map(|it| it.cells));
    }
    for target in &mut targets {
        if target.voices.len() > MOST_VOICES {
            rest.extend(target.voices.drain(MOST_VOICES..).flat_map(|it| it.cells));
        }
    }
    let firsts = first_mentions(view);
    if !targets.is_empty() {
        matrix(page, view, &targets, &firsts);
    }
    list(page, view, &rest, targets.is_empty());
    page.raw("</section>\n");
}

struct Target<'t> {
    name: &'t str,
    mentions: usize,
    voices: Vec<Voice<'t>>,
}

struct Voice<'t> {
    name: &'t str,
    cells: Vec<&'t Tone<'t>>,
}

/// Those mentioned most come first; the report's own voice comes before those it quotes.
fn targets<'t>(tones: &'t [Tone<'t>]) -> Vec<Target<'t>> {
    let mut groups: BTreeMap<&str, BTreeMap<&str, Vec<&Tone<'_>>>> = BTreeMap::new();
    for tone in tones {
        groups.entry(tone.target).or_default().entry(tone.voice).or_default().push(tone);
    }
    let sum = |cells: &[&Tone<'_>]| cells.iter().map(|it| it.n).sum::<usize>();
    let mut targets: Vec<_> = groups
        .into_iter()
        .map(|(name, voices)| {
            let mentions = voices.values().map(|it| sum(it)).sum();
            let mut voices: Vec<_> =
                voices.into_iter().map(|(name, cells)| Voice { name, cells }).collect();
            voices.sort_by_key(|it| std::cmp::Reverse((it.name == "reporter", sum(&it.cells))));
            Target { name, mentions, voices }
        })
        .collect();
    targets.sort_by_key(|it| std::cmp::Reverse(it.mentions));
    targets
}

/// Where a report first names a target.
fn first_mentions<'v>(view: View<'v, '_>) -> BTreeMap<(&'v str, usize), Place> {
    let entities = view.story.entities.iter();
    let named = entities.flat_map(|it| it.reports.iter().map(move |named| (it.canonical, named)));
    named.filter_map(|(name, it)| Some(((name, it.report), it.first?))).collect()
}

fn matrix(
    page: &mut Page,
    view: View<'_, '_>,
    targets: &[Target<'_>],
    firsts: &BTreeMap<(&str, usize), Place>,
) {
    page.raw(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Tone by target, voice and report\">\
         <table class=\"matrix\">\n<caption class=\"vh\">Tone by target, voice and report</caption>\n\
         <thead><tr><th scope=\"col\">Of whom, by whom</th>",
    );
    for report in &view.story.reports {
        page.raw("<th scope=\"col\">");
        view.chip(page, *report);
        page.raw("</th>");
    }
    page.raw("</tr></thead>\n");
    for (index, target) in targets.iter().enumerate() {
        put!(
            page,
            "<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"{}\" dir=\"auto\">{}</th></tr>\n",
            view.story.reports.len() + 1,
            esc(target.name)
        );
        for (row, voice) in target.voices.iter().enumerate() {
            put!(
                page,
                "<tr class=\"f\" id=\"{}t{index}-{row}\"><th scope=\"row\" class=\"voice\" dir=\"auto\">\
                 <span class=\"vh\"><bdi>{}</bdi>, </span><bdi>{}</bdi></th>",
                view.prefix,
                esc(target.name),
                esc(called(voice.name))
            );
            for report in &view.story.reports {
                match voice.cells.iter().find(|it| it.report == *report) {
                    Some(tone) => {
                        cell(page, view, tone, firsts.get(&(target.name, *report)).copied());
                    }
                    None => page.raw("<td class=\"none\">–</td>"),
                }
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody>\n");
    }
    page.raw("</table></div>\n");
}

fn called(voice: &str) -> &str {
    if voice == "reporter" { "the report itself" } else { voice }
}

fn cell(page: &mut Page, view: View<'_, '_>, tone: &Tone<'_>, first: Option<Place>) {
    put!(
        page,
        "<td class=\"{}\" title=\"{} to {}, n = {}\">",
        class(tone),
        signed(tone.low),
        signed(tone.high),
        tone.n
    );
    match first {
        Some(place) => put!(
            page,
            "<a class=\"to\" href=\"#{}\">{}</a>",
            place.id(&view.corpus.readings),
            signed(tone.mean)
        ),
        None => put!(page, "<span>{}</span>", signed(tone.mean)),
    }
    put!(page, "<small>{}</small>", tone.n);
    whisker(page, tone);
    page.raw("</td>");
}

/// The interval as a line from −1 to +1.
fn whisker(page: &mut Page, tone: &Tone<'_>) {
    let x = |it: f64| 30.0 + 28.0 * it.clamp(-1.0, 1.0);
    put!(
        page,
        "<svg class=\"whisker\" viewBox=\"0 0 60 8\" width=\"60\" height=\"8\" aria-hidden=\"true\" focusable=\"false\">\
         <path class=\"zero\" d=\"M30 0V8\"/><path class=\"line\" d=\"M{:.1} 4H{:.1}\"/>\
         <circle cx=\"{:.1}\" cy=\"4\" r=\"2.5\"/></svg>",
        x(tone.low),
        x(tone.high),
        x(tone.mean)
    );
}

/// Sign and strength, in four steps; hatched if the interval holds zero.
fn class(tone: &Tone<'_>) -> String {
    let step = match tone.mean.abs() {
        it if it < 0.05 => return "t0".to_owned(),
        it if it < 0.2 => 1,
        it if it < 0.4 => 2,
        it if it < 0.6 => 3,
        _ => 4,
    };
    let sign = if tone.mean < 0.0 { "neg" } else { "pos" };
    let unsure = if tone.low <= 0.0 && tone.high >= 0.0 { " unsure" } else { "" };
    format!("{sign}{step}{unsure}")
}

fn signed(number: f64) -> String {
    match format!("{:.2}", number.abs()).as_str() {
        "0.00" => "0.00".to_owned(),
        size if number < 0.0 => format!("−{size}"),
        size => format!("+{size}"),
    }
}

/// So many rows are listed.
const MOST_LISTED: usize = 2000;

fn list(page: &mut Page, view: View<'_, '_>, tones: &[&Tone<'_>], open: bool) {
    if tones.is_empty() {
        return;
    }
    put!(
        page,
        "<details class=\"more\"{}><summary>{} more by target, voice and report</summary>\n<table class=\"stack\">\n\
         <caption class=\"vh\">Further tone by target, voice and report</caption>\n\
         <thead><tr><th scope=\"col\">Of whom</th><th scope=\"col\">Who speaks</th><th scope=\"col\">Report</th>\
         <th scope=\"col\" class=\"num\">Mean</th><th scope=\"col\" class=\"num\">Interval</th><th scope=\"col\" class=\"num\">n</th></tr></thead>\n<tbody>\n",
        if open { " open" } else { "" },
        tones.len()
    );
    for (index, tone) in tones.iter().take(MOST_LISTED).enumerate() {
        put!(
            page,
            "<tr class=\"f\" id=\"{}tl{index}\"><th scope=\"row\" dir=\"auto\">{}</th><td dir=\"auto\">{}</td><td>",
            view.prefix,
            esc(tone.target),
            esc(called(tone.voice))
        );
        view.chip(page, tone.report);
        put!(
            page,
            "</td><td class=\"num {}\">{}</td><td class=\"num\">{} to {}</td><td class=\"num\">{}</td></tr>\n",
            class(tone),
            signed(tone.mean),
            signed(tone.low),
            signed(tone.high),
            tone.n
        );
    }
    page.raw("</tbody></table></details>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(mean: f64, low: f64, high: f64) -> Tone<'static> {
        Tone { report: 0, target: "Abel", voice: "reporter", mean, low, high, n: 3 }
    }

    #[test]
    fn an_interval_with_zero_shows_no_clear_tone() {
        assert_eq!(class(&tone(0.5, 0.2, 0.8)), "pos3");
        assert_eq!(class(&tone(-0.5, -1.0, 0.1)), "neg3 unsure");
        assert_eq!(class(&tone(0.01, 0.0, 0.02)), "t0");
        assert_eq!(
            (signed(-0.001), signed(-0.256), signed(1.0)),
            ("0.00".into(), "−0.26".into(), "+1.00".into())
        );
    }

    #[test]
    fn the_report_speaks_before_those_it_quotes() {
        let mut quoted = tone(0.1, 0.0, 0.2);
        (quoted.voice, quoted.n) = ("Bea", 9);
        let tones = [quoted, tone(0.1, 0.0, 0.2)];
        let targets = targets(&tones);
        assert_eq!(targets.len(), 1);
        assert_eq!(targets[0].mentions, 12);
        assert_eq!(
            targets[0].voices.iter().map(|it| it.name).collect::<Vec<_>>(),
            ["reporter", "Bea"]
        );
    }
}
