//! What happened when: one timeline of all reports, drawn and as a table.

use super::{View, counted, permalink};
use crate::dates::{self, Date};
use crate::html::{Page, esc, put};
use crate::model::Event;

/// More reports share one line of the drawing.
const MOST_LINES: usize = 12;

/// More events are not drawn; those in most reports come first.
const MOST_DRAWN: usize = 80;

const LINE: f64 = 24.0;
const TOP: f64 = 34.0;
const LEFT: f64 = 44.0;
const LEAST_WIDTH: f64 = 1040.0;

pub(crate) fn write(page: &mut Page, view: View<'_, '_>) {
    let mut events: Vec<_> = view.story.events.iter().collect();
    if events.is_empty() {
        return;
    }
    // Events without a date come last.
    events.sort_by_key(|it| {
        it.begin.or(it.end).and_then(Date::read).map_or(i64::MAX, |it| it.days())
    });
    view.section(page, "events", "Timeline");
    draw(page, view, &events);
    page.raw(
        "<table class=\"timeline stack\">\n<caption class=\"vh\">Events in order of time</caption>\n\
         <thead><tr><th scope=\"col\">When</th><th scope=\"col\">What</th><th scope=\"col\">Reports</th></tr></thead>\n<tbody>\n",
    );
    for event in events {
        row(page, view, event);
    }
    page.raw("</tbody></table>\n</section>\n");
}

fn row(page: &mut Page, view: View<'_, '_>, event: &Event<'_>) {
    let id = format!("e{}", event.number);
    let shared = if event.reports.len() > 1 { " shared" } else { "" };
    let when = dates::range(event.begin, event.end, event.granularity);
    put!(page, "<tr class=\"f{shared}\" id=\"{id}\"><th scope=\"row\"><bdi>{}</bdi>", esc(&when));
    put!(page, "</th><td dir=\"auto\"><bdi>{}</bdi>", esc(event.text));
    let mut other: Vec<_> = event.mentions.iter().filter_map(|it| it.event).collect();
    other.retain(|it| *it != event.text);
    other.sort_unstable();
    other.dedup();
    if !other.is_empty() {
        put!(page, "<details><summary>{}</summary><ul>", counted(other.len(), "other wording"));
        for text in other {
            put!(page, "<li dir=\"auto\">{}</li>", esc(text));
        }
        page.raw("</ul></details>");
    }
    page.raw("</td><td class=\"counts\">");
    for mention in &event.mentions {
        page.raw("<span>");
        view.link_place(page, mention.report, mention.place);
        put!(page, " <span class=\"quiet\" dir=\"auto\">{}</span></span> ", esc(mention.text));
    }
    // Reports of which no mention is known.
    for report in &event.reports {
        if event.mentions.iter().all(|it| it.report != *report) {
            view.chip(page, *report);
        }
    }
    permalink(page, &id);
    page.raw("</td></tr>\n");
}

/// Where events stand in the drawing. Time runs left to right; long gaps are shortened, days with many events widened.
struct Axis {
    /// Days of the beginnings, ascending.
    days: Vec<i64>,
    places: Vec<f64>,
    width: f64,
}

impl Axis {
    fn new(days: Vec<i64>) -> Self {
        let mut places = Vec::with_capacity(days.len());
        let mut x = LEFT + 16.0;
        for (index, day) in days.iter().enumerate() {
            if index > 0 {
                let gap = day - days[index - 1];
                x += if gap == 0 { 16.0 } else { (22.0 + 11.0 * (gap as f64).ln_1p()).min(96.0) };
            }
            places.push(x);
        }
        let stretch = ((LEAST_WIDTH - LEFT - 110.0) / (x - LEFT)).clamp(1.0, 4.0);
        for place in &mut places {
            *place = LEFT + (*place - LEFT) * stretch;
        }
        let width = places.last().copied().unwrap_or(LEFT) + 90.0;
        Self { days, places, width }
    }

    /// Where a stretch ends that begins at `from`: with the last event that begins within it.
    fn end(&self, from: f64, day: i64) -> f64 {
        let within = self.days.partition_point(|it| *it <= day);
        let last = within.checked_sub(1).map_or(from, |it| self.places[it]);
        if within == self.days.len() {
            (last + 40.0).max(from + 10.0)
        } else {
            last.max(from + 10.0)
        }
    }
}

