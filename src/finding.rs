//! What a scan says: AI calls, findings, errors, and the report that holds them.
//!
//! These are plain data. Every output format makes its own copy in its own shape, so that these types can
//! change without changing a format that users rely on.

pub(crate) mod fingerprint;
pub mod frameworks;
pub mod gaps;
pub mod rules;
pub mod run;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Category;
use crate::limit::{Limit, Limits};
use crate::name::{Name, QualName};
use crate::source::{Location, Sources};

pub use crate::limit::Lost;
pub use rules::{Rule, RuleId};
pub use run::{Gate, Run};

/// How much a finding matters. Only errors fail `--strict`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Worth a look; does not fail a gate.
    Warning,
    /// Fails `--strict`.
    Error,
}

impl Level {
    /// The word used in every format: `note`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How sure the analysis is that a call is what it is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Recovered from a broken file, or known by text only.
    Low,
    /// Through an untyped parameter that is known only from its callers, or a duck-typed name.
    Medium,
    /// The handle was followed to a catalogued type.
    High,
}

impl Confidence {
    /// The word used in every format: `low`, `medium` or `high`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The confidence of this word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Low, Self::Medium, Self::High].into_iter().find(|known| known.as_str() == word)
    }
}

/// What of an attestation is believed that is not proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Belief {
    /// Whether a function counts as attested when all its callers are.
    pub callers: bool,
    /// How well an attestation has to be proven to count. Medium is one of which an annotation says that there is a
    /// marker, where nobody is seen to pass one.
    pub least: Confidence,
    /// Whether nothing calls the code from elsewhere, whatever other files of the project name.
    pub is_closed: bool,
}

impl Default for Belief {
    fn default() -> Self {
        Self { callers: true, least: Confidence::High, is_closed: false }
    }
}

/// How a call was seen in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// In a file that parsed.
    Ast,
    /// In what the parser could recover of a broken file.
    Recovered,
}

impl Method {
    /// The word used in every format: `ast` or `recovered`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ast => "ast",
            Self::Recovered => "recovered",
        }
    }
}

/// One step by which a handle reached a call, in the order in which it happens at run time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowStep {
    /// Where the step is written.
    pub location: Location,
    /// What happens there, one line of text: "`OpenAI()` is constructed".
    pub message: String,
}

/// A second place that explains a finding: a marker, a caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub location: Location,
    /// What it has to do with the finding, one line of text.
    pub message: String,
}

/// What kind of marker attests a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkerKind {
    /// `@mima.attest(…)`, or `mima.attest(…)(function)`.
    Decorator,
    /// `with mima.trace(…)`.
    Context,
    /// A callback bound to the object that makes the call.
    Callback,
    /// A handler that is active in the whole process.
    Global,
    /// Every caller of the enclosing function is attested.
    Callers,
    /// The client that makes the call records it.
    Client,
    /// Something that was called once records all such calls of the process.
    Instrumentation,
    /// The server that the call goes to records it.
    Gateway,
}

impl MarkerKind {
    /// The word used in JSON: `decorator`, `context`, `callback`, `global`, `callers`, `client`, `instrumentation` or `gateway`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decorator => "decorator",
            Self::Context => "context",
            Self::Callback => "callback",
            Self::Global => "global",
            Self::Callers => "callers",
            Self::Client => "client",
            Self::Instrumentation => "instrumentation",
            Self::Gateway => "gateway",
        }
    }
}

/// The marker that is active when a call runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttestedBy {
    /// What kind of marker.
    pub kind: MarkerKind,
    /// Its resolved name: `mima_governance.MimaGovernance.attest`; as written where it could not be traced.
    pub marker: QualName,
    /// How well it is proven that it is active.
    pub confidence: Confidence,
    /// Where the marker is applied.
    pub location: Location,
    /// What would undo that the marker runs around what it stands at: one phrase without a full stop.
    pub undone_by: String,
    /// The calls that lead from the marked code to this call, outermost first; empty where the marker stands
    /// around the call itself.
    pub path: Vec<ProofStep>,
}

