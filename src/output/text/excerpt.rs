//! The lines of source that a finding shows, cut out of their files.
//!
//! The renderer wants whole files. It is given small ones that hold the lines with a mark alone, made harmless
//! for a terminal and cut to a bearable length, and that answer with the line and column of the real file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use codespan_reporting::files::{Error, Files};

use crate::output::escape::{clean, mask};
use crate::source::{FileId, Location, SourceFile, Sources};

/// Longer lines are cut; hand-written code stays below it.
const MAX_LINE: usize = 160;
/// Characters of a cut line that are kept before the mark.
const BEFORE_MARK: usize = 40;
const CUT: &str = "…";

/// A place to show.
pub(super) struct Mark<'a> {
    /// The place. Of a place of several lines the first is shown.
    pub(super) location: Location,
    /// What is written beside it.
    pub(super) message: Cow<'a, str>,
    /// Whether the finding is about this place.
    pub(super) primary: bool,
}

/// The excerpts of a finding, one a file.
pub(super) struct Excerpts {
    files: Vec<Excerpt>,
    labels: Vec<(usize, usize, Range<usize>)>,
}

struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Line>,
}

/// A line of an excerpt.
struct Line {
    /// Its bytes in the excerpt, the line feed included.
    range: Range<usize>,
    /// Its number in the file, from 1; in a notebook, in the cell.
    number: usize,
    /// Its number in the decoded text, from 1.
    in_text: u32,
    /// What was put before the text, in bytes.
    prefix: usize,
    /// The column of the first character behind the prefix, from 1.
    column: usize,
    /// The byte of that character in the line of the file.
    offset: usize,
}

impl Excerpts {
    /// The lines that `marks` stand on. Marks in files that were not decoded are left out.
    pub(super) fn new(marks: &[Mark<'_>], sources: &Sources) -> Self {
        // A notebook's cells are shown like files of their own: their lines count from 1.
        let mut parts: Vec<(FileId, Option<u32>)> = Vec::new();
        for mark in marks {
            let part = (mark.location.file, mark.location.cell);
            if !parts.contains(&part) && sources.get(mark.location.file).is_some() {
                parts.push(part);
            }
        }
        let mut excerpts =
            Self { files: Vec::with_capacity(parts.len()), labels: Vec::with_capacity(marks.len()) };
        for (id, cell) in parts {
            if let Some(source) = sources.get(id) {
                excerpts.add(source, cell, marks);
            }
        }
        // The order of the marks decides which file is shown first.
        excerpts.labels.sort_by_key(|(mark, ..)| *mark);
        excerpts
    }

    fn add(&mut self, source: &SourceFile, cell: Option<u32>, marks: &[Mark<'_>]) {
        let here = |mark: &&Mark<'_>| mark.location.file == source.id && mark.location.cell == cell;
        let mut first_marks = BTreeMap::new();
        for mark in marks.iter().filter(here) {
            let line = source.line_column(mark.location.span.start).0;
            first_marks.entry(line).or_insert((mark.location.span.start, mark.location.line));
        }
        let path = clean(&source.path);
        let name = cell.map_or_else(|| path.to_string(), |cell| format!("{path}:cell {cell}"));
        let mut excerpt = Excerpt { name, text: String::new(), lines: Vec::new() };
        for (line, (offset, number)) in first_marks {
            excerpt.bridge(source, line);
            let within = (offset as usize).saturating_sub(line_start(source, line));
            excerpt.push(source.line_text(line), line, number, within);
        }
        let file = self.files.len();
        for (index, mark) in marks.iter().enumerate().filter(|(_, mark)| here(mark)) {
            let range = excerpt.range_of(mark.location, source);
            self.labels.extend(range.map(|range| (index, file, range)));
        }
        self.files.push(excerpt);
    }

    /// Index of the mark, index of the file, bytes in the excerpt.
    pub(super) fn labels(&self) -> impl Iterator<Item = (usize, usize, Range<usize>)> {
        self.labels.iter().cloned()
    }
}

impl Excerpt {
    /// Fills the gap between the last line and `next`: one line is shown, of more the renderer shows that
    /// something is left out, which it tells from the number of lines between.
    fn bridge(&mut self, source: &SourceFile, next: u32) {
        let Some((last, number)) = self.lines.last().map(|line| (line.in_text, line.number as u32)) else {
            return;
        };
        match next - last {
            0 | 1 => {}
            2 => self.push(source.line_text(last + 1), last + 1, number + 1, 0),
            _ => {
                self.push("", last + 1, number + 1, 0);
                self.push("", last + 2, number + 2, 0);
            }
        }
    }

    /// Adds a line, cut around the byte `mark` if it is long.
    fn push(&mut self, text: &str, text_line: u32, number: u32, mark: usize) {
        let start = self.text.len();
        let window = window(text, mark);
        let prefix = if window.start > 0 { CUT } else { "" };
        let suffix = if window.end < text.len() { CUT } else { "" };
        self.text.push_str(prefix);
        self.text.push_str(&mask(&text[window.clone()]));
        self.text.push_str(suffix);
        self.text.push('\n');
        self.lines.push(Line {
            range: start..self.text.len(),
            number: number as usize,
            in_text: text_line,
            prefix: prefix.len(),
            column: text[..window.start].chars().count() + 1,
            offset: window.start,
        });
    }

    /// The bytes of `location` in the excerpt: its first line without the blanks at its end.
    fn range_of(&self, location: Location, source: &SourceFile) -> Option<Range<usize>> {
        let (text_line, _) = source.line_column(location.span.start);
        let line = self.lines.iter().find(|line| line.in_text == text_line)?;
        let shown = self.text[line.range.clone()].trim_end().len();
        let base = line_start(source, text_line) + line.offset;
        let place = |offset: u32| {
            let within = (offset as usize).saturating_sub(base) + line.prefix;
            line.range.start + within.min(shown)
        };
        let (start, end) = (place(location.span.start), place(location.span.end));
        Some(start..end.max(start))
    }

    fn line_index(&self, byte: usize) -> usize {
        let after = self.lines.partition_point(|line| line.range.start <= byte);
        after.saturating_sub(1)
    }
}

fn line_start(source: &SourceFile, line: u32) -> usize {
    let index = (line as usize).saturating_sub(1);
    source.line_starts().get(index).map_or(0, |&start| start as usize)
}

/// The part of a line that is shown.
fn window(text: &str, mark: usize) -> Range<usize> {
    if text.chars().count() <= MAX_LINE {
        return 0..text.len();
    }
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let marked = starts.partition_point(|&at| at < mark);
    let first = if marked < MAX_LINE / 2 { 0 } else { marked - BEFORE_MARK };
    let end = starts.get(first + MAX_LINE).copied().unwrap_or(text.len());
    starts.get(first).copied().unwrap_or(0)..end
}

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        self.file(id).map(|file| file.name.as_str())
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        self.file(id).map(|file| file.text.as_str())
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        self.file(id).map(|file| file.line_index(byte))
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        self.line(id, index).map(|line| line.range.clone())
    }

