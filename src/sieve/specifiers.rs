//! The imports of modules that texts name, as their bytes say them.

use memchr::memmem::Finder;

use super::imported::Imported;
use crate::name::{Name, specified};
use crate::source::literal_text;

/// How many bytes stand between an import's keyword and the text that names the module, at most.
const CLAUSE_BYTES: usize = 4096;

/// Finds imports.
pub(super) struct Specifiers {
    keywords: [(Finder<'static>, Form); 3],
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// `import … from "m"`, `import "m"`, `import("m")`.
    Import,
    /// `export … from "m"`.
    Export,
    /// `require("m")`.
    Require,
}

impl Specifiers {
    pub(super) fn new() -> Self {
        Self {
            keywords: [
                (Finder::new("import"), Form::Import),
                (Finder::new("export"), Form::Export),
                (Finder::new("require"), Form::Require),
            ],
        }
    }

    /// The imports in a file.
    pub(super) fn scan(&self, bytes: &[u8]) -> Vec<Imported> {
        let mut found = Vec::new();
        for (keyword, form) in &self.keywords {
            for at in keyword.find_iter(bytes) {
                let is_word = !ends_in_name(&bytes[..at]);
                let rest = &bytes[at + keyword.needle().len()..];
                if is_word {
                    found.extend(import(rest, *form));
                }
            }
        }
        found
    }
}

impl Specifiers {
    /// Whether a file loads modules whose names are computed.
    pub(super) fn loads(&self, bytes: &[u8]) -> bool {
        self.keywords.iter().filter(|(_, form)| *form != Form::Export).any(|(keyword, _)| {
            keyword.find_iter(bytes).any(|at| {
                let is_word = !ends_in_name(&bytes[..at]);
                let rest = bytes[at + keyword.needle().len()..].trim_ascii_start();
                is_word && rest.strip_prefix(b"(").is_some_and(|rest| !is_plain_text(rest.trim_ascii_start()))
            })
        })
    }
}

/// Whether some bytes begin with a text and the end of the arguments that it stands in.
fn is_plain_text(bytes: &[u8]) -> bool {
    let Some(text) = quoted(bytes) else { return false };
    let is_whole = !(bytes[0] == b'`' && text.contains("${"));
    is_whole
        && bytes[text.len() + 2..].trim_ascii_start().first().is_none_or(|byte| matches!(byte, b')' | b','))
}

/// The longest name of a module, in bytes, that is looked for in a text.
const NAME_BYTES: usize = 128;

/// The short texts of a file.
pub(super) fn texts(bytes: &[u8]) -> impl Iterator<Item = &str> {
    memchr::memchr3_iter(b'"', b'\'', b'`', bytes).filter_map(|at| {
        let rest = &bytes[at + 1..];
        let is_end = |byte: &u8| *byte == bytes[at] || *byte == b'\n';
        let end = rest.iter().take(NAME_BYTES).position(is_end)?;
        std::str::from_utf8(&rest[..end]).ok().filter(|text| !text.is_empty())
    })
}

/// Whether the last character of some bytes may be one of a name: a byte order mark or a space of any kind is none.
fn ends_in_name(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last() else { return false };
    if last.is_ascii() {
        return last.is_ascii_alphanumeric() || matches!(last, b'_' | b'$');
    }
    let is_begin = |byte: &u8| *byte >= 0xc0;
    let begin = bytes.iter().rposition(is_begin).unwrap_or_default();
    let character = std::str::from_utf8(&bytes[begin..]).ok().and_then(|text| text.chars().next());
    character.is_none_or(char::is_alphanumeric)
}

/// The import whose keyword stands before some bytes.
fn import(rest: &[u8], form: Form) -> Option<Imported> {
    let rest = rest.trim_ascii_start();
    let first = *rest.first()?;
    if first == b'(' && form != Form::Export {
        return Some(imported(quoted(rest[1..].trim_ascii_start())?, Vec::new()));
    }
    if form == Form::Require {
        return None;
    }
    if matches!(first, b'"' | b'\'') {
        return (form == Form::Import).then(|| quoted(rest)).flatten().map(|text| imported(text, Vec::new()));
    }
    let clause = &rest[..rest.len().min(CLAUSE_BYTES)];
    let end = clause.iter().position(|byte| matches!(byte, b'"' | b'\'' | b';' | b'(' | b'='))?;
    let names = std::str::from_utf8(&clause[..end]).ok()?.trim_end();
    if let Some(names) = names.strip_suffix("from") {
        return Some(imported(quoted(&rest[end..])?, names_in(names)));
    }
    // `import fs = require("fs")` is found by its call.
    None
}

/// The text in quotes with which some bytes begin.
fn quoted(bytes: &[u8]) -> Option<&str> {
    let quote = *bytes.first().filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))?;
    let end = bytes[1..].iter().take(CLAUSE_BYTES).position(|byte| *byte == quote || *byte == b'\n')?;
    (bytes[end + 1] == quote).then(|| std::str::from_utf8(&bytes[1..=end]).ok()).flatten()
}

fn imported(text: &str, names: Vec<Name>) -> Imported {
    let (module, level) = specified(&literal_text(text, false));
    Imported { module, level, names }
}

/// The names that a clause imports; none if it is the module itself.
fn names_in(clause: &str) -> Vec<Name> {
    let clause = clause.trim().strip_prefix("type ").unwrap_or(clause.trim());
    let (outside, inside) = match clause.split_once('{') {
        Some((outside, inside)) => (outside, inside.split('}').next().unwrap_or_default()),
        None => (clause, ""),
    };
    let mut found = Vec::new();
    for name in outside.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match name {
            "*" => found.push(Name::new("*")),
            _ if name.starts_with('*') => return Vec::new(),
            _ => found.push(Name::new("default")),
        }
    }
    let listed = inside.split(',').filter_map(|item| {
        let item = item.trim().strip_prefix("type ").unwrap_or(item.trim());
        item.split_whitespace().next()
    });
    found.extend(listed.map(|name| Name::new(name.trim_matches(['"', '\'']))));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |import: Imported| {
            let names: Vec<&str> = import.names.iter().map(Name::as_str).collect();
            format!("{}{} {}", ".".repeat(import.level as usize), import.module, names.join(" "))
                .trim_end()
                .to_owned()
        };
        Specifiers::new().scan(text.as_bytes()).into_iter().map(show).collect()
    }

    #[test]
    fn all_forms_are_read() {
        let expected: &[(&str, &[&str])] = &[
            ("import OpenAI, { AzureOpenAI as A } from \"openai\";", &["openai default AzureOpenAI"]),
            ("import * as ai from 'ai'\n", &["ai"]),
            ("import type { A,\n  B } from \"@langchain/core/messages\";", &["@langchain/core.messages A B"]),
            ("import './setup.js'", &["../setup.js"]),
            ("export * from \"./llm\"; export { a as b } from './c'", &["../llm *", "../c a"]),
            ("const { a } = require('node:fs'), b = await import(`@/x.y`)", &["@/x·y", "fs"]),
            ("importer(\"a\"); export const x = 'from'; exports.from = 'b'", &[]),
        ];
        for (text, imports) in expected {
            assert_eq!(shown(text), *imports, "{text}");
        }
    }
}
