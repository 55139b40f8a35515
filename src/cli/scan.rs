//! `mima scan`.

mod gates;
mod news;
mod plan;

use super::args::ScanArgs;
use super::environment::Environment;
use super::progress::Progress;
use super::subject::Examined;
use super::{Exit, Failure, diagnostics};
use crate::finding::{self, FileError, Report};
use crate::output::Format;
use crate::{Analysis, output};
use plan::Plan;

/// Scans, reports, and judges the gates: in this order, so that a failing gate never costs the report.
pub(super) fn run(args: &ScanArgs, environment: &Environment) -> Result<Exit, Failure> {
    let plan = Plan::lower(args, environment)?;
    let mut progress = Progress::new(plan.quiet, plan.verbose);
    let Examined { files, mut analysis } = plan.subject.analyse(environment, &progress)?;
    news::apply(&plan, &files, &mut analysis, &environment.cwd)?;
    // The line must be gone before the report is written to the same terminal.
    progress.finish();
    name_errors(&plan, &analysis.report.errors);
    name_left_out(&plan, &analysis.report);
    progress.stage("writing", || write_report(&plan, &analysis), |_| "done".to_owned())?;
    Ok(gates::judge(&plan, &analysis.report))
}

/// A file that was left out must not look clean.
fn name_errors(plan: &Plan, errors: &[FileError]) {
    if !plan.quiet && !plan.names_errors {
        for error in finding::for_people(errors) {
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