/// One step of the proof that a marker is active.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofStep {
    /// The call, or where a function is handed over.
    pub location: Location,
    /// What happens there, one line of text: "called in `Desk.answer`".
    pub message: String,
    /// What would undo it: one phrase without a full stop.
    pub undone_by: String,
}

/// Why an attestation that is there is not believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disbelief {
    /// The reason: one sentence without a full stop.
    pub message: String,
    /// The place that it speaks of.
    pub location: Location,
    /// What stands there, where it would be a marker if the settings named it.
    pub marker: Option<Nameable>,
}

/// Something that would be a marker if the settings named it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nameable {
    /// How it is applied.
    pub kind: MarkerKind,
    /// Its qualified name: `acme.governance.mima.attest`.
    pub name: QualName,
}

impl Nameable {
    /// The key of `[attestation]` under which such markers are named.
    pub fn key(&self) -> &'static str {
        match self.kind {
            MarkerKind::Context => "context-managers",
            MarkerKind::Callback => "callbacks",
            MarkerKind::Global => "handlers",
            _ => "decorators",
        }
    }
}

/// A comment that suppresses a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// The reason given after the bracket; empty if there is none.
    pub reason: String,
    /// Whether it names the rules that it suppresses; otherwise it hides whatever is found.
    pub names_rule: bool,
    /// The comment.
    pub location: Location,
}

/// A call that makes a model run, or hands data to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AiCall {
    /// Stable fingerprint: 16 lower-case hex digits. Does not depend on line numbers.
    pub id: String,
    /// The whole call expression.
    pub location: Location,
    /// Catalog id of the library: `openai`.
    pub library: Name,
    /// The entry point as users write it: `openai.OpenAI.chat.completions.create`.
    pub api: QualName,
    /// Other entry points that the call may reach instead, by name: its handle is one of several.
    pub other_apis: Vec<QualName>,
    /// What the call does.
    pub category: Category,
    /// The model's name, when it is a literal, a constant or a traced default.
    pub model: Option<String>,
    /// Whose server the call goes to, where a URL says that for certain: `groq` for a client of another library that was
    /// given its address.
    pub provider: Option<Name>,
    /// All those whose servers the call may go to, as far as URLs say that, by name.
    pub providers: Vec<Name>,
    /// Qualified name of the enclosing function: `app.billing.summarise`; `None` at module level.
    pub function: Option<QualName>,
    /// The marker that is active, or `None` for an unattested call.
    pub attested_by: Option<AttestedBy>,
    /// Why a marker that may be active does not count, if there is one.
    pub doubt: Option<Disbelief>,
    /// The rule this call breaks, or `None` for an attested one.
    pub rule: Option<RuleId>,
    /// How sure.
    pub confidence: Confidence,
    /// Seen in a parsed or in a recovered file.
    pub method: Method,
    /// The comment that suppresses the finding for this call.
    pub suppressed: Option<Suppressed>,
    /// Whether the finding for this call stands in the baseline.
    pub baselined: bool,
    /// Whether it stands in test code.
    pub is_test: bool,
    /// What became of it since the revision that the report is compared with; `None` if there is none, or if it is as it was.
    pub change: Option<Change>,
    /// How the handle came here; at most [`MAX_FLOW_STEPS`] steps, the last one is the call.
    pub flow: Vec<FlowStep>,
}

/// The longest flow that a call carries.
pub const MAX_FLOW_STEPS: usize = 12;

/// How many calls of the function that holds a call a finding lists.
pub const MAX_CALLERS: usize = 20;

/// Something to act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// Its level for this finding, after confidence is taken into account.
    pub level: Level,
    /// What is wrong, for this very place: one sentence without a full stop.
    pub message: String,
    /// What to do about it: one sentence without a full stop.
    pub help: String,
    /// Where.
    pub location: Location,
    /// How sure.
    pub confidence: Confidence,
    /// Other places that explain it.
    pub related: Vec<Label>,
    /// Who calls the function that holds the call, as far as the files were parsed; at most [`MAX_CALLERS`].
    pub callers: Vec<Label>,
    /// How the handle came here (empty when the finding is not about a call).
    pub flow: Vec<FlowStep>,
    /// Stable fingerprint: 16 lower-case hex digits; for a call the call's `id`.
    pub fingerprint: String,
    /// Index into [`Report::calls`] of the call that the finding is about.
    pub call: Option<usize>,
    /// The comment that suppresses it.
    pub suppressed: Option<Suppressed>,
    /// Whether it stands in the baseline.
    pub baselined: bool,
    /// Whether it is about test code.
    pub is_test: bool,
    /// Whether `--strict` objects to it below level error as well: in the file that it is about, which names AI, not all was
    /// understood.
    pub fails_strict: bool,
    /// What became of it since the revision that the report is compared with; `None` if there is none, or if it is as it was.
    pub change: Option<Change>,
}

