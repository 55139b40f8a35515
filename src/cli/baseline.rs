//! Findings that a team knows of and has put off: a file that holds them, so that only new ones are reported.
//!
//! An entry is found again by its fingerprint, which holds the file, the function and the text of the call but no
//! line: code may move within its file. If the file is gone, a finding of the same rule with the same text in another
//! file takes its place: files may be renamed. An entry that covers nothing any more is named, so that a baseline
//! can only shrink.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::past::Past;
use super::{Failure, diagnostics};
use crate::Analysis;
use crate::config::{Files as _, Given};
use crate::finding::{Finding, Report};
use crate::output;
use crate::source::{Location, Sources};

/// The version of the file's format.
const SCHEMA_VERSION: u32 = 1;

/// The file.
#[derive(Debug, Deserialize, Serialize)]
struct Baseline {
    schema_version: u32,
    findings: Vec<Entry>,
}

/// A finding as it is stored. No line and no message: both change without the finding being another one.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
struct Entry {
    file: String,
    rule: String,
    /// The text that the finding is about, without white space, cut to [`MAX_CODE`] characters.
    code: String,
    fingerprint: String,
}

/// A baseline is no larger than this, in bytes.
const BASELINE_BYTES: u64 = 1 << 28;

/// How much of the text of a finding is stored.
const MAX_CODE: usize = 120;

/// A baseline that was read.
#[derive(Debug)]
pub(super) struct Known {
    printed: String,
    text: String,
    entries: Vec<Entry>,
}

impl Known {
    /// Reads a baseline as it is; `printed` is how the user calls it. `tree` is that of
    /// [`Environment::tree`](super::environment::Environment::tree).
    ///
    /// # Errors
    /// A file that cannot be read or is no baseline.
    pub(super) fn read(path: &Path, printed: String, tree: &Path) -> Result<Self, Failure> {
        Self::parse(printed, Given { tree }.text(path, BASELINE_BYTES))
    }

    fn parse(printed: String, text: io::Result<String>) -> Result<Self, Failure> {
        let text = text.map_err(|error| {
            Failure::from(format!(
                "cannot read the baseline `{printed}`: {error}; write one with --write-baseline"
            ))
        })?;
        let baseline: Baseline = serde_json::from_str(&text)
            .map_err(|error| Failure::from(format!("`{printed}` is no baseline: {error}")))?;
        if baseline.schema_version != SCHEMA_VERSION {
            let version = baseline.schema_version;
            return Err(Failure::from(format!(
                "`{printed}` has schema_version {version}, this mima reads 1"
            )));
        }
        Ok(Self { printed, text, entries: baseline.findings })
    }

    /// A baseline as it was in a revision; one that was not there is empty.
    ///
    /// # Errors
    /// It was there, and cannot be read or is no baseline.
    pub(super) fn read_past(path: &Path, printed: String, past: &Past) -> Result<Self, Failure> {
        if past.is_file(path) {
            Self::parse(printed, past.text(path, BASELINE_BYTES))
        } else {
            Ok(Self { printed, text: String::new(), entries: Vec::new() })
        }
    }

    /// How the user calls it, and what stands in it.
    pub(super) fn file(&self) -> (&str, &str) {
        (&self.printed, &self.text)
    }

    /// The fingerprints of entries that another baseline does not have. Where a file was renamed, its entries are the same.
    pub(super) fn added_since(&self, before: &Self, cwd: &Path) -> Vec<&str> {
        let mine: BTreeSet<&str> = self.entries.iter().map(|entry| entry.fingerprint.as_str()).collect();
        let theirs: BTreeSet<&Entry> = before.entries.iter().collect();
        let is_left =
            |entry: &&Entry| !mine.contains(entry.fingerprint.as_str()) && !exists(cwd, &entry.file);
        let mut gone: Vec<&Entry> = before.entries.iter().filter(is_left).collect();
        let mut added = Vec::new();
        for entry in self.entries.iter().filter(|entry| !theirs.contains(entry)) {
            let same = |old: &&Entry| old.rule == entry.rule && old.code == entry.code;
            match gone.iter().position(same) {
                Some(place) => _ = gone.remove(place),
                None => added.push(entry.fingerprint.as_str()),
            }
        }
        added
    }

