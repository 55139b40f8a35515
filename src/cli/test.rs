//! `mima test`: policies judged here, Python tests run by the project's Python.

mod discover;
mod interpreter;
mod policies;
mod python;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::args::{ResultArgs, SettingsArgs, TestArgs, TestFormat};
use super::environment::Environment;
use super::target::Target;
use super::{Exit, Failure, diagnostics};
use crate::config::ConfigSource;
use crate::policy::judge::judge_coverage;
use crate::policy::results::{Case, Kind, Outcome, Results, Suite};
use crate::policy::write::{ResultFormat, legacy, render};
use crate::policy::{Policy, PolicyError};
use crate::walk::paths::slashed;
pub(super) use discover::TestFile;
pub(super) use policies::Scans;
use python::Runner;

/// Runs what was named, or what is found in the usual places, and writes the results.
pub(super) fn run(args: &TestArgs, environment: &Environment) -> Result<Exit, Failure> {
    let scans = Scans::new(environment, &args.settings, args.results.quiet);
    if let Some(path) = &args.coverage {
        let suites = vec![judge_coverage(&slashed(path), &mut |path| scans.of(path))];
        return finish(&Results { suites }, &args.results, Shape::Results, environment);
    }
    let files = discover::files(&args.paths, &environment.cwd)?;
    let mut runner = Runner::new(args, environment);
    let suites = files.iter().map(|file| suite(file, &scans, &mut runner)).collect::<Result<_, _>>()?;
    finish(&Results { suites }, &args.results, Shape::Results, environment)
}

fn suite(file: &TestFile, scans: &Scans<'_>, runner: &mut Runner<'_>) -> Result<Suite, Failure> {
    match file.kind {
        Kind::Policy => Ok(policies::suite(file, scans)),
        Kind::Python => runner.suite(file),
        Kind::Rust => Ok(by_cargo(file)),
    }
}

/// Tests in Rust are compiled into a program of their own: that is cargo's business.
fn by_cargo(file: &TestFile) -> Suite {
    let message = "run by cargo: `cargo test --test governance`";
    let cases = vec![Case::new("governance", Outcome::Skipped, message)];
    Suite { file: file.printed.clone(), kind: Kind::Rust, title: None, framework: None, cases }
}

/// The policies in a directory that was named.
pub(super) fn policy_files(directory: &Path, cwd: &Path) -> Result<Vec<TestFile>, Failure> {
    discover::policies(directory, cwd)
}

/// Reads a policy, or says what is wrong with it.
pub(super) fn load_policy(file: &TestFile, environment: &Environment) -> Result<Policy, Vec<PolicyError>> {
    policies::load(file, environment)
}

/// Judges policies.
pub(super) fn policy_suites(files: &[TestFile], scans: &Scans<'_>) -> Vec<Suite> {
    files.iter().map(|file| policies::suite(file, scans)).collect()
}

/// How results are to be shaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// As the format says.
    Results,
    /// The array of `mima-governance` 0.3.
    Legacy,
}

/// Writes the results, and says how the run ended: what could not be judged outweighs what failed.
pub(super) fn finish(
    results: &Results,
    args: &ResultArgs,
    shape: Shape,
    environment: &Environment,
) -> Result<Exit, Failure> {
    args.color.apply();
    let target = Target::new(args.output.as_deref(), environment);
    let text = match shape {
        Shape::Legacy => legacy(results),
        Shape::Results => render(format(args), results, args.color.of_report(args.output.is_some())),
    };
    target.write(|out| out.write_all(text.as_bytes()))?;
    if !is_seen(args) {
        say(results, args.quiet);
    }
    Ok(match (results.count(Outcome::Error), results.count(Outcome::Failed)) {
        (0, 0) => Exit::Done,
        (0, _) => Exit::GateFailed,
        _ => Exit::Failed,
    })
}

/// Says on stderr what went wrong.
fn say(results: &Results, quiet: bool) {
    let cases = results.suites.iter().flat_map(|suite| suite.cases.iter().map(move |case| (suite, case)));
    for (suite, case) in cases.filter(|(_, case)| case.outcome == Outcome::Error) {
        let named = case.message.starts_with(&suite.file);
        let prefix = if named { String::new() } else { format!("{}: ", suite.file) };
        diagnostics::error(&format!("{prefix}{}", case.message));
    }
    match results.count(Outcome::Failed) {
        0 => {}
        _ if quiet => {}
        1 => diagnostics::error("1 test failed"),
        failed => diagnostics::error(&format!("{failed} tests failed")),
    }
}

/// Whether whoever reads stderr reads the results too: said twice on one terminal it is noise.
fn is_seen(args: &ResultArgs) -> bool {
    args.output.is_none()
        && format(args) == ResultFormat::Text
        && io::stdout().is_terminal()
        && io::stderr().is_terminal()
}

fn format(args: &ResultArgs) -> ResultFormat {
    let suffix = args.output.as_ref().and_then(|path| path.extension()).and_then(|suffix| suffix.to_str());
    match (args.format, suffix) {
        (Some(TestFormat::Json), _) | (None, Some("json")) => ResultFormat::Json,
        (Some(TestFormat::Junit), _) | (None, Some("xml")) => ResultFormat::Junit,
        _ => ResultFormat::Text,
    }
}

impl SettingsArgs {
    /// Where settings come from when `roots` are scanned.
    pub(super) fn source<'a>(&'a self, roots: &'a [PathBuf]) -> ConfigSource<'a> {
        ConfigSource::chosen(self.config.as_deref(), self.isolated, roots)
    }

    /// The same as arguments of `mima scan`.
    fn options(&self, environment: &Environment) -> Vec<String> {
        let absolute = |file: &PathBuf| environment.cwd.join(file).to_string_lossy().into_owned();
        match &self.config {
            Some(file) => vec!["--config".to_owned(), absolute(file)],
            None if self.isolated => vec!["--isolated".to_owned()],
            None => Vec::new(),
        }
    }
}
