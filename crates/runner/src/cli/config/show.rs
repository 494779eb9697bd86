//! `rashomon config`.

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::{Arg, ArgAction, ArgMatches, CommandFactory as _};
use rashomon_runner::Catalog;
use serde_json::{Value, json};

use super::{COMMANDS, NO_SETTINGS, Origin, Origins, complete, is_given};
use crate::cli::args::{Args, Common};
use crate::cli::console::print;

/// Show what is set and where.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// As JSON
    #[arg(long)]
    json: bool,
    /// The command whose settings are shown, with its flags, for example run --jobs 4 [default: run]
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "COMMAND")]
    line: Vec<OsString>,
}

/// A setting as it is shown.
struct Row {
    name: String,
    value: Value,
    from: String,
}

pub(crate) fn main(show: &Show, common: &Common) -> anyhow::Result<u8> {
    let command = Args::command();
    let mut typed = vec![OsString::from("rashomon")];
    if common.no_config {
        typed.push("--no-config".into());
    }
    if let Some(path) = &common.config {
        typed.extend(["--config".into(), path.into()]);
    }
    let is_named = show.line.first().is_some_and(|it| COMMANDS.iter().any(|name| it == name));
    if !is_named {
        typed.push("run".into());
    }
    typed.extend(show.line.iter().cloned());
    let given = command.clone().ignore_errors(true).try_get_matches_from(&typed)?;
    let (line, origins) = complete(&command, typed)?;
    let matches = command.clone().ignore_errors(true).try_get_matches_from(line)?;
    let Some((name, own)) = matches.subcommand() else {
        anyhow::bail!("name a command: {}", COMMANDS.join(", "));
    };
    let subcommand = command.find_subcommand(name);
    let arguments = subcommand.into_iter().flat_map(clap::Command::get_arguments);
    let mut rows: Vec<_> = arguments
        .chain(command.get_arguments())
        .filter_map(|it| row(it, own, &given, &origins))
        .collect();
    rows.extend(options(own, &origins, &Catalog::find(&common.search_path())));
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    let file = origins.path.as_ref().map(|it| it.display().to_string());
    if show.json {
        let settings: Vec<_> = rows
            .iter()
            .map(|it| json!({"name": it.name, "value": it.value, "from": it.from}))
            .collect();
        let all = json!({"command": name, "file": file, "settings": settings});
        return print(format!("{all:#}\n").as_bytes());
    }
    print(table(name, file.as_deref(), &rows).as_bytes())
}

fn table(command: &str, file: Option<&str>, rows: &[Row]) -> String {
    let values: Vec<_> = rows.iter().map(|it| shown(&it.value)).collect();
    let names = rows.iter().map(|it| it.name.chars().count()).max().unwrap_or(0);
    let width = values.iter().map(|it| it.chars().count()).max().unwrap_or(0).min(40);
    let mut text = format!("Settings of `rashomon {command}`\n");
    let _ = match file {
        Some(file) => writeln!(text, "Configuration file: {file}\n"),
        None => writeln!(text, "Configuration file: none\n"),
    };
    for (row, value) in rows.iter().zip(&values) {
        let _ = writeln!(text, "{:names$}  {value:width$}  {}", row.name, row.from);
    }
    text
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "-".into(),
        Value::String(text) => text.clone(),
        Value::Array(all) if all.is_empty() => "-".into(),
        Value::Array(all) => all.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// A flag with the value that it has.
fn row(arg: &Arg, own: &ArgMatches, given: &ArgMatches, origins: &Origins) -> Option<Row> {
    let (name, id) = (arg.get_long()?, arg.get_id().as_str());
    if NO_SETTINGS.contains(&name) || name == "set" || arg.is_hide_set() {
        return None;
    }
    let from = match origins.by_key.get(name) {
        Some(Origin::Variable(it) | Origin::Place(it)) => it.clone(),
        None if is_given(given, id) => "flag".into(),
        None => "default".into(),
    };
    let raw = own.try_get_raw(id).ok().flatten();
    let values: Vec<_> =
        raw.into_iter().flatten().map(|it| it.to_string_lossy().into_owned()).collect();
    let value = match (arg.get_action(), values.first()) {
        (ArgAction::SetTrue, first) => json!(first.is_some_and(|it| it == "true")),
        (ArgAction::Count, first) => json!(first.and_then(|it| it.parse().ok()).unwrap_or(0_u8)),
        (ArgAction::Append, _) => json!(values),
        (_, first) => json!(first),
    };
    Some(Row { name: name.to_owned(), value, from })
}

/// The options of analyzers: as typed, as the file sets them, or as the analyzers have them.
fn options(own: &ArgMatches, origins: &Origins, catalog: &Catalog) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut add = |name: String, value: &str, from: String| {
        if !rows.iter().any(|it| it.name == name) {
            rows.push(Row { name, value: json!(value), from });
        }
    };
    let typed = own.try_get_many::<String>("settings").ok().flatten();
    for setting in typed.into_iter().flatten().rev() {
        let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
        add(format!("set {}", name.trim()), value.trim(), "flag".into());
    }
    for it in origins.options.iter().rev() {
        add(format!("set {}.{}", it.analyzer, it.option), &it.value, it.place.clone());
    }
    for (analyzer, found) in catalog.iter() {
        for it in &found.handle.info().options {
            add(format!("set {analyzer}.{}", it.name), &it.default, "default".into());
        }
    }
    rows
}
