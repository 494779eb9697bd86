//! Refuses libraries that somebody else could have put there or changed.

use std::path::Path;

/// Why the library at `path` is not to be trusted, and what to do about it; links are followed. The file and its folder
/// must belong to root, to the current user or to whoever owns this program, and nobody else may write them.
#[cfg(unix)]
pub(super) fn distrust(path: &Path) -> Option<(String, &'static str)> {
    let mine = owners();
    let real = path.canonicalize().ok()?;
    [("the file", real.as_path()), ("its folder", real.parent()?)].into_iter().find_map(
        |(what, place)| {
            use std::os::unix::fs::MetadataExt as _;

            let metadata = place.metadata().ok()?;
            let (who, remedy) = danger(metadata.mode(), metadata.uid(), &mine)?;
            Some((format!("{who} can write {what}, {}", place.display()), remedy))
        },
    )
}

/// Who else can write a place of this mode and owner, and what to do about it. A group is taken to be the user's own if
/// the place is. Where no owner is known to be trusted, only what every user may do counts.
#[cfg(unix)]
fn danger(mode: u32, owner: u32, mine: &[u32]) -> Option<(String, &'static str)> {
    const ROOT: u32 = 0;
    const GROUP_WRITES: u32 = 0o020;
    const OTHERS_WRITE: u32 = 0o002;
    let not_mine = !mine.is_empty() && !mine.contains(&owner);
    if mode & OTHERS_WRITE != 0 {
        let remedy = "take that right away (chmod o-w), or give --trust if you know where the library comes from";
        Some(("every user of this machine".into(), remedy))
    } else if not_mine && owner != ROOT {
        let remedy =
            "make it yours (chown), or give --trust if you know where the library comes from";
        Some((format!("another user of this machine, number {owner},"), remedy))
    } else if not_mine && mode & GROUP_WRITES != 0 {
        let remedy = "take that right away (chmod g-w), or give --trust if you know where the library comes from";
        Some(("a group of users of this machine".into(), remedy))
    } else {
        None
    }
}

/// The user that runs this process, who owns its folder in `/proc`, and the owner of this program, who could change it
/// anyway. None where the system does not tell the first: only Linux does so without a call of C.
#[cfg(unix)]
fn owners() -> Vec<u32> {
    use std::os::unix::fs::MetadataExt as _;

    let owner = |it: &Path| it.metadata().ok().map(|it| it.uid());
    let Some(user) = owner(Path::new("/proc/self")) else { return Vec::new() };
    let program = std::env::current_exe().ok().and_then(|it| owner(&it));
    std::iter::once(user).chain(program).collect()
}

/// Why the library at `path` is not to be trusted: only systems with Unix permissions tell.
#[cfg(not(unix))]
pub(super) fn distrust(_: &Path) -> Option<(String, &'static str)> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::danger;

    #[test]
    fn places_belong_to_the_user_or_to_root_and_to_nobody_else() {
        let refused = |mode, owner, mine: &[u32]| danger(mode, owner, mine).map(|(who, _)| who);
        let me = &[1000][..];
        assert_eq!(refused(0o755, 1000, me), None);
        assert_eq!(refused(0o775, 1000, me), None);
        assert_eq!(refused(0o755, 0, me), None);
        assert_eq!(refused(0o775, 0, me).as_deref(), Some("a group of users of this machine"));
        assert!(refused(0o755, 1001, me).is_some_and(|it| it.contains("1001")));
        assert!(refused(0o755, 1001, &[0]).is_some_and(|it| it.contains("1001")));
        assert_eq!(refused(0o777, 1000, me).as_deref(), Some("every user of this machine"));
        assert_eq!(refused(0o777, 1000, &[]).as_deref(), Some("every user of this machine"));
        assert_eq!(refused(0o775, 1001, &[]), None);
    }
}
