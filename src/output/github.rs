//! Workflow commands, which GitHub Actions shows as annotations beside the code.

use std::borrow::Cow;
use std::io::{self, Write};

use super::escape::clean;
use super::{blind, left_out};
use crate::finding::{self, Level, Report};
use crate::source::Sources;

pub(super) fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    for finding in blind::shown(report) {
        let at = finding.location;
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let file = property(sources.path(at.file));
        write!(out, "::{command} file={file},line={},endLine={}", at.file_line, at.end_file_line)?;
        // Columns of an annotation of several lines are not accepted; those of a notebook's cell are not the file's.
        if at.line == at.end_line && at.cell.is_none() {
            write!(out, ",col={},endColumn={}", at.column, at.end_column)?;
        }
        let (id, name) = (finding.rule.as_str(), finding.rule.name());
        write!(out, ",title={id} {name}::{}", data(&finding.message))?;
        if !finding.help.is_empty() {
            write!(out, "%0Ahelp: {}", data(&finding.help))?;
        }
        writeln!(out)?;
    }
    for error in finding::for_people(report, sources) {
        match error {
            Cow::Borrowed(error) => {
                writeln!(out, "::warning file={}::{}", property(&error.file), data(&error.message))?;
            }
            // That speaks of several files.
            Cow::Owned(error) => writeln!(out, "::warning::{}: {}", data(&error.file), data(&error.message))?,
        }
    }
    let Some(sentence) = left_out::sentence(report) else { return Ok(()) };
    let command = if left_out::naming_ai(report).next().is_some() { "warning" } else { "notice" };
    writeln!(out, "::{command}::{}", data(&sentence))
}

/// Text behind the second `::`. Line ends are escapes already, so that no text can begin a command of its own.
fn data(text: &str) -> String {
    clean(text).replace('%', "%25")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Format, Style, sample};

    #[test]
    fn one_command_a_finding() {
        let (report, sources) = sample::report();
        insta::assert_snapshot!(sample::render(Format::Github, &report, &sources, &Style::default()));
    }

    #[test]
    fn text_cannot_end_a_command() {
        assert_eq!(property("a,b:c%\n::stop"), "a%2Cb%3Ac%25\\n%3A%3Astop");
    }
}
