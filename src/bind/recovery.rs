//! What can be understood of a text that does not parse.
//!
//! An error excuses only what it touches. First goes what stands between the lines of the code: syntax that is newer than the
//! grammar, where the rest means the same without it, and the marks of a merge. If that is not all, the smallest statements
//! without which the rest parses are left out ([`super::outline`]), so that all others stand where they belong. Each part
//! that was left out is parsed for itself, as far as that goes, and hangs in the block that it was taken from.

use std::ops::Range;

use tree_sitter::{Node, Tree};

use super::outline::{self, Piece};
use super::shapes::{Shape, Shapes};
use super::{Syntax, first_error, parse, span_of};
use crate::language::{Language, Scoping, Token};
use crate::limit::{Limit, Limits};
use crate::module::Module;
use crate::source::Span;

/// How many times as many steps as a text has bytes may be spent on finding what is wrong with it. Sound code takes one step
/// for two bytes.
const STEPS_PER_BYTE: usize = 8;

/// A text without what does not parse.
pub(super) struct Recovery {
    /// The tree of what is understood; of the whole text if nothing can be told apart.
    pub(super) tree: Tree,
    /// What is not, in order.
    pub(super) parts: Vec<Part>,
    /// The limit because of which a part of the text was not looked at.
    pub(super) limit: Option<Limit>,
}

/// A part of a text that is not understood.
pub(super) struct Part {
    pub(super) span: Span,
    /// The first place in it that does not fit.
    pub(super) error: Span,
    /// What could be made of it, where the tree of the text does not hold it.
    pub(super) trees: Vec<Tree>,
}

/// Finds what is wrong in a text whose tree has errors.
pub(super) fn recover(tree: Tree, text: &str, syntax: Syntax, limits: &Limits) -> Recovery {
    let language = syntax.language;
    let mut search = Search {
        text,
        syntax,
        left_out: (language.newer_syntax)(&tokens(&tree, text)),
        steps: limits.get(Limit::ParseSteps) + STEPS_PER_BYTE * text.len(),
        limits,
    };
    let conflicts = conflicts(text);
    search.left_out.extend(conflicts.iter().flat_map(|conflict| conflict.marks.iter().cloned()));
    search.sort();
    search.left_out.extend(outline::loose_breaks(text, language, &search.left_out));
    search.sort();
    let mut parts: Vec<Part> = conflicts.iter().map(Conflict::part).collect();
    let whole = 0..text.len();
    let whole = std::slice::from_ref(&whole);
    if let Some(tree) = search.sound(whole) {
        return Recovery { tree, parts, limit: None };
    }
    let pieces = outline::of(text, language, &search.left_out);
    let mut wrong = Vec::new();
    search.find(&pieces, &[], &mut wrong);
    let ranges: Vec<_> = wrong.iter().map(|piece| piece.range.clone()).collect();
    let Some(rest) = search.sound(&without(whole, &ranges)) else {
        let span = Span::new(0, text.len());
        let parts = vec![Part { span, error: first_error(&tree), trees: Vec::new() }];
        return Recovery { tree, parts, limit: None };
    };
    for piece in wrong {
        let part = search.part(piece);
        match parts.last_mut().filter(|last| search.follows(last, &part)) {
            Some(last) => {
                last.span.end = part.span.end;
                last.trees.extend(part.trees);
            }
            None => parts.push(part),
        }
    }
    parts.sort_by_key(|part| (part.span.start, part.span.end));
    let limit = (search.steps == 0).then_some(Limit::ParseSteps);
    Recovery { tree: rest, parts, limit }
}

/// Looks for the statements that do not parse.
struct Search<'s> {
    text: &'s str,
    syntax: Syntax,
    /// Bytes that are never parsed, in order.
    left_out: Vec<Range<usize>>,
    /// How many steps of the parser are left.
    steps: usize,
    limits: &'s Limits,
}

