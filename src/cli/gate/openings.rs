//! Openings, and how far each is open.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::cli::Selection;
use crate::config::{Config, Settings};
use crate::finding::rules::RULES;
use crate::finding::{Confidence, Level, RuleId};
use crate::limit::{LIMITS, Limit};
use crate::source::Span;

use super::pipelines::{self, Pipeline};
use super::policies::{self, Asserted};
use super::rule_files;

/// A way past the gate that settings can open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::cli) enum Opening {
    /// Files that match a glob are left out.
    Excluded(String),
    /// Files that match a glob are left out in spite of what said that they are not: `!glob`.
    ExcludedAfterAll(String),
    /// Only what some globs name is scanned.
    OthersThanIncluded,
    /// Files that match a glob are not among those that are scanned.
    NotIncluded(String),
    /// Test code is not reported on.
    Tests,
    /// A rule has a lower level than error, or is off.
    Rule(RuleId),
    /// A name below `[attestation]` counts as attestation: the key, and the name.
    Named(&'static str, String),
    /// A function counts as attested by its callers.
    Callers,
    /// Nothing that is not scanned counts as a caller.
    Closed,
    /// Attestation counts that is proven less well.
    Proof,
    /// AI calls in files that match a glob are accepted.
    Sanctioned(String),
    /// The project's rules say of something that it attests, or how code runs that something is given.
    RuleAdded(String),
    /// The project's rules do not say any more what is an AI call.
    RuleLost(String),
    /// A limit cuts the analysis off.
    Limit(Limit),
    /// Errors do not fail a scan.
    Errors,
    /// Unattested calls do not fail a scan, as far as coverage does not fall below a limit.
    Coverage,
    /// So many unattested calls do not fail a scan.
    Unattested,
    /// A workflow, or another file by which mima is run, runs it less often: its path.
    RunLess(String),
    /// It does not give a flag that is a gate.
    FlagLost(String, String),
    /// It gives a flag that takes findings out.
    FlagAdded(String, String),
    /// It runs mima where a failure does not count, or not always.
    Excused(String, String),
    /// A policy does not assert something.
    PolicyLost(String, String),
    /// A policy asks for less coverage of a path.
    PolicyCoverage(String, String),
    /// A policy allows more unattested calls in a path.
    PolicyUnattested(String, String),
}

/// All that a project's gate is made of.
#[derive(Debug)]
pub(in crate::cli) struct Gate {
    pub(in crate::cli) settings: Settings,
    /// Files that may run mima, as (printed path, text).
    pub(in crate::cli) pipelines: Vec<(String, String)>,
    /// Policies, as (printed path, text).
    pub(in crate::cli) policies: Vec<(String, String)>,
}

/// An opening that is wider than it was.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::cli) struct Widened {
    pub(in crate::cli) opening: Opening,
    /// The directory in which it is, canonical; empty for everywhere.
    pub(in crate::cli) scope: PathBuf,
    /// How far it was open.
    before: f64,
    /// How far it is.
    after: f64,
}

/// What is wider in the gate `after` than in the one `before`: in each directory that has settings in one of them, what is in
/// force there. What further out is wider as well is told there alone.
pub(in crate::cli) fn widened(before: &Gate, after: &Gate) -> Vec<Widened> {
    let mut all: Vec<Widened> = Vec::new();
    for scope in before.settings.directories(&after.settings) {
        let of = |gate: &Gate| Openings::of_settings(&gate.settings.in_force(scope));
        for found in of(before).widened_to(&of(after), scope) {
            let is_known = |known: &Widened| scope.starts_with(&known.scope) && known.is_like(&found);
            if !all.iter().any(is_known) {
                all.push(found);
            }
        }
    }
    all.extend(Openings::of_files(before).widened_to(&Openings::of_files(after), Path::new("")));
    all
}

/// The openings of some settings.
struct Openings {
    degrees: BTreeMap<Opening, f64>,
    includes: bool,
    excludes: bool,
}

/// How far something is open that is either open or not.
const OPEN: f64 = 1.0;
const SHUT: f64 = 0.0;

fn degree(is_open: bool) -> f64 {
    if is_open { OPEN } else { SHUT }
}

impl Openings {
    fn of_settings(config: &Config) -> Self {
        let mut openings = Self {
            degrees: BTreeMap::new(),
            includes: !config.include.is_empty(),
            excludes: !config.exclude.is_empty(),
        };
        openings.files(config);
        openings.rules(config);
        openings.attestation(config);
        openings.limits(config);
        openings
    }

