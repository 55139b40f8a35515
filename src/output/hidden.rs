//! What is said of unattested calls that are not reported.

use crate::finding::Report;

/// How many there are, and what hides them; one sentence without a full stop, `None` if there are none.
pub(super) fn sentence(report: &Report) -> Option<String> {
    let hidden = &report.summary.hidden;
    let by: Vec<String> = hidden.iter().map(|(by, count)| format!("{count} by {by}")).collect();
    match hidden.values().sum() {
        0 => None,
        1_usize => Some(format!("1 unattested AI call is not reported: {}", by.join(", "))),
        count => Some(format!("{count} unattested AI calls are not reported: {}", by.join(", "))),
    }
}
