//! The judgement is linear in the edges of the call graph, has no depth, and does not depend on what was asked first.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot set its stage has to stop")]

mod support;

use std::fmt::Write as _;

use mima::attest::{Doubt, Index, Judge, Memory, Question, Runs, Verdict};
use mima::catalog::{Catalog, Category};
use mima::finding::{AttestedBy, RuleId};
use mima::language::LANGUAGES;
use mima::limit::{Limit, Limits};
use mima::module::{ClassId, ExprKind, FunctionId};
use mima::name::{Name, QualName};
use mima::project::{ClassRef, Evaluator, FunctionRef, ModuleId, Project};
use mima::{Mode, Options, analyze, sieve};
use support::{analyse, file};

const HEAD: &str = "\
from mima_governance import MimaGovernance
from openai import OpenAI

mima = MimaGovernance(api_key='k', system_name='s')
client = OpenAI()

";

const CALL: &str = "client.responses.create(input=x)";

const TOP: &str = "@mima.attest('top')\ndef top(x):\n    ";

/// So many layers of two functions, each of which calls both of the layer below.
fn layers(count: usize) -> String {
    let mut text = format!("{HEAD}def a0(x):\n    {CALL}\n\ndef b0(x):\n    {CALL}\n\n");
    for layer in 1..count {
        let below = layer - 1;
        for name in ["a", "b"] {
            let _ = write!(text, "def {name}{layer}(x):\n    a{below}(x)\n    b{below}(x)\n\n");
        }
    }
    let last = count - 1;
    text + TOP + &format!("a{last}(x), b{last}(x)\n")
}

/// So many functions that all call each other; the first one makes the call, and the last one is called by `top`.
fn clique(count: usize) -> String {
    let mut text = HEAD.to_owned();
    for function in 0..count {
        let _ = writeln!(text, "def f{function}(x):");
        for other in (0..count).filter(|other| *other != function) {
            let _ = writeln!(text, "    f{other}(x)");
        }
        text += if function == 0 { "    client.responses.create(input=x)\n\n" } else { "\n" };
    }
    text + TOP + &format!("f{}(x)\n", count - 1)
}

/// Functions that each call the one before.
fn chain(count: usize) -> String {
    let mut text = format!("{HEAD}def f0(x):\n    {CALL}\n\n");
    for function in 1..count {
        let _ = write!(text, "def f{function}(x):\n    f{}(x)\n\n", function - 1);
    }
    text + TOP + &format!("f{}(x)\n", count - 1)
}

/// A program, to ask about its calls one by one.
struct Program {
    project: Project<'static>,
    index: Index,
}

impl Program {
    fn of(text: &str, limits: Limits) -> Self {
        let catalog = Catalog::builtin().of("python");
        let options = Options { limits, ..Mode::Everything.into() };
        let sifted = sieve::sift(&[file("app.py", text)], &[], &LANGUAGES[0], 0, catalog, &options);
        let Options { limits, belief, outside, .. } = options;
        let project = Project::link(sifted.files, sifted.table, catalog, limits, belief, outside);
        let index = Index::of(&project);
        Self { project, index }
    }

    /// What is known of each call of `client.responses.create`, with the name of the function that it stands in, in the
    /// order of `asked`.
    fn ask(&self, backwards: bool) -> (Vec<(String, Verdict)>, usize) {
        let module = ModuleId(0);
        let facts = self.project.module(module);
        let mut evaluator = Evaluator::new(&self.project);
        let mut memory = Memory::default();
        let mut sites: Vec<_> = facts.calls.iter().collect();
        sites.retain(|site| {
            let callee = facts.call(site.expr).map(|call| &facts.expr(call.callee).kind);
            matches!(callee, Some(ExprKind::Attribute(_, name)) if name.as_str() == "create")
        });
        if backwards {
            sites.reverse();
        }
        let mut verdicts = Vec::new();
        for site in sites {
            let question = Question {
                module,
                site,
                wrapped_at: None,
                passed: false,
                runs: Runs::AtOnce,
                api: &QualName::new("openai.OpenAI.responses.create"),
                library: &Name::new("openai"),
                category: Category::Responses,
                made: &[],
            };
            let verdict = Judge::new(&mut evaluator, &self.index, &mut memory).judge(&question);
            let function = facts.enclosing_function(site.scope).unwrap_or(FunctionId(0));
            let function = self.project.function(FunctionRef { module, function });
            verdicts.push((function.name.to_string(), verdict));
        }
        if backwards {
            verdicts.reverse();
        }
        (verdicts, memory.edges_walked())
    }
}

