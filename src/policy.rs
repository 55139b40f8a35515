//! Policies: what an organisation asserts about the AI calls of a project, in YAML, and the judgement.
//!
//! The format is the one that `mima-governance` 0.3 reads, with assertions added. A policy is [read], each of its
//! assertions is [judged](judge) on scans of the paths it names, and what comes out are the [results] of a test run,
//! which governance tests in other languages give too.

pub mod assertion;
pub mod judge;
pub mod read;
pub mod results;
pub mod starter;
pub mod write;
mod yaml;

use std::fmt;

pub use assertion::{Assertion, Check};
pub use yaml::SyntaxError;

/// A policy file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The file, as printed.
    pub file: String,
    /// Its name for people.
    pub name: String,
    /// The framework as it is written: `eu_ai_act`; the project's own, if it is none of those that are known.
    pub framework: String,
    /// Its version, if it has one.
    pub version: Option<String>,
    /// What it asserts.
    pub assertions: Vec<Assertion>,
}

/// A policy that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    /// The file, as printed.
    pub file: String,
    /// Line and column from 1, when a place can be named.
    pub place: Option<(usize, usize)>,
    /// What is wrong and what to do: one sentence without a full stop.
    pub message: String,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for PolicyError {}
