//! What the lists say of a word or phrase, as bits. Shared with the build script.

/// A country.
pub(crate) const COUNTRY: u32 = 1;
/// The capital of a country.
pub(crate) const CAPITAL: u32 = 1 << 1;
/// A city of 500,000 people and more.
pub(crate) const LARGE_CITY: u32 = 1 << 2;
/// A city of 100,000 people and more.
pub(crate) const MEDIUM_CITY: u32 = 1 << 3;
/// A city of 15,000 people and more.
pub(crate) const SMALL_CITY: u32 = 1 << 4;
/// A state or county of the United States.
pub(crate) const STATE: u32 = 1 << 5;
/// A continent, sea, region or province.
pub(crate) const REGION: u32 = 1 << 6;
/// A first name.
pub(crate) const FIRST_NAME: u32 = 1 << 7;
/// A last name.
pub(crate) const LAST_NAME: u32 = 1 << 8;
/// A people, nationality, religion or political current.
pub(crate) const DEMONYM: u32 = 1 << 9;
/// A well-known organisation.
pub(crate) const ORGANISATION: u32 = 1 << 10;
/// A title before a name.
pub(crate) const TITLE: u32 = 1 << 11;
/// A noun that names a kind of organisation.
pub(crate) const ORG_HEAD: u32 = 1 << 12;
/// A word that is capitalised at the start of a sentence and is no name.
pub(crate) const FUNCTION_WORD: u32 = 1 << 13;
/// A word in lower case that may stand inside a name.
pub(crate) const CONNECTOR: u32 = 1 << 14;
/// A preposition that places follow.
pub(crate) const PLACE_WORD: u32 = 1 << 15;
/// A word beside the name of a speaker.
pub(crate) const SPEECH_WORD: u32 = 1 << 16;
/// A name that begins with an article of its own.
pub(crate) const WITH_ARTICLE: u32 = 1 << 17;
/// A man, nearly always: of first names and titles.
pub(crate) const MALE: u32 = 1 << 18;
/// A woman, nearly always: of first names and titles.
pub(crate) const FEMALE: u32 = 1 << 19;
/// A war, treaty, tournament, prize, holiday, work or product.
pub(crate) const EVENT: u32 = 1 << 20;
/// The beginning of a longer entry.
pub(crate) const PREFIX: u32 = 1 << 21;

/// Places that are well known enough to be meant by a word in lower case.
pub(crate) const GREAT_PLACES: u32 = COUNTRY | CAPITAL | LARGE_CITY | STATE;

/// Bits of all tags.
pub(crate) const BITS: u32 = 22;

/// Bits of a hash that choose its bucket in the compiled table.
pub(crate) const BUCKET_BITS: u32 = 15;

/// Rows of a bucket, which is a line of the processor's cache. What has no room in one is in the next.
pub(crate) const BUCKET: usize = 8;

/// The bucket of a hash, and its row but for the tags; a row of nothing is 0.
pub(crate) const fn place(hash: u64) -> (usize, u64) {
    ((hash >> (u64::BITS - BUCKET_BITS)) as usize, hash << BUCKET_BITS >> BITS << BITS)
}

/// Filters tell most of what is not in a table by one bit of its hash; binary logarithms of their sizes in bits.
pub(crate) mod filter {
    /// Of the words that name a well-known place.
    pub(crate) const GREAT_PLACES: u32 = 17;
    /// Of the entries of two words and more, and of their beginnings.
    pub(crate) const PHRASES: u32 = 19;

    /// The byte of a hash in a filter of this size, and its bit there.
    pub(crate) const fn place(hash: u64, size: u32) -> (usize, u8) {
        let at = hash >> (u64::BITS - size);
        ((at >> 3) as usize, 1 << (at & 7))
    }
}
