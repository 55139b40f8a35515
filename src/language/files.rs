//! Which files hold a language: by their names, and by how they begin. The names stand in `rules/files.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

/// How many bytes of a file are looked at for the interpreter that runs it. The kernel reads 256 of its first line; in the lines
/// below a shell may be told to hand over.
pub const HEAD_BYTES: usize = 512;

/// How many bytes of a file with a shared name are looked at to see whether it is text.
const SNIFFED_BYTES: usize = 1024;

/// By which names and beginnings a language's files are known.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileNames {
    /// Extensions without the first dot.
    pub extensions: Vec<String>,
    /// Extensions of dialects of which the grammar reads a part, as Cython: such a file is parsed only if it can matter.
    pub dialects: Vec<String>,
    /// Extensions that other formats have too.
    pub shared: Vec<String>,
    /// Extensions of compiled or packed code that a program of this language loads as its own. Nothing in such a file is
    /// analysed, and the report says so.
    pub compiled: Vec<String>,
    /// Extensions of files that hold nothing which runs, though they end like those of the language.
    pub except: Vec<String>,
    /// Extensions of pages: markup with script blocks that hold the language.
    pub pages: Vec<String>,
    /// How the attributes `lang` and `type` of such a block say that it holds the language. A block without them does.
    pub embedded: Vec<String>,
    /// Whole names.
    pub names: Vec<String>,
    /// Words of a `#!` line (`python` also matches `python3.12`).
    pub interpreters: Vec<String>,
    /// Words that stand in a `#!` line one after the other.
    pub launchers: Vec<String>,
    /// How calls are written that read a file as code.
    pub runners: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    scripts: Vec<String>,
    python: FileNames,
    rust: FileNames,
    typescript: FileNames,
}

/// A mistake in the table is found by a test; it never stops a scan.
static TABLE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(include_str!("../../rules/files.toml")).unwrap_or_default());

pub(super) fn python() -> &'static FileNames {
    &TABLE.python
}

pub(super) fn typescript() -> &'static FileNames {
    &TABLE.typescript
}

pub(super) fn rust() -> &'static FileNames {
    &TABLE.rust
}

/// Whether a file of this name, which no language knows, may begin with the line of an interpreter. To open every file would
/// cost more than the rest of the walk.
pub fn may_begin_with_interpreter(name: &str) -> bool {
    let Some((_, extension)) = name.rsplit_once('.') else { return true };
    extension.bytes().all(|byte| byte.is_ascii_digit())
        || TABLE.scripts.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

impl FileNames {
    /// Whether a file of this name is in the language, or in one of its dialects.
    pub(super) fn hold(&self, name: &str) -> bool {
        self.extensions.iter().any(|extension| ends_with(name, extension))
            && !self.except.iter().any(|extension| ends_with(name, extension))
            || self.is_dialect(name)
            || self.is_page(name)
            || self.names.iter().any(|known| name.eq_ignore_ascii_case(known))
    }

    pub(super) fn is_dialect(&self, name: &str) -> bool {
        self.dialects.iter().any(|extension| ends_with(name, extension))
    }

    pub(super) fn is_page(&self, name: &str) -> bool {
        self.pages.iter().any(|extension| ends_with(name, extension))
    }

    /// Whether a block of a page holds the language that says this of itself.
    pub fn is_embedded(&self, kind: &str) -> bool {
        self.embedded.iter().any(|known| kind.eq_ignore_ascii_case(known))
    }

    /// Whether a name may be that of a file of the language, and of another format.
    pub(super) fn share(&self, name: &str) -> bool {
        self.shared.iter().any(|extension| ends_with(name, extension))
    }

    /// Whether a file that begins with `head` is run by an interpreter of the language.
    pub(super) fn are_begun_by(&self, head: &str) -> bool {
        let Some(line) = head.trim_start_matches('\u{feff}').strip_prefix("#!") else { return false };
        let mut lines = line.lines();
        let first = lines.next().unwrap_or_default();
        self.is_run_by(first) || lines.take(HANDOVER_LINES).any(|line| self.is_handed_over(line))
    }

    /// Whether a `#!` line names an interpreter, or what starts one.
    fn is_run_by(&self, line: &str) -> bool {
        let words: Vec<&str> = words(line).collect();
        let is_launched = |launcher: &String| {
            let mut rest = words.iter();
            launcher.split(' ').all(|wanted| rest.any(|word| *word == wanted))
        };
        words.iter().any(|word| self.is_interpreter(word)) || self.launchers.iter().any(is_launched)
    }

    /// Whether a line below hands the file over to an interpreter: `exec python3 "$0"` in a shell, `#! nix-shell -i python3`.
    fn is_handed_over(&self, line: &str) -> bool {
        let mut words = words(line);
        if line.starts_with("#!") {
            return words.by_ref().any(|word| word == "-i")
                && words.next().is_some_and(|word| self.is_interpreter(word));
        }
        words.by_ref().any(|word| word == "exec")
            && line.contains("$0")
            && words.any(|word| self.is_interpreter(word))
    }

    /// Whether a word is the name of an interpreter, whatever its version.
    fn is_interpreter(&self, word: &str) -> bool {
        let word = word.strip_suffix(".exe").unwrap_or(word);
        self.interpreters.iter().any(|name| {
            word.strip_prefix(name.as_str()).is_some_and(|version| {
                let version = version.trim_end_matches(['d', 'm', 't', 'u', 'w']);
                version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            })
        })
    }
}

/// In how many lines below the first an interpreter is looked for.
const HANDOVER_LINES: usize = 5;

/// The words of a line that starts a program, without directories and quotes.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split([' ', '\t', '\r', '"', '\'']);
    words.filter_map(|word| word.rsplit(['/', '\\']).next()).filter(|word| !word.is_empty())
}

