//! Which code of a file is test code: the whole file by its path, or definitions by their decorators.

use rustc_hash::FxHashSet;

use crate::language::{Language, TestCode};
use crate::module::{Decorator, Import, Module};
use crate::project::{Found, ModuleId, Project};
use crate::source::{Outermost, SourceFile, Sources, Span};

/// The test code of one file.
pub(super) struct Tests {
    spans: Outermost,
}

impl Tests {
    /// Looks at the decorators of a file's definitions, unless the whole file is test code.
    pub(super) fn of(files: &TestFiles, module: ModuleId, facts: &Module, source: &SourceFile) -> Self {
        if files.whole.contains(&module) {
            return Self { spans: Outermost::of(vec![Span::new(0, source.text.len())]) };
        }
        let Some(code) = code_of(facts) else { return Self { spans: Outermost::default() } };
        if code.decorator.is_empty() {
            return Self { spans: Outermost::default() };
        }
        let text = |decorator: &Decorator| source.text.get(decorator.span.range()).unwrap_or_default();
        let is_test = |decorators: &[Decorator]| decorators.iter().any(|it| is_marked(text(it), code));
        let functions = facts.functions.iter().map(|it| (&it.decorators, it.span));
        let classes = facts.classes.iter().map(|it| (&it.decorators, it.span));
        let marked = functions.chain(classes).filter(|(decorators, _)| is_test(decorators));
        Self { spans: Outermost::of(marked.map(|(_, span)| span).collect()) }
    }

    /// Whether a place is in it.
    pub(super) fn hold(&self, place: Span) -> bool {
        self.spans.contain(place)
    }
}

/// The files that are test code as a whole: by their paths, or because what declares them is test code.
pub(super) struct TestFiles {
    whole: FxHashSet<ModuleId>,
}

impl TestFiles {
    pub(super) fn of(project: &Project<'_>, sources: &Sources) -> Self {
        let mut open: Vec<ModuleId> = Vec::new();
        for (id, facts) in project.modules() {
            let (Some(source), Some(code)) = (sources.get(project.standing(id).file), code_of(facts)) else {
                continue;
            };
            open.extend(facts.is_test.then_some(id));
            let text = |decorator: &Decorator| source.text.get(decorator.span.range()).unwrap_or_default();
            let declared = facts.declared.iter();
            let marked =
                declared.filter(|(_, decorators)| decorators.iter().any(|it| is_marked(text(it), code)));
            open.extend(marked.filter_map(|(import, _)| declared_file(project, id, import)));
        }
        let mut whole = FxHashSet::default();
        while let Some(id) = open.pop() {
            if whole.insert(id) {
                let declared = project.module(id).declared.iter();
                open.extend(declared.filter_map(|(import, _)| declared_file(project, id, import)));
            }
        }
        Self { whole }
    }
}

/// The parsed file that a declaration of a module means.
fn declared_file(project: &Project<'_>, from: ModuleId, import: &Import) -> Option<ModuleId> {
    let path = import.member.as_ref().unwrap_or(&import.written).as_str();
    match project.table.relative(from, import.level, path) {
        Some(Found::Module(found)) => Some(found),
        _ => None,
    }
}

fn code_of(facts: &Module) -> Option<&'static TestCode> {
    Language::of_id(facts.language).map(|language| &language.test_code)
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
