//! Findings that a team knows of and has put off: a file that holds them, so that only new ones are reported.
//!
//! Settings name the file (`baseline = "mima-baseline.json"`), or the command line does. An entry is found again by what
//! the call is: its file below the directory of the baseline, the function, the entry point and the text, but no line. So
//! code may move within its file, and it does not matter from where mima is run. If the file is gone, a finding of the same
//! rule with the same text in another file takes its place: files may be renamed. Entries that match nothing any more are
//! named, and `mima ratchet` takes them out: a baseline only shrinks.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::past::Past;
use super::{Failure, diagnostics};
use crate::Analysis;
use crate::config::{BASELINE_BYTES, BaselineFile, Files as _, Given};
use crate::finding::fingerprint::fnv1a;
use crate::finding::gaps::is_closed_by_a_marker;
use crate::finding::{Finding, Level, Report, RuleId};
use crate::output;
use crate::source::{Location, Sources};
use crate::walk::paths::{absolute, relative, slashed};

/// The version of the file's format that is written. In version 1 paths are relative to the working directory.
const SCHEMA_VERSION: u32 = 2;

/// The file.
#[derive(Debug, Deserialize, Serialize)]
struct Baseline {
    schema_version: u32,
    findings: Vec<Entry>,
}

/// A finding as it is stored. No line and no message: both change without the finding being another one.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub(super) struct Entry {
    /// Relative to the directory of the baseline, with `/`.
    file: String,
    rule: String,
    /// The last part of the name of the function around a call; empty elsewhere.
    #[serde(default)]
    function: String,
    /// The text that the finding is about, without white space, cut to [`MAX_CODE`] characters.
    code: String,
    fingerprint: String,
}

/// How much of the text of a finding is stored.
const MAX_CODE: usize = 120;

/// How many entries without a match are named.
const MOST_NAMED: usize = 3;

/// A baseline that was read.
#[derive(Debug)]
pub(super) struct Known {
    printed: String,
    text: String,
    /// What its paths are relative to, absolute.
    base: PathBuf,
    version: u32,
    entries: Vec<Entry>,
}

/// Entries of a baseline that match nothing.
#[derive(Debug, Default)]
pub(super) struct Unmatched {
    /// As the baseline is printed.
    printed: String,
    /// The directory of the baseline.
    base: PathBuf,
    /// Those whose files are there, and those whose files are not.
    stale: Vec<Entry>,
    gone: Vec<Entry>,
}

impl Known {
    /// Reads a baseline as it is; `printed` is how the user calls it. `tree` is that of
    /// [`Environment::tree`](super::environment::Environment::tree).
    ///
    /// # Errors
    /// A file that cannot be read or is no baseline.
    pub(super) fn read(path: &Path, printed: &str, tree: &Path, cwd: &Path) -> Result<Self, Failure> {
        Self::opened(path, printed, Given { tree }.text(path, BASELINE_BYTES), cwd)
    }

    /// A baseline that settings name.
    ///
    /// # Errors
    /// It is no baseline.
    pub(super) fn of_settings(file: &BaselineFile, cwd: &Path) -> Result<Self, Failure> {
        Self::parse(&file.path, &file.printed, file.text.clone(), cwd)
    }

    fn opened(path: &Path, printed: &str, text: io::Result<String>, cwd: &Path) -> Result<Self, Failure> {
        let text = text.map_err(|error| {
            Failure::from(format!(
                "cannot read the baseline `{printed}`: {error}; write one with --write-baseline"
            ))
        })?;
        Self::parse(path, printed, text, cwd)
    }

