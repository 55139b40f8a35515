//! Reporting what is new: neither in the baseline nor on lines that did not change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::plan::Plan;
use crate::cli::baseline::{self, Known};
use crate::cli::changes::Lines;
use crate::cli::environment::tree_of;
use crate::cli::past::Past;
use crate::cli::{Failure, diagnostics};
use crate::source::FileId;
use crate::{Analysis, Content, InputFile};

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
        baseline::write(path, printed, &tree_of(cwd), analysis, plan.quiet)?;
    }
    if let Some(revision) = &plan.diff {
        let directories = directories(&plan.subject.walk.roots, cwd);
        let past = Past::open(&directories, revision, "--diff", plan.quiet)?;
        let changed = Changed { past: &past, files, cwd, quiet: plan.quiet };
        leave_out_unchanged(analysis, &changed);
    }
    Ok(())
}

/// The directories that are scanned, and those of scanned files, as they really are.
#[expect(clippy::disallowed_methods, reason = "repositories are looked for from where the roots really are")]
fn directories(roots: &[PathBuf], cwd: &Path) -> Vec<PathBuf> {
    let directory = |root: &PathBuf| {
        let root = fs::canonicalize(cwd.join(root)).unwrap_or_else(|_| cwd.join(root));
        let above = root.parent().filter(|_| root.is_file()).map(Path::to_path_buf);
        above.unwrap_or(root)
    };
    // Standard input alone stands for a file somewhere below the working directory.
    let of_stdin = if roots.is_empty() { Some(PathBuf::from(".")) } else { None };
    roots.iter().chain(&of_stdin).map(directory).collect()
}

/// Leaves the findings that touch a changed line.
fn leave_out_unchanged(analysis: &mut Analysis, changed: &Changed<'_>) {
    let sources = &analysis.sources;
    let report = &mut analysis.report;
    let mut known: BTreeMap<FileId, Lines> = BTreeMap::new();
    report.findings.retain(|finding| {
        let file = finding.location.file;
        let lines = known.entry(file).or_insert_with(|| changed.lines(sources.path(file)));
        lines.touch(&finding.location)
    });
    report.count_findings();
}

/// The files of a scan beside what they were.
struct Changed<'a> {
    past: &'a Past,
    /// Ordered by printed path.
    files: &'a [InputFile],
    cwd: &'a Path,
    quiet: bool,
}

impl Changed<'_> {
    /// The lines of a file that changed. What cannot be compared has changed.
    fn lines(&self, printed: &str) -> Lines {
        let at = self.files.binary_search_by(|file| file.path.as_ref().cmp(printed));
        let Some(file) = at.ok().and_then(|at| self.files.get(at)) else { return Lines::All };
        let (old, new) = match &file.content {
            Content::OnDisk(path) => (self.past.read(path), read(path)),
            Content::Bytes(bytes) => (self.past.read(&self.cwd.join(printed)), Some(bytes.to_vec())),
        };
        if let Err(error) = &old
            && !self.quiet
        {
            diagnostics::warning(&format!("{printed}: {error}; all of its lines count as changed"));
        }
        match (old, new) {
            (Ok(Some(old)), Some(new)) => Lines::between(&old, &new, printed),
            _ => Lines::All,
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a file that holds findings is compared with what it was")]
fn read(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}