impl Search<'_> {
    fn sort(&mut self) {
        self.left_out.sort_by_key(|range| (range.start, range.end));
    }

    /// The tree of some parts of the text; `None` if that takes too many steps.
    fn parse(&mut self, parts: &[Range<usize>]) -> Option<Tree> {
        let parts = without(parts, &self.left_out);
        // The parser takes none for everything.
        if parts.is_empty() {
            return None;
        }
        parse(self.text, self.syntax, &parts, "", &mut self.steps, self.limits)
    }

    /// What can be made of a statement that does not parse: of the whole with the brackets that it does not close, or of its
    /// beginning and of each statement in it.
    fn part(&mut self, piece: &Piece) -> Part {
        let whole = self.closed(&piece.range, piece);
        let is_sound = whole.as_ref().is_some_and(|tree| !tree.root_node().has_error());
        let mut error = whole.as_ref().map(first_error).filter(|error| *error != Span::default());
        let mut trees = Vec::new();
        if is_sound || piece.inner.is_empty() {
            trees.extend(whole);
        } else {
            let inner: Vec<_> = piece.inner.iter().map(|inner| inner.range.clone()).collect();
            let head = without(std::slice::from_ref(&piece.range), &inner);
            let head = head.first().and_then(|head| self.closed(head, piece));
            error = head.as_ref().map(first_error).filter(|error| *error != Span::default()).or(error);
            trees.extend(head);
            for inner in &piece.inner {
                trees.extend(self.part(inner).trees);
            }
        }
        // Blanks behind it are no part of it.
        let end = piece.range.start + self.text[piece.range.clone()].trim_end().len();
        let span = Span::new(piece.range.start, end);
        Part { span, error: error.unwrap_or(span), trees }
    }

    /// The tree of a statement or its beginning, as if the brackets that it does not close stood behind it.
    fn closed(&mut self, range: &Range<usize>, piece: &Piece) -> Option<Tree> {
        let end = range.start + self.text[range.clone()].trim_end().len();
        let range = if piece.missing.is_empty() { range.clone() } else { range.start..end };
        let parts = without(&[range], &self.left_out);
        if parts.is_empty() {
            return None;
        }
        // The last line may end in a comment.
        let tail = if piece.missing.is_empty() { String::new() } else { format!("\n{}", piece.missing) };
        parse(self.text, self.syntax, &parts, &tail, &mut self.steps, self.limits)
    }

    /// Whether nothing but blanks stands between two parts.
    fn follows(&self, before: &Part, part: &Part) -> bool {
        let between = before.span.end as usize..part.span.start as usize;
        !before.trees.is_empty() && self.text.get(between).is_some_and(|between| between.trim().is_empty())
    }

    /// Their tree, if they parse.
    fn sound(&mut self, parts: &[Range<usize>]) -> Option<Tree> {
        self.parse(parts).filter(|tree| !tree.root_node().has_error())
    }

    /// Adds the smallest of some statements without which the others parse inside of what is `around` them.
    fn find<'p>(&mut self, pieces: &'p [Piece], around: &[Range<usize>], wrong: &mut Vec<&'p Piece>) {
        let with = |parts: Vec<Range<usize>>| {
            let mut all = [around, &parts].concat();
            all.sort_by_key(|range| range.start);
            all
        };
        for piece in pieces {
            let whole = piece.range.clone();
            let before = wrong.len();
            if !piece.is_broken {
                if self.sound(&with(vec![whole.clone()])).is_some() {
                    continue;
                }
                let inner: Vec<_> = piece.inner.iter().map(|inner| inner.range.clone()).collect();
                let head = with(without(std::slice::from_ref(&whole), &inner));
                if !inner.is_empty() && self.sound(&head).is_some() {
                    self.find(&piece.inner, &head, wrong);
                    let ranges: Vec<_> = wrong[before..].iter().map(|piece| piece.range.clone()).collect();
                    let rest = with(without(std::slice::from_ref(&whole), &ranges));
                    if wrong.len() > before && self.sound(&rest).is_some() {
                        continue;
                    }
                }
            }
            wrong.truncate(before);
            wrong.push(piece);
        }
    }
}

/// How long a sign may be that the grammar knows no token for, unless it is one character again and again.
const LONGEST_UNKNOWN: usize = 4;

/// The tokens of the outermost statements that have errors, and of the ones after these: an error may be a word before a
/// statement.
fn tokens<'t>(tree: &Tree, text: &'t str) -> Vec<Token<'t>> {
    let mut found = Vec::new();
    let mut cursor = tree.walk();
    let (mut depth, mut end) = (0_usize, 0);
    let (mut is_after_error, mut is_after_token) = (false, false);
    loop {
        let node = cursor.node();
        let mut is_sound = false;
        if depth == 1 && !tree.root_node().is_error() {
            is_sound = !is_after_error && !node.has_error();
            is_after_error = node.has_error();
        }
        if is_sound {
            is_after_token = false;
        } else if node.is_extra() && !node.is_error() {
            // A comment, with what the grammar sees in it.
            end = node.end_byte();
        } else if cursor.goto_first_child() {
            depth += 1;
            continue;
        } else if let Some(token) = text.get(node.byte_range()).filter(|token| !token.is_empty()) {
            let start = node.start_byte();
            // What the grammar knows no token for stands between two.
            let between = text.get(end..start).unwrap_or_default();
            let is_first = end == 0 || between.contains('\n');
            let mut at = end;
            for unknown in between.split_whitespace().filter(|_| is_after_token) {
                at += text[at..].find(unknown).unwrap_or(0);
                let is_one_sign = unknown.bytes().all(|byte| unknown.as_bytes().first() == Some(&byte));
                if is_one_sign || unknown.len() <= LONGEST_UNKNOWN {
                    found.push(Token { text: unknown, start: at, is_first });
                }
                at += unknown.len();
            }
            found.push(Token { text: token, start, is_first });
            end = node.end_byte();
            is_after_token = true;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return found;
            }
            depth -= 1;
        }
    }
}

