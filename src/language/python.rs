//! Python.

use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use aho_corasick::packed::{Config, Searcher};

use super::{Advice, Grammar, Language, Layout, NamedFile, Scoping, TestCode, Token, files, in_bracket};

/// Python 2 and 3 sources and stubs.
pub const PYTHON: Language = Language {
    id: "python",
    title: "Python",
    receiver: "",
    files: files::python,
    notebooks: &["ipynb"],
    line_comment: "#",
    grammars: &[Grammar { extensions: &[], grammar: || tree_sitter_python::LANGUAGE.into() }],
    query: include_str!("../../queries/python.scm"),
    export_list: "__all__",
    conjunction: "and",
    type_test: "isinstance",
    metaclass: "metaclass",
    walrus: ":=",
    macro_definition: "",
    null: "None",
    prelude: "builtins",
    scoping: Scoping::Function,
    layout: Layout::Packages,
    manifests: &["pyproject.toml", "setup.cfg"],
    locks: &["uv.lock", "poetry.lock", "pdm.lock", "pylock.toml"],
    advice: Advice {
        function: "put `@mima.attest(tool_name=\"{name}\")` above `def {name}`",
        async_function: "put `@mima.attest(tool_name=\"{name}\")` of an `AsyncMimaGovernance` client above `async def {name}`",
        generator: "`{name}` is a generator, which a decorator does not cover: put the call under `with mima.trace(\"{name}\"):`",
        elsewhere: "put the call under `with mima.trace(\"…\"):`, or into a function with `@mima.attest(…)` above it",
        marker: "`mima` is a `MimaGovernance` of the package mima-governance (which has a command `mima` too: install \
                 mima-cli after it). A marker of your own, or a preset, is named under `[attestation]` in the settings.",
        beside: "put the marker next to `def`, below the other decorators",
        called: "write `@mima.attest(tool_name=\"{name}\")`",
        in_body: "put the calls in the body under `with mima.trace(\"…\"):`",
    },
    test_code: TestCode {
        directories: &["test", "tests"],
        file_prefixes: &["test_", "conftest."],
        file_suffixes: &["_test.py"],
        decorator: "",
        negation: "",
    },
    declared_encoding,
    statement_words: &[
        "assert", "break", "class", "continue", "def", "del", "elif", "except", "finally", "global",
        "import", "nonlocal", "pass", "raise", "return", "try", "while", "with",
    ],
    clause_words: &["elif", "else", "except", "finally"],
    named_files,
    code_functions: &["exec", "eval"],
    newer_syntax,
};

/// Syntax of Python 3.13 and later: defaults of type parameters, lazy imports, unpacking in comprehensions.
fn newer_syntax(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = |distance: usize| at.checked_sub(distance).map_or("", |at| tokens[at].text);
        let next = tokens.get(at + 1);
        match token.text {
            // `lazy import a`, `lazy from a import b`
            "lazy" if token.is_first || matches!(before(1), ";" | ":") => {
                let import = next.filter(|next| !next.is_first && matches!(next.text, "import" | "from"));
                found.extend(import.map(|import| token.start..import.start));
            }
            // `class A[T = int]`
            "[" if matches!(before(2), "class" | "def" | "type") => found.extend(defaults(&tokens[at..])),
            // `[*a for a in b]`, `{**a for a in b}`
            "*" | "**" if matches!(before(1), "(" | "[" | "{") => {
                let inside = in_bracket(&tokens[at - 1..]).unwrap_or_default();
                let mut separators =
                    inside.iter().filter(|(depth, token)| *depth == 0 && matches!(token.text, "," | "for"));
                if separators.next().is_some_and(|(_, token)| token.text == "for") {
                    found.push(token.range());
                }
            }
            _ => {}
        }
    }
    found
}

/// The defaults in a list of type parameters, which begins with the first token.
fn defaults(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let Some(inside) = in_bracket(tokens) else { return Vec::new() };
    let mut found = Vec::new();
    for parameter in inside.split(|(depth, token)| *depth == 0 && token.text == ",") {
        let equals = parameter.iter().find(|(depth, token)| *depth == 0 && token.text == "=");
        if let (Some((_, equals)), Some((_, last))) = (equals, parameter.last()) {
            found.push(equals.start..last.range().end);
        }
    }
    found
}

