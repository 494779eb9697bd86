//! Short cases, one table for each family of rules. What is not marked must not be found.
#![forbid(unsafe_code)]

mod figures;
mod findings;
mod names;
mod skipped;
mod units;

use rashomon_numbers::Numbers;
use rashomon_testkit::Kit;

#[track_caller]
fn check(cases: &[&str]) {
    let kit = Kit::<Numbers>::new();
    let failed: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| kit.check(case)));
            result.err().map(|error| {
                let message = error.downcast_ref::<String>().cloned();
                message.unwrap_or_else(|| format!("fails: {case}"))
            })
        })
        .collect();
    assert!(failed.is_empty(), "{} of {} cases:\n{}", failed.len(), cases.len(), failed.join("\n"));
}
