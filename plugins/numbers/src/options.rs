//! What the analyzer can be told.

rashomon_core::options! {
    /// Options of the analyzer.
    pub struct NumberOptions {
        /// whether places in an order are found too: the 30th anniversary, the third time
        pub ordinals: bool = true,
        /// whether a number with a bound says its change too: up about 19 %; if not, the bound stands alone
        pub bounded_changes: bool = true,
    }
}
