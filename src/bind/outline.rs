//! The outline of a text that does not parse: which statements stand in which, by their indentation or by their braces.
//!
//! It needs no grammar, so that an error in one statement says nothing of the others. Where a bracket is never closed, the
//! statement that opened it ends with the line before the next one that begins like a statement.

use std::ops::Range;

use super::tokens::{self, Kind};
use crate::language::{Language, Scoping};

/// How many statements that stand in each other are told apart. Below that, a statement is one with all that it holds.
const LEVELS: usize = 24;

/// How many columns a tabulator takes, as the grammars count.
const TABULATOR: usize = 8;

/// A statement with all that stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes; by indentation these are whole lines.
    pub(super) range: Range<usize>,
    /// The statements in it.
    pub(super) inner: Vec<Piece>,
    /// Whether a bracket or a text in it has no end, or a bracket no beginning.
    pub(super) is_broken: bool,
    /// The brackets that would close it.
    pub(super) missing: String,
}

impl Piece {
    fn new(range: Range<usize>) -> Self {
        Self { range, inner: Vec::new(), is_broken: false, missing: String::new() }
    }
}

/// What closes a bracket.
fn closing(open: u8) -> char {
    match open {
        b'(' => ')',
        b'[' => ']',
        _ => '}',
    }
}

/// The outermost statements of a text. `left_out` are bytes that are no code, in order.
pub(super) fn of(text: &str, language: &Language, left_out: &[Range<usize>]) -> Vec<Piece> {
    match language.scoping {
        Scoping::Function => {
            let lines = Lines::new(text, language, left_out).all();
            by_indentation(&lines, &mut 0, 0, LEVELS, language)
        }
        Scoping::Block | Scoping::Lexical => Braces::new(text, language, left_out).pieces(),
    }
}

/// The line breaks in brackets before what is indented less than its statement, and comments that are. They say nothing; the
/// grammar takes some of them for the ends of statements.
pub(super) fn loose_breaks(text: &str, language: &Language, left_out: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut lines = Lines::new(text, language, left_out);
    if language.scoping == Scoping::Function {
        lines.all();
    }
    lines.breaks
}

/// The column of the first character of a line.
pub(super) fn indentation(text: &str, at: usize) -> usize {
    let start = line_start(text, at);
    columns(&text.as_bytes()[start..]).0
}

/// The first byte of the line in which a byte stands.
fn line_start(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1)
}

/// The columns of the blanks with which a line begins, and their bytes.
fn columns(line: &[u8]) -> (usize, usize) {
    let mut column = 0;
    for (at, byte) in line.iter().enumerate() {
        match byte {
            b' ' => column += 1,
            b'\t' => column += TABULATOR,
            b'\x0c' => column = 0,
            _ => return (column, at),
        }
    }
    (column, line.len())
}

// --- by indentation --------------------------------------------------------------------------------------------------

/// A line of code with those that continue it.
struct Line<'t> {
    /// From its first blank to behind its end.
    range: Range<usize>,
    column: usize,
    /// Its first word, or its first character.
    first: &'t str,
    is_broken: bool,
    /// The brackets that would close it.
    missing: String,
}

/// Where a statement ends.
struct End {
    at: usize,
    is_broken: bool,
    /// The brackets that are open there, the innermost last.
    open: Vec<u8>,
    /// The line breaks inside its brackets before what is indented less than the statement.
    breaks: Vec<Range<usize>>,
}

/// Reads the lines of a text.
struct Lines<'l, 't> {
    text: &'t str,
    language: &'l Language,
    left_out: &'l [Range<usize>],
    at: usize,
    /// The line breaks so far that say nothing, and that the grammar takes for ends of statements.
    breaks: Vec<Range<usize>>,
    /// How many more bytes are looked at behind places where a statement may have been meant to end. Each of ten thousand
    /// brackets without an end would lead to the end of the text.
    spare: usize,
}

/// How many times as many bytes as a text has are looked at so.
const SPARE: usize = 16;

impl<'l, 't> Lines<'l, 't> {
    fn new(text: &'t str, language: &'l Language, left_out: &'l [Range<usize>]) -> Self {
        Self { text, language, left_out, at: 0, breaks: Vec::new(), spare: SPARE * text.len() }
    }