/// What became of something since the revision that the report is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The revision does not have it.
    New,
    /// The revision judged the call better.
    Worse,
    /// The call is judged as it was, and stood elsewhere: the printed path of the file.
    Moved(String),
}

impl Change {
    /// The word used in every format: `new`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Worse => "worse",
            Self::Moved(_) => "moved",
        }
    }

    /// The file that a call has moved from.
    pub fn moved_from(&self) -> Option<&str> {
        match self {
            Self::Moved(path) => Some(path),
            Self::New | Self::Worse => None,
        }
    }
}

impl Finding {
    /// Whether the finding still asks for action: no comment suppresses it, and it is not in the baseline.
    pub fn is_open(&self) -> bool {
        self.suppressed.is_none() && !self.baselined
    }
}

/// What kind of trouble a file gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorKind {
    /// It cannot be read.
    Unreadable,
    /// It holds what is no text.
    Binary,
    /// It was read, and could not be decoded as what it should be.
    Undecodable,
    /// It is in a language that is not analysed.
    Language,
    /// It configures the walk and is not understood.
    BadIgnoreFile,
    /// It was named, and is excluded.
    Excluded,
    /// It configures mima, and something in it matches nothing.
    Idle,
    /// It configures mima and cannot be used.
    Settings,
    /// There is nothing in it that is analysed.
    Empty,
    /// A limit was hit.
    Limit(Limit),
    /// The analysis failed on it, which is a bug.
    Panicked,
}

/// A file that could not be read or understood as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileError {
    /// The file's path as it is printed.
    pub file: String,
    /// What kind of trouble it is.
    pub kind: ErrorKind,
    /// How much of its code was not analysed because of that.
    pub lost: Lost,
    /// What went wrong, and what was left out because of it: one sentence without a full stop.
    pub message: String,
}

impl FileError {
    /// The error of a file that hit a limit.
    pub fn of_limit(limits: &Limits, limit: Limit, file: String) -> Self {
        let lost = limit.rule().lost;
        Self { file, kind: ErrorKind::Limit(limit), lost, message: limits.message(limit) }
    }

    /// Why nothing of the file was analysed; `None` if something of it was.
    pub fn left_out(&self) -> Option<LeftOutReason> {
        (self.lost == Lost::All).then_some(match self.kind {
            ErrorKind::Binary => LeftOutReason::Binary,
            ErrorKind::Language => LeftOutReason::Language,
            ErrorKind::Limit(Limit::FileBytes | Limit::NotebookBytes) => LeftOutReason::TooLarge,
            ErrorKind::Limit(Limit::RunSeconds) => LeftOutReason::TimedOut,
            ErrorKind::Limit(_) => LeftOutReason::Bound,
            ErrorKind::Panicked => LeftOutReason::Panicked,
            ErrorKind::Unreadable
            | ErrorKind::Undecodable
            | ErrorKind::BadIgnoreFile
            | ErrorKind::Excluded
            | ErrorKind::Idle
            | ErrorKind::Settings
            | ErrorKind::Empty => LeftOutReason::Unreadable,
        })
    }

    /// The limit that was hit, if that is the trouble.
    pub fn limit(&self) -> Option<Limit> {
        match self.kind {
            ErrorKind::Limit(limit) => Some(limit),
            _ => None,
        }
    }
}

/// How many files are named of those that hit one limit.
const NAMED_FILES: usize = 3;

