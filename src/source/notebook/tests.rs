use super::*;
use crate::language::LANGUAGES;
use crate::source::{FileId, SourceFile, Span};

fn notebook(cells: &str) -> SourceFile {
    let json = format!("{{\"cells\": [\n{cells}\n], \"nbformat\": 4}}");
    file(&json).0
}

fn file(json: &str) -> (SourceFile, Option<String>) {
    let read = SourceFile::decode(FileId(0), "a.ipynb", "a.ipynb", json.as_bytes(), &LANGUAGES[0]);
    (read.file, read.problem.map(|problem| problem.message))
}

/// Cell, line, column, line in the file of the first character and of the last one of `needle`.
fn place(file: &SourceFile, needle: &str) -> (Option<u32>, u32, u32, u32, u32) {
    let start = file.text.find(needle).expect("it is there");
    let at = file.locate(Span::new(start, start + needle.len()));
    (at.cell, at.line, at.column, at.file_line, at.end_file_line)
}

#[test]
fn places_are_those_of_the_cell_and_of_the_file() {
    let file = notebook(
        "{\"cell_type\": \"markdown\", \"source\": \"x\"},\n\
         {\"cell_type\": \"code\", \"source\": [\n\"é = 1\\n\",\n\"call(\\n\",\n\"  2)\"]},\n\
         {\"cell_type\": \"code\", \"source\": \"a = \\\"\\u00e9\\\"; last()\\nmore()\"}",
    );
    assert_eq!(file.text.as_ref(), "é = 1\ncall(\n  2)\na = \"é\"; last()\nmore()\n");
    assert_eq!(place(&file, "call(\n  2)"), (Some(1), 2, 1, 5, 6));
    assert_eq!(place(&file, "last()"), (Some(2), 1, 10, 7, 7));
    assert_eq!(place(&file, "more()"), (Some(2), 2, 1, 7, 7));
    // What the parser thinks to go on in the next cell ends with its own.
    let (start, end) = (file.text.find("call").unwrap_or(0), file.text.len());
    let location = file.locate(Span::new(start, end));
    assert_eq!((location.cell, location.end_line, location.end_column), (Some(1), 3, 5));
}

#[test]
fn old_formats_have_worksheets() {
    let (file, problem) = file(
        "{\"worksheets\": [{\"cells\": [{\"cell_type\": \"code\", \"input\": [\"x()\"], \"language\": \"python\"},\r\n\
         {\"cell_type\": \"code\", \"language\": \"julia\", \"input\": \"z\"}]},\r\n\
         {\"cells\": [{\"cell_type\": \"code\", \"input\": \"y()\\r\\nz()\"}]}], \"nbformat\": 3}",
    );
    assert_eq!((file.text.as_ref(), problem), ("x()\ny()\nz()\n", None));
    assert_eq!(place(&file, "z()"), (Some(2), 2, 1, 3, 3));
}

#[test]
fn other_kernels_and_cells_are_skipped() {
    for metadata in ["\"kernelspec\": {\"language\": \"R\"}", "\"language_info\": {\"name\": \"julia\"}"] {
        let json = format!(
            "{{\"cells\": [{{\"cell_type\": \"code\", \"source\": \"x\"}}], \"metadata\": {{{metadata}}}}}"
        );
        let expected = Notebook { not_code: "x\n".to_owned(), is_foreign: true, ..Notebook::default() };
        assert_eq!(read(&json), expected);
    }
    let file = notebook(
        "{\"cell_type\": \"code\", \"source\": \"x\", \"metadata\": {\"vscode\": {\"languageId\": \"sql\"}}},\n\
         {\"cell_type\": \"code\", \"source\": \"\\n%%bash\\nls 'x\"},\n{\"cell_type\": \"code\", \"source\": \"y\"}",
    );
    assert_eq!(file.text.trim(), "y");
    assert_eq!(place(&file, "y").0, Some(2));
}

#[test]
fn what_cannot_be_read_is_named() {
    for json in ["{", "[]", "{\"cells\": 3}", "{\"cells\": [{\"cell_type\": \"code\"}], \"cells\": 1}"] {
        let notebook = read(json);
        assert!(notebook.problem.is_some_and(|problem| problem.message.contains("notebook")), "{json}");
        assert_eq!(notebook.text, "");
    }
    assert_eq!(read(" \n"), Notebook::default());
    let notebook = read(
        "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"\\ud800\"}, {\"cell_type\": \"code\", \"source\": \"x\"},\
         {\"cell_type\": \"code\", \"source\": 3}, {\"cell_type\": \"code\"}]}",
    );
    assert!(notebook.problem.is_some_and(|problem| problem.message.starts_with("cell 0")));
    assert_eq!(notebook.text, "x\n");
}

/// The lines of a cell after the lines of what becomes of it.
fn python(cell: &str) -> String {
    magic::to_python(cell, false).lines.join("\n")
}

#[test]
fn what_only_a_notebook_understands_does_nothing() {
    for (cell, expected) in [
        ("%matplotlib inline\nx", "pass #%matplotlib inline\nx"),
        ("if x:\n    !pip install y\nz", "if x:\n    pass #!pip install y\nz"),
        ("!a \\\n  b\nc", "pass #!a \n  #b\nc"),
        ("files = !ls\nx", "files = None # !ls\nx"),
        ("client?\n?client\nx", "pass #client?\npass #?client\nx"),
        ("%time f(x)", "if 1: f(x)"),
        ("y = 1\n%timeit -n 10 -o f(x)", "y = 1\nif 1:            f(x)"),
        ("%%time\nf()", "pass #%%time\nf()"),
        ("%%bash\nls 'x", "\n"),
    ] {
        assert_eq!(python(cell), expected, "{cell}");
    }
}

#[test]
fn what_is_python_stays() {
    for cell in [
        "x = (a\n% b)",
        "p = '''\n!no\nwhat?\n%time\n'''\nf()",
        "x = a \\\n  % b",
        "s = 'a\\\n%b'\nx",
        "# what?\nx = \"#\" # (\ny",
        "x == y\nd['!'] = 1\nf(a=1)",
    ] {
        assert_eq!(python(cell), cell);
    }
}

#[test]
fn a_cell_does_not_spoil_the_next() {
    for (cell, closing) in [("f(a, [b", "])"), ("x = '''a", "'''")] {
        let code = magic::to_python(cell, false);
        assert_eq!(code.closing.as_deref(), Some(closing));
        assert!(code.unfinished);
    }
    let file = notebook(
        "{\"cell_type\": \"code\", \"source\": \"  a()\\n  b()\"},\n{\"cell_type\": \"code\", \"source\": \"c()\"}",
    );
    assert_eq!(file.text.as_ref(), "if 1:\n  a()\n  b()\nc()\n");
    assert_eq!(place(&file, "b()"), (Some(0), 2, 3, 2, 2));
}

#[test]
fn databricks_speaks_of_whole_cells() {
    assert_eq!(magic::to_python("%sql\nselect 'x", true).lines, ["", ""]);
    assert_eq!(magic::to_python("%python\nx", true).lines, ["pass #%python", "x"]);
}
