//! The languages: extensions, grammar, query, comment syntax, scopes, modules. One row each; one file a language.

mod files;
pub mod python;
pub mod rust;
pub mod typescript;

use std::ops::Range;
use std::path::Path;

use crate::name::joined;

pub use files::{FileNames, HEAD_BYTES, may_begin_with_interpreter};

/// One language, as data. Everything the later stages need to know of a language stands here.
#[derive(Debug)]
pub struct Language {
    /// Its id: `python`.
    pub id: &'static str,
    /// Its name for people: `Python`.
    pub title: &'static str,
    /// The name of what a method is called on, where no parameter names it; empty if one does.
    pub receiver: &'static str,
    /// Which files hold it.
    pub files: fn() -> &'static FileNames,
    /// Extensions of notebooks whose cells hold it.
    pub notebooks: &'static [&'static str],
    /// What begins a line comment.
    pub line_comment: &'static str,
    /// The grammars of its dialects: each with the extensions of the files that it reads. The first reads all others.
    pub grammars: &'static [Grammar],
    /// The query that names the grammar's shapes.
    pub query: &'static str,
    /// The name whose value lists what a wildcard import brings; empty if the language has none.
    pub export_list: &'static str,
    /// The operator that gives its right side when the left one holds.
    pub conjunction: &'static str,
    /// The built-in function that tells whether its first argument is an instance of its second; empty if there is
    /// none.
    pub type_test: &'static str,
    /// The keyword by which a class says what makes it; empty if the language has none.
    pub metaclass: &'static str,
    /// The operator that binds a name inside an expression; empty if the language has none.
    pub walrus: &'static str,
    /// What begins the definition of a macro by rules; empty if there are none.
    pub macro_definition: &'static str,
    /// The constant for no value.
    pub null: &'static str,
    /// What the names that nobody binds belong to: `builtins`.
    pub prelude: &'static str,
    /// How long a name holds.
    pub scoping: Scoping,
    /// How files become modules.
    pub layout: Layout,
    /// Names of files that say which programs a directory holds; they are read, and never reported on.
    pub manifests: &'static [&'static str],
    /// Names of files that say which packages a program depends on, and those on which others.
    pub locks: &'static [&'static str],
    /// Which code is test code.
    pub test_code: TestCode,
    /// What to do about a call that no marker covers.
    pub advice: Advice,
    /// The encoding that a file declares for itself, as written; looks at its first lines only.
    pub declared_encoding: fn(&[u8]) -> Option<&str>,
    /// Words that begin statements or definitions and stand in no expression: where one begins a line inside a bracket,
    /// the bracket was never closed.
    pub statement_words: &'static [&'static str],
    /// Words that begin a further part of the statement before them: `else`.
    pub clause_words: &'static [&'static str],
    /// The files that code names to be read as code, with the places where they are named. A name in a comment counts.
    pub named_files: fn(&[u8]) -> Vec<(usize, NamedFile)>,
    /// Functions that run a text as code; empty if the language has none.
    pub code_functions: &'static [&'static str],
    /// Which bytes are syntax that is newer than the grammar, and may be left out without a change of what the rest means
    /// to the analysis. Asked only about what does not parse.
    pub newer_syntax: fn(&[Token<'_>]) -> Vec<Range<usize>>,
}

/// A grammar, and which files it reads.
#[derive(Debug)]
pub struct Grammar {
    /// The extensions of these files; none for the grammar of all that no other reads.
    pub extensions: &'static [&'static str],
    /// The grammar.
    pub grammar: fn() -> tree_sitter::Language,
}

/// A token of what does not parse.
#[derive(Clone, Copy, Debug)]
pub struct Token<'t> {
    /// Its text.
    pub text: &'t str,
    /// Its first byte in the file.
    pub start: usize,
    /// Whether it is the first of its line.
    pub is_first: bool,
}

impl Token<'_> {
    /// Its bytes in the file.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// Whether it is a name or a keyword.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// The text of a token; empty before the first and after the last.
fn text<'t>(tokens: &[Token<'t>], at: Option<usize>) -> &'t str {
    at.and_then(|at| tokens.get(at)).map_or("", |token| token.text)
}

/// How many tokens are looked at for the end of a bracket, so that the cost stays linear.
const LOOKAHEAD: usize = 4096;