    /// The openings that stand beside the settings.
    fn of_files(gate: &Gate) -> Self {
        let mut openings = Self { degrees: BTreeMap::new(), includes: false, excludes: false };
        for (file, text) in &gate.pipelines {
            openings.pipeline(file, &pipelines::read(text));
        }
        for (file, text) in &gate.policies {
            openings.policy(file, text);
        }
        openings
    }

    /// What is wider in others.
    fn widened_to(&self, after: &Self, scope: &Path) -> Vec<Widened> {
        let all: BTreeSet<&Opening> = self.degrees.keys().chain(after.degrees.keys()).collect();
        let widened = all.into_iter().map(|opening| {
            let (before, after) = (self.degree(opening), after.degree(opening));
            Widened { opening: opening.clone(), scope: scope.to_path_buf(), before, after }
        });
        widened.filter(|it| it.after > it.before && self.is_asked(&it.opening)).collect()
    }

    /// How often a file runs mima.
    fn runs(&self, file: &str) -> f64 {
        self.degrees.get(&Opening::RunLess(file.to_owned())).map_or(0.0, |degree| -degree)
    }

    /// Whether it is worth a word that something is open which these openings do not know: a new file that runs mima takes
    /// nothing out, whatever it says.
    fn is_asked(&self, opening: &Opening) -> bool {
        match opening {
            Opening::FlagLost(file, _) | Opening::FlagAdded(file, _) | Opening::Excused(file, _) => {
                self.runs(file) > 0.0
            }
            _ => true,
        }
    }

    /// How far something is open of which the settings say nothing.
    fn degree(&self, opening: &Opening) -> f64 {
        let said = self.degrees.get(opening).copied();
        said.unwrap_or_else(|| match opening {
            Opening::NotIncluded(_) => degree(self.includes),
            Opening::ExcludedAfterAll(_) => degree(self.excludes),
            Opening::RuleLost(_) | Opening::PolicyLost(..) => OPEN,
            // That it does not run at all is said already.
            Opening::FlagLost(file, _) => {
                if self.runs(file) > 0.0 {
                    f64::INFINITY
                } else {
                    f64::NEG_INFINITY
                }
            }
            Opening::PolicyUnattested(..) => f64::INFINITY,
            _ => SHUT,
        })
    }

    fn set(&mut self, opening: Opening, degree: f64) {
        let known = self.degrees.entry(opening).or_insert(degree);
        *known = known.max(degree);
    }

    fn files(&mut self, config: &Config) {
        for glob in &config.exclude {
            match glob.strip_prefix('!') {
                Some(kept) => self.set(Opening::ExcludedAfterAll(kept.to_owned()), SHUT),
                None => self.set(Opening::Excluded(glob.clone()), OPEN),
            }
        }
        self.set(Opening::OthersThanIncluded, degree(self.includes));
        for glob in &config.include {
            self.set(Opening::NotIncluded(glob.clone()), SHUT);
        }
        self.set(Opening::Tests, degree(!config.tests));
    }

    fn rules(&mut self, config: &Config) {
        let selection = Selection::of(config);
        for rule in RULES {
            let degree = match selection.level_of(rule.id, rule.level) {
                Some(Level::Error) => 0.0,
                Some(Level::Warning) => 1.0,
                Some(Level::Note) => 2.0,
                None => 3.0,
            };
            self.set(Opening::Rule(rule.id), degree);
        }
        for (_, text) in &config.rule_files {
            for entry in rule_files::entries(text) {
                if entry.may_attest() {
                    self.set(Opening::RuleAdded(entry.text.clone()), OPEN);
                }
                if entry.may_find() {
                    self.set(Opening::RuleLost(entry.text), SHUT);
                }
            }
        }
    }

    fn attestation(&mut self, config: &Config) {
        let attestation = &config.attestation;
        for named in &attestation.named {
            self.set(Opening::Named(named.key, named.name.clone()), OPEN);
        }
        for entry in &attestation.sanctioned {
            // Later days are wider, and no last day is the widest. A day is a number of eight digits.
            let day = entry.expires.as_ref().map(|day| day.replace('-', "").parse().unwrap_or(f64::MAX));
            self.set(Opening::Sanctioned(entry.path.clone()), day.unwrap_or(f64::INFINITY));
        }
        let belief = attestation.belief;
        self.set(Opening::Callers, degree(belief.callers));
        self.set(Opening::Closed, degree(belief.is_closed));
        let proof = match belief.least {
            Confidence::High => 0.0,
            Confidence::Medium => 1.0,
            Confidence::Low => 2.0,
        };
        self.set(Opening::Proof, proof);
    }

