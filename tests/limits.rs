//! Each limit of the analysis, hit through the binary: the report names the file and the limit, and the run goes on.

#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use mima::limit::{LIMITS, Limit};
use tempfile::TempDir;

/// What hits a limit.
struct Case {
    limit: Limit,
    /// How much it allows, by the settings.
    size: usize,
    /// The file that hits it.
    path: &'static str,
    text: String,
}

fn case(limit: Limit, size: usize, path: &'static str, text: impl Into<String>) -> Case {
    Case { limit, size, path, text: text.into() }
}

/// No short text is known on which the parser's error recovery takes more steps than the text has bytes. Those of the run
/// cost all files; what surrounds a file that is named has a test in `said.rs`.
const ELSEWHERE: &[Limit] = &[Limit::ParseSteps, Limit::RunSeconds, Limit::RunBytes, Limit::SurroundingFiles];

/// One for each limit.
fn cases() -> Vec<Case> {
    let cell = format!("\"import openai\\n\", \"# {}\"", "x".repeat(2000));
    let notebook = format!(
        "{{\"nbformat\": 4, \"metadata\": {{}}, \"cells\": [{{\"cell_type\": \"code\", \"source\": [{cell}]}}]}}"
    );
    let mut cases = vec![
        case(Limit::FileBytes, 1000, "app.py", format!("import openai\n# {}\n", "x".repeat(2000))),
        case(Limit::NotebookBytes, 1000, "app.ipynb", notebook),
        case(
            Limit::Nesting,
            50,
            "app.py",
            format!("import openai\nx = {}{}\n", "[".repeat(60), "]".repeat(60)),
        ),
        case(
            Limit::Macros,
            1,
            "src/lib.rs",
            "use genai::Client;\nfn ask() { a!(b!(Client::default().embed(1))); }\n",
        ),
        case(
            Limit::ExpansionBytes,
            10,
            "src/lib.rs",
            "use genai::Client;\nmacro_rules! ask { ($client:expr) => { $client.exec_chat(\"gpt-4o\", 1, None) } }\n\
             fn tell() { ask!(Client::default()); }\n",
        ),
        case(
            Limit::Bindings,
            2,
            "app.py",
            "from openai import OpenAI\nimport os\nc = OpenAI()\nif os.a: c = OpenAI()\nif os.b: c = OpenAI()\n\
             c.responses.create()\n",
        ),
        case(
            Limit::ReachedBytes,
            1000,
            "reached.py",
            format!("from source import make\nmake().responses.create()\n# {}\n", "x".repeat(2000)),
        ),
    ];
    cases.extend(cases_of_values());
    cases
}

/// The same of the limits on values and their uses. All but the deepest call are found all the same.
fn cases_of_values() -> Vec<Case> {
    let program =
        |limit, size, text: &str| case(limit, size, "app.py", format!("from openai import OpenAI\n{text}"));
    vec![
        program(
            Limit::Values,
            2,
            "class A: pass\nclass B: pass\nclass C: pass\n\
             def make(kind):\n    if kind == 1: return A()\n    if kind == 2: return B()\n    if kind == 3: return C()\n\
             \x20   return OpenAI()\nmake(0).responses.create()\n",
        ),
        program(
            Limit::Elements,
            2,
            "for client in [OpenAI(), OpenAI(), OpenAI()]:\n    client.responses.create()\n",
        ),
        program(
            Limit::Stores,
            1,
            "clients = {}\nclients['a'] = OpenAI()\nclients['b'] = OpenAI()\nclients['a'].responses.create()\n",
        ),
        program(
            Limit::Callers,
            1,
            "def ask(client):\n    client.responses.create()\nask(OpenAI())\nask(OpenAI())\n",
        ),
        program(
            Limit::Subclasses,
            1,
            "class Base:\n    def ask(self):\n        self.client.responses.create()\n\
             class One(Base):\n    client = OpenAI()\nclass Other(Base):\n    client = OpenAI()\n",
        ),
        program(
            Limit::Depth,
            50,
            &format!(
                "client = OpenAI()\n{}client.responses.create()\n",
                "client = client.with_options(timeout=1)\n".repeat(60)
            ),
        ),
        program(
            Limit::Steps,
            20,
            &format!(
                "client = OpenAI()\n{}client.responses.create()\n",
                "client = client.with_options(timeout=1)\n".repeat(30)
            ),
        ),
        program(
            Limit::Rounds,
            1,
            "def wrap(c):\n    return c.with_options(timeout=1)\ndef chain(n):\n    c = OpenAI()\n    while n:\n        \
             c = wrap(c)\n    return c\nchain(3).responses.create()\n",
        ),
        program(
            Limit::Uses,
            1,
            "from mima_governance import MimaGovernance\nmima = MimaGovernance(api_key='k', system_name='s')\n\
             def ask():\n    OpenAI().responses.create()\n\
             @mima.attest(tool_name='a')\ndef one():\n    ask()\n\
             @mima.attest(tool_name='b')\ndef other():\n    ask()\n",
        ),
    ]
}

