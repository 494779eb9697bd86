//! Which analyzers run, and in which order.

use std::collections::BTreeMap;
use std::path::Path;

use rashomon_core::NeedKind;
use thiserror::Error;

use crate::plugins::{Catalog, Found};

/// Analyzers in an order in which each finds what it needs.
#[derive(Clone, Debug)]
pub struct Plan {
    steps: Vec<Step>,
}

/// One analyzer of a plan.
#[derive(Clone, Debug)]
pub struct Step {
    /// The plugin.
    pub found: Found,
    /// Whether it was chosen; else it runs because another one needs it.
    pub chosen: bool,
}

impl Step {
    /// Name of the analyzer.
    pub fn name(&self) -> &str {
        &self.found.handle.info().name
    }
}

/// Why there is no plan.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum PlanError {
    /// No analyzer has this name.
    #[error("there is no analyzer named {name}; {hint}")]
    Unknown {
        /// The name as given.
        name: String,
        /// The nearest names, or how to get analyzers.
        hint: String,
    },
    /// An analyzer needs another one that is not installed.
    #[error("{needed_by} needs the analyzer {name}, which {hint}")]
    Missing {
        /// The analyzer that is missing.
        name: String,
        /// The one that needs it.
        needed_by: String,
        /// Why it is missing and what to do.
        hint: String,
    },
    /// Analyzers need each other.
    #[error("these analyzers need each other, so none can run first: {}; leave one of them out with -a", .0.join(" -> "))]
    Cycle(Vec<String>),
    /// No analyzer at all.
    #[error(
        "no analyzer was found; build all with `cargo build --release`, or say where they are with --plugin-dir"
    )]
    Nothing,
}

impl Plan {
    /// Plans the chosen analyzers and whatever they need.
    ///
    /// # Errors
    /// If a name is unknown, a needed analyzer is not installed, or analyzers need each other.
    pub fn new(catalog: &Catalog, chosen: &[String]) -> Result<Self, PlanError> {
        let mut members: BTreeMap<&str, &Found> = BTreeMap::new();
        let mut open: Vec<(&str, Option<&str>)> =
            chosen.iter().map(|it| (it.as_str(), None)).rev().collect();
        while let Some((name, needed_by)) = open.pop() {
            let Some(found) = catalog.get(name) else {
                let name = name.to_owned();
                return Err(match needed_by {
                    Some(other) => PlanError::Missing {
                        hint: why_missing(catalog, &name, other),
                        name,
                        needed_by: other.into(),
                    },
                    None => PlanError::Unknown { hint: hint(catalog, &name), name },
                });
            };
            if members.insert(name, found).is_none() {
                for need in &found.handle.info().requires {
                    let joins = match need.kind {
                        NeedKind::Required => true,
                        NeedKind::Wanted => can_run(catalog, &need.analyzer, &mut Vec::new()),
                        _ => false,
                    };
                    if joins {
                        open.push((&need.analyzer, Some(name)));
                    }
                }
            }
        }
        if members.is_empty() {
            return Err(PlanError::Nothing);
        }
        let order = order(&members)?;
        let step = |name: &str| Step {
            found: members[name].clone(),
            chosen: chosen.iter().any(|it| it == name),
        };
        Ok(Self { steps: order.into_iter().map(step).collect() })
    }

    /// The plan of another process, in which needs were looked after.
    #[cfg(unix)]
    pub(crate) fn of(steps: Vec<Step>) -> Self {
        Self { steps }
    }

    /// The analyzers, first to last.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

/// Whether the analyzer and all that it cannot do without are installed.
fn can_run<'a>(catalog: &'a Catalog, name: &'a str, seen: &mut Vec<&'a str>) -> bool {
    let Some(found) = catalog.get(name) else { return false };
    if seen.contains(&name) {
        return true;
    }
    seen.push(name);
    let required = found.handle.info().requires.iter().filter(|it| it.kind == NeedKind::Required);
    required.map(|it| it.analyzer.as_str()).all(|it| can_run(catalog, it, seen))
}

/// Sorts by needs; where they leave a choice, by name. Analyzers that would merely like to read each other run in
/// order of name.
fn order<'a>(members: &BTreeMap<&'a str, &'a Found>) -> Result<Vec<&'a str>, PlanError> {
    let needs = |found: &'a Found, hard: bool| {
        let needs = found
            .handle
            .info()
            .requires
            .iter()
            .filter(move |it| !hard || it.kind == NeedKind::Required);
        needs.map(|it| it.analyzer.as_str())
    };
    let mut left: BTreeMap<&str, &Found> = members.clone();
    let mut done = Vec::new();
    while !left.is_empty() {
        let ready = |hard: bool| {
            left.iter()
                .find(|(name, found)| {
                    needs(found, hard).all(|it| it == **name || !left.contains_key(it))
                })
                .map(|(&name, _)| name)
        };
        let Some(next) = ready(false).or_else(|| ready(true)) else {
            let edges = left.iter().map(|(&name, found)| {
                (
                    name,
                    needs(found, true).filter(|it| *it != name && left.contains_key(it)).collect(),
                )
            });
            return Err(PlanError::Cycle(cycle(&edges.collect())));
        };
        left.remove(next);
        done.push(next);
    }
    Ok(done)
}

/// Walks along needs until a name comes again.
fn cycle(left: &BTreeMap<&str, Vec<&str>>) -> Vec<String> {
    let mut path: Vec<&str> = left.keys().take(1).copied().collect();
    while let Some(next) =
        path.last().and_then(|it| left[it].iter().copied().find(|it| left.contains_key(it)))
    {
        let start = path.iter().position(|it| *it == next);
        path.push(next);
        if let Some(start) = start {
            return path[start..].iter().map(|&it| it.into()).collect();
        }
    }
    path.into_iter().map(Into::into).collect()
}

fn why_missing(catalog: &Catalog, name: &str, needed_by: &str) -> String {
    let named_so = |path: &Path| {
        path.file_stem()
            .and_then(|it| it.to_str())
            .is_some_and(|it| it.ends_with(&format!("rashomon_{}", name.replace('-', "_"))))
    };
    match catalog.refused().iter().find(|it| named_so(&it.path)) {
        Some(refused) => format!("was refused: {refused}"),
        None => format!(
            "is not installed; put its library beside {needed_by}'s or name it with --plugin FILE"
        ),
    }
}

fn hint(catalog: &Catalog, name: &str) -> String {
    let near =
        catalog.iter().map(|(it, _)| it).min_by_key(|it| strsim::damerau_levenshtein(it, name));
    match near {
        Some(near) if strsim::damerau_levenshtein(near, name) <= 3 => format!("did you mean {near}?"),
        Some(_) => format!("there are {}", catalog.iter().map(|(it, _)| it).collect::<Vec<_>>().join(", ")),
        None => "none was found; build all with `cargo build --release`, or say where they are with --plugin-dir".into(),
    }
}
