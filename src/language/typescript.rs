//! TypeScript and JavaScript.

use std::ops::Range;

use super::{
    Advice, Grammar, LOOKAHEAD, Language, Layout, Scoping, TestCode, Token, files, in_bracket, text,
};

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
        // `<T>value` is a cast there, and would begin an element. The markup of pages stands outside of their scripts.
        Grammar {
            extensions: &["ts", "mts", "cts", "vue", "svelte"],
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
    code_functions: &["eval"],
    newer_syntax,
};

/// Syntax that the grammar does not know, and without which the rest means the same.
fn newer_syntax(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if is_newer(tokens, at) {
            found.push(token.range());
        }
        let part = match token.text {
            "with" => attributes(tokens, at),
            "<" => type_arguments(tokens, at),
            _ => None,
        };
        found.extend(part);
    }
    found
}

/// Whether the rest means the same without a token.
fn is_newer(tokens: &[Token<'_>], at: usize) -> bool {
    let is_word = |at: usize| tokens.get(at).is_some_and(Token::is_word);
    let (before, next) = (text(tokens, at.checked_sub(1)), text(tokens, Some(at + 1)));
    let after = text(tokens, Some(at + 2));
    match tokens[at].text {
        // `export type * from "m"`
        "type" => before == "export" && next == "*",
        // `import defer * as x from "m"`
        "defer" => before == "import" && next == "*",
        // `import source x from "m"`
        "source" => before == "import" && is_word(at + 1) && after == "from",
        // `for (await using x of xs)`
        "await" => before == "(" && next == "using",
        "using" => matches!(before, "(" | "await") && is_word(at + 1) && after == "of",
        // `accessor x = 1` in a class
        "accessor" => {
            let is_member = is_word(at + 1) || next.starts_with(['#', '"', '\'', '[']);
            is_member && !matches!(before, "." | "let" | "const" | "var" | "function" | "class" | ",")
        }
        // `class A<in T, out U>`
        "in" => matches!(before, "<" | ",") && is_word(at + 1),
        "out" => matches!(before, "<" | "," | "in") && is_word(at + 1),
        _ => false,
    }
}

/// What an import says of the module behind its name, where the grammar does not expect it: `export … from "m" with { type: "json" }`.
fn attributes(tokens: &[Token<'_>], at: usize) -> Option<Range<usize>> {
    let is_behind_text = text(tokens, at.checked_sub(1)).starts_with(['"', '\'']);
    (is_behind_text && text(tokens, Some(at + 1)) == "{").then_some(())?;
    let inside = in_bracket(&tokens[at + 1..])?.len();
    Some(tokens[at].start..tokens.get(at + inside + 2)?.range().end)
}

/// The types in brackets before a text that a function reads, as `sql<User>` does, and behind the name of a type in a module that is
/// imported on the spot (`import("m").A<B>`).
fn type_arguments(tokens: &[Token<'_>], at: usize) -> Option<Range<usize>> {
    let end = end_of_types(tokens, at)?;
    let is_before_text = text(tokens, Some(end + 1)).starts_with('`');
    (is_before_text || is_of_import(tokens, at)).then(|| tokens[at].start..tokens[end].range().end)
}

/// Where the bracket of types ends that a token begins.
fn end_of_types(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(at).take(LOOKAHEAD) {
        match token.text {
            "<" => depth += 1,
            ">" | ">>" | ">>>" => {
                depth = depth.checked_sub(token.text.len())?;
                if depth == 0 {
                    return Some(place);
                }
            }
            ";" | "=" | "&&" | "||" => return None,
            _ => {}
        }
    }
    None
}

/// Whether the path before a token begins with a module that is imported there.
fn is_of_import(tokens: &[Token<'_>], at: usize) -> bool {
    let mut name = at;
    while text(tokens, name.checked_sub(2)) == "." {
        name -= 2;
    }
    let before = tokens[..name].iter().rev().map(|token| token.text);
    let mut before = before.skip_while(|text| *text != "(").skip(1);
    name < at && text(tokens, name.checked_sub(1)) == ")" && before.next() == Some("import")
}
