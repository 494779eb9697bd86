//! What the analyzer says of the five reports by itself: sentences and documents. Names and quotations are left out, so
//! that the files change with this analyzer alone.

use rashomon_sentiment::Sentiment;
use rashomon_testkit::Kit;

#[test]
fn reports_are_judged_as_the_golden_files_say() {
    rashomon_testkit::golden!(Kit::<Sentiment>::new().option("evidence", "1"));
}
