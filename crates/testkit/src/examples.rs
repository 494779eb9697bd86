//! The examples that an analyzer shows of itself are cases too.

use rashomon_core::Plugin;

use crate::kit::Kit;

/// Checks every example of the analyzer's [`Info`](rashomon_core::Info).
///
/// # Panics
/// If one is not true, or if there is none.
#[track_caller]
pub fn examples<P: Plugin>() {
    Kit::<P>::new().check_examples();
}

/// [`examples`] with a kit of the caller's making: `examples_with::<P>(|kit| kit.with::<Q>().published("2024-05-03"))`.
///
/// # Panics
/// If an example is not true, or if there is none.
#[track_caller]
pub fn examples_with<P: Plugin>(configure: impl FnOnce(Kit<P>) -> Kit<P>) {
    configure(Kit::new()).check_examples();
}
