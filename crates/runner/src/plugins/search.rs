//! Where plugin libraries are looked for.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::catalog::Origin;
use super::digest::FileDigest;

/// The places that are searched, first to last; of two analyzers of one name the first found is taken. The current
/// folder is never one of them.
#[derive(Clone, Debug, Default)]
pub struct SearchPath {
    /// Libraries named one by one.
    pub files: Vec<PathBuf>,
    /// Folders named by the user.
    pub folders: Vec<PathBuf>,
    /// Whether libraries and folders that others can write are taken all the same.
    pub trust: bool,
    /// Libraries that are taken all the same, by what they hold.
    pub allow: Vec<FileDigest>,
}

impl SearchPath {
    /// All files to look at, with where they were found; those named one by one come first.
    pub(super) fn candidates(&self) -> Vec<(PathBuf, Origin)> {
        let mut found: Vec<_> = self.files.iter().map(|it| (it.clone(), Origin::Named)).collect();
        for (folder, origin) in self.all_folders() {
            found.extend(libraries(&folder).into_iter().map(|it| (it, origin)));
        }
        found
    }

    /// The folders, first to last.
    pub fn all_folders(&self) -> Vec<(PathBuf, Origin)> {
        let mut folders: Vec<_> =
            self.folders.iter().map(|it| (it.clone(), Origin::Named)).collect();
        let variable = env::var_os("RASHOMON_PLUGIN_PATH").unwrap_or_default();
        folders.extend(
            env::split_paths(&variable)
                .filter(|it| !it.as_os_str().is_empty())
                .map(|it| (it, Origin::Named)),
        );
        if let Some(folder) = env::current_exe().ok().as_deref().and_then(Path::parent) {
            // Cargo renews the libraries in `deps` with every build and test, those beside the binary only with a build.
            folders.push((folder.join("deps"), Origin::BesideExecutable));
            folders.push((folder.to_path_buf(), Origin::BesideExecutable));
            folders.push((folder.join("../lib/rashomon/plugins"), Origin::Installed));
        }
        folders
    }
}

/// Files in `folder` that are named like plugin libraries, sorted by name.
fn libraries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .map(|it| it.path())
        .filter(|it| it.file_name().is_some_and(is_named_like_a_plugin))
        .collect();
    found.sort();
    found
}

fn is_named_like_a_plugin(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return false };
    let (before, after) =
        (format!("{}rashomon_", env::consts::DLL_PREFIX), env::consts::DLL_SUFFIX);
    name.starts_with(&before) && name.ends_with(after)
}
