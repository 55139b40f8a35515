//! Calls that are as they were in the revision that a report is compared with, and stood elsewhere there.

use std::fmt;

use crate::finding::{Change, Report};
use crate::source::Sources;

/// How many of them a report for people lists.
pub(super) const LISTED: usize = 20;

/// An unattested call that has only moved.
pub(super) struct Moved<'a> {
    /// Where it stands.
    pub(super) path: &'a str,
    line: String,
    /// Its entry point.
    api: &'a str,
    /// The file in which it stood.
    from: &'a str,
}

/// One sentence without a full stop.
impl fmt::Display for Moved<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, api, from } = self;
        write!(f, "{path}:{line}: the unattested call of `{api}` is not new: it has moved here from {from}")
    }
}

/// The unattested calls that have only moved, in the order of the report.
pub(super) fn each<'a>(report: &'a Report, sources: &'a Sources) -> impl Iterator<Item = Moved<'a>> {
    report.open_calls().filter_map(|call| match &call.change {
        Some(Change::Moved(from)) => Some(Moved {
            path: sources.path(call.location.file),
            line: call.location.start_line(),
            api: call.api.as_str(),
            from,
        }),
        _ => None,
    })
}

/// The same for people: the first ones, and how many more there are.
pub(super) fn lines(report: &Report, sources: &Sources) -> Vec<String> {
    let mut lines: Vec<String> = each(report, sources).map(|moved| moved.to_string()).collect();
    let more = lines.len().saturating_sub(LISTED);
    lines.truncate(LISTED);
    lines.extend((more > 0).then(|| format!("{more} more unattested AI calls have only moved")));
    lines
}
