//! What holds for any input: no bytes make the analysis fail, the sieve changes no report, and neither does it that what a
//! file says was known before.

mod support;

use mima::catalog::Catalog;
use mima::finding::{ErrorKind, Report, RuleId};
use mima::{Analysis, InputFile, KnownFacts, Mode, Options, analyze};
use proptest::collection::vec;
use proptest::option;
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

/// Definitions of Rust programs whose files import each other. What takes a client out of another file's object, in a
/// file that has no library, is known to be lost without it.
const ITEMS: &[&str] = &[
    "use genai::Client;",
    "use genai as g;",
    "use crate::a::make;",
    "use crate::b::*;",
    "use crate::b::c::make as other;",
    "pub use crate::a::*;",
    "use super::make;",
    "pub fn make() -> genai::Client { genai::Client::default() }",
    "pub fn make() -> g::Client { crate::a::make() }",
    "pub fn make() -> impl Sized { other() }",
    "pub fn wrap<T>(inner: T) -> T { inner }",
    "pub struct Holder { client: Client }",
    "impl Holder { pub fn new(client: Client) -> Self { Self { client } } }",
    "impl Holder { pub async fn ask(&self) { self.client.embed(1, 2).await; } }",
    "impl<'a> crate::a::Holder { pub async fn again(&self) { self.client.embed(1, 2).await; } }",
    "async fn go() { make().embed(1, 2).await; }",
    "async fn went() { crate::b::make().embed(1, 2).await; }",
    "async fn hold() { crate::a::Holder::new(make()).ask().await; }",
    "async fn pass() { crate::b::c::take(crate::a::make()).await; }",
    "pub async fn take(client: g::Client) { client.embed(1, 2).await; }",
    "pub async fn take(client: impl Sized) { client.embed(1, 2).await; }",
    "pub static CLIENT: std::sync::LazyLock<Client> = std::sync::LazyLock::new(|| make());",
    "lazy_static::lazy_static! { pub static ref CLIENT: Client = make(); }",
    "async fn shared() { crate::a::CLIENT.embed(1, 2).await; }",
    "#[mima::attest] pub async fn marked() { make().embed(1, 2).await; helper().await; }",
    "pub async fn helper() { make().embed(1, 2).await; }",
    "pub async fn calls() { crate::a::helper().await; }",
    "async fn guarded() { let guard = mima::trace(1); make().embed(1, 2).await; drop(guard); }",
    "async fn posts() { reqwest::Client::new().post(\"https://api.openai.com/v1/chat/completions\").send().await; }",
    "#[cfg(test)] mod tests { use super::*; async fn test() { make().embed(1, 2).await; } }",
    "fn broken( {",
    "// mima: ignore[MIMA001] reason",
];

/// Definitions that mean what other files say.
const MEANT_ELSEWHERE: &[&str] = &[
    "macro_rules! client { () => { genai::Client::default() } }",
    "macro_rules! client { () => { crate::a::make() } }",
    "macro_rules! ask { ($x:expr) => { $x.embed(1, 2).await } }",
    "async fn expanded() { ask!(client!()); }",
    "async fn renamed() { llm::Client::default().embed(1, 2).await; }",
    "include!(\"elsewhere/d.rs\");",
];

/// Manifests of a crate, which say what `llm` is.
const MANIFESTS: &[&str] = &[
    "[package]\nname = \"app\"\n",
    "[package]\nname = \"app\"\n[dependencies]\nllm = { package = \"genai\", version = \"1\" }\n",
    "[package]\nname = \"app\"\n[dependencies]\nllm = { package = \"serde\", version = \"1\" }\n",
];

/// The files of a crate, each with what declares its modules.
const CRATE: &[(&str, &str)] = &[
    ("src/lib.rs", "mod a;\nmod b;\n#[path = \"elsewhere/d.rs\"]\nmod d;\n"),
    ("src/a.rs", ""),
    ("src/b/mod.rs", "pub mod c;\n"),
    ("src/b/c.rs", ""),
    ("src/elsewhere/d.rs", ""),
];