/// A directory with settings in which a limit allows no more than a size.
fn project(limit: Limit, size: usize) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let write = |path: &str, text: &str| write(directory.path(), path, text);
    write("mima.toml", &format!("[limits]\n{} = {size}\n", limit.rule().name));
    write("good.py", "from openai import OpenAI\nOpenAI().responses.create()\n");
    directory
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
    fs::write(path, text).expect("a file");
}

fn scan(root: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
    command.arg("scan").args(args).current_dir(root).env_clear();
    command.output().expect("the binary runs")
}

fn json(output: &Output) -> serde_json::Value {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn every_limit_that_is_hit_is_named_with_the_file() {
    let cases = cases();
    for rule in LIMITS.iter().filter(|rule| !ELSEWHERE.contains(&rule.limit)) {
        let case = cases.iter().find(|case| case.limit == rule.limit);
        let case = case.unwrap_or_else(|| unreachable!("nothing hits `{}`", rule.name));
        let root = project(case.limit, case.size);
        write(root.path(), case.path, &case.text);
        if case.limit == Limit::ReachedBytes {
            // A small project is parsed as a whole.
            write(root.path(), "source.py", "from openai import OpenAI\ndef make():\n    return OpenAI()\n");
            write(root.path(), "large.py", &"x = 1\n".repeat(200_000));
        }
        let report = json(&scan(root.path(), &["--format", "json"]));
        let errors = report["errors"].as_array().expect("a list");
        let is_named = errors.iter().any(|error| error["file"] == case.path && error["limit"] == rule.name);
        assert!(is_named, "{}: {errors:#?}", rule.name);
        let calls = report["calls"].as_array().expect("a list");
        assert!(calls.iter().any(|call| call["file"] == "good.py"), "{}: the rest is scanned", rule.name);
    }
}

#[test]
fn many_files_that_hit_one_limit_are_counted_where_people_read() {
    let root = project(Limit::FileBytes, 100);
    for number in 0..20 {
        // One that names AI is a finding of its own.
        let text = format!("import os\n# {}\n", "x".repeat(200));
        write(root.path(), &format!("large{number:02}.py"), &text);
    }
    let report = json(&scan(root.path(), &["--format", "json"]));
    assert_eq!(report["errors"].as_array().map(Vec::len), Some(20));
    let text = String::from_utf8(scan(root.path(), &[]).stdout).expect("UTF-8");
    let named = |line: &&str| line.contains("file-bytes");
    assert_eq!(text.lines().filter(named).count(), 4, "{text}");
    assert!(text.contains("17 other files: "), "{text}");
}

/// Brackets in the places where what is nested has no bound of its own in the grammar.
#[test]
fn nesting_of_any_depth_costs_that_code_alone() {
    let (open, close) = ("[".repeat(400_000), "]".repeat(400_000));
    let (paren, thesis) = ("(".repeat(100_000), ")".repeat(100_000));
    let texts = [
        format!("{open}x{close} = 1\n"),
        format!("del {paren}x{thesis}\n"),
        format!("for {paren}x{thesis} in y: pass\n"),
        format!("x = {}y\n", "not ".repeat(100_000)),
        format!("x{} = 1\n", ".a".repeat(100_000)),
        format!("x = {}1\n", "y = ".repeat(100_000)),
        format!("x: {}int{} = 1\n", "A[".repeat(50_000), "]".repeat(50_000)),
        format!("x: '{}int{}' = 1\n", "A[".repeat(50_000), "]".repeat(50_000)),
        format!("match x:\n    case {paren}y{thesis}: pass\n"),
        format!("match x:\n    case a{}: pass\n", ".b".repeat(100_000)),
        format!("with {paren}x{thesis}: pass\n"),
    ];
    for text in texts {
        let root = tempfile::tempdir().expect("a directory");
        let call = "OpenAI().responses.create()\n";
        write(root.path(), "bad.py", &format!("from openai import OpenAI\n{call}{text}"));
        write(root.path(), "good.py", &format!("from openai import OpenAI\n{call}"));
        let report = json(&scan(root.path(), &["--format", "json"]));
        let calls = report["calls"].as_array().expect("a list");
        let head = &text[..text.len().min(20)];
        assert!(calls.iter().any(|call| call["file"] == "good.py"), "{head}");
        let errors = report["errors"].as_array().expect("a list");
        let is_cut = errors.iter().any(|error| error["limit"] == "nesting");
        // A pattern that is one long path binds nothing, and nothing of it is lost.
        assert!(is_cut || head.starts_with("match x:\n    case a"), "{head} {errors:?}");
    }
}

#[test]
fn a_file_that_is_far_too_large_is_named_and_not_read() {
    let root = tempfile::tempdir().expect("a directory");
    write(root.path(), "app.py", "from openai import OpenAI\nOpenAI().responses.create()\n");
    let file = fs::OpenOptions::new().write(true).open(root.path().join("app.py")).expect("the file");
    // Sparse: it has the size, and no blocks on the disk.
    file.set_len(3 << 30).expect("a sparse file");
    let report = json(&scan(root.path(), &["--format", "json"]));
    assert_eq!(report["errors"][0]["limit"], "file-bytes");
}

/// A run asks for no more address space than it uses, and for no stack ahead.
#[cfg(target_os = "linux")]
#[test]
fn half_a_gigabyte_of_address_space_is_enough() {
    let root = tempfile::tempdir().expect("a directory");
    let nested = format!("from openai import OpenAI\nx = {}OpenAI(){}\n", "[".repeat(500), "]".repeat(500));
    write(root.path(), "nested.py", &nested);
    let mut chain = String::from("from openai import OpenAI\ndef f0():\n    return OpenAI()\n");
    for at in 1..500 {
        writeln!(chain, "def f{at}():\n    return f{}()", at - 1).expect("memory");
    }
    chain.push_str("f499().responses.create()\n");
    write(root.path(), "chain.py", &chain);
    let script = format!("ulimit -v 524288; exec {} scan -j 2 --format json", env!("CARGO_BIN_EXE_mima"));
    let output = Command::new("sh").args(["-c", &script]).current_dir(root.path()).output().expect("a shell");
    let report = json(&output);
    assert_eq!(report["calls"].as_array().map(Vec::len), Some(1), "{report:#}");
}

/// Where the values of an expression are cut, what leads to a call stays: it is found whatever stands before it.
#[test]
fn clients_are_never_cut() {
    for classes in [24, 300] {
        let root = tempfile::tempdir().expect("a directory");
        let mut text = String::from("from openai import OpenAI\n");
        let mut make = String::from("def make(kind):\n");
        for at in 0..classes {
            writeln!(text, "class Backend{at}: pass").expect("memory");
            writeln!(make, "    if kind == {at}: return Backend{at}()").expect("memory");
        }
        write(
            root.path(),
            "app.py",
            &format!("{text}{make}    return OpenAI()\nmake(1).responses.create()\n"),
        );
        let report = json(&scan(root.path(), &["--format", "json"]));
        assert_eq!(report["calls"].as_array().map(Vec::len), Some(1), "{classes}");
        let is_named = report["errors"].as_array().expect("a list").iter().any(|e| e["limit"] == "values");
        assert_eq!(is_named, classes > 24);
    }
}

/// A client is found however many functions hand it on, in a project so large that only what can matter is read.
#[test]
fn a_client_is_handed_down_a_chain_of_any_length() {
    for functions in [26, 400] {
        let root = tempfile::tempdir().expect("a directory");
        let mut chain = String::new();
        for at in 0..functions {
            writeln!(chain, "def f{at}(client):\n    return f{}(client)", at + 1).expect("memory");
        }
        write!(chain, "def f{functions}(client):\n    client.responses.create()\n").expect("memory");
        write(root.path(), "pipe.py", &chain);
        write(root.path(), "app.py", "from openai import OpenAI\nfrom pipe import f0\nf0(OpenAI())\n");
        write(root.path(), "large.py", &"x = 1  # nothing to see here\n".repeat(40_000));
        let report = json(&scan(root.path(), &["--format", "json"]));
        assert_eq!(report["calls"][0]["file"], "pipe.py", "{functions}");
    }
}

const ATTESTED: &str = "from mima_governance import MimaGovernance\nfrom openai import OpenAI\n\
    mima = MimaGovernance(api_key='k', system_name='s')\n@mima.attest(tool_name='a')\ndef ask():\n    \
    OpenAI().responses.create()\n";

/// What a run has not come to when it ends is named in each format, and fails `--strict`.
#[test]
fn a_run_that_takes_too_much_memory_says_what_it_left_out() {
    let root = project(Limit::RunBytes, 1);
    write(root.path(), "attested.py", ATTESTED);
    write(root.path(), "plain.py", "import os\n");
    let report = json(&scan(root.path(), &["--format", "json"]));
    assert_eq!(report["calls"], serde_json::json!([]), "{report:#}");
    let left_out = serde_json::json!([{ "path": "./", "reason": "bound", "files": null, "names_ai": null }]);
    assert_eq!(report["left_out"], left_out, "the walk did not begin");
    let mut errors = report["errors"].as_array().expect("a list").iter();
    assert!(errors.any(|it| it["file"] == "./" && it["limit"] == "run-bytes"), "{report:#}");
    assert!(report["findings"].as_array().expect("a list").iter().any(|it| it["rule"] == "MIMA031"));
    // Files that are named need no walk.
    let files = ["attested.py", "good.py", "plain.py"];
    let report = json(&scan(root.path(), &[&files[..], &["--format", "json"]].concat()));
    let left_out = report["left_out"].as_array().expect("a list").iter();
    let left_out: Vec<_> = left_out.map(|it| (it["path"].as_str(), it["names_ai"].as_bool())).collect();
    let expected = [("attested.py", true), ("good.py", true), ("plain.py", false)];
    assert_eq!(left_out, expected.map(|(path, names_ai)| (Some(path), Some(names_ai))));
    let findings = report["findings"].as_array().expect("a list").iter();
    let told: Vec<_> = findings.map(|it| (it["rule"].as_str(), it["file"].as_str())).collect();
    assert_eq!(told, ["attested.py", "good.py"].map(|path| (Some("MIMA031"), Some(path))));
    for format in ["text", "sarif", "github", "markdown"] {
        let output = scan(root.path(), &[&files[..], &["--strict", "--format", format]].concat());
        assert_eq!(output.status.code(), Some(1), "{format}");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.contains("more than 1 bytes of memory in a run"), "{format}: {said}");
    }
}

