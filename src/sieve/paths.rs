//! Imports in a language of paths: every `a::b::c`, wherever it stands, and `mod x;`.

use memchr::memmem;
use rustc_hash::FxHashSet;

use super::imported::Imported;
use crate::language::rust::{named_file, use_paths};
use crate::module::Import;
use crate::name::Name;

/// Notes the paths in a text, each once, but for those that lead into the language's own library.
pub(super) fn scan(bytes: &[u8], prelude: &str) -> Vec<Imported> {
    let mut found = Vec::new();
    let mut seen: FxHashSet<&[u8]> = FxHashSet::default();
    let mut from = 0;
    for at in memmem::find_iter(bytes, b"::") {
        if at < from {
            continue;
        }
        let word = bytes[..at].iter().rev().take_while(|&&byte| is_word(byte)).count();
        let start = at - word;
        let is_type = bytes[start..at].first().is_none_or(u8::is_ascii_uppercase);
        // Below a type; what nothing stands before is a path from the top.
        let above = bytes[..start].strip_suffix(b"::").and_then(<[u8]>::last);
        let inner = above.is_some_and(|&byte| is_word(byte) || byte == b'>');
        if is_type || inner {
            continue;
        }
        let end = end_of_path(bytes, at);
        from = end;
        if &bytes[start..at] == prelude.as_bytes() || !seen.insert(&bytes[start..end]) {
            continue;
        }
        let Ok(text) = std::str::from_utf8(&bytes[start..end]) else { continue };
        found.extend(use_paths(text).into_iter().map(|path| imported(&path)));
    }
    found.extend(words(bytes, b"mod ").map(|name| submodule(&name)));
    found.extend(named_files(bytes));
    found.extend(words(bytes, b"use ").map(|name| Imported { module: name, level: 0, names: Vec::new() }));
    found.extend(words(bytes, b"crate ").map(|name| Imported { module: name, level: 0, names: Vec::new() }));
    found
}

fn imported(path: &crate::language::rust::UsePath<'_>) -> Imported {
    let mut segments = path.segments.clone();
    let last = if path.is_wildcard { Some("*") } else { segments.pop() };
    match last {
        Some(only) if segments.is_empty() && path.level == 0 && only != "*" => {
            Imported { module: Name::new(only), level: 0, names: Vec::new() }
        }
        last => Imported {
            module: Name::new(&segments.join(".")),
            level: path.level,
            names: last.map(Name::new).into_iter().collect(),
        },
    }
}

/// `mod name;` imports a file below this one.
fn submodule(name: &Name) -> Imported {
    Imported { module: Name::new(""), level: 1, names: vec![name.clone()] }
}

/// `#[path = "a/b.rs"] mod name;` imports the file that it names.
fn named_files(bytes: &[u8]) -> impl Iterator<Item = Imported> + use<'_> {
    /// An attribute with a path is short.
    const MOST: usize = 256;
    memmem::find_iter(bytes, b"#[").filter_map(move |at| {
        let attribute = &bytes[at..bytes.len().min(at + MOST)];
        let inside = attribute[2..].trim_ascii_start();
        if !inside.starts_with(b"path") && !inside.starts_with(b"cfg_attr") {
            return None;
        }
        let attribute = String::from_utf8_lossy(attribute);
        let (up, segments) = named_file(&attribute[..attribute.find(']').unwrap_or(attribute.len())])?;
        let module = Name::new(&segments.join("."));
        Some(Imported { module, level: Import::beside(up), names: Vec::new() })
    })
}

/// The words after a keyword that a semicolon or `as` follows.
fn words<'b>(bytes: &'b [u8], keyword: &'b [u8]) -> impl Iterator<Item = Name> + use<'b> {
    memmem::find_iter(bytes, keyword).filter_map(move |at| {
        if at > 0 && is_word(bytes[at - 1]) {
            return None;
        }
        let rest = bytes[at + keyword.len()..].trim_ascii_start();
        let rest = rest.strip_prefix(b"r#").unwrap_or(rest);
        let end = rest.iter().position(|&byte| !is_word(byte))?;
        let after = rest[end..].trim_ascii_start();
        let ends = after.starts_with(b";") || after.starts_with(b"as ");
        let word = std::str::from_utf8(&rest[..end]).ok()?;
        (ends && !word.is_empty()).then(|| Name::new(word))
    })
}

/// Where a path ends that has `::` at `at`, with the groups in it.
fn end_of_path(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while end < bytes.len() {
        if bytes[end..].starts_with(b"::") {
            end += 2;
        } else if bytes[end] == b'{' && bytes[..end].ends_with(b"::") {
            return end_of_group(bytes, end);
        } else if is_word(bytes[end]) || bytes[end] == b'*' && bytes[..end].ends_with(b"::") {
            end += 1;
        } else if bytes[end..].starts_with(b" as ") {
            end += 4;
        } else {
            break;
        }
    }
    end
}

/// Where a group ends: with its bracket, or, if that is missing, with the statement.
fn end_of_group(bytes: &[u8], from: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b';' => break,
            b'/' if bytes[at..].starts_with(b"//") => {
                let line = &bytes[at..];
                at += memchr::memchr(b'\n', line).unwrap_or(line.len()) - 1;
            }
            _ => {}
        }
        at += 1;
    }
    at
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
