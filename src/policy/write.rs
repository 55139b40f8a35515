//! From results to bytes: text for people, JSON for programs, `JUnit` for CI systems.

mod json;
mod junit;
mod text;

use super::results::Results;

/// A format of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultFormat {
    /// For people.
    Text,
    /// One object.
    Json,
    /// `JUnit` XML.
    Junit,
}

/// The results in a format; `color` is heeded by text alone.
pub fn render(format: ResultFormat, results: &Results, color: bool) -> String {
    match format {
        ResultFormat::Text => text::render(results, color),
        ResultFormat::Json => json::render(results),
        ResultFormat::Junit => junit::render(results),
    }
}

/// The array that `mima policy check --json` of `mima-governance` 0.3 wrote.
pub fn legacy(results: &Results) -> String {
    json::legacy(results)
}
