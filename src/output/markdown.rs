//! Markdown for pull requests and job summaries.

use std::io::{self, Write};

use super::escape::clean;
use super::{Style, blind, gaps, hidden, left_out, moved, run};
use crate::finding::{self, Finding, Report};
use crate::source::Sources;

pub(super) fn write(
    report: &Report,
    sources: &Sources,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let summary = &report.summary;
    let open: Vec<_> = report.findings.iter().filter(|it| it.is_open()).collect();
    writeln!(out, "## AI calls and their attestation\n")?;
    let (attested, calls) = (summary.attested, summary.calls);
    write!(out, "{attested} of {calls} AI calls are attested. Open findings: {}; ", open.len())?;
    write!(out, "suppressed: {}", summary.suppressed)?;
    if summary.baselined > 0 {
        write!(out, "; in the baseline: {}", summary.baselined)?;
    }
    writeln!(out, ".")?;
    if let Some(sentence) = hidden::sentence(report) {
        writeln!(out, "\n{sentence}.")?;
    }
    for line in moved::lines(report, sources) {
        writeln!(out, "\n{}.", text(&line))?;
    }
    write_libraries(report, out)?;
    write_findings(&blind::shown(report), sources, out)?;
    if let Some(found) = finding::gaps::gaps(report).filter(|_| style.advice) {
        let lines = [Some(gaps::controls(&found)), gaps::step(&found, sources)];
        let lines: Vec<String> = lines.iter().flatten().map(|line| format!("{}.", text(line))).collect();
        writeln!(out, "\n{}", lines.join("\n"))?;
    }
    write_not_analysed(report, sources, out)?;
    writeln!(out, "\n### How this report was made\n")?;
    for sentence in run::sentences(&report.run) {
        writeln!(out, "- {}", text(&sentence))?;
    }
    Ok(())
}

/// How many places that name AI are listed: a comment on a pull request has a limit.
const LISTED_PLACES: usize = 50;

/// What could not be understood, and what was left out.
fn write_not_analysed(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let (errors, sentence) = (finding::for_people(report, sources), left_out::sentence(report));
    if !errors.is_empty() || sentence.is_some() || !blind::sentences(&report.summary).is_empty() {
        writeln!(out, "\n### What was not analysed\n")?;
    }
    for error in errors {
        writeln!(out, "- {}: {}", code(&error.file), text(&error.message))?;
    }
    for sentence in blind::sentences(&report.summary) {
        writeln!(out, "- {}", text(&sentence))?;
    }
    let Some(sentence) = sentence else { return Ok(()) };
    writeln!(out, "- {}", text(&sentence))?;
    for left_out in left_out::naming_ai(report).take(LISTED_PLACES) {
        writeln!(out, "  - {}: {}", code(&left_out.path), left_out::about(left_out))?;
    }
    match left_out::naming_ai(report).count().saturating_sub(LISTED_PLACES) {
        0 => Ok(()),
        more => writeln!(out, "  - and {more} more"),
    }
}

fn write_libraries(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.summary.libraries.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| Library | Attested | Unattested |\n|---|--:|--:|")?;
    for (id, count) in &report.summary.libraries {
        let (attested, unattested) = (count.attested, count.unattested);
        writeln!(out, "| {} | {attested} | {unattested} |", text(id.as_str()))?;
    }
    Ok(())
}

fn write_findings(open: &[&Finding], sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    if open.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| Level | Rule | Place | Finding |\n|---|---|---|---|")?;
    for finding in open {
        let (path, line) = (sources.path(finding.location.file), finding.location.start_line());
        let (level, id, name) = (finding.level.as_str(), finding.rule.as_str(), finding.rule.name());
        let (place, message) = (code(&format!("{path}:{line}")), text(&finding.message));
        writeln!(out, "| {level} | {id} {name} | {place} | {message} |")?;
    }
    Ok(())
}

/// Text of a table cell. Messages quote code with backticks; outside of them everything that would make a link,
/// HTML or a new cell is escaped, inside only what would end the cell.
fn text(raw: &str) -> String {
    let raw = without_fences(&clean(raw));
    if raw.matches('`').count() % 2 == 1 {
        return outside_code(&raw.replace('`', "'"));
    }
    let part = |(index, part): (usize, &str)| match index % 2 {
        0 => outside_code(part),
        _ => part.replace('|', "\\|"),
    };
    let parts: Vec<_> = raw.split('`').enumerate().map(part).collect();
    parts.join("`")
}

/// A text in which no run of backticks is longer than one: a longer run would open or close another kind of code.
fn without_fences(text: &str) -> String {
    let is_tick = |at: usize| text.as_bytes().get(at) == Some(&b'`');
    let is_in_run = |at: usize| is_tick(at) && (is_tick(at + 1) || at > 0 && is_tick(at - 1));
    text.char_indices().map(|(at, c)| if is_in_run(at) { '\'' } else { c }).collect()
}

fn outside_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '|' | '[' | ']' | '*' | '_' | '\\' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// Text as code. A backtick would end it, so it becomes an apostrophe.
fn code(raw: &str) -> String {
    format!("`{}`", clean(raw).replace('`', "'").replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Format, Style, sample};

    #[test]
    fn tables() {
        let (report, sources) = sample::report();
        let text = sample::render(Format::Markdown, &report, &sources, &Style::default());
        insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "(version)"));
    }

    #[test]
    fn text_stays_in_its_cell() {
        assert_eq!(text("put `a|<b>` [x](y) <i>"), "put `a\\|<b>` \\[x\\](y) &lt;i>");
        assert_eq!(text("one ` <b>"), "one ' &lt;b>");
        assert_eq!(text("`a` ``` <b>`"), "'a' \'\'\' &lt;b>'");
        assert_eq!(text("`a` ``` <b>"), "`a` \'\'\' &lt;b>");
        assert_eq!(code("a`|b"), "`a'\\|b`");
    }
}
