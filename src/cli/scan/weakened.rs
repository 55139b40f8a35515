//! MIMA040: what a change takes out of the gate.
//!
//! The settings of a revision and those of the tree are compared as openings, and the tree is analysed by both where they
//! differ: an error by the revision's that is none by the tree's was taken out by one of the openings.

mod hidden;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ignore::gitignore::GitignoreBuilder;
use rustc_hash::{FxHashMap, FxHashSet};

use super::news::scanned;
use super::plan::Standard;
use super::revisions::Revisions;
use super::suppressions::NewSuppression;
use crate::Analysis;
use crate::cli::Failure;
use crate::cli::baseline::Known;
use crate::cli::gate::{Gate, Opening, Widened, widened};
use crate::cli::subject::Examined;
use crate::config::{Disk, Files as _, SETTINGS_BYTES, Settings};
use crate::finding::fingerprint::fingerprint;
use crate::finding::{AiCall, Change, Confidence, Finding, Label, Level, MarkerKind, RuleId};
use crate::source::{FileId, Location, SourceFile, Sources, Span};
use crate::walk::paths::{absolute, relative, slashed};

/// How many of the calls that something takes out of the gate are named.
const MOST_NAMED: usize = 10;

/// Finds what weakens the gate. The files that findings speak of are added to the sources of `analysis`.
pub(super) fn find(
    revisions: &Revisions<'_>,
    standard: &Standard,
    suppressed: &[NewSuppression],
    analysis: &mut Analysis,
) -> Result<Vec<Finding>, Failure> {
    let mut weaknesses: Vec<Weakness> = suppressed.iter().map(Weakness::of_comment).collect();
    weaknesses.extend(hidden::lines(revisions, standard, &analysis.report));
    weaknesses.extend(hidden::submodules(revisions, standard, &analysis.report));
    match &standard.after {
        Ok(after) => {
            let baselines = Baselines::read(revisions, standard, &after.settings)?;
            weaknesses.extend(of_settings(standard, after));
            weaknesses.extend(baselines.grown());
            // Standard input can be read once.
            let is_stdin = revisions.plan.subject.stdin.is_some();
            let is_other = standard.before.settings.is_other_than(&after.settings);
            if !is_stdin && (is_other || weaknesses.iter().any(|it| it.cause.is_baseline())) {
                let other = other(revisions, standard, baselines)?;
                let both = Both::new(revisions, standard, analysis, &other);
                both.attribute(&mut weaknesses, &after.settings);
            }
        }
        Err(mistake) => weaknesses.push(Weakness {
            cause: Cause::Settings,
            message: format!("the settings cannot be used ({mistake})"),
            place: Place::File { path: mistake.file.clone(), span: Span::default() },
            calls: Vec::new(),
        }),
    }
    let mut findings =
        Findings { revisions, standard, sources: &mut analysis.sources, files: BTreeMap::new() };
    Ok(weaknesses.into_iter().filter_map(|weakness| findings.make(weakness)).collect())
}

/// Something that takes findings out of the gate.
struct Weakness {
    cause: Cause,
    /// One clause.
    message: String,
    place: Place,
    /// The calls that it takes out.
    calls: Vec<TakenOut>,
}

/// Why something is taken out.
enum Cause {
    Comment,
    /// A file that says what is not looked at, and is no setting.
    Hidden,
    Baseline,
    /// An opening, and the directory that it is in.
    Opening(Opening, PathBuf),
    /// Something in the settings; nobody knows what.
    Settings,
}

impl Cause {
    fn is_baseline(&self) -> bool {
        matches!(self, Self::Baseline)
    }
}

/// Where something is opened.
enum Place {
    Known(Location),
    /// In a file that is no source: its printed path.
    File {
        path: String,
        span: Span,
    },
}

/// A call that is taken out of the gate.
struct TakenOut {
    /// The printed path of its file.
    path: String,
    location: Location,
    /// Its file, if that is not among those of the report.
    source: Option<SourceFile>,
}

impl Weakness {
    fn of_comment(found: &NewSuppression) -> Self {
        let call = |location: &Location| TakenOut { path: String::new(), location: *location, source: None };
        Self {
            cause: Cause::Comment,
            message: "this comment is new here and suppresses an error".to_owned(),
            place: Place::Known(found.comment),
            calls: found.calls.iter().map(call).collect(),
        }
    }
}