/// However much a run comes to in a second: what it did not come to is named.
#[test]
fn a_run_that_takes_too_much_time_loses_nothing_in_silence() {
    let root = project(Limit::RunSeconds, 1);
    let mut maze = String::from("from openai import OpenAI\nimport random\n");
    for at in 0..300 {
        let (one, other) = ((at + 1) % 300, (at * 7 + 3) % 300);
        writeln!(maze, "def f{at}(c):\n    if random.random(): return OpenAI()").expect("memory");
        writeln!(maze, "    return f{one}(f{other}(c)) or f{other}(f{one}(c))").expect("memory");
        writeln!(maze, "f{at}(1).responses.create(input='x')").expect("memory");
    }
    let files: Vec<String> = (0..12).map(|number| format!("maze{number:02}.py")).collect();
    for file in &files {
        write(root.path(), file, &maze);
        write(root.path(), &format!("attested_{file}"), ATTESTED);
    }
    let report = json(&scan(root.path(), &["--format", "json"]));
    let named = |key: &str, path: &str, field: &str| {
        report[key].as_array().expect("a list").iter().filter(|it| it[field] == path).count()
    };
    for file in &files {
        for (file, calls) in [(file.clone(), 300), (format!("attested_{file}"), 1)] {
            let found = named("calls", &file, "file");
            let is_told = report["findings"]
                .as_array()
                .expect("a list")
                .iter()
                .any(|it| it["rule"] == "MIMA031" && it["file"] == *file);
            assert!(found == calls || is_told, "{file}: {found}");
            assert!(found > 0 || named("left_out", &file, "path") == 1, "{file}");
        }
    }
}

