//! What a command analyses: the files, and what the project's settings say of them.

use std::borrow::Cow;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::baseline::{Known, Unmatched};
use super::environment::Environment;
use super::owners::{Owners, concerned};
use super::progress::Progress;
use super::surroundings::Named;
use super::{Failure, Selection, apply_selection, sanction, surroundings, watch};
use crate::catalog::Catalog;
use crate::config::{Config, ConfigSource, Disk, Settings};
use crate::elsewhere::Elsewhere;
use crate::finding::Confidence;
use crate::language::Language;
use crate::limit::{Limit, Limits};
use crate::mistakes::Mistakes;
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
    /// The settings at and above what is scanned; those below are met on the walk.
    pub(super) settings: Settings,
    pub(super) overrides: Overrides,
    /// Those of the run.
    pub(super) limits: Limits,
    /// What files say that were parsed in this run.
    known: KnownFacts,
}

/// What is said in the place of the settings.
#[derive(Clone, Debug, Default)]
pub(super) struct Overrides {
    /// Only these rules; empty leaves it to the settings.
    pub(super) select: Vec<String>,
    /// Not these rules.
    pub(super) ignore: Vec<String>,
    /// Whether the command line says what is scanned, and the settings do not.
    pub(super) includes: bool,
    /// How well an attestation has to be proven to count.
    pub(super) least: Option<Confidence>,
    /// Whether test code is reported on, whatever the settings say; `None` leaves it to them.
    pub(super) tests: Option<bool>,
    /// Whether the command line says which findings are known, and the settings do not.
    pub(super) baseline: bool,
}

/// The files that were found, and what is in them.
pub(super) struct Examined {
    /// Ordered by printed path.
    pub(super) files: Vec<InputFile>,
    pub(super) analysis: Analysis,
    /// All settings that hold for one of them.
    pub(super) settings: Settings,
    /// What is called like a settings file.
    pub(super) met: Vec<PathBuf>,
    /// What baselines hold that the settings name, and nothing matches.
    pub(super) unmatched: Vec<Unmatched>,
}

impl Examined {
    /// The same for those who have no place for what is wrong in the settings.
    ///
    /// # Errors
    /// Some of them cannot be used.
    pub(super) fn by_usable_settings(self) -> Result<Self, Failure> {
        usable(&self.settings)?;
        Ok(self)
    }
}

