//! What stands below the findings: errors, attested calls, coverage by library, totals.

use std::collections::BTreeMap;
use std::io;

use codespan_reporting::term::termcolor::{Color, ColorSpec, WriteColor};

use crate::finding::{self, Level, LibraryCount, Report, RuleId};
use crate::output::escape::clean;
use crate::output::{Style, blind, hidden, left_out, moved, run};
use crate::source::Sources;

/// Files that could not be read or understood.
pub(super) fn write_errors(report: &Report, sources: &Sources, out: &mut dyn WriteColor) -> io::Result<()> {
    let errors = finding::for_people(report, sources);
    for error in &errors {
        paint(out, Some(Color::Yellow), "warning")?;
        paint(out, None, ": ")?;
        writeln!(out, "{}: {}", clean(&error.file), clean(&error.message))?;
    }
    if errors.is_empty() { Ok(()) } else { writeln!(out) }
}

/// Calls with a marker, and the marker.
pub(super) fn write_attested(report: &Report, sources: &Sources, out: &mut dyn WriteColor) -> io::Result<()> {
    let mut any = false;
    for call in &report.calls {
        let Some(by) = &call.attested_by else {
            continue;
        };
        any = true;
        let (at, marker) = (call.location, by.location);
        let path = clean(sources.path(at.file));
        paint(out, Some(Color::Green), "attested")?;
        writeln!(out, ": {path}:{}: {}", at.start(), clean(call.api.as_str()))?;
        let (kind, name) = (by.kind.as_str(), clean(by.marker.as_str()));
        let path = clean(sources.path(marker.file));
        writeln!(out, "          by {kind} {name} ({path}:{})", marker.start_line())?;
        writeln!(out, "          undone by: {}", clean(&by.undone_by))?;
        for step in &by.path {
            let path = clean(sources.path(step.location.file));
            writeln!(out, "          {} ({path}:{})", clean(&step.message), step.location.start_line())?;
            writeln!(out, "          undone by: {}", clean(&step.undone_by))?;
        }
    }
    if any { writeln!(out) } else { Ok(()) }
}

/// The table of libraries; nothing when there are no calls.
pub(super) fn write_libraries(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    let summary = &report.summary;
    if summary.calls == 0 {
        return Ok(());
    }
    let names = summary.libraries.keys().map(|id| id.as_str().chars().count());
    let width = names.max().unwrap_or(0).max("AI calls".len());
    paint(out, None, &format!("{:<width$}  attested  unattested  coverage", "AI calls"))?;
    writeln!(out)?;
    for (id, count) in &summary.libraries {
        write_row(out, &format!("{:<width$}", clean(id.as_str())), *count)?;
    }
    if summary.libraries.len() > 1 {
        let total = LibraryCount { attested: summary.attested, unattested: summary.unattested };
        write_row(out, &format!("{:<width$}", "total"), total)?;
    }
    writeln!(out)
}

fn write_row(out: &mut dyn WriteColor, name: &str, count: LibraryCount) -> io::Result<()> {
    write!(out, "{name}  {:>8}  {:>10}  ", count.attested, count.unattested)?;
    let color = match (count.attested, count.unattested) {
        (_, 0) => Color::Green,
        (0, _) => Color::Red,
        _ => Color::Yellow,
    };
    paint(out, Some(color), &format!("{:>8}", percent(count)))?;
    writeln!(out)
}

/// Rounded down, so that 100 % means every call.
fn percent(count: LibraryCount) -> String {
    let all = count.attested + count.unattested;
    let permille = (count.attested * 1000).checked_div(all).unwrap_or(1000);
    format!("{}.{}%", permille / 10, permille % 10)
}

/// Open findings by rule.
pub(super) fn write_statistics(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    let mut counts: BTreeMap<RuleId, usize> = BTreeMap::new();
    for finding in report.findings.iter().filter(|it| it.is_open()) {
        *counts.entry(finding.rule).or_default() += 1;
    }
    for (rule, count) in &counts {
        writeln!(out, "{count:>6}  {}  {}", rule.as_str(), rule.name())?;
    }
    if counts.is_empty() { Ok(()) } else { writeln!(out) }
}

