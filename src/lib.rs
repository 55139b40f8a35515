//! `mima` finds the AI calls in a codebase and says which of them run without an attestation.
//!
//! ```text
//! paths ─walk→ Sources ─sieve→ relevant SourceFiles ─bind→ Modules ─link→ Project ─check→ Findings ─report→ Report ─output→ bytes
//! ```
//!
//! [`analyze`] is that pipeline without its two ends: it takes files that were found and gives a report.

pub mod attest;
pub mod bind;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod config;

pub mod finding;
pub mod language;
pub mod module;
pub mod name;
pub mod output;
pub mod project;
pub mod sieve;
pub mod source;
pub mod walk;

use std::path::PathBuf;
use std::sync::Arc;

use catalog::Catalog;
use finding::{FileError, Report};
use project::Project;
use source::Sources;

pub use sieve::Mode;

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

/// Finds the AI calls in `files` and judges their attestation.
///
/// Cannot fail: what cannot be read or understood is named in the report. `errors` are problems that were met
/// before, such as a directory that cannot be listed. Needs deep stacks for deeply nested code: run it on threads
/// of [`STACK_BYTES`].
pub fn analyze(files: &[InputFile], errors: Vec<FileError>, catalog: &Catalog, mode: Mode) -> Analysis {
    let sieve::Sifted { modules, sources, table, left_out, errors: unread } =
        sieve::sift(files, catalog, mode);
    let errors = errors.into_iter().chain(unread).collect();
    let project = Project::link(modules, table, catalog);
    let mut report = check::check(&project, &sources, files.len(), errors);
    report.summary.files_left_out = left_out;
    Analysis { report, sources }
}

/// The stack that a thread needs which runs [`analyze`].
pub const STACK_BYTES: usize = 256 * 1024 * 1024;
