//! Files of languages that are not analysed: which there are, and what such a file names that has to do with AI.
//!
//! Kinds of files, their comments and the names are rules (`rules/elsewhere/`); shapes are here. A name counts where it
//! stands in the shape of a use, as in `import "name"`, and outside of comments. Nothing is parsed: the bytes are searched
//! once for all names of the kind, and only a file that holds one is looked at more closely.

mod files;
mod names;
mod needles;
mod regions;
mod shape;

pub use files::FilePattern;
use files::FilePatterns;
pub use names::{NameList, Named};
pub use needles::Needles;
pub use regions::{Marker, Syntax, Text};
pub use shape::Shape;

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use names::Matcher;

/// One kind of files.
#[derive(Debug)]
pub struct FileKind {
    /// The language, as people call it: `Go`.
    pub language: String,
    /// The names of the files.
    pub files: Vec<FilePattern>,
    /// Words of a `#!` line that mark a file whose name has no extension.
    pub interpreters: Vec<String>,
    /// What is looked for, and how.
    pub search: Search,
}

/// What is looked for in files of a kind.
#[derive(Debug)]
pub struct Search {
    syntax: Syntax,
    any_case: bool,
    /// A file counts only if it holds one of these; if there are none, every file does.
    needed: Option<Needles>,
    lists: Vec<Arc<NameList>>,
    /// Made where the first such file is searched.
    matcher: OnceLock<Matcher>,
}

/// What a file names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'e> {
    /// The first byte of the name.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// What it is called in reports: `openai-go`.
    pub name: &'e str,
    /// What it is.
    pub named: Named,
}

/// The kinds of files that are not analysed.
#[derive(Clone, Default)]
pub struct Elsewhere(Arc<Kinds>);

#[derive(Default)]
struct Kinds {
    all: Vec<FileKind>,
    /// Kinds by the extension of a file, in lower case.
    by_extension: FxHashMap<String, usize>,
    /// Patterns that say more than an extension.
    by_name: FilePatterns<usize>,
}

impl fmt::Debug for Elsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.all.iter().map(|kind| &kind.language)).finish()
    }
}

impl Elsewhere {
    /// These kinds. A pattern that says more than an extension goes first; of several others the first does.
    pub fn new(kinds: Vec<FileKind>) -> Self {
        let mut table = Kinds::default();
        for (at, kind) in kinds.iter().enumerate() {
            for pattern in &kind.files {
                match pattern.extension() {
                    Some(extension) => _ = table.by_extension.entry(extension.to_owned()).or_insert(at),
                    None => table.by_name.add(pattern.clone(), at),
                }
            }
        }
        table.all = kinds;
        Self(Arc::new(table))
    }

    /// The number of the kind of a file, by its path with `/`; the first line says it where the name has no extension.
    pub fn kind_of(&self, path: &str, first_line: Option<&str>) -> Option<usize> {
        let path = in_lower_case(path);
        let name = path.rsplit('/').next().unwrap_or(&path);
        let by_name = self.0.by_name.find(&path);
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        match (by_name, extension) {
            (Some(at), _) => Some(at),
            (None, Some(extension)) => self.0.by_extension.get(extension).copied(),
            (None, None) => first_line.and_then(|line| self.of_shebang(line)),
        }
    }

    /// The kind with this number.
    pub fn kind(&self, number: usize) -> Option<&FileKind> {
        self.0.all.get(number)
    }

    /// The directories in which files stand that are meant by a name with a dot before it, or before a directory's; with
    /// `/`, from the top of a repository. Each once.
    pub fn hidden_directories(&self) -> impl Iterator<Item = String> {
        let hidden = self.0.by_name.patterns().filter(|pattern| pattern.is_hidden());
        let mut seen = FxHashSet::default();
        hidden.map(FilePattern::directory).filter(move |directory| seen.insert(directory.clone()))
    }

    /// Whether a file is meant by such a name.
    pub fn is_hidden(&self, path: &str) -> bool {
        let path = in_lower_case(path);
        self.0.by_name.patterns().any(|pattern| pattern.is_hidden() && pattern.matches(&path))
    }

    fn of_shebang(&self, first_line: &str) -> Option<usize> {
        let line = first_line.strip_prefix("#!")?;
        let mut words = line.split(['/', ' ', '\t', '\r']);
        let is_of = |word: &str| {
            self.0.all.iter().position(|kind| kind.interpreters.iter().any(|known| known == word))
        };
        words.find_map(is_of)
    }

    /// The languages, each once, in the order of their kinds.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        let mut seen = FxHashSet::default();
        self.0.all.iter().map(|kind| kind.language.as_str()).filter(move |name| seen.insert(*name))
    }
}

impl Search {
    /// Looks for the names of some lists in files of a syntax; `any_case` says that names are written in any case.
    pub fn new(syntax: Syntax, any_case: bool, lists: Vec<Arc<NameList>>) -> Self {
        Self { syntax, any_case, needed: None, lists, matcher: OnceLock::new() }
    }

    /// The same, only in files that hold one of some texts; in all files if there are none.
    #[must_use]
    pub fn in_files_that_hold(mut self, texts: Vec<String>) -> Self {
        self.needed = (!texts.is_empty()).then(|| Needles::new(texts));
        self
    }

    /// Whether a file may name anything: a quick look.
    pub fn may_name(&self, bytes: &[u8]) -> bool {
        self.needed.as_ref().is_none_or(|needed| needed.stand_in(bytes))
            && self.matcher().may_match(&self.folded(bytes))
    }

    /// What a file names, each name once, where it is named first; in order. Of names that overlap the longest counts.
    pub fn names_in(&self, bytes: &[u8]) -> Vec<Mention<'_>> {
        if self.needed.as_ref().is_some_and(|needed| !needed.stand_in(bytes)) {
            return Vec::new();
        }
        let bytes = self.folded(bytes);
        let mut mentions = self.matcher().mentions(&bytes, &self.syntax);
        mentions.sort_by_key(|mention| (mention.start, std::cmp::Reverse(mention.end)));
        let mut seen = FxHashSet::default();
        let mut end = 0;
        mentions.retain(|mention| {
            let is_first = mention.start >= end;
            end = end.max(mention.end);
            is_first && seen.insert(mention.name)
        });
        mentions
    }

    fn folded<'b>(&self, bytes: &'b [u8]) -> Cow<'b, [u8]> {
        if self.any_case { Cow::Owned(bytes.to_ascii_lowercase()) } else { Cow::Borrowed(bytes) }
    }

    fn matcher(&self) -> &Matcher {
        self.matcher.get_or_init(|| Matcher::new(&self.lists, self.any_case))
    }
}

fn in_lower_case(path: &str) -> Cow<'_, str> {
    if path.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(path.to_ascii_lowercase())
    } else {
        Cow::Borrowed(path)
    }
}
