//! What the analyzer can be told.

rashomon_core::options! {
    /// Options of the entities analyzer.
    pub struct EntitiesOptions {
        /// labels to report, separated by commas
        pub labels: String = "PER,LOC,ORG,MISC",
        /// leave out names whose confidence is lower, from 0 to 1
        pub min_confidence: f64 = 0.0,
    }
}
