//! Notebooks: the code cells of an `.ipynb` file as one text, in which later stages see nothing of cells.
//!
//! Cells share their state and run in order, so the text is their sources one after the other. Each of its lines
//! keeps the columns of the cell, and a table says from which cell and which line of the file it comes. What only a
//! notebook understands (magics, shell escapes) is made harmless by [`magic`] without moving what is code.
//!
//! A line of a file ends outside of every JSON string, so that the place of a string is the line of all it holds.

mod magic;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::decode::{Cost, Problem};
use super::{CellLine, decode};

/// The code of a notebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notebook {
    /// The code cells, each ended by a line feed.
    pub text: String,
    /// Where each line of the text comes from.
    pub lines: Vec<CellLine>,
    /// What could not be read.
    pub problem: Option<Problem>,
    /// The other cells that may hold code: raw ones, and those in other languages; each ended by a line feed.
    pub not_code: String,
    /// Whether the kernel runs another language, so that no cell is code here.
    pub is_foreign: bool,
}

/// A notebook of format 4 (`cells`), or 2 and 3 (`worksheets`).
#[derive(Deserialize)]
struct Format<'a> {
    #[serde(borrow, default)]
    cells: Vec<CellFormat<'a>>,
    #[serde(borrow, default)]
    worksheets: Vec<Worksheet<'a>>,
    metadata: Option<Metadata>,
}

#[derive(Default, Deserialize)]
struct Metadata {
    kernelspec: Option<Kernel>,
    language_info: Option<LanguageInfo>,
    #[serde(rename = "application/vnd.databricks.v1+notebook")]
    databricks: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Kernel {
    name: Option<String>,
    language: Option<String>,
}

#[derive(Deserialize)]
struct LanguageInfo {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Worksheet<'a> {
    #[serde(borrow, default)]
    cells: Vec<CellFormat<'a>>,
}

#[derive(Deserialize)]
struct CellFormat<'a> {
    #[serde(default)]
    cell_type: String,
    /// Format 4.
    #[serde(borrow, default)]
    source: Option<&'a RawValue>,
    /// Formats 2 and 3.
    #[serde(borrow, default)]
    input: Option<&'a RawValue>,
    /// Formats 2 and 3.
    #[serde(default)]
    language: Option<String>,
    metadata: Option<CellMetadata>,
}

#[derive(Deserialize)]
struct CellMetadata {
    vscode: Option<EditorMetadata>,
}

#[derive(Deserialize)]
struct EditorMetadata {
    #[serde(rename = "languageId")]
    language: Option<String>,
}

/// A piece of a cell's source, and the line of the file that it is written on.
struct Piece {
    text: String,
    file_line: u32,
}

/// Reads the code cells of a notebook. What cannot be read is named and left out.
pub fn read(json: &str) -> Notebook {
    if json.trim().is_empty() {
        // An editor makes such a file for a notebook that was never saved.
        return Notebook::default();
    }
    let with_numbers: String;
    let (json, format): (&str, Format<'_>) = match serde_json::from_str(json) {
        Ok(format) => (json, format),
        Err(error) => {
            with_numbers = self::with_numbers(json);
            match serde_json::from_str(&with_numbers) {
                Ok(format) => (&with_numbers, format),
                Err(_) => return left_out(&error.to_string()),
            }
        }
    };
    let metadata = format.metadata.unwrap_or_default();
    let is_foreign = !is_python(&metadata);
    let whole_cells = metadata.databricks.is_some();
    let mut reader = Reader {
        json,
        line_ends: LineEnds::default(),
        notebook: Notebook { is_foreign, ..Notebook::default() },
    };
    let cells = format.cells.iter().chain(format.worksheets.iter().flat_map(|sheet| &sheet.cells));
    for (cell, format) in (0..).zip(cells) {
        match format.cell_type.as_str() {
            "markdown" | "heading" => {}
            "code" if !is_foreign && is_python_cell(format) => reader.cell(cell, format, whole_cells),
            _ => reader.no_code(format),
        }
    }
    reader.notebook
}

fn left_out(why: &str) -> Notebook {
    let message = format!("cannot be read as a notebook ({why}); calls in it are not reported");
    Notebook { problem: Some(Problem { message, cost: Cost::Unreadable }), ..Notebook::default() }
}

/// Whether the kernel may run Python. A notebook is started by the name of its kernel, whatever the labels beside it say;
/// one that says nothing is taken for Python.
fn is_python(metadata: &Metadata) -> bool {
    let kernel = metadata.kernelspec.as_ref();
    let name = kernel.and_then(|kernel| kernel.name.as_deref());
    let of_kernel = kernel.and_then(|kernel| kernel.language.as_deref());
    let of_language = || metadata.language_info.as_ref().and_then(|language| language.name.as_deref());
    name.is_some_and(is_python_kernel) || of_kernel.or_else(of_language).is_none_or(names_python)
}

/// Whether a kernel's name is that of one for Python: `python3`, `conda-env-x-py`, `xpython`, `pyspark`.
fn is_python_kernel(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("python") || name.split(['-', '_', ' ', '.']).any(|part| part.starts_with("py"))
}

