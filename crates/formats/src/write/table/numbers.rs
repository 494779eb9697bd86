//! Which figures are given: value, unit and what is counted, with signs for bounds and changes.

use rashomon_core::{Annotation, Document, Layer, OwnedDocument};

use crate::page::{Ink, Page, Piece};

/// Figures shown.
const MOST: usize = 14;
/// Columns that what is counted may take.
const COUNTED: usize = 32;

pub(super) fn write(document: &OwnedDocument, layer: Layer<'_>, page: &mut Page<'_>) {
    let mut items: Vec<Vec<Piece>> = Vec::new();
    for item in layer.iter().map(|it| item(document, it)) {
        // A figure that comes again says nothing new here.
        if !items.contains(&item) {
            items.push(item);
        }
    }
    page.items("Numbers", items, MOST);
}

fn item(document: &OwnedDocument, number: Annotation<'_>) -> Vec<Piece> {
    let written = document.slice(number.span());
    let figure = match figure(number) {
        Some(figure) if number.label() != "ordinal" => format!("{}{figure}", sign(number)),
        _ => written.into(),
    };
    let mut item = vec![Piece::new(Ink::Plain, &figure)];
    if let Some(counted) = number.span_of("counted") {
        // What is counted shows as it is written; of its name only the rate is news: `3,000 tests per day`.
        let rate = number.text("unit_name").filter(|_| number.text("unit").is_none());
        let rate = rate.and_then(|it| it.find(" per ").and_then(|at| it.get(at..)));
        let counted = format!(" {}{}", document.slice(counted), rate.unwrap_or_default());
        item.push(Piece::new(Ink::Faint, &counted).cut(COUNTED));
    }
    item
}

/// Value or bounds, with their unit.
fn figure(number: Annotation<'_>) -> Option<String> {
    let (low, high) = (number.number("low"), number.number("high"));
    let digits = match (number.text("modifier"), low, high) {
        (Some("range"), Some(low), Some(high)) => format!("{}–{}", digits(low), digits(high)),
        _ => digits(number.number("value").or(low).or(high)?),
    };
    Some(match number.text("unit") {
        Some("%") => format!("{digits}%"),
        // Units in brackets or braces are codes that only machines like: [mi_i], {person}.
        Some(unit) if unit.contains(['[', '{']) => match number.text("unit_name") {
            Some(name) => format!("{digits} {name}"),
            None => digits,
        },
        Some(unit) => format!("{digits} {unit}"),
        None if number.label() == "percent" => format!("{digits}%"),
        None if number.span_of("counted").is_some() => digits,
        None => match number.text("unit_name") {
            Some(name) => format!("{digits} {name}"),
            None => digits,
        },
    })
}

/// How exact the figure is, and which way it went.
fn sign(number: Annotation<'_>) -> String {
    let bound = match number.text("modifier") {
        Some("about") => "≈ ",
        Some("almost") => "almost ",
        Some("more_than") => "> ",
        Some("less_than") => "< ",
        Some("at_least") => "≥ ",
        Some("at_most") => "≤ ",
        Some("vague") => "some ",
        _ => "",
    };
    let change = match number.text("change") {
        Some("up") => "↑ ",
        Some("down") => "↓ ",
        Some("increment") => "+ ",
        _ => "",
    };
    format!("{change}{bound}")
}

/// A number as people write it: thousands apart, millions and more in words where they are short.
fn digits(value: f64) -> String {
    for (size, word) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        let scaled = (value / size * 100.0).round() / 100.0;
        if value.abs() >= size && (scaled * size - value).abs() <= value.abs() * 1e-9 {
            return format!("{scaled} {word}");
        }
    }
    if value.abs() >= 1e15 {
        return format!("{value:e}");
    }
    let text = format!("{value}");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |it| ("−", it));
    let mut grouped = String::with_capacity(text.len() + 4);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{rest}")
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn numbers_read_as_people_write_them() {
        for (value, text) in [
            (0.0, "0"),
            (70.0, "70"),
            (0.5, "0.5"),
            (1234.5, "1,234.5"),
            (100_000.0, "100,000"),
            (-1500.0, "−1,500"),
            (1.2e6, "1.2 million"),
            (3.0e9, "3 billion"),
            (1_234_567.0, "1,234,567"),
            (1.5e13, "15 trillion"),
        ] {
            assert_eq!(digits(value), text);
        }
    }
}