    fn line_number(&'a self, id: usize, index: usize) -> Result<usize, Error> {
        self.line(id, index).map(|line| line.number)
    }

    fn column_number(&'a self, id: usize, index: usize, byte: usize) -> Result<usize, Error> {
        let line = self.line(id, index)?;
        let text = &self.file(id)?.text;
        let before = text.get(line.range.start + line.prefix..byte);
        Ok(line.column + before.map_or(0, |text| text.chars().count()))
    }
}

impl Excerpts {
    fn file(&self, id: usize) -> Result<&Excerpt, Error> {
        self.files.get(id).ok_or(Error::FileMissing)
    }

    fn line(&self, id: usize, given: usize) -> Result<&Line, Error> {
        let lines = &self.file(id)?.lines;
        let max = lines.len();
        lines.get(given).ok_or(Error::LineTooLarge { given, max })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;
    use crate::source::Span;

    fn show(text: &str, needle: &str) -> (String, Location) {
        let source = SourceFile::new(FileId(0), "a.py", "a.py", text);
        let start = text.find(needle).expect("the needle is there");
        let location = source.locate(Span::new(start, start + needle.len()));
        let mut sources = Sources::default();
        sources.insert(source);
        let report = sample::report_of(location);
        let text =
            sample::render(crate::output::Format::Text, &report, &sources, &crate::output::Style::default());
        (text, location)
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let line = format!("x = [{}] + call() + [{}]", "0, ".repeat(400), "1, ".repeat(100_000));
        let (text, location) = show(&line, "call()");
        assert!(text.contains(&format!("a.py:1:{}", location.column)), "{text}");
        assert!(text.lines().all(|line| line.chars().count() < 190), "{text}");
        let lines: Vec<_> = text.lines().collect();
        let source = lines.iter().position(|line| line.contains("call()")).expect("shown");
        let before = |line: &str, needle: char| line.chars().position(|c| c == needle);
        assert_eq!(before(lines[source], 'c'), before(lines[source + 1], '^'), "{text}");
    }

    #[test]
    fn marks_at_the_end_of_a_file_do_no_harm() {
        let source = SourceFile::new(FileId(0), "a.py", "a.py", "x");
        let location = source.locate(Span::new(1, 1));
        let mut sources = Sources::default();
        sources.insert(source);
        let mut text = Vec::new();
        let style = crate::output::Style::default();
        let report = sample::report_of(location);
        let written = crate::output::write(crate::output::Format::Text, &report, &sources, &style, &mut text);
        assert!(written.is_ok());
        assert!(String::from_utf8_lossy(&text).contains("a.py:1:2"));
    }
}
