//! The gates: what makes a scan that worked exit with 1.
//!
//! A gate of the command line speaks of all that is reported, one of the settings of the files in and below their directory:
//! settings further down add gates, and take none away.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::plan::Plan;
use super::run::shown;
use crate::cli::{Exit, diagnostics};
use crate::config::{Config, Settings};
use crate::finding::{AiCall, ErrorKind, FileError, Finding, Gate, LeftOutReason, Level, Report};
use crate::source::{Location, Sources};
use crate::walk::paths::{absolute, canonical, printed_path};
use crate::{Analysis, Content, InputFile};

/// How many places a gate names: the report has them all.
const MOST_NAMED: usize = 3;

/// What a gate counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Strict,
    MinCoverage,
    MaxUnattested,
}

impl Kind {
    /// Its name, as a key of the settings.
    fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::MinCoverage => "min-coverage",
            Self::MaxUnattested => "max-unattested",
        }
    }
}

/// Something that is asked of a report.
#[derive(Clone, Debug)]
struct Condition {
    kind: Kind,
    /// A percentage, or a number of calls or errors.
    limit: f64,
    /// The directory of which it speaks, canonical; empty for all that is reported.
    scope: PathBuf,
    set_by: String,
}

/// Judges the report. Each gate is given with what is wrong, if something is.
pub(super) fn judge(
    plan: &Plan,
    settings: &Settings,
    files: &[InputFile],
    analysis: &Analysis,
    cwd: &Path,
) -> Vec<Judged> {
    let roots: Vec<PathBuf> =
        plan.subject.walk.roots.iter().filter_map(|root| canonical(&cwd.join(root))).collect();
    let has_baseline = plan.baseline.is_some()
        || !plan.subject.overrides.baseline && settings.written().any(|config| config.baseline.is_some());
    let mut places = None;
    let judged = conditions(plan, settings, cwd).into_iter().map(|condition| {
        let is_whole = condition.scope.as_os_str().is_empty()
            || !roots.is_empty() && roots.iter().all(|root| root.starts_with(&condition.scope));
        let places =
            if is_whole { None } else { Some(places.get_or_insert_with(|| Places::new(files, cwd))) };
        let part = Part { analysis, within: places.map(|places| (&*places, condition.scope.as_path())) };
        let (value, wrong) = part.judge(&condition, has_baseline);
        let scope = if is_whole { None } else { Some(printed_path(&condition.scope, cwd)) };
        let name = condition.kind.name();
        let (limit, set_by) = (condition.limit, condition.set_by.clone());
        let passed = wrong.is_none();
        // Of a part nobody knows how many calls there are in all.
        let is_all = condition.scope.as_os_str().is_empty() || plan.subject.covers(&condition.scope);
        let slack = condition.slack(value).filter(|_| is_all);
        let said = wrong
            .map(Said::Wrong)
            .or(slack.map(Said::Slack))
            .map(|said| said.at(&condition, scope.as_deref()));
        Judged { gate: Gate { name, limit, value, passed, set_by, scope }, said }
    });
    judged.collect()
}

/// A gate, and what is to be said of it.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) gate: Gate,
    said: Option<Said>,
}

/// What is said of a gate.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    /// Why it fails.
    Wrong(String),
    /// That it allows more than there is.
    Slack(String),
}

impl Said {
    /// The same with the place where the limit stands: `mima.toml:8: max-unattested = 12, …`.
    fn at(self, condition: &Condition, scope: Option<&str>) -> Self {
        let name = condition.kind.name();
        let within = scope.map_or_else(String::new, |scope| format!(" in `{scope}`"));
        let is_flag = condition.set_by.starts_with("--");
        let head = match (is_flag, condition.kind) {
            (true, Kind::Strict) => format!("--{name}{within}: "),
            (true, _) => format!("--{name} {}{within}: ", condition.limit),
            (false, Kind::Strict) => format!("{}: {name}{within}: ", condition.set_by),
            (false, _) => format!("{}: {name} = {}{within}, ", condition.set_by, condition.limit),
        };
        match self {
            Self::Wrong(text) => Self::Wrong(head + &text),
            Self::Slack(text) => Self::Slack(head + &text),
        }
    }
}

