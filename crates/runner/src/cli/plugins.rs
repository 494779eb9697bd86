//! `rashomon plugins`.

use std::fmt::Write as _;

use anyhow::Context as _;
use rashomon_core::ffi::OwnedInfo;
use rashomon_core::{AttributeType, NeedKind, OptionKind};
use rashomon_runner::{Catalog, FileDigest, Found, Plan};
use serde_json::{Value, json};

use super::args::{Common, Plugins};
use super::check;
use super::console::{Console, print};
use super::source::find;

pub(super) fn main(command: &Plugins, common: &Common, console: &Console) -> anyhow::Result<u8> {
    match command {
        Plugins::List { json } => list(&Catalog::find(&common.search_path()), *json),
        Plugins::Inspect { name, json } => inspect(&find(common, console)?, name, *json),
        Plugins::Check { file, here: true } => check::here(file, common),
        Plugins::Check { file, here: false } => check::main(file),
    }
}

fn list(catalog: &Catalog, as_json: bool) -> anyhow::Result<u8> {
    if as_json {
        let found: Vec<_> = catalog.iter().map(|(_, it)| describe(it)).collect();
        let refused = catalog.refused().iter();
        let refused: Vec<_> = refused
            .map(|it| json!({"path": it.path, "reason": it.reason, "remedy": it.remedy}))
            .collect();
        return print(
            format!("{:#}\n", json!({"analyzers": found, "refused": refused})).as_bytes(),
        );
    }
    let width = catalog.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let (mut text, runs) = (String::new(), catalog.default_choice());
    for (name, found) in catalog.iter() {
        let info = found.handle.info();
        let when =
            if runs.iter().any(|it| it == name) { "" } else { " (runs when chosen with -a)" };
        writeln!(text, "{name:width$}  {}  {}", info.version, info.summary)?;
        writeln!(text, "{:width$}  {}{when}", "", place(found))?;
    }
    for refused in catalog.refused() {
        writeln!(text, "refused: {refused}")?;
    }
    if text.is_empty() {
        writeln!(
            text,
            "no analyzer was found; build all with `cargo build --release`, or say where they are with --plugin-dir"
        )?;
    }
    print(text.as_bytes())
}

fn inspect(catalog: &Catalog, name: &str, as_json: bool) -> anyhow::Result<u8> {
    let plan = Plan::new(catalog, &[name.to_owned()])?;
    let found = catalog.get(name).with_context(|| format!("there is no analyzer named {name}"))?;
    if as_json {
        return print(format!("{:#}\n", describe(found)).as_bytes());
    }
    let info = found.handle.info();
    let mut text = String::new();
    writeln!(text, "{} {}\n{}\n{}", info.name, info.version, info.summary, place(found))?;
    if let Some(digest) = digest(found) {
        writeln!(text, "{digest}")?;
    }
    let order: Vec<_> = plan.steps().iter().map(rashomon_runner::Step::name).collect();
    writeln!(text, "\nRuns as: {}", order.join(", "))?;
    section(
        &mut text,
        "Needs",
        info.requires.iter().map(|it| (it.analyzer.clone(), need(it.kind).to_owned())),
    );
    section(&mut text, "Labels", info.labels.iter().map(|it| (it.name.clone(), it.doc.clone())));
    section(
        &mut text,
        "Attributes",
        info.attributes
            .iter()
            .map(|it| (it.name.clone(), format!("{} [{}]", it.doc, kind(&it.kind)))),
    );
    let options = info.options.iter();
    section(
        &mut text,
        "Options",
        options.map(|it| {
            (it.name.clone(), format!("{} [{}, default {}]", it.doc, option(it.kind), it.default))
        }),
    );
    print(text.as_bytes())
}

fn section(text: &mut String, title: &str, rows: impl Iterator<Item = (String, String)>) {
    let rows: Vec<_> = rows.collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    if !rows.is_empty() {
        let _ = writeln!(text, "\n{title}");
    }
    for (name, doc) in rows {
        let _ = writeln!(text, "  {name:width$}  {doc}");
    }
}

fn describe(found: &Found) -> Value {
    let OwnedInfo { name, version, summary, labels, attributes, requires, examples: _, options } =
        found.handle.info();
    let (major, minor) = found.handle.interface();
    json!({
        "name": name, "version": version, "summary": summary, "path": found.path, "sha256": digest(found).map(|it| it.to_string()),
        "interface": format!("{major}.{minor}"),
        "labels": labels.iter().map(|it| json!({"name": it.name, "doc": it.doc})).collect::<Vec<_>>(),
        "attributes": attributes.iter().map(|it| json!({"name": it.name, "doc": it.doc, "type": kind(&it.kind)})).collect::<Vec<_>>(),
        "requires": requires.iter().map(|it| json!({"analyzer": it.analyzer, "kind": need(it.kind)})).collect::<Vec<_>>(),
        "options": options.iter().map(|it| json!({"name": it.name, "doc": it.doc, "type": option(it.kind), "default": it.default})).collect::<Vec<_>>(),
    })
}

fn place(found: &Found) -> String {
    found.path.as_ref().map_or_else(|| "built in".into(), |it| it.display().to_string())
}

/// Of the library as it is there now.
fn digest(found: &Found) -> Option<FileDigest> {
    FileDigest::of_file(found.path.as_ref()?).ok()
}

fn kind(kind: &AttributeType) -> String {
    match kind {
        AttributeType::String => "string".into(),
        AttributeType::Float => "float".into(),
        AttributeType::Integer => "integer".into(),
        AttributeType::Bool => "bool".into(),
        AttributeType::Span => "span".into(),
        AttributeType::Reference(target) => format!("reference to {target}"),
        AttributeType::Enum(members) => members.join("|"),
        other => format!("{other:?}"),
    }
}

fn need(kind: NeedKind) -> &'static str {
    match kind {
        NeedKind::Required => "required",
        NeedKind::Wanted => "joins where it is installed",
        _ => "read if it was chosen too",
    }
}

fn option(kind: OptionKind) -> &'static str {
    match kind {
        OptionKind::Bool => "true or false",
        OptionKind::Integer => "whole number",
        OptionKind::Float => "number",
        _ => "text",
    }
}
