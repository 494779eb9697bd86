//! From what the user typed to files: folders are walked, globs matched, in an order that is always the same.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::{Walk, WalkBuilder};

use super::OpenError;
use super::files_from::Named;
use super::names::{Kind, kind, name_of};
use super::own::Own;

/// One input found.
#[derive(Debug)]
pub(super) enum Found {
    /// Standard input.
    Stdin,
    /// A file.
    File(Place),
    /// A folder or an entry of one that cannot be listed, or what a list names and is not there.
    Unreadable(PathBuf, String),
}

/// Where a file lies.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) file: PathBuf,
    /// The folder above which its metadata is not looked for.
    pub(super) root: PathBuf,
    /// Whether it was found in a folder that the user named, not named itself or by a glob.
    pub(super) found: bool,
}

/// All inputs, in order: as typed, folders by name.
pub(super) struct Paths {
    starts: VecDeque<Start>,
    walk: Option<(Walk, PathBuf, Option<Filter>)>,
    own: Own,
    /// Bytes of all files; `None` if something has no size.
    pub(super) bytes_total: Option<u64>,
    /// What was passed over.
    pub(super) notices: Vec<String>,
}

#[derive(Debug)]
enum Start {
    Stdin,
    File(PathBuf),
    /// A folder, and which of its files are meant.
    Folder(PathBuf, Option<Filter>),
    /// What a list names and is not there, and the reason.
    Gone(PathBuf, String),
}

/// Which files of a folder a glob means.
#[derive(Debug)]
struct Filter {
    glob: GlobMatcher,
    /// How many levels of folders it can match; `None` with `**`.
    depth: Option<usize>,
    /// Whether paths of the walk start with a `./` that the user did not type.
    strips: bool,
    /// Whether it asks for an extension that is passed over elsewhere: `pages/*.xml`.
    takes_other: bool,
}

impl Paths {
    /// Looks at all paths once: that each holds something, and how much it is in all. What is the command's own is left
    /// out in folders. What a list names may have gone since, which stops nothing as long as something is there.
    ///
    /// # Errors
    /// If a path does not exist, matches nothing, holds no documents, or names what is the command's own.
    pub(super) fn resolve(paths: &[Named], own: Own) -> Result<Self, OpenError> {
        if paths.is_empty() {
            return Err(OpenError::NoPaths);
        }
        let mut survey =
            Survey { own: &own, bytes: Some(0), passed_over: BTreeMap::new(), notices: Vec::new() };
        let mut starts = VecDeque::new();
        let mut notices = Vec::new();
        let mut first_gone = None;
        for Named { path: typed, listed } in paths {
            let start = match (start_of(typed), listed) {
                (Err(OpenError::NothingThere { path, reason }), Some(listed)) => {
                    starts.push_back(Start::Gone(path.into(), format!("{reason} ({listed})")));
                    let path = format!("{listed}: {typed}");
                    first_gone.get_or_insert(OpenError::NothingThere { path, reason });
                    continue;
                }
                (start, _) => start?,
            };
            let is_note = matches!(&start, Start::File(path) if kind(path) == Kind::Readme);
            let is_metadata = matches!(&start, Start::File(path) if kind(path) == Kind::Metadata);
            if (is_note || is_metadata) && paths.len() > 1 {
                // Shells expand `reports/*` to all that lies there.
                if is_note {
                    notices.push(format!(
                        "{typed}: not read as a document; to read it, name it alone"
                    ));
                }
                continue;
            }
            if is_metadata {
                let reason = "a file of this name holds metadata, not documents; name the folder or the documents \
                              beside it, or rename it if it holds texts";
                return Err(OpenError::NothingThere { path: typed.clone(), reason: reason.into() });
            }
            if typed == "-" && starts.iter().any(|it| matches!(it, Start::Stdin)) {
                notices.push("-: standard input is read once; another - is left out".into());
                continue;
            }
            if matches!(&start, Start::File(path) if own.holds(path)) {
                return Err(OpenError::Written(typed.clone()));
            }
            survey.look_at(&start, typed)?;
            starts.push_back(start);
        }
        if starts.iter().all(|it| matches!(it, Start::Gone(..))) {
            return Err(first_gone.unwrap_or(OpenError::NoPaths));
        }
        notices.extend(survey.passed_over.iter().map(|(extension, (count, example))| {
            let others = if *count > 1 {
                format!(" and {} more of its kind", count - 1)
            } else {
                String::new()
            };
            format!(
                "{}{others}: .{extension} files in folders are not read; name them to try",
                example.display()
            )
        }));
        let Survey { bytes: bytes_total, notices: of_own, .. } = survey;
        notices.extend(of_own);
        Ok(Self { starts, walk: None, own, bytes_total, notices })
    }

