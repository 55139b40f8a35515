//! What a command analyses: the files, and what the project's settings say of them.

use std::borrow::Cow;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::progress::Progress;
use super::surroundings::Named;
use super::{Failure, Selection, apply_selection, sanction, surroundings, watch};
use crate::catalog::Catalog;
use crate::config::{self, Attestation, Config, ConfigSource, Disk};
use crate::elsewhere::Elsewhere;
use crate::language::Language;
use crate::limit::{Limit, Limits};
use crate::outside::Outside;
use crate::walk::filter::GlobSet;
use crate::walk::outside::outside;
use crate::walk::paths::canonical;
use crate::walk::{Walk, WalkError, WalkOptions, walk};
use crate::{Analysis, Aside, Content, InputFile, KnownFacts, Mode, Options, analyze};

/// Files to analyse, and how.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) walk: WalkOptions,
    /// Standard input is the file with this printed path.
    pub(super) stdin: Option<String>,
    /// The project's own catalog rules: path and text.
    pub(super) rule_files: Vec<(String, String)>,
    pub(super) attestation: Attestation,
    /// The directory of the settings.
    pub(super) base: PathBuf,
    pub(super) selection: Selection,
    pub(super) limits: Limits,
    /// Whether test code is reported on.
    pub(super) tests: bool,
    /// What files say that were parsed in this run.
    known: KnownFacts,
}

/// The files that were found, and what is in them.
pub(super) struct Examined {
    /// Ordered by printed path.
    pub(super) files: Vec<InputFile>,
    pub(super) analysis: Analysis,
}

/// Files to analyse, and those of them that are reported on if not all are.
#[derive(Clone, Copy)]
struct Given<'a> {
    files: &'a [InputFile],
    named: Option<&'a Named>,
}

impl Subject {
    /// What `mima scan PATH` analyses when nothing else is said.
    pub(super) fn of_path(
        path: &Path,
        source: ConfigSource<'_>,
        environment: &Environment,
    ) -> Result<Self, Failure> {
        let config = config::load(source, &environment.cwd, &Disk).map_err(Failure::of_mistakes)?;
        let globs = GlobSet {
            base: Some(config.base.clone()),
            include: config.include.clone(),
            exclude: config.exclude.clone(),
        };
        let walk = WalkOptions {
            roots: vec![path.to_owned()],
            cwd: environment.cwd.clone(),
            globs: vec![globs],
            default_excludes: true,
            ignore_files: true,
            hidden: false,
            elsewhere: Elsewhere::default(),
            limits: Limits::default(),
            enough: None,
        };
        let selection = Selection::of(&config);
        Ok(Self::new(walk, None, selection, config))
    }

    /// Adds what the settings say of attestation and of tests, and begins a run under their limits.
    pub(super) fn new(
        walk: WalkOptions,
        stdin: Option<String>,
        selection: Selection,
        config: Config,
    ) -> Self {
        let Config { rule_files, attestation, base, limits, tests, .. } = config;
        let limits = limits.of_own_run();
        watch::begin(&limits);
        let walk = WalkOptions { limits: limits.clone(), ..walk };
        Self {
            walk,
            stdin,
            rule_files,
            attestation,
            base,
            selection,
            limits,
            tests,
            known: KnownFacts::default(),
        }
    }

    /// Remembers what files say from now on: they will be analysed again.
    pub(super) fn remember(&mut self) {
        self.known = KnownFacts::remembered();
    }

    /// Works on in the run of another one.
    pub(super) fn join(&mut self, other: &Self) {
        self.known = other.known.clone();
        self.limits.join(&other.limits);
        self.walk.limits = self.limits.clone();
    }

    /// The analysis, with the project's settings applied to its report.
    pub(super) fn analyse(
        &self,
        environment: &Environment,
        progress: &Progress,
    ) -> Result<Examined, Failure> {
        let catalog = self.catalog()?;
        let mut found = progress.stage("finding files", || find_files(self, &catalog), describe_files)?;
        let named = surroundings::add(&mut found, &self.walk, self.stdin.as_deref(), &self.base, environment);
        let outside = self.outside(&found.files);
        let Walk { mut files, aside, .. } = found;
        let given = Given { files: &files, named: named.as_ref() };
        let analysis = self.analyse_by(&catalog, given, aside, outside, environment, progress)?;
        files.retain(|file| named.as_ref().is_none_or(|named| named.holds(&file.path)));
        Ok(Examined { files, analysis })
    }