/// One line with the numbers.
pub(super) fn write_totals(
    report: &Report,
    sources: &Sources,
    style: &Style,
    out: &mut dyn WriteColor,
) -> io::Result<()> {
    let summary = &report.summary;
    let files = plural(summary.files_found, "file");
    let open = report.findings.iter().filter(|it| it.is_open());
    let levels: Vec<Level> = open.map(|it| it.level).collect();
    let hidden = hidden::sentence(report);
    if levels.is_empty() && summary.files_found == 0 {
        paint(out, None, "Nothing was analysed")?;
    } else if levels.is_empty() && summary.calls == 0 && hidden.is_none() {
        paint(out, None, "No AI calls")?;
        write!(out, " in {files}")?;
    } else if levels.is_empty() {
        // What is only not reported is no good news.
        let (color, what) = if hidden.is_some() {
            (None, "No selected findings")
        } else {
            (Some(Color::Green), "No findings")
        };
        paint(out, color, what)?;
        write!(out, " on {} in {files}", plural(summary.calls, "AI call"))?;
    } else {
        paint(out, None, &plural(levels.len(), "finding"))?;
        write!(out, " ({}) in {files}", by_level(&levels))?;
    }
    if summary.suppressed > 0 {
        write!(out, ", {} suppressed", summary.suppressed)?;
    }
    if summary.baselined > 0 {
        write!(out, ", {} in the baseline", summary.baselined)?;
    }
    writeln!(out, ".")?;
    if let Some(sentence) = hidden {
        writeln!(out, "{sentence}.")?;
    }
    for line in moved::lines(report, sources) {
        writeln!(out, "{}.", clean(&line))?;
    }
    for sentence in blind::sentences(&report.summary) {
        writeln!(out, "{}.", clean(&sentence))?;
    }
    write_left_out(report, style, out)?;
    write_run(report, style, out)?;
    match report.findings.iter().find(|it| it.is_open()) {
        Some(first) => writeln!(out, "`mima explain {}` tells more about a rule.", first.rule.as_str()),
        None => Ok(()),
    }
}

/// That several settings hold; and all of how the report was made, where the reader asks for it.
fn write_run(report: &Report, style: &Style, out: &mut dyn WriteColor) -> io::Result<()> {
    let several = run::several(&report.run).map(|sentence| format!("{sentence}."));
    let all = if style.list_left_out { run::sentences(&report.run) } else { Vec::new() };
    for sentence in several.into_iter().chain(all) {
        writeln!(out, "{}", clean(&sentence))?;
    }
    Ok(())
}

/// What was not analysed: how much, and each place where the reader asks for it.
fn write_left_out(report: &Report, style: &Style, out: &mut dyn WriteColor) -> io::Result<()> {
    let Some(sentence) = left_out::sentence(report) else { return Ok(()) };
    let (first, rest) = sentence.split_at(1);
    let hint = if style.list_left_out { "" } else { " (-v names them)" };
    writeln!(out, "{}{rest}{hint}.", first.to_uppercase())?;
    for left_out in report.left_out.iter().filter(|_| style.list_left_out) {
        writeln!(out, "  {}: {}", clean(&left_out.path), left_out::about(left_out))?;
    }
    Ok(())
}

fn by_level(levels: &[Level]) -> String {
    let count = |level: Level| levels.iter().filter(|it| **it == level).count();
    let all = [Level::Error, Level::Warning, Level::Note];
    let counts = all.into_iter().map(|level| (level, count(level)));
    let present = counts.filter(|(_, count)| *count > 0);
    let words: Vec<_> = present.map(|(level, count)| plural(count, level.as_str())).collect();
    words.join(", ")
}

fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// Writes in bold, and in a colour if there is one.
fn paint(out: &mut dyn WriteColor, color: Option<Color>, text: &str) -> io::Result<()> {
    out.set_color(ColorSpec::new().set_bold(true).set_fg(color))?;
    write!(out, "{text}")?;
    out.reset()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coverage_is_rounded_down() {
        let share = |attested, unattested| percent(LibraryCount { attested, unattested });
        assert_eq!(share(1999, 1), "99.9%");
        assert_eq!(share(2, 1), "66.6%");
        assert_eq!(share(0, 3), "0.0%");
        assert_eq!(share(5, 0), "100.0%");
    }
}
