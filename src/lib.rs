//! `mima` finds the AI calls in a codebase and says which of them run without an attestation.
//!
//! ```text
//! paths ─walk→ Sources ─sieve→ relevant SourceFiles ─bind→ Modules ─link→ Project ─check→ Findings ─report→ Report ─output→ bytes
//! ```
//!
//! [`analyze`] is that pipeline without its two ends: it takes files that were found and gives a report.

pub mod bind;
pub mod catalog;
pub mod cli;
pub mod config;

pub mod finding;
pub mod language;
pub mod module;
pub mod name;
pub mod output;
pub mod project;
pub mod source;
pub mod walk;

use std::path::PathBuf;
use std::sync::Arc;

use catalog::Catalog;
use finding::{FileError, Report};
use source::Sources;

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

/// Where a file's bytes are.
#[derive(Clone, Debug)]
pub enum Content {
    /// Here.
    Bytes(Vec<u8>),
    /// On disk, read when the file can matter.
    OnDisk(PathBuf),
}

/// What the analysis gives: the report, and the files that its locations point into.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Calls, findings, errors and numbers.
    pub report: Report,
    /// The decoded files.
    pub sources: Sources,
}

/// Settings that change what an analysis reports.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Levels that the project sets for rules, in place of their own.
    pub levels: Vec<(finding::RuleId, Option<finding::Level>)>,
}

/// Finds the AI calls in `files` and judges their attestation. Cannot fail: what cannot be read or understood
/// is named in the report. `errors` are problems that were met before (a directory that cannot be listed).
pub fn analyze(
    files: Vec<InputFile>,
    errors: Vec<FileError>,
    catalog: &Catalog,
    options: &Options,
) -> Analysis {
    let _ = (catalog, options);
    let mut analysis = Analysis::default();
    analysis.report.summary.files_found = files.len();
    analysis.report.errors = errors;
    analysis
}
