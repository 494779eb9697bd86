//! The sample reports side by side.

use std::path::Path;

use crate::story::figures;

#[test]
fn the_troops_near_the_border_stand_together() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .expect("the seeds are in the repository")
        .map(|it| it.expect("it can be listed").path())
        .filter(|it| it.extension().is_some_and(|it| it == "txt"))
        .collect();
    paths.sort();
    let texts: Vec<String> =
        paths.iter().map(|it| std::fs::read_to_string(it).expect("it can be read")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(
        figures(&texts),
        [
            "compatible: 0 five hours, 1 five hours",
            // Neither the 150,000 that are expected nor the 8,500 of another army on alert.
            "compatible: 0 100,000, 2 100,000, 4 tens of thousands, 4 110,000",
            "agree: 2 40-minute, 4 40-minute",
        ]
    );
}
