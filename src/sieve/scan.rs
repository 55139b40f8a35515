//! What the bytes of a file say before it is parsed: its import statements.

use aho_corasick::{AhoCorasick, packed};
use memchr::memmem::Finder;
use rustc_hash::FxHashSet;

use crate::catalog::{Catalog, Endpoint};
use crate::language::{Language, Layout};
use crate::name::Name;

/// An import as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Imported {
    /// The module path without leading dots.
    pub(super) module: Name,
    /// How many packages up it starts; 0 is absolute.
    pub(super) level: u32,
    /// The names imported from it; empty if the module itself is imported.
    pub(super) names: Vec<Name>,
}

/// What is known of a file before it is parsed.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Its imports.
    pub(super) imports: Vec<Imported>,
    /// Whether it imports a library, imports a marker's SDK, or names an endpoint.
    pub(super) hit: bool,
    /// Whether it imports an attestation SDK.
    pub(super) marker: bool,
    /// Functions that import what they are told.
    pub(super) loaders: Vec<Name>,
    /// Whether what they are told may be a library.
    pub(super) told: bool,
}

/// Scans bytes.
pub(super) struct Scanner {
    import: Finder<'static>,
    roots: FxHashSet<String>,
    markers: FxHashSet<String>,
    /// Where imports are paths that may stand anywhere: the library of the language itself, which leads nowhere.
    prelude: Option<&'static str>,
    /// The hosts of endpoints, as far as they are fixed.
    hosts: Hosts,
}

/// Looks for any of some texts. A vector search takes a few dozen of them at a time and is several times as fast as an
/// automaton over all, which stands in on machines without one.
struct Hosts {
    packed: Vec<packed::Searcher>,
    automaton: Option<AhoCorasick>,
}

impl Hosts {
    /// How many texts one search takes.
    const AT_ONCE: usize = 32;

    fn new(mut texts: Vec<String>) -> Self {
        texts.sort_unstable();
        texts.dedup();
        let searcher = |texts: &[String]| packed::Config::new().builder().extend(texts).build();
        let packed: Option<Vec<packed::Searcher>> = texts.chunks(Self::AT_ONCE).map(searcher).collect();
        match packed {
            Some(packed) => Self { packed, automaton: None },
            None => Self { packed: Vec::new(), automaton: AhoCorasick::new(texts).ok() },
        }
    }

    fn stand_in(&self, bytes: &[u8]) -> bool {
        self.packed.iter().any(|searcher| searcher.find(bytes).is_some())
            || self.automaton.as_ref().is_some_and(|automaton| automaton.is_match(bytes))
    }
}

/// The longest path of a module that is looked for in a text.
const MAX_PATH: usize = 100;

/// How far a parenthesised list of names is followed.
const MAX_LIST: usize = 16 * 1024;

impl Scanner {
    pub(super) fn new(catalog: &Catalog, language: &Language) -> Self {
        let libraries = catalog.libraries.iter().flat_map(|library| &library.roots);
        let roots = libraries.chain(&catalog.marker_roots).map(ToString::to_string).collect();
        let markers = catalog.marker_roots.iter().map(ToString::to_string).collect();
        let hosts = Hosts::new(catalog.endpoints.iter().filter_map(fixed_host).collect());
        Self {
            import: Finder::new("import"),
            roots,
            markers,
            prelude: (language.layout == Layout::Crates).then_some(language.prelude),
            hosts,
        }
    }

    /// Notes the imports in a file.
    pub(super) fn scan(&self, bytes: &[u8]) -> Facts {
        let hit = self.hosts.stand_in(bytes);
        let mut facts = Facts { hit, ..Facts::default() };
        if let Some(prelude) = self.prelude {
            facts.imports = super::paths::scan(bytes, prelude);
            return facts;
        }
        let mut from = 0;
        for at in self.import.find_iter(bytes) {
            if at < from {
                continue;
            }
            if let Some((imports, end)) = statement(bytes, at).or_else(|| dynamic(bytes, at)) {
                facts.imports.extend(imports);
                from = end;
            } else {
                facts.loaders.extend(loader(bytes, at));
            }
        }
        facts
    }

    /// Whether a text in a file is, or begins with, the root of a library. After the path may come the name of
    /// something in it (`acme.sdk:Client`), or what only the running program knows (`acme.{name}`, `acme.%s`).
    pub(super) fn names_library(&self, bytes: &[u8]) -> bool {
        let ends = |byte: u8| matches!(byte, b'"' | b'\'' | b':' | b'{' | b'%');
        let begins = |path: &str| path.ends_with('_') && self.roots.iter().any(|root| root.starts_with(path));
        let names = |path: &str| is_under(path, &self.roots) || begins(path);
        let mut from = 0;
        while let Some(found) = memchr::memchr2(b'"', b'\'', &bytes[from..]) {
            let start = from + found + 1;
            let limit = bytes.len().min(start + MAX_PATH);
            let length = bytes[start..limit].iter().position(|&byte| !is_path(byte)).unwrap_or(0);
            let end = start + length;
            if length > 0
                && bytes.get(end).is_some_and(|&byte| ends(byte))
                && std::str::from_utf8(&bytes[start..end]).is_ok_and(names)
            {
                return true;
            }
            from = end.max(start);
        }
        false
    }
}

