//! How a report was made, as JSON.

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Number, Value};

use crate::finding::run::{Compared, FileRead, SettingsRead};
use crate::finding::{Gate, Run};
use crate::output::run::verdict;

#[derive(Serialize)]
pub(in crate::output) struct RunRow<'a> {
    version: &'static str,
    arguments: &'a [String],
    settings: Vec<SettingsRow<'a>>,
    revision: Option<&'a str>,
    diff: Option<ComparedRow<'a>>,
    trust: Option<ComparedRow<'a>>,
    baseline: Option<FileRow<'a>>,
    gates: Vec<GateRow<'a>>,
}

#[derive(Serialize)]
struct FileRow<'a> {
    file: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct SettingsRow<'a> {
    file: &'a str,
    sha256: &'a str,
    revision: Option<&'a str>,
    says: Option<Box<RawValue>>,
    rule_files: Vec<FileRow<'a>>,
}

#[derive(Serialize)]
struct ComparedRow<'a> {
    revision: &'a str,
    commits: &'a [String],
}

#[derive(Serialize)]
struct GateRow<'a> {
    name: &'static str,
    limit: Number,
    value: Number,
    verdict: &'static str,
    set_by: &'a str,
    scope: Option<&'a str>,
}

pub(in crate::output) fn row(run: &Run) -> RunRow<'_> {
    RunRow {
        version: env!("CARGO_PKG_VERSION"),
        arguments: &run.arguments,
        settings: run.settings.iter().map(settings).collect(),
        revision: run.revision.as_deref(),
        diff: run.diff.as_ref().map(compared),
        trust: run.trust.as_ref().map(compared),
        baseline: run.baseline.as_ref().map(file),
        gates: run.gates.iter().map(gate).collect(),
    }
}

/// The same as a value, for formats that put it into a document of their own.
pub(in crate::output) fn value(run: &Run) -> Value {
    serde_json::to_value(row(run)).unwrap_or_default()
}

fn file(read: &FileRead) -> FileRow<'_> {
    FileRow { file: &read.file, sha256: &read.sha256 }
}

fn settings(settings: &SettingsRead) -> SettingsRow<'_> {
    SettingsRow {
        file: &settings.read.file,
        sha256: &settings.read.sha256,
        revision: settings.revision.as_deref(),
        says: RawValue::from_string(settings.says.clone()).ok(),
        rule_files: settings.rule_files.iter().map(file).collect(),
    }
}

fn compared(compared: &Compared) -> ComparedRow<'_> {
    ComparedRow { revision: &compared.revision, commits: &compared.commits }
}

fn gate(gate: &Gate) -> GateRow<'_> {
    let (limit, value) = (number(gate.limit), number(gate.value));
    let (set_by, scope) = (gate.set_by.as_str(), gate.scope.as_deref());
    GateRow { name: gate.name, limit, value, verdict: verdict(gate), set_by, scope }
}

/// A number, written without a point where it is a whole one.
#[expect(
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    reason = "whole numbers from zero on, far below 2^52"
)]
fn number(value: f64) -> Number {
    if value.fract() == 0.0 && (0.0..1e15).contains(&value) {
        return Number::from(value as u64);
    }
    Number::from_f64(value).unwrap_or_else(|| Number::from(0))
}
