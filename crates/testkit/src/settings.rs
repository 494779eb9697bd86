//! Options of analyzers from text, as `--set` gives them.

use rashomon_core::ffi::{Instance, OwnedOption, PluginHandle};
use rashomon_core::{OptionKind, OptionValue};

/// Makes an analyzer with the given options: name and value as text.
pub(crate) fn create(handle: &PluginHandle, settings: &[(&str, &str)]) -> Result<Instance, String> {
    let info = handle.info();
    let options = settings
        .iter()
        .map(|(name, value)| option(&info.name, &info.options, name, value))
        .collect::<Result<Vec<_>, _>>()?;
    handle.create(&options).map_err(|error| format!("`{}` cannot be made: {error}", info.name))
}

/// Index and typed value of an option.
fn option<'v>(
    analyzer: &str,
    options: &[OwnedOption],
    name: &str,
    value: &'v str,
) -> Result<(u16, OptionValue<'v>), String> {
    let index = options.iter().position(|it| it.name == name).ok_or_else(|| {
        let names: Vec<_> = options.iter().map(|it| &it.name).collect();
        format!("`{analyzer}` has no option `{name}`; it has {names:?}")
    })?;
    let kind = options[index].kind;
    let typed = match kind {
        OptionKind::Bool => value.parse().ok().map(OptionValue::Bool),
        OptionKind::Integer => value.parse().ok().map(OptionValue::Integer),
        OptionKind::Float => value.parse().ok().map(OptionValue::Float),
        OptionKind::String => Some(OptionValue::String(value)),
        other => return Err(format!("option `{analyzer}.{name}` has the unknown type {other:?}")),
    };
    typed
        .map(|it| (index as u16, it))
        .ok_or_else(|| format!("option `{analyzer}.{name}`: `{value}` is no {kind:?}"))
}
