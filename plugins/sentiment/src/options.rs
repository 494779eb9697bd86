//! What the analyzer can be told.

rashomon_core::options! {
    /// Options of the analyzer.
    pub struct SentimentOptions {
        /// how many words are evidence of a judgement at most, 0 for none; up to 3 weigh a quarter of the weightiest or more
        pub evidence: i64 = 3,
        /// whether sentences are judged
        pub sentences: bool = true,
        /// whether targets are judged
        pub targets: bool = true,
        /// whether the document as a whole is judged
        pub documents: bool = true,
    }
}
