//! Refuses files that somebody else could have put there or changed.
//!
//! What a path leads to is decided by every folder on the way, and by those on the way of every link in it: who can
//! write one of them can put something else there. So all of them must belong to the user, to root or to whoever owns
//! this program, and nobody else may write them. One exception has to be made, or nothing below `/tmp` could be used: in
//! a folder in which everybody may write but only take away what is theirs (the sticky bit), a folder of one's own is
//! safe. A link or a file in it is refused, even one's own.

use std::path::Path;

/// Why a file is not to be trusted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Distrust {
    /// Who else can decide what it holds, and by which place.
    pub reason: String,
    /// How to change that.
    pub remedy: String,
}

/// Whether somebody else could have put the file at `path` there or changed it; links are followed. Systems without
/// Unix permissions do not tell.
pub fn distrust(path: &Path) -> Option<Distrust> {
    #[cfg(unix)]
    return unix::distrust(path);
    #[cfg(not(unix))]
    None.filter(|_: &Distrust| path.exists())
}

#[cfg(unix)]
mod unix {
    use std::collections::VecDeque;
    use std::ffi::OsString;
    use std::fs::{self, Metadata};
    use std::io;
    use std::os::unix::fs::MetadataExt as _;
    use std::path::{Component, Path, PathBuf};

    use super::Distrust;

    const ROOT: u32 = 0;
    const STICKY: u32 = 0o1000;
    const GROUP_WRITES: u32 = 0o020;
    const OTHERS_WRITE: u32 = 0o002;

    /// More links than this on one way go round, as the system has it.
    const MOST_LINKS: usize = 40;

    pub(super) fn distrust(path: &Path) -> Option<Distrust> {
        match walk(path, &owners()) {
            Ok(found) => found,
            Err(cause) => Some(Distrust {
                reason: format!("it cannot be seen who can write it ({cause})"),
                remedy: "make the folders on its way readable".into(),
            }),
        }
    }

    /// Goes the way of `path` from the root, looking at every folder, link and the file itself.
    fn walk(path: &Path, mine: &[u32]) -> io::Result<Option<Distrust>> {
        let path = std::path::absolute(path)?;
        let mut ahead: VecDeque<OsString> = names(&path).collect();
        let mut here = PathBuf::from("/");
        let mut folder = here.symlink_metadata()?;
        let mut links = 0;
        while let Some(name) = ahead.pop_front() {
            if name == ".." {
                here.pop();
                folder = here.symlink_metadata()?;
                continue;
            }
            let next = here.join(&name);
            let found = next.symlink_metadata()?;
            if let Some((who, remedy)) = danger(folder.mode(), folder.uid(), mine)
                && !is_safe_within(&folder, &found, mine)
            {
                let what = if ahead.is_empty() && links == 0 {
                    "its folder"
                } else {
                    "a folder on its way"
                };
                return Ok(Some(distrusted(&who, what, &here, remedy)));
            }
            if found.is_symlink() {
                links += 1;
                if links > MOST_LINKS {
                    return Err(io::Error::other("its links go round"));
                }
                let target = fs::read_link(&next)?;
                if target.is_absolute() {
                    here = PathBuf::from("/");
                    folder = here.symlink_metadata()?;
                }
                names(&target).rev().for_each(|it| ahead.push_front(it));
                continue;
            }
            if ahead.is_empty() {
                let danger = danger(found.mode(), found.uid(), mine);
                return Ok(danger.map(|(who, remedy)| distrusted(&who, "the file", &next, remedy)));
            }
            (here, folder) = (next, found);
        }
        Ok(None)
    }

