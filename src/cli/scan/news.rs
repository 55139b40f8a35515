//! Reporting what is new: not in the baseline, and on lines that changed or judged worse than before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::plan::Diff;
use super::revisions::Revisions;
use super::verdicts::{Verdict, Verdicts, is_worse};
use crate::cli::baseline::{self, Known};
use crate::cli::changes::Lines;
use crate::cli::past::Past;
use crate::cli::{Failure, diagnostics};
use crate::finding::{Finding, RuleId};
use crate::source::FileId;
use crate::{Analysis, Content, InputFile};

/// Marks the findings that are known, and writes the baseline. Gives the one that counts.
pub(super) fn mark_known(
    revisions: &Revisions<'_>,
    analysis: &mut Analysis,
) -> Result<Option<Known>, Failure> {
    let plan = revisions.plan;
    let known = in_force(revisions)?;
    if let Some(known) = &known {
        known.apply(analysis, &scanned(revisions.files), &revisions.environment.cwd, plan.quiet);
    }
    if let Some((path, printed)) = &plan.write_baseline {
        baseline::write(path, printed, &revisions.environment.tree(), analysis, plan.quiet)?;
    }
    Ok(known)
}

/// The baseline that counts.
fn in_force(revisions: &Revisions<'_>) -> Result<Option<Known>, Failure> {
    let plan = revisions.plan;
    let Some((path, printed)) = &plan.baseline else { return Ok(None) };
    // What is written again need not be read.
    if plan.write_baseline.as_ref().is_some_and(|(written, _)| written == path) {
        return Ok(None);
    }
    match &plan.standard {
        Some(standard) if standard.is_trusted => Known::read_past(path, printed.clone(), &standard.past),
        _ => Known::read(path, printed.clone(), &revisions.environment.tree()),
    }
    .map(Some)
}

/// The printed paths of some files.
pub(super) fn scanned(files: &[InputFile]) -> BTreeSet<&str> {
    files.iter().map(|file| file.path.as_ref()).collect()
}

/// Leaves the findings that are news: those that touch a line which changed, but for calls that have only moved, and calls
/// that were judged better before, on whatever line.
pub(super) fn leave_out_old(revisions: &Revisions<'_>, diff: &Diff, analysis: &mut Analysis) {
    let past = &diff.past;
    let mut lines: BTreeMap<FileId, Lines> = BTreeMap::new();
    for finding in &analysis.report.findings {
        let file = finding.location.file;
        lines.entry(file).or_insert_with(|| changed_lines(revisions, past, analysis.sources.path(file)));
    }
    let lines_of = |finding: &Finding| lines.get(&finding.location.file).unwrap_or(&Lines::All);
    // What a revision has to be asked for: whether a call that is not on a changed line was there, and as bad; and whether
    // one in a new file has been in another one.
    let is_asked = |finding: &Finding| {
        let lines = lines_of(finding);
        finding.call.is_some()
            && finding.is_open()
            && (*lines == Lines::All || !lines.touch(&finding.location))
    };
    let then = if analysis.report.findings.iter().any(is_asked) { revisions.analysis(past) } else { None };
    // What was not compared may be worse than before.
    let is_compared = revisions.ended_by().is_none();
    let news: Vec<Option<News>> = {
        let mut verdicts =
            then.as_ref().map(|then| Verdicts::new(then, analysis, &revisions.environment.cwd));
        let news = |finding: &Finding| match &mut verdicts {
            _ if !is_compared && (is_asked(finding) || finding.rule == RuleId::NotAnalysed) => {
                Some(News::Changed)
            }
            Some(verdicts) if is_asked(finding) => {
                let is_new_file = *lines_of(finding) == Lines::All;
                let then = verdicts.of(finding);
                is_worse(finding, then).then_some(if is_new_file { News::Changed } else { News::Worse(then) })
            }
            // It speaks of the whole file, wherever it stands.
            _ if finding.rule == RuleId::NotAnalysed => {
                has_changed(revisions, past, analysis.sources.path(finding.location.file))
                    .then_some(News::Changed)
            }
            _ => lines_of(finding).touch(&finding.location).then_some(News::Changed),
        };
        analysis.report.findings.iter().map(news).collect()
    };
    let mut news = news.into_iter();
    analysis.report.hide(|finding| match news.next().flatten() {
        Some(News::Worse(then)) => {
            let then = if then.is_some() { "it was attested or accepted" } else { "it was no AI call" };
            finding.message = format!("{}; {then} in `{}`", finding.message, diff.revision);
            None
        }
        Some(News::Changed) => None,
        None => Some("--diff"),
    });
}

/// Why a finding is news.
enum News {
    /// A line of it changed.
    Changed,
    /// The call was judged better, or was none: what the revision says of it.
    Worse(Option<Verdict>),
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
