//! A scan that finds nothing to analyse: the wrong directory, a typo in a glob, an empty checkout.

use std::path::{Path, PathBuf};

use super::plan::Plan;
use crate::finding::{ErrorKind, FileError, Lost, Report};
use crate::language::LANGUAGES;
use crate::output;
use crate::walk::paths::printed_path;

/// Says in the report that nothing was analysed, what was looked for, and what was left out; unless that is accepted.
pub(super) fn name(plan: &Plan, report: &mut Report, cwd: &Path) {
    if report.summary.files_found > 0 || plan.allow_empty {
        return;
    }
    let walk = &plan.subject.walk;
    let printed = |root: &PathBuf| match printed_path(root, cwd) {
        path if path.is_empty() => ".".to_owned(),
        path => path,
    };
    let roots: Vec<String> = walk.roots.iter().map(printed).collect();
    let globs: Vec<String> =
        walk.globs.iter().flat_map(|globs| &globs.include).map(|glob| format!("`{glob}`")).collect();
    let languages: Vec<String> = LANGUAGES.iter().map(|language| language.title.to_owned()).collect();
    let mut message = format!("nothing was analysed: no file of {} was found", listed(&languages));
    if !globs.is_empty() {
        message = format!("{message} that matches {}", globs.join(" or "));
    }
    if let Some(sentence) = output::left_out_sentence(report) {
        message = format!("{message}; {sentence}");
    }
    let file = roots.join(", ");
    report.errors.push(FileError { file, kind: ErrorKind::Empty, lost: Lost::Nothing, message });
    report.errors.sort();
}

/// `a, b or c`.
fn listed(names: &[String]) -> String {
    match names {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        _ => names.concat(),
    }
}
