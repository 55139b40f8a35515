//! Reporting what is new: not in the baseline, and on lines that changed or judged worse than before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::rc::Rc;

use super::plan::{Diff, Plan};
use super::revisions::Revisions;
use super::verdicts::{Then, Verdict, Verdicts, verdicts};
use crate::cli::baseline::{self, Known, Unmatched};
use crate::cli::changes::Lines;
use crate::cli::environment::Environment;
use crate::cli::past::Past;
use crate::cli::{Failure, diagnostics};
use crate::finding::{AiCall, Change, Finding, RuleId};
use crate::source::{FileId, Location};
use crate::{Analysis, Content, InputFile};

/// Marks the findings that are known, and writes the baseline. Gives the one that counts.
pub(super) fn mark_known(
    revisions: &Revisions<'_>,
    analysis: &mut Analysis,
) -> Result<Option<Known>, Failure> {
    let plan = revisions.plan;
    let known = in_force(revisions)?;
    if let Some(known) = &known {
        let unmatched = known.apply(analysis, &revisions.environment.cwd, |_| true);
        name_unmatched(&[unmatched], plan, revisions.files, revisions.environment);
    }
    if let Some((path, printed)) = &plan.write_baseline {
        let Environment { cwd } = revisions.environment;
        baseline::write(path, printed, &revisions.environment.tree(), cwd, analysis, plan.quiet)?;
    }
    Ok(known)
}

/// Names the entries of baselines that match nothing.
pub(super) fn name_unmatched(
    unmatched: &[Unmatched],
    plan: &Plan,
    files: &[InputFile],
    environment: &Environment,
) {
    if !plan.quiet && !unmatched.is_empty() {
        let scanned = scanned(files);
        for entries in unmatched {
            entries.name(&scanned, &environment.cwd, |directory| plan.subject.covers(directory));
        }
    }
}

/// The baseline that the command line names, if it counts.
fn in_force(revisions: &Revisions<'_>) -> Result<Option<Known>, Failure> {
    let plan = revisions.plan;
    let Some((path, printed)) = &plan.baseline else { return Ok(None) };
    // What is written again need not be read.
    if plan.write_baseline.as_ref().is_some_and(|(written, _)| written == path) {
        return Ok(None);
    }
    let cwd = &revisions.environment.cwd;
    match &plan.standard {
        Some(standard) if standard.is_trusted => Known::read_past(path, printed, &standard.past, cwd),
        _ => Known::read(path, printed, &revisions.environment.tree(), cwd),
    }
    .map(Some)
}

/// The printed paths of some files.
pub(super) fn scanned(files: &[InputFile]) -> BTreeSet<&str> {
    files.iter().map(|file| file.path.as_ref()).collect()
}

/// Leaves the findings that are news: those that touch a line which changed, but for calls that have only moved, and calls
/// that were judged better before, on whatever line. Says of each call and finding what became of it.
pub(super) fn leave_out_old(revisions: &Revisions<'_>, diff: &Diff, analysis: &mut Analysis) {
    let lines = ChangedLines::of(revisions, &diff.past, analysis);
    let since = since(revisions, &diff.past, analysis, &lines);
    for (call, since) in analysis.report.calls.iter_mut().zip(&since) {
        call.change = since.change();
    }
    // What was not compared may be worse than before.
    let is_compared = revisions.ended_by().is_none();
    let Analysis { report, sources } = analysis;
    let revision = &diff.revision;
    report.hide(|finding| {
        let since = finding.call.and_then(|call| since.get(call));
        let is_asked = finding.call.is_some() && finding.is_open() || finding.rule == RuleId::NotAnalysed;
        let is_touched = match since {
            _ if is_asked && !is_compared => true,
            // In a file that is new, a call may have come from another one.
            Some(Since::Known { .. }) if finding.is_open() && lines.is_new(finding.location.file) => false,
            // It speaks of the whole file, wherever it stands.
            _ if finding.rule == RuleId::NotAnalysed => {
                has_changed(revisions, &diff.past, sources.path(finding.location.file))
            }
            _ => lines.touch(&finding.location),
        };
        finding.change = match since {
            Some(since) => since.change(),
            None => is_touched.then_some(Change::New),
        };
        let more = match (&finding.change, since) {
            (Some(Change::New), Some(_)) if !is_touched && !lines.is_new(finding.location.file) => {
                format!("it was no AI call in `{revision}`")
            }
            (Some(Change::New), _) => "new in this change".to_owned(),
            (Some(Change::Worse), _) => format!("it was attested or accepted in `{revision}`"),
            (Some(Change::Moved(from)), _) if is_touched => format!("it has moved here from {from}"),
            _ if is_touched => return None,
            _ => return Some("--diff"),
        };
        finding.message = format!("{}; {more}", finding.message);
        None
    });
}