    /// The folders in which documents were looked for, each with the one above which its metadata is not.
    pub(super) fn folders(&self) -> impl Iterator<Item = (&Path, &Path)> {
        self.starts.iter().filter_map(|it| match it {
            Start::Stdin | Start::Gone(..) => None,
            Start::File(path) => Some((parent(path), parent(path))),
            Start::Folder(path, _) => Some((path.as_path(), parent(path))),
        })
    }

    fn next_in_walk(&mut self) -> Option<Found> {
        let (walk, root, filter) = self.walk.as_mut()?;
        for entry in walk {
            match look_at(entry, filter.as_ref()) {
                Seen::Document(path) if self.own.holds(&path) => {}
                Seen::Document(path) => {
                    let found = filter.is_none();
                    return Some(Found::File(Place { file: path, root: root.clone(), found }));
                }
                Seen::Unreadable(path, reason) => return Some(Found::Unreadable(path, reason)),
                Seen::PassedOver(..) | Seen::Nothing => {}
            }
        }
        self.walk = None;
        None
    }
}

impl Iterator for Paths {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.next_in_walk() {
                return Some(found);
            }
            match self.starts.pop_front()? {
                Start::Stdin => return Some(Found::Stdin),
                Start::Gone(path, reason) => return Some(Found::Unreadable(path, reason)),
                Start::File(path) => {
                    let root = parent(&path).to_owned();
                    return Some(Found::File(Place { file: path, root, found: false }));
                }
                Start::Folder(path, filter) => {
                    // Metadata may lie in the folder or beside it.
                    let root = parent(&path).to_owned();
                    self.walk = Some((walk(&path, filter.as_ref()), root, filter));
                }
            }
        }
    }
}

/// The folder of a file or folder; the root of the file system is its own.
fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// What one look over the inputs finds out.
struct Survey<'a> {
    own: &'a Own,
    bytes: Option<u64>,
    /// By extension: how many files, and the first.
    passed_over: BTreeMap<String, (usize, PathBuf)>,
    notices: Vec<String>,
}

impl Survey<'_> {
    fn look_at(&mut self, start: &Start, typed: &str) -> Result<(), OpenError> {
        let (folder, filter) = match start {
            Start::Stdin => {
                self.bytes = None;
                return Ok(());
            }
            Start::File(path) => {
                self.add(path);
                return Ok(());
            }
            Start::Gone(..) => return Ok(()),
            Start::Folder(folder, filter) => (folder, filter),
        };
        let mut documents = 0;
        let before = self.passed_over.values().map(|(count, _)| count).sum::<usize>();
        for entry in walk(folder, filter.as_ref()) {
            match look_at(entry, filter.as_ref()) {
                Seen::Document(path) if self.own.holds(&path) => self
                    .notices
                    .push(format!("{}: not read, as this command writes it", path.display())),
                Seen::Document(path) => {
                    self.add(&path);
                    documents += 1;
                }
                Seen::PassedOver(path, extension) => {
                    self.passed_over.entry(extension).or_insert((0, path)).0 += 1;
                }
                Seen::Unreadable(..) => documents += 1,
                Seen::Nothing => {}
            }
        }
        if documents > 0 {
            return Ok(());
        }
        let passed_over = self.passed_over.values().map(|(count, _)| count).sum::<usize>() - before;
        let reason = match (filter, passed_over) {
            (Some(_), 0) => {
                "the glob matches no file; check the spelling and the current folder".into()
            }
            (None, 0) => {
                "the folder holds no documents; put texts, pages, tables or archives there".into()
            }
            (_, count) => format!(
                "nothing to read among the {count} files there; save office documents and PDFs as text first, and unpack \
                 archives"
            ),
        };
        Err(OpenError::NothingThere { path: typed.to_owned(), reason })
    }

    fn add(&mut self, path: &Path) {
        let size = fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|it| it.len());
        // A pipe has no size; a file that has just gone will be reported when its turn comes.
        self.bytes = self.bytes.and_then(|it| Some(it + size?));
    }
}

