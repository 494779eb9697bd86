//! What the analyzer can be told.

rashomon_core::options! {
    /// Options of the timeline analyzer.
    pub struct TimelineOptions {
        /// whether to mark daily, weekly, annual and rates such as "$2 million a year" as SET too
        pub frequencies: bool = false,
    }
}