/// What the tree's settings open.
fn of_settings<'a>(standard: &'a Standard, after: &'a Gate) -> impl Iterator<Item = Weakness> + 'a {
    widened(&standard.before, after).into_iter().map(move |it: Widened| {
        let (before_file, after_file) =
            (file_in(&standard.before.settings, &it.scope), file_in(&after.settings, &it.scope));
        let (other_file, span) = it.place(&standard.before, after);
        let message = match (after_file, before_file) {
            _ if other_file.is_some() => it.message(),
            (None, Some(before)) => format!("`{before}` is gone: {}", it.message()),
            (Some(now), Some(before)) if now != before => {
                format!("`{now}` is read in the place of `{before}`: {}", it.message())
            }
            _ => it.message(),
        };
        let file = other_file.unwrap_or_else(|| settings_file(standard, &after.settings, &it.scope));
        let place = Place::File { path: file, span };
        Weakness { message, cause: Cause::Opening(it.opening, it.scope), place, calls: Vec::new() }
    })
}

/// The settings file that holds for a path.
fn file_in<'s>(settings: &'s Settings, path: &Path) -> Option<&'s str> {
    settings.all()[settings.nearest(path)].file.as_deref()
}

/// The settings file of the tree that holds for a path, or the one that the revision had.
fn settings_file(standard: &Standard, after: &Settings, path: &Path) -> String {
    let file = file_in(after, path).or_else(|| file_in(&standard.before.settings, path));
    file.unwrap_or("mima.toml").to_owned()
}

/// The baselines as they are and as they were.
struct Baselines {
    before: Vec<Known>,
    after: Vec<Known>,
    /// Whether the command line names them. Those of settings count wherever these are in force.
    is_named: bool,
}

impl Baselines {
    fn read(revisions: &Revisions<'_>, standard: &Standard, after: &Settings) -> Result<Self, Failure> {
        let cwd = &revisions.environment.cwd;
        // What is written anew is no baseline yet.
        if revisions.plan.write_baseline.is_some() {
            return Ok(Self { before: Vec::new(), after: Vec::new(), is_named: false });
        }
        if let Some((path, printed)) = &revisions.plan.baseline {
            return Ok(Self {
                before: vec![Known::read_past(path, printed, &standard.past, cwd)?],
                after: vec![Known::read(path, printed, &revisions.environment.tree(), cwd)?],
                is_named: true,
            });
        }
        let of = |settings: &Settings| {
            let files = settings.written().filter_map(|config| config.baseline.as_ref());
            files.map(|file| Known::of_settings(file, cwd)).collect::<Result<Vec<_>, _>>()
        };
        // What was broken before was no baseline.
        let before = of(&standard.before.settings).unwrap_or_default();
        Ok(Self { before, after: of(after)?, is_named: false })
    }

    fn grown(&self) -> impl Iterator<Item = Weakness> + '_ {
        self.after.iter().filter_map(|known| {
            let added = known.added_since(&self.before);
            let (printed, text) = known.file();
            let first = added.first()?;
            let start = text.find(first).unwrap_or_default();
            let entries =
                if added.len() == 1 { "1 entry".to_owned() } else { format!("{} entries", added.len()) };
            Some(Weakness {
                cause: Cause::Baseline,
                message: format!("the baseline has {entries} more"),
                place: Place::File { path: printed.to_owned(), span: Span::new(start, start + first.len()) },
                calls: Vec::new(),
            })
        })
    }
}

/// The tree, analysed by the settings that are not in force.
fn other(revisions: &Revisions<'_>, standard: &Standard, baselines: Baselines) -> Result<Examined, Failure> {
    let mut other = standard.other.analyse(revisions.environment, revisions.progress)?;
    if baselines.is_named {
        let known = if standard.is_trusted { baselines.after } else { baselines.before };
        for known in known {
            known.apply(&mut other.analysis, &revisions.environment.cwd, |_| true);
        }
    }
    Ok(other)
}

/// A place in a file, whatever analysis found it.
type Spot<'a> = (&'a str, Span);

fn spot(location: Location, sources: &Sources) -> Spot<'_> {
    (sources.path(location.file), location.span)
}

/// What the laxer gate says of a call that the stricter one reports.
struct Lax<'a> {
    finding: &'a Finding,
    path: &'a str,
    /// The call, if it is one there.
    call: Option<&'a AiCall>,
    is_baselined: bool,
    is_scanned: bool,
}

/// The tree by two gates.
struct Both<'a> {
    cwd: &'a Path,
    standard: &'a Standard,
    /// What is reported: it decides which files have which ids.
    reported: &'a Analysis,
    strict: &'a Analysis,
    lax: &'a Analysis,
    /// The printed paths of the files that the laxer gate looks at.
    scanned: BTreeSet<&'a str>,
}

