//! Options of analyzers as the user writes them: `quotes.indirect=false`.

use std::collections::BTreeMap;

use rashomon_core::ffi::OwnedInfo;
use rashomon_core::{OptionKind, OptionValue};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Values for options, by analyzer and option.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Settings {
    values: BTreeMap<(String, String), String>,
}

/// Why a setting cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// Not of the form ANALYZER.OPTION=VALUE.
    #[error(
        "{0:?} is not a setting; write ANALYZER.OPTION=VALUE, for example quotes.indirect=false"
    )]
    Form(String),
    /// The analyzer does not run.
    #[error(
        "{setting} is set, but {analyzer} does not run; choose it with -a or leave the setting out"
    )]
    NotInPlan {
        /// The analyzer and option as given.
        setting: String,
        /// The analyzer.
        analyzer: String,
    },
    /// The analyzer has no such option.
    #[error("{analyzer} has no option {option}; {hint}")]
    Unknown {
        /// The analyzer.
        analyzer: String,
        /// The option as given.
        option: String,
        /// The nearest name, or all of them.
        hint: String,
    },
    /// The value is not of the option's type.
    #[error("{analyzer}.{option} takes {expected}, not {value:?}")]
    Value {
        /// The analyzer.
        analyzer: String,
        /// The option.
        option: String,
        /// What it takes.
        expected: &'static str,
        /// The value as given.
        value: String,
    },
}

impl Settings {
    /// Reads settings; a later one for the same option counts.
    ///
    /// # Errors
    /// If one is not of the form ANALYZER.OPTION=VALUE.
    pub fn parse<'a>(settings: impl IntoIterator<Item = &'a str>) -> Result<Self, SettingsError> {
        let mut values = BTreeMap::new();
        for setting in settings {
            let parts = setting
                .split_once('=')
                .and_then(|(key, value)| Some((key.split_once('.')?, value)));
            let ((analyzer, option), value) =
                parts.ok_or_else(|| SettingsError::Form(setting.into()))?;
            values.insert((analyzer.trim().into(), option.trim().into()), value.trim().into());
        }
        Ok(Self { values })
    }

    /// Whether the analyzer has the options that are set for it, and takes their values.
    ///
    /// # Errors
    /// If it has no such option, or a value is not of the option's type.
    pub fn check(&self, info: &OwnedInfo) -> Result<(), SettingsError> {
        self.values_for(info).map(drop)
    }

    /// The analyzers that something is set for.
    pub(crate) fn check_analyzers(&self, runs: impl Fn(&str) -> bool) -> Result<(), SettingsError> {
        let stray = self.values.keys().find(|(analyzer, _)| !runs(analyzer));
        stray.map_or(Ok(()), |(analyzer, option)| {
            Err(SettingsError::NotInPlan {
                setting: format!("{analyzer}.{option}"),
                analyzer: analyzer.clone(),
            })
        })
    }

    /// The values for one analyzer, by index, checked against what it declares.
    pub(crate) fn values_for(
        &self,
        info: &OwnedInfo,
    ) -> Result<Vec<(u16, OptionValue<'_>)>, SettingsError> {
        let own = self.values.iter().filter(|((analyzer, _), _)| *analyzer == info.name);
        own.map(|((analyzer, option), value)| {
            let index = info.options.iter().position(|it| it.name == *option);
            let index = index.ok_or_else(|| SettingsError::Unknown {
                analyzer: analyzer.clone(),
                option: option.clone(),
                hint: hint(info, option),
            })?;
            let wrong = |expected| SettingsError::Value {
                analyzer: analyzer.clone(),
                option: option.clone(),
                expected,
                value: value.clone(),
            };
            Ok((index as u16, typed(info.options[index].kind, value).map_err(wrong)?))
        })
        .collect()
    }
}

fn typed(kind: OptionKind, value: &str) -> Result<OptionValue<'_>, &'static str> {
    match kind {
        OptionKind::Bool => value.parse().map(OptionValue::Bool).map_err(|_| "true or false"),
        OptionKind::Integer => {
            value.parse().map(OptionValue::Integer).map_err(|_| "a whole number")
        }
        OptionKind::Float => match value.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(OptionValue::Float(number)),
            _ => Err("a number"),
        },
        _ => Ok(OptionValue::String(value)),
    }
}

fn hint(info: &OwnedInfo, option: &str) -> String {
    let near = info.options.iter().min_by_key(|it| strsim::damerau_levenshtein(&it.name, option));
    match near {
        Some(near) if strsim::damerau_levenshtein(&near.name, option) <= 3 => {
            format!("did you mean {}?", near.name)
        }
        Some(_) => format!(
            "it has {}",
            info.options.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ")
        ),
        None => "it has none".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Settings, SettingsError};

    #[test]
    fn a_setting_without_a_dot_or_an_equals_sign_is_refused() {
        for setting in ["quotes", "quotes.indirect", "indirect=false"] {
            assert_eq!(
                Settings::parse([setting]).unwrap_err(),
                SettingsError::Form(setting.into())
            );
        }
        assert!(Settings::parse(["quotes.cue=a=b"]).is_ok());
    }
}
