//! `mima` finds the AI calls in a codebase and says which of them run without an attestation.
//!
//! ```text
//! paths ─walk→ Sources ─sieve→ relevant SourceFiles ─bind→ Modules ─link→ Project ─check→ Findings ─report→ Report ─output→ bytes
//! ```
//!
//! [`analyze`] is that pipeline without its two ends: it takes files that were found and gives a report.

pub mod attest;
pub mod bind;
mod blind;
mod calendar;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod config;
pub mod elsewhere;
mod fault;
pub mod finding;
pub mod git;
pub mod init;
pub mod language;
pub mod limit;
pub mod mistakes;
pub mod module;
pub mod name;
pub mod output;
pub mod outside;
pub mod policy;
pub mod project;
mod regular;
pub mod sieve;
pub mod source;
mod stack;
pub mod walk;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use catalog::Catalog;
use fault::Stage;
use finding::{Belief, ErrorKind, FileError, LeftOut, LeftOutReason, Lost, Report};
use language::{LANGUAGES, Language};
use limit::Limits;
use outside::Outside;
use project::Project;
use source::Sources;

pub use sieve::{KnownFacts, Mode};

/// A file that the analysis may look at.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// The path as it is printed: relative to the working directory, with `/`.
    pub path: Arc<str>,
    /// The path below the scan root, with `/`: what module names are made of.
    pub module_path: Arc<str>,
    /// Its bytes, or where they are.
    pub content: Content,
}

impl InputFile {
    /// Whether it only says which programs a directory holds.
    pub(crate) fn is_manifest(&self) -> bool {
        Language::of_manifest(std::path::Path::new(&*self.module_path)).is_some()
    }
}

/// A file of a language that is not analysed.
#[derive(Clone, Debug)]
pub struct BlindFile {
    /// The file.
    pub file: InputFile,
    /// The number of its kind, see [`elsewhere::Elsewhere::kind`].
    pub kind: usize,
}

/// Where a file's bytes are.
#[derive(Clone, Debug)]
pub enum Content {
    /// Here.
    Bytes(Arc<[u8]>),
    /// On disk, read when the file can matter.
    OnDisk(PathBuf),
}

/// A file or a directory that is not analysed, and what of it may be looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unanalysed {
    /// Its path as it is printed; of a directory with `/` at its end.
    pub path: String,
    /// Why it is not analysed.
    pub reason: LeftOutReason,
    /// How many files are in it that could have been analysed; `None` for a directory that was not walked to its end.
    pub files: Option<usize>,
    /// Those of them that were seen and may be read: where they are on disk.
    pub seen: Vec<PathBuf>,
}

/// What was met on the way to the files.
#[derive(Clone, Debug, Default)]
pub struct Aside {
    /// What cannot be read, such as a directory that cannot be listed.
    pub errors: Vec<FileError>,
    /// What is not analysed.
    pub unanalysed: Vec<Unanalysed>,
    /// Files of languages that are not analysed: what they name is told.
    pub blind: Vec<BlindFile>,
    /// Files that say which packages depend on which others.
    pub locks: Vec<InputFile>,
}

impl From<Vec<FileError>> for Aside {
    fn from(errors: Vec<FileError>) -> Self {
        Self { errors, ..Self::default() }
    }
}

/// How the analysis works.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which files are parsed.
    pub mode: Mode,
    /// How much each limit allows.
    pub limits: Limits,
    /// What of an attestation is believed.
    pub belief: Belief,
    /// What may call the code from elsewhere.
    pub outside: Outside,
    /// What files say that another analysis has parsed.
    pub known: KnownFacts,
    /// The number of the first file: those of several analyses that are put together differ.
    pub first_file: usize,
}

impl From<Mode> for Options {
    fn from(mode: Mode) -> Self {
        Self {
            mode,
            limits: Limits::default(),
            belief: Belief::default(),
            outside: Outside::default(),
            known: KnownFacts::default(),
            first_file: 0,
        }
    }
}

/// What the analysis gives: the report, and the files that its locations point into.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Calls, findings, errors and numbers.
    pub report: Report,
    /// The decoded files.
    pub sources: Sources,
}