    fn all(&mut self) -> Vec<Line<'t>> {
        let mut found = Vec::new();
        while self.at < self.text.len() {
            if let Some((column, first)) = self.begin() {
                let start = self.at;
                let End { at, is_broken, open, breaks } = self.end(start, column);
                self.at = at;
                self.breaks.extend(breaks.into_iter().filter(|_| !is_broken));
                let missing = open.iter().rev().map(|&open| closing(open)).collect();
                found.push(Line { range: start..at, column, first, is_broken, missing });
            } else {
                self.at = self.next_line(self.at);
            }
        }
        found
    }

    /// The column and the first word of the line here; `None` if it holds no code.
    fn begin(&self) -> Option<(usize, &'t str)> {
        let after = self.left_out.partition_point(|range| range.end <= self.at);
        let is_left_out =
            |range: &Range<usize>| range.start <= self.at && range.end >= self.next_line(self.at);
        if self.left_out.get(after).is_some_and(is_left_out) {
            return None;
        }
        head(self.text, self.at, self.language)
    }

    fn next_line(&self, at: usize) -> usize {
        memchr::memchr(b'\n', &self.text.as_bytes()[at..]).map_or(self.text.len(), |end| at + end + 1)
    }

    /// The end of the line in which a byte stands, before what breaks it.
    fn line_end(&self, at: usize) -> usize {
        memchr::memchr(b'\n', &self.text.as_bytes()[at..]).map_or(self.text.len(), |end| at + end)
    }

    /// Where a comment begins that has its line for itself and is indented less than its statement, with the line break before
    /// it.
    fn loose_comment(&self, comment: usize, column: usize) -> Option<usize> {
        let start = line_start(self.text, comment);
        let (its_column, blanks) = columns(&self.text.as_bytes()[start..]);
        (start > 0 && start + blanks == comment && its_column < column).then(|| start - 1)
    }

    /// Where the statement of a line ends.
    fn end(&mut self, start: usize, column: usize) -> End {
        let bytes = self.text.as_bytes();
        let (mut at, mut open, mut is_broken) = (start, Vec::new(), false);
        let (mut breaks, mut is_comment) = (Vec::new(), false);
        // After the first line that may have been meant to be the last.
        let mut cut: Option<(usize, Vec<u8>)> = None;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'(' | b'[' | b'{' => open.push(byte),
                b')' | b']' | b'}' => is_broken |= open.pop().is_none(),
                b'#' => {
                    let comment = at - 1;
                    at = self.line_end(at);
                    let loose = self.loose_comment(comment, column).filter(|_| !open.is_empty());
                    is_comment = loose.is_none();
                    breaks.extend(loose.map(|from| from..at));
                }
                b'\\' => at = self.behind_escaped(at),
                b'\'' | b'"' => {
                    let (end, is_closed) = self.text_end(at - 1);
                    at = end;
                    is_broken |= !is_closed;
                }
                b'\n' if open.is_empty() => return End { at, is_broken, open, breaks },
                b'\n' => {
                    let is_comment = std::mem::replace(&mut is_comment, false);
                    if let Some((cut, _)) = &cut
                        && at - cut > self.spare
                    {
                        break;
                    }
                    let Some((next, first)) = head(self.text, at, self.language) else { continue };
                    if next < column && !is_comment && (next > 0 || !self.is_between_words(at)) {
                        breaks.push(at - 1..at);
                    }
                    if cut.is_none() && next <= column && !first.starts_with([')', ']', '}']) {
                        cut = Some((at, open.clone()));
                    }
                    if self.language.statement_words.contains(&first) {
                        break;
                    }
                }
                _ => {}
            }
        }
        is_broken |= !open.is_empty();
        let looked = cut.as_ref().map_or(0, |(cut, _)| at - cut);
        self.spare = self.spare.saturating_sub(looked);
        let (at, open) = cut.filter(|_| is_broken).unwrap_or((at, open));
        End { at, is_broken, open, breaks }
    }

    /// Whether the line that begins here and the one before it would run into one word without the break.
    fn is_between_words(&self, at: usize) -> bool {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let before = self.text[..at].trim_end_matches(['\n', '\r']);
        before.ends_with(is_word) && self.text[at..].starts_with(is_word)
    }

    /// The byte behind the character that a backslash takes with it.
    fn behind_escaped(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        at + if rest.starts_with(b"\r\n") { 2 } else { usize::from(!rest.is_empty()) }
    }

    /// Where the text ends that begins here, and whether it is closed. A text that is not ends with its line, and one with
    /// three quotes before the next line that begins like a statement.
    fn text_end(&self, at: usize) -> (usize, bool) {
        let bytes = self.text.as_bytes();
        let quote = bytes[at];
        let is_long = bytes[at..].starts_with(&[quote; 3]);
        let width = if is_long { 3 } else { 1 };
        let mut end = at + width;
        let mut cut = None;
        while let Some(&byte) = bytes.get(end) {
            match byte {
                b'\\' => end = self.behind_escaped(end + 1),
                b'\n' if !is_long => return (end, false),
                b'\n' => {
                    end += 1;
                    let words = self.language.statement_words;
                    let is_statement = |(_, first): (usize, &str)| words.contains(&first);
                    if cut.is_none() && head(self.text, end, self.language).is_some_and(is_statement) {
                        cut = Some(end - 1);
                    }
                }
                _ if bytes[end..].starts_with(&[quote; 3][..width]) => return (end + width, true),
                _ => end += 1,
            }
        }
        (cut.unwrap_or(bytes.len()), false)
    }
}

