//! The presets say what was measured: `testdata/recorders/` runs the real packages, and stores what it saw.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "results are read from disk, and one that cannot be read has to stop the test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mima::catalog::{Catalog, Covers, Marker, MarkerShape, Means, Reach, Recorder};
use serde::Deserialize;

/// What was seen of one program, by the name of the case.
#[derive(Deserialize)]
struct Results {
    preset: String,
    cases: BTreeMap<String, Case>,
}

/// What was seen of one marker.
#[derive(Deserialize)]
struct Case {
    marker: String,
    shape: String,
    entry: Option<String>,
    reach: Option<String>,
    #[serde(rename = "in place")]
    in_place: Option<bool>,
    #[serde(rename = "recorded before")]
    recorded_before: Option<bool>,
    /// Whether a copy that a method of the client gives is recorded.
    #[serde(default)]
    copies: BTreeMap<String, bool>,
    operations: BTreeMap<String, BTreeMap<String, String>>,
}

impl Case {
    /// Whether the marker is in this table, under this name or another one: types of a module, functions that are exported twice.
    fn is_of(&self, recorder: &Recorder) -> bool {
        let shape = match &recorder.means {
            Means::Instrumentor { .. } => "instrumentor",
            Means::Wrapper { .. } => "wrapper",
            Means::Replacement => "replacement",
            Means::Registry { entries } => {
                return self.shape == "registry"
                    && recorder.name.as_str() == self.marker
                    && self.entry.as_ref().is_some_and(|entry| entries.contains(entry));
            }
            Means::Gateway { .. } => "gateway",
        };
        let name = recorder.name.as_str();
        let last = |name: &str| name.rsplit('.').next().map(str::to_owned);
        let in_module =
            name.strip_prefix(&self.marker).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        self.shape == shape && (in_module || shape == "wrapper" && last(name) == last(&self.marker))
    }

    /// Whether each call of an operation was recorded that code makes on the object itself, streaming or not.
    fn is_recorded(&self, operation: &str) -> bool {
        self.operations.contains_key(operation)
            && !["plain", "stream"].iter().any(|form| self.is_lost(operation, form))
    }

    /// Whether a form of an operation was not recorded; one that was not tried with this class is as with the others.
    fn is_lost(&self, operation: &str, form: &str) -> bool {
        let is_lost = |seen: &String| seen != "content" && seen != "record";
        let others = || {
            let same = |other: &&String| place(other) == place(operation);
            self.operations
                .keys()
                .filter(same)
                .filter_map(|other| self.operations[other].get(form))
                .any(is_lost)
        };
        self.operations[operation].get(form).map_or_else(others, is_lost)
    }

    /// Whether this is what was seen of a marker around code, under this name or as it is exported elsewhere.
    fn is_around(&self, name: &str, shape: MarkerShape) -> bool {
        let last = |name: &str| name.rsplit('.').next().map(str::to_owned);
        let root = |name: &str| name.split('.').next().map(str::to_owned);
        let is_shape = match shape {
            MarkerShape::Decorator | MarkerShape::DecoratorFactory => self.shape == "decorator",
            MarkerShape::ContextManager => self.operations.contains_key("with"),
            MarkerShape::AsyncContextManager => self.operations.contains_key("async with"),
            MarkerShape::Callback => self.shape == "callback",
            _ => false,
        };
        is_shape && last(name) == last(&self.marker) && root(name) == root(&self.marker)
    }

    /// Whether code in such a marker was recorded, in every form in which the rules count it.
    fn records_code(&self, marker: &Marker) -> bool {
        let forms: &[&str] = match (marker.shape, marker.covers) {
            (MarkerShape::ContextManager, _) => &["with"],
            (MarkerShape::AsyncContextManager, _) => &["async with"],
            (MarkerShape::Callback, _) => {
                let models = self.operations.keys().filter(|operation| !operation.contains("Embeddings"));
                return models.into_iter().all(|operation| self.is_recorded(operation));
            }
            (_, Covers::Sync) => &["def", "generator"],
            (_, Covers::Async) => &["async def", "async generator"],
            (_, Covers::Any) => &["def", "generator", "async def", "async generator"],
        };
        forms.iter().all(|form| self.is_recorded(form))
    }
}

/// The module of an operation and its path below the class.
fn place(operation: &str) -> (String, String) {
    let parts: Vec<&str> = operation.split('.').collect();
    let is_class = |part: &&str| part.starts_with(char::is_uppercase);
    let at = parts.iter().rposition(is_class).filter(|at| at + 1 < parts.len()).unwrap_or(0);
    (parts[..at.max(1)].join("."), parts[at + 1..].join("."))
}

