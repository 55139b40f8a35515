//! The layers: which module may import which. `docs/architecture.md` shows the same table and gives the reasons.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "the sources are read, and a source that cannot be read has to stop the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A module, and what it may import. `lib` stands for what is declared in `lib.rs` itself: the input and output of
/// the pipeline, and the pipeline. `main` and `cli` may import anything.
const LAYERS: &[(&str, &[&str])] = &[
    ("name", &[]),
    ("language", &[]),
    ("limit", &[]),
    ("source", &["language"]),
    ("module", &["limit", "name", "source"]),
    ("catalog", &["name"]),
    ("finding", &["catalog", "limit", "name", "source"]),
    ("bind", &["language", "limit", "module", "name", "source"]),
    ("project", &["catalog", "finding", "limit", "module", "name", "source"]),
    ("attest", &["catalog", "finding", "limit", "module", "name", "project", "source"]),
    ("check", &["attest", "catalog", "finding", "language", "limit", "module", "name", "project", "source"]),
    ("output", &["catalog", "finding", "name", "source"]),
    ("walk", &["finding", "language", "lib"]),
    (
        "sieve",
        &["bind", "catalog", "finding", "language", "lib", "limit", "module", "name", "project", "source"],
    ),
    ("config", &["catalog", "finding", "limit", "walk"]),
    ("init", &["catalog", "finding", "lib", "policy", "source"]),
    ("policy", &["config", "finding", "lib", "output", "source", "walk"]),
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
    for (module, path) in sources() {
        let text = fs::read_to_string(&path).expect("a source file");
        let names_parser = text.lines().any(|line| {
            let code = line.split("//").next().unwrap_or_default();
            code.contains("tree_sitter")
        });
        assert!(
            !names_parser || ["bind", "language"].contains(&module.as_str()),
            "{} names the parser",
            path.display()
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

/// Source files with the module at the top that they belong to.
fn sources() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&root).expect("below src");
                let first = below.components().next().expect("a name").as_os_str().to_string_lossy();
                found.push((first.trim_end_matches(".rs").to_owned(), path));
            }
        }
    }
    found.sort();
    found
}

/// What each module imports, with a place where it does.
fn imports() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut imports: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (module, path) in sources() {
        let text = fs::read_to_string(&path).expect("a source file");
        let mine = imports.entry(module.clone()).or_default();
        for (number, line) in (1..).zip(text.lines()) {
            let code = line.split("//").next().unwrap_or_default();
            let test_only = code.contains("include_str!");
            for (at, _) in code.match_indices("crate::").filter(|_| !test_only) {
                for name in names(&code[at + "crate::".len()..]) {
                    if name != module {
                        mine.entry(name).or_insert_with(|| format!("{}:{number}", path.display()));
                    }
                }
            }
        }
    }
    imports
}

/// The modules at the top that a path from the crate's root begins with: `finding::{…}`, `{Content, walk::Walk}`.
fn names(path: &str) -> Vec<String> {
    let identifier =
        |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let layer = |name: String| {
        let is_module = name.starts_with(|c: char| c.is_ascii_lowercase()) && name != "analyze";
        if is_module { name } else { "lib".to_owned() }
    };
    match path.strip_prefix('{') {
        Some(group) => {
            let group = group.split('}').next().unwrap_or_default();
            group.split(',').map(|one| layer(identifier(one.trim()))).collect()
        }
        None => vec![layer(identifier(path))],
    }
}
