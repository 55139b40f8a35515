//! From text to facts: parses one file and lowers its tree to a [`Module`].
//!
//! This is the only place that sees a syntax tree or a query. The language's query says which node has which
//! shape ([`shapes`]); one lowering for all languages walks the shapes, keeps the scopes and follows which
//! bindings reach which use ([`flow`]). The tree is dropped at the end.

mod annotation;
mod blocks;
mod code;
mod comments;
mod conditions;
mod esm;
mod expand;
mod expressions;
mod flow;
mod guards;
mod imports;
mod indents;
mod items;
mod lexical;
mod lower;
mod macros;
mod members;
mod narrowing;
mod outline;
mod patterns;
mod pieces;
mod recovery;
mod shapes;
mod statements;
mod suppressions;
mod targets;
mod tokens;

use std::cell::RefCell;
use std::iter;
use std::ops::{self, ControlFlow};
use std::sync::OnceLock;

use tree_sitter::{Node, ParseOptions, ParseState, Parser, Point, Range, Tree};

use crate::language::{LANGUAGES, Language, Scoping};
use crate::limit::{Ceiling, Limit, Limits};
use crate::module::{Broken, Module};
use crate::source::{SourceFile, Span};

pub use expand::{Definition, Macros, definitions};

use expand::Asked;
use lower::Lowerer;
use macros::Parsing;
use recovery::Recovery;
use shapes::{ShapeQuery, Shapes};

/// Parses `file` and lowers it. `macros` are those that the program defines itself: what one gives stands where it is used.
///
/// The facts are a function of the path and the text of the file, of `limits`, and of the definitions of [`Module::macros`]; they
/// are not changed afterwards.
///
/// Of a file that the grammar does not accept, [`Module::broken`] holds the parts that were not understood; limits that were
/// hit stand in [`Module::limits`]. `None` only if the query of the language does not compile, which a test excludes.
pub fn bind(
    file: &SourceFile,
    language: &'static Language,
    macros: &Macros,
    limits: &Limits,
) -> Option<Module> {
    let syntax = Syntax { language, grammar: language.grammar_of(&file.module_path) };
    let query = syntax.query()?;
    let spare = limits.get(Limit::ParseSteps);
    let whole = 0..file.text.len();
    if language.scoping == Scoping::Function
        && indents::are_too_many(&file.text, std::slice::from_ref(&whole))
    {
        return Some(Lowerer::empty(file, language, Limit::Nesting));
    }
    let Some(tree) = parse(&file.text, syntax, &[whole], "", &mut (spare + file.text.len()), limits) else {
        return Some(Lowerer::empty(file, language, Limit::ParseSteps));
    };
    let recovered = if tree.root_node().has_error() {
        recovery::recover(tree, &file.text, syntax, limits)
    } else {
        Recovery { tree, parts: Vec::new(), limit: None }
    };
    let Recovery { tree, parts, limit } = &recovered;
    let trees: Vec<&Tree> = iter::once(tree).chain(parts.iter().flat_map(|part| &part.trees)).collect();
    let parsing = Parsing { text: &file.text, syntax, limits, macros: Asked::of(macros) };
    let run = code::parse_all(query, &trees, &parsing);
    let embedded = macros::parse_all(query, &trees, &parsing);
    let text = embedded.text(&file.text);
    let mut shapes = Shapes::new(query, tree, text, limits.get(Limit::Nesting));
    for node in embedded.expanded() {
        shapes.mark_expanded(node);
    }
    for (node, tree) in embedded.trees.iter().chain(&run) {
        shapes.embed(tree, *node);
    }
    for part in parts {
        let block = recovery::block_around(tree.root_node(), part.span, text, language, &shapes);
        part.trees.iter().for_each(|inside| shapes.put_into(block, inside));
    }
    shapes.sort_comments();
    let mut module = Lowerer::new(file, text, language, &shapes, limits).lower(tree.root_node());
    embedded.place(&mut module);
    recovery::cut_to_parts(&mut module, parts);
    module.broken = parts.iter().map(|part| Broken { span: part.span, error: part.error }).collect();
    module.limits.extend(embedded.limits);
    module.macros = parsing.macros.into_names();
    if let Some(limit) = limit {
        module.limits.insert(*limit);
    }
    module.fit();
    Some(module)
}

/// Parses parts of a text as if the rest were not there and `tail` stood behind them; `None` if that takes more steps than are left.
///
/// A step is a report of progress, about every hundred steps of the parser itself. Sound code takes one of those for some
/// two bytes, error recovery in hostile text thousands for each. Counting steps, not seconds, keeps the result the same on
/// every machine.
fn parse(
    text: &str,
    syntax: Syntax,
    parts: &[ops::Range<usize>],
    tail: &str,
    steps: &mut usize,
    limits: &Limits,
) -> Option<Tree> {
    let tree = parse_within(text, syntax, parts, tail, steps, limits.ceiling());
    limits.ceiling().check();
    tree
}

