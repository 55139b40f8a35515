//! The languages: extensions, grammar, query, comment syntax, scopes, modules. One row each; one file a language.

pub mod python;
pub mod rust;

use std::ops::Range;
use std::path::Path;

/// One language, as data. Everything the later stages need to know of a language stands here.
#[derive(Debug)]
pub struct Language {
    /// Its id: `python`.
    pub id: &'static str,
    /// File extensions without the dot.
    pub extensions: &'static [&'static str],
    /// Extensions of dialects of which the grammar reads a part, as Cython: such a file is parsed only if it can matter.
    pub dialects: &'static [&'static str],
    /// Extensions of notebooks whose cells hold it.
    pub notebooks: &'static [&'static str],
    /// Words of a `#!` line that mark an extension-less file (`python` also matches `python3.12`).
    pub interpreters: &'static [&'static str],
    /// What begins a line comment.
    pub line_comment: &'static str,
    /// The grammar.
    pub grammar: fn() -> tree_sitter::Language,
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
    /// Functions that run a text as code; empty if the language has none.
    pub code_functions: &'static [&'static str],
    /// Which bytes are syntax that is newer than the grammar, and may be left out without a change of what the rest means
    /// to the analysis. Asked only about what does not parse.
    pub newer_syntax: fn(&[Token<'_>]) -> Vec<Range<usize>>,
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
}

/// How files become modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A file is a module, a directory a package, and directories on a search path hold both.
    Packages,
    /// A manifest names the root of each program; modules hang below it.
    Crates,
}

/// All languages.
pub const LANGUAGES: &[Language] = &[python::PYTHON, rust::RUST];

impl Language {
    /// The language with this id.
    pub fn of_id(id: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|language| language.id == id)
    }

    /// The language of a path by its extension, in whatever case: `APP.PY` runs like `app.py`.
    pub fn of_path(path: &Path) -> Option<&'static Self> {
        path.extension()?;
        LANGUAGES.iter().find(|language| {
            [language.extensions, language.dialects, language.notebooks]
                .iter()
                .any(|extensions| has_extension(path, extensions))
        })
    }

    /// Whether a path of this language is a notebook.
    pub fn is_notebook(&self, path: &Path) -> bool {
        has_extension(path, self.notebooks)
    }

    /// Whether a path of this language is in one of its dialects.
    pub fn is_dialect(&self, path: &Path) -> bool {
        has_extension(path, self.dialects)
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

    /// The language of an extension-less file by its first line.
    pub fn of_shebang(first_line: &str) -> Option<&'static Self> {
        let interpreter = first_line.strip_prefix("#!")?;
        let mut words = interpreter.split(['/', ' ', '\t']).rev();
        LANGUAGES.iter().find(|language| {
            words.any(|word| {
                language.interpreters.iter().any(|name| {
                    word.strip_prefix(name)
                        .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '.'))
                })
            })
        })
    }
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| extensions.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}
