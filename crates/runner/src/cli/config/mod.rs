//! Settings from flags, the environment and `rashomon.toml`.
//!
//! All of them are flags in the end: what the environment and the file say is put into the command line, where no flag
//! says otherwise, and is parsed, checked and refused as if it had been typed.

mod file;
mod show;

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use self::file::{ConfigFile, Entry, Value};
pub(super) use self::show::Show;
pub(super) use self::show::main;

/// The commands whose flags are settings; others have only those that all have.
const COMMANDS: [&str; 4] = ["run", "compare", "report", "eval"];

/// Commands that read no settings: what they do hangs on nothing but their flags.
const WITHOUT: [&str; 4] = ["completions", "config", "help", "new"];

/// Flags that are no settings.
const NO_SETTINGS: [&str; 4] = ["config", "help", "no-config", "version"];

/// What a file that was found, and not named, may not say: it may have come with a corpus from anywhere. These load code
/// or write files.
const NAMED_ONLY: [&str; 6] = ["allow", "errors", "output", "plugin", "plugin-dir", "trust"];

/// Where the values of a command line come from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    /// Options of analyzers that the file sets.
    pub(crate) options: Vec<OptionSetting>,
    /// The file.
    pub(crate) path: Option<PathBuf>,
    /// By the name of the flag, if it is none that was typed.
    by_key: BTreeMap<String, Origin>,
}

impl Origins {
    /// Where to look if the command line is refused.
    pub(super) fn hint(&self) -> Option<String> {
        if self.by_key.is_empty() {
            return None;
        }
        let all = self.by_key.iter().map(|(key, origin)| match origin {
            Origin::Variable(it) => it.clone(),
            Origin::Place(it) => format!("{key} in {it}"),
        });
        Some(format!("Set besides the flags: {}", all.collect::<Vec<_>>().join(", ")))
    }
}

/// An option of an analyzer, as the file sets it.
#[derive(Clone, Debug)]
pub(crate) struct OptionSetting {
    pub(crate) analyzer: String,
    pub(crate) option: String,
    pub(crate) value: String,
    /// File and line.
    pub(crate) place: String,
}

/// Where a value comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Origin {
    /// A variable of the environment.
    Variable(String),
    /// File and line.
    Place(String),
}

/// The command line with all settings in it.
pub(super) fn complete(
    command: &Command,
    typed: Vec<OsString>,
) -> anyhow::Result<(Vec<OsString>, Origins)> {
    // Whatever is wrong with it is told when it is parsed in earnest.
    let Ok(given) = command.clone().ignore_errors(true).try_get_matches_from(&typed) else {
        return Ok((typed, Origins::default()));
    };
    let Some((name, _)) = given.subcommand() else { return Ok((typed, Origins::default())) };
    if WITHOUT.contains(&name) {
        return Ok((typed, Origins::default()));
    }
    let file = if is_given(&given, "no_config") {
        None
    } else {
        let named = value_of(&given, "config").or_else(|| env::var_os("RASHOMON_CONFIG"));
        ConfigFile::find(named.as_deref().map(Path::new))?
    };
    let layers = Layers { command, name, given: &given };
    let mut settings = Origins::default();
    let mut chosen: BTreeMap<String, (Value, Origin)> = BTreeMap::new();
    if let Some(file) = &file {
        settings.path = Some(file.path.clone());
        for entry in &file.entries {
            layers.take(file, entry, &mut chosen, &mut settings)?;
        }
    }
    layers.take_environment(&mut chosen)?;
    let mut added = Vec::new();
    for (key, (value, origin)) in chosen {
        let Some(arg) = layers.arg(name, &key).filter(|it| !layers.is_overruled(it)) else {
            continue;
        };
        let folder = match (&origin, &file) {
            (Origin::Place(_), Some(file)) => file.path.parent(),
            _ => None,
        };
        added.extend(flags(arg, &value, folder));
        settings.by_key.insert(key, origin);
    }
    let at = start_of_flags(command, &typed);
    let mut all = typed;
    all.splice(at..at, added);
    Ok((all, settings))
}

/// A command line as typed, and what settings mean for it.
struct Layers<'a> {
    command: &'a Command,
    name: &'a str,
    given: &'a ArgMatches,
}

