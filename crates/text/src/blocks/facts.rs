//! What one scan tells of a line: counts, shapes and patterns.

/// How a line ends, closing quotes and brackets aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum End {
    /// With a word.
    #[default]
    None,
    /// With `.`, `!` or `?`.
    Stop,
    /// With `?`.
    Question,
    /// With `,` or `;`.
    Comma,
    /// With `:`.
    Colon,
    /// With dots.
    Ellipsis,
}

impl End {
    /// All of them, by number.
    pub(super) const ALL: [Self; 6] =
        [Self::None, Self::Stop, Self::Question, Self::Comma, Self::Colon, Self::Ellipsis];
}

/// Patterns of a line, as bits.
pub(super) mod flag {
    /// Opens like a link, a button or the label of a list.
    pub(crate) const ACTION: u32 = 1;
    /// Holds a phrase of pages that are not the report.
    pub(crate) const ANYWHERE: u32 = 1 << 1;
    /// Photo credit.
    pub(crate) const CREDIT: u32 = 1 << 2;
    /// Words of captions.
    pub(crate) const PICTURE: u32 = 1 << 3;
    /// A month with a number, or a date in figures.
    pub(crate) const DATE: u32 = 1 << 4;
    /// A time of day or "hours ago".
    pub(crate) const TIME: u32 = 1 << 5;
    /// Nothing but a time, as on a player.
    pub(crate) const CLOCK: u32 = 1 << 6;
    /// Opens with "by" and does not close as a sentence.
    pub(crate) const BYLINE: u32 = 1 << 7;
    /// Words of the note on the author.
    pub(crate) const BIOGRAPHY: u32 = 1 << 8;
    /// Time stamp of a comment.
    pub(crate) const STAMP: u32 = 1 << 9;
    /// Opens like the label of what follows the report.
    pub(crate) const END: u32 = 1 << 10;
    /// In another language.
    pub(crate) const FOREIGN: u32 = 1 << 11;
    /// A bar between labels: `|`, `»`, `•`, ` / `.
    pub(crate) const BAR: u32 = 1 << 12;
    /// First letter is lower case.
    pub(crate) const LOWER_START: u32 = 1 << 13;
    /// No lower-case letter.
    pub(crate) const ALL_CAPS: u32 = 1 << 14;
    /// No auxiliary and no verb of saying.
    pub(crate) const NO_VERB: u32 = 1 << 15;
    /// An address or a handle.
    pub(crate) const ADDRESS: u32 = 1 << 16;
    /// Opens with a bullet or a number.
    pub(crate) const BULLET: u32 = 1 << 17;
    /// A caption's own label: `Image caption`, `File photo:`, `(Image:`.
    pub(crate) const CAPTION_LABEL: u32 = 1 << 18;
    /// A photo credit at the very start or end of the line.
    pub(crate) const CREDIT_EDGE: u32 = 1 << 19;
    /// Opens with a quotation mark.
    pub(crate) const QUOTED: u32 = 1 << 20;
}

/// What one scan tells of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) words: u32,
    pub(super) capitalised: u32,
    pub(super) stops: u32,
    pub(super) numbers: u32,
    /// Content words that start in lower case.
    pub(super) lower_content: u32,
    /// Sentences that end before the last one.
    pub(super) inner_ends: u32,
    pub(super) quotes: u32,
    pub(super) end: End,
    pub(super) flags: u32,
    /// Bytes of words of the Latin alphabet, and letters of others. The former are counted only where there are some of
    /// the latter.
    pub(super) latin: u32,
    pub(super) other: u32,
    /// The words, as a range of the page's.
    pub(super) first_word: u32,
    pub(super) end_word: u32,
}

impl Facts {
    pub(super) fn has(&self, bits: u32) -> bool {
        self.flags & bits != 0
    }

    /// Whether the line closes as a sentence.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self.end, End::Stop | End::Question)
    }

    fn stop_share(&self, percent: u32) -> bool {
        self.stops * 100 >= percent * self.words
    }

    /// A line that is surely prose.
    pub(super) fn is_seed(&self) -> bool {
        self.words >= 15
            && self.stop_share(25)
            && self.is_closed()
            && !self.has(
                flag::ACTION
                    | flag::ANYWHERE
                    | flag::BAR
                    | flag::FOREIGN
                    | flag::CAPTION_LABEL
                    | flag::CREDIT_EDGE,
            )
    }

    /// A line that is probably prose.
    pub(super) fn is_weak(&self) -> bool {
        self.words >= 8
            && self.stop_share(20)
            && (self.is_closed() || self.end == End::Colon)
            && !self.has(flag::ACTION | flag::FOREIGN)
    }

    /// A line with as many words and stop words as prose has, however it ends.
    pub(super) fn is_wordy(&self) -> bool {
        self.words >= 12
            && self.stop_share(25)
            && !self.has(flag::ACTION | flag::FOREIGN | flag::BAR | flag::CAPTION_LABEL)
    }
}
