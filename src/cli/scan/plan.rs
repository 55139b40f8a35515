//! What a scan will do: the arguments, the settings and the surroundings, brought together.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use crate::cli::args::{OutputArgs, ScanArgs, SelectionArgs};
use crate::cli::environment::Environment;
use crate::cli::subject::Subject;
use crate::cli::target::Target;
use crate::cli::{Failure, Selection};
use crate::config::{self, Config, ConfigSource};
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
    /// Report only what is on lines that changed since this git revision.
    pub(super) diff: Option<String>,
    pub(super) strict: bool,
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
        let mut config =
            config::load(config_source(&args.rules, first), cwd).map_err(Failure::of_mistakes)?;
        if let Some(least) = args.gates.min_attestation {
            config.attestation.belief.least = least;
        }
        args.output.color.apply();
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
            diff: args.news.diff.clone(),
            strict: args.gates.strict || config.strict,
            min_coverage: args.gates.min_coverage.or(config.min_coverage),
            max_unattested: args.gates.max_unattested.or(config.max_unattested),
            quiet: args.output.quiet,
            verbose: args.output.verbose,
            subject: {
                let walk = walk_options(args, &config, roots, cwd);
                let stdin = args.stdin_filename.as_ref().map(|path| printed_path(path, cwd));
                let selection = selection(&args.rules, &config);
                Subject::new(walk, stdin, selection, config)
            },
        })
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
    }
}

/// `--select` replaces the selection of the settings; `--ignore` adds to it.
fn selection(args: &SelectionArgs, config: &Config) -> Selection {
    let (select, ignore) = if args.select.is_empty() {
        (config.select.clone(), config.ignore.clone())
    } else {
        (args.select.clone(), Vec::new())
    };
    Selection {
        select,
        ignore: ignore.into_iter().chain(args.ignore.iter().cloned()).collect(),
        levels: config.levels.clone(),
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