/// The column and the first word, or the first character, of a line; `None` if it holds no code.
fn head<'t>(text: &'t str, start: usize, language: &Language) -> Option<(usize, &'t str)> {
    let (column, blanks) = columns(&text.as_bytes()[start..]);
    let rest = &text[start + blanks..];
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
    let length = if length == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { length };
    let first = &rest[..length];
    let is_blank =
        first.is_empty() || first == "\n" || first == "\r" || rest.starts_with(language.line_comment);
    (!is_blank).then_some((column, first))
}

/// The statements from the line `at` on that are indented by `column` or more.
fn by_indentation(
    lines: &[Line<'_>],
    at: &mut usize,
    column: usize,
    levels: usize,
    language: &Language,
) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    // Where the statement begins to which the decorators before it belong.
    let mut continues = false;
    while let Some(line) = lines.get(*at).filter(|line| line.column >= column) {
        *at += 1;
        let is_clause = language.clause_words.contains(&line.first);
        let mut piece = match pieces.pop_if(|_| continues || is_clause) {
            Some(mut before) => {
                before.range.end = line.range.end;
                before
            }
            None => Piece::new(line.range.clone()),
        };
        piece.is_broken |= line.is_broken;
        piece.missing.clone_from(&line.missing);
        continues = line.first == "@";
        while let Some(next) = lines.get(*at).filter(|next| next.column > line.column) {
            if levels == 0 {
                piece.range.end = next.range.end;
                *at += 1;
            } else {
                let inner = by_indentation(lines, at, next.column, levels - 1, language);
                piece.range.end = inner.last().map_or(piece.range.end, |last| last.range.end);
                piece.inner.extend(inner);
            }
        }
        pieces.push(piece);
    }
    pieces
}

/// What goes on with a statement behind its braces.
const CONTINUE: &[&str] = &[".", "?", ";", ",", ")", "]", "=", "else", "as", "|", "+", "/", "<", ">", "!"];

// --- by braces -------------------------------------------------------------------------------------------------------

/// Reads the statements of a text by its braces.
struct Braces<'l, 't> {
    text: &'t str,
    language: &'l Language,
    left_out: &'l [Range<usize>],
    /// The statements that are open, each with the statements before it in the same braces.
    open: Vec<Level>,
    /// The statements before the place, and the one that has begun.
    pieces: Vec<Piece>,
    current: Option<Piece>,
    /// How many parentheses and brackets are open in the current statement.
    depth: usize,
}

/// A statement whose braces are open.
struct Level {
    before: Vec<Piece>,
    piece: Piece,
    column: usize,
    depth: usize,
}

