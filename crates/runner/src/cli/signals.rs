//! Signals that ask the program to stop.

use std::process;

use rashomon_runner::Interrupt;

use super::{INTERRUPTED, console};

/// Lets the first Ctrl-C finish what is in flight, and the second end the program at once. A signal that the program was
/// told to ignore when it was started (`nohup`, jobs in the background of a script) stays ignored.
pub(super) fn listen() -> Interrupt {
    let interrupt = Interrupt::default();
    let flag = interrupt.clone();
    // Without a handler a signal ends the program at once, which loses nothing that is already written.
    handle(move || {
        if !flag.set() {
            process::exit(i32::from(INTERRUPTED));
        }
        console::say_stopping();
    });
    interrupt
}

#[cfg(unix)]
fn handle(answer: impl Fn() + Send + 'static) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let ignored = ignored();
    let heard = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|it| ignored >> (it - 1) & 1 == 0);
    if let Ok(mut signals) = Signals::new(heard) {
        std::thread::spawn(move || signals.forever().for_each(|_| answer()));
    }
}

#[cfg(not(unix))]
fn handle(answer: impl Fn() + Send + 'static) {
    // Fails only if there is a handler already.
    let _ = ctrlc::set_handler(answer);
}

/// The signals that are ignored, as bits from that of signal 1 up; none where the system does not tell: only Linux does
/// so without a call of C.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|it| it.strip_prefix("SigIgn:"));
    mask.and_then(|it| u64::from_str_radix(it.trim(), 16).ok()).unwrap_or_default()
}
