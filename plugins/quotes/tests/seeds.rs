//! The five sample reports.
#![forbid(unsafe_code)]

use rashomon_entities::Entities;
use rashomon_quotes::Quotes;
use rashomon_testkit::Kit;

#[test]
fn the_reports_say_what_the_golden_files_say() {
    rashomon_testkit::golden!(Kit::<Quotes>::new().with::<Entities>());
}
