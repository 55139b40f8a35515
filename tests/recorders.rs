//! The presets say what was measured: `testdata/recorders/` runs the real packages, and stores what it saw.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "results are read from disk, and one that cannot be read has to stop the test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mima::catalog::{Catalog, Means, Reach, Recorder};
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
        let forms = &self.operations[operation];
        let seen = |form: &str| forms.get(form).is_none_or(|seen| seen == "content" || seen == "record");
        forms.contains_key("plain") && seen("plain") && seen("stream")
    }
}

/// Ways to a call that are no operation of their own, and the segment by which code takes them.
const WAYS: [(&str, &str); 3] = [
    ("raw", "with_raw_response"),
    ("raw_stream", "with_raw_response"),
    ("manager", "with_streaming_response"),
];

impl Case {
    /// What leads to calls of an operation that were not recorded.
    fn lost<'c>(&'c self, operation: &str) -> impl Iterator<Item = &'c str> {
        let forms = &self.operations[operation];
        let is_lost = |form: &str| forms.get(form).is_some_and(|seen| seen != "content" && seen != "record");
        let ways: Vec<&str> = WAYS.iter().filter(|(form, _)| is_lost(form)).map(|(_, way)| *way).collect();
        let copies =
            self.copies.iter().filter(|(_, is_recorded)| !**is_recorded).map(|(method, _)| method.as_str());
        ways.into_iter().chain(copies)
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

fn recorders(preset: &str) -> Vec<Recorder> {
    let (path, text) = Catalog::preset(preset).expect("a preset");
    let files = [(path.to_owned(), text.to_owned())];
    Catalog::with_project_rules(&files).expect("rules that can be used").recorders
}

#[test]
fn operations_of_presets_were_seen_recorded() {
    let mut wrong = Vec::new();
    let results = results();
    for preset in Catalog::presets() {
        let recorders = recorders(preset);
        let cases: Vec<&Case> = results
            .iter()
            .filter(|results| results.preset == preset)
            .flat_map(|results| results.cases.values())
            .collect();
        for case in &cases {
            let own: Vec<&Recorder> = recorders.iter().filter(|recorder| case.is_of(recorder)).collect();
            for operation in case.operations.keys() {
                let is_said = own.iter().any(|recorder| recorder.records(operation));
                if is_said != case.is_recorded(operation) {
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
                let is_any = case.operations.keys().any(|operation| case.is_recorded(operation));
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
