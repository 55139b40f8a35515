//! Which files and directories are left out: default excludes and the user's globs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::paths::Root;
use super::{WalkError, WalkOptions};

/// Directories that hold no code of the project, by name.
const EXCLUDED_DIRECTORIES: &[&str] = &[
    // Virtual environments; others are known by the `pyvenv.cfg` in them.
    "venv",
    ".venv",
    "env",
    ".env",
    "site-packages",
    "node_modules",
    // Caches.
    "__pycache__",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".tox",
    ".nox",
    // Version control and build output.
    ".git",
    ".eggs",
    "dist",
    "build",
];

/// Which directories are left out unless somebody asks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DefaultExcludes {
    /// None.
    Off,
    /// Those that hold nothing that anybody wrote for the project: environments, caches, the history.
    Foreign,
    /// Build output too.
    All,
}

/// Directories that are left out by default and may hold code of the project all the same.
const OUTPUT_DIRECTORIES: &[&str] = &["build", "dist"];

/// Where a virtual environment holds its interpreter. Without one a `pyvenv.cfg` makes none: a directory would be hidden by an
/// empty file.
const INTERPRETER_DIRECTORIES: &[&str] = &["bin", "Scripts"];

/// How the names of interpreters begin.
const INTERPRETERS: &[&str] = &["python", "pypy", "graalpy"];

impl DefaultExcludes {
    /// All of them, or none.
    pub(super) fn of_all(all: bool) -> Self {
        if all { Self::All } else { Self::Off }
    }

    /// Whether a directory of this name is left out.
    pub(super) fn has(self, name: &OsStr) -> bool {
        let is_among = |names: &[&str]| names.iter().any(|known| name == *known);
        self != Self::Off
            && (is_among(EXCLUDED_DIRECTORIES) || name.as_encoded_bytes().ends_with(b".egg-info"))
            && (self == Self::All || !is_among(OUTPUT_DIRECTORIES))
    }

    /// Whether a directory with these entries is a virtual environment that is left out, whatever it is called; of each entry
    /// it is known whether it is a directory.
    pub(super) fn is_environment<'a>(
        self,
        directory: &Path,
        mut entries: impl Iterator<Item = (&'a OsStr, bool)> + Clone,
    ) -> bool {
        self != Self::Off
            && entries.clone().any(|(name, is_directory)| !is_directory && name == "pyvenv.cfg")
            && entries.any(|(name, is_directory)| {
                let may_hold_one = INTERPRETER_DIRECTORIES.iter().any(|known| name == *known);
                is_directory && may_hold_one && holds_interpreter(&directory.join(name))
            })
    }
}

#[expect(clippy::disallowed_methods, reason = "the walk is one of the readers of user files")]
fn holds_interpreter(directory: &Path) -> bool {
    let is_interpreter =
        |name: &OsStr| INTERPRETERS.iter().any(|known| name.as_encoded_bytes().starts_with(known.as_bytes()));
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name()).any(|name| is_interpreter(&name))
}

/// What version control keeps for itself: nobody's working files.
const HISTORY_DIRECTORIES: &[&str] = &[".git", ".hg", ".jj", ".svn"];

/// Whether a directory is version control's own.
pub(super) fn holds_history(directory: &Path) -> bool {
    directory.file_name().is_some_and(|name| HISTORY_DIRECTORIES.iter().any(|known| name == *known))
}

/// Globs of the user in gitignore syntax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GlobSet {
    /// The directory that they are relative to; `None` is each scan root.
    pub base: Option<PathBuf>,
    /// If there is one, only files that one of them matches, or that lie in a directory which one matches.
    pub include: Vec<String>,
    /// What one of them matches is left out.
    pub exclude: Vec<String>,
}

/// All that leaves files out, ready to be asked.
#[derive(Debug)]
pub(super) struct Filters {
    sets: Vec<CompiledSet>,
}

#[derive(Debug)]
struct CompiledSet {
    base: Option<PathBuf>,
    include: Option<Gitignore>,
    exclude: Option<Gitignore>,
}

impl Filters {
    pub(super) fn new(options: &WalkOptions) -> Result<Self, WalkError> {
        Self::of(&options.globs)
    }

    pub(super) fn of(globs: &[GlobSet]) -> Result<Self, WalkError> {
        let compile_set = |set: &GlobSet| {
            Ok(CompiledSet {
                base: set.base.clone(),
                include: compile(&set.include)?,
                exclude: compile(&set.exclude)?,
            })
        };
        Ok(Self { sets: globs.iter().map(compile_set).collect::<Result<_, _>>()? })
    }

    /// Whether the walk enters a directory. Includes do not decide it: they may match something inside.
    pub(super) fn allow_directory(&self, root: &Root, path: &Path) -> bool {
        self.sets.iter().all(|set| match set.relative(root, path) {
            Some(below) => !set.excludes(below, true),
            None => true,
        })
    }

    /// Whether a file that the walk came to is taken. The directories above it were allowed already.
    pub(super) fn allow_file(&self, root: &Root, path: &Path) -> bool {
        self.sets.iter().all(|set| match set.relative(root, path) {
            Some(below) => set.includes(below) && !set.excludes(below, false),
            None => true,
        })
    }

