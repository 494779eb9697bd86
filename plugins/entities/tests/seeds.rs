//! The five sample reports.
#![forbid(unsafe_code)]

use rashomon_entities::Entities;
use rashomon_testkit::Kit;

#[test]
fn reports_keep_their_entities() {
    rashomon_testkit::golden!(Kit::<Entities>::new());
}