/// Whether an absolute import leads to, or below, one of some roots.
fn is_relevant(import: &Imported, roots: &FxHashSet<String>) -> bool {
    let module = import.module.as_str();
    import.level == 0
        && (is_under(module, roots)
            || import.names.iter().any(|name| is_under(&format!("{module}.{name}"), roots)))
}

/// Whether a dotted path, or the beginning of it, is a root.
fn is_under(path: &str, roots: &FxHashSet<String>) -> bool {
    let mut ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
    ends.any(|end| roots.contains(&path[..end]))
}

impl Scanner {
    /// Judges the imports of a file: whether it imports a library or an attestation SDK. `own` are the packages of
    /// the project itself: a project that is a library does not import it.
    pub(super) fn judge(&self, facts: &mut Facts, own: &FxHashSet<String>) {
        let foreign =
            |import: &&Imported| !own.contains(import.module.as_str().split('.').next().unwrap_or_default());
        facts.hit |= facts.imports.iter().filter(foreign).any(|import| is_relevant(import, &self.roots));
        // A marker of the project's own is one all the same.
        facts.marker = facts.imports.iter().any(|import| is_relevant(import, &self.markers));
    }
}

/// The longest part of an endpoint's host that holds no wildcard, with the port where that follows it.
fn fixed_host(endpoint: &Endpoint) -> Option<String> {
    let part = endpoint.host.split('*').max_by_key(|part| part.len()).filter(|part| part.len() > 3)?;
    let number = endpoint.port.filter(|_| endpoint.host.ends_with(part));
    Some(number.map_or_else(|| part.to_owned(), |number| format!("{part}:{number}")))
}

/// The import statement whose keyword `import` stands at `at`, and where it ends.
fn statement(bytes: &[u8], at: usize) -> Option<(Vec<Imported>, usize)> {
    let after = bytes.get(at + "import".len())?;
    if !(after.is_ascii_whitespace() || *after == b'(' || *after == b'*' || *after == b'\\') {
        return None;
    }
    let line = memchr::memrchr2(b'\n', b'\r', &bytes[..at]).map_or(0, |end| end + 1);
    let start = memchr::memrchr(b';', &bytes[line..at]).map_or(line, |semicolon| line + semicolon + 1);
    let before = std::str::from_utf8(&bytes[start..at]).ok()?;
    // `if x: import y` and `try: from x import y` on one line.
    let before = before.rsplit_once(": ").map_or(before, |(_, rest)| rest).trim();
    let end = end_of_list(bytes, at + "import".len());
    let list = std::str::from_utf8(&bytes[at + "import".len()..end]).ok()?;
    let before = before.trim_start_matches('\u{feff}');
    if before.is_empty() {
        return Some((list.split(',').filter_map(plain).collect(), end));
    }
    let source = before.strip_prefix("from")?;
    let path: String = source.split_whitespace().collect::<String>().replace('\\', "");
    let module = path.trim_start_matches('.');
    let level = (path.len() - module.len()) as u32;
    let names = list.split(',').filter_map(first_word).map(Name::new).collect();
    Some((vec![Imported { module: Name::new(module), level, names }], end))
}

/// `import_module("a.b")`, `__import__("a.b")`: the keyword is part of a function's name.
fn dynamic(bytes: &[u8], at: usize) -> Option<(Vec<Imported>, usize)> {
    let rest = &bytes[at + "import".len()..];
    let rest = rest.strip_prefix(b"_module").or_else(|| rest.strip_prefix(b"__"))?;
    let rest = rest.trim_ascii_start().strip_prefix(b"(")?.trim_ascii_start();
    let quote = *rest.first().filter(|byte| **byte == b'"' || **byte == b'\'')?;
    let length = memchr::memchr(quote, &rest[1..])?;
    let path = std::str::from_utf8(&rest[1..=length]).ok()?;
    let module = path.trim_start_matches('.');
    let import =
        Imported { module: Name::new(module), level: (path.len() - module.len()) as u32, names: Vec::new() };
    Some((vec![import], at + "import".len()))
}

/// Whether a byte may stand in the path of a module.
fn is_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.'
}

