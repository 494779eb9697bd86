//! `rashomon plugins`.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use rashomon_core::ffi::{OwnedInfo, PluginHandle};
use rashomon_core::{AttributeType, NeedKind, OptionKind, OwnedDocument};
use rashomon_runner::{Catalog, Found, Plan, check_library};
use rashomon_text::{TextLayer, TextOptions};
use serde_json::{Value, json};

use super::args::{Common, Plugins};
use super::console::{Console, print};
use super::run::find;

pub(super) fn main(command: &Plugins, common: &Common, console: &Console) -> anyhow::Result<u8> {
    match command {
        Plugins::List { json } => list(&Catalog::find(&common.search_path()), *json),
        Plugins::Inspect { name, json } => inspect(&find(common, console)?, name, *json),
        Plugins::Check { file } => check(file, common.trust),
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
    let mut text = String::new();
    for (name, found) in catalog.iter() {
        let info = found.handle.info();
        writeln!(
            text,
            "{name:width$}  {}  {}\n{:width$}  {}",
            info.version,
            info.summary,
            "",
            place(found)
        )?;
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
        "name": name, "version": version, "summary": summary, "path": found.path, "interface": format!("{major}.{minor}"),
        "labels": labels.iter().map(|it| json!({"name": it.name, "doc": it.doc})).collect::<Vec<_>>(),
        "attributes": attributes.iter().map(|it| json!({"name": it.name, "doc": it.doc, "type": kind(&it.kind)})).collect::<Vec<_>>(),
        "requires": requires.iter().map(|it| json!({"analyzer": it.analyzer, "kind": need(it.kind)})).collect::<Vec<_>>(),
        "options": options.iter().map(|it| json!({"name": it.name, "doc": it.doc, "type": option(it.kind), "default": it.default})).collect::<Vec<_>>(),
    })
}

fn place(found: &Found) -> String {
    found.path.as_ref().map_or_else(|| "built in".into(), |it| it.display().to_string())
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

/// Texts on which careless analyzers panic or give spans that lie outside or inside characters.
const TRAPS: [&str; 9] = [
    "",
    " \n\t\r\n",
    "“",
    "'\"“”‘’«»`",
    "Ünïcödé — “naïve” 300 € for José’s 👩‍👩‍👧 in Zürich.",
    "ALL CAPS AND 1,000,000,000,000,000,000,000 MORE",
    "e\u{301}e\u{301} \u{200b}\u{feff}\u{a0}“a\u{301}”",
    "\"Yes,\" said Ana Silva, 41, on Monday. \"We lost $3.5bn, or 12%, in two years.\"",
    "اضافة اعلان. 日本語のテキスト。 Ελληνικά.",
];

fn check(file: &Path, trust: bool) -> anyhow::Result<u8> {
    let handle = match check_library(file, trust) {
        Ok(handle) => handle,
        Err(refused) => bail!("{refused}"),
    };
    let info = handle.info();
    let instance = handle
        .create(&[])
        .with_context(|| format!("{} does not start with its default options", info.name))?;
    let mut text = String::new();
    writeln!(
        text,
        "{} {}: the library loads, the interface fits, the default options are taken",
        info.name, info.version
    )?;
    let (mut layer, mut failures, mut found) =
        (TextLayer::new(TextOptions::default()), Vec::new(), 0);
    for trap in TRAPS.iter().map(|it| (*it).to_owned()).chain(plain_examples(&handle)) {
        let mut document = OwnedDocument::new("check", trap.as_str())?;
        layer.annotate(&mut document);
        match instance.analyze(&document) {
            Ok(layer) => found += layer.view().len(),
            Err(reason) => failures.push(format!("{trap:?}: {reason}")),
        }
    }
    for need in &info.requires {
        writeln!(text, "{} was not run here: {}", need.analyzer, self::need(need.kind))?;
    }
    writeln!(
        text,
        "{} texts, {found} annotations, {} failures",
        TRAPS.len() + info.examples.len(),
        failures.len()
    )?;
    print(text.as_bytes())?;
    if !failures.is_empty() {
        bail!("{} fails on:\n  {}", info.name, failures.join("\n  "));
    }
    Ok(super::DONE)
}

/// The plugin's own examples with their marks, which are text like any other here.
fn plain_examples(handle: &PluginHandle) -> impl Iterator<Item = String> {
    handle.info().examples.iter().map(|it| it.text.clone())
}
