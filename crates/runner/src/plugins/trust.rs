//! Refuses libraries that somebody else could have put there or changed.

use std::path::Path;

/// Why the library at `path`, or its folder, is not to be trusted; links are followed.
#[cfg(unix)]
pub(super) fn distrust(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;

    const OTHERS_WRITE: u32 = 0o002;
    let real = path.canonicalize().ok()?;
    let open =
        |it: &Path| it.metadata().is_ok_and(|it| it.permissions().mode() & OTHERS_WRITE != 0);
    let (what, place) = if open(&real) {
        ("the file", real.as_path())
    } else {
        ("its folder", real.parent().filter(|it| open(it))?)
    };
    Some(format!("every user of this machine can write {what}, {}", place.display()))
}

/// Why the library at `path` is not to be trusted: only systems with Unix permissions tell.
#[cfg(not(unix))]
pub(super) fn distrust(_: &Path) -> Option<String> {
    None
}

/// What to do about it.
pub(super) const REMEDY: &str =
    "take that right away (chmod o-w), or give --trust if you know where the library comes from";
