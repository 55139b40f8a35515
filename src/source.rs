//! Source files: ids, byte spans, lines and columns.
//!
//! All positions inside the analysis are byte offsets into the decoded text ([`Span`]); lines and columns
//! are computed once, when something is reported ([`Location`]).

pub mod decode;
mod escapes;
pub mod notebook;
pub mod scripts;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::language::Language;
use decode::Problem;

pub use escapes::literal_text;

/// Index of a file in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

impl FileId {
    /// The id as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Half-open byte range in the decoded text of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// Whether `other` lies inside this range.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The range as `usize`, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Some ranges without those that lie inside others, in order.
#[derive(Clone, Debug, Default)]
pub struct Outermost(Vec<Span>);

impl Outermost {
    /// The outermost of some ranges, of which none crosses the end of another.
    pub fn of(mut spans: Vec<Span>) -> Self {
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let mut outermost: Vec<Span> = Vec::new();
        for span in spans {
            if outermost.last().is_none_or(|last| !last.contains(span)) {
                outermost.push(span);
            }
        }
        Self(outermost)
    }

    /// Whether a range lies inside one of them.
    pub fn contain(&self, span: Span) -> bool {
        let at = self.0.partition_point(|outer| outer.start <= span.start);
        at > 0 && self.0[at - 1].contains(span)
    }
}

/// A place in a file, ready to be printed. Lines and columns count from 1, columns in Unicode scalar values;
/// the end column is one past the last character. In a notebook lines and columns are those of the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The notebook's cell, from 0 over all cells; `None` in other files.
    pub cell: Option<u32>,
    /// First line.
    pub line: u32,
    /// Column of the first character.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// Column after the last character.
    pub end_column: u32,
    /// The line of the file that the first line is written on: [`Self::line`], but in a notebook.
    pub file_line: u32,
    /// The line of the file that the last line is written on.
    pub end_file_line: u32,
    /// The same place in bytes of the decoded text.
    pub span: Span,
}

impl Location {
    /// Where it begins, for people: `12:5`, in a notebook `cell 3:2:5`.
    pub fn start(&self) -> String {
        format!("{}:{}", self.start_line(), self.column)
    }

    /// The line in which it begins, for people: `12`, in a notebook `cell 3:2`.
    pub fn start_line(&self) -> String {
        self.cell.map_or_else(|| self.line.to_string(), |cell| format!("cell {cell}:{}", self.line))
    }
}

/// One decoded file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its id.
    pub id: FileId,
    /// The path as it is printed: relative to the working directory, with `/`.
    pub path: Arc<str>,
    /// The path's segments below the scan root, with `/`: what module names are made of.
    pub module_path: Arc<str>,
    /// The decoded text. Lone carriage returns are replaced by line feeds (the same number of bytes), so that
    /// every parser sees the lines that the language sees. A byte order mark is not part of it. Of a page its scripts are left,
    /// in their places.
    pub text: Arc<str>,
    /// Whether the file began with a byte order mark.
    pub has_bom: bool,
    line_starts: Vec<u32>,
    /// How many characters begin before each block of the text, once a long line was asked for.
    characters: OnceLock<Vec<u32>>,
    /// Where the lines of a notebook's text come from; empty for other files.
    cells: Vec<CellLine>,
}

/// The bytes of a block of text of which it is known how many characters begin before it.
const BLOCK_BYTES: usize = 4096;

/// A file that was decoded, and what of it is not in its text.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// The file.
    pub file: SourceFile,
    /// What was wrong with its bytes, if anything was.
    pub problem: Option<Problem>,
    /// The cells of a notebook, or the blocks of a page, that may hold code and are not read as such.
    pub not_code: String,
    /// Whether it is a notebook in another language.
    pub is_foreign: bool,
}

/// Where a line of a notebook's text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellLine {
    /// The cell, from 0 over all cells.
    pub cell: u32,
    /// The line in the cell, from 1.
    pub line: u32,
    /// The line of the file, from 1.
    pub file_line: u32,
}

impl SourceFile {
    /// A file with decoded `text`.
    pub fn new(id: FileId, path: &str, module_path: &str, text: &str) -> Self {
        let text = decode::normalise_line_ends(text);
        let line_starts = line_starts(&text);
        Self {
            id,
            path: path.into(),
            module_path: module_path.into(),
            text: text.as_ref().into(),
            has_bom: false,
            line_starts,
            characters: OnceLock::new(),
            cells: Vec::new(),
        }
    }

    /// A file from its bytes, which are decoded as far as possible (see [`decode::decode`]).
    pub fn decode(id: FileId, path: &str, module_path: &str, bytes: &[u8], language: &Language) -> ReadFile {
        if language.is_notebook(Path::new(path)) {
            let decoded = decode::decode(bytes, None);
            let notebook = notebook::read(&decoded.text);
            let problem = decoded.problem.or(notebook.problem);
            let text = Self::new(id, path, module_path, &notebook.text);
            let file = Self { cells: notebook.lines, has_bom: decoded.has_bom, ..text };
            let (not_code, is_foreign) = (notebook.not_code, notebook.is_foreign);
            return ReadFile { file, problem, not_code, is_foreign };
        }
        let decoded = decode::decode(bytes, (language.declared_encoding)(bytes));
        let page = language.is_page(Path::new(path)).then(|| {
            let files = (language.files)();
            scripts::read(&decoded.text, |kind| files.is_embedded(kind))
        });
        let text = page.as_ref().map_or(&*decoded.text, |page| &page.text);
        let file = Self { has_bom: decoded.has_bom, ..Self::new(id, path, module_path, text) };
        let not_code = page.map(|page| page.not_code).unwrap_or_default();
        ReadFile { file, problem: decoded.problem, not_code, is_foreign: false }
    }

