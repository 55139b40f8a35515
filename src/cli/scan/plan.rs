//! What a scan will do: the arguments, the settings and the surroundings, brought together.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::cli::args::{OutputArgs, ScanArgs};
use crate::cli::environment::Environment;
use crate::cli::gate::Gate;
use crate::cli::past::{Past, Which, directories};
use crate::cli::subject::{Overrides, Subject};
use crate::cli::target::Target;
use crate::cli::{Failure, diagnostics};
use crate::config::{ConfigError, ConfigSource, Disk, Settings};
use crate::elsewhere::Elsewhere;
use crate::limit::Limits;
use crate::mistakes::Mistakes;
use crate::output::{Format, Style};
use crate::walk::WalkOptions;
use crate::walk::filter::GlobSet;
use crate::walk::paths::{printed_path, slashed};

/// A scan, ready to run.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "flags are independent of each other")]
pub(super) struct Plan {
    pub(super) subject: Subject,
    pub(super) format: Format,
    pub(super) style: Style,
    pub(super) target: Target,
    /// The baseline to read, and how it is printed.
    pub(super) baseline: Option<(PathBuf, String)>,
    /// The baseline to write, and how it is printed.
    pub(super) write_baseline: Option<(PathBuf, String)>,
    /// Report only what has become worse since then.
    pub(super) diff: Option<Diff>,
    /// The gate of a revision, which that of the tree is compared with.
    pub(super) standard: Option<Standard>,
    /// The gates of the command line.
    pub(super) flags: Flags,
    /// Nothing to analyse is nothing to speak of.
    pub(super) allow_empty: bool,
    pub(super) quiet: bool,
    /// The report goes to the person who reads stderr, and names the errors itself.
    pub(super) names_errors: bool,
    pub(super) verbose: bool,
}

/// The gates of the command line: where one is given, those of its kind in the settings do not count.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flags {
    pub(super) strict: bool,
    /// In percent.
    pub(super) min_coverage: Option<f64>,
    /// In AI calls.
    pub(super) max_unattested: Option<usize>,
    /// A gate that fails is said, and does not fail the run.
    pub(super) exit_zero: bool,
}

impl Plan {
    /// Brings everything together; reads the settings, and nothing else.
    pub(super) fn lower(args: &ScanArgs, environment: &Environment) -> Result<Self, Failure> {
        let cwd = &environment.cwd;
        let roots = roots(args);
        let places: Vec<PathBuf> = roots.iter().chain(&args.stdin_filename).cloned().collect();
        let source = ConfigSource::chosen(args.rules.config.as_deref(), args.rules.isolated, &places);
        let directories = directories(&roots, cwd);
        let open = |revision: &Option<String>, which, flag| -> Result<Option<Rc<Past>>, Failure> {
            let Some(revision) = revision else { return Ok(None) };
            let past = Past::open(&directories, revision, which, flag, args.output.quiet)?;
            Ok(Some(Rc::new(past)))
        };
        let diff = open(&args.news.diff, Which::Base, "--diff")?;
        let trusted = open(&args.news.trust, Which::Itself, "--trust")?;
        let subject = |settings: &Settings| {
            let stdin = args.stdin_filename.as_ref().map(|path| printed_path(path, cwd));
            Subject::new(walk_options(args, roots.clone(), cwd), stdin, settings.clone(), overrides(args))
        };
        let tree = Settings::load(source, cwd, &Disk);
        let (settings, mut standard) = match trusted.as_ref().or(diff.as_ref()) {
            None => (tree.map_err(Failure::of_mistakes)?, None),
            Some(past) => {
                let revision = args.news.trust.clone().or_else(|| args.news.diff.clone()).unwrap_or_default();
                let then = Settings::load(source, cwd, &**past).map(|mut then| {
                    then.add(&past.settings_files(&directories), cwd, &**past);
                    then.of_revision(&revision)
                });
                let directory = directories.first().cloned().unwrap_or_default();
                let (past, is_trusted) = (Rc::clone(past), trusted.is_some());
                let sides = Sides { revision, past, directory, is_trusted };
                sides.compared(then, tree, subject, cwd, args.output.quiet)?
            }
        };
        args.output.color.apply();
        let mut subject = subject(&settings);
        if let Some(standard) = &mut standard {
            subject.remember();
            standard.other.join(&subject);
        }
        Ok(Self {
            names_errors: names_errors(&args.output),
            format: format(&args.output),
            style: Style {
                color: args.output.color.of_report(args.output.output.is_some()),
                show_attested: args.output.show_attested,
                statistics: args.output.statistics,
                advice: !args.output.quiet,
                list_left_out: args.output.verbose,
                ..Style::default()
            },
            target: Target::new(args.output.output.as_deref(), environment),
            baseline: args.news.baseline.as_deref().map(|named| user_file(named, cwd)),
            write_baseline: args.news.write_baseline.as_deref().map(|named| user_file(named, cwd)),
            diff: diff.map(|past| Diff { revision: args.news.diff.clone().unwrap_or_default(), past }),
            standard,
            flags: Flags {
                strict: args.gates.strict,
                min_coverage: args.gates.min_coverage,
                max_unattested: args.gates.max_unattested,
                exit_zero: args.gates.exit_zero,
            },
            allow_empty: args.gates.allow_empty,
            quiet: args.output.quiet,
            verbose: args.output.verbose,
            subject,
        })
    }
}

