//! What a run of tests gives, whatever language the tests are in.

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It holds.
    Passed,
    /// It is no worse than it was, and not met: gaps remain that are known.
    Open,
    /// It does not hold.
    Failed,
    /// It could not be judged: the run itself went wrong.
    Error,
    /// It was not judged, for a reason that is named.
    Skipped,
}

impl Outcome {
    /// The word in JSON: `passed`, `open`, `failed`, `error` or `skipped`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Open => "open",
            Self::Failed => "failed",
            Self::Error => "error",
            Self::Skipped => "skipped",
        }
    }
}

/// A place in the project that explains a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as printed.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
    /// What stands there.
    pub message: String,
}

/// One test, or one assertion of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its name: `scan_coverage`, `TestCalls::test_all_attested`.
    pub name: String,
    /// The line of its file, from 1, where it is known.
    pub line: Option<usize>,
    /// What its authors say of it.
    pub description: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// What was found, or why: one line. May be empty for a test that passed.
    pub message: String,
    /// What an assertion of a policy demands.
    pub expected: Option<String>,
    /// More lines: a traceback, what the test printed.
    pub detail: String,
    /// Calls and findings that it fails on; not more than [`MAX_PLACES`].
    pub places: Vec<Place>,
    /// The controls that it shows to be met, by framework: `("eu-ai-act", "Article 12")`.
    pub controls: Vec<(String, String)>,
}

/// How many places a case lists.
pub const MAX_PLACES: usize = 20;

impl Case {
    /// A case of which nothing but its end is known.
    pub fn new(name: &str, outcome: Outcome, message: &str) -> Self {
        Self {
            name: name.to_owned(),
            line: None,
            description: None,
            outcome,
            message: message.to_owned(),
            expected: None,
            detail: String::new(),
            places: Vec::new(),
            controls: Vec::new(),
        }
    }
}

/// What kind of file tests stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A policy in YAML.
    Policy,
    /// Python, run by the project's interpreter.
    Python,
    /// Rust, which cargo runs.
    Rust,
}

impl Kind {
    /// The word in JSON: `policy`, `python` or `rust`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Python => "python",
            Self::Rust => "rust",
        }
    }
}

/// The tests of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suite {
    /// The file, as printed.
    pub file: String,
    /// What kind of file.
    pub kind: Kind,
    /// A policy's name.
    pub title: Option<String>,
    /// A policy's framework, as it is written.
    pub framework: Option<String>,
    /// Its tests, in the order of the file.
    pub cases: Vec<Case>,
}

/// The tests of all files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// File by file.
    pub suites: Vec<Suite>,
}

impl Results {
    /// How many cases ended so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.suites.iter().map(|suite| suite.count(outcome)).sum()
    }
}

impl Suite {
    /// How many cases ended so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.cases.iter().filter(|case| case.outcome == outcome).count()
    }
}
