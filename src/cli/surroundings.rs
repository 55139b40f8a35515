//! The project around files that are named: they are analysed within it, and it is not reported on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::cli::environment::Environment;
use crate::config::Settings;
use crate::finding::{FileError, Report};
use crate::git;
use crate::limit::Limit;
use crate::source::Sources;
use crate::walk::paths::{canonical, printed_path};
use crate::walk::{Walk, WalkOptions, walk};
use crate::{Content, InputFile};

/// Files that stand at the top of a project where neither git nor the settings say where that is.
const PROJECT_FILES: [&str; 4] = ["pyproject.toml", "setup.py", "setup.cfg", "Cargo.toml"];

/// What a report is kept to.
#[derive(Debug)]
pub(super) struct Named {
    /// The printed paths of files and of what is said of files.
    paths: FxHashSet<Arc<str>>,
    /// How many files there are.
    files: usize,
}

/// Puts named files into their projects: adds the other files of these to what was found, and lets the named ones have the
/// names that they have there. Gives what was there before, to which the report is to be kept; `None` if no file was named.
/// `stdin` is the printed path of standard input.
pub(super) fn add(
    found: &mut Walk,
    options: &WalkOptions,
    stdin: Option<&str>,
    settings: &Settings,
    environment: &Environment,
) -> Option<Named> {
    let roots: Vec<PathBuf> =
        options.roots.iter().filter_map(|root| canonical(&options.cwd.join(root))).collect();
    let stdin = stdin.map(|printed| options.cwd.join(printed));
    let named = roots.iter().filter(|root| !root.is_dir()).chain(&stdin);
    let mut tops: Vec<(PathBuf, bool)> = named
        .filter(|file| !roots.iter().any(|root| root.is_dir() && file.starts_with(root)))
        .filter_map(|file| top(file, settings, &options.cwd, environment))
        .collect();
    tops.sort();
    tops.dedup();
    if tops.is_empty() {
        return None;
    }
    // What one holds that is above another is walked once.
    let all = tops.clone();
    tops.retain(|(top, _)| !all.iter().any(|(other, _)| other != top && top.starts_with(other)));
    let mut around = Vec::new();
    for (top, is_project) in tops {
        let enough = (!is_project).then(|| options.limits.get(Limit::SurroundingFiles));
        let printed = printed_path(&top, &options.cwd);
        let printed = if printed.is_empty() { ".".to_owned() } else { printed };
        let options = WalkOptions { roots: vec![top], enough, ..options.clone() };
        // The named files are there without it.
        let walk = walk(&options).unwrap_or_default();
        if walk.is_cut {
            let error = FileError::of_limit(&options.limits, Limit::SurroundingFiles, printed);
            found.aside.errors.push(error);
        }
        around.extend(walk.files);
    }
    let aside = &found.aside;
    let said = aside.errors.iter().map(|error| &error.file);
    let said = said.chain(aside.unanalysed.iter().map(|it| &it.path)).map(|path| Arc::from(path.as_str()));
    let files = &mut found.files;
    let paths = files.iter().map(|file| file.path.clone()).chain(said).collect();
    let named = Named { paths, files: files.len() };
    let mut places: FxHashMap<PathBuf, usize> =
        files.iter().enumerate().filter_map(|(at, file)| Some((place(file, &options.cwd)?, at))).collect();
    for file in around {
        let Some(path) = place(&file, &options.cwd) else { continue };
        if let Some(&at) = places.get(&path) {
            files[at].module_path = file.module_path;
        } else {
            places.insert(path, files.len());
            files.push(file);
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Some(named)
}

impl Named {
    /// Whether a file was there before.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Keeps a report to what was named. What says that a limit was hit stays: calls may be missing because of it.
    pub(super) fn keep(&self, report: &mut Report, sources: &Sources) {
        report.keep(|location| self.holds(sources.path(location.file)));
        report.errors.retain(|error| error.limit().is_some() || self.holds(&error.file));
        report.left_out.retain(|left_out| self.holds(&left_out.path));
        report.summary.files_found = self.files;
        report.summary.files_analyzed = sources.iter().filter(|source| self.holds(&source.path)).count();
        report.count();
    }
}

/// Where a file is; standard input is where the file is that it stands for.
fn place(file: &InputFile, cwd: &Path) -> Option<PathBuf> {
    match &file.content {
        Content::OnDisk(path) => Some(path.clone()),
        Content::Bytes(_) => canonical(&cwd.join(&*file.path)),
    }
}

/// The top of the project that a file is in: where its settings or its repository are, whatever is nearer; else the outermost
/// directory with a manifest; else the working directory, if the file is below it; else where its packages are. And whether
/// it is known to be a project.
fn top(file: &Path, settings: &Settings, cwd: &Path, environment: &Environment) -> Option<(PathBuf, bool)> {
    let directory = canonical(file.parent()?)?;
    let base = settings.all()[settings.nearest(&directory)].base.as_path();
    let of_settings = Some(base).filter(|base| base.is_absolute() && directory.starts_with(base));
    let of_git = git::top_of(&directory);
    let known = of_settings.map(Path::to_path_buf).into_iter().chain(of_git);
    if let Some(top) = known.max_by_key(|top| top.components().count()) {
        return Some((top, true));
    }
    let holds = |it: &&Path, names: &[&str]| names.iter().any(|name| it.join(name).is_file());
    if let Some(top) = directory.ancestors().filter(|it| holds(it, &PROJECT_FILES)).last() {
        return Some((top.to_path_buf(), true));
    }
    let is_home = environment.variable("HOME").is_some_and(|home| Path::new(&home) == cwd);
    if directory.starts_with(cwd) && cwd.parent().is_some() && !is_home {
        return Some((cwd.to_path_buf(), false));
    }
    directory.ancestors().find(|it| !holds(it, &["__init__.py"])).map(|it| (it.to_path_buf(), false))
}
