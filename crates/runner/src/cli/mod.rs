//! Commands, one file each.

mod args;
mod check;
mod compare;
mod config;
mod console;
mod destination;
mod eval;
mod explain;
mod influences;
mod isolation;
mod new;
mod plugins;
mod report;
mod run;
mod signals;
mod source;

use std::env;
use std::io;
use std::process::{self, ExitCode};

use clap::{CommandFactory as _, FromArgMatches as _};

use self::args::{Args, Command};
use self::console::Console;

/// All done.
const DONE: u8 = 0;
/// Some documents failed.
const SOME_FAILED: u8 = 1;
/// The run could not start, or could not go on.
const NOT_STARTED: u8 = 2;
/// Stopped by Ctrl-C, as shells have it.
const INTERRUPTED: u8 = 130;

/// Reads the command line and does what it says.
pub(crate) fn main() -> ExitCode {
    if isolation::is_worker() {
        return isolation::work();
    }
    let args = match parse() {
        Ok(args) => args,
        Err(error) => {
            Console::default().error(&format!("{error:#}"));
            return ExitCode::from(NOT_STARTED);
        }
    };
    args.common.color.write_global();
    let console = Console::new(&args.common);
    let result = match &args.command {
        Command::Run(run) => run::main(run, &args.common, &console),
        Command::Compare(compare) => compare::main(compare, &args.common, &console),
        Command::Report(report) => report::main(report, &args.common, &console),
        Command::Plugins(command) => plugins::main(command, &args.common, &console),
        Command::Explain(explain) => explain::main(explain, &args.common),
        Command::Eval(eval) => eval::main(eval, &args.common, &console),
        Command::Config(show) => config::main(show, &args.common),
        Command::New(new) => new::main(new),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "rashomon", &mut script);
            console::print(&script)
        }
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::from(DONE),
        Err(error) => {
            console.error(&format!("{error:#}"));
            ExitCode::from(NOT_STARTED)
        }
    }
}

/// The command line with the settings of the environment and of `rashomon.toml`, and what it means.
fn parse() -> anyhow::Result<Args> {
    let mut command = Args::command();
    let (line, origins) = config::complete(&command, env::args_os().collect())?;
    let matches = command.try_get_matches_from_mut(line).unwrap_or_else(|error| {
        let _ = error.print();
        if let Some(hint) = origins.hint().filter(|_| error.use_stderr()) {
            console::say_hint(&hint);
        }
        process::exit(error.exit_code());
    });
    let mut args = Args::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    if let Some((name, matches)) = matches.subcommand()
        && let Some(own) = command.find_subcommand(name)
    {
        args.common.influences = influences::influences(own, matches);
    }
    args.common.origins = origins;
    Ok(args)
}

/// Whoever read our output has read enough.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|it| {
        it.downcast_ref::<io::Error>().is_some_and(|it| it.kind() == io::ErrorKind::BrokenPipe)
    })
}
