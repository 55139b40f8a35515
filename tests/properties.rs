//! What holds for any input: no bytes make the analysis fail, and the sieve changes no report.

mod support;

use mima::finding::RuleId;
use mima::{Analysis, InputFile, Mode};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use support::{analyse, file};

/// Pieces of programs: what makes handles, hands them on, uses them, hides them, attests and suppresses, and what
/// breaks a file.
const LINES: &[&str] = &[
    "import openai",
    "import openai as o",
    "from openai import OpenAI",
    "from openai import *",
    "from a import *",
    "from b import client as c",
    "from . import b",
    "import a, b",
    "import pkg.c",
    "from pkg.c import make, client",
    "from mima_governance import MimaGovernance",
    "m = MimaGovernance()",
    "client = OpenAI()",
    "client = make()",
    "client = c",
    "client = None",
    "del client",
    "c = a.client if o else b.client",
    "c = [client, {\"k\": client}]",
    "c, client = client, c",
    "client.responses.create(input=1)",
    "c[0].responses.create(input=1)",
    "c[1][\"k\"].embeddings.create(input=1)",
    "b.client.responses.create(input=1)",
    "pkg.c.client.responses.create(input=1)",
    "a.Holder().client.responses.create(input=1)",
    "Holder(client).ask()",
    "make().responses.create(input=1)",
    "use(client)",
    "b.use(a.client)",
    "getattr(client, \"responses\").create()",
    "client.responses.create()  # mima: ignore[MIMA001] reason",
    "# mima: ignore[MIMA001]",
    "def make(): return client",
    "def make() -> \"OpenAI\": ...",
    "def use(h): h.responses.create(input=1)",
    "def use(h=client): return h",
    "@m.attest()\ndef ask():\n    return client.responses.create()",
    "with m.trace(\"x\"):\n    client.responses.create()",
    "class Holder:\n    def __init__(self, h=None):\n        self.client = h or client\n    def ask(self):\n        return self.client.responses.create()",
    "class Holder(Base):\n    client = client",
    "class Base:\n    client: OpenAI",
    "for client in c: client.responses.create()",
    "try:\n    import openai\nexcept ImportError:\n    openai = None",
    "if client:\n    c = client\nelse:\n    c = None",
    "while c: c = c.next",
    "[client.responses.create() for client in c]",
    "lambda: client.responses.create()",
    "global client",
    "requests.post(\"https://api.openai.com/v1/chat/completions\")",
    "def broken(",
    "    unindented",
    "\"\"\"",
    "é = client; é.responses.create()",
];

/// Pieces of Rust, which rarely fit together.
const RUST: &[&str] = &[
    "use genai::{self as g, Client, chat::*};",
    "use r#é::x;",
    "use crate::m::{Self, super};",
    "mod m;",
    "mod m {",
    "struct S<T: Into<S>> { client: Client, f: T }",
    "struct T(Client, (u8, Client));",
    "enum E { A(Client), B { c: Client }, C }",
    "impl S {",
    "impl<T> E for T where T: Fn(Client) -> E {",
    "trait E: E { fn f(&self) -> Self; }",
    "fn f(self, (a, b): (Client, u8)) -> Result<Client> {",
    "async fn f(client: &Client) {",
    "let client = Client::new();",
    "let Some((client, ..)) = x else { return };",
    "if let E::A(client) = e {",
    "match e { E::B { c, .. } | E::A(c) => c.embed(1), _ => return }",
    "for client in clients.iter() {",
    "client = client.clone();",
    "client.exec_chat(\"m\", 1, None).await?;",
    "println!(\"{}\", client.embed(1));",
    "vec![client; 2];",
    "select! { x = client.embed(1) => {} }",
    "async move { client.embed(1) }.await;",
    "|client| client.embed(1);",
    "#[mima::attest(x = 1)]",
    "}",
    "}",
    ")",
    "!()",
];

const PATHS: &[&str] = &["a.py", "b.py", "pkg/__init__.py", "pkg/c.py", "main.py"];