/// Says why gates failed, and how the run ends.
pub(super) fn tell(plan: &Plan, report: &Report, judged: &[Judged]) -> Exit {
    if !plan.quiet {
        let counts_calls = judged.iter().any(|it| it.gate.name != Kind::Strict.name());
        if let Some(message) = uncounted(report).filter(|_| counts_calls) {
            diagnostics::warning(&message);
        }
        for said in judged.iter().filter_map(|it| it.said.as_ref()) {
            match said {
                Said::Wrong(message) => diagnostics::error(message),
                Said::Slack(message) => diagnostics::info(message),
            }
        }
    }
    let has_passed = plan.flags.exit_zero || judged.iter().all(|it| it.gate.passed);
    if has_passed { Exit::Done } else { Exit::GateFailed }
}

/// All that is asked. A flag takes the place of what settings say of the same gate.
fn conditions(plan: &Plan, settings: &Settings, cwd: &Path) -> Vec<Condition> {
    let flags = plan.flags;
    let strict = flags.strict.then_some(0.0);
    let most = flags.max_unattested.map(as_number);
    let of_flags =
        [(Kind::Strict, strict), (Kind::MinCoverage, flags.min_coverage), (Kind::MaxUnattested, most)];
    let mut conditions: Vec<Condition> = Vec::new();
    for (kind, limit) in of_flags {
        if let Some(limit) = limit {
            let (scope, set_by) = (PathBuf::new(), format!("--{}", kind.name()));
            conditions.push(Condition { kind, limit, scope, set_by });
            continue;
        }
        let mut add = |config: &Config, revision: Option<&str>| {
            let Some(condition) = Condition::of(kind, config, revision, cwd) else { return };
            let is_implied = |known: &Condition| known.implies(&condition);
            if !conditions.iter().any(is_implied) {
                // What a change has to pass itself it does not lower.
                conditions.retain(|known| known.scope != condition.scope || !condition.implies(known));
                conditions.push(condition);
            }
        };
        settings.written().for_each(|config| add(config, None));
        if let Some(standard) = &plan.standard {
            let before = standard.before.settings.written();
            before.for_each(|config| add(config, Some(&standard.revision)));
        }
    }
    conditions
}

/// A count as a number beside percentages.
#[expect(clippy::cast_precision_loss, reason = "counts of calls are far below 2^52")]
fn as_number(count: usize) -> f64 {
    count as f64
}

impl Condition {
    /// What settings ask, and where they say so.
    fn of(kind: Kind, config: &Config, revision: Option<&str>, cwd: &Path) -> Option<Self> {
        let limit = match kind {
            Kind::Strict => config.strict.then_some(0.0),
            Kind::MinCoverage => config.min_coverage,
            Kind::MaxUnattested => config.max_unattested.map(as_number),
        }?;
        let at = config.place(kind.name(), None).start as usize;
        let line = config.text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        let file = shown(Path::new(config.file.as_deref().unwrap_or_default()), cwd);
        let set_by = match revision {
            Some(revision) => format!("{file}:{line} in {revision}"),
            None => format!("{file}:{line}"),
        };
        Some(Self { kind, limit, scope: config.scope.clone(), set_by })
    }

    /// What is said where the limit allows more than there is: somebody can add a call, and no gate says so.
    fn slack(&self, value: f64) -> Option<String> {
        let is_slack = self.kind == Kind::MaxUnattested && value < self.limit;
        let how = if self.set_by.starts_with("--") { "lower it" } else { "`mima ratchet` lowers it" };
        is_slack.then(|| format!("found {value}: {how}"))
    }

    /// Whether this one fails wherever another does.
    fn implies(&self, other: &Self) -> bool {
        self.kind == other.kind
            && match self.kind {
                // The more code it speaks of, the more errors there are.
                Kind::Strict => other.scope.starts_with(&self.scope),
                Kind::MinCoverage => self.scope == other.scope && self.limit >= other.limit,
                Kind::MaxUnattested => other.scope.starts_with(&self.scope) && self.limit <= other.limit,
            }
    }
}

/// Where the files of a report really are.
struct Places<'a> {
    by_name: FxHashMap<&'a str, &'a Path>,
    cwd: &'a Path,
}

impl<'a> Places<'a> {
    fn new(files: &'a [InputFile], cwd: &'a Path) -> Self {
        let place = |file: &'a InputFile| match &file.content {
            Content::OnDisk(path) => Some((file.path.as_ref(), path.as_path())),
            Content::Bytes(_) => None,
        };
        Self { by_name: files.iter().filter_map(place).collect(), cwd }
    }

    fn is_within(&self, printed: &str, directory: &Path) -> bool {
        match self.by_name.get(printed) {
            Some(path) => path.starts_with(directory),
            None => absolute(Path::new(printed), self.cwd).starts_with(directory),
        }
    }
}