impl Analysis {
    /// Keeps what stands in some files, by their printed paths.
    pub(crate) fn keep(&mut self, is_kept: impl Fn(&str) -> bool) {
        let Self { report, sources } = self;
        report.keep(|location| is_kept(sources.path(location.file)));
        report.errors.retain(|error| error.limit().is_none() || is_kept(&error.file));
    }

    /// Adds an analysis of the same files, whose numbers are different ones, which was kept to others of them.
    pub(crate) fn add(&mut self, other: Self) {
        if self.sources.end() == 0 {
            *self = other;
            return;
        }
        let (found, mut paths) = (self.report.summary.files_found, BTreeSet::new());
        self.sources.extend(other.sources);
        self.report.add(other.report);
        paths.extend(self.sources.iter().map(|source| &source.path));
        self.report.summary.files_found = found;
        self.report.summary.files_analyzed = paths.len();
        self.report.sort_by_path(&self.sources);
        self.report.count();
    }
}

/// Finds the AI calls in `files` and judges their attestation.
///
/// Cannot fail: what cannot be read or understood is named in the report. `aside` is what was met before that goes into
/// the report too. Runs on the threads of rayon's pool that it is called on, whatever their stacks: where code is nested
/// deeply, it brings its own.
pub fn analyze(
    files: &[InputFile],
    aside: impl Into<Aside>,
    catalog: &Catalog,
    options: impl Into<Options>,
) -> Analysis {
    let (options, aside) = (options.into(), aside.into());
    let mut analysis = Analysis { sources: Sources::beginning_at(options.first_file), ..Analysis::default() };
    analysis.report.errors = aside.errors;
    analysis.report.left_out = sieve::look(&aside.unanalysed, catalog, &options.limits);
    for language in LANGUAGES {
        let mine = sieve::files_of(files, language);
        if !mine.is_empty() {
            analyze_language(&mine, &aside.locks, language, catalog.of(language.id), &options, &mut analysis);
        }
    }
    blind::look(&aside.blind, catalog, &options.limits, &mut analysis);
    name_lost(files, catalog, &options.limits, &mut analysis);
    analysis.report.sort_by_path(&analysis.sources);
    analysis
}

/// Adds what is to be said of files of which code was lost: that nothing of them was analysed, and that they name AI.
fn name_lost(files: &[InputFile], catalog: &Catalog, limits: &Limits, analysis: &mut Analysis) {
    let Analysis { report, sources } = analysis;
    let mut findings = Vec::new();
    report.one_error_for_each_end();
    // So far only compiled code: the walk leaves it out.
    let is_compiled = |it: &&LeftOut| it.reason == LeftOutReason::Binary && it.names_ai == Some(true);
    for compiled in report.left_out.iter().filter(is_compiled) {
        let (file, message) = (compiled.path.clone(), "is compiled, or packed".to_owned());
        let error = FileError { file, kind: ErrorKind::Binary, lost: Lost::All, message };
        findings.extend(check::not_analysed(&error, &error.file, compiled.names_ai, sources));
    }
    for lost in sieve::look_at_lost(files, &report.errors, catalog, limits) {
        let error = lost.error;
        if let Some(reason) = error.left_out() {
            // How many files are in a directory that cannot be listed is not known.
            let files = (!error.file.ends_with('/')).then_some(1);
            report.left_out.push(LeftOut {
                path: error.file.clone(),
                reason,
                files,
                names_ai: lost.names_ai,
            });
        }
        findings.extend(check::not_analysed(error, lost.module_path, lost.names_ai, sources));
    }
    // At the top of their files.
    report.findings.splice(0..0, findings);
    report.count_left_out();
}