    /// The place of `span`.
    pub fn locate(&self, span: Span) -> Location {
        let (line, column) = self.line_column(span.start);
        let Some(first) = self.cell_line(line) else {
            let (end_line, end_column) = self.line_column(span.end);
            return Location {
                file: self.id,
                cell: None,
                line,
                column,
                end_line,
                end_column,
                file_line: line,
                end_file_line: end_line,
                span,
            };
        };
        let (end_line, end_column) = self.line_column(span.end.min(self.end_of_cell(line)));
        let last = self.cell_line(end_line).unwrap_or(first);
        Location {
            file: self.id,
            cell: Some(first.cell),
            line: first.line,
            column,
            end_line: last.line,
            end_column,
            file_line: first.file_line,
            end_file_line: last.file_line,
            span,
        }
    }

    /// Where a line of a notebook's text (from 1) comes from; `None` in other files.
    fn cell_line(&self, line: u32) -> Option<CellLine> {
        self.cells.get((line as usize).saturating_sub(1)).or(self.cells.last()).copied()
    }

    /// The byte at which the last line ends of the cell that a line of the text belongs to.
    fn end_of_cell(&self, line: u32) -> u32 {
        let at = (line as usize).saturating_sub(1);
        let same = self.cells.iter().skip(at).take_while(|it| it.cell == self.cells[at].cell).count();
        let last = at + same.max(1);
        let start = self.line_starts.get(last - 1).copied().unwrap_or(0);
        start + self.line_text(last as u32).len() as u32
    }

    /// Line and column of a byte offset, both from 1, the column in Unicode scalar values. An offset past the
    /// end is taken as the end.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_starts.partition_point(|&start| start as usize <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0) as usize;
        (line as u32, self.characters_between(start, offset) + 1)
    }

    /// How many characters begin between two places. In a line that is a file by itself every call would be counted from
    /// its beginning.
    fn characters_between(&self, start: usize, end: usize) -> u32 {
        if end - start <= BLOCK_BYTES {
            return characters(&self.text.as_bytes()[start..end]);
        }
        let blocks = self.characters.get_or_init(|| {
            let blocks = self.text.as_bytes().chunks(BLOCK_BYTES).map(characters);
            let sums = blocks.scan(0, |sum, block| {
                *sum += block;
                Some(*sum - block)
            });
            sums.collect()
        });
        let before = |at: usize| {
            let block = (at / BLOCK_BYTES).min(blocks.len().saturating_sub(1));
            let known = blocks.get(block).copied().unwrap_or_default();
            known + characters(&self.text.as_bytes()[block * BLOCK_BYTES..at])
        };
        before(end) - before(start)
    }

    /// Byte offsets at which lines begin, in order; the first is 0.
    pub fn line_starts(&self) -> &[u32] {
        &self.line_starts
    }

    /// The text of a line (from 1) without its line end; empty for a line that does not exist.
    pub fn line_text(&self, line: u32) -> &str {
        let index = (line as usize).saturating_sub(1);
        let Some(&start) = self.line_starts.get(index) else {
            return "";
        };
        let end = self.line_starts.get(index + 1).map_or(self.text.len(), |&next| next as usize);
        self.text[start as usize..end].trim_end_matches(['\r', '\n'])
    }
}

/// How many characters begin in some bytes of a text.
fn characters(bytes: &[u8]) -> u32 {
    let begins = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
    bytes.iter().filter(begins).count() as u32
}

fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = Vec::with_capacity(text.len() / 32 + 1);
    starts.push(0);
    starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
    starts
}

/// The files of a scan that were decoded, by id. Files that cannot matter are not among them.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Option<SourceFile>>,
}

impl Sources {
    /// Without files. The first one that is added gets this number, or a later one.
    pub fn beginning_at(first: usize) -> Self {
        Self { files: std::iter::repeat_with(|| None).take(first).collect() }
    }

    /// Adds a file under its own id.
    pub fn insert(&mut self, file: SourceFile) {
        let index = file.id.index();
        if self.files.len() <= index {
            self.files.resize_with(index + 1, || None);
        }
        self.files[index] = Some(file);
    }

    /// The first id that no file has yet, as a number.
    pub fn end(&self) -> usize {
        self.files.len()
    }

    /// Adds the files of another set, whose ids are different ones.
    pub fn extend(&mut self, other: Self) {
        for file in other.files.into_iter().flatten() {
            self.insert(file);
        }
    }

    /// The file with this id, if it was decoded.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.index()).and_then(Option::as_ref)
    }

    /// The printed path of a file; empty for a file that was not decoded.
    pub fn path(&self, id: FileId) -> &str {
        self.get(id).map_or("", |file| &file.path)
    }

    /// All decoded files in id order.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().flatten()
    }
}
