//! What a revision says of the calls of the tree: by that a call is new, worse, or only moved.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Analysis;
use crate::cli::baseline::{code, exists};
use crate::finding::{AiCall, Finding, Level, Report};
use crate::source::Sources;

/// How bad a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// Attested, accepted by a comment or a setting, or not reported.
    Accepted,
    /// Open, at this level.
    Open(Level),
}

/// What the findings of a report that count say of each of its calls. What a baseline holds is open: it is put off and not
/// accepted.
pub(super) fn verdicts(report: &Report, counts: impl Fn(&Finding) -> bool) -> Vec<Verdict> {
    let mut verdicts = vec![Verdict::Accepted; report.calls.len()];
    for finding in report.findings.iter().filter(|it| it.suppressed.is_none() && counts(it)) {
        if let Some(verdict) = finding.call.and_then(|at| verdicts.get_mut(at)) {
            *verdict = Verdict::Open(finding.level);
        }
    }
    verdicts
}

/// What a revision says of a call that it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Then {
    pub(super) verdict: Verdict,
    /// The file in which it stood, if it has another id now: it has moved, or its function has another name.
    pub(super) moved_from: Option<String>,
}

/// The calls of a revision, ready to be asked for.
pub(super) struct Verdicts<'a> {
    by_id: FxHashMap<&'a str, Verdict>,
    /// Calls that the tree does not have under their id, by their text.
    left: FxHashMap<String, Vec<Left<'a>>>,
    sources: &'a Sources,
}

/// A call of the revision that was not found again by its id.
struct Left<'a> {
    path: &'a str,
    /// Whether its file is gone.
    is_gone: bool,
    verdict: Verdict,
}

impl<'a> Verdicts<'a> {
    /// The calls of `then`, beside those of `now`.
    pub(super) fn new(then: &'a Analysis, now: &'a Analysis, cwd: &Path) -> Self {
        let ids: FxHashSet<&str> = now.report.calls.iter().map(|call| call.id.as_str()).collect();
        let mut by_id: FxHashMap<&str, Verdict> = FxHashMap::default();
        let mut left: FxHashMap<String, Vec<Left<'_>>> = FxHashMap::default();
        for (call, verdict) in then.report.calls.iter().zip(verdicts(&then.report, |_| true)) {
            by_id.insert(call.id.as_str(), verdict);
            if !ids.contains(call.id.as_str()) {
                let path = then.sources.path(call.location.file);
                let is_gone = !exists(&cwd.join(path));
                let same = left.entry(code(call.location, &then.sources)).or_default();
                same.push(Left { path, is_gone, verdict });
            }
        }
        Self { by_id, left, sources: &now.sources }
    }

    /// What the revision says of a call; `None` if it has no such call. One that has no call of the same id takes the place
    /// of one with the same text that is gone, once.
    pub(super) fn of(&mut self, call: &AiCall) -> Option<Then> {
        if let Some(verdict) = self.by_id.get(call.id.as_str()) {
            return Some(Then { verdict: *verdict, moved_from: None });
        }
        let path = self.sources.path(call.location.file);
        let left = self.left.get_mut(&code(call.location, self.sources))?;
        let same = left.iter().position(|it| it.path == path);
        let at = same.or_else(|| left.iter().position(|it| it.is_gone))?;
        let Left { path, verdict, .. } = left.remove(at);
        Some(Then { verdict, moved_from: Some(path.to_owned()) })
    }
}