/// Which lines changed, by file.
struct ChangedLines(BTreeMap<FileId, Lines>);

impl ChangedLines {
    /// Those of the files that calls and findings stand in.
    fn of(revisions: &Revisions<'_>, past: &Past, analysis: &Analysis) -> Self {
        let report = &analysis.report;
        let places = report.findings.iter().map(|it| it.location.file);
        let files: BTreeSet<FileId> = places.chain(report.calls.iter().map(|it| it.location.file)).collect();
        let lines = |file: FileId| (file, changed_lines(revisions, past, analysis.sources.path(file)));
        Self(files.into_iter().map(lines).collect())
    }

    fn touch(&self, place: &Location) -> bool {
        self.0.get(&place.file).is_none_or(|lines| lines.touch(place))
    }

    /// Whether there was no such file.
    fn is_new(&self, file: FileId) -> bool {
        self.0.get(&file).is_none_or(|lines| *lines == Lines::All)
    }
}

/// What a revision says of a call of the tree.
enum Since {
    /// Nobody asked: nothing changed where it stands and nothing is open, or the revision cannot be analysed.
    NotAsked,
    /// What it says, if it has the call, and what is said now.
    Known { then: Option<Then>, now: Verdict },
}

impl Since {
    fn change(&self) -> Option<Change> {
        match self {
            Self::NotAsked => None,
            Self::Known { then: None, .. } => Some(Change::New),
            Self::Known { then: Some(then), now } if then.verdict < *now => Some(Change::Worse),
            Self::Known { then: Some(then), .. } => then.moved_from.clone().map(Change::Moved),
        }
    }
}

/// What a revision says of each call. It is analysed only if there is something to ask: a call that is open, or that stands
/// where something changed.
fn since(
    revisions: &Revisions<'_>,
    past: &Rc<Past>,
    analysis: &Analysis,
    lines: &ChangedLines,
) -> Vec<Since> {
    let report = &analysis.report;
    let now = verdicts(report, Finding::is_open);
    let is_asked = |call: &AiCall, now: Verdict| now != Verdict::Accepted || lines.touch(&call.location);
    let asks = report.calls.iter().zip(&now).any(|(call, now)| is_asked(call, *now));
    let then = if asks { revisions.analysis(past) } else { None };
    let mut known = then.as_ref().map(|then| Verdicts::new(then, analysis, &revisions.environment.cwd));
    let since = |(call, now): (&AiCall, Verdict)| match &mut known {
        Some(known) if is_asked(call, now) => Since::Known { then: known.of(call), now },
        _ => Since::NotAsked,
    };
    report.calls.iter().zip(now).map(since).collect()
}

/// The lines of a file that changed. What cannot be compared has changed.
pub(super) fn changed_lines(revisions: &Revisions<'_>, past: &Past, printed: &str) -> Lines {
    contents(revisions, past, printed).map_or(Lines::All, |(old, new)| Lines::between(&old, &new, printed))
}

/// Whether anything in a file changed, if only a byte that is no text.
fn has_changed(revisions: &Revisions<'_>, past: &Past, printed: &str) -> bool {
    contents(revisions, past, printed).is_none_or(|(old, new)| old != new)
}

/// What a file was and what it is; `None` where that cannot be compared.
fn contents(revisions: &Revisions<'_>, past: &Past, printed: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let at = revisions.files.binary_search_by(|file| file.path.as_ref().cmp(printed));
    let file = at.ok().and_then(|at| revisions.files.get(at))?;
    let (old, new) = match &file.content {
        Content::OnDisk(path) => (past.read(path), read(path)),
        Content::Bytes(bytes) => (past.read(&revisions.environment.cwd.join(printed)), Some(bytes.to_vec())),
    };
    if let Err(error) = &old
        && !revisions.plan.quiet
    {
        diagnostics::warning(&format!("{printed}: {error}; all of its lines count as changed"));
    }
    Some((old.ok()??, new?))
}

#[expect(clippy::disallowed_methods, reason = "a file that holds findings is compared with what it was")]
fn read(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}
