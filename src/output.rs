//! From a report to bytes: one file a format.
//!
//! Every format makes its own copy of the data in its own shape. Output is a function of its input alone: no
//! clock, no environment, no hash-map order.

mod blind;
mod concise;
mod csv;
pub(crate) mod escape;
mod file;
mod gaps;
mod github;
mod gitlab;
mod hidden;
mod json;
mod junit;
mod left_out;
mod markdown;
mod moved;
mod run;
#[cfg(test)]
mod sample;
mod sarif;
#[cfg(test)]
pub(crate) mod schema;
mod text;

use std::io;

use crate::finding::Report;
use crate::source::Sources;

pub use file::{Prepared, write_file};
pub(crate) use left_out::sentence as left_out_sentence;
pub(crate) use text::wrap;

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: the source with what was found in it, and a summary.
    Text,
    /// One line a finding, for editors and `grep`.
    Concise,
    /// One object with everything, for programs; `docs/report.schema.json` describes it.
    Json,
    /// The rows of [`Format::Json`], one object a line.
    Jsonl,
    /// The array of calls that users of `mima-governance` 0.3 parse (`--json`).
    Legacy,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands, which GitHub Actions shows as annotations.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// `JUnit` XML: every AI call is a test that it is attested.
    Junit,
    /// For pull requests and job summaries.
    Markdown,
    /// The inventory of AI calls for a spreadsheet.
    Csv,
}

/// What is to be known of a format by name.
#[derive(Clone, Copy, Debug)]
pub struct FormatInfo {
    /// The format.
    pub format: Format,
    /// Its name for `--format`.
    pub name: &'static str,
    /// File suffixes that mean it, without the dot.
    pub suffixes: &'static [&'static str],
    /// One line of help.
    pub summary: &'static str,
}

/// The formats that can be chosen by name. [`Format::Legacy`] is not among them: it has a flag of its own.
pub const FORMATS: &[FormatInfo] = &[
    FormatInfo {
        format: Format::Text,
        name: "text",
        suffixes: &["txt"],
        summary: "the source with what was found in it, and a summary",
    },
    FormatInfo { format: Format::Concise, name: "concise", suffixes: &[], summary: "one line a finding" },
    FormatInfo {
        format: Format::Json,
        name: "json",
        suffixes: &["json"],
        summary: "one object with calls, findings and numbers",
    },
    FormatInfo { format: Format::Jsonl, name: "jsonl", suffixes: &["jsonl"], summary: "one object a line" },
    FormatInfo {
        format: Format::Sarif,
        name: "sarif",
        suffixes: &["sarif"],
        summary: "SARIF 2.1.0 for code scanning",
    },
    FormatInfo {
        format: Format::Github,
        name: "github",
        suffixes: &[],
        summary: "annotations of GitHub Actions",
    },
    FormatInfo {
        format: Format::Gitlab,
        name: "gitlab",
        suffixes: &[],
        summary: "GitLab's code quality report",
    },
    FormatInfo {
        format: Format::Junit,
        name: "junit",
        suffixes: &["xml"],
        summary: "JUnit XML, one test an AI call",
    },
    FormatInfo {
        format: Format::Markdown,
        name: "markdown",
        suffixes: &["md"],
        summary: "tables for pull requests and job summaries",
    },
    FormatInfo {
        format: Format::Csv,
        name: "csv",
        suffixes: &["csv"],
        summary: "one row an AI call, for spreadsheets",
    },
];

impl Format {
    /// The format called `name`, as in `--format`.
    pub fn parse(name: &str) -> Option<Self> {
        let found = FORMATS.iter().find(|info| info.name == name);
        found.map(|info| info.format)
    }

    /// The format that the suffix of a file name means: `report.sarif`; `None` for a suffix that means none.
    pub fn from_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next()?;
        let (_, suffix) = name.rsplit_once('.')?;
        let means = |info: &&FormatInfo| info.suffixes.iter().any(|it| suffix.eq_ignore_ascii_case(it));
        FORMATS.iter().find(means).map(|info| info.format)
    }
}