    fn names(path: &Path) -> impl DoubleEndedIterator<Item = OsString> {
        let name = |it: Component<'_>| match it {
            Component::Normal(name) => Some(name.to_owned()),
            Component::ParentDir => Some("..".into()),
            Component::RootDir | Component::CurDir | Component::Prefix(_) => None,
        };
        path.components().filter_map(name).collect::<Vec<_>>().into_iter()
    }

    fn distrusted(who: &str, what: &str, place: &Path, remedy: &str) -> Distrust {
        Distrust {
            reason: format!("{who} can write {what}, {}", place.display()),
            remedy: remedy.into(),
        }
    }

    /// Whether nobody else can take `found` away and put something in its place, although all may write the `folder`.
    fn is_safe_within(folder: &Metadata, found: &Metadata, mine: &[u32]) -> bool {
        let is_trusted = |it: u32| mine.is_empty() || it == ROOT || mine.contains(&it);
        folder.mode() & STICKY != 0
            && found.is_dir()
            && is_trusted(folder.uid())
            && is_trusted(found.uid())
    }

    /// Who else can write a place of this mode and owner, and what to do about it. A group is taken to be the user's own
    /// if the place is. Where no owner is known to be trusted, only what every user may do counts.
    fn danger(mode: u32, owner: u32, mine: &[u32]) -> Option<(String, &'static str)> {
        let not_mine = !mine.is_empty() && !mine.contains(&owner);
        if mode & OTHERS_WRITE != 0 {
            Some(("every user of this machine".into(), "take that right away (chmod o-w)"))
        } else if not_mine && owner != ROOT {
            let who = format!("another user of this machine, number {owner},");
            Some((who, "make it yours (chown)"))
        } else if not_mine && mode & GROUP_WRITES != 0 {
            Some(("a group of users of this machine".into(), "take that right away (chmod g-w)"))
        } else {
            None
        }
    }

    /// The user that runs this process, who owns its folder in `/proc`, and the owner of this program, who could change
    /// it anyway. None where the system does not tell the first: only Linux does so without a call of C.
    fn owners() -> Vec<u32> {
        let owner = |it: &Path| it.metadata().ok().map(|it| it.uid());
        let Some(user) = owner(Path::new("/proc/self")) else { return Vec::new() };
        let program = std::env::current_exe().ok().and_then(|it| owner(&it));
        std::iter::once(user).chain(program).collect()
    }

    #[cfg(test)]
    mod tests {
        use std::fs;
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        use std::path::Path;

        use super::{danger, distrust};

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

        fn open_to_all(place: &Path, mode: u32) {
            fs::set_permissions(place, fs::Permissions::from_mode(mode)).unwrap();
        }

        fn reason(path: &Path) -> Option<String> {
            distrust(path).map(|it| it.reason)
        }

        /// A folder with `inner/file`.
        fn folder() -> tempfile::TempDir {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("inner")).unwrap();
            fs::write(folder.path().join("inner/file"), "").unwrap();
            folder
        }

        #[test]
        fn a_folder_above_that_all_can_write_is_named() {
            let folder = folder();
            let file = folder.path().join("inner/file");
            assert_eq!(reason(&file), None);
            open_to_all(folder.path(), 0o777);
            let real = folder.path().canonicalize().unwrap();
            assert_eq!(
                reason(&file),
                Some(format!(
                    "every user of this machine can write a folder on its way, {}",
                    real.display()
                ))
            );
            // With the sticky bit nobody can take the inner folder away.
            open_to_all(folder.path(), 0o1777);
            assert_eq!(reason(&file), None);
            open_to_all(&file, 0o666);
            assert!(reason(&file).is_some_and(|it| it.contains("can write the file, ")));
        }

        #[test]
        fn a_file_that_lies_among_those_of_all_is_refused() {
            let folder = folder();
            open_to_all(&folder.path().join("inner"), 0o1777);
            let reason = reason(&folder.path().join("inner/file")).unwrap();
            assert!(reason.contains("can write its folder, "), "{reason}");
        }

        #[test]
        fn links_are_as_safe_as_the_folders_that_they_lie_in() {
            let (safe, open) = (folder(), tempfile::tempdir().unwrap());
            symlink(safe.path().join("inner"), open.path().join("to-folder")).unwrap();
            symlink(safe.path().join("inner/file"), open.path().join("to-file")).unwrap();
            symlink("to-folder", open.path().join("to-link")).unwrap();
            symlink(open.path().join("to-folder/file"), safe.path().join("out-and-back")).unwrap();
            let ways = [
                open.path().join("to-folder/file"),
                open.path().join("to-file"),
                open.path().join("to-link/file"),
                open.path().join("to-link/../inner/file"),
                safe.path().join("out-and-back"),
            ];
            for (mode, refused) in [(0o755, false), (0o777, true), (0o1777, true)] {
                open_to_all(open.path(), mode);
                for way in &ways {
                    assert!(way.exists(), "{}", way.display());
                    assert_eq!(reason(way).is_some(), refused, "{mode:o} {}", way.display());
                }
            }
        }

        #[test]
        fn links_that_go_round_are_refused() {
            let folder = folder();
            symlink("round", folder.path().join("round")).unwrap();
            assert!(reason(&folder.path().join("round")).is_some_and(|it| it.contains("go round")));
        }
    }
}
