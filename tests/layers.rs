//! The layers: which module may import which. `docs/architecture.md` shows the same table and gives the reasons.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "the sources are read, and a source that cannot be read has to stop the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// A module, and what it may import. `lib` stands for what is declared in `lib.rs` itself: the input and output of
/// the pipeline, and the pipeline. `main` and `cli` may import anything.
const LAYERS: &[(&str, &[&str])] = &[
    ("name", &[]),
    ("language", &["name"]),
    ("limit", &[]),
    ("mistakes", &[]),
    ("calendar", &[]),
    ("regular", &[]),
    ("source", &["language"]),
    ("module", &["limit", "name", "source"]),
    ("elsewhere", &[]),
    ("catalog", &["elsewhere", "mistakes", "name"]),
    ("finding", &["catalog", "limit", "name", "source"]),
    ("fault", &["finding", "limit"]),
    ("git", &["regular"]),
    ("stack", &[]),
    ("outside", &[]),
    ("bind", &["language", "limit", "module", "name", "source", "stack"]),
    ("project", &["catalog", "fault", "finding", "limit", "module", "name", "outside", "source", "stack"]),
    ("attest", &["catalog", "fault", "finding", "limit", "module", "name", "project", "source", "stack"]),
    (
        "check",
        &[
            "attest", "catalog", "fault", "finding", "language", "limit", "mistakes", "module", "name",
            "project", "source",
        ],
    ),
    ("output", &["catalog", "finding", "limit", "name", "source"]),
    ("walk", &["elsewhere", "finding", "git", "language", "lib", "limit", "outside", "regular"]),
    (
        "sieve",
        &[
            "bind",
            "catalog",
            "elsewhere",
            "fault",
            "finding",
            "language",
            "lib",
            "limit",
            "module",
            "name",
            "project",
            "source",
            "stack",
        ],
    ),
    ("blind", &["catalog", "elsewhere", "fault", "finding", "lib", "limit", "sieve", "source"]),
    ("config", &["calendar", "catalog", "finding", "git", "limit", "mistakes", "regular", "source", "walk"]),
    ("init", &["catalog", "finding", "lib", "policy", "source"]),
    ("policy", &["config", "finding", "lib", "mistakes", "output", "source", "walk"]),
];

const ANYTHING: &[&str] = &["cli", "lib", "main"];