/// Python takes a hundred levels. The grammar has no room for more than some five hundred, and said so by ending the process.
#[test]
fn indentation_that_is_too_deep_costs_that_file_alone() {
    let deep = |head: &str, tail: &str| -> String {
        let levels = (0..700).map(|level| format!("{}{head}{level}{tail}\n", " ".repeat(level)));
        levels.chain([format!("{}'pass'\n", " ".repeat(700))]).collect()
    };
    let texts = [
        deep("class A", ":"),
        deep("def f", "(x): # '"),
        deep("if x", ":"),
        // An error, by which it is parsed in parts.
        format!("{}x = = 1\n", deep("class A", ":")),
    ];
    for text in texts {
        let root = tempfile::tempdir().expect("a directory");
        write(root.path(), "bad.py", &format!("from openai import OpenAI\n{text}"));
        write(root.path(), "good.py", "from openai import OpenAI\nOpenAI().responses.create()\n");
        let report = json(&scan(root.path(), &["--format", "json"]));
        assert_eq!(report["calls"][0]["file"], "good.py");
        let errors = report["errors"].as_array().expect("a list").iter();
        let limits: Vec<_> = errors.map(|it| (it["file"].as_str(), it["limit"].as_str())).collect();
        assert_eq!(limits, [(Some("bad.py"), Some("nesting"))]);
    }
}

