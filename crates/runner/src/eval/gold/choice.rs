//! Which analyzer a file is gold for, and in which form.

use std::collections::BTreeSet;

use super::Fault;
use super::form::{Form, OWN, Object, REMEDY, analyzers};

/// The form of these lines, for an analyzer if the user named one.
///
/// # Errors
/// If no form fits, or several do: why, and what to do.
pub(super) fn form_of(
    lines: &[&Object],
    chosen: Option<&str>,
    faults: &[Fault],
) -> Result<&'static Form, String> {
    if chosen.is_none()
        && let Some(forms) = lines.iter().map(|it| Form::plain_in(it)).find(|it| it.len() > 1)
    {
        let forms: Vec<_> =
            forms.iter().map(|it| format!("{} ({:?})", it.analyzer, it.key)).collect();
        return Err(format!("is gold for {}; choose one with -a NAME", forms.join(", ")));
    }
    Form::of(lines, chosen).ok_or_else(|| nothing_fits(lines, chosen, faults))
}

fn nothing_fits(lines: &[&Object], chosen: Option<&str>, faults: &[Fault]) -> String {
    match (lines.first(), faults.first()) {
        (Some(line), _) => {
            if let Some(wrong) = lines.iter().find_map(|it| Form::wrong_in(it)) {
                return wrong;
            }
            let keys: Vec<_> = line.keys().map(String::as_str).collect();
            let whose = chosen.map_or(String::new(), |it| format!(" of {it}"));
            format!(
                "has no annotations{whose} to compare with (the first line has {}); {REMEDY}",
                keys.join(", ")
            )
        }
        (None, Some(fault)) => format!("line {}: {}", fault.line, fault.reason),
        (None, None) => format!("is empty; {REMEDY}"),
    }
}

/// The analyzer to evaluate: the one that the user named, or that lines of this form are gold for.
pub(super) fn analyzer_of(
    form: &Form,
    chosen: Option<&str>,
    lines: &[&Object],
) -> Result<String, String> {
    if form.key != OWN.key {
        return Ok(chosen.unwrap_or(form.analyzer).to_owned());
    }
    let names: BTreeSet<&str> = lines.iter().copied().flat_map(analyzers).collect();
    let all = || names.iter().copied().collect::<Vec<_>>().join(", ");
    match (chosen, names.first()) {
        (Some(name), Some(_)) if !names.contains(name) => {
            Err(format!("is gold for {}, not for {name}; choose what it has with -a NAME", all()))
        }
        (Some(name), _) => Ok(name.to_owned()),
        (None, None) => {
            Err("does not say which analyzer it is gold for; say it with -a NAME".into())
        }
        (None, Some(name)) if names.len() == 1 => Ok((*name).to_owned()),
        (None, Some(_)) => Err(format!("is gold for {}; choose one with -a NAME", all())),
    }
}
