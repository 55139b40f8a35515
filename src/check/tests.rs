//! Which code of a file is test code: the whole file by its path, or definitions by their decorators.

use crate::language::{Language, TestCode};
use crate::module::{Decorator, Module};
use crate::source::{SourceFile, Sources, Span};

/// The test code of one file.
pub(super) struct Tests {
    spans: Vec<Span>,
}

impl Tests {
    /// Looks at the file's path and at the decorators of its definitions.
    pub(super) fn of(facts: &Module, source: &SourceFile, code: &TestCode) -> Self {
        if code.holds(&source.module_path) {
            return Self { spans: vec![Span::new(0, source.text.len())] };
        }
        if code.decorator.is_empty() {
            return Self { spans: Vec::new() };
        }
        let text = |decorator: &Decorator| source.text.get(decorator.span.range()).unwrap_or_default();
        let is_test = |decorators: &[Decorator]| decorators.iter().any(|it| is_marked(text(it), code));
        let functions = facts.functions.iter().map(|it| (&it.decorators, it.span));
        let classes = facts.classes.iter().map(|it| (&it.decorators, it.span));
        let marked = functions.chain(classes).filter(|(decorators, _)| is_test(decorators));
        Self { spans: marked.map(|(_, span)| span).collect() }
    }

    /// Whether a place is in it.
    pub(super) fn hold(&self, place: Span) -> bool {
        self.spans.iter().any(|span| span.contains(place))
    }
}

/// Whether a place of a file is test code.
pub(super) fn is_test(facts: &Module, sources: &Sources, place: Span) -> bool {
    let language = Language::of_id(facts.language);
    let source = sources.get(facts.file);
    language
        .zip(source)
        .is_some_and(|(language, source)| Tests::of(facts, source, &language.test_code).hold(place))
}

/// Whether a decorator, or the condition that it states, names tests. `any` accepts more than tests and `all` fewer;
/// both stand before code that is written for tests. Its words are read and not its expression: what is nothing but
/// a name in the tokens of a macro is not parsed.
fn is_marked(text: &str, code: &TestCode) -> bool {
    let is_word_end = |c: char| !c.is_alphanumeric() && c != '_';
    let words = text.split('"').step_by(2).flat_map(|outside| outside.split(is_word_end));
    let mut is_named = false;
    for word in words {
        if word == code.negation {
            return false;
        }
        is_named |= word == code.decorator;
    }
    is_named
}