/// What once took time with the square of its size, or ended the process: the call beside it is found, and nothing else is said
/// but what is wrong. Each takes minutes where it takes the square.
#[test]
fn bombs_cost_what_they_are_large() {
    let call = "from openai import OpenAI\nOpenAI().responses.create(model='m')\n";
    let many = |count: usize, line: &dyn Fn(usize) -> String| -> String { (0..count).map(line).collect() };
    let bombs = [
        ("escaped line ends", format!("{call}x = 1 \\\n{}x\n", "\\\n".repeat(100_000))),
        ("brackets without an end", format!("{call}{}", "f(\n".repeat(20_000))),
        ("conflicts", format!("{call}{}", "<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\n".repeat(5_000))),
        ("imports", format!("{}{call}", many(30_000, &|at| format!("import m{at}\n")))),
        ("a path of imports", format!("import a{}\n{call}", ".a".repeat(100_000))),
        ("rules of one comment", {
            let rules = many(20_000, &|at| format!("A{at},"));
            format!("{call}x = 1  # mima: ignore[{rules}] why\n")
        }),
    ];
    for (what, text) in bombs {
        let root = tempfile::tempdir().expect("a directory");
        write(root.path(), "bomb.py", &text);
        let report = json(&scan(root.path(), &["--format", "json"]));
        let calls = report["calls"].as_array().expect("a list");
        assert_eq!(calls.len(), 1, "{what}: {report:#}");
        assert_eq!(calls[0]["attested"], false);
    }
}

/// Each module hands on a name of the next one.
#[test]
fn a_chain_of_imports_of_any_length_ends() {
    let root = tempfile::tempdir().expect("a directory");
    for at in 0..4_000 {
        write(root.path(), &format!("p/m{at}.py"), &format!("from .m{} import client\n", at + 1));
    }
    write(root.path(), "p/m4000.py", "from openai import OpenAI\nclient = OpenAI()\n");
    write(root.path(), "p/__init__.py", "");
    write(root.path(), "far.py", "from p.m0 import client\nclient.responses.create()\n");
    write(root.path(), "near.py", "from p.m3990 import client\nclient.responses.create()\n");
    let report = json(&scan(root.path(), &["--format", "json"]));
    let found = |file: &str| report["calls"].as_array().expect("a list").iter().any(|it| it["file"] == file);
    let mut errors = report["errors"].as_array().expect("a list").iter();
    let is_named = errors.any(|it| it["file"] == "far.py" && it["limit"] == "depth");
    assert!(found("near.py") && (found("far.py") || is_named), "{:#}", report["errors"]);
}

/// A text that is no name of a model stands in no report, however often it is passed.
#[test]
fn a_text_of_a_megabyte_is_no_name_of_a_model() {
    let root = tempfile::tempdir().expect("a directory");
    let calls = "client.responses.create(model=NAME, input=NAME)\n".repeat(50);
    let text =
        format!("from openai import OpenAI\nclient = OpenAI()\nNAME = '{}'\n{calls}", "gpt".repeat(300_000));
    write(root.path(), "app.py", &text);
    for format in ["json", "sarif", "text", "markdown"] {
        let output = scan(root.path(), &["--format", format]);
        assert!(output.stdout.len() < 1_000_000, "{format}: {}", output.stdout.len());
    }
    let report = json(&scan(root.path(), &["--format", "json"]));
    assert_eq!(report["calls"].as_array().map(Vec::len), Some(50));
    assert_eq!(report["calls"][0]["model"], serde_json::Value::Null);
}