/// Whether a file's name ends with a dot and an extension, in whatever case.
pub(super) fn ends_with(name: &str, extension: &str) -> bool {
    let dot = name.len().checked_sub(extension.len() + 1).filter(|&dot| dot > 0);
    dot.and_then(|dot| name.get(dot..))
        .and_then(|end| end.strip_prefix('.'))
        .is_some_and(|end| end.eq_ignore_ascii_case(extension))
}

/// Whether some bytes are text with a line that begins with an import.
pub(super) fn imports_something(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SNIFFED_BYTES)];
    let is_import = |line: &[u8]| {
        let line = line.trim_ascii_start();
        line.starts_with(b"import ") || line.starts_with(b"import\t") || line.starts_with(b"from ")
    };
    !head.contains(&0) && bytes.split(|byte| matches!(byte, b'\n' | b'\r' | b';')).any(is_import)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read() {
        let table: Result<Table, _> = toml::from_str(include_str!("../../rules/files.toml"));
        assert!(table.is_ok(), "{table:?}");
        for names in [python(), rust()] {
            let all = names.extensions.iter().chain(&names.dialects).chain(&names.shared);
            let mut all: Vec<&String> = all.chain(&names.names).collect();
            let length = all.len();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), length, "a name stands there twice");
        }
    }

    #[test]
    fn names_are_known_in_whatever_case() {
        for name in ["a.py", "A.PYW", "x.py.in", "sconstruct", "Snakefile", "a.wsgi", "b.smk"] {
            assert!(python().hold(name), "{name}");
        }
        for name in ["py", ".py", "a.pyc", "a.in", "BUILD", "a.bzl", "a.pth", "SConstruct.txt", "a.rs"] {
            assert!(!python().hold(name), "{name}");
        }
        assert!(rust().hold("gen.rs.in") && !rust().hold("gen.in"));
        assert!(python().share("a.pth") && python().share("app.spec") && !python().share("a.spec.ts"));
    }

    #[test]
    fn a_file_is_known_by_its_interpreter() {
        let python_lines = [
            "#!/usr/bin/env python3",
            "#! /usr/bin/env   python",
            "#!/usr/bin/python3.13t -u",
            "#!C:\\Python312\\python.exe",
            "#!/usr/bin/env -S uv run --script",
            "#!/usr/bin/env -S uv run -q --script",
            "#!/usr/bin/env -S pipx run",
            "#!/usr/bin/env ipython3",
            "#!/usr/bin/env nix-shell\n#! nix-shell -i python3 -p python3",
            "#!/bin/sh\n''''exec python3 -- \"$0\" \"$@\" # '''",
            "#!/bin/sh\n\"exec\" \"python3\" \"$0\" \"$@\"",
            "\u{feff}#!/usr/bin/env python3",
        ];
        for line in python_lines {
            assert!(python().are_begun_by(line) && !rust().are_begun_by(line), "{line}");
        }
        for line in ["#!/usr/bin/env rust-script", "#!/usr/bin/env -S cargo +nightly -Zscript"] {
            assert!(rust().are_begun_by(line) && !python().are_begun_by(line), "{line}");
        }
        let others = [
            "",
            "import os",
            "# !python",
            "#!/bin/sh\npython3 -c 'print(1)'",
            "#!/bin/bash\nexec python3 server.py",
            "#!/usr/bin/env node",
            "#!/usr/bin/env nix-shell\n#! nix-shell -i bash -p python3",
            "#!/usr/bin/env -S uv tool",
            "#!/opt/python/bin/perl",
        ];
        for line in others {
            assert!(!python().are_begun_by(line) && !rust().are_begun_by(line), "{line}");
        }
    }

    #[test]
    fn what_has_a_shared_name_counts_if_it_imports_something() {
        assert!(imports_something(b"import openai; openai.x()\n"));
        assert!(imports_something(b"# -*- mode: python -*-\nfrom a import b\n"));
        assert!(!imports_something(b"./src\n../lib\n"));
        assert!(!imports_something(b"PK\x03\x04\x00\x00import x\nimport y\n"));
        assert!(!imports_something(b"Name: x\nVersion: 1\n%build\nmake\n"));
    }
}