impl Layers<'_> {
    /// Takes one line of the file, if it concerns the command.
    fn take(
        &self,
        file: &ConfigFile,
        entry: &Entry,
        chosen: &mut BTreeMap<String, (Value, Origin)>,
        settings: &mut Origins,
    ) -> anyhow::Result<()> {
        let Entry { table, key, option, value, line } = entry;
        let place = format!("{}:{line}", file.path.display());
        if let Some(table) = table
            && !COMMANDS.contains(&table.as_str())
        {
            bail!(
                "{place}: there is no table [{table}]; {}",
                near(table, COMMANDS.iter().copied().chain(["set"]))
            );
        }
        let mine = table.as_ref().is_none_or(|it| it == self.name);
        if let Some((analyzer, option)) = option {
            let value = match value {
                Value::Bool(it) => it.to_string(),
                Value::One(it) => it.clone(),
                Value::Many(_) => bail!("{place}: {analyzer}.{option} takes one value, not a list"),
            };
            if mine {
                let (analyzer, option) = (analyzer.clone(), option.clone());
                settings.options.push(OptionSetting { analyzer, option, value, place });
            }
            return Ok(());
        }
        if !file.named && NAMED_ONLY.contains(&key.as_str()) {
            bail!(
                "{place}: {key} is taken only from a file that is named with --config, since it {}",
                if ["errors", "output"].contains(&key.as_str()) {
                    "says what is overwritten"
                } else {
                    "says what code is loaded"
                }
            );
        }
        let commands: Vec<&str> = match table {
            Some(table) => vec![table],
            None => COMMANDS.to_vec(),
        };
        let known: Vec<_> =
            commands.iter().filter_map(|it| Some((*it, self.arg(it, key)?))).collect();
        if known.is_empty() {
            let names = commands.iter().flat_map(|it| self.keys(it));
            bail!("{place}: there is no setting {key}; {}", near(key, names));
        }
        let checked: Vec<_> = known
            .iter()
            .map(|(command, arg)| (*command, self.check(command, arg, value)))
            .collect();
        // What one command takes and another does not is meant for the one.
        if let (true, Some((_, Err(why)))) =
            (checked.iter().all(|(_, it)| it.is_err()), checked.first())
        {
            bail!("{place}: {key} {why}");
        }
        // Of commands without settings of their own any will do: they have those that all have.
        let fits = checked.iter().any(|(command, it)| {
            it.is_ok() && (*command == self.name || !COMMANDS.contains(&self.name))
        });
        let older = chosen.get(key);
        let is_weaker = table.is_none() && older.is_some();
        if mine && fits && !is_weaker {
            chosen.insert(key.clone(), (value.clone(), Origin::Place(place)));
        }
        Ok(())
    }

    /// Takes what variables such as `RASHOMON_JOBS` say.
    fn take_environment(
        &self,
        chosen: &mut BTreeMap<String, (Value, Origin)>,
    ) -> anyhow::Result<()> {
        for key in self.keys(self.name) {
            let variable = format!("RASHOMON_{}", key.to_uppercase().replace('-', "_"));
            let Some(text) = env::var_os(&variable).filter(|it| !it.is_empty()) else { continue };
            let Some(arg) = self.arg(self.name, &key) else { continue };
            let Some(text) = text.to_str() else {
                bail!("{variable} is not UTF-8");
            };
            let value = match (arg.get_action(), text) {
                (ArgAction::SetTrue, "1" | "true") => Value::Bool(true),
                (ArgAction::SetTrue, "0" | "false") => Value::Bool(false),
                _ => Value::One(text.into()),
            };
            if let Err(why) = self.check(self.name, arg, &value) {
                bail!("{variable} {why}");
            }
            chosen.insert(key, (value, Origin::Variable(variable)));
        }
        Ok(())
    }

    /// The flag of `command`, or of all commands, that a setting is named like.
    fn arg(&self, command: &str, key: &str) -> Option<&Arg> {
        let own =
            self.command.find_subcommand(command).into_iter().flat_map(Command::get_arguments);
        own.chain(self.command.get_arguments())
            .filter(|it| !NO_SETTINGS.contains(&key) && key != "set" && !it.is_hide_set())
            .find(|it| it.get_long() == Some(key))
    }

    /// The settings of a command.
    fn keys(&self, command: &str) -> Vec<String> {
        let own =
            self.command.find_subcommand(command).into_iter().flat_map(Command::get_arguments);
        let names = own.chain(self.command.get_arguments()).filter_map(Arg::get_long);
        names.filter(|it| self.arg(command, it).is_some()).map(str::to_owned).collect()
    }

    /// Whether a flag was typed that says this or its opposite.
    fn is_overruled(&self, arg: &Arg) -> bool {
        let is_typed = |it: &Arg| is_given(self.given, it.get_id().as_str());
        let own = self.command.find_subcommand(self.name);
        own.into_iter().chain([self.command]).any(|command| {
            command.get_arguments().any(|it| {
                let against = command.get_arg_conflicts_with(it);
                let is_this = it.get_id() == arg.get_id();
                let is_against_this = against.iter().any(|it| it.get_id() == arg.get_id());
                (is_this && against.into_iter().any(is_typed))
                    || ((is_this || is_against_this) && is_typed(it))
            })
        })
    }

    /// Why the flag does not take the value, in the words of the command line.
    fn check(&self, command: &str, arg: &Arg, value: &Value) -> Result<(), String> {
        match (arg.get_action(), value) {
            (ArgAction::SetTrue, Value::Bool(_)) => return Ok(()),
            (ArgAction::SetTrue, Value::One(_) | Value::Many(_)) => {
                return Err("takes true or false".into());
            }
            (ArgAction::Count, Value::One(it)) if it.parse::<u8>().is_ok() => return Ok(()),
            (ArgAction::Count, _) => return Err("takes a small number".into()),
            (ArgAction::Append, Value::Many(_)) | (_, Value::One(_)) => {}
            (_, Value::Bool(it)) => return Err(format!("takes a value, not {it}")),
            (_, Value::Many(_)) => return Err("takes one value, not a list".into()),
        }
        let line = [OsString::from("rashomon"), command.into()];
        let line = line.into_iter().chain(flags(arg, value, None));
        let relaxed = self.command.clone().mut_subcommand(command, |it| {
            it.mut_args(|arg| if arg.is_required_set() { arg.required(false) } else { arg })
        });
        match relaxed.try_get_matches_from(line) {
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::InvalidValue
                        | ErrorKind::ValueValidation
                        | ErrorKind::WrongNumberOfValues
                ) =>
            {
                Err(reason(&error))
            }
            _ => Ok(()),
        }
    }
}