    fn parse(path: &Path, printed: &str, text: String, cwd: &Path) -> Result<Self, Failure> {
        if let Some(line) = merge_marker(&text) {
            return Err(Failure::from(format!(
                "{printed}:{line}: a merge left its markers here: keep the entries of both sides, and `mima ratchet` takes \
                 out those that match nothing"
            )));
        }
        let baseline: Baseline = serde_json::from_str(&text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let place = if line > 0 { format!(" (line {line}, column {column})") } else { String::new() };
            Failure::from(format!(
                "`{printed}` is no baseline{place}: `mima scan --write-baseline` writes one"
            ))
        })?;
        let version = baseline.schema_version;
        if !(1..=SCHEMA_VERSION).contains(&version) {
            return Err(Failure::from(format!(
                "`{printed}` has schema_version {version}, this mima reads 1 and {SCHEMA_VERSION}"
            )));
        }
        let base = if version == 1 { cwd } else { path.parent().unwrap_or(cwd) };
        Ok(Self {
            printed: printed.to_owned(),
            text,
            base: base.to_path_buf(),
            version,
            entries: baseline.findings,
        })
    }

    /// A baseline as it was in a revision; one that was not there is empty.
    ///
    /// # Errors
    /// It was there, and cannot be read or is no baseline.
    pub(super) fn read_past(path: &Path, printed: &str, past: &Past, cwd: &Path) -> Result<Self, Failure> {
        if past.is_file(path) {
            return Self::opened(path, printed, past.text(path, BASELINE_BYTES), cwd);
        }
        let base = path.parent().unwrap_or(cwd).to_path_buf();
        let (printed, version) = (printed.to_owned(), SCHEMA_VERSION);
        Ok(Self { printed, text: String::new(), base, version, entries: Vec::new() })
    }

    /// How the user calls it, and what stands in it.
    pub(super) fn file(&self) -> (&str, &str) {
        (&self.printed, &self.text)
    }

    /// The fingerprints of entries that other baselines do not have. Where a file was renamed, its entries are the same.
    pub(super) fn added_since(&self, before: &[Self]) -> Vec<&str> {
        let place = |known: &Self, entry: &Entry| absolute(Path::new(&entry.file), &known.base);
        let key = |known: &Self, entry: &Entry| {
            let print = if known.version == self.version { entry.fingerprint.clone() } else { String::new() };
            (place(known, entry), entry.rule.clone(), entry.code.clone(), print)
        };
        let mine: BTreeSet<_> = self.entries.iter().map(|entry| key(self, entry)).collect();
        let mut theirs: BTreeMap<_, usize> = BTreeMap::new();
        let mut gone: Vec<&Entry> = Vec::new();
        for known in before {
            for entry in &known.entries {
                let key = key(known, entry);
                if !mine.contains(&key) && !exists(&key.0) {
                    gone.push(entry);
                } else {
                    *theirs.entry(key).or_default() += 1;
                }
            }
        }
        let mut added = Vec::new();
        for entry in &self.entries {
            if let Some(count) = theirs.get_mut(&key(self, entry)).filter(|count| **count > 0) {
                *count -= 1;
                continue;
            }
            let same = |old: &&Entry| old.rule == entry.rule && old.code == entry.code;
            match gone.iter().position(same) {
                Some(place) => _ = gone.remove(place),
                None => added.push(entry.fingerprint.as_str()),
            }
        }
        added
    }

    /// Marks what stands in the baseline among the findings in files that `holds` says by their printed paths, and gives
    /// the entries that match nothing.
    pub(super) fn apply(
        &self,
        analysis: &mut Analysis,
        cwd: &Path,
        holds: impl Fn(&str) -> bool,
    ) -> Unmatched {
        let Analysis { report, sources } = analysis;
        let mut left: FxHashMap<&str, &Entry> =
            self.entries.iter().map(|entry| (entry.fingerprint.as_str(), entry)).collect();
        let mut identities = Identities { base: &self.base, cwd, counted: FxHashMap::default() };
        let open =
            |finding: &Finding| finding.suppressed.is_none() && holds(sources.path(finding.location.file));
        for at in 0..report.findings.len() {
            if !open(&report.findings[at]) {
                continue;
            }
            let fingerprint = if self.version == 1 {
                report.findings[at].fingerprint.clone()
            } else {
                identities.fingerprint(&report.findings[at], report, sources)
            };
            let finding = &mut report.findings[at];
            if left.get(fingerprint.as_str()).is_some_and(|entry| is_rule(entry, finding.rule)) {
                left.remove(fingerprint.as_str());
                finding.baselined = true;
            }
        }
        let (mut gone, mut stale): (Vec<&Entry>, Vec<&Entry>) =
            left.into_values().partition(|entry| !exists(&absolute(Path::new(&entry.file), &self.base)));
        gone.sort();
        stale.sort();
        for finding in report.findings.iter_mut().filter(|finding| finding.is_open() && open(finding)) {
            if let Some(place) = gone.iter().position(|entry| is_same(entry, finding, sources)) {
                gone.remove(place);
                finding.baselined = true;
            }
        }
        mark_calls(report);
        report.count_findings();
        let owned = |entries: Vec<&Entry>| entries.into_iter().cloned().collect();
        Unmatched {
            printed: self.printed.clone(),
            base: self.base.clone(),
            stale: owned(stale),
            gone: owned(gone),
        }
    }

    /// The entries of files that a scan did not look at. Nothing is known of these.
    pub(super) fn unseen(&self, is_scanned: impl Fn(&Path) -> bool) -> Vec<Entry> {
        let place = |entry: &Entry| absolute(Path::new(&entry.file), &self.base);
        let is_unseen = |entry: &&Entry| exists(&place(entry)) && !is_scanned(&place(entry));
        self.entries.iter().filter(is_unseen).cloned().collect()
    }

    /// How many entries it has.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }
}

