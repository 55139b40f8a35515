//! What is reported of the programs in `tests/attested/programs/` is what happened when they ran.
//!
//! `harness.py` beside them runs them under the real SDKs and writes `truth.jsonl`; here no SDK is needed. Where the
//! report differs the call stands in `known.txt` with the reason, and the test fails when it is put right, so that the
//! line goes.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "the truth is read, and the binary gets a program to scan"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde_json::Value;

fn programs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attested/programs")
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().expect("a text")
}

fn number(value: &Value, key: &str) -> u64 {
    value[key].as_u64().expect("a number")
}

/// What ran, by program.
fn truth() -> BTreeMap<String, Vec<Value>> {
    let rows = fs::read_to_string(programs().join("truth.jsonl")).expect("the truth");
    let mut cases: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row).expect("a row");
        cases.entry(text(&row, "case").to_owned()).or_default().push(row);
    }
    cases
}

/// The calls that are reported of a program.
fn calls(program: &str) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_mima"))
        .args(["scan", ".", "--format", "json", "--quiet"])
        .current_dir(programs().join(program))
        .output()
        .expect("the binary starts");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    report["calls"].as_array().expect("calls").clone()
}

/// How the report of a call differs from what ran, if it does.
fn difference(calls: &[Value], row: &Value) -> Option<String> {
    let lines = number(row, "line")..=number(row, "end_line");
    let at_place = |call: &&Value| call["file"] == row["file"] && lines.contains(&number(call, "file_line"));
    let reported: Vec<bool> =
        calls.iter().filter(at_place).map(|call| call["attested"] == Value::Bool(true)).collect();
    let word = match (reported.iter().any(|&attested| attested), row["attested"] == Value::Bool(true)) {
        _ if reported.is_empty() => "missed",
        (true, false) => "false attested",
        (false, true) => "not believed",
        _ => return None,
    };
    Some(format!("{}/{}:{} {word}", text(row, "case"), text(row, "file"), number(row, "line")))
}

#[test]
fn what_is_reported_is_what_ran() {
    let cases: Vec<(String, Vec<Value>)> = truth().into_iter().collect();
    let ran: usize = cases.iter().map(|(_, rows)| rows.len()).sum();
    let found: BTreeSet<String> = cases
        .into_par_iter()
        .flat_map_iter(|(case, rows)| {
            let calls = calls(&case);
            rows.into_iter().filter_map(move |row| difference(&calls, &row))
        })
        .collect();
    let known = fs::read_to_string(programs().join("known.txt")).expect("what is known");
    let known: BTreeSet<String> = known
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(": ").expect("a call and a reason").0.to_owned())
        .collect();
    let new: Vec<&String> = found.difference(&known).collect();
    let gone: Vec<&String> = known.difference(&found).collect();
    assert!(new.is_empty(), "differs from what ran: {new:#?}");
    assert!(gone.is_empty(), "is right now, and still stands in known.txt: {gone:#?}");
    assert!(ran > 150, "only {ran} calls ran");
}
