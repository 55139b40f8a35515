//! Files that a change takes out of what is looked at, and no setting does. A line of an ignore file hides what names AI and is
//! not tracked: what is generated, or put there by a pipeline. A new submodule need not be checked out.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Cause, Place, Weakness};
use crate::cli::scan::plan::Standard;
use crate::cli::scan::revisions::Revisions;
use crate::config::Files as _;
use crate::finding::{LeftOut, LeftOutReason, Report};
use crate::git::top_of;
use crate::source::Span;
use crate::walk::ignores::{IgnoringLine, MOST_READ, ignoring_line, text_in_tree};
use crate::walk::paths::{clean, printed_path, slashed};

/// The lines of ignore files, each with what it hides.
pub(super) fn lines(revisions: &Revisions<'_>, standard: &Standard, report: &Report) -> Vec<Weakness> {
    let cwd = &revisions.environment.cwd;
    let is_ignored = |reason| matches!(reason, LeftOutReason::GitIgnored | LeftOutReason::IgnoreFile);
    let mut lines: BTreeMap<IgnoringLine, Vec<&str>> = BTreeMap::new();
    for place in report.left_out.iter().filter(|it| is_ignored(it.reason) && it.names_ai == Some(true)) {
        if let Some(line) = new_line(&cwd.join(&place.path), place.path.ends_with('/'), standard) {
            lines.entry(line).or_default().push(&place.path);
        }
    }
    let weakness = |(line, hidden): (IgnoringLine, Vec<&str>)| Weakness {
        cause: Cause::Hidden,
        message: match hidden.as_slice() {
            [one] => format!("this line ignores `{one}`, which names AI and is not analysed"),
            more => format!(
                "this line ignores {} places that name AI and are not analysed, `{}` among them",
                more.len(),
                more.first().copied().unwrap_or_default()
            ),
        },
        place: Place::File { path: printed_path(&line.file, cwd), span: Span::new(line.start, line.end) },
        calls: Vec::new(),
    };
    lines.into_iter().map(weakness).collect()
}

/// The line that ignores a path in the tree, if nothing ignores it in the revision.
fn new_line(path: &Path, is_directory: bool, standard: &Standard) -> Option<IgnoringLine> {
    let path = clean(path);
    let top = top_of(path.parent()?)?;
    let then = |file: &Path| standard.past.text(file, MOST_READ).ok();
    let line = ignoring_line(&path, is_directory, &top, &text_in_tree)?;
    ignoring_line(&path, is_directory, &top, &then).is_none().then_some(line)
}

/// Submodules that are new and not checked out, each by its line in `.gitmodules`. What a change puts into one, nobody here
/// sees.
pub(super) fn submodules(revisions: &Revisions<'_>, standard: &Standard, report: &Report) -> Vec<Weakness> {
    let cwd = &revisions.environment.cwd;
    let is_asked = |it: &&LeftOut| it.reason == LeftOutReason::Link && it.path.ends_with('/');
    let weakness = |place: &LeftOut| {
        let path = clean(&cwd.join(&place.path));
        let top = top_of(path.parent()?)?;
        let file = top.join(".gitmodules");
        let (now, then) = (text_in_tree(&file)?, standard.past.text(&file, MOST_READ).unwrap_or_default());
        let below = slashed(path.strip_prefix(&top).ok()?);
        let is_of_it = |line: &&str| {
            line.split_once('=').is_some_and(|(key, value)| key.trim() == "path" && value.trim() == below)
        };
        let line = now.lines().find(is_of_it)?;
        let start = now.find(line).unwrap_or_default();
        then.lines().find(is_of_it).is_none().then(|| Weakness {
            cause: Cause::Hidden,
            message: format!(
                "the submodule `{}` is not checked out, and nothing in it is analysed",
                place.path
            ),
            place: Place::File { path: printed_path(&file, cwd), span: Span::new(start, start + line.len()) },
            calls: Vec::new(),
        })
    };
    report.left_out.iter().filter(is_asked).filter_map(weakness).collect()
}