/// What findings have to be worse than.
#[derive(Debug)]
pub(super) struct Diff {
    /// The revision, as the user named it.
    pub(super) revision: String,
    pub(super) past: Rc<Past>,
}

/// The gate of a revision beside that of the tree. One of them is in force.
#[derive(Debug)]
pub(super) struct Standard {
    /// The revision, as the user named it.
    pub(super) revision: String,
    pub(super) past: Rc<Past>,
    /// Whether what stands in the revision is in force.
    pub(super) is_trusted: bool,
    /// The gate of the revision.
    pub(super) before: Gate,
    /// The gate of the tree, or the first thing that is wrong in its settings. What stands in settings further down is added
    /// when they are met.
    pub(super) after: Result<Gate, ConfigError>,
    /// What the settings say to analyse that are not in force; the same as those in force where the tree's are wrong.
    pub(super) other: Subject,
}

/// A revision whose gate is compared with that of the tree.
struct Sides {
    revision: String,
    past: Rc<Past>,
    /// One of those that are scanned.
    directory: PathBuf,
    is_trusted: bool,
}

impl Sides {
    /// The settings in force, and both beside each other.
    fn compared(
        self,
        then: Result<Settings, Mistakes<ConfigError>>,
        tree: Result<Settings, Mistakes<ConfigError>>,
        subject: impl Fn(&Settings) -> Subject,
        cwd: &Path,
        quiet: bool,
    ) -> Result<(Settings, Option<Standard>), Failure> {
        let Self { revision, past, directory, is_trusted } = self;
        let before = match then {
            Ok(before) => {
                for mistake in before.mistakes().iter().filter(|_| !is_trusted && !quiet) {
                    diagnostics::warning(&format!("--diff {revision}: {mistake}"));
                }
                before
            }
            Err(Mistakes(mistakes)) if is_trusted => {
                let told = mistakes.iter().map(|mistake| format!("--trust {revision}: {mistake}"));
                return Err(Failure(told.collect()));
            }
            Err(Mistakes(mistakes)) => {
                for mistake in mistakes.iter().filter(|_| !quiet) {
                    diagnostics::warning(&format!(
                        "--diff {revision}: {mistake}; the settings are compared with none"
                    ));
                }
                Settings::none()
            }
        };
        let after = match tree {
            Ok(after) => Ok(after),
            Err(Mistakes(mistakes)) => match mistakes.first().filter(|_| is_trusted) {
                Some(first) => Err(first.clone()),
                None => return Err(Failure::of_mistakes(Mistakes(mistakes))),
            },
        };
        let of_tree = after.as_ref().unwrap_or(&before);
        let (in_force, not_in_force) = if is_trusted { (&before, of_tree) } else { (of_tree, &before) };
        let (settings, other) = (in_force.clone(), subject(not_in_force));
        let before = Gate::gather(before, &directory, cwd, &*past);
        let after = after.map(|after| Gate::gather(after, &directory, cwd, &Disk));
        Ok((settings, Some(Standard { revision, past, is_trusted, before, after, other })))
    }
}

impl Standard {
    /// Adds to the gate of the tree the settings that a walk met.
    pub(super) fn add(&mut self, met: &[PathBuf], cwd: &Path) {
        let Ok(after) = &mut self.after else { return };
        after.settings.add(met, cwd, &Disk);
        // Where they are in force themselves, whoever analyses by them says what is wrong.
        if let Some(first) = after.settings.mistakes().first().filter(|_| self.is_trusted).cloned() {
            self.after = Err(first);
        }
    }
}

/// The paths to walk; none when only standard input is to be analysed.
fn roots(args: &ScanArgs) -> Vec<PathBuf> {
    if args.paths.is_empty() && args.stdin_filename.is_none() {
        vec![PathBuf::from(".")]
    } else {
        args.paths.clone()
    }
}

/// The globs of the command line count beside those of the settings.
fn walk_options(args: &ScanArgs, roots: Vec<PathBuf>, cwd: &Path) -> WalkOptions {
    let files = &args.files;
    let of_user = GlobSet { base: None, include: files.include.clone(), exclude: files.exclude.clone() };
    WalkOptions {
        roots,
        cwd: cwd.to_owned(),
        globs: vec![of_user],
        default_excludes: !files.no_default_excludes,
        ignore_files: !files.no_ignore,
        hidden: files.hidden,
        elsewhere: Elsewhere::default(),
        limits: Limits::default(),
        enough: None,
    }
}

/// What the command line says in the place of the settings.
fn overrides(args: &ScanArgs) -> Overrides {
    Overrides {
        select: args.rules.select.clone(),
        ignore: args.rules.ignore.clone(),
        includes: !args.files.include.is_empty(),
        least: args.gates.min_attestation,
        tests: args.rules.no_tests.then_some(false),
        baseline: args.news.baseline.is_some() || args.news.write_baseline.is_some(),
    }
}

fn format(args: &OutputArgs) -> Format {
    if args.json {
        return Format::Legacy;
    }
    args.format.or_else(|| Format::from_path(&slashed(args.output.as_deref()?))).unwrap_or(Format::Text)
}

/// Whether the report shows its errors to whoever reads stderr: said twice on one terminal they are noise.
fn names_errors(args: &OutputArgs) -> bool {
    format(args) == Format::Text
        && args.output.is_none()
        && io::stdout().is_terminal()
        && io::stderr().is_terminal()
}

/// Where a file is that the user names, and how it is printed.
fn user_file(named: &Path, cwd: &Path) -> (PathBuf, String) {
    (cwd.join(named), slashed(named))
}