/// The verdicts of a program, whichever call is asked about first.
fn verdicts(text: &str) -> Vec<(String, Verdict)> {
    let program = Program::of(text, Limits::default());
    let (verdicts, _) = program.ask(false);
    assert_eq!(verdicts, program.ask(true).0, "the order in which calls are asked about matters");
    verdicts
}

/// How many edges were walked for a program, all of whose calls are attested.
fn edges_of_attested(text: &str) -> usize {
    let program = Program::of(text, Limits::default());
    let (verdicts, edges) = program.ask(false);
    for (function, verdict) in verdicts {
        assert!(matches!(verdict, Verdict::Attested(_)), "{function}: {verdict:?}");
    }
    edges
}

/// By what the only call of a program is attested.
fn attested_by(text: &str) -> AttestedBy {
    let mut analysis = analyse(&[file("app.py", text)], Mode::Everything);
    analysis.report.calls.pop().expect("a call").attested_by.expect("it is attested")
}

#[test]
fn layers_cost_as_many_edges_as_there_are_calls() {
    for count in [26, 200] {
        // Two edges to each of both functions of a layer, and that to `top`.
        assert_eq!(edges_of_attested(&layers(count)), 4 * (count - 1) + 3);
    }
}

#[test]
fn functions_that_call_each_other_cost_a_few_steps_for_each_call() {
    for count in [12, 200] {
        let calls = count * (count - 1);
        assert!(edges_of_attested(&clique(count)) <= 3 * calls);
    }
}

#[test]
fn a_thousand_nested_callers_are_followed() {
    let by = attested_by(&chain(1000));
    assert_eq!(by.path.len(), 1000);
    assert!(by.path[0].message.contains("app.top"), "{}", by.path[0].message);
    assert!(by.path[999].message.contains("app.f1"), "{}", by.path[999].message);
    assert_eq!(edges_of_attested(&chain(1000)), 1001);
}

#[test]
fn what_covers_the_first_call_of_a_recursion_covers_the_others() {
    let direct = format!("{HEAD}def f(x):\n    {CALL}\n    f(x)\n\n{TOP}f(x)\n");
    assert!(matches!(&verdicts(&direct)[..], [(_, Verdict::Attested(by))] if by.path.len() == 1));
    let indirect =
        format!("{HEAD}def f(x):\n    {CALL}\n    g(x)\n\ndef g(x):\n    {CALL}\n    f(x)\n\n{TOP}f(x)\n");
    let steps = verdicts(&indirect).into_iter().map(|(function, verdict)| match verdict {
        Verdict::Attested(active) => (function, active.path.len()),
        verdict => panic!("{function}: {verdict:?}"),
    });
    assert_eq!(steps.collect::<Vec<_>>(), [("f".to_owned(), 1), ("g".to_owned(), 2)]);
}

#[test]
fn functions_that_only_call_each_other_are_unattested() {
    let text = format!("{HEAD}def f(x):\n    {CALL}\n    g(x)\n\ndef g(x):\n    {CALL}\n    f(x)\n");
    for (function, verdict) in verdicts(&text) {
        assert_eq!(verdict, Verdict::Unattested(None), "{function}");
    }
}

#[test]
fn one_open_caller_leaves_a_whole_component_partly_attested() {
    let text = clique(8) + "\ndef other(x):\n    f5(x)\n";
    let analysis = analyse(&[file("app.py", text)], Mode::Everything);
    let rules: Vec<RuleId> = analysis.report.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, [RuleId::PartlyAttested]);
}

#[test]
fn the_order_of_questions_does_not_matter() {
    let calls_both = "def fan(x):\n    f(x)\n    h(x)\n\n";
    let text = format!(
        "{HEAD}def f(x):\n    {CALL}\n    g(x)\n\ndef g(x):\n    {CALL}\n    h(x)\n\ndef h(x):\n    {CALL}\n    f(x)\n    k(x)\n\n\
         def k(x):\n    {CALL}\n\n{calls_both}{TOP}g(x)\n\nstored = [k]\n"
    );
    let found = verdicts(&text);
    let kinds: Vec<&str> = found
        .iter()
        .map(|(_, verdict)| match verdict {
            Verdict::Attested(_) => "attested",
            Verdict::Partly { .. } => "partly",
            Verdict::Lapsed(..) => "lapsed",
            Verdict::Unattested(_) | Verdict::Disbelieved(_) => "unattested",
        })
        .collect();
    assert_eq!(kinds, ["partly", "partly", "partly", "partly"]);
}