/// What is wrong with a value, without the flag.
fn reason(error: &clap::Error) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(it)) => Some(it.clone()),
        Some(ContextValue::Strings(all)) => Some(all.join(", ")),
        _ => None,
    };
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let near = text(ContextKind::SuggestedValue).map(|it| format!("; did you mean {it}?"));
    let all = text(ContextKind::ValidValue).map(|it| format!("; it takes {it}"));
    let source = std::error::Error::source(error).map(|it| format!(": {it}"));
    let rest = source.or(near).or(all).unwrap_or_default();
    format!("does not take {value:?}{rest}")
}

/// A setting as it would be typed. Paths that a file names lie beside it.
fn flags(arg: &Arg, value: &Value, folder: Option<&Path>) -> Vec<OsString> {
    let Some(long) = arg.get_long() else { return Vec::new() };
    let is_path = arg.get_value_parser().type_id() == std::any::TypeId::of::<PathBuf>();
    let one = |text: &str| {
        let mut flag = OsString::from(format!("--{long}="));
        match folder.filter(|_| is_path && text != "-") {
            Some(folder) => flag.push(folder.join(text)),
            None => flag.push(text),
        }
        flag
    };
    match (value, arg.get_action()) {
        (Value::Bool(is_set), _) => {
            is_set.then(|| format!("--{long}").into()).into_iter().collect()
        }
        (Value::One(count), ArgAction::Count) => {
            let count = count.parse::<u8>().unwrap_or(0);
            (0..count).map(|_| format!("--{long}").into()).collect()
        }
        (Value::One(text), _) => vec![one(text)],
        (Value::Many(texts), _) => texts.iter().map(|it| one(it)).collect(),
    }
}

/// Whether a flag was typed, before or after the name of the command.
fn is_given(matches: &ArgMatches, id: &str) -> bool {
    let here = matches.try_contains_id(id).is_ok_and(|it| it)
        && matches.value_source(id) == Some(ValueSource::CommandLine);
    here || matches.subcommand().is_some_and(|(_, it)| is_given(it, id))
}

fn value_of(matches: &ArgMatches, id: &str) -> Option<OsString> {
    let inner = matches.subcommand().and_then(|(_, it)| value_of(it, id));
    let here = || matches.try_get_raw(id).ok()??.next_back().map(OsString::from);
    inner.or_else(here)
}

/// Where the flags of the subcommand begin.
fn start_of_flags(command: &Command, typed: &[OsString]) -> usize {
    let mut outer = Command::new("rashomon").allow_external_subcommands(true).ignore_errors(true);
    outer = outer.args(command.get_arguments().cloned());
    let matches = outer.try_get_matches_from(typed).ok();
    let rest = matches
        .as_ref()
        .and_then(ArgMatches::subcommand)
        .map(|(_, rest)| rest.try_get_raw("").ok().flatten().map_or(0, Iterator::count));
    typed.len() - rest.unwrap_or(0)
}

/// The nearest of some names, or all of them.
pub(super) fn near(name: &str, names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut names: Vec<String> = names.into_iter().map(|it| it.as_ref().to_owned()).collect();
    names.sort();
    names.dedup();
    let distance = |it: &String| strsim::damerau_levenshtein(it, name);
    match names.iter().min_by_key(|it| distance(it)) {
        Some(near) if distance(near) <= 3 => format!("did you mean {near}?"),
        Some(_) => format!("there are {}", names.join(", ")),
        None => "there is none".into(),
    }
}
