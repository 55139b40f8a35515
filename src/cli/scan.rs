//! `mima scan`.

mod gates;
mod news;
mod plan;

use std::io::{self, BufWriter, Write};

use super::args::ScanArgs;
use super::environment::Environment;
use super::progress::Progress;
use super::subject::Examined;
use super::{Exit, Failure, diagnostics};
use crate::finding::FileError;
use crate::{Analysis, output};
use plan::{Plan, Target};

/// Scans, reports, and judges the gates: in this order, so that a failing gate never costs the report.
pub(super) fn run(args: &ScanArgs, environment: &Environment) -> Result<Exit, Failure> {
    let plan = Plan::lower(args, environment)?;
    let mut progress = Progress::new(plan.quiet, plan.verbose);
    let Examined { files, mut analysis } = plan.subject.analyse(environment, &mut progress)?;
    news::apply(&plan, &files, &mut analysis, &environment.cwd)?;
    // The line must be gone before the report is written to the same terminal.
    progress.finish();
    name_errors(&plan, &analysis.report.errors);
    progress.stage("writing", || write_report(&plan, &analysis), |_| "done".to_owned())?;
    Ok(gates::judge(&plan, &analysis.report))
}

/// A file that was left out must not look clean.
fn name_errors(plan: &Plan, errors: &[FileError]) {
    if !plan.quiet && !plan.names_errors {
        for error in errors {
            diagnostics::warning(&format!("{}: {}", error.file, error.message));
        }
    }
}

fn write_report(plan: &Plan, analysis: &Analysis) -> Result<(), Failure> {
    let write = |out: &mut dyn Write| {
        output::write(plan.format, &analysis.report, &analysis.sources, &plan.style, out)
    };
    match &plan.target {
        Target::File { path, printed } => {
            let mut bytes = Vec::new();
            write(&mut bytes)
                .and_then(|()| output::write_file(path, &bytes))
                .map_err(|error| Failure(format!("cannot write `{printed}`: {error}")))
        }
        Target::Stdout => {
            let mut stdout = BufWriter::new(io::stdout().lock());
            match write(&mut stdout).and_then(|()| stdout.flush()) {
                // A reader that has gone away has what it wanted.
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                    Err(Failure(format!("cannot write to standard output: {error}")))
                }
                _ => Ok(()),
            }
        }
    }
}
