//! How a worker process died, in words.

use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;

use super::channel::ChannelError;
use super::{Isolation, ending};

/// All that is known of a worker's end.
#[derive(Debug)]
pub(super) struct Death {
    /// Why it was given up.
    pub(super) error: ChannelError,
    /// How it ended, if it did so by itself.
    pub(super) by_itself: Option<ExitStatus>,
    /// The end of what it wrote to standard error, if that was kept.
    pub(super) stderr: String,
}

impl Death {
    /// What happened: lower case, no full stop.
    pub(super) fn describe(&self, isolation: &Isolation) -> String {
        match (&self.error, self.by_itself) {
            (ChannelError::TimedOut, _) => {
                let seconds = isolation.timeout.map_or(0.0, |it| it.as_secs_f64());
                format!("timed out after {seconds} s")
            }
            (ChannelError::Closed, Some(status)) => self.end(status, isolation.memory_limit),
            (ChannelError::Closed, None) => "closed all files of its worker process".into(),
            (ChannelError::Garbage, _) => {
                "wrote into the channel between its worker process and this one".into()
            }
            (ChannelError::Io(error), _) => {
                format!("its worker process cannot be reached: {error}")
            }
        }
    }

    /// The same of a worker that never became ready.
    pub(super) fn describe_start(&self, isolation: &Isolation) -> String {
        match (&self.error, self.by_itself) {
            (ChannelError::TimedOut, _) => "it was not ready after a minute".into(),
            (ChannelError::Closed, Some(status)) => {
                // What it wrote was shown: its standard error is this process's own.
                self.end(status, isolation.memory_limit)
            }
            _ => format!("it does not speak as a worker does ({})", self.error),
        }
    }

    fn end(&self, status: ExitStatus, memory_limit: Option<u64>) -> String {
        let said = |words: &str| self.stderr.contains(words);
        let out_of_memory = said("memory allocation of ") || said("std::bad_alloc");
        match (status.signal(), memory_limit) {
            (Some(_), Some(limit)) if out_of_memory => format!("used more than {}", size(limit)),
            (Some(_), None) if out_of_memory => "there was no memory left".into(),
            (Some(signal), _) if said("has overflowed its stack") => {
                format!("stack overflow (signal {signal}) in its worker process")
            }
            (Some(signal), limit) => {
                let mut text = format!("{} in its worker process", ending_by(signal));
                match limit {
                    // A plugin in C that does not look whether it was given memory dies of that.
                    Some(limit) if [SEGV, BUS, ABRT].contains(&signal) => {
                        text = format!("{text}, which may use {}", size(limit));
                    }
                    _ if signal == KILL => text += "; is the system short of memory?",
                    _ => {}
                }
                text
            }
            (None, _) => ending(status),
        }
    }
}

const ABRT: i32 = 6;
const KILL: i32 = 9;
const SEGV: i32 = 11;
/// The one of these numbers that systems do not agree on.
const BUS: i32 = if cfg!(target_os = "linux") { 7 } else { 10 };

/// What this signal does to a process.
pub(super) fn ending_by(signal: i32) -> String {
    let name = match signal {
        4 => "illegal instruction",
        ABRT => "abort",
        8 => "arithmetic error",
        KILL => "killed",
        SEGV => "segmentation fault",
        15 => "terminated",
        BUS => "bus error",
        _ => "killed",
    };
    format!("{name} (signal {signal})")
}

/// A number of bytes for people.
pub(super) fn size(bytes: u64) -> String {
    let units = [(30, "GB"), (20, "MB"), (10, "kB")];
    let whole = units.iter().find(|(shift, _)| bytes > 0 && bytes.is_multiple_of(1 << shift));
    match whole {
        Some((shift, unit)) => format!("{} {unit}", bytes >> shift),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt as _;
    use std::process::ExitStatus;
    use std::time::Duration;

    use super::{ChannelError, Death, Isolation, size};

    fn words(raw_status: i32, stderr: &str, memory_limit: Option<u64>) -> String {
        let by_itself = Some(ExitStatus::from_raw(raw_status));
        let death = Death { error: ChannelError::Closed, by_itself, stderr: stderr.into() };
        death.describe(&Isolation { memory_limit, ..isolation() })
    }

    fn isolation() -> Isolation {
        Isolation {
            program: "rashomon".into(),
            arguments: vec![],
            timeout: Some(Duration::from_millis(2500)),
            memory_limit: None,
            trust: false,
            allow: vec![],
        }
    }

    #[test]
    fn each_end_has_its_words() {
        let limit = Some(512 << 20);
        assert_eq!(words(11, "", None), "segmentation fault (signal 11) in its worker process");
        assert_eq!(
            words(11, "", limit),
            "segmentation fault (signal 11) in its worker process, which may use 512 MB"
        );
        let overflow = "\nthread 'x' has overflowed its stack\nfatal runtime error";
        assert_eq!(words(6, overflow, limit), "stack overflow (signal 6) in its worker process");
        let memory = "memory allocation of 8 bytes failed";
        assert_eq!(words(6, memory, limit), "used more than 512 MB");
        assert_eq!(words(6, memory, None), "there was no memory left");
        assert_eq!(words(3 << 8, "", limit), "exited with status 3");
        assert_eq!(
            words(9, "", limit),
            "killed (signal 9) in its worker process; is the system short of memory?"
        );
    }

    #[test]
    fn who_is_late_was_late_however_it_was_ended() {
        let death = Death { error: ChannelError::TimedOut, by_itself: None, stderr: String::new() };
        assert_eq!(death.describe(&isolation()), "timed out after 2.5 s");
    }

    #[test]
    fn sizes_are_told_in_the_largest_unit_that_is_exact() {
        let sizes = [512, 3 << 10, 1536 << 20, 2 << 30].map(size);
        assert_eq!(sizes, ["512 bytes", "3 kB", "1536 MB", "2 GB"]);
    }
}
