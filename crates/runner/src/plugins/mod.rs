//! Finding plugin libraries: where to look, what to refuse, which analyzers there are.

mod catalog;
mod copy;
mod digest;
mod probe;
mod search;
mod trust;

pub use self::catalog::{Catalog, Found, Origin, Refused, SHIPPED, check_library};
pub use self::digest::{FileDigest, NoFileDigest};
pub use self::search::SearchPath;
pub use self::trust::{Distrust, distrust};