#[test]
fn imports_follow_the_table() {
    let allowed: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    let mut failures = Vec::new();
    for (module, imported) in &imports() {
        if ANYTHING.contains(&module.as_str()) {
            continue;
        }
        let Some(allowed) = allowed.get(module.as_str()) else {
            failures.push(format!("`{module}` is not in the table"));
            continue;
        };
        for (other, place) in imported {
            if !allowed.contains(&other.as_str()) {
                failures.push(format!("`{module}` may not import `{other}`: {place}"));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn the_table_says_no_more_than_is_used() {
    let used = imports();
    let mut failures = Vec::new();
    for (module, allowed) in LAYERS {
        let imported = used.get(*module);
        for other in *allowed {
            if !imported.is_some_and(|imported| imported.contains_key(*other)) {
                failures.push(format!("`{module}` does not import `{other}`"));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn the_table_has_no_cycle() {
    let mut left: BTreeMap<&str, BTreeSet<&str>> = LAYERS
        .iter()
        .map(|(module, imports)| {
            // What `lib` declares itself is plain data and imports nothing.
            let others = imports.iter().copied().filter(|other| *other != "lib");
            (*module, others.collect())
        })
        .collect();
    while let Some(lowest) = left.iter().find(|(_, imports)| imports.is_empty()).map(|(name, _)| *name) {
        left.remove(lowest);
        for imports in left.values_mut() {
            imports.remove(lowest);
        }
    }
    assert!(left.is_empty(), "these import each other: {left:?}");
}

/// The syntax tree lives and dies inside `bind`.
#[test]
fn only_bind_and_language_see_the_parser() {
    for file in Crate::read().files {
        assert!(
            !names(&file.tokens, "tree_sitter") || ["bind", "language"].contains(&layer(&file.module)),
            "{} names the parser",
            file.path.display()
        );
    }
}

#[test]
fn the_architecture_shows_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md");
    let text = fs::read_to_string(path).expect("docs/architecture.md");
    for (module, imports) in LAYERS {
        let names: Vec<String> = imports.iter().map(|name| format!("`{name}`")).collect();
        let names = if names.is_empty() { "–".to_owned() } else { names.join(", ") };
        let row = text
            .lines()
            .find(|line| line.starts_with(&format!("| `{module}` |")))
            .unwrap_or_else(|| panic!("docs/architecture.md has no row for `{module}`"));
        assert!(row.ends_with(&format!("| {names} |")), "`{row}` should end with `{names}`");
    }
}

/// Circles: files of one folder that import each other, directly or through others. A module's own file is in no
/// circle, because every module gathers its parts. No circle may appear or grow. When one shrinks, the test fails until
/// this list says so, and prints the new list.
const CIRCLES: &[(&str, &str)] = &[
    ("bind", "flow lower narrowing"),
    ("check", "problem report"),
    ("check", "references requests sites"),
    ("project", "classes eval frames functions index"),
];

#[test]
fn no_circle_of_files_grows() {
    let found = circles(&Crate::read());
    let listed: Vec<(String, BTreeSet<String>)> = CIRCLES
        .iter()
        .map(|(folder, files)| ((*folder).to_owned(), files.split(' ').map(str::to_owned).collect()))
        .collect();
    let mut failures = Vec::new();
    for (folder, files) in &found {
        let within =
            |(known, others): &&(String, BTreeSet<String>)| known == folder && files.is_subset(others);
        if !listed.iter().any(|circle| within(&circle)) {
            failures.push(format!(
                "`{folder}` has a new or larger circle, which has to be broken: {}",
                joined(files)
            ));
        }
    }
    if failures.is_empty() {
        for (folder, files) in &listed {
            if !found.contains(&(folder.clone(), files.clone())) {
                failures.push(format!(
                    "`{folder}` has lost a circle or part of it, so `CIRCLES` has to be updated: {}",
                    joined(files)
                ));
            }
        }
    }
    let today: Vec<String> =
        found.iter().map(|(folder, files)| format!("    ({folder:?}, {:?}),", joined(files))).collect();
    assert!(
        failures.is_empty(),
        "\n{}\n\n`CIRCLES` would be:\n\n{}\n",
        failures.join("\n"),
        today.join("\n")
    );
}

/// What the reader has to see for the tests above to mean anything.
#[test]
fn paths_are_read_as_rustc_reads_them() {
    let texts = [
        ("", "pub use walk::Walk; pub struct Input; mod a; mod b; mod name; mod walk;"),
        (
            "a",
            "use crate::{name::{Name}, walk as paths};
             use crate::{
                 Input,
                 b::{self, one::{Deep}, *},
             };
             mod tests { use super::two; const X: &str = \"crate::c::x\"; }
             fn f() { two::g(); paths::h(); self::two::i(); } // crate::c::y()",
        ),
        (
            "a/two",
            "fn f(x: &crate::Walk) -> String { format!(\"{}\", super::super::name::Name::from(x.b::<u8>())) }",
        ),
        ("b", "mod one; use one::Deep; pub(super) use std::fmt::Display;"),
        ("b/one", "impl super::super::b::Deep { fn f() { b::nothing(); ::name::nothing(); } }"),
        ("name", "macro_rules! m { () => { $crate::b::one::f() } }"),
        ("walk", ""),
    ];
    let texts = texts.into_iter().map(|(module, text)| {
        let module = module.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        (module, PathBuf::from("a.rs"), text.to_owned())
    });
    let sources = Crate::of(texts.collect());
    let found = sources.files.iter().map(|file| {
        let homes: BTreeSet<String> = file
            .paths
            .iter()
            .map(|named| sources.home(&named.path))
            .filter(|home| *home != file.module)
            .map(|home| home.join("/"))
            .collect();
        (file.module.join("/"), homes.into_iter().collect::<Vec<_>>().join(" "))
    });
    let found: Vec<(String, String)> = found.collect();
    let expected = [
        ("", "walk"),
        ("a", " a/two b b/one name walk"),
        ("a/two", "name walk"),
        ("b", "b/one"),
        ("b/one", ""),
        ("name", "b/one"),
        ("walk", ""),
    ];
    assert_eq!(found, expected.map(|(module, homes)| (module.to_owned(), homes.to_owned())));
}

/// What each module imports, with a place where it does.
fn imports() -> BTreeMap<String, BTreeMap<String, String>> {
    let sources = Crate::read();
    let mut imports: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for file in &sources.files {
        let mine = layer(&file.module);
        let imported = imports.entry(mine.to_owned()).or_default();
        for named in &file.paths {
            let home = sources.home(&named.path);
            let other = layer(&home);
            if other != mine {
                let place = || format!("{}:{}", file.path.display(), named.line);
                imported.entry(other.to_owned()).or_insert_with(place);
            }
        }
    }
    imports
}

/// The module at the top that a module belongs to.
fn layer(module: &[String]) -> &str {
    module.first().map_or("lib", String::as_str)
}

/// The circles of each folder. A file in a subfolder counts for the subfolder's module.
fn circles(sources: &Crate) -> BTreeSet<(String, BTreeSet<String>)> {
    let mut uses: BTreeMap<&[String], BTreeMap<&str, BTreeSet<String>>> = BTreeMap::new();
    for file in &sources.files {
        for named in &file.paths {
            let home = sources.home(&named.path);
            let shared = file.module.iter().zip(&home).take_while(|(one, other)| one == other).count();
            if let (Some(from), Some(to)) = (file.module.get(shared), home.get(shared)) {
                uses.entry(&file.module[..shared]).or_default().entry(from).or_default().insert(to.clone());
            }
        }
    }
    let mut circles = BTreeSet::new();
    for (folder, uses) in &uses {
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            uses.keys().map(|file| (*file, reached(uses, file))).collect();
        for (file, others) in &reached {
            if others.contains(file) {
                let back =
                    others.iter().filter(|other| reached.get(*other).is_some_and(|from| from.contains(file)));
                circles.insert((folder.join("/"), back.map(|other| (*other).to_owned()).collect()));
            }
        }
    }
    circles
}

/// The files that a file imports, directly or through others.
fn reached<'a>(uses: &'a BTreeMap<&str, BTreeSet<String>>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        for other in uses.get(file).into_iter().flatten() {
            if reached.insert(other.as_str()) {
                open.push(other);
            }
        }
    }
    reached
}

fn joined(files: &BTreeSet<String>) -> String {
    files.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Whether the code contains a word; comments do not count.
fn names(tokens: &TokenStream, word: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => names(&group.stream(), word),
        TokenTree::Ident(ident) => ident == word,
        _ => false,
    })
}

/// A file of the crate.
struct File {
    /// Its module, such as `["project", "eval"]`; empty for `lib.rs`.
    module: Vec<String>,
    path: PathBuf,
    tokens: TokenStream,
    paths: Vec<Named>,
}

/// A path that a file names, in a `use` or in other code.
struct Named {
    /// The segments, from the root of the crate.
    path: Vec<String>,
    /// The name under which a `use` imports it.
    name: Option<String>,
    line: usize,
}

/// The sources, read as rustc reads them. They are read as tokens because a macro's arguments are tokens to any parser.
/// Two things remain unseen: the code that macros generate, and the file that defines a method.
struct Crate {
    files: Vec<File>,
    /// The module of each file.
    modules: BTreeSet<Vec<String>>,
    /// What a module imports, by the module and the name in it.
    imported: BTreeMap<(Vec<String>, String), Vec<String>>,
}

impl Crate {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder of sources") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    files.push(path);
                }
            }
        }
        files.sort();
        let texts = files.into_iter().map(|path| {
            let below = path.strip_prefix(&root).expect("below src").with_extension("");
            let names = below.components().map(|name| name.as_os_str().to_string_lossy().into_owned());
            let module = names.filter(|name| name != "lib" && name != "mod").collect();
            let text = fs::read_to_string(&path).expect("a source file");
            (module, path, text)
        });
        Self::of(texts.collect())
    }

    fn of(texts: Vec<(Vec<String>, PathBuf, String)>) -> Self {
        let modules: BTreeSet<Vec<String>> = texts.iter().map(|(module, ..)| module.clone()).collect();
        let mut imported = BTreeMap::new();
        let mut files = Vec::new();
        for (module, path, text) in texts {
            let tokens: TokenStream =
                text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let mut reader =
                Reader { modules: &modules, file: module.clone(), module: module.clone(), paths: Vec::new() };
            reader.read(tokens.clone());
            for named in &reader.paths {
                if let Some(name) = &named.name {
                    imported.insert((module.clone(), name.clone()), named.path.clone());
                }
            }
            let paths = reader.paths;
            files.push(File { module, path, tokens, paths });
        }
        Self { files, modules, imported }
    }

    /// The module that defines what a path names; re-exports are followed.
    fn home(&self, path: &[String]) -> Vec<String> {
        let mut path = path.to_vec();
        // The bound ends a ring of re-exports.
        for _ in 0..8 {
            let depth =
                (0..=path.len()).rev().find(|depth| self.modules.contains(&path[..*depth])).unwrap_or(0);
            let (module, rest) = path.split_at(depth);
            let through = rest.first().and_then(|name| self.imported.get(&(module.to_vec(), name.clone())));
            let Some(through) = through.filter(|through| !through.starts_with(&path)) else {
                return module.to_vec();
            };
            path = through.iter().chain(&rest[1..]).cloned().collect();
        }
        Vec::new()
    }
}

/// Collects the paths that one file names.
struct Reader<'a> {
    modules: &'a BTreeSet<Vec<String>>,
    file: Vec<String>,
    /// The module being read: the file's, or an inline one.
    module: Vec<String>,
    paths: Vec<Named>,
}

