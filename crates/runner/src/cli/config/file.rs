//! `rashomon.toml`: where it is found, and what stands in it.

use std::env;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use rashomon_runner::distrust;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What the file is called where it is searched for.
pub(super) const NAME: &str = "rashomon.toml";

/// A configuration file that was read.
#[derive(Clone, Debug)]
pub(super) struct ConfigFile {
    pub(super) path: PathBuf,
    /// Whether the user named it, instead of it being found.
    pub(super) named: bool,
    /// What stands in it, line by line.
    pub(super) entries: Vec<Entry>,
}

/// One key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The command whose table it stands in; `None` for all commands.
    pub(super) table: Option<String>,
    /// The name of the flag, with hyphens; of options of analyzers `set`.
    pub(super) key: String,
    /// Analyzer and option, if it is one of an analyzer.
    pub(super) option: Option<(String, String)>,
    pub(super) value: Value,
    /// The line, from 1.
    pub(super) line: usize,
}

/// A value, as far as flags know any.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Value {
    Bool(bool),
    /// A text, a number or a date, as it would be typed.
    One(String),
    Many(Vec<String>),
}

impl ConfigFile {
    /// The file that the user names, or the nearest one that is found by going up from the current folder, to the home
    /// folder or the root.
    ///
    /// # Errors
    /// If it cannot be read, is no TOML, or was found where others can write.
    pub(super) fn find(named: Option<&Path>) -> anyhow::Result<Option<Self>> {
        if let Some(path) = named {
            return Self::read(path.to_path_buf(), true).map(Some);
        }
        let Ok(current) = env::current_dir() else { return Ok(None) };
        let home = env::var_os("HOME").map(PathBuf::from);
        let Some(path) = search(&current, home.as_deref()) else { return Ok(None) };
        if let Some(why) = distrust(&path) {
            bail!(
                "{}: {}; {}, or give --config to take this file all the same, or --no-config to take none",
                path.display(),
                why.reason,
                why.remedy
            );
        }
        Self::read(path, false).map(Some)
    }

    fn read(path: PathBuf, named: bool) -> anyhow::Result<Self> {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let entries = parse(&text, &path)?;
        Ok(Self { path, named, entries })
    }
}

/// The nearest configuration file, going up from `current`.
fn search(current: &Path, home: Option<&Path>) -> Option<PathBuf> {
    for folder in current.ancestors() {
        let path = folder.join(NAME);
        if path.is_file() {
            return Some(path);
        }
        if home == Some(folder) {
            break;
        }
    }
    None
}

/// What stands in a file of this text.
fn parse(text: &str, path: &Path) -> anyhow::Result<Vec<Entry>> {
    let line = |span: Range<usize>| {
        let before = text.get(..span.start).unwrap_or(text);
        before.matches('\n').count() + 1
    };
    let table = DeTable::parse(text).map_err(|error| {
        let line = line(error.span().unwrap_or_default());
        anyhow::anyhow!("{}:{line}: {}", path.display(), error.message())
    })?;
    let reader = Reader { path, line: &line };
    let mut entries = Vec::new();
    reader.table(table.get_ref(), None, &mut entries)?;
    // A table of keys is not ordered as they stand in the file.
    entries.sort_by_key(|it| it.line);
    Ok(entries)
}

struct Reader<'a> {
    path: &'a Path,
    line: &'a dyn Fn(Range<usize>) -> usize,
}

