//! Figures by quantity and source, with how they stand to each other.

use super::{View, counted, permalink};
use crate::html::{Page, esc, put};
use crate::model::{Figure, Statement, Verdict, decimal};
use crate::text;

/// Width of a plotted range, in units of the drawing.
const WIDTH: f64 = 160.0;

pub(crate) fn write(page: &mut Page, view: View<'_, '_>) {
    let figures = &view.story.figures;
    if figures.is_empty() {
        return;
    }
    view.section(page, "figures", "Figures");
    let (mut compared, alone): (Vec<_>, Vec<_>) =
        figures.iter().partition(|it| it.verdict != Verdict::Alone);
    compared.sort_by_key(|it| it.verdict);
    page.raw(if compared.is_empty() {
        "<p class=\"lead\">No quantity is given by more than one report.</p>\n"
    } else {
        "<p class=\"lead\">Quantities that more than one report gives. Where they clash, read both sentences: \
         they may count different things.</p>\n"
    });
    for figure in compared {
        together(page, view, figure);
    }
    only_once(page, view, &alone);
    page.raw("</section>\n");
}

fn together(page: &mut Page, view: View<'_, '_>, figure: &Figure<'_>) {
    let (id, level) = (format!("f{}", figure.number), view.level + 1);
    put!(
        page,
        "<article class=\"f figure\" id=\"{id}\" aria-labelledby=\"{id}-h\">\n<header>\
         <h{level} id=\"{id}-h\" dir=\"auto\">{}</h{level}>",
        esc(if figure.subject.is_empty() { "Quantity" } else { figure.subject })
    );
    verdict(page, figure.verdict);
    permalink(page, &id);
    page.raw("</header>\n<table class=\"stack\">\n<caption class=\"vh\">Figures by report</caption>\n<thead><tr><th scope=\"col\">Report</th>");
    page.raw("<th scope=\"col\">As written</th><th scope=\"col\">Source</th><th scope=\"col\">Value</th>");
    let scale = Scale::of(&figure.statements);
    if scale.is_some() {
        page.raw("<th scope=\"col\" class=\"plot\"><span class=\"vh\">Range</span></th>");
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for statement in &figure.statements {
        page.raw("<tr><td>");
        view.link_place(page, statement.report, statement.place);
        page.raw("</td>");
        written(page, view, statement);
        put!(page, "<td><bdi>{}</bdi></td>", esc(&value(statement)));
        if let Some(scale) = &scale {
            page.raw("<td class=\"plot\">");
            scale.plot(page, statement);
            page.raw("</td>");
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table>\n</article>\n");
}

fn verdict(page: &mut Page, verdict: Verdict) {
    let sign = match verdict {
        Verdict::Dispute => "≠",
        Verdict::Compatible => "≈",
        Verdict::Agree => "=",
        Verdict::Alone => "·",
    };
    let name = verdict.name();
    put!(
        page,
        "<span class=\"verdict {name}\"><span aria-hidden=\"true\">{sign} </span>{name}</span>"
    );
}

/// The figure in its sentence, and whose it is.
fn written(page: &mut Page, view: View<'_, '_>, statement: &Statement<'_>) {
    page.raw("<td class=\"written\" dir=\"auto\">");
    let (before, behind) = statement.place.map_or_else(Default::default, |it| {
        text::context(view.corpus.readings[it.report].text, it.start..it.end)
    });
    put!(page, "{}<b>{}</b>{}</td>", esc(&before), esc(statement.text), esc(&behind));
    match statement.claimant {
        Some(claimant) => put!(page, "<td dir=\"auto\">{}</td>", esc(claimant)),
        None => page.raw("<td class=\"quiet\">the report</td>"),
    }
}

/// `> 100,000`, `10,000 – 100,000`, `about 350`.
fn value(statement: &Statement<'_>) -> String {
    let modifier = statement.modifier.replace('_', " ");
    let number = match (statement.low, statement.high, statement.value) {
        (Some(low), Some(high), _) if modifier == "range" || modifier == "vague" => {
            format!("{} – {}", decimal(low), decimal(high))
        }
        (_, _, Some(value)) => decimal(value),
        (Some(low), _, _) => decimal(low),
        (_, Some(high), _) => decimal(high),
        _ => String::new(),
    };
    let unit = unit(statement.unit, statement.value);
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    match modifier.as_str() {
        "" | "exact" | "range" => format!("{number}{unit}"),
        "vague" => format!("{number}{unit}, vague"),
        _ => format!("{modifier} {number}{unit}"),
    }
}

/// A unit as readers write it. Those of physics and of money are written by their symbols anyway.
fn unit(symbol: &str, value: Option<f64>) -> String {
    let (one, many) = match symbol {
        "s" => ("second", "seconds"),
        "min" => ("minute", "minutes"),
        "h" => ("hour", "hours"),
        "d" => ("day", "days"),
        "wk" => ("week", "weeks"),
        "2.wk" => ("fortnight", "fortnights"),
        "mo" => ("month", "months"),
        "a" => ("year", "years"),
        "10.a" => ("decade", "decades"),
        "100.a" => ("century", "centuries"),
        "%{point}" => ("percentage point", "percentage points"),
        other => {
            // What is no unit of the standard is written in braces there: `{night}`.
            let word = other.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
            let plural = if word.is_some() && value != Some(1.0) { "s" } else { "" };
            return format!("{}{plural}", word.unwrap_or(other).replace('_', " "));
        }
    };
    (if value == Some(1.0) { one } else { many }).to_owned()
}

fn only_once(page: &mut Page, view: View<'_, '_>, figures: &[&Figure<'_>]) {
    if figures.is_empty() {
        return;
    }
    put!(
        page,
        "<details class=\"more\"><summary>{} in one report only</summary>\n<table class=\"stack\">\n\
         <caption class=\"vh\">Figures in one report only</caption>\n\
         <thead><tr><th scope=\"col\">What</th><th scope=\"col\">As written</th><th scope=\"col\">Source</th>\
         <th scope=\"col\">Value</th><th scope=\"col\">Report</th></tr></thead>\n<tbody>\n",
        counted(figures.len(), "figure")
    );
    for figure in figures {
        for (index, statement) in figure.statements.iter().enumerate() {
            let again = if index > 0 { format!("-{}", index + 1) } else { String::new() };
            let id = format!("f{}{again}", figure.number);
            put!(
                page,
                "<tr class=\"f\" id=\"{id}\"><th scope=\"row\" dir=\"auto\">{}</th>",
                esc(figure.subject)
            );
            written(page, view, statement);
            put!(page, "<td><bdi>{}</bdi></td><td>", esc(&value(statement)));
            view.link_place(page, statement.report, statement.place);
            permalink(page, &id);
            page.raw("</td></tr>\n");
        }
    }
    page.raw("</tbody></table></details>\n");
}

/// The common scale of a quantity's ranges.
struct Scale {
    from: f64,
    to: f64,
}

impl Scale {
    /// From the least to the greatest bound; none if nothing differs, or not on one scale.
    fn of(statements: &[Statement<'_>]) -> Option<Self> {
        if statements.iter().any(|it| it.unit != statements[0].unit) {
            return None;
        }
        let bounds = statements.iter().flat_map(|it| [it.low, it.value, it.high]).flatten();
        let (from, to) = bounds
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), it| (from.min(it), to.max(it)));
        let open = statements.iter().any(|it| it.low.is_none() != it.high.is_none());
        (from < to || (from.is_finite() && open)).then_some(Self { from, to })
    }

    fn x(&self, value: f64) -> f64 {
        let share =
            if self.to > self.from { (value - self.from) / (self.to - self.from) } else { 0.5 };
        12.0 + share * (WIDTH - 24.0)
    }

    /// A dot for an exact value, a bar for a range; open ends are arrows.
    fn plot(&self, page: &mut Page, statement: &Statement<'_>) {
        put!(
            page,
            "<svg class=\"range\" viewBox=\"0 0 {WIDTH} 16\" width=\"{WIDTH}\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">\
             <path class=\"rule\" d=\"M0 8H{WIDTH}\"/>"
        );
        // With no bounds at all, the value is all that is known.
        let known = |it: Option<f64>| {
            it.or(statement.value.filter(|_| statement.low.is_none() && statement.high.is_none()))
        };
        let (low, high) = (known(statement.low), known(statement.high));
        let left = low.map_or(2.0, |it| self.x(it));
        let right = high.map_or(WIDTH - 2.0, |it| self.x(it));
        if right - left > 0.5 {
            put!(page, "<path class=\"extent\" d=\"M{left:.1} 8H{right:.1}\"/>");
        }
        if high.is_none() {
            put!(
                page,
                "<path class=\"tip\" d=\"M{:.1} 3L{:.1} 8L{:.1} 13\"/>",
                right - 6.0,
                right,
                right - 6.0
            );
        }
        if low.is_none() {
            put!(
                page,
                "<path class=\"tip\" d=\"M{:.1} 3L{:.1} 8L{:.1} 13\"/>",
                left + 6.0,
                left,
                left + 6.0
            );
        }
        for bound in [low, high].into_iter().flatten() {
            put!(page, "<circle class=\"dot\" cx=\"{:.1}\" cy=\"8\" r=\"4\"/>", self.x(bound));
        }
        page.raw("</svg>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(
        modifier: &'static str,
        low: Option<f64>,
        high: Option<f64>,
    ) -> Statement<'static> {
        let value = low.or(high);
        let (unit, claimant, text) = ("", None, "");
        Statement { report: 0, place: None, text, value, low, high, modifier, unit, claimant }
    }

    #[test]
    fn values_are_worded_by_their_modifier() {
        assert_eq!(value(&statement("more_than", Some(100_000.0), None)), "more than 100,000");
        assert_eq!(value(&statement("range", Some(3.0), Some(5.0))), "3 – 5");
        assert_eq!(value(&statement("vague", Some(24.0), Some(99.0))), "24 – 99, vague");
        assert_eq!(value(&statement("exact", Some(7.5), Some(7.5))), "7.5");
    }

    #[test]
    fn equal_values_need_no_scale() {
        let one = || statement("exact", Some(7.0), Some(7.0));
        assert!(Scale::of(&[one(), one()]).is_none());
        assert!(Scale::of(&[one(), statement("more_than", Some(7.0), None)]).is_some());
        assert!(Scale::of(&[]).is_none());
        let years = Statement { unit: "a", ..one() };
        let decades = Statement { unit: "10.a", ..statement("exact", Some(8.0), Some(8.0)) };
        assert!(Scale::of(&[years, decades]).is_none());
    }

    #[test]
    fn units_of_time_are_words() {
        let about = Statement { unit: "10.a", ..statement("more_than", Some(6.0), None) };
        assert_eq!(value(&about), "more than 6 decades");
        assert_eq!(unit("h", Some(1.0)), "hour");
        assert_eq!(
            (unit("{business_day}", Some(2.0)), unit("km", None)),
            ("business days".into(), "km".into())
        );
    }
}