    /// Marks what stands in the baseline, and says how many entries cover nothing any more. `scanned` are the printed
    /// paths of all files of the scan.
    pub(super) fn apply(&self, analysis: &mut Analysis, scanned: &BTreeSet<&str>, cwd: &Path, quiet: bool) {
        let sources = &analysis.sources;
        let report = &mut analysis.report;
        let mut left: BTreeMap<&str, &Entry> =
            self.entries.iter().map(|entry| (entry.fingerprint.as_str(), entry)).collect();
        for finding in report.findings.iter_mut().filter(|finding| finding.suppressed.is_none()) {
            let fingerprint = finding.fingerprint.as_str();
            if left.get(fingerprint).is_some_and(|entry| entry.rule == finding.rule.as_str()) {
                left.remove(fingerprint);
                finding.baselined = true;
            }
        }
        let (mut gone, mut stale): (Vec<&Entry>, Vec<&Entry>) =
            left.into_values().partition(|entry| !exists(cwd, &entry.file));
        for finding in report.findings.iter_mut().filter(|finding| finding.is_open()) {
            if let Some(place) = gone.iter().position(|entry| is_same(entry, finding, sources)) {
                gone.remove(place);
                finding.baselined = true;
            }
        }
        mark_calls(report);
        report.count_findings();
        stale.retain(|entry| scanned.contains(entry.file.as_str()));
        if !quiet {
            self.name_stale(stale.len() + gone.len());
        }
    }

    fn name_stale(&self, count: usize) {
        let entries = match count {
            0 => return,
            1 => "1 entry".to_owned(),
            _ => format!("{count} entries"),
        };
        let printed = &self.printed;
        diagnostics::warning(&format!(
            "nothing matches {entries} of `{printed}` any more: write it anew with --write-baseline"
        ));
    }
}

/// Writes all findings that are not suppressed to a baseline, and takes them as known.
///
/// `tree` is that of [`Environment::tree`](super::environment::Environment::tree).
///
/// # Errors
/// The file cannot be written.
pub(super) fn write(
    path: &Path,
    printed: &str,
    tree: &Path,
    analysis: &mut Analysis,
    quiet: bool,
) -> Result<(), Failure> {
    let sources = &analysis.sources;
    let report = &mut analysis.report;
    let mut entries = Vec::new();
    for finding in report.findings.iter_mut().filter(|finding| finding.suppressed.is_none()) {
        finding.baselined = true;
        entries.push(entry(finding, sources));
    }
    entries.sort();
    let count = entries.len();
    let baseline = Baseline { schema_version: SCHEMA_VERSION, findings: entries };
    let mut text = serde_json::to_string_pretty(&baseline)?;
    text.push('\n');
    output::write_file(path, tree, text.as_bytes())
        .map_err(|error| Failure::from(format!("cannot write the baseline `{printed}`: {error}")))?;
    mark_calls(report);
    report.count_findings();
    if !quiet {
        let findings = if count == 1 { "finding" } else { "findings" };
        diagnostics::info(&format!("wrote {count} {findings} to `{printed}`"));
    }
    Ok(())
}

/// A call is in the baseline when its finding is.
fn mark_calls(report: &mut Report) {
    for finding in report.findings.iter().filter(|finding| finding.baselined) {
        if let Some(call) = finding.call.and_then(|at| report.calls.get_mut(at)) {
            call.baselined = true;
        }
    }
}

fn entry(finding: &Finding, sources: &Sources) -> Entry {
    Entry {
        file: sources.path(finding.location.file).to_owned(),
        rule: finding.rule.as_str().to_owned(),
        code: code(finding.location, sources),
        fingerprint: finding.fingerprint.clone(),
    }
}

/// The text that a finding is about, without white space and cut.
pub(super) fn code(place: Location, sources: &Sources) -> String {
    let source = sources.get(place.file);
    let text = source.and_then(|source| source.text.get(place.span.range())).unwrap_or_default();
    text.chars().filter(|character| !character.is_whitespace()).take(MAX_CODE).collect()
}

fn is_same(entry: &Entry, finding: &Finding, sources: &Sources) -> bool {
    // Without a text nothing says that it is the same file under another name.
    entry.rule == finding.rule.as_str()
        && !entry.code.is_empty()
        && entry.code == code(finding.location, sources)
}

#[expect(clippy::disallowed_methods, reason = "whether a file was renamed can only be asked of the disk")]
pub(super) fn exists(cwd: &Path, file: &str) -> bool {
    std::fs::metadata(cwd.join(file)).is_ok()
}
