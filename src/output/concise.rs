//! One line a finding: `src/app.py:12:5: MIMA001 message`.

use std::io::{self, Write};

use super::escape::clean;
use super::left_out;
use crate::finding::{self, Report};
use crate::source::Sources;

pub(super) fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings.iter().filter(|it| it.is_open()) {
        let location = finding.location;
        let start = location.start();
        let path = clean(sources.path(location.file));
        let message = clean(&finding.message);
        writeln!(out, "{path}:{start}: {} {message}", finding.rule.as_str())?;
    }
    for error in finding::for_people(report, sources) {
        writeln!(out, "{}: {}", clean(&error.file), clean(&error.message))?;
    }
    match left_out::sentence(report) {
        Some(sentence) => writeln!(out, "{sentence}"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::output::{Format, Style, sample};

    #[test]
    fn one_line_a_finding() {
        let (report, sources) = sample::report();
        insta::assert_snapshot!(sample::render(Format::Concise, &report, &sources, &Style::default()));
    }
}
