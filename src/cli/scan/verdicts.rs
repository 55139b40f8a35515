//! What a revision says of the calls of the tree: by that a call is new, worse, or only moved.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Analysis;
use crate::cli::baseline::{code, exists};
use crate::finding::{Finding, Level, RuleId};
use crate::source::Sources;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// Attested, accepted by a comment or a setting, or not reported.
    Accepted,
    /// Open, at this level.
    Open(Level),
}

/// What is said of a finding now. What a baseline holds is open: it is put off and not accepted.
fn verdict(finding: &Finding) -> Verdict {
    if finding.suppressed.is_some() { Verdict::Accepted } else { Verdict::Open(finding.level) }
}

/// The calls of a revision, ready to be asked for.
pub(super) struct Verdicts<'a> {
    by_id: FxHashMap<&'a str, Verdict>,
    /// Calls that the tree does not have under their id: they may have moved, or stand in a function of another name.
    left: FxHashMap<(RuleId, String), Vec<Left<'a>>>,
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
        let mut by_id: FxHashMap<&str, Verdict> =
            then.report.calls.iter().map(|call| (call.id.as_str(), Verdict::Accepted)).collect();
        let mut left: FxHashMap<(RuleId, String), Vec<Left<'_>>> = FxHashMap::default();
        for finding in &then.report.findings {
            let Some(call) = finding.call.and_then(|at| then.report.calls.get(at)) else { continue };
            let verdict = verdict(finding);
            by_id.insert(call.id.as_str(), verdict);
            if !ids.contains(call.id.as_str()) {
                let path = then.sources.path(finding.location.file);
                let is_gone = !exists(cwd, path);
                let key = (finding.rule, code(finding, &then.sources));
                left.entry(key).or_default().push(Left { path, is_gone, verdict });
            }
        }
        Self { by_id, left, sources: &now.sources }
    }

    /// What the revision says of the call of a finding; `None` if it has no such call. One that has no call of the same id
    /// takes the place of one with the same text that is gone, once.
    pub(super) fn of(&mut self, finding: &Finding) -> Option<Verdict> {
        if let Some(verdict) = self.by_id.get(finding.fingerprint.as_str()) {
            return Some(*verdict);
        }
        let path = self.sources.path(finding.location.file);
        let key = (finding.rule, code(finding, self.sources));
        let left = self.left.get_mut(&key)?;
        let same = left.iter().position(|it| it.path == path);
        let at = same.or_else(|| left.iter().position(|it| it.is_gone))?;
        Some(left.remove(at).verdict)
    }
}

/// Whether a finding is worse than what a revision says of its call; one that the revision does not have is.
pub(super) fn is_worse(finding: &Finding, then: Option<Verdict>) -> bool {
    then.is_none_or(|then| then < verdict(finding))
}
