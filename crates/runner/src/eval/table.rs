//! An evaluation as tables for people.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style as Ansi};
use rashomon_formats::Style;

use super::context::{clean, ends, first_words, last_words};
use super::{AttributeScore, Case, CaseKind, Evaluation, Matching, Ratio, Shown, Tally};

/// Narrower terminals get lines of this width.
const NARROWEST: usize = 60;
const BOLD: Ansi = Ansi::new().bold();
const FAINT: Ansi = Ansi::new().dimmed();

impl Evaluation {
    /// The evaluation as tables: labels, attributes, and the errors that were asked for.
    pub fn table(&self, style: Style) -> String {
        let page = Page { color: style.color, width: style.width.max(NARROWEST) };
        let mut out = String::new();
        let (name, version) = &self.analyzer;
        let _ = writeln!(
            out,
            "{} {version} on {}: {} {}",
            page.ink(BOLD, name),
            self.gold,
            self.documents,
            if self.documents == 1 { "document" } else { "documents" }
        );
        self.labels_table(&page, &mut out);
        self.attributes_table(&page, &mut out);
        if !self.cases.is_empty() {
            self.cases_list(&page, &mut out);
        }
        out
    }

    fn labels_table(&self, page: &Page, out: &mut String) {
        let labels = self.labels.iter().filter(|(label, _)| !label.is_empty());
        let width =
            labels.clone().map(|(label, _)| label.chars().count()).max().unwrap_or(0).max(9);
        let columns = |head: &str| format!("  {head:>7} {:>6} {:>6} {:>6}", "P", "R", "F1");
        let lenient = match self.matching {
            Matching::Spans => "lenient",
            Matching::Given => "right",
            Matching::Value => "by value",
        };
        let strict = if self.has_strict() { columns("strict") } else { String::new() };
        let head =
            format!("{:width$} {:>6} {:>6}{strict}{}", "", "gold", "found", columns(lenient));
        let _ = writeln!(out, "\n{}", page.ink(FAINT, head.trim_end()));
        let row = |name: &str, it: Tally| {
            let strict = if self.has_strict() { ratio(it.strict()) } else { String::new() };
            let Tally { gold, found, .. } = it;
            format!("{name:width$} {gold:>6} {found:>6}{strict}{}", ratio(it.lenient()))
        };
        let mut count = 0;
        for (label, it) in labels {
            let _ = writeln!(out, "{}", row(label, *it));
            count += 1;
        }
        let _ = writeln!(out, "{}", row("all", self.micro));
        if let (Some((strict, lenient)), true) = (self.macro_average(), count > 1) {
            let columns = |it: super::Macro| {
                format!(
                    "  {:7} {:>6} {:>6} {:>6}",
                    "",
                    percent(it.precision),
                    percent(it.recall),
                    percent(it.f1)
                )
            };
            let strict = if self.has_strict() { columns(strict) } else { String::new() };
            let _ =
                writeln!(out, "{:width$} {:6} {:6}{strict}{}", "macro", "", "", columns(lenient));
        }
        if count > 1 && self.matching != Matching::Given {
            let _ = writeln!(out, "{}", row("any label", self.any_label));
        }
        if let Some(accuracy) = self.accuracy() {
            let _ = writeln!(out, "\naccuracy {}", percent(accuracy));
        }
        if self.has_strict() && self.overlap > 0.0 {
            let _ = writeln!(
                out,
                "{}",
                page.ink(FAINT, &format!("lenient: {} of the longer span in common", self.overlap))
            );
        }
    }

    fn attributes_table(&self, page: &Page, out: &mut String) {
        let rated = self.attributes.iter().filter(|it| it.correlation.is_none());
        let title = |it: &AttributeScore| match it.comparison {
            "exact" | "overlap" => format!("{} ({})", it.name, it.comparison),
            _ => it.name.clone(),
        };
        let width = rated.clone().map(|it| title(it).chars().count()).max().unwrap_or(0);
        let mut head = Some(format!(
            "\n{:width$} {:>7} {:>6} {:>8}  {:>10} {:>6} {:>6} {:>6}",
            "", "matched", "right", "accuracy", "end to end", "P", "R", "F1"
        ));
        for it in rated {
            if let Some(head) = head.take() {
                let _ = writeln!(out, "{}", page.ink(FAINT, &head));
            }
            let ratio = it.end_to_end;
            let _ = writeln!(
                out,
                "{:width$} {:>7} {:>6} {:>8}  {:>10} {:>6} {:>6} {:>6}",
                title(it),
                it.matched,
                it.right,
                optional(it.accuracy()),
                ratio.right,
                optional(ratio.precision()),
                optional(ratio.recall()),
                optional(ratio.f1())
            );
        }
        for it in &self.attributes {
            let Some((pearson, spearman)) = it.correlation else { continue };
            let shown = |it: Option<f64>| it.map_or("–".to_owned(), |it| format!("{it:.3}"));
            let _ = writeln!(
                out,
                "\n{}: Pearson r {}, Spearman rho {} over {} that match",
                it.name,
                shown(pearson),
                shown(spearman),
                it.matched
            );
        }
    }

