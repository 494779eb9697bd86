//! What the results of a command depend on.

use clap::{ArgMatches, Command};

use super::args::Values;

/// Flags that change how a run goes, but no byte of the results of a document.
const NEUTRAL: [&str; 11] = [
    "errors",
    "isolate",
    "jobs",
    "limit",
    "max_errors",
    "memory_limit",
    "output",
    "quiet",
    "resume",
    "timeout",
    "verbose",
];

/// The values that the flags and paths of `command` have, given or not, without those that change no result.
pub(super) fn influences(command: &Command, matches: &ArgMatches) -> Values {
    let own = command.get_arguments().filter(|it| !it.is_global_set());
    own.filter(|it| !NEUTRAL.contains(&it.get_id().as_str()))
        .filter_map(|it| {
            let values = matches.try_get_raw(it.get_id().as_str()).ok()??;
            let values: Vec<_> = values.map(|it| it.to_string_lossy().into_owned()).collect();
            let name = match (it.get_long(), it.get_value_names()) {
                (Some(long), _) => format!("--{long}"),
                (None, Some([name, ..])) => name.to_string(),
                (None, _) => it.get_id().to_string(),
            };
            (!values.is_empty()).then_some((name, values))
        })
        .collect()
}
