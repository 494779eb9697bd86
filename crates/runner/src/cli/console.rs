//! Messages to people: on standard error, coloured where it is a terminal. Results go to standard output.

use std::io::{self, IsTerminal as _, Write as _};

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use rashomon_formats::Progress;

use super::args::Common;

/// Longest message, in characters.
const LONGEST: usize = 4000;

/// Says what is to be said, as loud as was asked for.
#[derive(Debug, Default)]
pub(super) struct Console {
    quiet: bool,
    verbose: u8,
}

impl Console {
    pub(super) fn new(common: &Common) -> Self {
        Self { quiet: common.quiet, verbose: common.verbose }
    }

    /// What ends the command.
    pub(super) fn error(&self, message: &str) {
        self.say("error", AnsiColor::Red, &tame(message, '\n'));
    }

    /// What went wrong while the command goes on.
    pub(super) fn warn(&self, message: &str) {
        self.say("warning", AnsiColor::Yellow, &tame(message, ' '));
    }

    /// What may help; not with -q.
    pub(super) fn note(&self, message: &str) {
        if !self.quiet {
            self.say("note", AnsiColor::Cyan, &tame(message, ' '));
        }
    }

    /// What is being done, with -v.
    pub(super) fn detail(&self, message: &str) {
        if self.verbose > 0 {
            self.say("", AnsiColor::White, &tame(message, ' '));
        }
    }

    #[expect(
        clippy::unused_self,
        reason = "a message has a console, even where it is not asked how loud"
    )]
    fn say(&self, kind: &str, color: AnsiColor, message: &str) {
        let style = Style::new().bold().fg_color(Some(color.into()));
        let between = if kind.is_empty() { "" } else { ": " };
        // If standard error is gone there is nobody to tell.
        let _ = writeln!(anstream::stderr(), "{style}{kind}{style:#}{between}{message}");
    }

    /// A bar with the time that is left; hidden unless standard error is a terminal that wants it.
    pub(super) fn progress(&self) -> Bar {
        let shown = !self.quiet && io::stderr().is_terminal();
        Bar { bar: if shown { ProgressBar::no_length() } else { ProgressBar::hidden() } }
    }
}

/// A message that may hold names and texts from anywhere: none of it drives the terminal, and none is longer than can be
/// read. A line break becomes `line_break`.
fn tame(message: &str, line_break: char) -> String {
    let mut tamed: String = message
        .chars()
        .take(LONGEST)
        .map(|it| match it {
            '\n' | '\r' => line_break,
            '\t' => ' ',
            it if it.is_control() => char::REPLACEMENT_CHARACTER,
            it => it,
        })
        .collect();
    if message.chars().nth(LONGEST).is_some() {
        tamed.push('…');
    }
    tamed
}

/// Says what may help after an error of the command line, which clap has told.
pub(super) fn say_hint(hint: &str) {
    let _ = writeln!(anstream::stderr(), "\n{hint}");
}

/// Answers Ctrl-C from the thread of its handler, which has no console.
pub(super) fn say_stopping() {
    let _ =
        writeln!(anstream::stderr(), "stopping after what is in flight; Ctrl-C again ends at once");
}

/// A bar for a run.
pub(super) struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// Shows how far a run is.
    pub(super) fn show(&self, progress: Progress) {
        if self.bar.is_hidden() {
            return;
        }
        let template = match progress.bytes_total {
            Some(total) => {
                self.bar.set_length(total);
                "{bar:30} {bytes}/{total_bytes}  {msg}  {bytes_per_sec}  {eta} left"
            }
            None => "{spinner} {bytes}  {msg}  {bytes_per_sec}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_position(progress.bytes_read);
        self.bar.set_message(format!("{} documents", progress.documents));
    }

    /// Lets a message stand above the bar.
    pub(super) fn aside(&self, message: impl FnOnce()) {
        self.bar.suspend(message);
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// Prints results to standard output, without colours where it wants none.
pub(super) fn print(bytes: &[u8]) -> anyhow::Result<u8> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()?;
    Ok(super::DONE)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, tame};

    #[test]
    fn names_from_anywhere_are_one_line_that_can_be_read() {
        assert_eq!(tame("a\nb\t\u{1b}[31mc\r\u{9b}d", ' '), "a b \u{fffd}[31mc \u{fffd}d");
        assert_eq!(tame("a\nb", '\n'), "a\nb");
        let cut = tame(&"é".repeat(1_000_000), ' ');
        assert_eq!(cut.chars().count(), LONGEST + 1);
        assert!(cut.ends_with("é…"));
    }
}