/// The tokens of a bracket that begins with the first of some, without its ends, each with the number of brackets around it
/// in there. `None` if the bracket has no end, or ends too far away.
fn in_bracket<'s, 't>(tokens: &'s [Token<'t>]) -> Option<Vec<(usize, &'s Token<'t>)>> {
    let mut depth = 0_usize;
    let mut inside = Vec::new();
    for token in tokens.iter().skip(1).take(LOOKAHEAD) {
        match token.text {
            ")" | "]" | "}" if depth == 0 => return Some(inside),
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        inside.push((depth, token));
        if matches!(token.text, "(" | "[" | "{") {
            depth += 1;
        }
    }
    None
}

/// What stands for the dot in the name of a file that takes part because code names it.
const NAMED_SIGN: char = '!';

/// The name of a module that is written in a file with another extension, or without one.
fn named_stem(name: &str) -> String {
    if name.contains('.') {
        name.replace('.', NAMED_SIGN.encode_utf8(&mut [0; 4]))
    } else {
        format!("{name}{NAMED_SIGN}")
    }
}

/// A file that code names to be read as code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedFile {
    /// A path to a text that is read in its place: from the directory of the file that names it or, where programs read files
    /// while they run, from one above.
    Path(String),
    /// A path to a module of its own, from the directory of the file that names it.
    Module(String),
    /// A path from the directory of the program's manifest.
    BelowManifest(String),
    /// A file that the build writes.
    Generated(String),
}

impl NamedFile {
    /// Where the file may be, the likeliest place first; below the scan root, with `/`. `from` is the path of the file that names it,
    /// `manifest` the directory of its program's manifest. None where it lies outside or is not there yet.
    pub fn places(&self, language: &Language, from: &str, manifest: &str) -> Vec<String> {
        let directory = from.rsplit_once('/').map_or("", |(directory, _)| directory);
        match self {
            Self::Generated(_) => Vec::new(),
            Self::BelowManifest(path) => file_below(manifest, path).into_iter().collect(),
            Self::Path(path) | Self::Module(path) if language.layout == Layout::Crates => {
                file_below(directory, path).into_iter().collect()
            }
            Self::Path(path) | Self::Module(path) => {
                let mut directories = vec![directory];
                let mut rest = directory;
                while !rest.is_empty() {
                    rest = rest.rsplit_once('/').map_or("", |(above, _)| above);
                    directories.push(rest);
                }
                directories.into_iter().filter_map(|directory| file_below(directory, path)).collect()
            }
        }
    }
}

/// A path to a file from a directory; `None` if it leads out of the scan root, or to the root itself.
fn file_below(directory: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    joined(directory, path).filter(|path| !path.is_empty())
}

/// What to do about a call that no marker covers, by what it stands in; `{name}` is the name of that.
#[derive(Debug)]
pub struct Advice {
    /// A plain function.
    pub function: &'static str,
    /// A function whose body is a coroutine's.
    pub async_function: &'static str,
    /// A generator.
    pub generator: &'static str,
    /// No function.
    pub elsewhere: &'static str,
    /// Where the marker in the others comes from, for who has none yet.
    pub marker: &'static str,
    /// A marker that others go round: where it belongs.
    pub beside: &'static str,
    /// A marker that has to be called.
    pub called: &'static str,
    /// A marker on what runs later: what to put into its body.
    pub in_body: &'static str,
}

/// Which code is test code, by its names.
#[derive(Debug)]
pub struct TestCode {
    /// Directories below the scan root that hold nothing else.
    pub directories: &'static [&'static str],
    /// How the names of files begin that hold nothing else.
    pub file_prefixes: &'static [&'static str],
    /// How they end.
    pub file_suffixes: &'static [&'static str],
    /// The word in a decorator that makes test code of a definition; empty if the language has none.
    pub decorator: &'static str,
    /// The word that turns it into its contrary.
    pub negation: &'static str,
}

impl TestCode {
    /// Whether a file holds test code only; `path` is relative to the scan root, with `/`.
    pub fn holds(&self, path: &str) -> bool {
        let mut directories = path.split('/');
        let file = directories.next_back().unwrap_or_default();
        directories.any(|directory| self.directories.contains(&directory))
            || self.file_prefixes.iter().any(|prefix| file.starts_with(prefix))
            || self.file_suffixes.iter().any(|suffix| file.ends_with(suffix))
    }
}

/// How long a name holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scoping {
    /// To the end of the function that binds it anywhere; statements run in the order of the file.
    Function,
    /// To the end of its block, from where it is declared. Definitions hold in their whole block, closures see
    /// what held where they are written, and a block is worth its last expression.
    Block,
    /// To the end of the block that declares it, and in all of it; a function sees what its names hold when it runs, and
    /// functions that are declared hold from the beginning of their block. Statements give no value.
    Lexical,
}

/// How files become modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A file is a module, a directory a package, and directories on a search path hold both.
    Packages,
    /// A manifest names the root of each program; modules hang below it.
    Crates,
    /// A file is a module that others import by its path; what is imported by another name is a package that is installed, or one
    /// of the project that a manifest names.
    Paths,
}