/// How many texts are looked at in a file that reads other files as code.
const NAMED_FILES: usize = 64;

/// No path is longer.
const PATH_BYTES: usize = 200;

/// The files that may be named in a program which reads files as code (`exec(open("x.txt").read())`): every text in it that may be
/// a path. Which of them it reads, the program alone knows; so those count that are there and are code.
fn named_files(bytes: &[u8]) -> Vec<(usize, NamedFile)> {
    static RUNNERS: LazyLock<Option<Searcher>> =
        LazyLock::new(|| Config::new().builder().extend(&(PYTHON.files)().runners).build());
    let names_runner = if let Some(searcher) = &*RUNNERS {
        searcher.find(bytes).is_some()
    } else {
        // A machine without vectors.
        let mut runners = (PYTHON.files)().runners.iter();
        runners.any(|runner| memchr::memmem::find(bytes, runner.as_bytes()).is_some())
    };
    if !names_runner {
        return Vec::new();
    }
    let is_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./".contains(byte);
    let mut found: Vec<(usize, NamedFile)> = Vec::new();
    let mut from = 0;
    while let Some(open) = memchr::memchr2(b'"', b'\'', &bytes[from..]) {
        let start = from + open + 1;
        let length = bytes[start..].iter().take(PATH_BYTES).take_while(|byte| is_path(byte)).count();
        from = start + length;
        let is_whole = bytes.get(from) == Some(&bytes[start - 1]);
        let text = std::str::from_utf8(&bytes[start..from]).ok().filter(|text| is_whole && !text.is_empty());
        let Some(path) = text else { continue };
        from += 1;
        let file = NamedFile::Path(path.to_owned());
        // A word may name a file where a function takes it first.
        let may_name = path.contains(['.', '/']) || bytes[..start - 1].ends_with(b"(");
        if may_name
            && path.bytes().any(|byte| byte.is_ascii_alphabetic())
            && found.iter().all(|(_, known)| *known != file)
        {
            found.push((start, file));
            if found.len() == NAMED_FILES {
                break;
            }
        }
    }
    found
}

/// A manifest that is a program itself.
const SETUP_SCRIPT: &str = "setup.py";

/// Whether a path is that of a file which names the distribution in its directory.
pub fn is_manifest(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name == SETUP_SCRIPT || PYTHON.manifests.contains(&name))
}

/// The name of the distribution that a manifest describes, as far as it is written there.
pub fn distribution(path: &str, text: &str) -> Option<String> {
    match path.rsplit('/').next()? {
        SETUP_SCRIPT => {
            let (_, arguments) = text.split_once("setup(")?;
            let values = arguments.match_indices("name").filter_map(|(at, word)| {
                let is_whole = !arguments[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
                let value =
                    arguments[at + word.len()..].trim_start().strip_prefix('=').filter(|_| is_whole)?;
                let quoted = value.trim_start().strip_prefix(['"', '\''])?;
                quoted.split(['"', '\'']).next()
            });
            values.map(str::to_owned).next()
        }
        "setup.cfg" => {
            let lines = text.lines().skip_while(|line| line.trim() != "[metadata]").skip(1);
            let mut values = lines.take_while(|line| !line.starts_with('['));
            let value = values.find_map(|line| line.strip_prefix("name")?.trim_start().strip_prefix('='))?;
            Some(value.trim().to_owned())
        }
        _ => {
            let table: toml::Table = text.parse().ok()?;
            let poetry = || table.get("tool")?.get("poetry");
            let name = |table: &toml::Value| table.get("name")?.as_str().map(str::to_owned);
            table.get("project").and_then(name).or_else(|| name(poetry()?))
        }
    }
}

/// The encoding cookie of PEP 263: a comment in one of the first two lines that holds `coding:` or `coding=`
/// and a name. The second line counts only below a blank line or a comment.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let (first, rest) = split_line(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
    let (second, _) = split_line(rest);
    let first = first.trim_ascii_start();
    match first.strip_prefix(b"#") {
        Some(comment) => cookie(comment).or_else(|| cookie(second.trim_ascii_start().strip_prefix(b"#")?)),
        None if first.is_empty() => cookie(second.trim_ascii_start().strip_prefix(b"#")?),
        None => None,
    }
}

