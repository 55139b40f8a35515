//! The gates: what makes a scan that worked exit with 1.

use std::collections::BTreeMap;

use super::plan::Plan;
use crate::cli::{Exit, diagnostics};
use crate::finding::{ErrorKind, Finding, LeftOutReason, Level, Report, Summary};

/// Judges the report, and says why a gate failed.
pub(super) fn judge(plan: &Plan, report: &Report) -> Exit {
    let failed: Vec<String> = [
        strict(report).filter(|_| plan.strict),
        unnamed(report).filter(|_| plan.strict),
        empty(report).filter(|_| plan.strict),
        plan.min_coverage.and_then(|percent| coverage(&report.summary, percent)),
        plan.max_unattested.and_then(|most| unattested(report.open_calls().count(), most)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !plan.quiet {
        if let Some(message) = uncounted(report).filter(|_| plan.counts_calls()) {
            diagnostics::warning(&message);
        }
        for message in &failed {
            diagnostics::error(message);
        }
    }
    if failed.is_empty() { Exit::Done } else { Exit::GateFailed }
}

/// What `--strict` objects to.
fn strict(report: &Report) -> Option<String> {
    let open = || report.findings.iter().filter(|finding| finding.is_open());
    let errors = open().filter(|finding| finding.level == Level::Error).count();
    let is_not_understood = |finding: &&Finding| finding.fails_strict && finding.level == Level::Warning;
    let errors = match errors {
        0 => None,
        1 => Some("1 finding of level error remains".to_owned()),
        count => Some(format!("{count} findings of level error remain")),
    };
    let not_understood = match open().filter(is_not_understood).count() {
        0 => None,
        1 => Some("a file that names AI was not understood as a whole".to_owned()),
        count => Some(format!("{count} files that name AI were not understood as a whole")),
    };
    let reasons: Vec<String> = errors.into_iter().chain(not_understood).collect();
    (!reasons.is_empty()).then(|| format!("--strict: {}", reasons.join("; ")))
}

/// What `--strict` objects to in suppressions: an error that is hidden by one which names no rule.
fn unnamed(report: &Report) -> Option<String> {
    let is_unnamed = |finding: &&Finding| {
        finding.level == Level::Error
            && finding.suppressed.as_ref().is_some_and(|suppressed| !suppressed.names_rule)
    };
    let hidden = report.findings.iter().filter(is_unnamed).count();
    let errors = if hidden == 1 { "1 error is".to_owned() } else { format!("{hidden} errors are") };
    (hidden > 0).then(|| {
        format!(
            "--strict: {errors} suppressed by a comment that names no rule: write `mima: ignore[RULE] reason`"
        )
    })
}

/// What `--strict` objects to where nothing was analysed: a gate that nobody came to is not passed.
fn empty(report: &Report) -> Option<String> {
    let is_empty = report.errors.iter().any(|error| error.kind == ErrorKind::Empty);
    is_empty.then(|| "--strict: nothing was analysed; --allow-empty accepts that".to_owned())
}

/// What no number of calls says: places that name AI and were not analysed.
fn uncounted(report: &Report) -> Option<String> {
    let places = report.left_out.iter().filter(|it| it.names_ai == Some(true));
    let mut reasons: BTreeMap<LeftOutReason, usize> = BTreeMap::new();
    for place in places {
        *reasons.entry(place.reason).or_default() += 1;
    }
    let count: usize = reasons.values().sum();
    let what = match count {
        0 => return None,
        1 => "1 place that names AI was not analysed, and its calls are in no number".to_owned(),
        _ => format!("{count} places that name AI were not analysed, and their calls are in no number"),
    };
    let reasons = reasons.iter().map(|(reason, count)| format!("{count} {}", reason.as_str()));
    Some(format!("{what}: {}", reasons.collect::<Vec<_>>().join(", ")))
}

/// What `--min-coverage` objects to. Multiplied and not divided: 29 of 100 calls are 29 %, and 0.29 * 100.0 is
/// not.
#[expect(clippy::cast_precision_loss, reason = "counts of calls are far below 2^52")]
fn coverage(summary: &Summary, percent: f64) -> Option<String> {
    let all = summary.attested + summary.unattested;
    let is_enough = summary.attested as f64 * 100.0 >= percent * all as f64;
    (!is_enough).then(|| {
        format!(
            "--min-coverage: {} of {all} AI calls are attested ({:.1} %), {percent} % must be",
            summary.attested,
            summary.coverage() * 100.0
        )
    })
}

/// What `--max-unattested` objects to.
fn unattested(found: usize, most: usize) -> Option<String> {
    (found > most).then(|| {
        let calls = if found == 1 { "1 AI call is".to_owned() } else { format!("{found} AI calls are") };
        format!("--max-unattested: {calls} unattested, {most} may be")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_unattested_calls_has_a_limit() {
        assert_eq!(unattested(2, 2), None);
        assert_eq!(unattested(1, 0).as_deref(), Some("--max-unattested: 1 AI call is unattested, 0 may be"));
        assert_eq!(
            unattested(3, 2).as_deref(),
            Some("--max-unattested: 3 AI calls are unattested, 2 may be")
        );
    }

    fn summary(attested: usize, unattested: usize) -> Summary {
        Summary { attested, unattested, ..Summary::default() }
    }

    #[test]
    fn coverage_is_exact_at_the_limit() {
        for percent in 0..=100_u32 {
            let attested = percent as usize;
            let limit = f64::from(percent);
            assert_eq!(coverage(&summary(attested, 100 - attested), limit), None, "{percent}");
            if percent > 0 {
                assert!(coverage(&summary(attested - 1, 101 - attested), limit).is_some(), "{percent}");
            }
        }
        assert_eq!(coverage(&summary(0, 0), 100.0), None, "no calls, nothing to attest");
        assert_eq!(
            coverage(&summary(2, 1), 80.0).as_deref(),
            Some("--min-coverage: 2 of 3 AI calls are attested (66.7 %), 80 % must be")
        );
    }
}
