//! Python.

use super::Language;

/// Python 2 and 3 sources and stubs.
pub const PYTHON: Language = Language {
    id: "python",
    extensions: &["py", "pyi", "pyw"],
    interpreters: &["python", "pypy"],
    line_comment: "#",
    grammar: || tree_sitter_python::LANGUAGE.into(),
    query: include_str!("../../queries/python.scm"),
    export_list: "__all__",
    conjunction: "and",
    null: "None",
};