impl<'a> Both<'a> {
    fn new(
        revisions: &'a Revisions<'_>,
        standard: &'a Standard,
        reported: &'a Analysis,
        other: &'a Examined,
    ) -> Self {
        let (strict, lax, files) = if standard.is_trusted {
            (reported, &other.analysis, other.files.as_slice())
        } else {
            (&other.analysis, reported, revisions.files)
        };
        let cwd = &revisions.environment.cwd;
        Self { cwd, standard, reported, strict, lax, scanned: scanned(files) }
    }

    /// Gives each call that is taken out to what takes it out.
    fn attribute(&self, weaknesses: &mut Vec<Weakness>, after: &Settings) {
        let Self { strict, lax, .. } = self;
        let calls: FxHashMap<Spot<'_>, &AiCall> =
            lax.report.calls.iter().map(|call| (spot(call.location, &lax.sources), call)).collect();
        let errors = lax.report.findings.iter().filter(|it| is_error(it));
        let errors: FxHashSet<Spot<'_>> = errors.map(|it| spot(it.location, &lax.sources)).collect();
        for finding in strict.report.findings.iter().filter(|it| is_error(it)) {
            let Some(call) = finding.call.and_then(|at| strict.report.calls.get(at)) else { continue };
            let found = spot(finding.location, &strict.sources);
            if errors.contains(&found) {
                continue;
            }
            let call = calls.get(&spot(call.location, &strict.sources)).copied();
            let is_baselined = call.is_some_and(|call| call.baselined);
            let is_scanned = self.scanned.contains(found.0);
            let lax = Lax { finding, path: found.0, call, is_baselined, is_scanned };
            // A comment takes its calls out in both.
            let by = weaknesses
                .iter_mut()
                .filter(|it| !matches!(it.cause, Cause::Comment))
                .find(|it| it.cause.explains(&lax, after, self.cwd));
            let taken = self.taken_out(finding);
            if let Some(by) = by {
                by.calls.push(taken);
            } else {
                let path = absolute(Path::new(found.0), self.cwd);
                put_aside(weaknesses, taken, settings_file(self.standard, after, &path));
            }
        }
    }

    fn taken_out(&self, finding: &Finding) -> TakenOut {
        let path = self.strict.sources.path(finding.location.file);
        let known = self.reported.sources.iter().find(|source| &*source.path == path);
        let source = self.strict.sources.get(finding.location.file).filter(|_| known.is_none()).cloned();
        let file = known.map_or(finding.location.file, |known| known.id);
        TakenOut { path: path.to_owned(), location: Location { file, ..finding.location }, source }
    }
}

/// Adds a call of which nobody knows what takes it out.
fn put_aside(weaknesses: &mut Vec<Weakness>, call: TakenOut, file: String) {
    let known = weaknesses.iter_mut().find(|it| matches!(it.cause, Cause::Settings));
    if let Some(known) = known {
        known.calls.push(call);
        return;
    }
    weaknesses.push(Weakness {
        cause: Cause::Settings,
        message: "the settings are others".to_owned(),
        place: Place::File { path: file, span: Span::default() },
        calls: vec![call],
    });
}

/// An error about a call that fails a gate.
fn is_error(finding: &Finding) -> bool {
    finding.level == Level::Error && finding.is_open() && finding.call.is_some()
}

impl Cause {
    /// Whether this may be what takes a call out.
    fn explains(&self, lax: &Lax<'_>, after: &Settings, cwd: &Path) -> bool {
        let attested_by = lax.call.and_then(|call| call.attested_by.as_ref());
        let Self::Opening(opening, scope) = self else {
            return matches!(self, Self::Baseline) && lax.is_baselined;
        };
        let (path, config) = (absolute(Path::new(lax.path), cwd), &after.all()[after.nearest(scope)]);
        let matches = |glob: &str| matches(glob, &config.base, &path);
        if !path.starts_with(scope) {
            return false;
        }
        match opening {
            Opening::Excluded(glob) | Opening::ExcludedAfterAll(glob) | Opening::NotIncluded(glob) => {
                !lax.is_scanned && matches(glob)
            }
            Opening::OthersThanIncluded => !lax.is_scanned,
            Opening::Tests => lax.call.is_none() && lax.finding.is_test,
            Opening::Rule(rule) => lax.finding.rule == *rule && attested_by.is_none(),
            Opening::Named("presets", _) | Opening::Closed => attested_by.is_some(),
            Opening::Named("gateways", _) => attested_by.is_some_and(|it| it.kind == MarkerKind::Gateway),
            Opening::Named(_, name) => attested_by.is_some_and(|it| it.marker.as_str() == name),
            Opening::Callers => attested_by.is_some_and(|it| it.kind == MarkerKind::Callers),
            Opening::Proof => attested_by.is_some_and(|it| it.confidence != Confidence::High),
            Opening::Sanctioned(glob) => {
                lax.call.is_some_and(|call| call.suppressed.is_some()) && matches(glob)
            }
            Opening::RuleAdded(_) => attested_by.is_some() || lax.call.is_none() && lax.is_scanned,
            Opening::RuleLost(_) | Opening::Limit(_) => lax.call.is_none() && lax.is_scanned,
            // What these let pass is reported all the same.
            _ => false,
        }
    }
}

