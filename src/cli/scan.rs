//! `mima scan`.

mod gates;
mod news;
mod plan;

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use super::args::ScanArgs;
use super::environment::Environment;
use super::progress::Progress;
use super::{Exit, Failure, apply_selection, diagnostics, sanction};
use crate::catalog::Catalog;
use crate::finding::FileError;
use crate::language::Language;
use crate::walk::{Walk, walk};
use crate::{Analysis, Content, InputFile, Mode, analyze, output};
use plan::{Plan, Target};

/// Scans, reports, and judges the gates: in this order, so that a failing gate never costs the report.
pub(super) fn run(args: &ScanArgs, environment: &Environment) -> Result<Exit, Failure> {
    let plan = Plan::lower(args, environment)?;
    let project_catalog;
    let rules: Vec<(String, String)> =
        plan.rule_files.iter().chain(&plan.attestation.markers).cloned().collect();
    let catalog = if rules.is_empty() && plan.attestation.callers {
        Catalog::builtin()
    } else {
        let loaded = Catalog::with_project_rules(&rules)?;
        project_catalog = if plan.attestation.callers { loaded } else { loaded.without_callers() };
        &project_catalog
    };
    let mut progress = Progress::new(plan.quiet, plan.verbose);
    let found = progress.stage("finding files", || find_files(&plan), describe_files)?;
    let mut analysis = progress.stage(
        "analysing",
        || analyze(&found.files, found.errors, catalog, Mode::Relevant),
        describe_analysis,
    );
    if !plan.tests {
        analysis.report.leave_out_tests();
    }
    sanction::apply(&mut analysis, &plan.attestation.sanctioned, &plan.base, environment)?;
    apply_selection(&mut analysis.report, &plan.selection);
    news::apply(&plan, &found.files, &mut analysis, &environment.cwd)?;
    // The line must be gone before the report is written to the same terminal.
    progress.finish();
    name_errors(&plan, &analysis.report.errors);
    progress.stage("writing", || write_report(&plan, &analysis), |_| "done".to_owned())?;
    Ok(gates::judge(&plan, &analysis.report))
}

/// The files on disk, and standard input.
fn find_files(plan: &Plan) -> Result<Walk, Failure> {
    let mut found = walk(&plan.walk).map_err(|error| Failure(plan::with_hint(&error)))?;
    if let Some(named) = &plan.stdin {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|error| Failure(format!("cannot read standard input: {error}")))?;
        add_stdin(&mut found, named, bytes)?;
    }
    Ok(found)
}

/// Puts standard input in the place of the file that it stands for, or beside the others.
fn add_stdin(found: &mut Walk, printed: &str, bytes: Vec<u8>) -> Result<(), Failure> {
    let path = Path::new(printed);
    let first_line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let language = Language::of_path(path)
        .or_else(|| Language::of_shebang(String::from_utf8_lossy(first_line).trim_end()));
    if language.is_none() {
        return Err(Failure(format!("`{printed}` is not in a language that mima knows")));
    }
    let content = Content::Bytes(bytes);
    match found.files.binary_search_by(|file| file.path.as_ref().cmp(printed)) {
        Ok(at) => found.files[at].content = content,
        Err(at) => {
            let file = InputFile { path: printed.into(), module_path: module_path(printed).into(), content };
            found.files.insert(at, file);
        }
    }
    Ok(())
}

/// Where modules are looked for above a file that no walk came to: the working directory, or its own.
fn module_path(printed: &str) -> &str {
    let is_outside = printed.starts_with("../") || Path::new(printed).is_absolute();
    if is_outside { printed.rsplit('/').next().unwrap_or(printed) } else { printed }
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

fn describe_files(found: &Result<Walk, Failure>) -> String {
    let Ok(found) = found else {
        return "failed".to_owned();
    };
    let count = found.files.len();
    if found.skipped.is_empty() {
        format!("{count} files")
    } else {
        format!("{count} files, left out by default: {}", found.skipped.join(", "))
    }
}

fn describe_analysis(analysis: &Analysis) -> String {
    let summary = &analysis.report.summary;
    format!(
        "{} of {} files analysed, {} left out, {} AI calls, {} findings",
        summary.files_analyzed,
        summary.files_found,
        summary.files_left_out,
        summary.calls,
        analysis.report.findings.len()
    )
}