/// Adds what is found in the files of one language: languages do not call each other.
fn analyze_language(
    files: &[InputFile],
    locks: &[InputFile],
    language: &'static Language,
    catalog: &Catalog,
    options: &Options,
    analysis: &mut Analysis,
) {
    let first = analysis.sources.end();
    let sieve::Sifted { files: parsed, sources, table, mut errors, left_out, named } =
        sieve::sift(files, locks, language, first, catalog, options);
    analysis.sources.extend(sources);
    let project = Project::link(
        parsed,
        table,
        catalog,
        options.limits.clone(),
        options.belief,
        options.outside.clone(),
    );
    // Where a limit of the run was hit, their calls are not looked at either, which is told below.
    if options.limits.ceiling().closed_by().is_none() {
        let failed = project.unlisted.iter().map(|&id| analysis.sources.path(project.standing(id).file));
        errors.extend(failed.map(|file| fault::error(Stage::Index, file)));
    }
    let found = named + files.len() - files.iter().filter(|file| file.is_manifest()).count();
    let mut report = check::check(&project, &analysis.sources, found, errors);
    report.left_out = left_out;
    analysis.report.add(report);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::RuleId;
    use crate::limit::Limit;

    fn file(path: &str, text: &str) -> InputFile {
        InputFile {
            path: path.into(),
            module_path: path.into(),
            content: Content::Bytes(text.as_bytes().into()),
        }
    }

    const CALL: &str = "from openai import OpenAI\nOpenAI().responses.create()\n";

    const ATTESTED: &str = "from mima_governance import MimaGovernance\nfrom openai import OpenAI\n\
        m = MimaGovernance()\n@m.attest()\ndef ask():\n    OpenAI().responses.create()\n\
        @m.attest()\ndef nothing():\n    pass\n";

    #[test]
    fn a_panic_in_any_stage_costs_that_file_alone() {
        for stage in Stage::ALL {
            for text in [CALL, ATTESTED] {
                let bad = format!("{}.py", stage.asked_for());
                let files = [file("after.py", text), file("before.py", text), file(&bad, text)];
                let found = analyze(&files, Vec::new(), Catalog::builtin(), Mode::Selected);
                let report = &found.report;
                let in_file = |path: &str| {
                    report.calls.iter().filter(|call| found.sources.path(call.location.file) == path).count()
                };
                assert_eq!((in_file("after.py"), in_file("before.py")), (1, 1), "{stage:?}");
                let panicked = report.errors.iter().filter(|error| error.kind == ErrorKind::Panicked);
                let named: Vec<&str> = panicked.map(|error| error.file.as_str()).collect();
                // Only where there is a marker anything is idle.
                if stage != Stage::Idle || text == ATTESTED {
                    assert_eq!(named, [bad.as_str()], "{stage:?}: {:?}", report.errors);
                }
                let keeps_calls = matches!(stage, Stage::Taint | Stage::Index | Stage::Judge | Stage::Idle);
                assert_eq!(in_file(&bad), usize::from(keeps_calls), "{stage:?}");
                if stage == Stage::Judge {
                    let wrongly = report.calls.iter().any(|call| {
                        call.attested_by.is_some() && found.sources.path(call.location.file) == bad
                    });
                    assert!(!wrongly, "what was not judged is not attested");
                }
            }
        }
    }

    /// Where a limit of the run is hit, each file has its call in the report or is named, and what was not judged is not attested.
    #[test]
    fn a_run_that_ends_in_any_stage_gives_what_it_has_and_names_the_rest() {
        for stage in Stage::ALL {
            for text in [CALL, ATTESTED] {
                let bad = format!("{}.py", stage.asked_to_end());
                let paths = ["after.py", "before.py", bad.as_str()];
                let files = paths.map(|path| file(path, text));
                let Analysis { report, sources } =
                    analyze(&files, Vec::new(), Catalog::builtin(), Mode::Selected);
                let ended = |error: &&FileError| error.kind == ErrorKind::Limit(Limit::RunSeconds);
                let is_named =
                    |path: &str| report.errors.iter().filter(ended).any(|error| error.file == path);
                assert!(
                    stage == Stage::Idle && text == CALL || is_named(&bad),
                    "{stage:?}: {:?}",
                    report.errors
                );
                for path in paths {
                    let at = |location: &source::Location| sources.path(location.file) == path;
                    let calls = report.calls.iter().filter(|call| at(&call.location)).count();
                    let findings = &report.findings;
                    let is_told =
                        findings.iter().any(|it| it.rule == RuleId::NotAnalysed && at(&it.location));
                    let left_out = report.left_out.iter().find(|it| it.path == path);
                    let is_left_out = left_out.is_some_and(|it| it.reason == LeftOutReason::TimedOut);
                    assert!(calls == 1 || is_named(path) && is_told && is_left_out, "{stage:?}: {report:#?}");
                }
                let wrongly = report
                    .calls
                    .iter()
                    .any(|call| call.attested_by.is_some() && sources.path(call.location.file) == bad);
                assert!(!wrongly || stage == Stage::Idle, "{stage:?}: what was not judged is not attested");
            }
        }
    }
}