fn crates() -> impl Strategy<Value = Vec<String>> {
    vec(vec(select(ITEMS), 0..6).prop_map(|items| items.join("\n")), CRATE.len())
}

/// The text of a file of which some means what other files say.
fn item_text() -> impl Strategy<Value = String> {
    (text(ITEMS), text(MEANT_ELSEWHERE)).prop_map(|(own, other)| format!("{own}\n{other}"))
}

fn files_of_crate(texts: &[String], manifest: &str) -> Vec<InputFile> {
    let manifest = file("Cargo.toml", manifest);
    let sources = CRATE.iter().zip(texts);
    let sources = sources.map(|((path, head), text)| file(path, format!("{head}{text}\n")));
    std::iter::once(manifest).chain(sources).collect()
}

const PATHS: &[&str] = &["a.py", "b.py", "pkg/__init__.py", "pkg/c.py", "main.py"];

fn programs() -> impl Strategy<Value = Vec<String>> {
    vec(vec(select(LINES), 0..14).prop_map(|lines| lines.join("\n")), PATHS.len())
}

/// The text of one file.
fn text(pieces: &'static [&str]) -> impl Strategy<Value = String> {
    vec(select(pieces), 0..8).prop_map(|pieces| pieces.join("\n"))
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

/// Which of some files are parsed: only those to which something leads that matters.
#[test]
fn what_cannot_matter_is_not_parsed() {
    let parsed = |files: &[InputFile]| analyse(files, Mode::Selected).report.summary.files_analyzed;
    // What a file gets from elsewhere than from a library, it hands on to nobody.
    let dumps = "import json, openai\ndef dump(value): return json.dumps(value)\n";
    let uses = "from a import dump\ndump(1)\n";
    assert_eq!(parsed(&[file("a.py", dumps), file("b.py", uses)]), 1);
    let makes = "import json, openai\ndef dump(value): return openai.OpenAI()\n";
    assert_eq!(parsed(&[file("a.py", makes), file("b.py", uses)]), 2);
    // What a file calls apart from its handles is not looked at; what is passed to a call of theirs is.
    let apart = "import openai\nfrom b import text\ntext()\nopenai.OpenAI().responses.create()\n";
    let given = "import openai\nfrom b import text\nopenai.OpenAI().responses.create(input=text())\n";
    let text = "def text(): return 'x'\n";
    assert_eq!(parsed(&[file("a.py", apart), file("b.py", text)]), 1);
    assert_eq!(parsed(&[file("a.py", given), file("b.py", text)]), 2);
    // Who derives from a class that holds a client reaches into it; who merely uses the one that derives does not.
    let holds = "import openai\nclass A:\n    def __init__(self): self.client = openai.OpenAI()\n";
    let derives = "from a import A\nclass B(A):\n    def ask(self): self.client.responses.create()\n";
    let uses = "from b import B\nB().ask()\n";
    assert_eq!(parsed(&[file("a.py", holds), file("b.py", derives), file("c.py", uses)]), 2);
    // A module beside a file is not the library of its name.
    let beside = "import openai\nfrom .openai import OpenAI\n";
    let own = file("p/openai.py", "class OpenAI: pass\n");
    let uses = "from .a import OpenAI\nOpenAI()\n";
    let package = file("p/__init__.py", "");
    assert_eq!(parsed(&[package, file("p/a.py", beside), file("p/b.py", uses), own]), 1);
}

/// The seed of CI and of every run that names none: a change fails for what it changes, not for what it met.
const SEED: u64 = 1;

/// The second of two revisions of a project, analysed with what the files of the first say, and for itself.
fn revised(before: &[InputFile], after: &[InputFile]) -> (Report, Report) {
    let known = Options { known: KnownFacts::remembered(), ..Options::from(Mode::Selected) };
    let catalog = Catalog::builtin();
    analyze(before, Vec::new(), catalog, known.clone());
    let after =
        [known, Options::from(Mode::Selected)].map(|it| analyze(after, Vec::new(), catalog, it).report);
    after.into()
}

/// Both revisions of files, of which one changes some.
fn revisions(before: Vec<String>, edits: Vec<Option<String>>) -> (Vec<String>, Vec<String>) {
    let after = before.iter().zip(edits).map(|(text, edit)| edit.unwrap_or_else(|| text.clone())).collect();
    (before, after)
}

/// The settings that `PROPTEST_RNG_SEED` and `PROPTEST_CASES` leave open; `.ci/nightly` sets both.
#[expect(clippy::disallowed_methods, reason = "proptest takes these settings from the environment")]
#[expect(
    clippy::print_stderr,
    reason = "the output of a failed test is shown, and has to tell how to run it again"
)]
fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 3000;
    }
    if matches!(config.rng_seed, RngSeed::Random) {
        config.rng_seed = RngSeed::Fixed(SEED);
    }
    if let RngSeed::Fixed(seed) = config.rng_seed {
        eprintln!("To run this again: PROPTEST_RNG_SEED={seed} PROPTEST_CASES={}", config.cases);
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_analysed(bytes in vec(any::<u8>(), 0..400)) {
        for mode in [Mode::Selected, Mode::Everything] {
            let analysis = analyse(&[file("app.py", bytes.clone())], mode);
            prop_assert!(analysis.report.errors.iter().all(|error| error.kind != ErrorKind::Panicked));
        }
    }

    #[test]
    fn any_text_below_an_import_is_analysed(text in "[ \\t\\r\\n(){}\\[\\]:=,.@#'\"\\\\a-cé😀]{0,300}") {
        let text = format!("import openai\n{text}\nopenai.OpenAI().responses.create()\n");
        let analysis = analyse(&[file("app.py", text)], Mode::Selected);
        prop_assert!(analysis.report.errors.iter().all(|error| error.kind != ErrorKind::Panicked));
    }

    #[test]
    fn any_rust_is_analysed(pieces in vec(select(RUST), 0..30), text in "[ \\n(){}\\[\\]:=,.#'\"\\\\!a-dé]{0,60}") {
        let text = format!("use genai::Client;\n{}{text}", pieces.join(" "));
        for mode in [Mode::Selected, Mode::Everything] {
            let analysis = analyse(&[file("src/lib.rs", text.as_str())], mode);
            prop_assert!(analysis.report.errors.iter().all(|error| error.kind != ErrorKind::Panicked));
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
    fn the_sieve_changes_nothing_in_a_crate(texts in crates()) {
        let files = files_of_crate(&texts, MANIFESTS[0]);
        let everything = analyse(&files, Mode::Everything);
        let relevant = analyse(&files, Mode::Selected);
        // That nothing under a marker calls a model may take a file without AI to know.
        let certain = |analysis: &Analysis| {
            let mut seen = seen(analysis, &relevant);
            seen.retain(|line| !line.contains("rule: IdleAttestation"));
            seen
        };
        prop_assert_eq!(certain(&everything), certain(&relevant));
    }

    #[test]
    fn what_a_file_says_depends_on_no_other(before in programs(), edits in vec(option::weighted(0.4, text(LINES)), PATHS.len())) {
        let (before, after) = revisions(before, edits);
        let (reused, cold) = revised(&files(&before), &files(&after));
        prop_assert_eq!(reused, cold);
    }

    #[test]
    fn what_a_file_of_a_crate_says_depends_on_no_other(
        before in vec(item_text(), CRATE.len()),
        edits in vec(option::weighted(0.4, item_text()), CRATE.len()),
        manifests in (select(MANIFESTS), select(MANIFESTS)),
    ) {
        let (before, after) = revisions(before, edits);
        let (reused, cold) = revised(&files_of_crate(&before, manifests.0), &files_of_crate(&after, manifests.1));
        prop_assert_eq!(reused, cold);
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