/// Two versions of some lines that nobody has chosen from.
struct Conflict {
    /// The lines between and around them.
    marks: Vec<Range<usize>>,
}

impl Conflict {
    fn part(&self) -> Part {
        let (first, last) = (&self.marks[0], &self.marks[self.marks.len() - 1]);
        let line = Span::new(first.start, first.end);
        Part { span: Span::new(first.start, last.end), error: line, trees: Vec::new() }
    }
}

/// The merge conflicts of a text.
fn conflicts(text: &str) -> Vec<Conflict> {
    let mut found = Vec::new();
    if memchr::memmem::find(text.as_bytes(), b"<<<<<<<").is_none() {
        return found;
    }
    let mut open: Option<Conflict> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        let is = |mark: &str| {
            line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
        };
        if is("<<<<<<<") {
            open = Some(Conflict { marks: vec![range] });
        } else if let Some(conflict) = open.as_mut() {
            if is("|||||||") || is("=======") {
                conflict.marks.push(range);
            } else if is(">>>>>>>") {
                conflict.marks.push(range);
                found.extend(open.take());
            }
        }
    }
    found
}

/// Some ranges without the bytes of others; all in order.
fn without(ranges: &[Range<usize>], others: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for range in ranges {
        let mut start = range.start;
        at += others[at..].partition_point(|other| other.end <= start);
        for other in others[at..].iter().take_while(|other| other.start < range.end) {
            if other.start > start {
                found.push(start..other.start);
            }
            start = start.max(other.end);
        }
        if start < range.end {
            found.push(start..range.end);
        }
    }
    found
}

/// Ends each place in a part of a file with the part: a bracket that is missing stands nowhere.
pub(super) fn cut_to_parts(module: &mut Module, parts: &[Part]) {
    if parts.is_empty() {
        return;
    }
    module.each_span(|span| {
        let after = parts.partition_point(|part| part.span.start <= span.start);
        let part = after.checked_sub(1).map(|at| parts[at].span);
        if let Some(part) = part.filter(|part| span.start < part.end && !part.contains(*span)) {
            span.end = span.end.min(part.end);
        }
    });
}

/// The block of a tree that a part was left out of: the innermost that its braces or its indentation put it into.
pub(super) fn block_around<'tree>(
    root: Node<'tree>,
    part: Span,
    text: &str,
    language: &Language,
    shapes: &Shapes<'tree>,
) -> Node<'tree> {
    let start = part.start as usize;
    let start = start + text[start..].len() - text[start..].trim_start().len();
    let column = outline::indentation(text, start);
    let holds = |parent: Node<'tree>, block: Node<'tree>| match language.scoping {
        Scoping::Function => outline::indentation(text, parent.start_byte()) < column,
        Scoping::Block | Scoping::Lexical => span_of(block).contains(part),
    };
    let (mut node, mut found) = (root, root);
    loop {
        let Some(child) = last_child_before(node, start) else { return found };
        let is_block = shapes.of(child).is_none_or(|shaped| shaped.shape == Shape::Block);
        if is_block && shapes.is_body(node, child) && holds(node, child) {
            found = child;
        }
        node = child;
    }
}

/// The last named child that begins before a byte. There may be as many children as parts that ask for one.
fn last_child_before(node: Node<'_>, byte: usize) -> Option<Node<'_>> {
    let mut cursor = node.walk();
    let mut is_there = cursor.goto_first_child_for_byte(byte).is_some() || cursor.goto_last_child();
    while is_there {
        let child = cursor.node();
        if child.is_named() && child.start_byte() < byte {
            return Some(child);
        }
        is_there = cursor.goto_previous_sibling();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_taken_away() {
        let some = |ranges: &[(usize, usize)]| ranges.iter().map(|(from, to)| *from..*to).collect::<Vec<_>>();
        let left = |ranges, others| without(&some(ranges), &some(others));
        assert_eq!(left(&[(0, 9)], &[(2, 3), (5, 9)]), some(&[(0, 2), (3, 5)]));
        assert_eq!(left(&[(0, 2), (4, 6)], &[(1, 5)]), some(&[(0, 1), (5, 6)]));
        assert_eq!(left(&[(3, 4)], &[(0, 9)]), some(&[]));
        assert_eq!(left(&[(0, 1), (2, 3)], &[]), some(&[(0, 1), (2, 3)]));
    }
}