/// The first line without its end, and what follows it.
fn split_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let Some(at) = memchr::memchr2(b'\n', b'\r', bytes) else {
        return (bytes, b"");
    };
    let width = if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
    (&bytes[..at], &bytes[at + width..])
}

/// The name in `coding[:=][ \t]*([-_.a-zA-Z0-9]+)`, at the first place where that matches.
fn cookie(comment: &[u8]) -> Option<&str> {
    memchr::memmem::find_iter(comment, b"coding").find_map(|at| {
        let rest = &comment[at + b"coding".len()..];
        let rest = rest.strip_prefix(b":").or_else(|| rest.strip_prefix(b"="))?.trim_ascii_start();
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
        let end = rest.iter().position(|byte| !is_name(byte)).unwrap_or(rest.len());
        std::str::from_utf8(&rest[..end]).ok().filter(|name| !name.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::{declared_encoding, distribution};

    #[test]
    fn a_program_that_runs_files_may_run_all_that_it_names() {
        let read = |text: &str| -> Vec<String> {
            let path = |(_, file)| match file {
                super::NamedFile::Path(path) => path,
                _ => String::new(),
            };
            super::named_files(text.as_bytes()).into_iter().map(path).collect()
        };
        assert_eq!(read("exec(open('x.txt').read())"), ["x.txt"]);
        assert_eq!(read("runpy.run_path(\"data/x.inc\")"), ["data/x.inc"]);
        assert_eq!(read("p = HERE / 'x.data'\nSourceFileLoader('m', str(p)).load_module()"), ["x.data", "m"]);
        assert_eq!(read("print(open('x.txt').read())"), [] as [&str; 0]);
    }

    #[test]
    fn a_manifest_names_its_distribution() {
        let name = |path: &str, text: &str| distribution(path, text);
        let acme = Some("acme-ai".to_owned());
        assert_eq!(name("a/pyproject.toml", "[project]\nname = \"acme-ai\"\n"), acme);
        assert_eq!(name("pyproject.toml", "[tool.poetry]\nname = \"acme-ai\"\n"), acme);
        assert_eq!(name("pyproject.toml", "[tool.ruff]\nname = \"acme-ai\"\n"), None);
        assert_eq!(name("pyproject.toml", "[project\n"), None);
        assert_eq!(name("setup.cfg", "[options]\nname = x\n[metadata]\nname = acme-ai\n"), acme);
        assert_eq!(name("setup.cfg", "[metadata]\nversion = 1\n[options]\nname = x\n"), None);
        assert_eq!(name("setup.py", "name = 'x'\nsetup(\n    long_name='y', name = 'acme-ai',\n)\n"), acme);
        assert_eq!(name("setup.py", "setup(name=NAME)\n"), None);
    }

    #[test]
    fn the_cookie_stands_in_the_first_two_lines() {
        let found: &[(&[u8], &str)] = &[
            (b"# -*- coding: latin-1 -*-\n", "latin-1"),
            (b"#!/usr/bin/python\r\n# vim: set fileencoding=cp1252 :\r\n", "cp1252"),
            (b"\xEF\xBB\xBF# coding:utf-8", "utf-8"),
            (b"\n  # encoding: koi8_r\n", "koi8_r"),
            (b"# my coding style\r# coding=big5", "big5"),
            (b"# coding coding: gbk", "gbk"),
        ];
        for (bytes, name) in found {
            assert_eq!(declared_encoding(bytes), Some(*name), "{}", bytes.escape_ascii());
        }
        let none: &[&[u8]] = &[
            b"",
            b"x = 1\n# coding: latin-1\n",
            b"\n\n# coding: latin-1\n",
            b"coding: latin-1\n",
            b"# coding: \n",
            b"# coding latin-1\n",
        ];
        for bytes in none {
            assert_eq!(declared_encoding(bytes), None, "{}", bytes.escape_ascii());
        }
    }
}
