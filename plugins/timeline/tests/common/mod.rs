//! What the tests of findings share.

use rashomon_testkit::Kit;
use rashomon_timeline::Timeline;

/// Checks texts published on Wednesday, 12 October 2022, a day of ISO week 41.
pub(crate) fn check(marked: &[&str]) {
    let kit = Kit::<Timeline>::new().published("2022-10-12");
    for case in marked {
        kit.check(case);
    }
}
