//! How fast each stage is, in bytes of source a second, on a tree that is made from `testdata/`: its Python files,
//! again and again in directories of their own, until there are five megabytes. All of them use AI libraries; the
//! tree without AI is the same without its imports, and shows what reading and sifting alone cost.

#![expect(clippy::disallowed_methods, reason = "the tree is made from files")]
#![expect(clippy::expect_used, reason = "a bench that cannot set its stage has to stop")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use mima::bind::{Macros, bind};
use mima::catalog::Catalog;
use mima::check::check;
use mima::finding::Belief;
use mima::language::python::PYTHON;
use mima::limit::Limits;
use mima::module::Module;
use mima::outside::Outside;
use mima::project::Project;
use mima::sieve::sift;
use mima::source::{FileId, SourceFile};
use mima::{Content, InputFile, Mode, analyze};

/// The one of the binary, so that the numbers are those of a run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TREE_BYTES: usize = 5_000_000;

fn main() {
    // The catalog is loaded in parallel; that must not happen on the pool while others wait for it.
    let _ = Catalog::builtin();
    divan::main();
}

static TREE: LazyLock<Vec<InputFile>> = LazyLock::new(|| tree(str::to_owned));

static WITHOUT_AI: LazyLock<Vec<InputFile>> = LazyLock::new(|| {
    tree(|text| {
        let others = text.lines().filter(|line| !line.contains("import"));
        others.flat_map(|line| [line, "\n"]).collect()
    })
});

/// The same with imports of the standard library alone: every statement is looked at and none leads to a library.
static OTHER_IMPORTS: LazyLock<Vec<InputFile>> = LazyLock::new(|| {
    tree(|text| {
        let line = |line| if str::contains(line, "import") { "from os import path, environ" } else { line };
        text.lines().map(line).flat_map(|line| [line, "\n"]).collect()
    })
});

/// The libraries that a small catalog has.
const FEW: [&str; 13] = [
    "anthropic",
    "bedrock",
    "cohere",
    "google-genai",
    "google-generativeai",
    "langchain",
    "langgraph",
    "litellm",
    "llama-index",
    "mistralai",
    "ollama",
    "openai",
    "openai-legacy",
];

static SOURCES: LazyLock<Vec<SourceFile>> = LazyLock::new(|| {
    let sources = (0..).zip(TREE.iter()).map(|(at, file)| {
        let Content::Bytes(bytes) = &file.content else { unreachable!("the tree is in memory") };
        SourceFile::decode(FileId(at), &file.path, &file.module_path, bytes, &PYTHON).file
    });
    sources.collect()
});

fn tree(change: fn(&str) -> String) -> Vec<InputFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let mut texts = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                let name =
                    path.strip_prefix(&root).expect("below testdata").to_string_lossy().replace('\\', "/");
                texts.push((name, change(&fs::read_to_string(&path).expect("UTF-8"))));
            }
        }
    }
    texts.sort();
    let mut files = Vec::new();
    let mut bytes = 0;
    for copy in 0.. {
        for (name, text) in &texts {
            let path = format!("copy{copy}/{name}");
            bytes += text.len();
            files.push(InputFile {
                path: path.as_str().into(),
                module_path: path.into(),
                content: Content::Bytes(text.clone().into_bytes().into()),
            });
        }
        if bytes >= TREE_BYTES {
            break;
        }
    }
    files
}

fn bytes(files: &[InputFile]) -> BytesCount {
    let sizes = files.iter().map(|file| match &file.content {
        Content::Bytes(bytes) => bytes.len(),
        Content::OnDisk(_) => 0,
    });
    BytesCount::new(sizes.sum::<usize>())
}

/// What every run begins with.
#[divan::bench(sample_count = 100)]
fn load_the_catalog() -> Catalog {
    Catalog::of_libraries("python", |_| true, &[]).expect("the compiled-in rules")
}

/// Whether more libraries make it slower to find that a file imports none of them.
#[divan::bench(sample_count = 100, args = ["13 libraries", "all libraries"])]
fn sieve_with(bencher: Bencher<'_, '_>, libraries: &str) {
    let accepted = |id: &str| libraries.starts_with("all") || FEW.contains(&id);
    let catalog = Catalog::of_libraries("python", accepted, &[]).expect("the compiled-in rules");
    bencher
        .counter(bytes(&OTHER_IMPORTS))
        .bench(|| sift(&OTHER_IMPORTS, &[], &PYTHON, 0, &catalog, &Mode::Relevant.into()).files.len());
}

