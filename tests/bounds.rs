//! Programs that lead an analysis round in circles or on and on: it ends, gives the same every time, and says so where
//! it stopped early.

mod support;

use std::fmt::Write as _;

use mima::catalog::Catalog;
use mima::finding::{Report, RuleId};
use mima::limit::{Limit, Limits};
use mima::{InputFile, Mode, Options, analyze};
use support::{analyse, file};

/// The report on some files, which has to be the same again, and to hold the same calls where the sieve is asked.
fn report(files: &[InputFile]) -> Report {
    let first = analyse(files, Mode::Everything).report;
    assert_eq!(first, analyse(files, Mode::Everything).report);
    assert_eq!(first.calls, analyse(files, Mode::Selected).report.calls);
    first
}

/// The lines of unattested calls.
fn lines(report: &Report) -> Vec<u32> {
    let calls = report.calls.iter().filter(|call| call.rule == Some(RuleId::UnattestedCall));
    calls.map(|call| call.location.line).collect()
}

/// Each name leads to the one before. Where that takes more steps than are followed, the file is named.
#[test]
fn a_name_that_is_bound_five_hundred_times() {
    let rebound = |times: usize| {
        let bindings = "client = client.with_options(timeout=1)\n".repeat(times);
        let text = format!("from openai import OpenAI\nclient = OpenAI()\n{bindings}");
        report(&[file("app.py", format!("{text}client.responses.create(input='x')\n"))])
    };
    let (some, many) = (rebound(500), rebound(5000));
    assert_eq!((lines(&some), some.errors.len()), (vec![503], 0));
    assert_eq!(lines(&many), [0; 0]);
    assert!(is_cut_short(&many), "{:?}", many.errors);
    let plain = format!(
        "from openai import OpenAI\n{}client.responses.create(input='x')\n",
        "client = OpenAI()\n".repeat(500)
    );
    assert_eq!(lines(&report(&[file("app.py", plain)])), [502]);
}

/// Names that only stand for each other are followed however many there are.
#[test]
fn a_chain_of_five_thousand_names() {
    let mut text = String::from("from openai import OpenAI\nname0 = OpenAI()\n");
    for at in 1..5000 {
        writeln!(text, "name{at} = name{}", at - 1).expect("memory");
    }
    text.push_str("name4999.responses.create(input='x')\n");
    let found = report(&[file("app.py", text)]);
    assert_eq!((lines(&found), found.errors.len()), (vec![5002], 0));
}

/// Whether the report says that a question was not followed to its end.
fn is_cut_short(report: &Report) -> bool {
    report.errors.iter().any(|error| error.limit().is_some())
}

#[test]
fn a_name_that_may_be_bound_in_five_hundred_places() {
    let mut text = String::from("from openai import OpenAI\nimport os\nclient = None\n");
    for at in 0..500 {
        writeln!(text, "if os.environ.get('K{at}'): client = OpenAI(timeout={at})").expect("memory");
    }
    text.push_str("client.responses.create(input='x')\n");
    assert_eq!(lines(&report(&[file("app.py", text)])), [504]);
}

#[test]
fn a_registry_of_ten_thousand_elements() {
    let mut text = String::from("from openai import OpenAI\nregistry = {\n");
    for at in 0..10_000 {
        writeln!(text, "    'key{at}': {},", if at == 9_000 { "OpenAI()" } else { "None" }).expect("memory");
    }
    text.push_str(
        "}\nregistry['key9000'].responses.create(input='x')\nregistry['key1'].responses.create(input='x')\n",
    );
    text.push_str("for client in registry.values():\n    client.responses.create(input='x')\n");
    assert_eq!(lines(&report(&[file("app.py", text)])), [10_004, 10_007]);
}

#[test]
fn a_registry_of_ten_thousand_handles() {
    let handles = "OpenAI(), ".repeat(10_000);
    let text = format!(
        "from openai import OpenAI\nclients = [{handles}]\nfor client in clients:\n    client.responses.create(input='x')\n"
    );
    let found = report(&[file("app.py", text)]);
    assert_eq!(lines(&found), [4]);
    assert!(is_cut_short(&found), "{:?}", found.errors);
}

#[test]
fn files_that_import_each_other_and_functions_that_call_each_other() {
    let one = "\
from openai import OpenAI
from other import odd, again

def even(client, depth):
    return odd(client, depth - 1) if depth else client

def ask():
    even(OpenAI(), 3).responses.create(input='x')
    again(OpenAI()).responses.create(input='x')
";
    let other = "\
from one import *
from one import even, again

def odd(client, depth):
    return even(client, depth - 1)
";
    let found = report(&[file("one.py", one), file("other.py", other)]);
    assert_eq!(lines(&found), [8]);
}