/// The reason for which the only call of a program is not attested.
fn doubt(text: &str, limits: Limits) -> Doubt {
    match &Program::of(text, limits).ask(false).0[..] {
        [(_, Verdict::Unattested(Some(doubt)) | Verdict::Disbelieved(doubt))] => *doubt,
        verdicts => panic!("{verdicts:?}"),
    }
}

#[test]
fn doubt_says_why() {
    let program = |rest: &str| {
        let text = format!("{HEAD}def f(x):\n    {CALL}\n\n{TOP}f(x)\n\n{rest}");
        doubt(&text, Limits::default())
    };
    assert!(matches!(program("stored = [f]\n"), Doubt::Escapes(_)));
    assert_eq!(program("__all__ = ['f']\n"), Doubt::Exported);
    assert!(matches!(program("path = 'app.f'\n"), Doubt::NamedInText(_)));
    assert!(matches!(program("def pick(name):\n    return globals()[name]\n"), Doubt::ComputedName(_)));
    let method = format!(
        "{HEAD}import library\n\nclass A(library.Base):\n    def f(self, x):\n        {CALL}\n\n{TOP}A().f(x)\n"
    );
    assert!(matches!(doubt(&method, Limits::default()), Doubt::LibraryBase(_)));
    let decorated = format!("{HEAD}import library\n\n@library.add\ndef f(x):\n    {CALL}\n\n{TOP}f(x)\n");
    assert!(matches!(doubt(&decorated, Limits::default()), Doubt::Decorator(_)));
    let unknown = format!(
        "{HEAD}class A:\n    def f(self, x):\n        {CALL}\n\n{TOP}A().f(x)\n\ndef g(a):\n    a.f(1)\n"
    );
    assert!(matches!(doubt(&unknown, Limits::default()), Doubt::UnknownUse(_)));
    let later =
        format!("{HEAD}async def f(x):\n    {CALL}\n\n@mima.attest('g')\ndef g(x):\n    pass\n\nf(1)\n");
    assert!(matches!(doubt(&later, Limits::default()), Doubt::RunsLater(_)));
}

#[test]
fn too_many_uses_are_a_limit_that_is_reported() {
    let calls = "    f(x)\n".repeat(10);
    let text = format!("{HEAD}def f(x):\n    {CALL}\n\n@mima.attest('top')\ndef top(x):\n{calls}");
    let mut limits = Limits::default();
    assert!(matches!(&Program::of(&text, limits.clone()).ask(false).0[..], [(_, Verdict::Attested(_))]));
    limits.set(Limit::Uses, 9);
    assert_eq!(doubt(&text, limits.clone()), Doubt::Limit(Limit::Uses));
    let options = Options { limits, ..Mode::Everything.into() };
    let report = analyze(&[file("app.py", text)], Vec::new(), Catalog::builtin(), options).report;
    let errors: Vec<&str> = report.errors.iter().map(|error| error.message.as_str()).collect();
    assert!(matches!(errors[..], [error] if error.contains("`uses`")), "{errors:?}");
}

/// Without a marker there is nothing to judge, and no table is made.
#[test]
fn a_project_without_a_marker_has_no_index() {
    let is_marked = |text: &str| Program::of(text, Limits::default()).index.is_marked();
    let plain = format!("from openai import OpenAI\nclient = OpenAI()\n\ndef f(x):\n    {CALL}\n");
    assert!(!is_marked(&plain));
    assert!(!is_marked(&format!("import functools\n{plain}\n@functools.cache\ndef g(x):\n    f(x)\n")));
    assert!(is_marked(HEAD));
    assert!(is_marked(&format!("{plain}\n@governance.attest('g')\ndef g(x):\n    f(x)\n")));
}

/// Where a question lies too deep, the ancestors of a class are not known. It is one of them all the same.
#[test]
fn a_class_is_the_first_of_its_ancestors_however_deep_the_question_lies() {
    let mut limits = Limits::default();
    limits.set(Limit::Depth, 0);
    let program = Program::of("class A:\n    pass\n\nclass B(A):\n    pass\n", limits);
    let class = ClassRef { module: ModuleId(0), class: ClassId(1) };
    let ancestors = Evaluator::new(&program.project).ancestors(class);
    assert_eq!((&ancestors.classes[..], ancestors.is_incomplete), (&[class][..], true));
}
