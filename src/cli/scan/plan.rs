//! What a scan will do: the arguments, the settings and the surroundings, brought together.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::cli::args::{OutputArgs, ScanArgs, SelectionArgs};
use crate::cli::environment::Environment;
use crate::cli::gate::Gate;
use crate::cli::past::{Past, Which, directories};
use crate::cli::subject::Subject;
use crate::cli::target::Target;
use crate::cli::{Failure, Selection, diagnostics};
use crate::config::{self, Config, ConfigError, ConfigSource, Disk, Entry};
use crate::elsewhere::Elsewhere;
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
    /// The settings, as printed, and what they name that ought to be there.
    pub(super) settings: Option<(String, Vec<Entry>)>,
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
    pub(super) strict: bool,
    /// Nothing to analyse is nothing to speak of.
    pub(super) allow_empty: bool,
    /// In percent.
    pub(super) min_coverage: Option<f64>,
    /// In AI calls.
    pub(super) max_unattested: Option<usize>,
    pub(super) quiet: bool,
    /// The report goes to the person who reads stderr, and names the errors itself.
    pub(super) names_errors: bool,
    pub(super) verbose: bool,
}

impl Plan {
    /// Brings everything together; reads the settings, and nothing else.
    pub(super) fn lower(args: &ScanArgs, environment: &Environment) -> Result<Self, Failure> {
        let cwd = &environment.cwd;
        let roots = roots(args);
        let first = roots.first().or(args.stdin_filename.as_ref());
        let source = config_source(&args.rules, first);
        let open = |revision: &Option<String>, which, flag| -> Result<Option<Rc<Past>>, Failure> {
            let Some(revision) = revision else { return Ok(None) };
            let past = Past::open(&directories(&roots, cwd), revision, which, flag, args.output.quiet)?;
            Ok(Some(Rc::new(past)))
        };
        let diff = open(&args.news.diff, Which::Base, "--diff")?;
        let trusted = open(&args.news.trust, Which::Itself, "--trust")?;
        let subject = |config: &Config| {
            let walk = walk_options(args, config, roots.clone(), cwd);
            let stdin = args.stdin_filename.as_ref().map(|path| printed_path(path, cwd));
            Subject::new(walk, stdin, selection(&args.rules, config), config.clone())
        };
        let tree = config::load(source, cwd, &Disk).map(|config| overridden(config, args));
        let (config, mut standard) = match trusted.as_ref().or(diff.as_ref()) {
            None => (tree.map_err(Failure::of_mistakes)?, None),
            Some(past) => {
                let then = config::load(source, cwd, &**past).map(|config| overridden(config, args));
                let revision = args.news.trust.clone().or_else(|| args.news.diff.clone()).unwrap_or_default();
                let directory = directories(&roots, cwd).into_iter().next().unwrap_or_default();
                let (past, is_trusted) = (Rc::clone(past), trusted.is_some());
                let sides = Sides { revision, past, directory, is_trusted };
                sides.compared(then, tree, subject, cwd, args.output.quiet)?
            }
        };
        args.output.color.apply();
        let mut subject = subject(&config);
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
            strict: args.gates.strict || config.strict,
            allow_empty: args.gates.allow_empty,
            min_coverage: args.gates.min_coverage.or(config.min_coverage),
            max_unattested: args.gates.max_unattested.or(config.max_unattested),
            settings: config.file.clone().map(|file| (file, config.entries.clone())),
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
    /// The gate of the tree, or the first thing that is wrong in its settings.
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
        then: Result<Config, Mistakes<ConfigError>>,
        tree: Result<Config, Mistakes<ConfigError>>,
        subject: impl Fn(&Config) -> Subject,
        cwd: &Path,
        quiet: bool,
    ) -> Result<(Config, Option<Standard>), Failure> {
        let Self { revision, past, directory, is_trusted } = self;
        let before = match then {
            Ok(before) => before,
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
                Config::default()
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
        let (mut config, other) = (in_force.clone(), subject(not_in_force));
        config.take_stricter_gates(&before);
        let before = Gate::gather(before, &directory, cwd, &*past);
        let after = after.map(|after| Gate::gather(after, &directory, cwd, &Disk));
        Ok((config, Some(Standard { revision, past, is_trusted, before, after, other })))
    }
}

/// What the command line says in the place of the settings.
fn overridden(mut config: Config, args: &ScanArgs) -> Config {
    if let Some(least) = args.gates.min_attestation {
        config.attestation.belief.least = least;
    }
    config
}

impl Plan {
    /// Whether a gate depends on how many calls there are.
    pub(super) fn counts_calls(&self) -> bool {
        self.min_coverage.is_some() || self.max_unattested.is_some()
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

fn config_source<'a>(args: &'a SelectionArgs, first: Option<&'a PathBuf>) -> ConfigSource<'a> {
    let root = first.map_or(Path::new("."), PathBuf::as_path);
    ConfigSource::chosen(args.config.as_deref(), args.isolated, root)
}

/// Includes of the command line replace those of the settings; excludes add up.
fn walk_options(args: &ScanArgs, config: &Config, roots: Vec<PathBuf>, cwd: &Path) -> WalkOptions {
    let files = &args.files;
    let of_project = GlobSet {
        base: Some(config.base.clone()),
        include: if files.include.is_empty() { config.include.clone() } else { Vec::new() },
        exclude: config.exclude.clone(),
    };
    let of_user = GlobSet { base: None, include: files.include.clone(), exclude: files.exclude.clone() };
    WalkOptions {
        roots,
        cwd: cwd.to_owned(),
        globs: vec![of_project, of_user],
        default_excludes: !files.no_default_excludes,
        ignore_files: !files.no_ignore,
        hidden: files.hidden,
        elsewhere: Elsewhere::default(),
        limits: config.limits.clone(),
        enough: None,
    }
}

/// `--select` replaces the selection of the settings; `--ignore` adds to it.
fn selection(args: &SelectionArgs, config: &Config) -> Selection {
    let is_selected_by_flag = !args.select.is_empty();
    let (select, ignore) = if is_selected_by_flag {
        (args.select.clone(), Vec::new())
    } else {
        (config.select.clone(), config.ignore.clone())
    };
    let (ignore_by_flag, levels) = (args.ignore.clone(), config.levels.clone());
    Selection { select, is_selected_by_flag, ignore, ignore_by_flag, levels }
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