/// The part of an analysis that a gate speaks of.
struct Part<'a> {
    analysis: &'a Analysis,
    /// The directory, if it is not all.
    within: Option<(&'a Places<'a>, &'a Path)>,
}

impl Part<'_> {
    fn sources(&self) -> &Sources {
        &self.analysis.sources
    }

    fn holds(&self, printed: &str) -> bool {
        self.within.is_none_or(|(places, directory)| places.is_within(printed, directory))
    }

    fn findings(&self) -> impl Iterator<Item = &Finding> {
        let is_here = |finding: &&Finding| self.holds(self.sources().path(finding.location.file));
        self.analysis.report.findings.iter().filter(is_here)
    }

    /// The first of some places: `app.py:7, app.py:9 and 3 more`; empty where there is none.
    fn named(&self, places: impl Iterator<Item = Location>) -> String {
        let all: Vec<Location> = places.collect();
        let name = |at: &Location| format!("{}:{}", self.sources().path(at.file), at.file_line);
        let named: Vec<String> = all.iter().take(MOST_NAMED).map(name).collect();
        match all.len() - named.len() {
            0 => named.join(", "),
            more => format!("{} and {more} more", named.join(", ")),
        }
    }

    fn is_call_here(&self, call: &AiCall) -> bool {
        self.holds(self.sources().path(call.location.file))
    }

    /// What a condition is compared with, and what it objects to.
    fn judge(&self, condition: &Condition, has_baseline: bool) -> (f64, Option<String>) {
        match condition.kind {
            Kind::Strict => self.strict(),
            Kind::MinCoverage => self.coverage(condition.limit),
            Kind::MaxUnattested => {
                let open: Vec<&AiCall> =
                    self.analysis.report.open_calls().filter(|call| self.is_call_here(call)).collect();
                let new = open.iter().filter(|call| has_baseline && !call.baselined);
                let new = self.named(new.map(|call| call.location));
                (as_number(open.len()), unattested(open.len(), condition.limit, &new))
            }
        }
    }

    /// What `--strict` objects to: errors, what was not understood, suppressions that name no rule, settings that cannot be used, and
    /// nothing at all.
    fn strict(&self) -> (f64, Option<String>) {
        let open = || self.findings().filter(|finding| finding.is_open());
        let is_error = |finding: &&Finding| finding.level == Level::Error;
        let errors = open().filter(is_error).count();
        let places = self.named(open().filter(is_error).map(|finding| finding.location));
        let is_not_understood = |finding: &&Finding| finding.fails_strict && finding.level == Level::Warning;
        let lost = open().filter(is_not_understood).count();
        let is_unnamed = |finding: &&Finding| {
            finding.level == Level::Error
                && finding.suppressed.as_ref().is_some_and(|suppressed| !suppressed.names_rule)
        };
        let unnamed = self.findings().filter(is_unnamed).count();
        let all = &self.analysis.report.errors;
        // A gate that nobody came to is not passed.
        let is_empty = self.within.is_none() && all.iter().any(|error| error.kind == ErrorKind::Empty);
        let is_of_settings =
            |error: &&FileError| error.kind == ErrorKind::Settings && self.holds(&error.file);
        let broken = all.iter().filter(is_of_settings).count();
        let unread = (broken > 0).then(|| "settings cannot be used".to_owned());
        let errors_remain = match errors {
            0 => None,
            1 => Some(format!("1 finding of level error remains: {places}")),
            count => Some(format!("{count} findings of level error remain: {places}")),
        };
        let not_understood = match lost {
            0 => None,
            1 => Some("a file that names AI was not understood as a whole".to_owned()),
            count => Some(format!("{count} files that name AI were not understood as a whole")),
        };
        let hidden = match unnamed {
            0 => None,
            1 => Some("1 error is".to_owned()),
            count => Some(format!("{count} errors are")),
        }
        .map(|errors| {
            format!("{errors} suppressed by a comment that names no rule: write `mima: ignore[RULE] reason`")
        });
        let nothing = is_empty.then(|| "nothing was analysed; --allow-empty accepts that".to_owned());
        let reasons: Vec<String> =
            [errors_remain, not_understood, hidden, unread, nothing].into_iter().flatten().collect();
        let count = errors + lost + unnamed + broken + usize::from(is_empty);
        (as_number(count), (!reasons.is_empty()).then(|| reasons.join("; ")))
    }

    fn coverage(&self, percent: f64) -> (f64, Option<String>) {
        let calls = self.analysis.report.calls.iter().filter(|call| self.is_call_here(call));
        let (mut all, mut attested) = (0, 0);
        for call in calls {
            all += 1;
            attested += usize::from(call.attested_by.is_some());
        }
        coverage(attested, all, percent)
    }
}