impl Reader<'_> {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Group(group) => self.read(group.stream()),
                TokenTree::Ident(word) if word == "use" => self.path(&tokens, &mut at, &[], true),
                TokenTree::Ident(word) if word == "mod" => {
                    if let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(group))) =
                        (tokens.get(at), tokens.get(at + 1))
                    {
                        self.module.push(name.to_string());
                        self.read(group.stream());
                        self.module.pop();
                        at += 2;
                    }
                }
                // A name after `.` or `::` belongs to what precedes it.
                TokenTree::Ident(_) if !continues(&tokens[..at - 1]) && colons(&tokens[at..]) => {
                    at -= 1;
                    self.path(&tokens, &mut at, &[], false);
                }
                _ => {}
            }
        }
    }

    /// Reads the path that starts at `at`; in a `use` it may contain groups.
    fn path(&mut self, tokens: &[TokenTree], at: &mut usize, before: &[String], is_use: bool) {
        let mut path = before.to_vec();
        let mut line = 0;
        loop {
            match tokens.get(*at) {
                Some(TokenTree::Ident(name)) => {
                    path.push(name.to_string());
                    line = name.span().start().line;
                }
                Some(TokenTree::Group(group)) if is_use => {
                    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
                    let is_comma =
                        |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
                    for one in tokens.split(is_comma) {
                        self.path(one, &mut 0, &path, true);
                    }
                    return;
                }
                _ => break,
            }
            *at += 1;
            if !colons(&tokens[*at..]) {
                break;
            }
            *at += 2;
        }
        let itself = is_use && path.len() > 1 && path.last().is_some_and(|name| name == "self");
        if itself {
            path.pop();
        }
        let name = match (tokens.get(*at), tokens.get(*at + 1)) {
            (Some(TokenTree::Ident(word)), Some(TokenTree::Ident(name))) if word == "as" => {
                Some(name.to_string())
            }
            (Some(TokenTree::Punct(mark)), _) if mark.as_char() == '*' => None,
            _ => path.last().cloned(),
        };
        if let Some(path) = self.absolute(&path) {
            self.paths.push(Named { path, name: name.filter(|_| is_use && self.module == self.file), line });
        }
    }

    /// The path from the root of the crate; `None` if it leads to another crate or to a local name.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let mut start = self.module.clone();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => start.clear(),
            "self" | "super" => {}
            name => {
                let imported = self.paths.iter().find(|named| named.name.as_deref() == Some(name));
                if let Some(imported) = imported {
                    return Some(imported.path.iter().chain(&rest[1..]).cloned().collect());
                }
                start.push(name.to_owned());
                return self
                    .modules
                    .contains(&start)
                    .then(|| self.module.iter().chain(rest).cloned().collect());
            }
        }
        while let Some(step) = rest.first().filter(|step| ["crate", "self", "super"].contains(&step.as_str()))
        {
            if step == "super" {
                start.pop();
            }
            rest = &rest[1..];
        }
        Some(start.into_iter().chain(rest.iter().cloned()).collect())
    }
}

/// Whether the tokens begin with `::`.
fn colons(tokens: &[TokenTree]) -> bool {
    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':');
    matches!(tokens, [one, two, ..] if is_colon(one) && is_colon(two))
}

/// Whether the tokens end with `.` or `::`, so that the next name belongs to them.
fn continues(tokens: &[TokenTree]) -> bool {
    match tokens {
        [.., one, two] if colons(&[one.clone(), two.clone()]) => true,
        // `..name` is a range.
        [.., TokenTree::Punct(one), TokenTree::Punct(two)] if two.as_char() == '.' => one.as_char() != '.',
        [.., TokenTree::Punct(mark)] => mark.as_char() == '.',
        _ => false,
    }
}
