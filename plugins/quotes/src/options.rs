//! What the analyzer can be told.

rashomon_core::options! {
    /// Options of the quotes analyzer.
    pub struct QuotesOptions {
        /// whether to report speech in the writer's words: Berg said that she would resign
        pub indirect: bool = true,
        /// whether to report marks around titles, coined terms and words held at arm's length
        pub scare: bool = true,
        /// whether two apostrophes stand for a double mark: ''like this''
        pub twin_marks: bool = false,
    }
}