/// The same, which gives nothing where the run ends.
fn parse_within(
    text: &str,
    Syntax { language, grammar }: Syntax,
    parts: &[ops::Range<usize>],
    tail: &str,
    steps: &mut usize,
    ceiling: &Ceiling,
) -> Option<Tree> {
    thread_local! {
        static PARSER: RefCell<Parser> = RefCell::new(Parser::new());
    }
    PARSER.with_borrow_mut(|parser| {
        parser.set_language(&(language.grammars.get(grammar)?.grammar)()).ok()?;
        // Rows and columns are not asked for.
        let point = |column: usize| Point { row: 0, column };
        let range = |part: &ops::Range<usize>| Range {
            start_byte: part.start,
            end_byte: part.end,
            start_point: point(part.start),
            end_point: point(part.end),
        };
        let parts = comments::without_runs(text, parts, language.line_comment);
        let (text, parts) = pieces::few(text, parts);
        let text = &*text;
        if parts.len() > pieces::MOST {
            return None;
        }
        let is_whole = matches!(&parts[..], [part] if *part == (0..text.len()));
        // The whole was looked at before.
        if !is_whole && language.scoping == Scoping::Function && indents::are_too_many(text, &parts) {
            return None;
        }
        let mut ranges: Vec<Range> = if is_whole { Vec::new() } else { parts.iter().map(range).collect() };
        let mut end = text.len();
        if let Some(last) = ranges.last_mut().filter(|_| !tail.is_empty()) {
            end = last.end_byte;
            last.end_byte += tail.len();
        }
        parser.set_included_ranges(&ranges).ok()?;
        let mut progress = |_: &ParseState| {
            *steps = steps.saturating_sub(1);
            let is_over = *steps == 0 || ceiling.closed_by().is_some();
            if is_over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let options = ParseOptions::new().progress_callback(&mut progress);
        let bytes = |at: usize| match text.as_bytes().get(at..end) {
            Some(rest) if !rest.is_empty() => rest,
            _ => at.checked_sub(end).and_then(|at| tail.as_bytes().get(at..)).unwrap_or_default(),
        };
        let tree = parser.parse_with_options(&mut |at, _| bytes(at), None, Some(options));
        parser.reset();
        tree
    })
}

/// In which language a file is written, and which of the language's grammars reads it.
#[derive(Clone, Copy)]
struct Syntax {
    language: &'static Language,
    /// The index of the grammar.
    grammar: usize,
}

/// No language has more grammars.
const MOST_GRAMMARS: usize = 2;

impl Syntax {
    /// The query compiled for the grammar, on first use. `None` only if it does not compile, which a test excludes.
    fn query(self) -> Option<&'static ShapeQuery> {
        static QUERIES: [[OnceLock<Option<ShapeQuery>>; MOST_GRAMMARS]; LANGUAGES.len()] =
            [const { [const { OnceLock::new() }; MOST_GRAMMARS] }; LANGUAGES.len()];
        let at = LANGUAGES.iter().position(|other| other.id == self.language.id)?;
        let grammar = self.language.grammars.get(self.grammar)?.grammar;
        let query = || ShapeQuery::new(&grammar(), self.language.query).ok();
        QUERIES[at].get(self.grammar)?.get_or_init(query).as_ref()
    }
}

/// The first place the parser could not make sense of: the first error or missing node, depth first.
fn first_error(tree: &Tree) -> Span {
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        if node.is_error() || node.is_missing() {
            return span_of(node);
        }
        if node.has_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return Span::default();
            }
        }
    }
}

/// A node's bytes.
fn span_of(node: Node<'_>) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}

#[cfg(test)]
mod tests {
    use tree_sitter::Query;

    use super::*;

    #[test]
    fn every_query_compiles() {
        for language in LANGUAGES {
            assert!(language.grammars.len() <= MOST_GRAMMARS, "{}", language.id);
            let fits = |line: &str| {
                let mut grammars = language.grammars.iter().map(|dialect| (dialect.grammar)());
                grammars.any(|grammar| shapes::patterns_of(&grammar, line).len() == 1)
            };
            let lines = language.query.lines().filter(|line| !line.is_empty() && !line.starts_with(';'));
            assert_eq!(lines.into_iter().find(|line| !fits(line)), None, "{}", language.id);
            for dialect in language.grammars {
                let grammar = (dialect.grammar)();
                let query = ShapeQuery::new(&grammar, language.query);
                assert!(query.is_ok(), "{}: {:?}", language.id, query.err());
                // What is not run has to be right as well.
                let whole = Query::new(&grammar, &shapes::patterns_of(&grammar, language.query).join("\n"));
                assert!(whole.is_ok(), "{}: {:?}", language.id, whole.err());
            }
        }
    }

    #[test]
    fn an_unknown_capture_is_refused() {
        let error = ShapeQuery::new(&(LANGUAGES[0].grammars[0].grammar)(), "(identifier) @nonsense").err();
        assert_eq!(error.as_deref(), Some("unknown capture @nonsense"));
    }
}
