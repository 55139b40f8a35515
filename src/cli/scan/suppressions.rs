//! Comments that suppress an error and did not do so in a revision.

use std::collections::BTreeMap;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::news::changed_lines;
use super::plan::Standard;
use super::revisions::Revisions;
use crate::Analysis;
use crate::cli::baseline::{code, exists};
use crate::cli::changes::Lines;
use crate::finding::{Finding, Level, RuleId};
use crate::source::{FileId, Location, Sources};

/// A comment that is new, or stands at another call than it did.
pub(super) struct NewSuppression {
    /// The comment.
    pub(super) comment: Location,
    /// The calls whose errors it suppresses.
    pub(super) calls: Vec<Location>,
}

/// Finds them, and takes from them what they suppress where the revision alone is trusted.
pub(super) fn new(
    revisions: &Revisions<'_>,
    standard: &Standard,
    analysis: &mut Analysis,
) -> Vec<NewSuppression> {
    let suppressed = changed(revisions, standard, analysis);
    if suppressed.is_empty() {
        return Vec::new();
    }
    let then = revisions.analysis(&standard.past);
    let then = then.as_deref();
    let known = then.map(|then| Known::new(then, analysis, &revisions.environment.cwd));
    let mut known = known.unwrap_or_default();
    let is_new = |at: &usize| !known.has(&analysis.report.findings[*at], &analysis.sources);
    let new: Vec<usize> = suppressed.into_iter().filter(is_new).collect();
    let report = &mut analysis.report;
    let mut found: BTreeMap<Location, Vec<Location>> = BTreeMap::new();
    for at in new {
        let finding = &mut report.findings[at];
        if let Some(comment) = by_comment(finding) {
            found.entry(comment).or_default().push(finding.location);
        }
        if standard.is_trusted {
            finding.suppressed = None;
            if let Some(call) = finding.call.and_then(|at| report.calls.get_mut(at)) {
                call.suppressed = None;
            }
        }
    }
    report.count_findings();
    found.into_iter().map(|(comment, calls)| NewSuppression { comment, calls }).collect()
}

/// The suppressed errors whose comment or call is not as it was: only for these the revision has to be analysed.
fn changed(revisions: &Revisions<'_>, standard: &Standard, analysis: &Analysis) -> Vec<usize> {
    let sources = &analysis.sources;
    let mut lines: BTreeMap<FileId, Lines> = BTreeMap::new();
    let mut is_changed = |finding: &Finding| {
        let Some(comment) = by_comment(finding) else { return false };
        let file = finding.location.file;
        let lines =
            lines.entry(file).or_insert_with(|| changed_lines(revisions, &standard.past, sources.path(file)));
        let is_about_call = !speaks_of_file(text(comment, sources));
        lines.touch(&comment) || is_about_call && lines.touch(&finding.location)
    };
    let findings = analysis.report.findings.iter().enumerate();
    findings.filter(|(_, finding)| is_changed(finding)).map(|(at, _)| at).collect()
}

/// The comment that suppresses an error about a call. A setting that accepts a call stands at the call itself.
fn by_comment(finding: &Finding) -> Option<Location> {
    let suppressed = finding.suppressed.as_ref()?;
    let is_comment = suppressed.location.span != finding.location.span;
    (finding.level == Level::Error && finding.call.is_some() && is_comment).then_some(suppressed.location)
}

/// What comments of a revision suppress.
#[derive(Default)]
struct Known {
    /// Calls by rule and id.
    ids: FxHashSet<(RuleId, String)>,
    /// Calls whose files are gone, by rule and text: how many.
    moved: FxHashMap<(RuleId, String), usize>,
    /// Comments that speak of their whole files: path and text.
    whole_files: FxHashSet<(String, String)>,
}

impl Known {
    fn new(then: &Analysis, now: &Analysis, cwd: &Path) -> Self {
        let mine: FxHashSet<&str> = now.report.calls.iter().map(|call| call.id.as_str()).collect();
        let mut known = Self::default();
        for finding in &then.report.findings {
            let Some(suppressed) = &finding.suppressed else { continue };
            let path = then.sources.path(finding.location.file);
            if !mine.contains(finding.fingerprint.as_str()) && !exists(&cwd.join(path)) {
                *known.moved.entry((finding.rule, code(finding.location, &then.sources))).or_default() += 1;
            }
            let comment = text(suppressed.location, &then.sources);
            if speaks_of_file(comment) {
                known.whole_files.insert((path.to_owned(), comment.to_owned()));
            }
            known.ids.insert((finding.rule, finding.fingerprint.clone()));
        }
        known
    }

    /// Whether the same comment stood at the same call, or in the same file if it speaks of the file.
    fn has(&mut self, finding: &Finding, sources: &Sources) -> bool {
        if self.ids.contains(&(finding.rule, finding.fingerprint.clone())) {
            return true;
        }
        if let Some(suppressed) = &finding.suppressed {
            let comment = text(suppressed.location, sources);
            let path = sources.path(finding.location.file).to_owned();
            if speaks_of_file(comment) && self.whole_files.contains(&(path, comment.to_owned())) {
                return true;
            }
        }
        match self.moved.get_mut(&(finding.rule, code(finding.location, sources))) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

fn text(location: Location, sources: &Sources) -> &str {
    let source = sources.get(location.file);
    source.and_then(|source| source.text.get(location.span.range())).unwrap_or_default().trim()
}

/// Whether a comment that suppresses speaks of its whole file.
fn speaks_of_file(comment: &str) -> bool {
    comment.split("mima:").skip(1).any(|words| words.trim_start().starts_with("ignore-file"))
}