fn draw(page: &mut Page, view: View<'_, '_>, events: &[&Event<'_>]) {
    let dated = |it: &&Event<'_>| it.begin.and_then(Date::read).map(|it| it.days());
    let mut drawn: Vec<_> = events.iter().filter(|it| dated(it).is_some()).copied().collect();
    if drawn.len() < 2 {
        return;
    }
    if drawn.len() > MOST_DRAWN {
        drawn.sort_by_key(|it| std::cmp::Reverse((it.reports.len(), it.mentions.len())));
        drawn.truncate(MOST_DRAWN);
        drawn.sort_by_key(dated);
    }
    let axis = Axis::new(drawn.iter().filter_map(dated).collect());
    let one_line = view.story.reports.len() > MOST_LINES;
    let lines = if one_line { 1 } else { view.story.reports.len() };
    let height = TOP + LINE * lines as f64 + 6.0;
    page.raw("<p class=\"lead\">Each dot is an event in a report; dots on one upright line are one event. Long gaps are shortened.");
    if drawn.len() < events.len() {
        put!(page, " Drawn: {} of {}.", drawn.len(), counted(events.len(), "event"));
    }
    put!(
        page,
        "</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Timeline, drawn; the table below says the same\">\
         <svg class=\"axis\" viewBox=\"0 0 {0:.0} {1:.0}\" width=\"{0:.0}\" height=\"{1:.0}\" aria-hidden=\"true\" focusable=\"false\">\n",
        axis.width,
        height
    );
    for line in 0..lines {
        let y = middle(line);
        put!(page, "<path class=\"rule\" d=\"M{LEFT} {y}H{:.0}\"/>", axis.width);
        if !one_line {
            let reading = &view.corpus.readings[view.story.reports[line]];
            put!(
                page,
                "<text class=\"name\" x=\"18\" y=\"{:.0}\">{}</text>\n",
                y + 4.5,
                reading.name
            );
        }
    }
    labels(page, &axis, &drawn, height);
    for (event, x) in drawn.iter().zip(&axis.places) {
        dots(page, view, event, *x, &axis, one_line);
    }
    page.raw("</svg></div>\n");
}

fn middle(line: usize) -> f64 {
    TOP + LINE * (line as f64 + 0.5)
}

/// Dates above the lines, wherever there is room for one.
fn labels(page: &mut Page, axis: &Axis, drawn: &[&Event<'_>], height: f64) {
    let mut free = 0.0;
    let mut last = None;
    for ((event, x), day) in drawn.iter().zip(&axis.places).zip(&axis.days) {
        if last == Some(day) {
            continue;
        }
        last = Some(day);
        put!(page, "<path class=\"tick\" d=\"M{x:.1} {:.0}V{:.0}\"/>", TOP - 8.0, height - 6.0);
        if *x >= free {
            let label = label(event);
            put!(
                page,
                "<text class=\"date\" x=\"{:.1}\" y=\"16\">{}</text>\n",
                x - 4.0,
                esc(&label)
            );
            free = x + 8.0 + 7.2 * label.chars().count() as f64;
        }
    }
}

fn label(event: &Event<'_>) -> String {
    let begin = event.begin.unwrap_or_default();
    match event.granularity {
        "year" | "month" => dates::range(event.begin, event.end.or(event.begin), event.granularity),
        _ => Date::read(begin).map_or_else(|| begin.to_owned(), |it| it.short()),
    }
}

fn dots(
    page: &mut Page,
    view: View<'_, '_>,
    event: &Event<'_>,
    x: f64,
    axis: &Axis,
    one_line: bool,
) {
    let when = dates::range(event.begin, event.end, event.granularity);
    put!(
        page,
        "<a href=\"#e{}\" tabindex=\"-1\"><title>{}: {}</title>",
        event.number,
        esc(&when),
        esc(event.text)
    );
    let end = event
        .end
        .filter(|it| Some(*it) != event.begin)
        .and_then(Date::read)
        .map(|it| axis.end(x, it.days()));
    let lines: Vec<usize> = if one_line {
        vec![0]
    } else {
        let place = |report: &usize| view.story.reports.iter().position(|it| it == report);
        event.reports.iter().filter_map(place).collect()
    };
    let radius = if one_line { (2.5 + (event.reports.len() as f64).sqrt()).min(10.0) } else { 5.0 };
    if let (Some(first), Some(last)) = (lines.iter().min(), lines.iter().max())
        && first < last
    {
        put!(page, "<path class=\"tie\" d=\"M{x:.1} {}V{}\"/>", middle(*first), middle(*last));
    }
    for line in &lines {
        let y = middle(*line);
        if let Some(end) = end {
            put!(page, "<path class=\"span\" d=\"M{x:.1} {y}H{end:.1}\"/>");
        }
        put!(page, "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y}\" r=\"{radius:.1}\"/>");
    }
    page.raw("</a>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_runs_left_to_right() {
        let axis = Axis::new(vec![0, 0, 1, 400, 401]);
        assert!(axis.places.windows(2).all(|it| it[0] < it[1]), "{:?}", axis.places);
        assert!(axis.places[3] - axis.places[2] < 12.0 * (axis.places[2] - axis.places[1]));
        assert!(axis.width >= *axis.places.last().unwrap());
    }

    #[test]
    fn stretches_end_behind_their_beginning() {
        let axis = Axis::new(vec![0, 10, 20]);
        let first = axis.places[0];
        assert!(axis.end(first, 0) > first);
        assert!(axis.end(first, 10) >= axis.places[1] && axis.end(first, 10) < axis.places[2]);
        assert!(axis.end(first, 99) <= axis.width && axis.end(axis.places[2], 99) <= axis.width);
        assert!(axis.end(axis.places[2], -5) > axis.places[2]);
    }
}