/// The errors of a report as people want to read them: those that no open finding speaks of, [in short](condensed). What
/// is read by programs has them all.
pub fn for_people<'r>(report: &'r Report, sources: &Sources) -> Vec<Cow<'r, FileError>> {
    let told = report.findings.iter().filter(|it| it.rule == RuleId::NotAnalysed && it.is_open());
    let told: BTreeSet<&str> = told.map(|it| sources.path(it.location.file)).collect();
    let is_told = |error: &FileError| error.lost != Lost::Nothing && told.contains(error.file.as_str());
    condensed(report.errors.iter().filter(|error| !is_told(error)))
}

/// Errors in short: of many files that hit the same limit the first ones are named, and the others are counted.
pub fn condensed<'r>(errors: impl Iterator<Item = &'r FileError> + Clone) -> Vec<Cow<'r, FileError>> {
    let mut counts: BTreeMap<Limit, usize> = BTreeMap::new();
    for limit in errors.clone().filter_map(FileError::limit) {
        *counts.entry(limit).or_default() += 1;
    }
    // One more is as short as a line that says so.
    counts.retain(|_, count| *count > NAMED_FILES + 1);
    let mut seen: BTreeMap<Limit, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for error in errors {
        let Some(count) = error.limit().and_then(|limit| counts.get(&limit)) else {
            shown.push(Cow::Borrowed(error));
            continue;
        };
        let seen = error.limit().map_or(0, |limit| {
            let seen = seen.entry(limit).or_default();
            *seen += 1;
            *seen
        });
        if seen <= NAMED_FILES {
            shown.push(Cow::Borrowed(error));
        } else if seen == NAMED_FILES + 1 {
            let file = format!("{} other files", count - NAMED_FILES);
            shown.push(Cow::Owned(FileError { file, ..error.clone() }));
        }
    }
    shown
}

/// Why a file or a directory was not analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOutReason {
    /// The settings or the command line exclude it.
    Settings,
    /// It is left out unless somebody asks for it: a virtual environment, build output, a cache.
    DefaultExclude,
    /// Git ignores it.
    GitIgnored,
    /// An `.ignore` file names it.
    IgnoreFile,
    /// Its name begins with a dot.
    Hidden,
    /// It is a link that leads out of what is scanned.
    Link,
    /// It is larger than a limit.
    TooLarge,
    /// It holds what is no text.
    Binary,
    /// It cannot be read.
    Unreadable,
    /// The analysis took too long.
    TimedOut,
    /// A limit of the analysis cut it off.
    Bound,
    /// The analysis failed on it, which is a bug.
    Panicked,
    /// It is in a language that is not analysed.
    Language,
    /// A cell of a notebook that is no code.
    NotACodeCell,
}

impl LeftOutReason {
    /// The word used in every format: `default-exclude`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::DefaultExclude => "default-exclude",
            Self::GitIgnored => "git-ignored",
            Self::IgnoreFile => "ignore-file",
            Self::Hidden => "hidden",
            Self::Link => "link",
            Self::TooLarge => "too-large",
            Self::Binary => "binary",
            Self::Unreadable => "unreadable",
            Self::TimedOut => "timed-out",
            Self::Bound => "bound",
            Self::Panicked => "panicked",
            Self::Language => "language",
            Self::NotACodeCell => "not-a-code-cell",
        }
    }
}

/// A file or a directory that was not analysed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Its path as it is printed; of a directory with `/` at its end.
    pub path: String,
    /// Why.
    pub reason: LeftOutReason,
    /// How many files that is; `None` for a directory that was not walked to its end.
    pub files: Option<usize>,
    /// Whether a library, an endpoint or an attestation SDK is named in it; `None` where nobody looked.
    pub names_ai: Option<bool>,
}

/// Calls of one library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LibraryCount {
    /// Calls with a marker active.
    pub attested: usize,
    /// Calls without one.
    pub unattested: usize,
}

