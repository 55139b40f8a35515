//! How a report was made.

use std::path::Path;

use super::plan::Plan;
use crate::cli::args::ScanArgs;
use crate::cli::baseline::Known;
use crate::cli::environment::Environment;
use crate::cli::past::{Past, directories};
use crate::config::{Config, Settings};
use crate::finding::Confidence;
use crate::finding::run::{Compared, FileRead, Gate, Run, SettingsRead};
use crate::git::Repository;
use crate::regular::sha256;
use crate::walk::paths::{printed_above, slashed};

/// Describes the run. `baseline` is the one that counted.
pub(super) fn describe(
    args: &ScanArgs,
    plan: &Plan,
    settings: &Settings,
    gates: Vec<Gate>,
    baseline: Option<&Known>,
    environment: &Environment,
) -> Run {
    let cwd = &environment.cwd;
    let directory = directories(&plan.subject.walk.roots, cwd).into_iter().next();
    let repository = directory.and_then(|directory| Repository::around(&directory).ok());
    let trusted = plan.standard.as_ref().filter(|standard| standard.is_trusted);
    let trust = trusted.map(|standard| compared(&standard.revision, &standard.past));
    let revision = trusted.map(|standard| standard.revision.as_str());
    Run {
        arguments: Arguments { cwd, words: vec!["scan".to_owned()] }.all(args),
        settings: settings.written().map(|config| settings_read(config, revision, cwd)).collect(),
        revision: repository.and_then(|repository| repository.head()),
        diff: plan.diff.as_ref().map(|diff| compared(&diff.revision, &diff.past)),
        trust,
        baseline: match baseline {
            Some(known) => Some(read(known.file().0, known.file().1, cwd)),
            None if plan.subject.overrides.baseline => None,
            None => {
                let named = settings.written().find_map(|config| config.baseline.as_ref());
                named.map(|file| read(&file.printed, &file.text, cwd))
            }
        },
        gates,
    }
}

fn compared(revision: &str, past: &Past) -> Compared {
    Compared { revision: revision.to_owned(), commits: past.commits() }
}

fn settings_read(config: &Config, revision: Option<&str>, cwd: &Path) -> SettingsRead {
    SettingsRead {
        read: read(config.file.as_deref().unwrap_or_default(), &config.text, cwd),
        revision: revision.map(str::to_owned),
        says: config.as_json(),
        rule_files: config.rule_files.iter().map(|(file, text)| read(file, text, cwd)).collect(),
    }
}

fn read(file: &str, text: &str, cwd: &Path) -> FileRead {
    FileRead { file: shown(Path::new(file), cwd), sha256: sha256(text.as_bytes()).unwrap_or_default() }
}

/// A path as a report names it: never by where this machine keeps it.
pub(super) fn shown(path: &Path, cwd: &Path) -> String {
    let printed = printed_above(path, cwd);
    match path.file_name() {
        Some(name) if Path::new(&printed).is_absolute() => format!("…/{}", slashed(Path::new(name))),
        _ if printed.is_empty() => ".".to_owned(),
        _ => printed,
    }
}

/// The words of a command line, put together from what they mean: in one order, without what only says where and how the
/// report is written.
struct Arguments<'a> {
    cwd: &'a Path,
    words: Vec<String>,
}

impl Arguments<'_> {
    fn all(mut self, args: &ScanArgs) -> Vec<String> {
        let ScanArgs { paths, stdin_filename, gates, news, files, rules, .. } = args;
        for path in paths {
            self.words.push(shown(path, self.cwd));
        }
        self.path("--stdin-filename", stdin_filename.as_deref());
        self.flag("--strict", gates.strict);
        self.flag("--allow-empty", gates.allow_empty);
        self.value("--min-coverage", gates.min_coverage);
        self.value("--min-attestation", gates.min_attestation.map(Confidence::as_str));
        self.value("--max-unattested", gates.max_unattested);
        self.flag("--exit-zero", gates.exit_zero);
        self.path("--baseline", news.baseline.as_deref());
        self.path("--write-baseline", news.write_baseline.as_deref());
        self.value("--diff", news.diff.as_ref());
        self.value("--trust", news.trust.as_ref());
        files.include.iter().for_each(|glob| self.value("--include", Some(glob)));
        files.exclude.iter().for_each(|glob| self.value("--exclude", Some(glob)));
        self.flag("--no-default-excludes", files.no_default_excludes);
        self.flag("--no-ignore", files.no_ignore);
        self.flag("--hidden", files.hidden);
        self.value("--select", Some(rules.select.join(",")).filter(|it| !it.is_empty()));
        self.value("--ignore", Some(rules.ignore.join(",")).filter(|it| !it.is_empty()));
        self.flag("--no-tests", rules.no_tests);
        self.path("--config", rules.config.as_deref());
        self.flag("--isolated", rules.isolated);
        self.words
    }

    fn flag(&mut self, flag: &str, is_given: bool) {
        if is_given {
            self.words.push(flag.to_owned());
        }
    }

    fn value(&mut self, flag: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.words.extend([flag.to_owned(), value.to_string()]);
        }
    }

    fn path(&mut self, flag: &str, path: Option<&Path>) {
        let shown = path.map(|path| shown(path, self.cwd));
        self.value(flag, shown);
    }
}