    fn cases_list(&self, page: &Page, out: &mut String) {
        let counts = self.errors.iter().filter(|(_, count)| *count > 0);
        let counts: Vec<_> =
            counts.map(|(kind, count)| format!("{count} {}", spaced(*kind))).collect();
        let all: u64 = self.errors.iter().map(|(_, count)| count).sum();
        let _ = writeln!(out, "\nerrors: {}", counts.join(", "));
        for case in &self.cases {
            let _ = writeln!(out, "\n{}", page.headline(case));
            let both = case.kind == CaseKind::WrongBorder
                || matches!((&case.gold, &case.found), (Some(a), Some(b)) if a.place != b.place
                    && case.kind == CaseKind::WrongLabel);
            for (side, shown) in [("gold", &case.gold), ("found", &case.found)] {
                if let Some(shown) =
                    shown.as_ref().filter(|_| both || side == "gold" || case.gold.is_none())
                {
                    let side = if both { format!("{side:5} ") } else { String::new() };
                    let _ = writeln!(out, "  {}{}", page.ink(FAINT, &side), page.in_context(shown));
                }
            }
        }
        let more = all - self.cases.len() as u64;
        if more > 0 {
            let _ = writeln!(out, "\n… and {more} more; --errors=all lists them");
        }
    }
}

impl AttributeScore {
    /// Share of the annotations that match whose attribute is right.
    pub fn accuracy(&self) -> Option<f64> {
        Ratio { right: self.right, gold: self.matched, found: 0 }.recall()
    }
}

struct Page {
    color: bool,
    width: usize,
}

impl Page {
    fn ink(&self, style: Ansi, text: &str) -> String {
        if self.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.into() }
    }

    /// What is wrong, and where.
    fn headline(&self, case: &Case) -> String {
        let color = match case.kind {
            CaseKind::Missed | CaseKind::Spurious => AnsiColor::Red,
            CaseKind::WrongLabel | CaseKind::WrongBorder | CaseKind::WrongAttribute => {
                AnsiColor::Yellow
            }
        };
        let kind = self.ink(color.on_default(), &spaced(case.kind));
        let shown = case.gold.as_ref().or(case.found.as_ref());
        let place = shown
            .and_then(|it| it.place)
            .map_or(String::new(), |(from, to)| format!(":{from}-{to}"));
        let what = match (&case.attribute, &case.gold, &case.found) {
            (Some((name, gold, found)), ..) => {
                let shown = |it: &Option<String>| {
                    it.as_deref().map_or("none".into(), |it| ends(&clean(it)))
                };
                format!("{name}: gold {}, found {}", shown(gold), shown(found))
            }
            (None, Some(gold), Some(found)) if gold.label != found.label => {
                format!("gold {}, found {}", gold.label, found.label)
            }
            _ => shown.map_or(String::new(), |it| it.label.clone()),
        };
        format!("{kind}  {}{place}  {what}", clean(&case.document)).trim_end().to_owned()
    }

    /// The span, marked, with as much of its context as there is room for.
    fn in_context(&self, shown: &Shown) -> String {
        let text = ends(&clean(&shown.text));
        if shown.place.is_none() {
            return text;
        }
        let room = self.width.saturating_sub(text.chars().count() + 14) / 2;
        let (before, after) = (clean(&shown.before), clean(&shown.after));
        let marked = self.ink(BOLD, &text);
        format!("{}[{marked}]{}", last_words(&before, room), first_words(&after, room))
    }
}

/// The kind in words.
fn spaced(kind: CaseKind) -> String {
    kind.name().replace('_', " ")
}

fn ratio(it: Ratio) -> String {
    format!(
        "  {:>7} {:>6} {:>6} {:>6}",
        it.right,
        optional(it.precision()),
        optional(it.recall()),
        optional(it.f1())
    )
}

fn optional(share: Option<f64>) -> String {
    share.map_or("–".into(), percent)
}

fn percent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}
