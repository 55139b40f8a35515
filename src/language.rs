//! The languages: extensions, grammar, query, comment syntax. One row each; one file a language.

pub mod python;

use std::path::Path;

/// One language, as data. Everything the later stages need to know of a language stands here.
#[derive(Debug)]
pub struct Language {
    /// Its id: `python`.
    pub id: &'static str,
    /// File extensions without the dot.
    pub extensions: &'static [&'static str],
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
    /// The operator that binds a name inside an expression; empty if the language has none.
    pub walrus: &'static str,
    /// The constant for no value.
    pub null: &'static str,
    /// The encoding that a file declares for itself, as written; looks at its first lines only.
    pub declared_encoding: fn(&[u8]) -> Option<&str>,
}

/// All languages.
pub const LANGUAGES: &[Language] = &[python::PYTHON];

impl Language {
    /// The language with this id.
    pub fn of_id(id: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|language| language.id == id)
    }

    /// The language of a path by its extension.
    pub fn of_path(path: &Path) -> Option<&'static Self> {
        let extension = path.extension()?.to_str()?;
        let of = |language: &&Self| {
            language.extensions.contains(&extension) || language.notebooks.contains(&extension)
        };
        LANGUAGES.iter().find(of)
    }

    /// Whether a path of this language is a notebook.
    pub fn is_notebook(&self, path: &Path) -> bool {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| self.notebooks.contains(&extension))
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
