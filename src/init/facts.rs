//! What scaffolding asks of a scan.

use std::collections::{BTreeMap, BTreeSet};

use super::systems::{self, Call, System};
use crate::catalog::Catalog;
use crate::finding::{Confidence, Nameable, Report};
use crate::source::FileId;
use crate::{Analysis, InputFile};

/// Directories in which projects keep the code of others.
const VENDORED: &[&str] = &["vendor", "vendored", "_vendor", "third_party", "third-party"];

/// What is around a project.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The project's name: that of its directory.
    pub name: String,
    /// The project's path below the root of its repository, with `/`; empty where it is the root.
    pub prefix: String,
    /// The way from where the files are written to the project, with `/`; empty where they are written into it.
    pub way: String,
    /// The directories of Rust packages below the project's root, with `/`; empty for the root itself.
    pub packages: Vec<String>,
    /// The settings of the project, where there are some.
    pub settings: Option<OwnSettings>,
    /// What the baseline is to hold; `None` where there is nothing to hold, or settings name a baseline.
    pub known: Option<Known>,
    /// Whether reports of the project count its test code.
    pub counts_tests: bool,
    /// Whether its settings, or those that are about to be written, say when a scan fails.
    pub has_gate: bool,
}

/// What a baseline holds on its first day.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The text of the file.
    pub text: String,
    /// How many findings.
    pub count: usize,
}

/// Settings that a project has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSettings {
    /// As they are printed.
    pub printed: String,
    /// Relative to the project, with `/`.
    pub path: String,
    /// Whether they name a baseline.
    pub names_baseline: bool,
    /// The way from their directory to the project, with `/` at its end; empty where they stand in it.
    pub way: String,
}

/// The languages that have governance tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Python,
    Rust,
}

/// What was found in one language.
#[derive(Clone, Debug)]
pub struct Section {
    pub(super) kind: Kind,
    /// The directory that holds `tests/`, with a `/` at its end; empty for the project's root.
    pub(super) directory: String,
    /// The AI systems, by path.
    pub systems: Vec<System>,
}

/// What the scan of a project found.
#[derive(Clone, Debug)]
pub struct Facts {
    pub(super) name: String,
    pub(super) prefix: String,
    pub(super) way: String,
    has_gate: bool,
    /// The settings of the project, where there are some.
    pub settings: Option<OwnSettings>,
    /// What the baseline is to hold, if one is to be written.
    pub known: Option<Known>,
    /// How many calls in test code no report of the project counts.
    pub left_out_tests: usize,
    /// What reports of the project say.
    pub(super) report: Report,
    /// By language: those with AI calls, or all that there are where there is no call.
    pub sections: Vec<Section>,
    /// A file of test code that makes AI calls.
    pub(super) test_code: Option<String>,
    /// Directories with the code of others that makes AI calls, with `/`.
    pub vendored: Vec<String>,
    /// Presets whose library is imported, each with a file that does.
    pub(super) presets: Vec<(String, String)>,
    /// What has only the name of a marker, each with a place.
    pub(super) markers: BTreeMap<Nameable, String>,
}

impl Facts {
    /// Takes from the analysis of a project's root what scaffolding asks.
    pub fn new(files: &[InputFile], analysis: &Analysis, around: &Surroundings) -> Self {
        let report = &analysis.report;
        let mut of_project = report.clone();
        if !around.counts_tests {
            of_project.leave_out_tests();
        }
        let calls: Vec<Call> =
            (0..of_project.calls.len()).map(|at| lower(at, &of_project, analysis)).collect();
        let test = report.calls.iter().find(|call| call.is_test);
        Self {
            name: around.name.clone(),
            prefix: around.prefix.clone(),
            way: around.way.clone(),
            has_gate: around.has_gate,
            settings: around.settings.clone(),
            known: around.known.clone(),
            left_out_tests: report.calls.len() - of_project.calls.len(),
            test_code: test.map(|call| module_path(analysis, call.location.file)),
            vendored: vendored(&calls),
            presets: presets(analysis),
            markers: markers(analysis),
            sections: sections(files, &calls, around),
            report: of_project,
        }
    }

    /// All calls of the project's own code.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        self.sections.iter().flat_map(|section| &section.systems).flat_map(|system| &system.calls)
    }

    /// How many calls somebody still has to attest or to accept.
    pub fn open(&self) -> usize {
        self.calls().filter(|call| call.is_open()).count()
    }

    /// Whether there is a baseline, or will be one.
    pub(super) fn has_baseline(&self) -> bool {
        self.known.is_some() || self.settings.as_ref().is_some_and(|own| own.names_baseline)
    }

    /// The argument that makes a scan fail where no setting does, behind a space.
    pub(super) fn gate(&self) -> String {
        if self.has_gate { String::new() } else { " --strict".to_owned() }
    }

    /// The function that leaves most calls open, the first of several: its open calls.
    pub fn first_to_attest(&self) -> Vec<&Call> {
        let mut best: Vec<&Call> = Vec::new();
        for call in self.calls().filter(|call| call.is_open()) {
            let same = |other: &&Call| {
                other.is_open() && (&other.file, &other.function) == (&call.file, &call.function)
            };
            let together: Vec<&Call> = self.calls().filter(same).collect();
            if together.len() > best.len() {
                best = together;
            }
        }
        best
    }
}

