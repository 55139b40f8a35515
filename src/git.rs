//! Git repositories, read by a library: no process of git is ever started, and nothing that a repository configures runs.
//!
//! Only a repository counts whose `.git` is found here, from a directory upwards. A bare repository that lies in a tree
//! is files like any others. Objects are taken as they are stored: replacements (`refs/replace`) and grafts are what a
//! repository says of its objects, and are not asked.

mod history;
mod index;
mod objects;
mod revision;
mod settings;

use std::fmt;
use std::path::{Path, PathBuf};

pub use index::{Absent, Index, Tracked, UnreadableIndex, may_lack};
pub use objects::Snapshot;
pub use settings::hooks;

use gix_hash::{Kind, ObjectId};

use crate::regular;

/// The directory at or above `start` that holds `.git`: the top of the working tree that `start` lies in. `start` is absolute.
pub fn top_of(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|directory| directory.join(".git").exists()).map(Path::to_path_buf)
}

/// Why a repository does not give what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GitError {
    /// There is no repository here, or none that can be read; what is missing.
    Unusable(String),
    /// No commit has this name. `shallow` is whether the repository holds only a part of its history.
    Unknown {
        /// The revision as it was given.
        revision: String,
        /// Whether the repository holds only a part of its history.
        shallow: bool,
    },
    /// The name means several commits.
    Ambiguous {
        /// The revision as it was given.
        revision: String,
        /// What it may mean, each with its full name.
        meanings: Vec<String>,
    },
    /// A form of revision that is not read.
    Unread(String),
    /// An object that is not in the repository, or cannot be read.
    Missing(String),
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable(message) => f.write_str(message),
            Self::Unknown { revision, shallow } => {
                write!(f, "git knows no commit `{revision}` in this repository")?;
                if *shallow {
                    f.write_str(
                        ", which holds a part of its history alone (a shallow clone): fetch it, with \
                         `git fetch --unshallow` or with `fetch-depth: 0` for actions/checkout",
                    )?;
                }
                Ok(())
            }
            Self::Ambiguous { revision, meanings } => {
                write!(f, "`{revision}` means several commits; name the one: {}", meanings.join(", "))
            }
            Self::Unread(revision) => {
                write!(f, "`{revision}` is not read; name a branch, a tag or a commit, as in `origin/main~2`")
            }
            Self::Missing(what) => write!(
                f,
                "{what} is not in this repository or cannot be read; a partial clone has to fetch it first"
            ),
        }
    }
}

impl std::error::Error for GitError {}

/// A repository, open for reading.
pub struct Repository {
    /// The top of its working tree, absolute.
    top: PathBuf,
    objects: gix_odb::Handle,
    references: gix_ref::file::Store,
    /// Commits whose parents are not here, since the history was cut there.
    cut: Vec<ObjectId>,
}

impl fmt::Debug for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Repository").field("top", &self.top).finish_non_exhaustive()
    }
}

impl Repository {
    /// Opens the repository of a working tree by its top.
    ///
    /// # Errors
    /// There is none, or one of a kind that is not read: objects named by SHA-256, references in tables.
    pub fn open(top: &Path) -> Result<Self, GitError> {
        let own = directory_of(top)?;
        let common = common_directory(&own);
        settings::check(&common)?;
        let objects = gix_odb::at(common.join("objects"), Kind::Sha1)
            .map_err(|error| GitError::Unusable(format!("`{}`: {error}", common.display())))?;
        let cut = read_text(&common.join("shallow")).unwrap_or_default();
        let cut = cut.lines().filter_map(|line| ObjectId::from_hex(line.trim().as_bytes()).ok()).collect();
        let references = if common == own {
            gix_ref::file::Store::at(own, Kind::Sha1)
        } else {
            gix_ref::file::Store::for_linked_worktree(own, common, Kind::Sha1)
        };
        Ok(Self { top: top.to_path_buf(), objects, references, cut })
    }

    /// Opens the repository whose working tree holds a directory, which is absolute.
    ///
    /// # Errors
    /// It lies in none, or in one that cannot be read.
    pub fn around(directory: &Path) -> Result<Self, GitError> {
        let top = top_of(directory).ok_or_else(|| {
            GitError::Unusable(format!("`{}` is in no git repository", directory.display()))
        })?;
        Self::open(&top)
    }

    /// The top of the working tree, absolute.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// The commit that is checked out, in hexadecimal digits; `None` before the first one.
    pub fn head(&self) -> Option<String> {
        self.reference("HEAD").map(|id| id.to_string())
    }

    /// Whether only a part of the history is here.
    pub fn is_shallow(&self) -> bool {
        !self.cut.is_empty()
    }
}

/// The repository's own directory of a working tree: `.git`, or what the file `.git` names.
fn directory_of(top: &Path) -> Result<PathBuf, GitError> {
    let dot = top.join(".git");
    if dot.is_dir() {
        return Ok(dot);
    }
    let named = read_text(&dot);
    let named = named.as_deref().and_then(|text| text.strip_prefix("gitdir:")).map(str::trim);
    let unusable = || GitError::Unusable(format!("`{}` names no git repository", dot.display()));
    named.map(|named| top.join(named)).filter(|directory| directory.is_dir()).ok_or_else(unusable)
}

/// What the working trees of a repository share; the repository's own directory, where it has one alone.
fn common_directory(own: &Path) -> PathBuf {
    match read_text(&own.join("commondir")) {
        Some(named) => own.join(named.trim()),
        None => own.to_path_buf(),
    }
}

/// The file in which a repository names what it does not track, for itself alone.
pub fn exclude_file(top: &Path) -> Option<PathBuf> {
    let own = directory_of(top).ok()?;
    Some(common_directory(&own).join("info").join("exclude"))
}

/// No more is read of a file that a repository keeps beside its objects, in bytes.
const MOST_READ: u64 = 1 << 24;

/// A small file of a repository; `None` where it is not there or is no text.
fn read_text(path: &Path) -> Option<String> {
    String::from_utf8(regular::read(path, MOST_READ).ok()?).ok()
}
