//! Who calls the function in which an AI call stands.

mod support;

use mima::finding::{MAX_CALLERS, Report};
use mima::{Analysis, InputFile, Mode};
use support::{analyse, file};

/// The callers of the first finding, as `file:line message`.
fn callers(analysis: &Analysis) -> Vec<String> {
    let finding = analysis.report.findings.first();
    let callers = finding.map(|finding| &finding.callers).into_iter().flatten();
    let line = |label: &mima::finding::Label| {
        format!("{}:{} {}", analysis.sources.path(label.location.file), label.location.line, label.message)
    };
    callers.map(line).collect()
}

const SERVICE: &str = "\
from openai import OpenAI

class Service:
    def ask(self, text):
        return OpenAI().responses.create(input=text)

class Other:
    def ask(self, text):
        return text

def run(text):
    Other().ask(text)
    return Service().ask(text)

print(run('x'), Service().ask('y'))
";

fn program() -> Vec<InputFile> {
    let main = "from service import Service as S\n\ndef main():\n    service = S()\n    service.ask('z')\n";
    vec![file("main.py", main), file("service.py", SERVICE)]
}

#[test]
fn callers_are_those_that_reach_the_very_function() {
    assert_eq!(
        callers(&analyse(&program(), Mode::Everything)),
        [
            "main.py:5 `ask` is called in `main.main`",
            "service.py:13 `ask` is called in `service.run`",
            "service.py:15 `ask` is called at module level",
        ]
    );
}

#[test]
fn constructors_and_lambdas_have_callers() {
    let text = "\
from openai import OpenAI

class Answer:
    def __init__(self, text):
        self.text = OpenAI().responses.create(input=text)

def answer():
    return Answer('x')
";
    let found = callers(&analyse(&[file("app.py", text)], Mode::Everything));
    assert_eq!(found, ["app.py:8 `__init__` is called in `app.answer`"]);
    let text =
        "from openai import OpenAI\nask = lambda text: OpenAI().responses.create(input=text)\nask('x')\n";
    let found = callers(&analyse(&[file("app.py", text)], Mode::Everything));
    assert_eq!(found, ["app.py:3 `<lambda>` is called at module level"]);
}

#[test]
fn at_most_twenty_are_listed() {
    let calls = "ask('x')\n".repeat(2 * MAX_CALLERS);
    let text = format!(
        "from openai import OpenAI\ndef ask(text):\n    OpenAI().responses.create(input=text)\n{calls}"
    );
    let found = callers(&analyse(&[file("app.py", text)], Mode::Everything));
    assert_eq!(found.len(), MAX_CALLERS);
    assert!(found[0].starts_with("app.py:4 "), "{}", found[0]);
}

#[test]
fn a_call_that_is_attested_or_in_no_function_has_none() {
    let none = |text: &str| {
        let Report { findings, .. } = analyse(&[file("app.py", text)], Mode::Everything).report;
        assert!(findings.iter().all(|finding| finding.callers.is_empty()), "{findings:?}");
    };
    none("from openai import OpenAI\nOpenAI().responses.create(input='x')\n");
    none(
        "from openai import OpenAI\nfrom mima_governance import MimaGovernance\nmima = MimaGovernance()\n\
         @mima.attest()\ndef ask():\n    OpenAI().responses.create(input='x')\nask()\n",
    );
}

/// Files that cannot matter are not parsed for the sake of callers; the calls themselves stay what they are.
#[test]
fn the_sieve_costs_at_most_callers() {
    let (everything, selected) = (analyse(&program(), Mode::Everything), analyse(&program(), Mode::Selected));
    let (all, some) = (callers(&everything), callers(&selected));
    assert!(some.iter().all(|caller| all.contains(caller)), "{some:?}");
    assert_eq!(everything.report.calls, selected.report.calls);
}