/// The numbers of a report. All are derived from the calls, so that they cannot disagree with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Source files that the walk found.
    pub files_found: usize,
    /// Of those, the files that were parsed because they can matter.
    pub files_analyzed: usize,
    /// Files that were not analysed: the sum of what [`Report::left_out`] says.
    pub files_left_out: usize,
    /// AI calls.
    pub calls: usize,
    /// AI calls with a marker active.
    pub attested: usize,
    /// AI calls without one, suppressed ones included.
    pub unattested: usize,
    /// Findings that a comment suppresses.
    pub suppressed: usize,
    /// Findings that stand in the baseline.
    pub baselined: usize,
    /// Findings about unattested calls that are not reported, by what leaves them out: a flag, or a key of the settings.
    pub hidden: BTreeMap<&'static str, usize>,
    /// The same by library id.
    pub libraries: BTreeMap<Name, LibraryCount>,
    /// Files of languages that are not analysed and that name AI, by language.
    pub blind: BTreeMap<String, BlindCount>,
    /// Packages that run models and that no rule follows, and how many files import each.
    pub unfollowed: BTreeMap<Name, usize>,
}

/// Files of a language that is not analysed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlindCount {
    /// How many name AI.
    pub files: usize,
    /// What they name, and how many files name it.
    pub names: BTreeMap<String, usize>,
}

impl Summary {
    /// Attested calls as a share of all calls, 0.0 to 1.0; 1.0 when there are none.
    #[expect(clippy::cast_precision_loss, reason = "counts of calls are far below 2^52")]
    pub fn coverage(&self) -> f64 {
        match self.attested + self.unattested {
            0 => 1.0,
            all => self.attested as f64 / all as f64,
        }
    }
}

impl Report {
    /// Leaves out what stands in test code: calls, findings, and both in the numbers. How many unattested calls that are is
    /// said.
    pub fn leave_out_tests(&mut self) {
        self.leave_out_tests_where("tests in the settings", |_| true);
    }

    /// Leaves out what stands in test code at some places.
    pub(crate) fn leave_out_tests_where(&mut self, by: &'static str, is_asked: impl Fn(&Location) -> bool) {
        let is_left_out = |finding: &Finding| finding.is_test && is_asked(&finding.location);
        self.hide(|finding| is_left_out(finding).then_some(by));
        self.keep_those(|call| !(call.is_test && is_asked(&call.location)), |finding| !is_left_out(finding));
    }

    /// Keeps what stands at some places: calls, findings, and both in the numbers.
    pub(crate) fn keep(&mut self, is_kept: impl Fn(&Location) -> bool) {
        self.keep_those(|call| is_kept(&call.location), |finding| is_kept(&finding.location));
    }

    fn keep_those(&mut self, keeps_call: impl Fn(&AiCall) -> bool, keeps_finding: impl Fn(&Finding) -> bool) {
        let mut kept = 0;
        let places: Vec<Option<usize>> = self
            .calls
            .iter()
            .map(|call| {
                let place = keeps_call(call).then_some(kept);
                kept += usize::from(place.is_some());
                place
            })
            .collect();
        self.calls.retain(&keeps_call);
        self.findings.retain_mut(|finding| {
            let place = finding.call.map(|call| places[call]);
            finding.call = place.flatten();
            // What is said of a call goes with it.
            place != Some(None) && keeps_finding(finding)
        });
        self.count();
    }

    /// Counts findings anew, after some were left out or accepted.
    pub(crate) fn count_findings(&mut self) {
        let count = |is: fn(&Finding) -> bool| self.findings.iter().filter(|finding| is(finding)).count();
        self.summary.suppressed = count(|finding| finding.suppressed.is_some());
        self.summary.baselined = count(|finding| finding.baselined);
    }

    /// The calls that are neither attested nor accepted by a comment or a setting. What is uncertain is not among
    /// them: it fails no gate.
    pub fn open_calls(&self) -> impl Iterator<Item = &AiCall> {
        let is_certain = |call: &&AiCall| call.confidence != Confidence::Low;
        let is_open = |call: &&AiCall| call.attested_by.is_none() && call.suppressed.is_none();
        self.calls.iter().filter(is_certain).filter(is_open)
    }

    /// Leaves out the findings that something hides, and counts those about unattested calls by what that is.
    pub(crate) fn hide(&mut self, mut hidden_by: impl FnMut(&mut Finding) -> Option<&'static str>) {
        let hidden = &mut self.summary.hidden;
        self.findings.retain_mut(|finding| {
            let by = hidden_by(finding);
            if let Some(by) = by.filter(|_| finding.call.is_some() && finding.is_open()) {
                *hidden.entry(by).or_default() += 1;
            }
            by.is_none()
        });
        self.count_findings();
    }