/// How a report is to look. Only formats for people heed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "flags are independent of each other")]
pub struct Style {
    /// Write colours as ANSI escape sequences.
    pub color: bool,
    /// List attested calls too.
    pub show_attested: bool,
    /// Columns of the terminal; text is wrapped to it.
    pub width: usize,
    /// Count findings by rule.
    pub statistics: bool,
    /// Say which controls the open gaps touch, and what closes most of them.
    pub advice: bool,
    /// Name every place that was not analysed, and not only how many there are.
    pub list_left_out: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            color: false,
            show_attested: false,
            width: 80,
            statistics: false,
            advice: true,
            list_left_out: false,
        }
    }
}

/// Writes `report` to `out` and flushes it.
///
/// # Errors
/// Those of `out`.
pub fn write(
    format: Format,
    report: &Report,
    sources: &Sources,
    style: &Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    match format {
        Format::Text => text::write(report, sources, style, &mut out),
        Format::Concise => concise::write(report, sources, &mut out),
        Format::Json => json::write(report, sources, &mut out),
        Format::Jsonl => json::write_lines(report, sources, &mut out),
        Format::Legacy => json::write_legacy(report, sources, &mut out),
        Format::Sarif => sarif::write(report, sources, &mut out),
        Format::Github => github::write(report, sources, &mut out),
        Format::Gitlab => gitlab::write(report, sources, &mut out),
        Format::Junit => junit::write(report, sources, &mut out),
        Format::Markdown => markdown::write(report, sources, style, &mut out),
        Format::Csv => csv::write(report, sources, &mut out),
    }?;
    io::Write::flush(&mut out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Label;
    use crate::source::{FileId, SourceFile, Span};

    /// The last character boundary up to `at`.
    fn boundary(text: &str, at: usize) -> usize {
        (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
    }

    #[test]
    fn formats_are_found_by_name_and_suffix() {
        for info in FORMATS {
            assert_eq!(Format::parse(info.name), Some(info.format));
            for suffix in info.suffixes {
                assert_eq!(Format::from_path(&format!("out/a.b.{suffix}")), Some(info.format));
            }
        }
        assert_eq!(Format::parse("yaml"), None);
        assert_eq!(Format::from_path("REPORT.SARIF"), Some(Format::Sarif));
        assert_eq!(Format::from_path("report.d/out"), None);
        assert_eq!(Format::from_path("sarif"), None);
    }

    #[test]
    fn output_is_the_same_every_time_and_holds_no_raw_control_characters() {
        let (report, sources) = sample::report();
        for format in FORMATS.iter().map(|info| info.format).chain([Format::Legacy]) {
            let first = sample::render(format, &report, &sources, &Style::default());
            let second = sample::render(format, &report, &sources, &Style::default());
            assert_eq!(first, second, "{format:?}");
            let raw = first.chars().find(|&c| c != '\n' && escape::is_hostile(c));
            assert_eq!(raw, None, "{format:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_and_any_place_can_be_written(
            text in "([a-z(). \t\n\r\u{1b}\u{9b}\u{202e}ü漢🙂]|[a-z]{300}){0,60}",
            spans in proptest::collection::vec((0..9000_usize, 0..9000_usize), 1..6),
        ) {
            let file = SourceFile::new(FileId(0), &text, "a.py", &text);
            let place = |&(a, b): &(usize, usize)| {
                let ends = [a, b].map(|at| boundary(&text, at % (text.len() + 1)));
                file.locate(Span::new(ends[0].min(ends[1]), ends[0].max(ends[1])))
            };
            let mut report = sample::report_of(place(&spans[0]));
            for span in &spans {
                let label = Label { location: place(span), message: text.clone() };
                report.findings[0].related.push(label);
            }
            let mut sources = Sources::default();
            sources.insert(file);
            for format in FORMATS.iter().map(|info| info.format) {
                let written = sample::render(format, &report, &sources, &Style::default());
                let raw = written.chars().find(|&c| c != '\n' && c != '\t' && escape::is_hostile(c));
                proptest::prop_assert_eq!(raw, None, "{:?}", format);
            }
        }
    }

    #[test]
    fn an_empty_report_can_be_written() {
        for format in FORMATS.iter().map(|info| info.format).chain([Format::Legacy]) {
            let text = sample::render(format, &Report::default(), &Sources::default(), &Style::default());
            assert!(
                matches!(format, Format::Concise | Format::Github) || text.ends_with('\n'),
                "{format:?}: {text}"
            );
        }
    }
}
