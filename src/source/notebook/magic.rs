//! What only a notebook understands, as Python: magics (`%time f()`), shell escapes (`!pip install x`), help (`f?`)
//! and cells of other languages (`%%bash`).
//!
//! Such a line becomes a statement that does nothing, and a magic that runs the statement after it becomes a
//! condition that holds. What is code keeps its columns, and the number of lines stays.

/// What is put above a cell whose first line is indented, which a notebook accepts.
pub(super) const INDENTED: &str = "if 1:";

/// Cell magics that run the rest of the cell as Python in the notebook itself.
const CELL_MAGICS_OF_PYTHON: &[&str] =
    &["time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "debug", "snakeviz", "scalene"];

/// Line magics that run the statement after them.
const LINE_MAGICS_OF_PYTHON: &[&str] = &["time", "timeit", "prun", "memit", "debug", "snakeviz"];

/// Line magics that are written without a `%` as well, where an argument follows: `pip install x`.
const AUTOMATIC_MAGICS: &[&str] = &[
    "pip",
    "conda",
    "mamba",
    "micromamba",
    "uv",
    "cd",
    "ls",
    "mkdir",
    "rmdir",
    "rm",
    "cp",
    "mv",
    "cat",
    "load_ext",
    "reload_ext",
    "matplotlib",
];

/// Words between two names that make an expression of them.
const OPERATORS: &[&str] = &["in", "is", "not", "and", "or", "if", "for"];

/// The shortest statement under which another can stand on the same line.
const CONDITION: &str = "if 1:";

/// A cell as Python.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Code {
    /// Its lines without their ends.
    pub(super) lines: Vec<String>,
    /// What has to stand below it so that the next cell is read by itself.
    pub(super) closing: Option<String>,
    /// Whether it ends inside of a string or a bracket, which no notebook runs.
    pub(super) unfinished: bool,
    /// Whether its first line of code is indented.
    pub(super) indented: bool,
    /// Whether it is in another language, so that nothing of it is code here.
    pub(super) is_foreign: bool,
}