    #[expect(clippy::cast_precision_loss, reason = "limits that large are none")]
    fn limits(&mut self, config: &Config) {
        for rule in LIMITS {
            self.set(Opening::Limit(rule.limit), -(config.limits.get(rule.limit) as f64));
        }
        self.set(Opening::Errors, degree(!config.strict));
        self.set(Opening::Coverage, -config.min_coverage.unwrap_or(0.0));
        self.set(Opening::Unattested, config.max_unattested.map_or(f64::INFINITY, |most| most as f64));
    }
}

impl Openings {
    #[expect(clippy::cast_precision_loss, reason = "a file that runs mima so often is none")]
    fn pipeline(&mut self, file: &str, pipeline: &Pipeline) {
        if pipeline.runs == 0 {
            return;
        }
        self.set(Opening::RunLess(file.to_owned()), -(pipeline.runs as f64));
        for (flag, value) in &pipeline.flags {
            if pipelines::GATES.contains(&flag.as_str()) {
                let value: f64 = value.parse().unwrap_or(SHUT);
                // More coverage is narrower, and so are fewer calls.
                let degree = if flag == "--max-unattested" { value } else { -value };
                self.set(Opening::FlagLost(file.to_owned(), flag.clone()), degree);
            }
            if pipelines::LENIENT.contains(&flag.as_str()) {
                let words = format!("{flag} {value}").trim_end().to_owned();
                self.set(Opening::FlagAdded(file.to_owned(), words), OPEN);
            }
        }
        for excuse in &pipeline.excuses {
            self.set(Opening::Excused(file.to_owned(), excuse.clone()), OPEN);
        }
    }

    fn policy(&mut self, file: &str, text: &str) {
        for asserted in policies::asserted(file, text) {
            let file = file.to_owned();
            match asserted {
                Asserted::Coverage(path, percent) => {
                    self.narrow(Opening::PolicyCoverage(file, path), -percent);
                }
                Asserted::Unattested(path, most) => self.narrow(Opening::PolicyUnattested(file, path), most),
                Asserted::Other(assertion) => self.set(Opening::PolicyLost(file, assertion), SHUT),
            }
        }
    }

    /// Of several that say how wide something is the narrowest counts.
    fn narrow(&mut self, opening: Opening, degree: f64) {
        let known = self.degrees.entry(opening).or_insert(degree);
        *known = known.min(degree);
    }
}

impl Widened {
    /// Whether the same is wider by as much in another directory.
    #[expect(clippy::float_cmp, reason = "degrees are compared as they were set")]
    fn is_like(&self, other: &Self) -> bool {
        self.opening == other.opening && self.before == other.before && self.after == other.after
    }

