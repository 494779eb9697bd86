//! English plurals.

/// The plural of a name by the rules of spelling.
pub(crate) fn plural(name: &str) -> String {
    // The head takes the ending: `barrels of oil`, `miles per hour`, `degrees celsius`.
    let behind = [" of ", " per ", " celsius", " fahrenheit", " centigrade"]
        .iter()
        .find_map(|it| name.find(it));
    if let Some((head, rest)) = behind.and_then(|at| name.split_at_checked(at)) {
        return format!("{}{rest}", plural(head));
    }
    let before_last = name.chars().rev().nth(1);
    if name.ends_with('y') && !before_last.is_some_and(|it| "aeiou".contains(it)) {
        return format!("{}ies", name.trim_end_matches('y'));
    }
    let hissing = ["s", "x", "ch", "sh", "z"].iter().any(|it| name.ends_with(it));
    format!("{name}{}", if hissing && name != "hertz" { "es" } else { "s" })
}