/// All languages.
pub const LANGUAGES: &[Language] = &[python::PYTHON, rust::RUST, typescript::TYPESCRIPT];

impl Language {
    /// The language with this id.
    pub fn of_id(id: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|language| language.id == id)
    }

    /// The language of a path by its name, in whatever case: `APP.PY` runs like `app.py`.
    pub fn of_path(path: &Path) -> Option<&'static Self> {
        let name = path.file_name()?.to_string_lossy();
        LANGUAGES.iter().find(|language| {
            (language.files)().hold(&name) || language.notebooks.iter().any(|it| files::ends_with(&name, it))
        })
    }

    /// The language that a file may be in whose name may be that of another format.
    pub fn of_shared_name(path: &Path) -> Option<&'static Self> {
        let name = path.file_name()?.to_string_lossy();
        LANGUAGES.iter().find(|language| (language.files)().share(&name))
    }

    /// Which of the grammars reads a file, as an index.
    pub fn grammar_of(&self, path: &str) -> usize {
        let reads = |grammar: &Grammar| grammar.extensions.iter().any(|it| files::ends_with(path, it));
        self.grammars.iter().position(reads).unwrap_or(0)
    }

    /// Whether a text that code names is code: it imports something. Where it must be, that is not asked.
    pub fn may_be_code(&self, bytes: &[u8]) -> bool {
        self.layout == Layout::Crates || files::imports_something(bytes)
    }

    /// The language of a file by its name or, where that says nothing or too little, by its bytes.
    pub fn of_file(path: &Path, bytes: &[u8]) -> Option<&'static Self> {
        let shared = || Self::of_shared_name(path).filter(|_| files::imports_something(bytes));
        Self::of_path(path).or_else(shared).or_else(|| Self::of_head(bytes))
    }

    /// The path under which a file takes part that is read as this language because code names it: `code.txt` is `code!txt.rs`. No
    /// name in a program has that sign, so that nothing else leads there.
    pub fn read_as(&self, path: &str) -> String {
        let extension = (self.files)().extensions.first().map_or("", String::as_str);
        let (directory, name) = path.rsplit_once('/').unwrap_or(("", path));
        let slash = if directory.is_empty() { "" } else { "/" };
        format!("{directory}{slash}{}.{extension}", named_stem(name))
    }

    /// Whether a path is one under which a file takes part that code names.
    pub fn is_read_as(path: &Path) -> bool {
        path.file_stem().and_then(|name| name.to_str()).is_some_and(|name| name.contains(NAMED_SIGN))
    }

    /// The language whose programs load a path as compiled or packed code. What only looks like it is none: `libx.so` is no
    /// module.
    pub fn of_compiled(path: &Path) -> Option<&'static Self> {
        let name = path.file_name()?.to_string_lossy();
        let is_compiled =
            |language: &&Self| (language.files)().compiled.iter().any(|it| files::ends_with(&name, it));
        LANGUAGES.iter().filter(|_| !name.starts_with("lib")).find(is_compiled)
    }

    /// Whether a path of this language is a notebook.
    pub fn is_notebook(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| self.notebooks.iter().any(|extension| files::ends_with(name, extension)))
    }

    /// Whether a path of this language is a page: markup with blocks that hold it.
    pub fn is_page(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| (self.files)().is_page(name))
    }

    /// Whether a path of this language holds it in parts, so that nothing can be looked for in its bytes.
    pub fn is_in_parts(&self, path: &Path) -> bool {
        self.is_notebook(path) || self.is_page(path)
    }

    /// Whether a path of this language is in one of its dialects, or may be no code at all: a text of a program may name any file.
    pub fn is_dialect(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str());
        let is_dialect = |name: &str| (self.files)().is_dialect(name) || (self.files)().share(name);
        name.is_some_and(is_dialect) || self.layout == Layout::Packages && Self::is_read_as(path)
    }

    /// The language whose manifest a path is.
    pub fn of_manifest(path: &Path) -> Option<&'static Self> {
        let name = path.file_name()?.to_str()?;
        LANGUAGES.iter().find(|language| language.manifests.contains(&name))
    }

    /// The language whose lock file a path is.
    pub fn of_lock(path: &Path) -> Option<&'static Self> {
        let name = path.file_name()?.to_str()?;
        LANGUAGES.iter().find(|language| language.locks.contains(&name))
    }

    /// The language of a file whose name says nothing, by how it begins: no more than [`HEAD_BYTES`] are looked at.
    fn of_head(head: &[u8]) -> Option<&'static Self> {
        let head = String::from_utf8_lossy(&head[..head.len().min(HEAD_BYTES)]);
        LANGUAGES.iter().find(|language| (language.files)().are_begun_by(&head))
    }
}