impl Unmatched {
    /// Names the entries. Of files that were not looked at nothing is known: `scanned` are the printed paths of all files of
    /// the scan, and `covers` says whether all that is below a directory was scanned.
    pub(super) fn name(&self, scanned: &BTreeSet<&str>, cwd: &Path, covers: impl Fn(&Path) -> bool) {
        let printed = |entry: &Entry| slashed(&relative(&absolute(Path::new(&entry.file), &self.base), cwd));
        let is_seen = |entry: &&Entry| scanned.contains(printed(entry).as_str());
        let stale = self.stale.iter().filter(is_seen);
        let all: Vec<&Entry> = stale.chain(self.gone.iter().filter(|_| covers(&self.base))).collect();
        let Some(more) = all.len().checked_sub(1) else { return };
        let named: Vec<String> =
            all.iter().take(MOST_NAMED).map(|entry| format!("{} ({})", printed(entry), entry.rule)).collect();
        let (entries, verb) = if more == 0 {
            ("1 entry".to_owned(), "matches")
        } else {
            (format!("{} entries", all.len()), "match")
        };
        let rest = if all.len() > MOST_NAMED { ", …" } else { "" };
        diagnostics::warning(&format!(
            "{entries} of `{}` {verb} nothing any more: {}{rest}; `mima ratchet` takes out what is gone",
            self.printed,
            named.join(", ")
        ));
    }
}

/// The line of the first mark that a merge left.
fn merge_marker(text: &str) -> Option<usize> {
    let is_marker = |line: &str| ["<<<<<<<", ">>>>>>>", "======="].iter().any(|mark| line.starts_with(mark));
    text.lines().position(is_marker).map(|at| at + 1)
}

/// Which findings a baseline is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// All that are not suppressed.
    All,
    /// Those that fail `--strict`, whatever another baseline says.
    Failing,
    /// Those that stand in it already.
    Known,
}

