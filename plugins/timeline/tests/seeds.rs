//! What the analyzer says of the sample reports.
#![forbid(unsafe_code)]

use rashomon_testkit::{Kit, golden};
use rashomon_timeline::Timeline;

#[test]
fn sample_reports_keep_their_times() {
    golden!(Kit::<Timeline>::new());
}