fn start_of(typed: &str) -> Result<Start, OpenError> {
    if typed == "-" {
        return Ok(Start::Stdin);
    }
    let path = PathBuf::from(typed);
    match fs::metadata(&path) {
        Ok(it) if it.is_dir() => return Ok(Start::Folder(path, None)),
        // A file whose name looks like a glob is a file.
        Ok(_) => return Ok(Start::File(path)),
        Err(_) => {}
    }
    if !is_glob(typed) {
        // A dangling link is an input that cannot be read; anything else is a slip of the pen.
        if fs::symlink_metadata(&path).is_ok() {
            return Ok(Start::File(path));
        }
        let reason = "no such file or folder; check the spelling and the current folder";
        return Err(OpenError::NothingThere { path: typed.into(), reason: reason.into() });
    }
    let glob = GlobBuilder::new(typed).literal_separator(true).build().map_err(|error| {
        OpenError::Glob { path: typed.into(), reason: error.kind().to_string() }
    })?;
    let folder: PathBuf =
        path.components().take_while(|it| !is_glob(&it.as_os_str().to_string_lossy())).collect();
    let depth = path.components().count() - folder.components().count();
    let filter = Filter {
        glob: glob.compile_matcher(),
        depth: (!typed.contains("**")).then_some(depth),
        strips: folder.as_os_str().is_empty(),
        takes_other: kind(&path) == Kind::Other,
    };
    Ok(Start::Folder(folder, Some(filter)))
}

fn is_glob(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

/// All entries of a folder and its folders, by name; hidden ones are left out, links followed unless they go round.
fn walk(folder: &Path, filter: Option<&Filter>) -> Walk {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .max_depth(filter.and_then(|it| it.depth))
        .sort_by_file_name(Ord::cmp)
        .build()
}

/// What an entry of a folder is.
enum Seen {
    Document(PathBuf),
    PassedOver(PathBuf, String),
    Unreadable(PathBuf, String),
    Nothing,
}

fn look_at(entry: Result<ignore::DirEntry, ignore::Error>, filter: Option<&Filter>) -> Seen {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return unreadable(&error),
    };
    if !entry.file_type().is_some_and(|it| it.is_file()) {
        return Seen::Nothing;
    }
    let mut path = entry.path();
    if filter.is_some_and(|it| it.strips) {
        path = path.strip_prefix("./").unwrap_or(path);
    }
    let path = path.to_owned();
    if filter.is_some_and(|it| !it.glob.is_match(&path)) {
        return Seen::Nothing;
    }
    match kind(&path) {
        Kind::Input(_) => Seen::Document(path),
        Kind::Metadata | Kind::Readme => Seen::Nothing,
        Kind::Other if filter.is_some_and(|it| it.takes_other) => Seen::Document(path),
        Kind::Other => {
            let name = name_of(&path).to_lowercase();
            let name = name.trim_end_matches(".gz").trim_end_matches(".zst");
            let extension = name.rsplit_once('.').map_or(name, |(_, it)| it).to_owned();
            Seen::PassedOver(path, extension)
        }
    }
}

fn unreadable(error: &ignore::Error) -> Seen {
    match error {
        // The folder is read where it really lies.
        ignore::Error::Loop { .. } => Seen::Nothing,
        ignore::Error::WithPath { path, err } => {
            let found = unreadable(err);
            if matches!(found, Seen::Nothing) {
                return found;
            }
            // A dangling link in a folder is no document that anybody misses.
            let dangling = fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink());
            if dangling {
                Seen::Nothing
            } else {
                Seen::Unreadable(path.clone(), format!("cannot be listed: {err}"))
            }
        }
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            unreadable(err)
        }
        other => Seen::Unreadable(PathBuf::new(), format!("cannot be listed: {other}")),
    }
}
