//! Reporting what is new: neither in the baseline nor on lines that did not change.

use std::collections::BTreeSet;
use std::path::Path;

use super::plan::Plan;
use crate::cli::Failure;
use crate::cli::baseline::{self, Known};
use crate::cli::changes::Changes;
use crate::walk::paths::printed_path;
use crate::{Analysis, InputFile};

/// Marks the findings that are known, writes the baseline, and leaves out what is on unchanged lines.
pub(super) fn apply(
    plan: &Plan,
    files: &[InputFile],
    analysis: &mut Analysis,
    cwd: &Path,
) -> Result<(), Failure> {
    if let Some((path, printed)) = &plan.baseline
        // What is written again need not be read.
        && plan.write_baseline.as_ref().is_none_or(|(written, _)| written != path)
    {
        let scanned: BTreeSet<&str> = files.iter().map(|file| file.path.as_ref()).collect();
        Known::read(path, printed.clone())?.apply(analysis, &scanned, cwd, plan.quiet);
    }
    if let Some((path, printed)) = &plan.write_baseline {
        baseline::write(path, printed, analysis, plan.quiet)?;
    }
    if let Some(revision) = &plan.diff {
        let changes = changes(plan, revision, cwd)?;
        let sources = &analysis.sources;
        let report = &mut analysis.report;
        report
            .findings
            .retain(|finding| changes.touch(sources.path(finding.location.file), &finding.location));
        report.count_findings();
    }
    Ok(())
}

/// What changed in the scanned directories, and in those of scanned files.
fn changes(plan: &Plan, revision: &str, cwd: &Path) -> Result<Changes, Failure> {
    let mut changes = Changes::default();
    let directories: BTreeSet<&Path> = plan
        .subject
        .walk
        .roots
        .iter()
        .map(|root| if cwd.join(root).is_file() { root.parent().unwrap_or(Path::new("")) } else { root })
        .collect();
    // Standard input alone stands for a file somewhere below the working directory.
    let of_stdin = if directories.is_empty() { Some(Path::new("")) } else { None };
    for directory in directories.into_iter().chain(of_stdin) {
        let printed = |below: &str| printed_path(&directory.join(below), cwd);
        changes.add(&cwd.join(directory), revision, printed)?;
    }
    Ok(changes)
}