/// A cell's text as Python. With `whole_cells` a single `%` in the first line speaks of the whole cell, as on
/// Databricks.
pub(super) fn to_python(text: &str, whole_cells: bool) -> Code {
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(0);
    let head = lines.get(first).map_or("", |line| line.trim_start());
    if other_language(head, whole_cells) {
        return Code { lines: vec![String::new(); lines.len()], is_foreign: true, ..Code::default() };
    }
    let mut code = Code::default();
    let mut state = State::default();
    let mut escaped = false;
    for line in lines {
        let rewritten = if escaped || (state.at_statement() && head_of_cell(line)) {
            Some(no_code(line, escaped))
        } else if state.at_statement() {
            rewrite(line)
        } else {
            None
        };
        // The lines after one that ends in a backslash belong to the escape.
        let is_escape = rewritten.as_ref().is_some_and(|text| !text.trim_start().starts_with(CONDITION));
        escaped = is_escape && line.trim_end().ends_with('\\');
        let line = rewritten.unwrap_or_else(|| line.to_owned());
        if !code.indented && code.lines.iter().all(|line| line.trim().is_empty()) && !is_comment(&line) {
            code.indented = line.starts_with([' ', '\t']) && !line.trim().is_empty();
        }
        state.read(&line);
        code.lines.push(line);
    }
    code.closing = state.closing();
    code.unfinished = code.closing.is_some();
    code
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// Whether a cell that begins like this is no Python.
fn other_language(head: &str, whole_cells: bool) -> bool {
    if let Some(rest) = head.strip_prefix("%%") {
        return !CELL_MAGICS_OF_PYTHON.contains(&word(rest));
    }
    let of_cell = ["md", "md-sandbox", "sql", "scala", "r", "sh", "fs", "run"];
    whole_cells && head.strip_prefix('%').is_some_and(|rest| of_cell.contains(&word(rest)))
}

/// A cell magic under which Python follows.
fn head_of_cell(line: &str) -> bool {
    line.trim_start().starts_with("%%")
}

fn word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// A statement that does nothing, indented as `line`; a continued line is only a comment.
fn no_code(line: &str, continued: bool) -> String {
    let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
    let rest = rest.trim_end_matches('\\');
    if continued { format!("{indent}#{rest}") } else { format!("{indent}pass #{rest}") }
}

/// The line at the beginning of a statement, if it is not Python as it stands.
fn rewrite(line: &str) -> Option<String> {
    let trimmed = line.trim();
    if let Some(rest) = line.trim_start().strip_prefix('%') {
        return Some(statement_of_magic(line, rest).unwrap_or_else(|| no_code(line, false)));
    }
    let asks = trimmed.ends_with('?') && !is_comment(trimmed) && !trimmed.contains(['"', '\'', '#']);
    if trimmed.starts_with(['!', '?']) || asks || is_automatic(trimmed) {
        return Some(no_code(line, false));
    }
    // `files = !ls`, `rows = %sql select 1`: nothing is known of the result.
    let (target, value) = line.split_once('=')?;
    let is_target = |c: char| c.is_alphanumeric() || " _.,[]()*\"'".contains(c);
    let is_escape = value.trim_start().starts_with(['!', '%']) && target.chars().all(is_target);
    is_escape.then(|| format!("{target}= None #{}", value.trim_end_matches('\\')))
}

/// Whether a line is a magic without its `%`: a name and another one behind it, which is no Python.
fn is_automatic(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (Some(name), Some(next)) = (words.next(), words.next()) else { return false };
    AUTOMATIC_MAGICS.contains(&name) && next.starts_with(char::is_alphanumeric) && !OPERATORS.contains(&next)
}

/// `%time f(x)`: the statement stays where it is, below a condition that holds.
fn statement_of_magic(line: &str, after: &str) -> Option<String> {
    let name = word(after);
    if !LINE_MAGICS_OF_PYTHON.contains(&name) {
        return None;
    }
    let mut rest = after.strip_prefix(name)?.trim_start();
    // Options, some with a value: `-n 10`, `-r3`, `-o`.
    while let Some(option) = rest.strip_prefix('-') {
        let (flag, others) = option.split_once(char::is_whitespace)?;
        rest = others.trim_start();
        let takes_value = flag.len() == 1 && rest.starts_with(|c: char| c.is_ascii_digit());
        if takes_value {
            rest = rest.split_once(char::is_whitespace)?.1.trim_start();
        }
    }
    let indent = line.len() - line.trim_start().len();
    let before = line.len() - rest.len() - indent;
    let width = line[indent..indent + before].chars().count();
    (!rest.is_empty() && width >= CONDITION.len())
        .then(|| format!("{}{CONDITION:<width$}{rest}", &line[..indent]))
}

/// Where the text stands: in which string, below how many brackets.
#[derive(Default)]
struct State {
    /// The quotes that end the string.
    string: Option<String>,
    brackets: Vec<char>,
    /// The line before ends in a backslash.
    continued: bool,
}

impl State {
    /// Whether the next line begins a statement.
    fn at_statement(&self) -> bool {
        self.string.is_none() && self.brackets.is_empty() && !self.continued
    }

    fn read(&mut self, line: &str) {
        let mut rest = line;
        self.continued = false;
        while let Some(first) = rest.chars().next() {
            if let Some(quotes) = &self.string {
                if let Some(after) = rest.strip_prefix(quotes.as_str()) {
                    rest = after;
                    self.string = None;
                } else {
                    // What follows a backslash ends nothing.
                    let escaped = if first == '\\' { rest.chars().nth(1) } else { None };
                    rest = &rest[first.len_utf8() + escaped.map_or(0, char::len_utf8)..];
                    self.continued = first == '\\' && escaped.is_none();
                }
                continue;
            }
            match first {
                '#' => break,
                '"' | '\'' => {
                    let three = first.to_string().repeat(3);
                    let quotes = if rest.starts_with(&three) { three } else { first.to_string() };
                    rest = &rest[quotes.len()..];
                    self.string = Some(quotes);
                    continue;
                }
                '(' => self.brackets.push(')'),
                '[' => self.brackets.push(']'),
                '{' => self.brackets.push('}'),
                ')' | ']' | '}' => drop(self.brackets.pop()),
                '\\' => self.continued = rest.len() == 1,
                _ => {}
            }
            rest = &rest[first.len_utf8()..];
        }
        // A string in single quotes ends with its line, unless a backslash continues it.
        if self.string.as_ref().is_some_and(|quotes| quotes.len() == 1) && !self.continued {
            self.string = None;
        }
    }

    /// What ends all that is open.
    fn closing(self) -> Option<String> {
        let mut closing = self.string.unwrap_or_default();
        closing.extend(self.brackets.iter().rev());
        (!closing.is_empty()).then_some(closing)
    }
}
