//! Does an assertion hold?

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::results::{Case, Kind, MAX_PLACES, Outcome, Place, Suite};
use super::{Assertion, Check, Policy};
use crate::Analysis;
use crate::finding::{AiCall, Finding};
use crate::source::Location;

/// Judges a policy. `scan` gives the analysis of a path, or says why there is none.
pub fn judge(policy: &Policy, scan: &mut dyn FnMut(&str) -> Result<std::rc::Rc<Analysis>, String>) -> Suite {
    Suite {
        file: policy.file.clone(),
        kind: Kind::Policy,
        title: Some(policy.name.clone()),
        framework: Some(policy.framework.clone()),
        cases: policy.assertions.iter().map(|assertion| case(assertion, scan)).collect(),
    }
}

/// Judges one demand that stands in no file: that every AI call in a path is attested.
pub fn judge_coverage(
    path: &str,
    scan: &mut dyn FnMut(&str) -> Result<std::rc::Rc<Analysis>, String>,
) -> Suite {
    let assertion = Assertion {
        line: 0,
        check: Check::ScanCoverage { min_pct: 100.0 },
        description: None,
        path: path.to_owned(),
        controls: Vec::new(),
        names_control: false,
    };
    let case = Case { line: None, ..case(&assertion, scan) };
    Suite { file: path.to_owned(), kind: Kind::Policy, title: None, framework: None, cases: vec![case] }
}

fn case(assertion: &Assertion, scan: &mut dyn FnMut(&str) -> Result<std::rc::Rc<Analysis>, String>) -> Case {
    let mut has_gaps = false;
    let verdict = if needs_evidence(&assertion.check) {
        not_judged()
    } else {
        match scan(&assertion.path) {
            Ok(analysis) => {
                has_gaps = analysis.report.open_calls().next().is_some();
                verdict(&assertion.check, &analysis)
            }
            Err(why) => Verdict::new(Outcome::Error, why),
        }
    };
    // As long as calls are open, what passes beside them meets no control that follows from the framework alone.
    let meets_none = verdict.outcome == Outcome::Passed && has_gaps && !assertion.names_control;
    let controls = if meets_none { Vec::new() } else { assertion.controls.clone() };
    Case {
        name: assertion.check.name().to_owned(),
        line: Some(assertion.line),
        description: assertion.description.clone(),
        outcome: verdict.outcome,
        message: verdict.message,
        expected: Some(assertion.check.expected()),
        detail: verdict.detail,
        places: verdict.places,
        controls,
    }
}

fn needs_evidence(check: &Check) -> bool {
    matches!(
        check,
        Check::MinReadiness { .. }
            | Check::RecordPresent { .. }
            | Check::MinRecords { .. }
            | Check::AttestedNotInferred { .. }
    )
}

/// Why an assertion about records is skipped.
fn not_judged() -> Verdict {
    Verdict::new(
        Outcome::Skipped,
        "evidence records are needed, and there is no evidence store here".to_owned(),
    )
}

/// What was found.
struct Verdict {
    outcome: Outcome,
    message: String,
    detail: String,
    places: Vec<Place>,
}

impl Verdict {
    fn new(outcome: Outcome, message: String) -> Self {
        Self { outcome, message, detail: String::new(), places: Vec::new() }
    }

    /// Open instead of passed: it holds, and gaps remain.
    fn with_gaps(self, gaps: usize) -> Self {
        let is_open = self.outcome == Outcome::Passed && gaps > 0;
        if is_open { Self { outcome: Outcome::Open, ..self } } else { self }
    }

    /// Passed or failed, with the places that it fails on.
    fn of(holds: bool, message: String, mut places: Vec<Place>) -> Self {
        let outcome = if holds { Outcome::Passed } else { Outcome::Failed };
        let more = places.len().saturating_sub(MAX_PLACES);
        places.truncate(MAX_PLACES);
        let detail = if more > 0 { format!("and {more} more") } else { String::new() };
        Self { outcome, message, detail, places }
    }
}

fn verdict(check: &Check, analysis: &Analysis) -> Verdict {
    match check {
        Check::ScanCoverage { min_pct } => coverage(*min_pct, analysis),
        Check::MaxUnattested { max } => max_unattested(*max, analysis),
        Check::NoNewUnattested => no_new_unattested(analysis),
        Check::NoRule { rules } => no_rule(rules, analysis),
        Check::OnlyLibraries { libraries } => {
            let fails = |call: &AiCall| !libraries.iter().any(|id| id == call.library.as_str());
            only(analysis, fails, "with another library")
        }
        Check::OnlyModels { models, unknown_fails } => only_models(models, *unknown_fails, analysis),
        Check::SanctionedPaths { paths } => sanctioned(paths, analysis),
        // Not asked: these are skipped.
        Check::MinReadiness { .. }
        | Check::RecordPresent { .. }
        | Check::MinRecords { .. }
        | Check::AttestedNotInferred { .. } => not_judged(),
    }
}

/// As `mima scan --min-coverage`: multiplied and not divided, so that it is exact at the limit.
#[expect(clippy::cast_precision_loss, reason = "counts of calls are far below 2^52")]
fn coverage(min_pct: f64, analysis: &Analysis) -> Verdict {
    let summary = &analysis.report.summary;
    let all = summary.attested + summary.unattested;
    if all == 0 {
        return Verdict::new(Outcome::Passed, "no AI calls".to_owned());
    }
    let holds = summary.attested as f64 * 100.0 >= min_pct * all as f64;
    // Rounded down, so that 100 % means every call.
    let permille = summary.attested * 1000 / all;
    let (whole, tenth) = (permille / 10, permille % 10);
    let message = format!("{} of {} attested ({whole}.{tenth} %)", summary.attested, ai_calls(all));
    let open =
        analysis.report.open_calls().filter(|_| !holds).map(|call| call_place(call, analysis)).collect();
    Verdict::of(holds, message, open).with_gaps(analysis.report.open_calls().count())
}