/// The text of a baseline at an absolute path, with some entries more, and how many it holds.
pub(super) fn render(
    report: &Report,
    sources: &Sources,
    path: &Path,
    cwd: &Path,
    held: Held,
    more: Vec<Entry>,
) -> Result<(String, usize), Failure> {
    let base = path.parent().unwrap_or(cwd);
    let mut identities = Identities { base, cwd, counted: FxHashMap::default() };
    let mut entries = more;
    for finding in report.findings.iter().filter(|finding| finding.suppressed.is_none()) {
        // Every finding is counted, so that the second of two is the second whatever is held.
        let fingerprint = identities.fingerprint(finding, report, sources);
        let is_held = match held {
            Held::All => true,
            Held::Failing => finding.level == Level::Error || finding.fails_strict,
            Held::Known => finding.baselined,
        };
        if is_held {
            let call = finding.call.and_then(|at| report.calls.get(at));
            let function = call.and_then(|call| call.function.as_ref());
            entries.push(Entry {
                file: identities.file(finding, sources),
                rule: finding.rule.as_str().to_owned(),
                function: function.map_or_else(String::new, |name| last_part(name.as_str()).to_owned()),
                code: code(finding.location, sources),
                fingerprint,
            });
        }
    }
    entries.sort();
    let count = entries.len();
    let mut text =
        serde_json::to_string_pretty(&Baseline { schema_version: SCHEMA_VERSION, findings: entries })?;
    text.push('\n');
    Ok((text, count))
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
    cwd: &Path,
    analysis: &mut Analysis,
    quiet: bool,
) -> Result<(), Failure> {
    let Analysis { report, sources } = analysis;
    let (text, count) = render(report, sources, path, cwd, Held::All, Vec::new())?;
    for finding in report.findings.iter_mut().filter(|finding| finding.suppressed.is_none()) {
        finding.baselined = true;
    }
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

/// What tells findings apart in a baseline, from wherever they were found.
struct Identities<'a> {
    base: &'a Path,
    cwd: &'a Path,
    /// The same again counts up.
    counted: FxHashMap<u64, u64>,
}

impl Identities<'_> {
    /// The file of a finding, relative to the directory of the baseline.
    fn file(&self, finding: &Finding, sources: &Sources) -> String {
        let path = absolute(Path::new(sources.path(finding.location.file)), self.cwd);
        slashed(&relative(&path, self.base))
    }

    fn fingerprint(&mut self, finding: &Finding, report: &Report, sources: &Sources) -> String {
        let file = self.file(finding, sources);
        let call = finding.call.and_then(|at| report.calls.get(at));
        let what = call.map_or(finding.rule.as_str(), |call| call.api.as_str());
        let function = call.and_then(|call| call.function.as_ref());
        let function = function.map_or("", |name| last_part(name.as_str()));
        let mut text = squeezed(finding.location, sources);
        if finding.rule == RuleId::BlindLanguage {
            // It speaks of the whole file, and is accepted with the names that it has.
            let mut names: Vec<String> =
                finding.related.iter().map(|label| squeezed(label.location, sources)).collect();
            names.sort_unstable();
            text = [text, names.join(" ")].join(" ");
        }
        let hash = fnv1a(&[&file, what, function, &text]);
        let count = self.counted.entry(hash).or_default();
        *count += 1;
        format!("{:016x}", hash.wrapping_add(*count - 1))
    }
}

/// The name of a function without the modules and classes that it is in: these depend on what is scanned.
fn last_part(name: &str) -> &str {
    name.rsplit(['.', ':']).next().unwrap_or(name)
}

/// Whether an entry is about findings of a rule. A function that is attested by some of its callers is no new gap.
fn is_rule(entry: &Entry, rule: RuleId) -> bool {
    entry.rule == rule.as_str()
        || is_closed_by_a_marker(rule) && RuleId::parse(&entry.rule).is_some_and(is_closed_by_a_marker)
}

/// A call is in the baseline when its finding is.
fn mark_calls(report: &mut Report) {
    for finding in report.findings.iter().filter(|finding| finding.baselined) {
        if let Some(call) = finding.call.and_then(|at| report.calls.get_mut(at)) {
            call.baselined = true;
        }
    }
}

/// The text that a finding is about, without white space.
fn squeezed(place: Location, sources: &Sources) -> String {
    let source = sources.get(place.file);
    let text = source.and_then(|source| source.text.get(place.span.range())).unwrap_or_default();
    text.split_whitespace().collect()
}

/// The text that a finding is about, without white space and cut.
pub(super) fn code(place: Location, sources: &Sources) -> String {
    squeezed(place, sources).chars().take(MAX_CODE).collect()
}

fn is_same(entry: &Entry, finding: &Finding, sources: &Sources) -> bool {
    // Without a text nothing says that it is the same file under another name.
    is_rule(entry, finding.rule) && !entry.code.is_empty() && entry.code == code(finding.location, sources)
}

#[expect(clippy::disallowed_methods, reason = "whether a file was renamed can only be asked of the disk")]
pub(super) fn exists(path: &Path) -> bool {
    std::fs::metadata(path).is_ok()
}