#[test]
fn classes_that_inherit_from_themselves_and_from_each_other() {
    let one = "\
from openai import OpenAI
from other import Other

class Own(Own):
    pass

class One(Other):
    def __init__(self):
        self.client = OpenAI()

Own().client.responses.create(input='x')
One().client.responses.create(input='x')
One().nothing.responses.create(input='x')
";
    let other = "\
from one import One

class Other(One):
    def ask(self):
        self.client.responses.create(input='x')
";
    let found = report(&[file("one.py", one), file("other.py", other)]);
    assert_eq!(lines(&found), [12, 5]);
}

/// Each function hands on to the next: more than a question may take.
#[test]
fn a_bound_that_is_hit_is_reported() {
    let mut text = String::from("from openai import OpenAI\ndef f0():\n    return OpenAI()\n");
    for at in 1..3000 {
        writeln!(text, "def f{at}():\n    return f{}()", at - 1).expect("memory");
    }
    text.push_str("f2999().responses.create(input='x')\nf1().responses.create(input='x')\n");
    let found = report(&[file("app.py", text)]);
    assert_eq!(lines(&found).len(), 1);
    assert!(is_cut_short(&found), "{:?}", found.errors);
}

/// The report on some files, with a limit of its own.
fn limited(files: &[InputFile], limit: Limit, size: usize) -> Report {
    let mut limits = Limits::default();
    limits.set(limit, size);
    let options = Options { limits, ..Mode::Everything.into() };
    analyze(files, Vec::new(), Catalog::builtin(), options).report
}

/// How many steps a program takes.
fn steps(files: &[InputFile]) -> usize {
    let (mut too_few, mut enough) = (0, 8192);
    while too_few + 1 < enough {
        let size = usize::midpoint(too_few, enough);
        if is_cut_short(&limited(files, Limit::Steps, size)) { too_few = size } else { enough = size }
    }
    enough
}

/// A function that is called so many times, each time for another client.
fn callers(count: usize, definitions: &str, call: impl Fn(usize) -> String) -> usize {
    let mut text = format!("from openai import OpenAI\n{definitions}\n");
    for at in 0..count {
        let _ = writeln!(text, "{}.responses.create(input='x')", call(at));
    }
    steps(&[file("app.py", text)])
}

/// What depends on no argument is worked out once for all callers.
#[test]
fn callers_are_told_apart_only_where_that_matters() {
    let plain = callers(40, "def make():\n    return OpenAI()", |_| "make()".to_owned());
    let keyed = callers(40, "def make(key):\n    return OpenAI(api_key=key)", |at| format!("make('{at}')"));
    assert!(keyed <= plain + 10, "{keyed} {plain}");
    let class =
        "class Client:\n    def __init__(self, key=None):\n        self.responses = OpenAI().responses\n";
    let plain = callers(40, &format!("{class}def make():\n    return Client()"), |_| "make()".to_owned());
    let make = format!("{class}def make(key):\n    return Client(key)");
    let keyed = callers(40, &make, |at| format!("make('{at}')"));
    assert!(keyed <= plain + 10, "{keyed} {plain}");
}

/// What a function reads outside of itself is the same for all of its callers.
#[test]
fn what_callers_share_is_worked_out_once() {
    let pick = |count: usize, names: usize| {
        let mut text = String::from("import os\n");
        for at in 0..names {
            writeln!(text, "name{at} = [{at}]\nother{at} = name{at}").expect("memory");
        }
        text.push_str("def pick(client):\n    if os.environ: return client\n");
        for at in 0..names {
            writeln!(text, "    if os.environ: return other{at}").expect("memory");
        }
        callers(count, &text, |at| format!("pick(OpenAI(timeout={at}))"))
    };
    let (names, count) = (20, 10);
    let each = pick(count + 1, names) - pick(count, names);
    let without = pick(count + 1, 0) - pick(count, 0);
    assert!(each <= without + names, "{each} {without}");
}

/// A file that takes more steps than it may costs the next one nothing, though it was cut short in what that asks for.
#[test]
fn what_one_file_had_no_steps_left_for_is_found_in_the_next() {
    let derived = |name: &str, times: usize| {
        let line = format!("{name} = {name}.with_options(timeout=1)\n");
        format!("from openai import OpenAI\n{name} = OpenAI()\n{}", line.repeat(times))
    };
    let modest = "from shared import client\nclient.responses.create(input='x')\n";
    let busy = format!("{}own.responses.create(input='x')\n{modest}", derived("own", 10));
    let (next, shared) = (file("b.py", modest), file("shared.py", derived("client", 20)));
    let alone = steps(&[next.clone(), shared.clone()]);
    let found = limited(&[file("a.py", busy), next, shared], Limit::Steps, alone);
    let cut: Vec<&str> = found.errors.iter().map(|error| error.file.as_str()).collect();
    assert_eq!((lines(&found), cut), (vec![13, 2], vec!["a.py"]));
}
