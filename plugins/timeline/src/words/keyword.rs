//! Words that the grammar names.

macro_rules! keywords {
    ($($keyword:ident: $($word:literal)+;)+) => {
        /// A word that the grammar names.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Keyword {
            /// Any other word.
            Other,
            $(#[doc = concat!($("`", $word, "` "),+)] $keyword),+
        }

        impl Keyword {
            /// The keyword that a case-folded word is.
            pub(super) fn of(folded: &str) -> Self {
                match folded {
                    $($($word)|+ => Self::$keyword,)+
                    _ => Self::Other,
                }
            }
        }
    };
}

keywords! {
    A: "a" "an";
    The: "the";
    This: "this";
    These: "these";
    That: "that";
    Last: "last";
    Next: "next";
    Past: "past";
    Coming: "coming" "upcoming";
    Previous: "previous" "preceding" "prior";
    Following: "following" "ensuing";
    Same: "same";
    Current: "current";
    Latest: "latest";
    Final: "final";
    Whole: "full" "entire" "whole";
    Recent: "recent";
    Future: "future";
    Present: "present";
    Term: "term";
    Being: "being";
    Early: "early";
    Earlier: "earlier";
    Late: "late";
    Later: "later";
    Mid: "mid";
    Middle: "middle" "midst";
    Very: "very";
    Beginning: "beginning" "start" "outset" "opening";
    End: "end" "close" "finish";
    Rest: "rest" "remainder";
    Part: "part" "bulk";
    Good: "good";
    Half: "half";
    Sometime: "sometime";
    Of: "of";
    And: "and";
    Or: "or";
    So: "so";
    As: "as";
    More: "more";
    To: "to";
    Until: "until" "till" "til";
    Through: "through" "thru";
    By: "by";
    In: "in";
    On: "on";
    At: "at";
    For: "for";
    From: "from";
    Since: "since";
    During: "during" "throughout";
    Within: "within" "inside";
    After: "after";
    Before: "before";
    Over: "over";
    Than: "than";
    Between: "between";
    Only: "only" "just" "exactly" "barely" "merely";
    Every: "every";
    Lasted: "lasted" "lasting" "lasts" "took" "take" "takes" "taking" "spent" "spend" "spending" "waited" "wait" "waiting";
    Each: "each";
    OtherOne: "other";
    Ago: "ago";
    Now: "now";
    Hence: "hence";
    Back: "back";
    Beyond: "beyond" "onward" "onwards";
    Ahead: "ahead";
    Come: "come";
    Old: "old";
    Long: "long";
    Adverb: "afterward" "afterwards" "thereafter" "beforehand";
    Today: "today";
    Yesterday: "yesterday";
    Tomorrow: "tomorrow";
    Tonight: "tonight";
    Overnight: "overnight";
    Eve: "eve";
    Period: "period";
    Fiscal: "fiscal" "financial" "fy";
    Comparable: "comparable" "corresponding";
    Ended: "ended" "ending";
    Closed: "closed" "closing" "finished" "finishing" "ends" "closes" "finishes" "started" "starting";
    OClock: "o'clock";
    Am: "a.m." "am" "a.m";
    Pm: "p.m." "pm" "p.m";
    Local: "local" "eastern" "pacific" "moscow" "london";
    Standard: "standard" "daylight";
    Time: "time";
    Filler: "trading" "business" "working" "consecutive" "straight" "solid" "calendar" "further" "additional" "extra" "successive" "uninterrupted";
    Once: "once" "twice" "thrice";
    Times: "times";
    Per: "per";
    Possessive: "'s";
    Apostrophe: "'" "’";
    Hourly: "hourly";
    Daily: "daily" "nightly";
    Weekly: "weekly";
    Monthly: "monthly";
    Quarterly: "quarterly";
    Yearly: "yearly" "annual" "annually";
    Ad: "ad" "a.d." "ce";
    Bc: "bc" "b.c." "bce";
    Plus: "+";
    Had: "had";
    Effective: "effective";
    Dot: ".";

    Open: "(" "[";
    Q1: "q1" "1q";
    Q2: "q2" "2q";
    Q3: "q3" "3q";
    Q4: "q4" "4q";
    H1: "h1";
    H2: "h2";
    Midweek: "midweek";
    Midyear: "midyear";
    Hours: "hours" "hrs";
    Turn: "turn";
    Latter: "latter";
    While: "while";
    Small: "wee" "small";
    WaysOff: "away" "off" "out";
    Percent: "%" "percent" "million" "billion" "trillion" "km" "miles" "meters" "metres" "feet" "pounds" "euros" "dollars" "kilometers" "kilometres" "tons" "tonnes";

    First: "first";
    Some: "some";
    World: "world" "people" "men" "women" "children" "youth" "technology" "technologies" "leaders" "cities" "city";
}
