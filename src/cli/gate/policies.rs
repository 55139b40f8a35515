//! What a project's policies assert.

use crate::policy::{Check, read};

/// An assertion, as far as two of them can be compared.
pub(super) enum Asserted {
    /// At least this percentage of the AI calls in a path is attested.
    Coverage(String, f64),
    /// At most so many in a path are not.
    Unattested(String, f64),
    /// Something of which nobody says what would be less: its type, and all that it says.
    Other(String),
}

/// The assertions of a policy; none of one that cannot be read, which fails `mima test`.
#[expect(clippy::cast_precision_loss, reason = "counts of calls are far below 2^52")]
pub(super) fn asserted(file: &str, text: &str) -> Vec<Asserted> {
    let assertions = read::read(file, text).map(|policy| policy.assertions).unwrap_or_default();
    let asserted = assertions.into_iter().map(|assertion| match assertion.check {
        Check::ScanCoverage { min_pct } => Asserted::Coverage(assertion.path, min_pct),
        Check::MaxUnattested { max } => Asserted::Unattested(assertion.path, max as f64),
        check => Asserted::Other(format!("{check:?} in {}", assertion.path)),
    });
    asserted.collect()
}
