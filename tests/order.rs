//! No answer of the evaluator depends on what was asked before.

#![allow(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

mod support;

use std::path::Path;

use mima::catalog::Catalog;
use mima::finding::Belief;
use mima::language::LANGUAGES;
use mima::limit::Limits;
use mima::module::ExprId;
use mima::outside::Outside;
use mima::project::{Evaluator, ExprRef, ModuleId, Project, Value, Values};
use mima::{Mode, sieve};
use support::file;

/// The source files below a directory, each as (path, text), ordered by path.
fn sources(directory: &Path, extension: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(directory) = open.pop() {
        for entry in ignore::WalkBuilder::new(&directory).max_depth(Some(1)).build().flatten().skip(1) {
            let path = entry.into_path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|other| other == extension) {
                found.push((path.display().to_string(), read(&path)));
            }
        }
    }
    found.sort();
    found
}

#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("a fixture")
}

/// The values of all expressions of a project, asked in some order by one evaluator.
fn values_of(project: &Project<'_>, order: impl Iterator<Item = ExprRef>) -> Vec<(ExprRef, Values)> {
    let mut evaluator = Evaluator::new(project);
    let mut values: Vec<(ExprRef, Values)> = order.map(|at| (at, evaluator.expr(at))).collect();
    values.sort_by_key(|(at, _)| *at);
    values
}

/// Whether some values hold the number of a call, which says when it was first asked for and nothing else.
fn tells_calls_apart(values: &Values) -> bool {
    values.iter().any(|traced| matches!(traced.value, Value::Generator(..)))
}

/// Asking from the last expression to the first gives the same as asking from the first to the last, however questions
/// lead to each other.
#[test]
fn answers_do_not_depend_on_what_was_asked_first() {
    let mut differ = Vec::new();
    for language in LANGUAGES {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(language.id);
        let extension = (language.files)().extensions[0].as_str();
        let programs = sources(&root, extension);
        assert!(!programs.is_empty(), "{} has fixtures", language.id);
        for (path, text) in programs {
            let catalog = Catalog::builtin().of(language.id);
            let program = file(&format!("program.{extension}"), text);
            let sifted = sieve::sift(&[program], &[], language, 0, catalog, &Mode::Everything.into());
            let project = Project::link(
                sifted.files,
                sifted.table,
                catalog,
                Limits::default(),
                Belief::default(),
                Outside::default(),
            );
            differ.extend(differences(&project).into_iter().map(|found| format!("{path} {found}")));
        }
    }
    assert!(differ.is_empty(), "{} answers differ\n{}", differ.len(), differ.join("\n"));
}

/// The expressions of the first file of a project for which the order of questions matters.
fn differences(project: &Project<'_>) -> Vec<String> {
    let Some((_, module)) = project.modules().next() else { return Vec::new() };
    let all = || (0..module.exprs.len() as u32).map(|at| ExprRef { module: ModuleId(0), expr: ExprId(at) });
    let forwards = values_of(project, all());
    let backwards = values_of(project, all().rev());
    let pairs = forwards.iter().zip(&backwards);
    let differ = pairs.filter(|((_, one), (_, other))| !one.is_same(other) && !tells_calls_apart(one));
    let show = |((at, one), (_, other)): (&(ExprRef, Values), &(ExprRef, Values))| {
        format!("at byte {}: {one:?}\n{other:?}", module.expr(at.expr).span.start)
    };
    differ.map(show).collect()
}