impl<'l, 't> Braces<'l, 't> {
    fn new(text: &'t str, language: &'l Language, left_out: &'l [Range<usize>]) -> Self {
        Self { text, language, left_out, open: Vec::new(), pieces: Vec::new(), current: None, depth: 0 }
    }

    fn pieces(mut self) -> Vec<Piece> {
        let tokens: Vec<_> = tokens::Tokens::of(self.text).collect();
        let matched = are_matched(self.text, &tokens);
        let mut left_out = self.left_out.iter().peekable();
        for (at, (kind, range)) in tokens.iter().enumerate() {
            while left_out.next_if(|out| out.end <= range.start).is_some() {}
            if left_out.peek().is_some_and(|out| out.start <= range.start) {
                continue;
            }
            let word = &self.text[range.clone()];
            // What stands before a definition belongs to it.
            let is_attribute = word == "#";
            if !matched
                && (is_attribute || *kind == Kind::Name && self.language.statement_words.contains(&word))
            {
                self.close_broken(range.start);
            }
            let next = tokens.get(at + 1).map_or("", |(_, next)| &self.text[next.clone()]);
            self.token(word, range.clone(), next);
        }
        while !self.open.is_empty() {
            self.close(self.text.len(), true);
        }
        self.end_statement();
        self.pieces
    }

    fn token(&mut self, word: &str, range: Range<usize>, next: &str) {
        if word == "}" && self.depth == 0 {
            self.end_statement();
            if self.open.is_empty() {
                return self.stray(range);
            }
            self.close(range.end, false);
            let is_inside = self.depth > 0;
            let goes_on = CONTINUE.contains(&next);
            if !is_inside && !goes_on {
                self.end_statement();
            }
            return;
        }
        let begun = self.current.get_or_insert_with(|| Piece::new(range.clone()));
        begun.range.end = range.end;
        match word {
            "(" | "[" => self.depth += 1,
            ")" | "]" | "}" => {
                begun.is_broken |= self.depth == 0;
                self.depth = self.depth.saturating_sub(1);
            }
            // In a statement's parentheses it is a part of an expression.
            "{" if self.depth > 0 || self.open.len() >= LEVELS => self.depth += 1,
            "{" => self.begin_block(),
            ";" if self.depth == 0 => self.end_statement(),
            _ => {}
        }
    }

    fn begin_block(&mut self) {
        if let Some(piece) = self.current.take() {
            let column = indentation(self.text, piece.range.start);
            let before = std::mem::take(&mut self.pieces);
            self.open.push(Level { before, piece, column, depth: std::mem::take(&mut self.depth) });
        }
    }

    fn end_statement(&mut self) {
        self.pieces.extend(self.current.take());
        self.depth = 0;
    }

    /// Ends the innermost block.
    fn close(&mut self, end: usize, is_broken: bool) {
        self.end_statement();
        let Some(Level { before, mut piece, depth, .. }) = self.open.pop() else { return };
        piece.inner.extend(std::mem::replace(&mut self.pieces, before));
        piece.range.end = end;
        piece.is_broken |= is_broken;
        piece.missing.extend(is_broken.then_some('}'));
        self.current = Some(piece);
        self.depth = depth;
    }

    /// Ends the statements that cannot hold a definition whose line has nothing before `at` but other words: those that are
    /// indented as it is, or deeper.
    fn close_broken(&mut self, at: usize) {
        let start = line_start(self.text, at);
        let (column, blanks) = columns(&self.text.as_bytes()[start..]);
        let head = start + blanks;
        let is_word = |c: char| c.is_alphabetic() || matches!(c, ' ' | '_');
        if !self.text[head..at].chars().all(is_word) {
            return;
        }
        let begun = self.current.take_if(|piece| piece.range.start >= head);
        // What opened a parenthesis does not go on in a definition.
        if self.depth > 0
            && let Some(piece) = &mut self.current
        {
            piece.is_broken = true;
            piece.range.end = head;
        }
        let kept = self.open.iter().position(|level| level.column >= column).unwrap_or(self.open.len());
        let ends = self.depth > 0 || kept < self.open.len();
        while self.open.len() > kept {
            self.close(head, true);
        }
        if ends {
            self.end_statement();
        }
        self.current = self.current.take().or(begun);
    }

