//! `--isolate` and what goes with it, and the hidden command `worker` by which its processes are started.

use std::env;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use rashomon_formats::{Format, Style};
use rashomon_runner::{Catalog, Engine, IsolatedWorkers, Isolation, SearchPath, serve};

use super::{DONE, NOT_STARTED};

const WORKER: &str = "worker";

/// How analyzers are isolated.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Isolation")]
pub(crate) struct IsolationArgs {
    /// Analyze in worker processes: an analyzer that crashes, loops or eats memory costs its document, not the run
    #[arg(long)]
    isolate: bool,
    /// Give up on a document after so many seconds [default: 60]
    #[arg(long, value_name = "SECONDS", requires = "isolate", value_parser = seconds)]
    timeout: Option<Duration>,
    /// Let each worker process take so much memory at most, for example 2G
    #[arg(long, value_name = "SIZE", requires = "isolate", value_parser = size)]
    memory_limit: Option<u64>,
}

impl IsolationArgs {
    /// Starts worker processes if that is wanted.
    pub(super) fn start(
        &self,
        engine: &Engine,
        search: &SearchPath,
        format: Format,
        style: Style,
        with_text: bool,
    ) -> anyhow::Result<Option<IsolatedWorkers>> {
        if !self.isolate {
            return Ok(None);
        }
        let usual = Isolation::new(vec![WORKER.into()], search)?;
        let isolation = Isolation {
            timeout: self.timeout.or(usual.timeout),
            memory_limit: self.memory_limit,
            ..usual
        };
        Ok(Some(IsolatedWorkers::start(isolation, engine, format, style, with_text)?))
    }
}

/// Whether this process was started as a worker. Asked before the command line is read: a worker hears nothing but its
/// parent.
pub(super) fn is_worker() -> bool {
    env::args_os().skip(1).eq([WORKER])
}

/// Works for the parent.
pub(super) fn work() -> ExitCode {
    match serve(&Catalog::linked_in()) {
        Ok(()) => ExitCode::from(DONE),
        Err(error) => {
            // If standard error is gone there is nobody to tell.
            let _ = writeln!(anstream::stderr(), "rashomon worker: {error}");
            ExitCode::from(NOT_STARTED)
        }
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().and_then(|it| Duration::try_from_secs_f64(it).ok());
    seconds
        .filter(|it| *it >= Duration::from_millis(1))
        .ok_or_else(|| "write a number of seconds above 0, for example 30 or 0.5".into())
}

fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|it: char| !it.is_ascii_digit());
    let unit = text.get(digits.len()..).unwrap_or_default().to_ascii_uppercase();
    let shift = match unit.as_str() {
        "" | "B" => Some(0),
        "K" | "KB" | "KIB" => Some(10),
        "M" | "MB" | "MIB" => Some(20),
        "G" | "GB" | "GIB" => Some(30),
        _ => None,
    };
    let size = shift.and_then(|it| digits.parse::<u64>().ok()?.checked_mul(1 << it));
    size.filter(|it| *it > 0)
        .ok_or_else(|| "write a number of bytes, or one with K, M or G, for example 2G".into())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{seconds, size};

    #[test]
    fn sizes_are_read_with_their_unit() {
        assert_eq!(size("512"), Ok(512));
        assert_eq!(size("64k"), Ok(64 << 10));
        assert_eq!(size("512MB"), Ok(512 << 20));
        assert_eq!(size("2G"), Ok(2 << 30));
        for wrong in ["", "0", "G", "1.5G", "2X", "-1", "99999999999999G", "2 €"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn seconds_may_be_fractions_and_are_above_zero() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        for wrong in ["0", "-1", "NaN", "inf", "1e300", "x", ""] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
