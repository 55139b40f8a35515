//! `mima scan`.

mod empty;
mod gates;
mod news;
mod plan;
mod revisions;
mod run;
mod suppressions;
mod verdicts;
mod weakened;

use super::args::ScanArgs;
use super::baseline::Known;
use super::environment::Environment;
use super::owners::concerned;
use super::progress::Progress;
use super::subject::{Examined, usable};
use super::{Exit, Failure, diagnostics, idle_settings};
use crate::config::Settings;
use crate::finding::{self, ErrorKind, FileError, Finding, Lost, Report};
use crate::output::Format;
use crate::{Analysis, output};
use plan::Plan;
use revisions::Revisions;

/// Scans, reports, and judges the gates: in this order, so that a failing gate never costs the report.
pub(super) fn run(args: &ScanArgs, environment: &Environment) -> Result<Exit, Failure> {
    let mut plan = Plan::lower(args, environment)?;
    let mut progress = Progress::new(plan.quiet, plan.verbose);
    let Examined { files, mut analysis, settings, met, unmatched } =
        plan.subject.analyse(environment, &progress)?;
    if plan.write_baseline.is_some() {
        // What is accepted for good is not accepted by a run that fails.
        usable(&settings)?;
    }
    if let Some(standard) = &mut plan.standard {
        standard.add(&met, &environment.cwd);
    }
    empty::name(&plan, &mut analysis.report, &environment.cwd);
    news::name_unmatched(&unmatched, &plan, &files, environment);
    let baseline = compare(&Revisions::new(&plan, &files, environment, &progress), &mut analysis)?;
    for number in concerned(&settings, &plan.subject.walk) {
        let config = &settings.all()[number];
        let file = config.file.as_ref().map(|file| run::shown(file.as_ref(), &environment.cwd));
        if let Some(file) = file {
            idle_settings::add(config, &file, plan.subject.covers(&config.base), &mut analysis);
        }
    }
    name_broken_settings(&settings, &mut analysis.report);
    let judged = gates::judge(&plan, &settings, &files, &analysis, &environment.cwd);
    let gates = judged.iter().map(|it| it.gate.clone()).collect();
    analysis.report.run = run::describe(args, &plan, &settings, gates, baseline.as_ref(), environment);
    // The line must be gone before the report is written to the same terminal.
    progress.finish();
    name_errors(&plan, &analysis.report.errors);
    name_left_out(&plan, &analysis.report);
    progress.stage("writing", || write_report(&plan, &analysis), |_| "done".to_owned())?;
    let exit = gates::tell(&plan, &analysis.report, &judged);
    // A gate that nobody can read may have been one that fails.
    usable(&settings)?;
    Ok(exit)
}

/// Settings that cannot be used stand in the report: it was made without them.
fn name_broken_settings(settings: &Settings, report: &mut Report) {
    report.errors.extend(settings.mistakes().iter().map(|mistake| {
        let place = mistake.place.map_or_else(String::new, |(line, _)| format!("line {line}: "));
        let key = mistake.key.as_ref().map_or_else(String::new, |key| format!("`{key}`: "));
        FileError {
            file: mistake.file.clone(),
            kind: ErrorKind::Settings,
            lost: Lost::Nothing,
            message: format!("{place}{key}{}; the settings further out hold in its place", mistake.message),
        }
    }));
    report.errors.sort();
}

/// Takes out of the report what is known and what is not new, and puts in what weakens the gate. Gives the baseline that counts.
fn compare(revisions: &Revisions<'_>, analysis: &mut Analysis) -> Result<Option<Known>, Failure> {
    let Plan { standard, diff, .. } = revisions.plan;
    let suppressed = standard.as_ref().map(|standard| suppressions::new(revisions, standard, analysis));
    let known = news::mark_known(revisions, analysis)?;
    let weakened = match (standard, suppressed) {
        (Some(standard), Some(suppressed)) => weakened::find(revisions, standard, &suppressed, analysis)?,
        _ => Vec::new(),
    };
    if let Some(diff) = diff {
        news::leave_out_old(revisions, diff, analysis);
    }
    if standard.is_some() || diff.is_some() {
        revisions.name_end(analysis);
    }
    let Analysis { report, sources } = analysis;
    report.findings.extend(weakened);
    report.findings.sort_by(|one, other| {
        let key = |it: &Finding| (sources.path(it.location.file), it.location, it.rule);
        key(one).cmp(&key(other)).then_with(|| one.message.cmp(&other.message))
    });
    report.count_findings();
    Ok(known)
}

/// A file that was left out must not look clean.
fn name_errors(plan: &Plan, errors: &[FileError]) {
    if !plan.quiet && !plan.names_errors {
        // Settings that cannot be used are why the run fails, which is told last.
        let told = errors.iter().filter(|error| error.kind != ErrorKind::Settings);
        for error in finding::condensed(told) {
            diagnostics::warning(&format!("{}: {}", error.file, error.message));
        }
    }
}

/// The array of calls has no place for it.
fn name_left_out(plan: &Plan, report: &Report) {
    if let Some(sentence) =
        output::left_out_sentence(report).filter(|_| plan.format == Format::Legacy && !plan.quiet)
    {
        diagnostics::warning(&sentence);
    }
}

fn write_report(plan: &Plan, analysis: &Analysis) -> Result<(), Failure> {
    plan.target.write(|out| output::write(plan.format, &analysis.report, &analysis.sources, &plan.style, out))
}