    /// A brace that closes nothing: what has the same column as its line, and what comes after that, may have been meant to
    /// be inside.
    fn stray(&mut self, range: Range<usize>) {
        let column = indentation(self.text, range.start);
        let first = self.pieces.iter().rposition(|piece| indentation(self.text, piece.range.start) <= column);
        let taken = self.pieces.split_off(first.unwrap_or(self.pieces.len()));
        let start = taken.first().map_or(range.start, |piece| piece.range.start);
        self.pieces.push(Piece { is_broken: true, ..Piece::new(start..range.end) });
    }
}

/// Whether each bracket has its end.
fn are_matched(text: &str, tokens: &[(Kind, Range<usize>)]) -> bool {
    let mut open = Vec::new();
    for (_, range) in tokens {
        match &text[range.clone()] {
            "(" => open.push(")"),
            "[" => open.push("]"),
            "{" => open.push("}"),
            close @ (")" | "]" | "}") if open.pop() != Some(close) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LANGUAGES;

    /// The pieces of a text, each as its first words with what stands in it, `!` before what is broken.
    fn shown(language: usize, text: &str) -> String {
        fn show(text: &str, pieces: &[Piece]) -> String {
            let one = |piece: &Piece| {
                let words =
                    text[piece.range.clone()].split_whitespace().take(2).collect::<Vec<_>>().join(" ");
                let mark = if piece.is_broken { "!" } else { "" };
                let inner = show(text, &piece.inner);
                if inner.is_empty() { format!("{mark}{words}") } else { format!("{mark}{words} {{{inner}}}") }
            };
            pieces.iter().map(one).collect::<Vec<_>>().join("; ")
        }
        show(text, &of(text, &LANGUAGES[language], &[]))
    }

    #[test]
    fn lines_are_statements_by_their_indentation() {
        assert_eq!(
            shown(0, "@a\ndef f():\n    if x:\n        y\n    else:\n        z\n\n# c\nx = [\n1,\n]\n"),
            "@a def {if x: {y; z}}; x ="
        );
        assert_eq!(shown(0, "x = '''\ndef f():\n'''\ny = 1\n"), "x =; y =");
        assert_eq!(shown(0, "x = a \\\n  + b\ny = 'it\\'s ('\n"), "x =; y =");
    }

    #[test]
    fn what_is_not_closed_ends_where_a_statement_begins() {
        assert_eq!(
            shown(0, "def f(a:\n    return a\n\ndef g():\n    pass\n"),
            "!def f(a: {return a}; def g(): {pass}"
        );
        assert_eq!(shown(0, "x = [1,\n    2,\ny = 3\nimport z\n"), "!x =; y =; import z");
        assert_eq!(shown(0, "x = [1,\n    2\n"), "!x =");
        assert_eq!(shown(0, "x = 'abc\ny = 3\n"), "!x =; y =");
        assert_eq!(shown(0, "x = '''abc\nand\ndef g():\n    pass\n"), "!x =; def g(): {pass}");
        assert_eq!(shown(0, "x)\ny\n"), "!x); y");
    }

    #[test]
    fn braces_hold_statements() {
        assert_eq!(
            shown(
                1,
                "use a::b; fn f() { let x = S { a: 1 }; if a { b() } else { c } d(|e| { f(); g }); } struct B;"
            ),
            "use a::b;; fn f() {let x {a: 1}; if a {b(); c}; d(|e| {}; struct B;"
        );
    }

    #[test]
    fn a_brace_without_an_end_costs_its_definition() {
        assert_eq!(shown(1, "fn f() {\n    if a {\n}\n\nfn g() {\n}\n"), "!fn f() {if a}; fn g()");
        assert_eq!(
            shown(
                1,
                "impl A {\n    fn f() {\n        if a {\n    }\n\n    fn g() {\n    }\n}\n\nfn h() {}\n"
            ),
            "impl A {!fn f() {if a}; fn g()}; fn h()"
        );
        assert_eq!(shown(1, "fn f() {\n}\n}\nfn g() {}\n"), "!fn f(); fn g()");
    }
}
