//! From text to facts: parses one file and lowers its tree to a [`Module`].
//!
//! This is the only place that sees a syntax tree or a query. The language's query says which node has which
//! shape ([`shapes`]); one lowering for all languages walks the shapes, keeps the scopes and follows which
//! bindings reach which use ([`flow`]). The tree is dropped at the end.

mod annotation;
mod blocks;
mod conditions;
mod expand;
mod expressions;
mod flow;
mod guards;
mod imports;
mod items;
mod lower;
mod macros;
mod narrowing;
mod patterns;
mod shapes;
mod statements;
mod suppressions;
mod targets;
mod tokens;

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use tree_sitter::{Node, ParseOptions, ParseState, Parser, Range, Tree};

use crate::language::{LANGUAGES, Language};
use crate::limit::{Limit, Limits};
use crate::module::Module;
use crate::source::{SourceFile, Span};

pub use expand::{Definition, Macros, definitions};

use lower::Lowerer;
use macros::Parsing;
use shapes::{ShapeQuery, Shapes};

/// Parses `file` and lowers it. `macros` are those that the program defines itself: what one gives stands where it is used.
///
/// A file that the grammar does not accept gives what could be recovered, with [`Module::broken`] set; limits that were
/// hit stand in [`Module::limits`]. `None` only if the query of the language does not compile, which a test excludes.
pub fn bind(
    file: &SourceFile,
    language: &'static Language,
    macros: &Macros,
    limits: &Limits,
) -> Option<Module> {
    let query = query_of(language)?;
    let spare = limits.get(Limit::ParseSteps);
    let Some(tree) = parse(&file.text, language, None, spare) else {
        return Some(Lowerer::empty(file, language, Limit::ParseSteps));
    };
    let embedded = macros::parse_all(query, &tree, &Parsing { text: &file.text, language, limits, macros });
    let text = embedded.text(&file.text);
    let mut shapes = Shapes::new(query, &tree, text, limits.get(Limit::Nesting));
    for node in embedded.expanded() {
        shapes.mark_expanded(node);
    }
    for (node, tree) in &embedded.trees {
        shapes.embed(tree, *node);
    }
    let broken = tree.root_node().has_error().then(|| first_error(&tree));
    let mut module = Lowerer::new(file, text, language, &shapes, limits).lower(tree.root_node());
    embedded.place(&mut module);
    module.broken = broken;
    module.limits.extend(embedded.limits);
    module.fit();
    Some(module)
}

/// Parses a text, or only a part of it as if the rest were not there; `None` if that takes more than one step for each
/// byte and `spare` steps.
///
/// A step is a report of progress, about every hundred steps of the parser itself. Sound code takes one of those for some
/// two bytes, error recovery in hostile text thousands for each. Counting steps, not seconds, keeps the result the same on
/// every machine.
fn parse(text: &str, language: &Language, part: Option<Range>, spare: usize) -> Option<Tree> {
    thread_local! {
        static PARSER: RefCell<Parser> = RefCell::new(Parser::new());
    }
    PARSER.with_borrow_mut(|parser| {
        parser.set_language(&(language.grammar)()).ok()?;
        let bytes = part.map_or(text.len(), |part| part.end_byte - part.start_byte);
        parser.set_included_ranges(part.as_slice()).ok()?;
        let mut left = spare + bytes;
        let mut progress = |_: &ParseState| {
            left = left.saturating_sub(1);
            if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let options = ParseOptions::new().progress_callback(&mut progress);
        let bytes = text.as_bytes();
        let tree =
            parser.parse_with_options(&mut |at, _| bytes.get(at..).unwrap_or_default(), None, Some(options));
        parser.reset();
        tree
    })
}

/// The compiled query of a language, compiled on first use. `None` only if it does not compile, which a test
/// excludes.
fn query_of(language: &Language) -> Option<&'static ShapeQuery> {
    static QUERIES: [OnceLock<Option<ShapeQuery>>; LANGUAGES.len()] =
        [const { OnceLock::new() }; LANGUAGES.len()];
    let at = LANGUAGES.iter().position(|other| other.id == language.id)?;
    QUERIES[at].get_or_init(|| ShapeQuery::new(&(language.grammar)(), language.query).ok()).as_ref()
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
            let grammar = (language.grammar)();
            let query = ShapeQuery::new(&grammar, language.query);
            assert!(query.is_ok(), "{}: {:?}", language.id, query.err());
            // What is not run has to be right as well.
            let whole = Query::new(&grammar, language.query);
            assert!(whole.is_ok(), "{}: {:?}", language.id, whole.err());
        }
    }

    #[test]
    fn an_unknown_capture_is_refused() {
        let error = ShapeQuery::new(&(LANGUAGES[0].grammar)(), "(identifier) @nonsense").err();
        assert_eq!(error.as_deref(), Some("unknown capture @nonsense"));
    }
}
