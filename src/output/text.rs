//! For people: the source with what was found in it, what to do, and a summary.

mod excerpt;
mod summary;

use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic, Label, LabelStyle, Severity};
use codespan_reporting::files;
use codespan_reporting::term::{self, termcolor};
use termcolor::WriteColor;

use self::excerpt::{Excerpts, Mark};
use super::escape::clean;
use super::{Style, blind, gaps};
use crate::finding::{self, Finding, Label as FoundLabel, Level, Report};
use crate::source::Sources;

/// How many callers a note names.
const SHOWN_CALLERS: usize = 3;

/// Blanks and the bullet that the renderer puts before a note.
const NOTE_INDENT: usize = 8;

pub(super) fn write(
    report: &Report,
    sources: &Sources,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    if style.color {
        write_to(report, sources, style, &mut termcolor::Ansi::new(out))
    } else {
        write_to(report, sources, style, &mut termcolor::NoColor::new(out))
    }
}

fn write_to(report: &Report, sources: &Sources, style: &Style, out: &mut dyn WriteColor) -> io::Result<()> {
    for finding in blind::shown(report) {
        write_finding(finding, report, sources, style, out)?;
    }
    summary::write_errors(report, sources, out)?;
    if style.show_attested {
        summary::write_attested(report, sources, out)?;
    }
    summary::write_libraries(report, out)?;
    if style.statistics {
        summary::write_statistics(report, out)?;
    }
    summary::write_totals(report, sources, style, out)?;
    if style.advice { write_advice(report, sources, style, out) } else { Ok(()) }
}

/// What the gaps mean, below the totals.
fn write_advice(
    report: &Report,
    sources: &Sources,
    style: &Style,
    out: &mut dyn WriteColor,
) -> io::Result<()> {
    let Some(found) = finding::gaps::gaps(report) else {
        return Ok(());
    };
    let lines = [Some(gaps::controls(&found)), gaps::step(&found, sources)];
    for line in lines.into_iter().flatten() {
        writeln!(out, "{}", wrap(&clean(&format!("{line}.")), style.width))?;
    }
    Ok(())
}

fn write_finding(
    finding: &Finding,
    report: &Report,
    sources: &Sources,
    style: &Style,
    out: &mut dyn WriteColor,
) -> io::Result<()> {
    let marks = marks(finding);
    let excerpts = Excerpts::new(&marks, sources);
    let labels = excerpts.labels().map(|(mark, file, range)| {
        let mark = &marks[mark];
        let style = if mark.primary { LabelStyle::Primary } else { LabelStyle::Secondary };
        Label::new(style, file, range).with_message(clean(&mark.message))
    });
    let diagnostic = Diagnostic::new(severity(finding.level))
        .with_code(finding.rule.as_str())
        .with_message(clean(&finding.message))
        .with_labels(labels.collect())
        .with_notes(notes(finding, report, sources, style));
    let config = term::Config { tab_width: 4, ..term::Config::default() };
    term::emit_to_write_style(out, &config, &excerpts, &diagnostic).map_err(io_error)
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note => Severity::Note,
    }
}

/// The places to show: the finding's own, what is related to it, and the steps of the flow.
fn marks(finding: &Finding) -> Vec<Mark<'_>> {
    let mut marks = vec![Mark { location: finding.location, message: "".into(), primary: true }];
    marks.extend(finding.related.iter().map(|label| Mark {
        location: label.location,
        message: label.message.as_str().into(),
        primary: false,
    }));
    // The last step is the call itself, which is shown already.
    let steps = finding.flow.iter().filter(|step| step.location != finding.location);
    let steps: Vec<_> = steps.collect();
    for (number, step) in steps.iter().enumerate() {
        let message = match steps.len() {
            1 => step.message.as_str().into(),
            // Steps lie in several files, so that their order cannot be seen from their place.
            _ => format!("{}. {}", number + 1, step.message).into(),
        };
        marks.push(Mark { location: step.location, message, primary: false });
    }
    marks
}

/// Who calls the function that holds the call: the first few, and how many more are known.
fn callers(callers: &[FoundLabel], sources: &Sources) -> String {
    let place = |label: &FoundLabel| {
        let path = clean(sources.path(label.location.file));
        format!("{} ({path}:{})", clean(&label.message), label.location.line)
    };
    let shown: Vec<String> = callers.iter().take(SHOWN_CALLERS).map(place).collect();
    match callers.len() - shown.len() {
        0 => format!("callers: {}", shown.join(", ")),
        more => format!("callers: {}, and {more} more", shown.join(", ")),
    }
}

/// What the call resolved to, what to do, and who leads to it.
fn notes(finding: &Finding, report: &Report, sources: &Sources, style: &Style) -> Vec<String> {
    let mut notes = Vec::new();
    let call = finding.call.and_then(|index| report.calls.get(index));
    // As a note and not as a label: behind a long call it would stand far outside the terminal.
    if let Some(call) = call.filter(|call| !finding.message.contains(call.api.as_str())) {
        notes.push(format!("calls: {}", clean(call.api.as_str())));
    }
    if !finding.help.is_empty() {
        notes.push(format!("help: {}", clean(&finding.help)));
    }
    if !finding.callers.is_empty() {
        notes.push(callers(&finding.callers, sources));
    }
    let width = style.width.saturating_sub(NOTE_INDENT).max(20);
    notes.iter().map(|note| wrap(note, width)).collect()
}

/// Breaks text at blanks so that lines have at most `width` characters; code in backticks stays in one piece.
pub(crate) fn wrap(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut column = 0;
    for word in words(text) {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

/// The words of a text; a blank inside backticks separates nothing.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut in_code = false;
    let separates = move |c: char| {
        in_code ^= c == '`';
        c == ' ' && !in_code
    };
    text.split(separates).filter(|word| !word.is_empty())
}

fn io_error(error: files::Error) -> io::Error {
    match error {
        files::Error::Io(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Format, sample};

    #[test]
    fn a_report_for_people() {
        let (report, sources) = sample::report();
        let style = Style { show_attested: true, statistics: true, ..Style::default() };
        insta::assert_snapshot!(sample::render(Format::Text, &report, &sources, &style));
    }

    #[test]
    fn a_report_in_colour() {
        let (report, sources) = sample::report();
        let style = Style { color: true, ..Style::default() };
        let text = sample::render(Format::Text, &report, &sources, &style);
        insta::assert_snapshot!(text.replace('\u{1b}', "␛"));
    }

    #[test]
    fn nothing_found() {
        let mut report = Report::default();
        report.summary.files_found = 3;
        let text = sample::render(Format::Text, &report, &Sources::default(), &Style::default());
        assert_eq!(text, "No AI calls in 3 files.\n");
    }

    #[test]
    fn wrapped_text_keeps_code_together() {
        let text = "help: put `@mima.attest(tool_name=\"a b\")` above `def a`";
        assert_eq!(wrap(text, 30), "help: put\n`@mima.attest(tool_name=\"a b\")`\nabove `def a`");
        assert_eq!(wrap("", 10), "");
    }
}
