//! Python tests: a runner and what `mima_governance.testing` offers are written to a temporary directory, the project's
//! Python runs them there, and the results come back as lines of JSON.
//!
//! The runner has the time limit too, since it alone can tell where a test hangs; if it does not keep it, its process
//! is ended a little later.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::discover::TestFile;
use super::interpreter;
use crate::cli::args::TestArgs;
use crate::cli::environment::Environment;
use crate::cli::{Failure, diagnostics};
use crate::policy::results::{Case, Kind, Outcome, Suite};
use crate::walk::paths::slashed;

/// What is written beside the plan.
const FILES: &[(&str, &str)] = &[
    ("runner.py", include_str!("python/runner.py")),
    ("testing.py", include_str!("python/testing.py")),
    ("stand_in.py", include_str!("python/stand_in.py")),
];

/// Variables that tests see: where programs and their files are, language and time zone, and that this is a pipeline.
const PASSED: &[&str] = &[
    "APPDATA",
    "CI",
    "COMSPEC",
    "DYLD_LIBRARY_PATH",
    "HOME",
    "LANG",
    "LANGUAGE",
    "LD_LIBRARY_PATH",
    "LOCALAPPDATA",
    "LOGNAME",
    "NO_COLOR",
    "PATH",
    "PATHEXT",
    "PROGRAMDATA",
    "PROGRAMFILES",
    "SHELL",
    "SYSTEMDRIVE",
    "SYSTEMROOT",
    "TEMP",
    "TERM",
    "TMP",
    "TMPDIR",
    "TZ",
    "USER",
    "USERNAME",
    "USERPROFILE",
    "VIRTUAL_ENV",
    "WINDIR",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
];

/// How the names of others begin.
const PASSED_BEGINNINGS: &[&str] = &["LC_", "PYTHON"];

/// How long the runner may take to notice that its time is over.
const GRACE: Duration = Duration::from_secs(3);

/// How often a run is looked at.
const PATIENCE: Duration = Duration::from_millis(10);

/// How much of what a crashed run printed is shown, in bytes.
const MAX_TAIL: usize = 4_000;

/// Runs files of tests.
pub(super) struct Runner<'a> {
    args: &'a TestArgs,
    environment: &'a Environment,
    /// Looked for when the first file needs it.
    interpreter: Option<PathBuf>,
}

/// What the runner is told.
#[derive(Serialize)]
struct Plan<'a> {
    file: &'a Path,
    events: &'a Path,
    trace: &'a Path,
    timeout: u32,
}

/// What the runner tells.
#[derive(Debug, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Event {
    /// The file cannot be loaded.
    Broken { message: String, detail: String },
    /// The file says that it is not to be run.
    SkipFile { message: String },
    /// The tests, in the order in which they will run.
    Plan { tests: Vec<Planned> },
    /// A test begins.
    Start { name: String },
    /// A test has ended.
    End { name: String, outcome: EventOutcome, message: String, detail: String },
    /// That was all.
    Done,
}

#[derive(Debug, Deserialize)]
struct Planned {
    name: String,
    line: Option<usize>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum EventOutcome {
    Passed,
    Failed,
    Skipped,
}

/// How the process ended.
enum End {
    Exit(ExitStatus),
    /// It took too long.
    Late,
}

impl<'a> Runner<'a> {
    pub(super) fn new(args: &'a TestArgs, environment: &'a Environment) -> Self {
        Self { args, environment, interpreter: None }
    }

    /// Runs the tests of a file.
    pub(super) fn suite(&mut self, file: &TestFile) -> Result<Suite, Failure> {
        let cases = match self.interpreter() {
            Ok(python) => self.run(&python, file)?,
            Err(Failure(said)) => vec![Case::new("python", Outcome::Error, &said.join("; "))],
        };
        Ok(Suite { file: file.printed.clone(), kind: Kind::Python, title: None, framework: None, cases })
    }

    fn interpreter(&mut self) -> Result<PathBuf, Failure> {
        if let Some(known) = &self.interpreter {
            return Ok(known.clone());
        }
        let found = interpreter::find(self.args.python.as_deref(), self.environment)?;
        if !self.args.results.quiet {
            self.announce(&found);
        }
        self.interpreter = Some(found.clone());
        Ok(found)
    }

    /// Says what is about to run, and what could have been meant instead.
    fn announce(&self, python: &Path) {
        let unused = match (&self.args.python, interpreter::of_tree(self.environment)) {
            (None, Some(folder)) if !python.starts_with(self.environment.cwd.join(&folder)) => {
                format!("; `{}` is not used unless --python names it", slashed(&folder))
            }
            _ => String::new(),
        };
        diagnostics::info(&format!("Python tests run with {}{unused}", python.display()));
    }

    fn run(&self, python: &Path, file: &TestFile) -> Result<Vec<Case>, Failure> {
        let stage = Stage::new(&file.path, self.args.timeout)
            .map_err(|error| Failure::from(format!("cannot write the test runner: {error}")))?;
        let child = self
            .start(python, &stage)
            .map_err(|error| Failure::from(format!("cannot start `{}`: {error}", python.display())))?;
        let limit = Duration::from_secs(self.args.timeout.into());
        let end = wait(child, limit + GRACE)
            .map_err(|error| Failure::from(format!("cannot wait for `{}`: {error}", python.display())))?;
        let events = stage.events();
        Ok(cases(&events, &self.stopped(&end, &stage)))
    }