/// Ways to a call that are no operation of their own, and the segment by which code takes them.
const WAYS: [(&str, &str); 3] = [
    ("raw", "with_raw_response"),
    ("raw_stream", "with_raw_response"),
    ("manager", "with_streaming_response"),
];

/// The shapes of markers around code; all others make what records by itself.
const AROUND: [&str; 3] = ["decorator", "context manager", "callback"];

impl Case {
    /// What leads to calls of an operation that were not recorded.
    fn lost<'c>(&'c self, operation: &'c str) -> impl Iterator<Item = &'c str> {
        let ways = WAYS.iter().filter(|(form, _)| self.is_lost(operation, form)).map(|(_, way)| *way);
        let copies =
            self.copies.iter().filter(|(_, is_recorded)| !**is_recorded).map(|(method, _)| method.as_str());
        ways.chain(copies)
    }
}

fn results() -> Vec<Results> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/recorders/results");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("results").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    let read = |path: &Path| serde_json::from_str(&fs::read_to_string(path).expect("text")).expect("results");
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| read(path))
        .collect()
}

fn catalog(preset: &str) -> Catalog {
    let (path, text) = Catalog::preset(preset).expect("a preset");
    Catalog::with_project_rules(&[(path.to_owned(), text.to_owned())]).expect("rules that can be used")
}

#[test]
fn operations_of_presets_were_seen_recorded() {
    let mut wrong = Vec::new();
    let results = results();
    for preset in Catalog::presets() {
        let recorders = catalog(preset).recorders;
        let cases: Vec<&Case> = results
            .iter()
            .filter(|results| results.preset == preset)
            .flat_map(|results| results.cases.values())
            .filter(|case| !AROUND.contains(&case.shape.as_str()))
            .collect();
        for case in &cases {
            let own: Vec<&Recorder> = recorders.iter().filter(|recorder| case.is_of(recorder)).collect();
            for operation in case.operations.keys() {
                let is_said = own.iter().any(|recorder| recorder.records(operation));
                // With another version of a package it may have been lost.
                let is_recorded = cases
                    .iter()
                    .filter(|other| (&other.marker, &other.entry) == (&case.marker, &case.entry))
                    .filter(|other| other.operations.contains_key(operation))
                    .all(|other| other.is_recorded(operation));
                if is_said != is_recorded {
                    wrong.push(format!("{preset}: {} {operation}: the rules say {is_said}", case.marker));
                    continue;
                }
                for recorder in own.iter().filter(|recorder| recorder.records(operation)) {
                    let is_known =
                        |way: &&str| recorder.not_through.iter().any(|known| known.as_str() == *way);
                    if let Some(way) = case.lost(operation).find(|way| !is_known(way)) {
                        wrong.push(format!("{preset}: {} {operation}: lost through `{way}`", case.marker));
                    }
                }
            }
            for recorder in own {
                let is_class =
                    matches!(&recorder.means, Means::Instrumentor { reach, .. } if *reach == Reach::Class);
                let is_any = case
                    .operations
                    .keys()
                    .any(|operation| recorder.records(operation) && case.is_recorded(operation));
                if is_class && is_any && case.reach.as_deref() != Some("class") {
                    wrong.push(format!("{preset}: {} reaches what was made before", case.marker));
                }
                if matches!(&recorder.means, Means::Wrapper { in_place: true, .. })
                    && case.in_place != Some(true)
                {
                    wrong.push(format!("{preset}: {} changes what it is given", case.marker));
                }
            }
            if case.recorded_before == Some(true) {
                wrong.push(format!("{preset}: {}: something was recorded without it", case.marker));
            }
        }
        for recorder in &recorders {
            for operation in &recorder.operations {
                let is_seen = |case: &&&Case| case.is_of(recorder) && case.operations.contains_key(operation);
                if !cases.iter().any(|case| is_seen(&case)) {
                    wrong.push(format!("{preset}: {}: `{operation}` was not measured", recorder.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

/// Rust's attribute macro, which no program here measures.
const NOT_PYTHON: &str = "tracing";

#[test]
fn code_in_markers_of_presets_was_seen_recorded() {
    let mut wrong = Vec::new();
    let results = results();
    for preset in Catalog::presets().filter(|preset| *preset != NOT_PYTHON) {
        let cases: Vec<&Case> = results
            .iter()
            .filter(|results| results.preset == preset)
            .flat_map(|results| results.cases.values())
            .collect();
        for (name, markers) in &catalog(preset).markers {
            if Catalog::builtin().markers.contains_key(name) {
                continue;
            }
            for marker in markers {
                let is_seen =
                    |case: &&Case| case.is_around(name.as_str(), marker.shape) && case.records_code(marker);
                if !cases.iter().any(is_seen) {
                    wrong.push(format!("{preset}: {name}: {:?} was not seen recording", marker.shape));
                }
            }
        }
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}