impl Reader<'_> {
    fn table(
        &self,
        table: &DeTable<'_>,
        command: Option<&str>,
        entries: &mut Vec<Entry>,
    ) -> anyhow::Result<()> {
        for (name, value) in table {
            let line = (self.line)(name.span());
            let key = name.get_ref().replace('_', "-");
            match value.get_ref() {
                DeValue::Table(inner) if key == "set" => self.options(inner, command, entries)?,
                DeValue::Table(inner) if command.is_none() => {
                    self.table(inner, Some(&key), entries)?;
                }
                _ => {
                    let value = self.value(value)?;
                    let table = command.map(str::to_owned);
                    entries.push(Entry { table, key, option: None, value, line });
                }
            }
        }
        Ok(())
    }

    /// `[set]`: options by analyzer.
    fn options(
        &self,
        table: &DeTable<'_>,
        command: Option<&str>,
        entries: &mut Vec<Entry>,
    ) -> anyhow::Result<()> {
        for (analyzer, options) in table {
            let DeValue::Table(options) = options.get_ref() else {
                bail!(
                    "{}: in [set] stand options of analyzers; write for example quotes.indirect = false",
                    self.place(analyzer.span())
                );
            };
            for (option, value) in options {
                let names = (analyzer.get_ref().to_string(), option.get_ref().to_string());
                entries.push(Entry {
                    table: command.map(str::to_owned),
                    key: "set".into(),
                    option: Some(names),
                    value: self.value(value)?,
                    line: (self.line)(option.span()),
                });
            }
        }
        Ok(())
    }

    fn value(&self, value: &Spanned<DeValue<'_>>) -> anyhow::Result<Value> {
        Ok(match value.get_ref() {
            DeValue::Boolean(it) => Value::Bool(*it),
            DeValue::Array(all) => {
                let one = |it: &Spanned<DeValue<'_>>| match self.value(it)? {
                    Value::One(text) => Ok(text),
                    Value::Bool(_) | Value::Many(_) => {
                        bail!("{}: a list holds texts or numbers", self.place(it.span()))
                    }
                };
                Value::Many(all.iter().map(one).collect::<anyhow::Result<_>>()?)
            }
            DeValue::String(it) => Value::One(it.to_string()),
            DeValue::Integer(it) => Value::One(it.to_string()),
            DeValue::Float(it) => Value::One(it.to_string()),
            DeValue::Datetime(it) => Value::One(it.to_string()),
            DeValue::Table(_) => {
                bail!("{}: a table is no value", self.place(value.span()))
            }
        })
    }

    fn place(&self, span: Range<usize>) -> String {
        format!("{}:{}", self.path.display(), (self.line)(span))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{NAME, Value, parse, search};

    #[test]
    fn the_nearest_file_is_taken_up_to_the_home_folder() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b/c");
        fs::create_dir_all(&inner).unwrap();
        let (above, near) = (folder.path().join(NAME), folder.path().join("a/b").join(NAME));
        fs::write(&above, "").unwrap();
        assert_eq!(search(&inner, None).as_ref(), Some(&above));
        assert_eq!(search(&inner, Some(folder.path())).as_ref(), Some(&above));
        assert_eq!(search(&inner, Some(&folder.path().join("a"))), None);
        fs::write(&near, "").unwrap();
        assert_eq!(search(&inner, None), Some(near));
    }

    #[test]
    fn keys_keep_their_lines_and_values_their_form() {
        let text = "jobs = 4\nanalyzers = [\"quotes\",\n  \"numbers\"]\npublished = 2022-02-08\n\n[run]\nwith_text = true\n\n[set]\nquotes.indirect = false\n[set.numbers]\nx = 1.5\n";
        let entries = parse(text, Path::new("f.toml")).unwrap();
        let shown: Vec<_> = entries
            .iter()
            .map(|it| (it.line, it.table.as_deref(), it.key.as_str(), it.value.clone()))
            .collect();
        assert_eq!(
            shown,
            [
                (1, None, "jobs", Value::One("4".into())),
                (2, None, "analyzers", Value::Many(vec!["quotes".into(), "numbers".into()])),
                (4, None, "published", Value::One("2022-02-08".into())),
                (7, Some("run"), "with-text", Value::Bool(true)),
                (10, None, "set", Value::Bool(false)),
                (12, None, "set", Value::One("1.5".into())),
            ]
        );
        assert_eq!(entries[5].option, Some(("numbers".into(), "x".into())));
    }

    #[test]
    fn what_is_no_toml_is_named_with_its_line() {
        let error = parse("jobs = 4\nformat = \n", Path::new("f.toml")).unwrap_err().to_string();
        assert!(error.starts_with("f.toml:2: "), "{error}");
        let error = parse("[set]\nquotes = 1\n", Path::new("f.toml")).unwrap_err().to_string();
        assert!(error.starts_with("f.toml:2: in [set]"), "{error}");
    }
}
