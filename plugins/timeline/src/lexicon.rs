//! The word lists of `lexicon/` as tables.

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

#[cfg(test)]
mod tests {
    use rashomon_core::{Annotation, Document};
    use rashomon_testkit::Kit;

    use super::HOLIDAYS;
    use crate::Timeline;

    /// No filter before the look-up of a phrase keeps an entry from being found.
    #[test]
    fn every_holiday_is_found() {
        let kit = Kit::<Timeline>::new().published("2022-10-12");
        for entry in HOLIDAYS.entries() {
            let capital = |word: &str| {
                let mut letters = word.chars();
                letters
                    .next()
                    .map_or(String::new(), |it| it.to_uppercase().chain(letters).collect())
            };
            let name = entry.text().split(' ').map(capital).collect::<Vec<_>>().join(" ");
            let read = kit.annotate(&format!("It closed on {name}, they said."));
            let spans: Vec<_> =
                read.layer("timeline").unwrap().iter().map(Annotation::span).collect();
            let found = spans.iter().map(|it| read.slice(*it)).collect::<Vec<_>>();
            assert!(found.contains(&name.as_str()), "{name}: {found:?}");
        }
    }
}