/// Fails where settings cannot be used.
pub(super) fn usable(settings: &Settings) -> Result<(), Failure> {
    match settings.mistakes() {
        [] => Ok(()),
        mistakes => Err(Failure::of_mistakes(Mistakes(mistakes.to_vec()))),
    }
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
        let settings = Settings::load(source, &environment.cwd, &Disk).map_err(Failure::of_mistakes)?;
        let walk = WalkOptions {
            roots: vec![path.to_owned()],
            cwd: environment.cwd.clone(),
            globs: Vec::new(),
            default_excludes: true,
            ignore_files: true,
            hidden: false,
            elsewhere: Elsewhere::default(),
            limits: Limits::default(),
            enough: None,
        };
        Ok(Self::new(walk, None, settings, Overrides::default()))
    }

    /// Adds the globs of the settings to those of the walk, and begins a run under the limits of the outermost ones.
    pub(super) fn new(
        mut walk: WalkOptions,
        stdin: Option<String>,
        settings: Settings,
        overrides: Overrides,
    ) -> Self {
        let globs = globs(&settings, &overrides);
        walk.globs.splice(0..0, globs);
        let first = concerned(&settings, &walk).first().copied().unwrap_or_default();
        let mut limits = settings.all()[first].limits.of_own_run();
        watch::begin(&mut limits);
        walk.limits = limits.clone();
        Self { walk, stdin, settings, overrides, limits, known: KnownFacts::default() }
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
        let elsewhere = Self::catalog(self.outermost())?.elsewhere.clone();
        let mut found = progress.stage("finding files", || find_files(self, elsewhere), describe_files)?;
        let mut settings = self.settings.clone();
        settings.add(&found.settings, &environment.cwd, &Disk);
        let known = globs(&self.settings, &self.overrides);
        let mut globs = globs(&settings, &self.overrides);
        globs.retain(|globs| !known.contains(globs));
        found.leave_out(&globs)?;
        let named = surroundings::add(&mut found, &self.walk, self.stdin.as_deref(), &settings, environment);
        let outside = self.outside(&found.files);
        let Walk { mut files, aside, settings: met, .. } = found;
        let given = Given { files: &files, named: named.as_ref() };
        let (analysis, unmatched) =
            self.analyse_by(&settings, given, &aside, &outside, environment, progress)?;
        files.retain(|file| named.as_ref().is_none_or(|named| named.holds(&file.path)));
        Ok(Examined { files, analysis, settings, met, unmatched })
    }

    /// The settings that hold where the first root is.
    fn outermost(&self) -> &Config {
        let first = concerned(&self.settings, &self.walk).first().copied().unwrap_or_default();
        &self.settings.all()[first]
    }

    /// The compiled-in rules and the project's own.
    fn catalog(config: &Config) -> Result<Cow<'static, Catalog>, Failure> {
        let rules: Vec<(String, String)> =
            config.rule_files.iter().chain(&config.attestation.markers).cloned().collect();
        if rules.is_empty() {
            return Ok(Cow::Borrowed(Catalog::builtin()));
        }
        Catalog::with_project_rules(&rules).map(Cow::Owned).map_err(Failure::of_mistakes)
    }

    /// The analysis of some files in the place of those on the disk.
    pub(super) fn analyse_files(
        &self,
        files: &[InputFile],
        aside: &Aside,
        outside: &Outside,
        environment: &Environment,
        progress: &Progress,
    ) -> Result<Analysis, Failure> {
        let given = Given { files, named: None };
        let analysed = self.analyse_by(&self.settings, given, aside, outside, environment, progress);
        analysed.map(|(analysis, _)| analysis)
    }

    fn analyse_by(
        &self,
        settings: &Settings,
        given: Given<'_>,
        aside: &Aside,
        outside: &Outside,
        environment: &Environment,
        progress: &Progress,
    ) -> Result<(Analysis, Vec<Unmatched>), Failure> {
        let owners = Owners::new(settings, given.files, &self.walk);
        let is_reported = |file: &&InputFile| given.named.is_none_or(|named| named.holds(&file.path));
        let groups = owners.groups(given.files.iter().filter(is_reported))?;
        let catalogs: Vec<Cow<'_, Catalog>> =
            groups.iter().map(|group| Self::catalog(&settings.all()[group[0]])).collect::<Result<_, _>>()?;
        let mut analysis = progress.stage(
            "analysing",
            || {
                let mut whole = Analysis::default();
                for (group, catalog) in groups.iter().zip(&catalogs) {
                    let options = self.options(&settings.all()[group[0]], outside, whole.sources.end());
                    let mut part = analyze(given.files, aside.clone(), catalog, options);
                    if groups.len() > 1 {
                        part.keep(|path| group.contains(&owners.number(path)));
                    }
                    whole.add(part);
                }
                whole
            },
            describe_analysis,
        );
        if let Some(named) = given.named {
            named.keep(&mut analysis.report, &analysis.sources);
        }
        let unmatched = self.apply(settings, &owners, &mut analysis, environment)?;
        Ok((analysis, unmatched))
    }

    fn options(&self, config: &Config, outside: &Outside, first_file: usize) -> Options {
        let mut belief = config.attestation.belief;
        belief.least = self.overrides.least.unwrap_or(belief.least);
        let mut limits = config.limits.clone();
        limits.join(&self.limits);
        Options {
            mode: Mode::Relevant,
            limits,
            belief,
            outside: outside.clone(),
            known: self.known.clone(),
            first_file,
        }
    }

    /// Applies to each file what its settings say of its findings. Gives what baselines hold and nothing matches.
    fn apply(
        &self,
        settings: &Settings,
        owners: &Owners<'_>,
        analysis: &mut Analysis,
        environment: &Environment,
    ) -> Result<Vec<Unmatched>, Failure> {
        let Analysis { report, sources } = &mut *analysis;
        match self.overrides.tests {
            Some(true) => {}
            Some(false) => report.leave_out_tests_where("`--no-tests`", |_| true),
            None if settings.all().iter().all(|config| config.tests) => {}
            None => report.leave_out_tests_where("tests in the settings", |location| {
                !owners.of(sources.path(location.file)).tests
            }),
        }
        for (number, config) in settings.all().iter().enumerate() {
            let is_mine = |path: &str| owners.number(path) == number;
            sanction::apply(analysis, &config.attestation.sanctioned, &config.base, is_mine, environment)?;
        }
        let selections: Vec<Selection> = settings.all().iter().map(|it| self.selection(it)).collect();
        let Analysis { report, sources } = &mut *analysis;
        apply_selection(report, |finding| &selections[owners.number(sources.path(finding.location.file))]);
        if self.overrides.baseline {
            return Ok(Vec::new());
        }
        // Baselines of all settings above a file count: what is known to those further out is no news to their gates.
        let with_one = settings.all().iter().filter_map(|it| Some((&it.scope, it.baseline.as_ref()?)));
        let applied = with_one.map(|(scope, file)| {
            let known = Known::of_settings(file, &environment.cwd)?;
            let is_below = |number: usize| settings.all()[number].scope.starts_with(scope);
            Ok(known.apply(analysis, &environment.cwd, |path| is_below(owners.number(path))))
        });
        applied.collect()
    }

    /// Which findings are reported by some settings: `--select` replaces what they select; `--ignore` adds to what they
    /// ignore.
    pub(super) fn selection(&self, config: &Config) -> Selection {
        let Overrides { select, ignore, .. } = &self.overrides;
        let of_settings = Selection::of(config);
        let is_selected_by_flag = !select.is_empty();
        let by_flag = if is_selected_by_flag {
            Selection { select: select.clone(), is_selected_by_flag, ignore: Vec::new(), ..of_settings }
        } else {
            of_settings
        };
        Selection { ignore_by_flag: ignore.clone(), ..by_flag }
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

/// The globs of settings: what the command line includes replaces what they include, and excludes add up.
fn globs(settings: &Settings, overrides: &Overrides) -> Vec<GlobSet> {
    let mut globs = settings.globs();
    globs.iter_mut().filter(|_| overrides.includes).for_each(|set| set.include.clear());
    globs
}

/// The files on disk, and standard input.
fn find_files(subject: &Subject, elsewhere: Elsewhere) -> Result<Walk, Failure> {
    let options = WalkOptions { elsewhere, ..subject.walk.clone() };
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
    let language = Language::of_file(path, &bytes);
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