impl Section {
    /// Where its test is written, below the project's root.
    pub fn test_path(&self) -> String {
        let file = match self.kind {
            Kind::Python => "test_governance.py",
            Kind::Rust => "governance.rs",
        };
        format!("{}tests/{file}", self.directory)
    }
}

/// The call at an index of a report.
fn lower(at: usize, report: &Report, analysis: &Analysis) -> Call {
    let call = &report.calls[at];
    let finding = report.findings.iter().find(|finding| finding.call == Some(at));
    Call {
        file: module_path(analysis, call.location.file),
        line: call.location.file_line,
        library: call.library.to_string(),
        api: call.api.to_string(),
        model: call.model.clone(),
        function: call.function.as_ref().map(ToString::to_string),
        is_attested: call.attested_by.is_some(),
        is_accepted: call.suppressed.is_some(),
        is_certain: call.confidence != Confidence::Low,
        advice: finding.map(|finding| finding.help.clone()).unwrap_or_default(),
    }
}

/// The path of a file below the project's root.
fn module_path(analysis: &Analysis, file: FileId) -> String {
    analysis.sources.get(file).map_or_else(String::new, |file| file.module_path.to_string())
}

fn sections(files: &[InputFile], calls: &[Call], around: &Surroundings) -> Vec<Section> {
    let is_rust = |path: &str| std::path::Path::new(path).extension().is_some_and(|it| it == "rs");
    let has = |kind: Kind| {
        let mut paths = files.iter().filter(|file| !file.is_manifest());
        paths.any(|file| is_rust(&file.module_path) == (kind == Kind::Rust))
    };
    let section = |kind: Kind| {
        let mine: Vec<Call> =
            calls.iter().filter(|call| is_rust(&call.file) == (kind == Kind::Rust)).cloned().collect();
        let directory = match kind {
            Kind::Python => Some(String::new()),
            Kind::Rust => package(&mine, around),
        };
        // Rust files without a package have nothing that would run a test.
        directory.map(|directory| Section { kind, directory, systems: systems::group(&mine) })
    };
    let found = [Kind::Python, Kind::Rust].into_iter().filter(|kind| has(*kind)).filter_map(section);
    let found: Vec<Section> = found.collect();
    if found.iter().any(|section| !section.systems.is_empty()) {
        found.into_iter().filter(|section| !section.systems.is_empty()).collect()
    } else {
        found
    }
}

/// The directory of the package that runs the test: the root, or the package with most calls.
fn package(calls: &[Call], around: &Surroundings) -> Option<String> {
    let directory = |package: &String| if package.is_empty() { String::new() } else { format!("{package}/") };
    let mut directories: Vec<String> = around.packages.iter().map(directory).collect();
    directories.sort();
    if directories.first().is_some_and(String::is_empty) {
        return Some(String::new());
    }
    let count = |directory: &String| calls.iter().filter(|call| call.file.starts_with(directory)).count();
    // The first of several: the last of the reversed ones.
    directories.into_iter().rev().max_by_key(count)
}

/// The directories with the code of others that calls are in.
fn vendored(calls: &[Call]) -> Vec<String> {
    let directory = |call: &Call| {
        let parts: Vec<&str> = call.file.split('/').collect();
        let (_, directories) = parts.split_last()?;
        let at = directories.iter().position(|part| VENDORED.contains(part))?;
        Some(parts[..=at].join("/") + "/")
    };
    calls.iter().filter_map(directory).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Presets that a file of the project may speak of: it imports what they name.
fn presets(analysis: &Analysis) -> Vec<(String, String)> {
    let imports = |root: &str| {
        analysis.sources.iter().find(|file| {
            file.text.lines().map(str::trim_start).any(|line| {
                let of_python = line.strip_prefix("import ").or_else(|| line.strip_prefix("from "));
                let of_rust = line.strip_prefix("use ").or_else(|| line.strip_prefix("#["));
                let rest = of_python.or(of_rust).and_then(|rest| rest.trim_start().strip_prefix(root));
                rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
            })
        })
    };
    let used = |name: &'static str| {
        let (_, text) = Catalog::preset(name)?;
        let file = packages(text).iter().find_map(|package| imports(package))?;
        Some((name.to_owned(), file.module_path.to_string()))
    };
    Catalog::presets().filter_map(used).collect()
}

/// The packages that the markers of a rule file are in.
fn packages(rules: &str) -> BTreeSet<String> {
    let rules: toml::Table = toml::from_str(rules).unwrap_or_default();
    let list =
        |value: Option<&toml::Value>| value.and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let names = list(rules.get("marker")).into_iter().flat_map(|marker| list(marker.get("names")));
    names.filter_map(|name| Some(name.as_str()?.split(['.', '{']).next()?.to_owned())).collect()
}

/// What has only the name of a marker, each with the first place where it is applied.
fn markers(analysis: &Analysis) -> BTreeMap<Nameable, String> {
    let mut found = BTreeMap::new();
    for doubt in analysis.report.calls.iter().filter_map(|call| call.doubt.as_ref()) {
        let Some(marker) = &doubt.marker else { continue };
        let place = || format!("{}:{}", module_path(analysis, doubt.location.file), doubt.location.file_line);
        found.entry(marker.clone()).or_insert_with(place);
    }
    found
}
