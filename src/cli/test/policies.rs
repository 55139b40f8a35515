//! Policies, judged on scans of the paths that they name.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use super::discover::TestFile;
use crate::Analysis;
use crate::cli::args::SettingsArgs;
use crate::cli::environment::Environment;
use crate::cli::progress::Progress;
use crate::cli::subject::{Examined, Subject};
use crate::cli::{Failure, diagnostics};
use crate::config::{Disk, Files as _, Given, SETTINGS_BYTES};
use crate::finding;
use crate::policy::judge::judge;
use crate::policy::read::read;
use crate::policy::results::{Case, Kind, Outcome, Suite};
use crate::policy::{Policy, PolicyError};

/// Scans, each made once.
pub(in crate::cli) struct Scans<'a> {
    environment: &'a Environment,
    settings: &'a SettingsArgs,
    quiet: bool,
    known: RefCell<BTreeMap<String, Result<Rc<Analysis>, String>>>,
}

impl<'a> Scans<'a> {
    pub(in crate::cli) fn new(environment: &'a Environment, settings: &'a SettingsArgs, quiet: bool) -> Self {
        Self { environment, settings, quiet, known: RefCell::default() }
    }

    /// What `mima scan PATH` finds, or why it finds nothing.
    pub(in crate::cli) fn of(&self, path: &str) -> Result<Rc<Analysis>, String> {
        if let Some(known) = self.known.borrow().get(path) {
            return known.clone();
        }
        let scanned =
            self.scan(Path::new(path)).map(Rc::new).map_err(|Failure(messages)| messages.join("; "));
        self.known.borrow_mut().insert(path.to_owned(), scanned.clone());
        scanned
    }

    /// The same for a path that stands in a policy: it came with the code, and must not show what is elsewhere.
    pub(in crate::cli) fn of_policy(&self, path: &str) -> Result<Rc<Analysis>, String> {
        let cwd = &self.environment.cwd;
        if Disk.leads_out(&cwd.join(path), cwd) {
            return Err(format!("`{path}` leads out of the working directory by a link"));
        }
        self.of(path)
    }

    fn scan(&self, path: &Path) -> Result<Analysis, Failure> {
        let mut progress = Progress::new(self.quiet, false);
        let subject = Subject::of_path(path, self.settings.source(&[path.to_path_buf()]), self.environment)?;
        let examined = subject.analyse(self.environment, &progress);
        progress.finish();
        let Examined { analysis, .. } = examined?.by_usable_settings()?;
        // A file that was left out must not look clean.
        let errors = finding::condensed(analysis.report.errors.iter());
        for error in errors.iter().filter(|_| !self.quiet) {
            diagnostics::warning(&format!("{}: {}", error.file, error.message));
        }
        Ok(analysis)
    }
}

/// Judges the policy in a file; one that cannot be read gives its mistakes.
pub(super) fn suite(file: &TestFile, scans: &Scans<'_>) -> Suite {
    match load(file, scans.environment) {
        Ok(policy) => judge(&policy, &mut |path| scans.of_policy(path)),
        Err(errors) => broken(&file.printed, &errors),
    }
}

/// Reads a policy.
pub(super) fn load(file: &TestFile, environment: &Environment) -> Result<Policy, Vec<PolicyError>> {
    let tree = environment.tree();
    let text = Given { tree: &tree }.text(&file.path, SETTINGS_BYTES).map_err(|error| {
        let message = format!("cannot be read: {error}");
        vec![PolicyError { file: file.printed.clone(), place: None, message }]
    })?;
    read(&file.printed, &text)
}

fn broken(printed: &str, errors: &[PolicyError]) -> Suite {
    let case = |error: &PolicyError| {
        let line = error.place.map(|(line, _)| line);
        Case { line, ..Case::new("policy", Outcome::Error, &error.to_string()) }
    };
    let cases = errors.iter().map(case).collect();
    Suite { file: printed.to_owned(), kind: Kind::Policy, title: None, framework: None, cases }
}
