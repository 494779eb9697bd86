//! What fuzzing found once, on every machine: each file of `inputs/TRIAL/` through that trial.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::print_stderr, clippy::unwrap_used, reason = "tests with helpers")]

use std::fs;
use std::path::Path;

use rashomon_trials::TRIALS;

#[test]
fn saved_inputs_break_nothing() {
    let inputs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs");
    let mut replayed = 0;
    for folder in fs::read_dir(inputs).unwrap() {
        let folder = folder.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap();
        let (_, trial) = TRIALS
            .into_iter()
            .find(|(it, _)| *it == name)
            .unwrap_or_else(|| panic!("no trial {name}"));
        for file in fs::read_dir(&folder).unwrap() {
            let file = file.unwrap().path();
            // The name is what one looks for if the trial panics.
            eprintln!("{name}: {}", file.display());
            trial(&fs::read(&file).unwrap());
            replayed += 1;
        }
    }
    assert!(replayed > 0);
}
