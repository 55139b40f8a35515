//! What the manifests of packages and the configurations of the compiler say of the names of modules.

use serde_json::Value;

use crate::name::joined;
use crate::project::{Mapping, Package, split};

/// Fields of a manifest that name the file which others get, the source first.
const ENTRIES: &[&str] = &["source", "module", "main", "types", "typings", "browser"];

/// How many conditions of an export stand inside each other at most.
const CONDITIONS: usize = 8;

/// How many configurations one builds on at most.
const BASES: usize = 8;

/// Whether a manifest is that of a package.
pub(super) fn is_package(path: &str) -> bool {
    split(path).1 == "package.json"
}

/// A text in JSON with comments and commas at the end.
fn read(text: &str) -> Option<Value> {
    jsonc_parser::parse_to_serde_value(text, &jsonc_parser::ParseOptions::default()).ok()
}

/// What a package calls itself and what it gives.
pub(super) fn package(path: &str, text: &str) -> Option<Package> {
    let value = read(text)?;
    let mut exports = Vec::new();
    match value.get("exports") {
        Some(Value::Object(entries)) if entries.keys().any(|key| key.starts_with('.')) => {
            for (key, target) in entries {
                targets(key, target, CONDITIONS, &mut exports);
            }
        }
        Some(target) => targets(".", target, CONDITIONS, &mut exports),
        None => {}
    }
    if let Some(Value::Object(entries)) = value.get("imports") {
        for (key, target) in entries {
            targets(key, target, CONDITIONS, &mut exports);
        }
    }
    let entries = ENTRIES.iter().filter_map(|field| value.get(field)?.as_str());
    exports.extend(entries.map(|entry| (".".to_owned(), entry.to_owned())));
    let name = value.get("name").and_then(Value::as_str).map(str::to_owned);
    Some(Package { directory: split(path).0.to_owned(), name, exports })
}

/// The files that an export names under any condition.
fn targets(key: &str, target: &Value, levels: usize, found: &mut Vec<(String, String)>) {
    match target {
        Value::String(path) => found.push((key.to_owned(), path.clone())),
        Value::Object(conditions) if levels > 0 => {
            for target in conditions.values() {
                targets(key, target, levels - 1, found);
            }
        }
        Value::Array(options) if levels > 0 => {
            for target in options {
                targets(key, target, levels - 1, found);
            }
        }
        _ => {}
    }
}

/// A configuration of the compiler.
pub(super) struct Configuration {
    path: String,
    bases: Vec<String>,
    base_url: Option<String>,
    /// Patterns of names, and the paths that they stand for.
    paths: Option<Vec<(String, String)>>,
}

pub(super) fn configuration(path: &str, text: &str) -> Option<Configuration> {
    let value = read(text)?;
    let bases = match value.get("extends") {
        Some(Value::String(base)) => vec![base.clone()],
        Some(Value::Array(bases)) => {
            bases.iter().filter_map(|base| base.as_str().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    };
    let options = value.get("compilerOptions");
    let base_url = options.and_then(|it| it.get("baseUrl")).and_then(Value::as_str).map(str::to_owned);
    let paths = options.and_then(|it| it.get("paths")).and_then(Value::as_object).map(|paths| {
        let of_pattern = |(pattern, targets): (&String, &Value)| {
            let targets = targets.as_array().cloned().unwrap_or_default();
            let targets = targets.into_iter().filter_map(|target| target.as_str().map(str::to_owned));
            targets.map(|target| (pattern.clone(), target)).collect::<Vec<_>>()
        };
        paths.iter().flat_map(of_pattern).collect()
    });
    Some(Configuration { path: path.to_owned(), bases, base_url, paths })
}

/// What each configuration says of names, with what it takes from those that it builds on.
pub(super) fn mappings(all: &[Configuration]) -> Vec<Mapping> {
    let mut found: Vec<Mapping> = Vec::new();
    for configuration in all {
        let directory = split(&configuration.path).0.to_owned();
        let (mut base, mut paths) = (None, None);
        let mut open = vec![(configuration, BASES)];
        while let Some((at, levels)) = open.pop() {
            let here = split(&at.path).0;
            let from = at.base_url.as_ref().and_then(|base| joined(here, base));
            if paths.is_none() {
                paths = at.paths.as_ref().map(|paths| {
                    let start = from.clone().unwrap_or_else(|| here.to_owned());
                    let target =
                        |(pattern, path): &(String, String)| Some((pattern.clone(), joined(&start, path)?));
                    paths.iter().filter_map(target).collect()
                });
            }
            base = base.or(from);
            if levels > 0 {
                let bases = at.bases.iter().rev().filter_map(|base| named(all, here, base));
                open.extend(bases.map(|base| (base, levels - 1)));
            }
        }
        let paths: Vec<(String, String)> = paths.unwrap_or_default();
        match found.iter_mut().find(|known| known.directory == directory) {
            Some(known) => known.paths.extend(paths),
            None => found.push(Mapping { directory, base, paths }),
        }
    }
    found
}

/// The configuration that another builds on.
fn named<'a>(all: &'a [Configuration], directory: &str, base: &str) -> Option<&'a Configuration> {
    let path = joined(directory, base)?;
    let is_meant = |configuration: &&Configuration| {
        configuration.path == path || configuration.path.strip_suffix(".json") == Some(path.as_str())
    };
    all.iter().find(is_meant)
}
