//! TypeScript and JavaScript.

use std::ops::Range;

use super::{Advice, Grammar, Language, Layout, Scoping, TestCode, Token, files};

/// TypeScript and JavaScript, with JSX: the grammar of TypeScript reads what both have in common.
pub const TYPESCRIPT: Language = Language {
    id: "typescript",
    title: "TypeScript",
    receiver: "this",
    files: files::typescript,
    notebooks: &[],
    line_comment: "//",
    grammars: &[
        Grammar { extensions: &[], grammar: || tree_sitter_typescript::LANGUAGE_TSX.into() },
        // `<T>value` is a cast there, and would begin an element.
        Grammar {
            extensions: &["ts", "mts", "cts"],
            grammar: || tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
        },
    ],
    query: include_str!("../../queries/typescript.scm"),
    export_list: "",
    conjunction: "&&",
    type_test: "",
    metaclass: "",
    walrus: "",
    macro_definition: "",
    null: "null",
    prelude: "globalThis",
    scoping: Scoping::Lexical,
    layout: Layout::Paths,
    manifests: &["package.json", "tsconfig.json", "tsconfig.base.json", "tsconfig.app.json", "jsconfig.json"],
    locks: &[],
    advice: Advice {
        function: "wrap `{name}` in what records, and name that under `[attestation]` in the settings",
        async_function: "wrap `{name}` in what records, and name that under `[attestation]` in the settings",
        generator: "`{name}` is a generator: let what records wrap the function that reads it to its end",
        elsewhere: "put the call into a function that is wrapped in what records",
        marker: "There is no SDK of mima for JavaScript yet: a marker of your own, or a preset, is named under \
                 `[attestation]` in the settings.",
        beside: "put the marker next to the method, below the other decorators",
        called: "call the marker with its options before it takes the function",
        in_body: "put the calls in the body into a function that is wrapped in what records",
    },
    test_code: TestCode {
        directories: &["test", "tests", "__tests__", "__mocks__", "e2e", "cypress"],
        file_prefixes: &[],
        file_suffixes: &[
            ".test.ts",
            ".test.tsx",
            ".test.js",
            ".test.jsx",
            ".test.mjs",
            ".test.mts",
            ".spec.ts",
            ".spec.tsx",
            ".spec.js",
            ".spec.jsx",
            ".spec.mjs",
            ".spec.mts",
        ],
        decorator: "",
        negation: "",
    },
    declared_encoding: |_| None,
    statement_words: &[
        "abstract",
        "break",
        "class",
        "const",
        "continue",
        "debugger",
        "do",
        "enum",
        "export",
        "for",
        "if",
        "import",
        "interface",
        "let",
        "namespace",
        "return",
        "switch",
        "throw",
        "try",
        "type",
        "var",
        "while",
    ],
    clause_words: &["else", "catch", "finally"],
    named_files: |_| Vec::new(),
    code_functions: &[],
    newer_syntax,
};

/// Syntax that is newer than the grammar.
fn newer_syntax(_: &[Token<'_>]) -> Vec<Range<usize>> {
    Vec::new()
}