fn programs() -> impl Strategy<Value = Vec<String>> {
    vec(vec(select(LINES), 0..14).prop_map(|lines| lines.join("\n")), PATHS.len())
}

fn files(texts: &[String]) -> Vec<InputFile> {
    let files = PATHS.iter().zip(texts);
    files.map(|(path, text)| file(path, text.as_str())).collect()
}

/// What a user sees of an analysis in the files that `parsed` parsed, and every call. The notes on a file that
/// cannot matter (it does not parse, a suppression in it is unused) are not missed; nor is a note less on a call
/// that only looks like one, where it takes a file without AI to know that it is none, nor a caller in such a file.
fn seen(analysis: &Analysis, parsed: &Analysis) -> Vec<String> {
    let report = &analysis.report;
    let errors = report.errors.iter().map(|error| format!("{error:?}"));
    let calls = report.calls.iter().map(|call| format!("{call:?}"));
    let findings = report
        .findings
        .iter()
        .filter(|finding| finding.rule != RuleId::UnresolvedCall)
        .filter(|finding| finding.call.is_some() || parsed.sources.get(finding.location.file).is_some());
    let findings = findings.cloned().map(|mut finding| {
        finding.callers.retain(|caller| parsed.sources.get(caller.location.file).is_some());
        format!("{finding:?}")
    });
    errors.chain(calls).chain(findings).collect()
}

/// The same programs in every run, so that a change fails for what it changes; `PROPTEST_RNG_SEED` tries others.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() };
    if matches!(config.rng_seed, RngSeed::Random) {
        config.rng_seed = RngSeed::Fixed(1);
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_analysed(bytes in vec(any::<u8>(), 0..400)) {
        for mode in [Mode::Selected, Mode::Everything] {
            let analysis = analyse(&[file("app.py", bytes.clone())], mode);
            prop_assert!(analysis.report.errors.iter().all(|error| !error.message.contains("bug")));
        }
    }

    #[test]
    fn any_text_below_an_import_is_analysed(text in "[ \\t\\r\\n(){}\\[\\]:=,.@#'\"\\\\a-cé😀]{0,300}") {
        let text = format!("import openai\n{text}\nopenai.OpenAI().responses.create()\n");
        let analysis = analyse(&[file("app.py", text)], Mode::Selected);
        prop_assert!(analysis.report.errors.iter().all(|error| !error.message.contains("bug")));
    }

    #[test]
    fn any_rust_is_analysed(pieces in vec(select(RUST), 0..30), text in "[ \\n(){}\\[\\]:=,.#'\"\\\\!a-dé]{0,60}") {
        let text = format!("use genai::Client;\n{}{text}", pieces.join(" "));
        for mode in [Mode::Selected, Mode::Everything] {
            let analysis = analyse(&[file("src/lib.rs", text.as_str())], mode);
            prop_assert!(analysis.report.errors.iter().all(|error| !error.message.contains("bug")));
        }
    }

    #[test]
    fn the_sieve_changes_nothing(texts in programs()) {
        let files = files(&texts);
        let everything = analyse(&files, Mode::Everything);
        let relevant = analyse(&files, Mode::Selected);
        prop_assert_eq!(seen(&everything, &relevant), seen(&relevant, &relevant));
    }

    #[test]
    fn the_order_of_files_changes_nothing(texts in programs()) {
        let files = files(&texts);
        let reversed: Vec<InputFile> = files.iter().rev().cloned().collect();
        let summary = |files: &[InputFile]| {
            let analysis = analyse(files, Mode::Selected);
            let mut calls: Vec<String> = analysis.report.calls.iter().map(|call| {
                format!("{}:{} {} {:?} {:?}", analysis.sources.path(call.location.file), call.location.line, call.api, call.rule, call.confidence)
            }).collect();
            calls.sort();
            calls
        };
        prop_assert_eq!(summary(&files), summary(&reversed));
    }
}
