//! What a gate promises of a project: it has to stand in the text, in JSON and in SARIF, with the same exit status.

#![allow(dead_code, reason = "each test program uses a part")]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;

use serde_json::Value;

use super::scratch::Project;

/// A project with code in which nothing is to be found.
pub(crate) const PLAIN: &str = "x = 1\n";

/// What every format has to say of a row.
pub(crate) enum Promise {
    /// `--strict` fails because of a finding of this rule.
    Fails(&'static str),
    /// It fails because there is nothing to analyse.
    FailsEmpty,
    /// This place was not analysed, for this reason.
    LeftOut(&'static str, &'static str),
    /// The same, and it fails: the place names AI, or nobody knows.
    NotAnalysed(&'static str, &'static str),
    /// It is in a language that is not analysed, and names this.
    Blind(&'static str),
    /// Calls are not reported, and this is why.
    Off(&'static str),
    /// An error is accepted: suppressed, or in the baseline.
    Accepted(&'static str),
}
use Promise::{Accepted, Blind, Fails, FailsEmpty, LeftOut, NotAnalysed, Off};

/// What an author does, with the files that stand beside `plain.py`, and what `--strict` says.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) files: &'static [(&'static str, &'static str)],
    pub(crate) stage: fn(&Project),
    pub(crate) args: &'static [&'static str],
    pub(crate) promise: Promise,
}

pub(crate) const fn row(
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    promise: Promise,
) -> Row {
    Row { name, files, stage: |_| {}, args: &[], promise }
}

pub(crate) const fn staged(
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    stage: fn(&Project),
    promise: Promise,
) -> Row {
    Row { name, files, stage, args: &[], promise }
}

pub(crate) const fn with_args(
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    args: &'static [&'static str],
    promise: Promise,
) -> Row {
    Row { name, files, stage: |_| {}, args, promise }
}

pub(crate) fn tracked(project: &Project) {
    project.git(&["init", "--quiet"]);
    project.git(&["add", "--force", "--all", "."]);
}

pub(crate) fn untracked(project: &Project) {
    project.git(&["init", "--quiet"]);
}

pub(crate) fn write_bytes(project: &Project, name: &[u8], bytes: &[u8]) {
    fs::write(project.path().join(OsStr::from_bytes(name)), bytes).expect("a file");
}

pub(crate) fn link(project: &Project, target: &str, name: &str) {
    symlink(target, project.path().join(name)).expect("a link");
}

/// What a scan says in a format: exit status and stdout.
pub(crate) fn scan(project: &Project, args: &[&str], format: &str) -> (i32, String) {
    let strict = ["--strict", "--format", format];
    let (code, stdout, _) = project.scan(&[&strict, args].concat());
    (code, stdout)
}

pub(crate) fn rows_of<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

impl Promise {
    /// What is missing, by format.
    pub(crate) fn missing(&self, project: &Project, args: &[&str]) -> Vec<String> {
        let of = |format: &str| scan(project, args, format);
        let ((text_code, text), (json_code, json), (sarif_code, sarif)) =
            (of("text"), of("json"), of("sarif"));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let report: Value = serde_json::from_str(&json).expect("JSON");
        let log: Value = serde_json::from_str(&sarif).expect("SARIF");
        let run = &log["runs"][0];
        let notes: Vec<&str> = rows_of(&run["invocations"][0], "toolExecutionNotifications")
            .filter_map(|note| note["message"]["text"].as_str())
            .collect();
        let (in_text, in_json, in_sarif) = self.stands_in(&text, &report, run, &notes);
        let fails = matches!(self, Fails(_) | FailsEmpty | NotAnalysed(..));
        let codes = [text_code, json_code, sarif_code];
        let has_code = if fails { codes == [1; 3] } else { codes == [0; 3] };
        [("text", in_text, text), ("JSON", in_json, json), ("SARIF", in_sarif, sarif)]
            .into_iter()
            .filter(|(_, is_there, _)| !is_there)
            .map(|(format, _, output)| format!("{format} does not say it: {output}"))
            .chain((!has_code).then(|| format!("the exit status is {codes:?}")))
            .collect()
    }

    fn stands_in(&self, text: &str, report: &Value, run: &Value, notes: &[&str]) -> (bool, bool, bool) {
        let finding = |rule: &str, level: &str| {
            rows_of(report, "findings").any(|it| it["rule"] == rule && it["level"] == level)
        };
        let result = |rule: &str, level: &str| {
            rows_of(run, "results").any(|it| it["ruleId"] == rule && it["level"] == level)
        };
        let has_note = |begins: &str| notes.iter().any(|note| note.starts_with(begins));
        let left_out = |path: &str, reason: &str| {
            rows_of(report, "left_out").any(|it| it["path"] == path && it["reason"] == reason)
        };
        let in_text = |reason: &str| text.contains("Not analysed: ") && text.contains(&format!("({reason}"));
        match self {
            Fails(rule) => {
                (text.contains(&format!("error[{rule}]")), finding(rule, "error"), result(rule, "error"))
            }
            FailsEmpty => (
                text.contains("Nothing was analysed."),
                rows_of(report, "errors")
                    .any(|it| it["message"].as_str().is_some_and(|it| it.starts_with("nothing was"))),
                notes.iter().any(|note| note.contains("nothing was analysed")),
            ),
            LeftOut(path, reason) => (
                in_text(reason),
                left_out(path, reason),
                has_note(&format!("{}: not analysed ({reason}", path.replace('\n', "\\n"))),
            ),
            NotAnalysed(path, reason) => {
                let (text_says, json_says, sarif_says) =
                    LeftOut(path, reason).stands_in(text, report, run, notes);
                let (text_fails, json_fails, sarif_fails) =
                    Fails("MIMA031").stands_in(text, report, run, notes);
                (text_says && text_fails, json_says && json_fails, sarif_says && sarif_fails)
            }
            Blind(name) => (
                text.contains(&format!("name {name}")) || text.contains(&format!("names {name}")),
                finding("MIMA033", "note")
                    && rows_of(report, "left_out")
                        .any(|it| it["reason"] == "language" && it["names_ai"] == true),
                result("MIMA033", "note"),
            ),
            Off(by) => (
                text.contains("not reported: ") && text.contains(by) && !text.contains("No findings"),
                report["summary"]["hidden"].get(by).is_some(),
                notes.iter().any(|note| note.contains("not reported: ") && note.contains(by)),
            ),
            Accepted(how) => (
                text.contains(&format!("1 {how}")),
                report["summary"][if how.contains("baseline") { "baselined" } else { "suppressed" }] == 1,
                notes.iter().any(|note| note.contains(&format!("1 {how}"))),
            ),
        }
    }
}

#[track_caller]
pub(crate) fn check(rows: &[Row]) {
    let mut failures = Vec::new();
    for Row { name, files, stage, args, promise } in rows {
        let project = Project::of(&[("plain.py", PLAIN)]);
        for (path, text) in *files {
            project.write(path, text);
        }
        stage(&project);
        failures
            .extend(promise.missing(&project, args).into_iter().map(|missing| format!("{name}: {missing}")));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n\n"));
}