/// What no number of calls says: places that name AI and were not analysed.
fn uncounted(report: &Report) -> Option<String> {
    let places = report.left_out.iter().filter(|it| it.names_ai == Some(true));
    let mut reasons: BTreeMap<LeftOutReason, usize> = BTreeMap::new();
    for place in places {
        *reasons.entry(place.reason).or_default() += 1;
    }
    let count: usize = reasons.values().sum();
    let what = match count {
        0 => return None,
        1 => "1 place that names AI was not analysed, and its calls are in no number".to_owned(),
        _ => format!("{count} places that name AI were not analysed, and their calls are in no number"),
    };
    let reasons = reasons.iter().map(|(reason, count)| format!("{count} {}", reason.as_str()));
    Some(format!("{what}: {}", reasons.collect::<Vec<_>>().join(", ")))
}

/// How much is attested, in percent, and what `--min-coverage` objects to. Multiplied and not divided: 29 of 100 calls are
/// 29 %, and 0.29 * 100.0 is not.
fn coverage(attested: usize, all: usize, percent: f64) -> (f64, Option<String>) {
    let is_enough = as_number(attested) * 100.0 >= percent * as_number(all);
    let value = if all == 0 { 100.0 } else { as_number(attested) * 100.0 / as_number(all) };
    let wrong = (!is_enough).then(|| format!("{attested} of {all} AI calls are attested ({value:.1} %)"));
    (value, wrong)
}

/// What `--max-unattested` objects to.
fn unattested(found: usize, most: f64, new: &str) -> Option<String> {
    (as_number(found) > most).then(|| {
        let new = if new.is_empty() { String::new() } else { format!("; new: {new}") };
        format!("found {found}{new}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_unattested_calls_has_a_limit() {
        assert_eq!(unattested(2, 2.0, ""), None);
        assert_eq!(unattested(1, 0.0, "").as_deref(), Some("found 1"));
        assert_eq!(unattested(3, 2.0, "a.py:7").as_deref(), Some("found 3; new: a.py:7"));
    }

    #[test]
    fn coverage_is_exact_at_the_limit() {
        for percent in 0..=100_u32 {
            let attested = percent as usize;
            let limit = f64::from(percent);
            assert_eq!(coverage(attested, 100, limit).1, None, "{percent}");
            if percent > 0 {
                assert!(coverage(attested - 1, 100, limit).1.is_some(), "{percent}");
            }
        }
        assert_eq!(coverage(0, 0, 100.0), (100.0, None), "no calls, nothing to attest");
        let (_, wrong) = coverage(2, 3, 80.0);
        assert_eq!(wrong.as_deref(), Some("2 of 3 AI calls are attested (66.7 %)"));
    }

    fn condition(kind: Kind, limit: f64, scope: &str) -> Condition {
        Condition { kind, limit, scope: PathBuf::from(scope), set_by: String::new() }
    }

    #[test]
    fn a_gate_further_out_implies_what_it_counts_as_well() {
        let implies = |kind, (limit, scope): (f64, &str), (other, below): (f64, &str)| {
            condition(kind, limit, scope).implies(&condition(kind, other, below))
        };
        assert!(implies(Kind::Strict, (0.0, "/p"), (0.0, "/p/a")));
        assert!(!implies(Kind::Strict, (0.0, "/p/a"), (0.0, "/p")));
        assert!(implies(Kind::MaxUnattested, (1.0, "/p"), (2.0, "/p/a")));
        assert!(!implies(Kind::MaxUnattested, (2.0, "/p"), (1.0, "/p/a")));
        assert!(implies(Kind::MinCoverage, (90.0, "/p"), (80.0, "/p")));
        assert!(
            !implies(Kind::MinCoverage, (90.0, "/p"), (80.0, "/p/a")),
            "a share of a part is another share"
        );
    }
}