    /// Starts the runner. What tests print goes to a file: the runner keeps it for failures.
    #[expect(clippy::disallowed_methods, reason = "tests in Python need one")]
    fn start(&self, python: &Path, stage: &Stage) -> io::Result<Child> {
        let settings = self.args.settings.options(self.environment);
        let printed = stage.create("printed")?;
        Command::new(python)
            .env_clear()
            .envs(self.environment.variables(|name| is_passed(name, &self.args.pass_env)))
            .arg("-B")
            .arg(stage.path("runner.py"))
            .arg(stage.path("plan.json"))
            .current_dir(&self.environment.cwd)
            .env("MIMA", Environment::program()?)
            .env("MIMA_TEST_SETTINGS", serde_json::to_string(&settings)?)
            .env("PYTHONIOENCODING", "utf-8")
            .stdin(Stdio::null())
            .stdout(printed.try_clone()?)
            .stderr(printed)
            .spawn()
    }

    /// What to say of a test that had not ended when the process did: one line, and more.
    fn stopped(&self, end: &End, stage: &Stage) -> (String, String) {
        let trace = stage.trace();
        let late = format!("did not end within {} s (--timeout)", self.args.timeout);
        match end {
            End::Late => (late, trace),
            End::Exit(_) if !stage.text("trace").is_empty() => (late, trace),
            End::Exit(status) => (format!("Python ended early: {status}"), stage.tail("printed")),
        }
    }
}

/// Whether tests get to see a variable of the environment. What they run was written by whoever changed the tree, and the
/// environment of a pipeline holds keys: so only what programs need to run is passed, and what the user names.
fn is_passed(name: &str, named: &[String]) -> bool {
    // Names of variables have no case on Windows.
    let is = |other: &str| if cfg!(windows) { other.eq_ignore_ascii_case(name) } else { other == name };
    PASSED.iter().any(|it| is(it))
        || PASSED_BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
        || named.iter().any(|it| is(it))
}

/// The temporary directory of a run.
struct Stage {
    directory: TempDir,
}

#[expect(clippy::disallowed_methods, reason = "the runner gets files, and leaves some")]
impl Stage {
    fn new(file: &Path, timeout: u32) -> io::Result<Self> {
        let stage = Self { directory: tempfile::Builder::new().prefix("mima-test-").tempdir()? };
        for (name, text) in FILES {
            fs::write(stage.path(name), text)?;
        }
        let (events, trace) = (stage.path("events"), stage.path("trace"));
        let plan = Plan { file, events: &events, trace: &trace, timeout };
        fs::write(stage.path("plan.json"), serde_json::to_string(&plan)?)?;
        Ok(stage)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn create(&self, name: &str) -> io::Result<fs::File> {
        fs::File::create(self.path(name))
    }

    /// The text of a file; a file that was never written is empty.
    fn text(&self, name: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.path(name)).unwrap_or_default()).into_owned()
    }

    /// Where the test was when its time was over, innermost first. What else the trace holds differs from run to run:
    /// addresses of threads, and the names of temporary files.
    fn trace(&self) -> String {
        let directory = self.directory.path().to_string_lossy().into_owned();
        let is_theirs = |line: &&str| {
            line.starts_with("  File") && !line.contains(&directory) && !line.contains("<frozen")
        };
        self.text("trace").lines().filter(is_theirs).collect::<Vec<_>>().join("\n")
    }

    /// The last lines of a file.
    fn tail(&self, name: &str) -> String {
        let text = self.text(name);
        let from = text.len().saturating_sub(MAX_TAIL);
        let from = (from..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        text[from..].to_owned()
    }

    /// What the runner told. A line that was cut off when the process ended is left out.
    fn events(&self) -> Vec<Event> {
        self.text("events").lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }
}

/// Waits for a process, and ends it when its time is over.
#[expect(clippy::disallowed_methods, reason = "a time limit is kept; no time is reported")]
fn wait(mut child: Child, limit: Duration) -> io::Result<End> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(End::Exit(status));
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(End::Late);
        }
        std::thread::sleep(PATIENCE);
    }
}

/// The cases of a file. `stopped` says what happened if the runner did not come to its end.
fn cases(events: &[Event], stopped: &(String, String)) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut running = None;
    let mut done = false;
    let mut planned: &[Planned] = &[];
    for event in events {
        match event {
            Event::Broken { message, detail } => {
                let message = format!("cannot be loaded: {message}");
                cases.push(Case { detail: detail.clone(), ..Case::new("load", Outcome::Error, &message) });
            }
            Event::SkipFile { message } => cases.push(Case::new("load", Outcome::Skipped, message)),
            Event::Plan { tests } if tests.is_empty() => {
                cases.push(Case::new("load", Outcome::Error, "there is no test in this file"));
            }
            Event::Plan { tests } => planned = tests,
            Event::Start { name } => running = Some(name.as_str()),
            Event::End { name, outcome, message, detail } => {
                running = None;
                let outcome = match outcome {
                    EventOutcome::Passed => Outcome::Passed,
                    EventOutcome::Failed => Outcome::Failed,
                    EventOutcome::Skipped => Outcome::Skipped,
                };
                cases.push(Case { detail: detail.clone(), ..Case::new(name, outcome, message) });
            }
            Event::Done => done = true,
        }
    }
    if !done {
        cases.push(unfinished(running, stopped));
    }
    for Planned { name, line } in planned {
        match cases.iter_mut().find(|case| case.name == *name) {
            Some(case) => case.line = *line,
            None => cases.push(Case { line: *line, ..Case::new(name, Outcome::Skipped, "not reached") }),
        }
    }
    cases
}

/// The test that had not ended, or the file that was still being loaded.
fn unfinished(running: Option<&str>, (message, detail): &(String, String)) -> Case {
    let (name, outcome) = match running {
        Some(name) => (name, Outcome::Failed),
        None => ("load", Outcome::Error),
    };
    Case { detail: detail.clone(), ..Case::new(name, outcome, message) }
}