/// Whether a glob of the settings, whose directory is `base`, matches a file or a directory above it.
fn matches(glob: &str, base: &Path, path: &Path) -> bool {
    let mut builder = GitignoreBuilder::new(base);
    let compiled = builder.add_line(None, glob).ok().and_then(|builder| builder.build().ok());
    path.starts_with(base)
        && compiled.is_some_and(|glob| glob.matched_path_or_any_parents(path, false).is_ignore())
}

/// Makes findings.
struct Findings<'a> {
    revisions: &'a Revisions<'a>,
    standard: &'a Standard,
    sources: &'a mut Sources,
    /// The files that were added to the sources, by printed path.
    files: BTreeMap<String, FileId>,
}

impl Findings<'_> {
    /// The finding, unless the settings of the revision or the command line do not want it.
    fn make(&mut self, weakness: Weakness) -> Option<Finding> {
        let Weakness { message, place, calls, .. } = weakness;
        let location = match place {
            Place::Known(location) => location,
            Place::File { path, span } => {
                let path = self.shown(path);
                let text = self.text_of(&path);
                let file = self.add(&path, || SourceFile::new(FileId(0), &path, &path, &text));
                self.sources.get(file)?.locate(span)
            }
        };
        let revision = &self.standard.revision;
        let how_many = match calls.len() {
            0 => String::new(),
            1 => ": this takes 1 AI call out of the gate".to_owned(),
            count => format!(": this takes {count} AI calls out of the gate"),
        };
        let path = self.sources.path(location.file).to_owned();
        let rule = RuleId::GateWeakened;
        let mut finding = Finding {
            rule,
            level: rule.rule().level,
            fingerprint: fingerprint(&[&path, rule.as_str(), &message]),
            message: format!("{message}, unlike in `{revision}`{how_many}"),
            help: format!(
                "take it back and attest the calls, or have those decide who answer for the gate; \
                 `--trust {revision}` judges by what stands there"
            ),
            location,
            confidence: Confidence::High,
            related: calls.into_iter().take(MOST_NAMED).map(|call| self.label(call)).collect(),
            callers: Vec::new(),
            flow: Vec::new(),
            call: None,
            suppressed: None,
            baselined: false,
            is_test: false,
            fails_strict: false,
            change: self.revisions.plan.diff.is_some().then_some(Change::New),
        };
        // What the tree's settings say of this rule does not count: they are what is judged.
        let in_force = self.standard.is_trusted;
        let subject = if in_force { &self.revisions.plan.subject } else { &self.standard.other };
        let at = absolute(Path::new(&path), &self.revisions.environment.cwd);
        let config = &subject.settings.all()[subject.settings.nearest(&at)];
        finding.level = subject.selection(config).level(&finding)?;
        Some(finding)
    }

    fn label(&mut self, call: TakenOut) -> Label {
        let TakenOut { path, mut location, source } = call;
        if let Some(source) = source {
            location.file = self.add(&path, || source);
        }
        Label { location, message: "this call is out of the gate".to_owned() }
    }

    /// Adds a file to the sources, once.
    fn add(&mut self, path: &str, source: impl FnOnce() -> SourceFile) -> FileId {
        if let Some(known) = self.files.get(path) {
            return *known;
        }
        let id = FileId(self.sources.end() as u32);
        let mut source = source();
        source.id = id;
        self.sources.insert(source);
        self.files.insert(path.to_owned(), id);
        id
    }

    /// A path as findings print it: never by where this machine keeps the project.
    fn shown(&self, path: String) -> String {
        let cwd = &self.revisions.environment.cwd;
        if Path::new(&path).is_absolute() { slashed(&relative(Path::new(&path), cwd)) } else { path }
    }

    /// What stands in a file of settings, rules or known findings; nothing, if it is gone.
    fn text_of(&self, path: &str) -> String {
        Disk.text(&self.revisions.environment.cwd.join(path), SETTINGS_BYTES).unwrap_or_default()
    }
}