/// The function in which a module is imported whose name is no constant: `def load(name): import_module(name)`. It
/// has no name where the module's own code does that.
fn loader(bytes: &[u8], at: usize) -> Option<Name> {
    let rest = &bytes[at + "import".len()..];
    let rest = rest.strip_prefix(b"_module").or_else(|| rest.strip_prefix(b"__"))?;
    rest.trim_ascii_start().strip_prefix(b"(")?;
    let before = &bytes[at.saturating_sub(MAX_LIST)..at];
    let Some(start) = memchr::memmem::rfind(before, b"def ") else { return Some(Name::new("")) };
    let name = before[start + "def ".len()..].split(|byte| !is_path(*byte)).next()?;
    std::str::from_utf8(name).ok().map(Name::new)
}

/// Where the list after `import` ends: at the end of its line, or with its bracket.
fn end_of_list(bytes: &[u8], from: usize) -> usize {
    let limit = bytes.len().min(from + MAX_LIST);
    let list = &bytes[from..limit];
    let first = list.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != b'\\').unwrap_or(0);
    if list.get(first) == Some(&b'(') {
        return memchr::memchr(b')', list).map_or(limit, |end| from + end);
    }
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'\n', b'\r', b';', &list[at..]) {
        let end = at + found;
        let continued = end > 0 && list[end] != b';' && list[..end].trim_ascii_end().ends_with(b"\\");
        if !continued {
            return from + end;
        }
        at = end + 1;
    }
    limit
}

/// Whether a file has a class that derives from one of these, by their last names.
pub(super) fn derives(bytes: &[u8], names: &FxHashSet<Name>) -> bool {
    Finder::new("class ").find_iter(bytes).any(|at| {
        let line = memchr::memrchr2(b'\n', b'\r', &bytes[..at]).map_or(0, |end| end + 1);
        let rest = &bytes[at..bytes.len().min(at + MAX_LIST)];
        let Some(open) = memchr::memchr3(b'(', b':', b'\n', rest).filter(|&open| rest[open] == b'(') else {
            return false;
        };
        let end = memchr::memchr(b')', rest).unwrap_or(rest.len()).max(open);
        let list = String::from_utf8_lossy(&rest[open..end]);
        let mut bases = list.split([',', '[', '=']).filter_map(first_word);
        bytes[line..at].iter().all(u8::is_ascii_whitespace)
            && bases.any(|base| base.rsplit('.').next().is_some_and(|last| names.contains(last)))
    })
}

/// Whether a file reads or binds an attribute of one of these names.
pub(super) fn mentions(bytes: &[u8], attributes: &FxHashSet<Name>) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || !byte.is_ascii();
    memchr::memchr_iter(b'.', bytes).any(|dot| {
        let rest = &bytes[dot + 1..];
        let end = rest.iter().position(|byte| !is_name(byte)).unwrap_or(rest.len());
        std::str::from_utf8(&rest[..end]).is_ok_and(|name| attributes.contains(name))
    })
}

/// `a.b as c` of a plain import.
fn plain(item: &str) -> Option<Imported> {
    let module = first_word(item)?;
    Some(Imported { module: Name::new(module), level: 0, names: Vec::new() })
}

/// The first word of an item in a list, without brackets, comments and continuations.
fn first_word(item: &str) -> Option<&str> {
    let lines = item.lines().map(|line| line.split('#').next().unwrap_or_default());
    let mut words = lines.flat_map(|line| line.split(|c: char| c.is_whitespace() || "()\\".contains(c)));
    words.find(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imports(text: &str) -> Vec<(String, u32, Vec<String>)> {
        let facts = Scanner::new(&Catalog::default(), &crate::language::python::PYTHON).scan(text.as_bytes());
        let owned = |import: Imported| {
            (import.module.to_string(), import.level, import.names.iter().map(ToString::to_string).collect())
        };
        facts.imports.into_iter().map(owned).collect()
    }

    #[test]
    fn every_form_of_import_is_noted() {
        let text = "\u{feff}import a.b as c, d\nfrom ..x import (y as z, # why\n  w)\nif 1: import e; import f\n\
                    from . import *\nm = import_module('g.h')\nreimport = 1\nfrom i import j, \\\n  k\n";
        let expected = [
            ("a.b", 0, vec![]),
            ("d", 0, vec![]),
            ("x", 2, vec!["y", "w"]),
            ("e", 0, vec![]),
            ("f", 0, vec![]),
            ("", 1, vec!["*"]),
            ("g.h", 0, vec![]),
            ("i", 0, vec!["j", "k"]),
        ];
        let expected: Vec<(String, u32, Vec<String>)> = expected
            .into_iter()
            .map(|(module, level, names)| {
                (module.to_owned(), level, names.into_iter().map(str::to_owned).collect())
            })
            .collect();
        assert_eq!(imports(text), expected);
    }

    #[test]
    fn words_are_not_imports() {
        assert_eq!(imports("# import openai\nx = 'import openai'\nimportant = 1\n"), vec![]);
    }
}