fn max_unattested(max: usize, analysis: &Analysis) -> Verdict {
    let open: Vec<&AiCall> = analysis.report.open_calls().collect();
    let holds = open.len() <= max;
    let message = format!("{} unattested", ai_calls(open.len()));
    let places =
        if holds { Vec::new() } else { open.iter().map(|call| call_place(call, analysis)).collect() };
    Verdict::of(holds, message, places).with_gaps(open.len())
}

/// What the baseline does not hold is new. What it holds is a gap all the same.
fn no_new_unattested(analysis: &Analysis) -> Verdict {
    let (known, new): (Vec<&AiCall>, Vec<&AiCall>) =
        analysis.report.open_calls().partition(|call| call.baselined);
    let places: Vec<Place> = new.iter().map(|call| call_place(call, analysis)).collect();
    let gaps = if known.len() == 1 { "1 gap".to_owned() } else { format!("{} gaps", known.len()) };
    let message = match (new.len(), known.len()) {
        (0, 0) => "no gap".to_owned(),
        (0, _) => format!("unchanged: {gaps}"),
        (count, 0) => format!("{} unattested", new_calls(count)),
        (count, _) => format!("{} unattested, beside {gaps} in the baseline", new_calls(count)),
    };
    Verdict::of(new.is_empty(), message, places).with_gaps(known.len())
}

/// `1 new AI call`, `2 new AI calls`.
fn new_calls(count: usize) -> String {
    format!("{count} new AI call{}", if count == 1 { "" } else { "s" })
}

fn no_rule(rules: &[String], analysis: &Analysis) -> Verdict {
    let concerns = |it: &&Finding| it.is_open() && rules.iter().any(|rule| it.rule.matches(rule));
    let place = |it: &Finding| {
        place(it.location, format!("{} {}: {}", it.rule.as_str(), it.rule.name(), it.message), analysis)
    };
    let places: Vec<Place> = analysis.report.findings.iter().filter(concerns).map(place).collect();
    let message = match places.len() {
        0 => "no finding".to_owned(),
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    Verdict::of(places.is_empty(), message, places)
}

/// Fails on the calls that `fails` says; `what` says it to people.
fn only(analysis: &Analysis, fails: impl Fn(&AiCall) -> bool, what: &str) -> Verdict {
    let calls = &analysis.report.calls;
    let failing = calls.iter().filter(|call| fails(call));
    let places: Vec<Place> = failing.map(|call| call_place(call, analysis)).collect();
    let message = match places.len() {
        0 if calls.is_empty() => "no AI calls".to_owned(),
        0 => format!("none of {} {what}", ai_calls(calls.len())),
        count => format!("{count} of {} {what}", ai_calls(calls.len())),
    };
    Verdict::of(places.is_empty(), message, places)
}

/// `1 AI call`, `2 AI calls`.
fn ai_calls(count: usize) -> String {
    if count == 1 { "1 AI call".to_owned() } else { format!("{count} AI calls") }
}

fn only_models(models: &[String], unknown_fails: bool, analysis: &Analysis) -> Verdict {
    let fails = |call: &AiCall| match &call.model {
        Some(model) => !models.iter().any(|pattern| matches(pattern, model)),
        None => unknown_fails,
    };
    let mut verdict = only(analysis, fails, "with another model");
    let unknown = analysis.report.calls.iter().filter(|call| call.model.is_none()).count();
    if unknown > 0 {
        let judged = if unknown_fails { "which fails" } else { "which passes" };
        let known = verdict.message;
        verdict.message = format!("{known}; in {unknown} the model cannot be told, {judged}");
    }
    verdict
}

/// Whether a text is what a pattern says, in which `*` stands for any text.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

fn sanctioned(paths: &[(String, Option<String>)], analysis: &Analysis) -> Verdict {
    let globs = match compiled(paths) {
        Ok(globs) => globs,
        Err(error) => return Verdict::new(Outcome::Error, error.to_string()),
    };
    let fails = |call: &AiCall| {
        let path = analysis.sources.path(call.location.file);
        // What lies outside of the working directory is in none of its folders.
        path.starts_with("../")
            || path.starts_with('/')
            || !globs.matched_path_or_any_parents(path, false).is_ignore()
    };
    only(analysis, fails, "outside of these paths")
}

fn compiled(paths: &[(String, Option<String>)]) -> Result<Gitignore, ignore::Error> {
    let mut builder = GitignoreBuilder::new("");
    for (glob, _) in paths {
        builder.add_line(None, glob)?;
    }
    builder.build()
}

fn call_place(call: &AiCall, analysis: &Analysis) -> Place {
    let model = call.model.as_ref().map_or_else(String::new, |model| format!(", model {model}"));
    place(call.location, format!("{}{model}", call.api), analysis)
}

fn place(location: Location, message: String, analysis: &Analysis) -> Place {
    Place {
        file: analysis.sources.path(location.file).to_owned(),
        line: location.file_line,
        column: location.column,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_text() {
        assert!(matches("gpt-4o", "gpt-4o"));
        assert!(!matches("gpt-4o", "gpt-4o-mini"));
        assert!(matches("gpt-4o*", "gpt-4o-mini"));
        assert!(matches("*", ""));
        assert!(matches("claude-*-sonnet*", "claude-4-sonnet-2026"));
        assert!(!matches("claude-*-sonnet", "claude-4-opus"));
        assert!(!matches("aba*ba", "aba"));
        assert!(!matches("", "x"));
    }
}