    /// Counts calls and findings anew.
    pub(crate) fn count(&mut self) {
        let files = &self.summary;
        let mut summary = Summary {
            files_found: files.files_found,
            files_analyzed: files.files_analyzed,
            files_left_out: self.files_left_out(),
            calls: self.calls.len(),
            blind: files.blind.clone(),
            unfollowed: files.unfollowed.clone(),
            hidden: files.hidden.clone(),
            ..Summary::default()
        };
        for call in &self.calls {
            let library = summary.libraries.entry(call.library.clone()).or_default();
            if call.attested_by.is_some() {
                summary.attested += 1;
                library.attested += 1;
            } else {
                summary.unattested += 1;
                library.unattested += 1;
            }
        }
        self.summary = summary;
        self.count_findings();
    }

    /// A limit of the run is hit once for a file: what that costs at most is told.
    pub(crate) fn one_error_for_each_end(&mut self) {
        self.errors.sort();
        let end = |error: &FileError| error.limit().filter(|limit| limit.is_of_run());
        // The one that costs more comes later.
        self.errors.dedup_by(|next, kept| {
            let is_same = next.file == kept.file && end(next).is_some() && end(next) == end(kept);
            if is_same {
                std::mem::swap(next, kept);
            }
            is_same
        });
    }

    /// Puts what was left out in order, and counts it anew.
    pub(crate) fn count_left_out(&mut self) {
        self.left_out.sort();
        self.left_out.dedup();
        self.summary.files_left_out = self.files_left_out();
    }

    /// How many files were not analysed. What lies in a directory that was not walked is not known, and does not count.
    fn files_left_out(&self) -> usize {
        self.left_out.iter().filter_map(|left_out| left_out.files).sum()
    }

    /// Adds the report on other files.
    pub fn add(&mut self, other: Self) {
        let offset = self.calls.len();
        self.calls.extend(other.calls);
        let moved = other.findings.into_iter().map(|mut finding| {
            finding.call = finding.call.map(|call| call + offset);
            finding
        });
        self.findings.extend(moved);
        self.errors.extend(other.errors);
        self.errors.sort();
        self.errors.dedup();
        self.left_out.extend(other.left_out);
        self.summary.add(other.summary);
        self.count_left_out();
    }

    /// Puts calls and findings in the order of the paths of their files; what is in one file keeps its order.
    pub fn sort_by_path(&mut self, sources: &Sources) {
        let path = |location: Location| sources.path(location.file);
        let mut order: Vec<usize> = (0..self.calls.len()).collect();
        order.sort_by_key(|&at| path(self.calls[at].location));
        let mut places = vec![0; order.len()];
        for (place, &at) in order.iter().enumerate() {
            places[at] = place;
        }
        self.calls.sort_by_key(|call| path(call.location));
        self.findings.sort_by_key(|finding| path(finding.location));
        for call in self.findings.iter_mut().filter_map(|finding| finding.call.as_mut()) {
            *call = places[*call];
        }
    }
}

impl Summary {
    fn add(&mut self, other: Self) {
        self.files_found += other.files_found;
        self.files_analyzed += other.files_analyzed;
        self.calls += other.calls;
        self.attested += other.attested;
        self.unattested += other.unattested;
        self.suppressed += other.suppressed;
        self.baselined += other.baselined;
        for (library, count) in other.libraries {
            let known = self.libraries.entry(library).or_default();
            known.attested += count.attested;
            known.unattested += count.unattested;
        }
        self.blind.extend(other.blind);
        self.unfollowed.extend(other.unfollowed);
    }
}

/// The result of a scan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The numbers.
    pub summary: Summary,
    /// Every AI call, ordered by path, position and entry point.
    pub calls: Vec<AiCall>,
    /// Everything to act on, ordered by path, position and rule.
    pub findings: Vec<Finding>,
    /// Files that could not be read or understood, ordered by path.
    pub errors: Vec<FileError>,
    /// What was not analysed, ordered by path.
    pub left_out: Vec<LeftOut>,
    /// How it was made.
    pub run: Run,
}