    /// The compiled-in rules and the project's own.
    fn catalog(&self) -> Result<Cow<'static, Catalog>, Failure> {
        let rules: Vec<(String, String)> =
            self.rule_files.iter().chain(&self.attestation.markers).cloned().collect();
        if rules.is_empty() {
            return Ok(Cow::Borrowed(Catalog::builtin()));
        }
        Catalog::with_project_rules(&rules).map(Cow::Owned).map_err(Failure::of_mistakes)
    }

    /// The analysis of some files in the place of those on the disk.
    pub(super) fn analyse_files(
        &self,
        files: &[InputFile],
        aside: Aside,
        outside: Outside,
        environment: &Environment,
        progress: &Progress,
    ) -> Result<Analysis, Failure> {
        let given = Given { files, named: None };
        self.analyse_by(&*self.catalog()?, given, aside, outside, environment, progress)
    }

    fn analyse_by(
        &self,
        catalog: &Catalog,
        given: Given<'_>,
        aside: Aside,
        outside: Outside,
        environment: &Environment,
        progress: &Progress,
    ) -> Result<Analysis, Failure> {
        let options = Options {
            mode: Mode::Relevant,
            limits: self.limits.clone(),
            belief: self.attestation.belief,
            outside,
            known: self.known.clone(),
        };
        let mut analysis =
            progress.stage("analysing", || analyze(given.files, aside, catalog, options), describe_analysis);
        if let Some(named) = given.named {
            named.keep(&mut analysis.report, &analysis.sources);
        }
        if !self.tests {
            analysis.report.leave_out_tests();
        }
        sanction::apply(&mut analysis, &self.attestation.sanctioned, &self.base, environment)?;
        apply_selection(&mut analysis.report, &self.selection);
        Ok(analysis)
    }

    /// Whether all that is below a directory is analysed.
    pub(super) fn covers(&self, directory: &Path) -> bool {
        let roots = self.walk.roots.iter().filter_map(|root| canonical(&self.walk.cwd.join(root)));
        roots.filter(|root| root.is_dir()).any(|root| directory.starts_with(root))
    }

    /// What may call the analysed files from elsewhere in the project.
    pub(super) fn outside(&self, files: &[InputFile]) -> Outside {
        // What a manifest names is no code.
        let analysed = files.iter().filter(|file| !file.is_manifest());
        let on_disk = analysed.filter_map(|file| match &file.content {
            Content::OnDisk(path) => Some(path.clone()),
            Content::Bytes(_) => None,
        });
        let (options, analysed): (_, Vec<PathBuf>) = (self.walk.clone(), on_disk.collect());
        Outside::found_by(move || outside(&options, &analysed))
    }
}

/// The files on disk, and standard input.
fn find_files(subject: &Subject, catalog: &Catalog) -> Result<Walk, Failure> {
    let options = WalkOptions { elsewhere: catalog.elsewhere.clone(), ..subject.walk.clone() };
    let mut found = walk(&options).map_err(|error| Failure::from(with_hint(&error)))?;
    if let Some(named) = &subject.stdin {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .take(stdin_bytes(&subject.limits))
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::from(format!("cannot read standard input: {error}")))?;
        add_stdin(&mut found, named, bytes)?;
    }
    Ok(found)
}

/// What is read of standard input: one byte more than any file may have, by which it is seen to be too large.
fn stdin_bytes(limits: &Limits) -> u64 {
    limits.get(Limit::FileBytes).max(limits.get(Limit::NotebookBytes)).saturating_add(1) as u64
}

/// Puts standard input in the place of the file that it stands for, or beside the others.
fn add_stdin(found: &mut Walk, printed: &str, bytes: Vec<u8>) -> Result<(), Failure> {
    let path = Path::new(printed);
    let first_line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let language = Language::of_path(path)
        .or_else(|| Language::of_shebang(String::from_utf8_lossy(first_line).trim_end()));
    if language.is_none() {
        return Err(Failure::from(format!("`{printed}` is not in a language that mima knows")));
    }
    let content = Content::Bytes(bytes.into());
    match found.files.binary_search_by(|file| file.path.as_ref().cmp(printed)) {
        Ok(at) => found.files[at].content = content,
        Err(at) => {
            let file = InputFile { path: printed.into(), module_path: module_path(printed).into(), content };
            found.files.insert(at, file);
        }
    }
    Ok(())
}

/// Where modules are looked for above a file that no walk came to: the working directory, or its own.
fn module_path(printed: &str) -> &str {
    let is_outside = printed.starts_with("../") || Path::new(printed).is_absolute();
    if is_outside { printed.rsplit('/').next().unwrap_or(printed) } else { printed }
}

/// A walk's error, with what the user may have meant.
fn with_hint(error: &WalkError) -> String {
    match error {
        WalkError::NotFound(path) if path.as_os_str() == "-" => {
            format!("{error}; to analyse standard input, give its name with --stdin-filename")
        }
        _ => error.to_string(),
    }
}

fn describe_files(found: &Result<Walk, Failure>) -> String {
    let Ok(found) = found else {
        return "failed".to_owned();
    };
    let left_out = match found.aside.unanalysed.len() {
        0 => String::new(),
        1 => ", 1 place left out".to_owned(),
        count => format!(", {count} places left out"),
    };
    format!("{} files{left_out}", found.files.len())
}

fn describe_analysis(analysis: &Analysis) -> String {
    let summary = &analysis.report.summary;
    format!(
        "{} of {} files analysed, {} left out, {} AI calls, {} findings",
        summary.files_analyzed,
        summary.files_found,
        summary.files_left_out,
        summary.calls,
        analysis.report.findings.len()
    )
}
