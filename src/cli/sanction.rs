//! Calls in files where a project accepts AI calls without attestation.

use std::collections::BTreeMap;
use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::Failure;
use super::environment::Environment;
use crate::Analysis;
use crate::config::Sanctioned;
use crate::finding::Suppressed;
use crate::source::FileId;

/// Suppresses the findings about calls in sanctioned files, with the reason that the settings give. `base` is the
/// directory of the settings, `is_theirs` whether they hold for a file. What has expired sanctions nothing.
pub(super) fn apply(
    analysis: &mut Analysis,
    sanctioned: &[Sanctioned],
    base: &Path,
    is_theirs: impl Fn(&str) -> bool,
    environment: &Environment,
) -> Result<(), Failure> {
    if sanctioned.is_empty() {
        return Ok(());
    }
    let today = Environment::today();
    let valid = |entry: &&Sanctioned| entry.expires.as_ref().is_none_or(|expires| *expires >= today);
    let globs: Vec<(Gitignore, &Sanctioned)> = sanctioned
        .iter()
        .filter(valid)
        .map(|entry| Ok((compiled(base, &entry.path)?, entry)))
        .collect::<Result<_, ignore::Error>>()?;
    let mut by_file: BTreeMap<FileId, Option<&Sanctioned>> = BTreeMap::new();
    let report = &mut analysis.report;
    for finding in report.findings.iter_mut().filter(|finding| finding.is_open()) {
        let Some(call) = finding.call.and_then(|at| report.calls.get_mut(at)) else { continue };
        let entry = by_file.entry(call.location.file).or_insert_with(|| {
            let printed = analysis.sources.path(call.location.file);
            let path = environment.cwd.join(printed);
            let matches = |glob: &Gitignore| {
                path.starts_with(base) && glob.matched_path_or_any_parents(&path, false).is_ignore()
            };
            globs.iter().find(|(glob, _)| is_theirs(printed) && matches(glob)).map(|(_, entry)| *entry)
        });
        if let Some(entry) = entry {
            let suppressed =
                Suppressed { reason: entry.reason.clone(), names_rule: true, location: call.location };
            call.suppressed = Some(suppressed.clone());
            finding.suppressed = Some(suppressed);
        }
    }
    report.count_findings();
    Ok(())
}

fn compiled(base: &Path, path: &str) -> Result<Gitignore, ignore::Error> {
    let mut builder = GitignoreBuilder::new(base);
    builder.add_line(None, path)?;
    builder.build()
}
