//! Formats.

pub mod file;

use std::io;

use crate::finding::Report;
use crate::source::Sources;

/// A way to write a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// The array of `mima-governance` 0.3.
    Array,
}

impl Format {
    /// The format that the user calls `name`.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "text" => Some(Self::Text),
            "json-array" => Some(Self::Array),
            _ => None,
        }
    }

    /// The format that a file's suffix asks for.
    pub fn of_path(path: &std::path::Path) -> Option<Self> {
        (path.extension()? == "json").then_some(Self::Array)
    }
}

/// How a report for people looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// With colours.
    pub color: bool,
    /// With the attested calls.
    pub show_attested: bool,
    /// With a table of counts.
    pub statistics: bool,
}

/// Writes a report.
///
/// # Errors
/// Those of `out`.
pub fn write(
    format: Format,
    report: &Report,
    sources: &Sources,
    _style: &Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if format == Format::Array {
        return writeln!(out, "[]");
    }
    for finding in &report.findings {
        let place = finding.location;
        writeln!(
            out,
            "{}:{}:{}: {} {}",
            sources.path(place.file),
            place.line,
            place.column,
            finding.rule.as_str(),
            finding.message
        )?;
    }
    Ok(())
}