#[divan::bench(sample_count = 20)]
fn read_and_sieve_without_ai(bencher: Bencher<'_, '_>) {
    bencher
        .counter(bytes(&WITHOUT_AI))
        .bench(|| sift(&WITHOUT_AI, &[], &PYTHON, 0, Catalog::builtin(), &Mode::Relevant.into()).files.len());
}

#[divan::bench(sample_count = 10)]
fn read_sieve_and_bind(bencher: Bencher<'_, '_>) {
    bencher
        .counter(bytes(&TREE))
        .bench(|| sift(&TREE, &[], &PYTHON, 0, Catalog::builtin(), &Mode::Relevant.into()).files.len());
}

/// On one thread, to compare with the parser alone.
#[divan::bench(sample_count = 5)]
fn bind_on_one_thread(bencher: Bencher<'_, '_>) {
    bencher.counter(bytes(&TREE)).bench(|| {
        let modules: Vec<Module> = SOURCES
            .iter()
            .filter_map(|source| bind(source, &PYTHON, &Macros::default(), &Limits::default()))
            .collect();
        modules.len()
    });
}

#[divan::bench(sample_count = 10)]
fn link_and_check(bencher: Bencher<'_, '_>) {
    bencher
        .counter(bytes(&TREE))
        .with_inputs(|| sift(&TREE, &[], &PYTHON, 0, Catalog::builtin(), &Mode::Everything.into()))
        .bench_values(|sifted| {
            let project = Project::link(
                sifted.files,
                sifted.table,
                Catalog::builtin(),
                Limits::default(),
                Belief::default(),
                Outside::default(),
            );
            check(&project, &sifted.sources, TREE.len(), Vec::new()).calls.len()
        });
}

/// Inputs on which something took time with the square of their size. Twice the size has to take twice the time.
#[divan::bench(sample_count = 3, args = ["imports", "branches", "classes", "calls", "suppressions", "modules", "functions", "entries", "escapes", "brackets", "conflicts"], consts = [1000, 2000, 4000])]
fn hostile<const SIZE: usize>(bencher: Bencher<'_, '_>, what: &str) {
    let line = |at: usize| match what {
        "imports" => "import ".repeat(8),
        "branches" => format!("if a: name{at} = OpenAI(\"b\")\n"),
        "classes" => format!("class C{at}(B):\n    def m(self):\n        self.c.go(OpenAI())\n"),
        "modules" => format!("import m{at}\n"),
        "functions" => format!("def f{at}(a, b=1):\n    x = a + b\n    return x\n"),
        "entries" => format!("x = {{'a': {at}, 'b': [{at}]}}\n"),
        "escapes" => "\\\n".to_owned(),
        "brackets" => "f(\n".to_owned(),
        "conflicts" => format!("<<<<<<< a\nx = {at}\n=======\nx = 2\n>>>>>>> b\n"),
        "calls" => format!("def f{at}():\n    OpenAI().responses.create()\n"),
        _ => "OpenAI().responses.create()  # mima: ignore[MIMA001] why\n".to_owned(),
    };
    let lines: String = (0..SIZE).map(line).collect();
    // All imports stand on one line, in a text.
    let text = if what == "imports" { format!("x = '{lines}'\n") } else { lines };
    let text = format!("from openai import OpenAI\n{text}");
    let bytes = BytesCount::new(text.len());
    let content = Content::Bytes(text.into_bytes().into());
    let files = [InputFile { path: "app.py".into(), module_path: "app.py".into(), content }];
    bencher
        .counter(bytes)
        .bench(|| analyze(&files, Vec::new(), Catalog::builtin(), Mode::Relevant).report.calls.len());
}

#[divan::bench(sample_count = 10)]
fn all(bencher: Bencher<'_, '_>) {
    bencher
        .counter(bytes(&TREE))
        .bench(|| analyze(&TREE, Vec::new(), Catalog::builtin(), Mode::Relevant).report.calls.len());
}

/// What a run costs that has nothing to do: the whole process, in a directory without a file.
#[divan::bench(sample_count = 50)]
fn start_on_nothing(bencher: Bencher<'_, '_>) {
    let directory = tempfile::tempdir().expect("a directory");
    bencher.bench(|| {
        Command::new(env!("CARGO_BIN_EXE_mima"))
            .args(["scan", "--quiet", "--allow-empty"])
            .current_dir(directory.path())
            .status()
            .expect("the binary runs")
    });
}