/// A notebook as JSON: Jupyter writes numbers that JSON does not have. Nothing moves.
fn with_numbers(json: &str) -> String {
    let mut bytes = json.as_bytes().to_vec();
    let (mut is_text, mut at) = (false, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => is_text = !is_text,
            b'\\' if is_text => at += 1,
            _ if is_text => {}
            _ => {
                let constant =
                    ["NaN", "Infinity"].into_iter().find(|name| bytes[at..].starts_with(name.as_bytes()));
                if let Some(constant) = constant {
                    bytes[at] = b'0';
                    bytes[at + 1..at + constant.len()].fill(b' ');
                }
            }
        }
        at += 1;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| json.to_owned())
}

/// Whether a cell holds the kernel's language; some editors let a cell say another.
fn is_python_cell(cell: &CellFormat<'_>) -> bool {
    let editor = cell.metadata.as_ref().and_then(|metadata| metadata.vscode.as_ref());
    let of_editor = editor.and_then(|editor| editor.language.as_deref());
    cell.language.as_deref().or(of_editor).is_none_or(names_python)
}

fn names_python(language: &str) -> bool {
    language.get(.."python".len()).is_some_and(|start| start.eq_ignore_ascii_case("python"))
        || language.eq_ignore_ascii_case("ipython")
}

struct Reader<'j> {
    json: &'j str,
    line_ends: LineEnds,
    notebook: Notebook,
}

/// The line ends of the file up to an offset; offsets are asked for in order.
#[derive(Default)]
struct LineEnds {
    offset: usize,
    count: u32,
}

impl Reader<'_> {
    fn cell(&mut self, cell: u32, format: &CellFormat<'_>, whole_cells: bool) {
        let Some(raw) = format.source.or(format.input) else { return };
        let pieces = match self.pieces(raw) {
            Ok(pieces) => pieces,
            Err(error) => {
                let message = format!("cell {cell} cannot be read ({error}); calls in it are not reported");
                self.problem(Cost::Part, message);
                return;
            }
        };
        let (text, starts) = joined(&pieces);
        let code = magic::to_python(&text, whole_cells);
        if code.unfinished {
            self.problem(Cost::Characters, format!("cell {cell} ends inside of a string or a bracket"));
        }
        if code.is_foreign {
            self.notebook.not_code.push_str(&text);
            self.notebook.not_code.push('\n');
        }
        let mut offset = 0;
        let mut last = CellLine { cell, line: 1, file_line: 1 };
        for (line, text) in (1..).zip(text.split_inclusive('\n')) {
            // The piece that holds the first character.
            let piece = starts.partition_point(|&start| start <= offset).saturating_sub(1);
            let file_line = pieces.get(piece).map_or(1, |piece| piece.file_line);
            last = CellLine { cell, line, file_line };
            if line == 1 && code.indented {
                self.line(magic::INDENTED, last);
            }
            self.line(code.lines.get(line as usize - 1).map_or("", String::as_str), last);
            offset += text.len();
        }
        if let Some(closing) = &code.closing {
            self.line(closing, last);
        }
    }

    fn line(&mut self, text: &str, at: CellLine) {
        self.notebook.text.push_str(text);
        self.notebook.text.push('\n');
        self.notebook.lines.push(at);
    }

    /// The strings that a cell's source is made of: one, or a list.
    fn pieces(&mut self, raw: &RawValue) -> Result<Vec<Piece>, serde_json::Error> {
        if !raw.get().starts_with('[') {
            return Ok(vec![self.piece(raw)?]);
        }
        let elements: Vec<&RawValue> = serde_json::from_str(raw.get())?;
        elements.into_iter().map(|element| self.piece(element)).collect()
    }

    fn piece(&mut self, raw: &RawValue) -> Result<Piece, serde_json::Error> {
        // Both point into the same text.
        let offset = (raw.get().as_ptr() as usize).saturating_sub(self.json.as_ptr() as usize);
        let text: String = serde_json::from_str(raw.get())?;
        let text = decode::normalise_line_ends(&text).replace("\r\n", "\n");
        Ok(Piece { text, file_line: self.line_ends.line_of(self.json, offset) })
    }

    /// Keeps the text of a cell that is no code of the kernel's language.
    fn no_code(&mut self, format: &CellFormat<'_>) {
        let raw = format.source.or(format.input);
        for piece in raw.and_then(|raw| self.pieces(raw).ok()).unwrap_or_default() {
            self.notebook.not_code.push_str(&piece.text);
        }
        self.notebook.not_code.push('\n');
    }

    fn problem(&mut self, cost: Cost, message: String) {
        self.notebook.problem.get_or_insert(Problem { message, cost });
    }
}

impl LineEnds {
    /// The line, from 1, of an offset that lies behind all that were asked for before.
    fn line_of(&mut self, json: &str, offset: usize) -> u32 {
        let new = json.as_bytes().get(self.offset..offset).unwrap_or_default();
        // A carriage return alone ends a line too; inside of a string it would be no JSON.
        let ends = |(at, byte): (usize, &u8)| match byte {
            b'\n' => true,
            b'\r' => new.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        self.count += new.iter().enumerate().filter(|it| ends(*it)).count() as u32;
        self.offset = self.offset.max(offset);
        self.count + 1
    }
}

/// The whole source of a cell, and the offsets at which its pieces begin.
fn joined(pieces: &[Piece]) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(pieces.len());
    for piece in pieces {
        starts.push(text.len());
        text.push_str(&piece.text);
    }
    (text, starts)
}

#[cfg(test)]
mod tests;