    /// Whether a file is taken, and each directory between it and the bases of the globs.
    pub(super) fn allow_below(&self, path: &Path) -> bool {
        self.sets.iter().all(|set| {
            let below = set.base.as_ref().and_then(|base| path.strip_prefix(base).ok());
            below.is_none_or(|below| set.includes(below) && !set.excludes_above(below))
        })
    }

    /// Whether a file that the user named is taken: its globs are relative to the working directory, and an
    /// excluded directory above it counts, because no walk has passed there.
    pub(super) fn allow_named_file(&self, root: &Root) -> bool {
        self.sets.iter().all(|set| {
            let below = match &set.base {
                Some(base) => root.canonical.strip_prefix(base).ok(),
                None => {
                    Some(root.printed_path()).filter(|path| path.is_relative() && !path.starts_with(".."))
                }
            };
            below.is_none_or(|below| set.includes(below) && !set.excludes_above(below))
        })
    }
}

impl CompiledSet {
    /// `path` relative to the base; `None` if it does not lie below it.
    fn relative<'a>(&self, root: &Root, path: &'a Path) -> Option<&'a Path> {
        path.strip_prefix(self.base.as_deref().unwrap_or(&root.canonical)).ok()
    }

    fn includes(&self, below: &Path) -> bool {
        let matches = |globs: &Gitignore| globs.matched_path_or_any_parents(below, false).is_ignore();
        self.include.as_ref().is_none_or(matches)
    }

    fn excludes(&self, below: &Path, is_dir: bool) -> bool {
        self.exclude.as_ref().is_some_and(|globs| globs.matched(below, is_dir).is_ignore())
    }

    fn excludes_above(&self, below: &Path) -> bool {
        let matches = |globs: &Gitignore| globs.matched_path_or_any_parents(below, false).is_ignore();
        self.exclude.as_ref().is_some_and(matches)
    }
}

fn compile(globs: &[String]) -> Result<Option<Gitignore>, WalkError> {
    if globs.is_empty() {
        return Ok(None);
    }
    let mut builder = builder();
    for glob in globs {
        add_glob(&mut builder, glob)?;
    }
    let built = builder
        .build()
        .map_err(|error| WalkError::BadGlob { glob: globs.join(" "), message: error.to_string() })?;
    Ok(Some(built))
}

/// A set of globs without a root of its own: paths are made relative before they are matched.
fn builder() -> GitignoreBuilder {
    let mut builder = GitignoreBuilder::new("");
    // Git takes `a[` for a name; whoever writes it here has forgotten the bracket.
    builder.allow_unclosed_class(false);
    builder
}

fn add_glob(builder: &mut GitignoreBuilder, glob: &str) -> Result<(), WalkError> {
    let bad = |message: String| WalkError::BadGlob { glob: glob.to_owned(), message };
    // A gitignore file skips such lines; on a command line they are a mistake.
    if glob.trim().is_empty() || glob.starts_with('#') {
        return Err(bad("it matches nothing; write `\\#` for a name that begins with `#`".to_owned()));
    }
    match builder.add_line(None, glob) {
        Ok(_) => Ok(()),
        Err(ignore::Error::Glob { err, .. }) => Err(bad(err)),
        Err(error) => Err(bad(error.to_string())),
    }
}

/// How many entries of a directory are looked at for what a glob matches. Beyond that it counts as matching.
const MOST_ENTRIES: usize = 100_000;

/// Of how many globs it is asked whether they match something. Of more, none is told to match nothing.
const MOST_GLOBS: usize = 10_000;

/// How many globs are tried on how many entries, at most.
const MOST_TRIED: usize = 10_000_000;

/// Which of some globs match nothing below a directory, whatever is ignored or excluded there.
pub(crate) fn matching_nothing(globs: &[&str], base: &Path) -> Vec<bool> {
    if globs.len() > MOST_GLOBS {
        return vec![false; globs.len()];
    }
    let most = MOST_ENTRIES.min(MOST_TRIED / globs.len().max(1));
    let compile = |glob: &&str| compile(&[glob.trim_start_matches('!').to_owned()]).ok().flatten();
    let compiled: Vec<Option<Gitignore>> = globs.iter().map(compile).collect();
    let mut idle: Vec<bool> = compiled.iter().map(Option::is_some).collect();
    let mut walk = WalkBuilder::new(base);
    walk.standard_filters(false).sort_by_file_name(Ord::cmp);
    walk.filter_entry(|entry| entry.file_name() != ".git");
    for (number, entry) in walk.build().flatten().enumerate() {
        if number > most {
            return vec![false; globs.len()];
        }
        let Ok(path) = entry.path().strip_prefix(base) else { continue };
        let is_directory = entry.file_type().is_some_and(|kind| kind.is_dir());
        for (idle, glob) in idle.iter_mut().zip(&compiled) {
            let matches = |glob: &Gitignore| glob.matched(path, is_directory).is_ignore();
            *idle &= path.as_os_str().is_empty() || !glob.as_ref().is_some_and(matches);
        }
        if !idle.contains(&true) {
            break;
        }
    }
    idle
}

/// Checks that a glob can be understood.
pub(crate) fn check_glob(glob: &str) -> Result<(), WalkError> {
    add_glob(&mut builder(), glob)
}