    /// What is open, one clause.
    pub(in crate::cli) fn message(&self) -> String {
        match &self.opening {
            Opening::Excluded(glob) => format!("`{glob}` is excluded"),
            Opening::ExcludedAfterAll(glob) => format!("`{glob}` is not excepted from `exclude` any more"),
            Opening::OthersThanIncluded => "only what `include` names is scanned".to_owned(),
            Opening::NotIncluded(glob) => format!("`{glob}` is not included any more"),
            Opening::Tests => "test code is not reported on".to_owned(),
            Opening::Rule(rule) if self.after > 2.0 => format!("{} is off", rule.as_str()),
            Opening::Rule(rule) if self.after > 1.0 => format!("{} is a note", rule.as_str()),
            Opening::Rule(rule) => format!("{} is a warning", rule.as_str()),
            Opening::Named("presets", name) => {
                format!("what the preset `{name}` names counts as attestation")
            }
            Opening::Named("gateways", host) => format!("what is sent to `{host}` counts as attested"),
            Opening::Named(_, name) => format!("`{name}` counts as attestation"),
            Opening::Callers => "a function counts as attested by its callers".to_owned(),
            Opening::Closed => "nothing but the scanned files counts as a caller".to_owned(),
            Opening::Proof => "attestation counts that is proven less well".to_owned(),
            Opening::Sanctioned(path) if self.before > SHUT => {
                format!("AI calls in `{path}` are accepted for longer")
            }
            Opening::Sanctioned(path) => format!("AI calls in `{path}` are accepted without attestation"),
            Opening::RuleAdded(entry) => format!("the project's rules have `{}`", shortened(entry)),
            Opening::RuleLost(entry) => {
                format!("the project's rules do not have `{}` any more", shortened(entry))
            }
            Opening::Limit(limit) => {
                format!("the limit `{}` is {} and was {}", limit.rule().name, -self.after, -self.before)
            }
            Opening::Errors => "`strict` is off: errors do not fail a scan".to_owned(),
            Opening::Coverage => {
                format!("`min-coverage` is {} and was {}", -self.after, -self.before)
            }
            Opening::Unattested if self.after.is_infinite() => {
                format!("`max-unattested` is gone and was {}", self.before)
            }
            Opening::Unattested => format!("`max-unattested` is {} and was {}", self.after, self.before),
            Opening::RunLess(_) => "this runs mima less often".to_owned(),
            Opening::FlagLost(_, flag) if self.after.is_infinite() => format!("mima runs without `{flag}`"),
            Opening::FlagLost(_, flag) => {
                format!("mima runs with `{flag} {}` and ran with {}", self.after.abs(), self.before.abs())
            }
            Opening::FlagAdded(_, words) => format!("mima runs with `{words}`"),
            Opening::Excused(_, words) => format!("mima runs with `{words}` beside it"),
            Opening::PolicyLost(_, assertion) => format!("the policy does not assert `{assertion}` any more"),
            Opening::PolicyCoverage(..) => {
                format!("the policy asks for {} % and asked for {} %", -self.after, -self.before)
            }
            Opening::PolicyUnattested(..) if self.after.is_infinite() => {
                format!("the policy has no `max_unattested` any more, which was {}", self.before)
            }
            Opening::PolicyUnattested(..) => {
                format!("the policy allows {} unattested calls and allowed {}", self.after, self.before)
            }
        }
    }

    /// The file in which it is opened, unless that is the settings file, and where.
    pub(in crate::cli) fn place(&self, before: &Gate, after: &Gate) -> (Option<String>, Span) {
        let in_file = |files: &[(String, String)], file: &str, words: &str| {
            let text = files.iter().find(|(path, _)| path == file).map_or("", |(_, text)| text);
            (Some(file.to_owned()), pipelines::place(text, words))
        };
        let Gate { settings, pipelines, policies } = after;
        let nearest = |settings: &'_ Settings| settings.all()[settings.nearest(&self.scope)].clone();
        let (before, after) = (nearest(&before.settings), nearest(settings));
        let place = |key, item: Option<&str>| (None, after.place(key, item));
        match &self.opening {
            Opening::Excluded(glob) => place("exclude", Some(glob)),
            Opening::ExcludedAfterAll(_) => place("exclude", None),
            Opening::OthersThanIncluded | Opening::NotIncluded(_) => place("include", None),
            Opening::Tests => place("tests", None),
            Opening::Rule(rule) => (None, after.place_of_level(*rule)),
            Opening::Named(key, name) => place(&format!("attestation.{key}"), Some(name)),
            Opening::Callers => place("attestation.callers", None),
            Opening::Closed => place("attestation.closed", None),
            Opening::Proof => place("min-attestation", None),
            Opening::Sanctioned(path) => place("attestation.sanctioned", Some(path)),
            Opening::RuleAdded(entry) | Opening::RuleLost(entry) => rule_files::place(entry, &before, &after),
            Opening::Limit(limit) => place(&format!("limits.{}", limit.rule().name), None),
            Opening::Errors => place("strict", None),
            Opening::Coverage => place("min-coverage", None),
            Opening::Unattested => place("max-unattested", None),
            Opening::RunLess(file) | Opening::FlagLost(file, _) => in_file(pipelines, file, ""),
            Opening::FlagAdded(file, words) | Opening::Excused(file, words) => {
                in_file(pipelines, file, words)
            }
            Opening::PolicyLost(file, _) => in_file(policies, file, "assertions"),
            Opening::PolicyCoverage(file, _) => in_file(policies, file, "min_pct"),
            Opening::PolicyUnattested(file, _) => in_file(policies, file, "max_unattested"),
        }
    }
}

/// The beginning of an entry of a rule file.
fn shortened(entry: &str) -> String {
    const LONGEST: usize = 60;
    let mut text: String = entry.chars().take(LONGEST).collect();
    if text.len() < entry.len() {
        text.push('…');
    }
    text
}
