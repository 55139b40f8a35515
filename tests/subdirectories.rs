//! Scanning less never finds more: what is found in a subdirectory is found in the whole, or the whole says what was cut.

#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use mima::catalog::Catalog;
use mima::finding::{AiCall, Confidence};
use mima::limit::{Limit, Limits};
use mima::walk::{WalkOptions, walk};
use mima::{Analysis, Mode, Options, analyze};
use support::project;

/// Subdirectories in which a call is right that the whole is right not to have: only the whole shows that what is called
/// like a library is the project's own, or that a name means something else.
const SHOWN_BY_THE_WHOLE: &[&str] = &["imports/own_beside_others/checks:", "imports/own_runner/flat/jobs:"];

/// The report on a directory below a root, with limits.
fn scan(root: &Path, directory: &Path, limits: &Limits) -> Analysis {
    let options =
        WalkOptions { roots: vec![root.join(directory)], cwd: root.to_owned(), ..WalkOptions::default() };
    let found = walk(&options).expect("a directory");
    let options = Options { limits: limits.clone(), ..Mode::Selected.into() };
    analyze(&found.files, found.aside, Catalog::builtin(), options)
}

/// A call: its file, line and column.
type Place = (String, u32, u32);

fn place(analysis: &Analysis, call: &AiCall) -> Place {
    let at = &call.location;
    (analysis.sources.path(at.file).to_owned(), at.line, at.column)
}

fn places(analysis: &Analysis) -> BTreeSet<Place> {
    analysis.report.calls.iter().map(|call| place(analysis, call)).collect()
}

/// Whether the report names a file on the way to a call, and the limit that cut it.
fn says_what_was_cut(whole: &Analysis, part: &Analysis, call: &AiCall) -> bool {
    let on_the_way = call.flow.iter().map(|step| step.location.file).chain([call.location.file]);
    let on_the_way: Vec<&str> = on_the_way.map(|file| part.sources.path(file)).collect();
    let is_cut = |path: &str| {
        let mut errors = whole.report.errors.iter();
        errors.any(|error| error.file == path && error.limit().is_some())
    };
    on_the_way.into_iter().any(is_cut)
}

/// All directories below one, without the one itself.
fn directories(root: &Path) -> Vec<PathBuf> {
    let walker = ignore::WalkBuilder::new(root).standard_filters(false).build();
    let entries = walker.flatten().filter(|entry| entry.depth() > 0 && entry.path().is_dir());
    let mut found: Vec<PathBuf> =
        entries.map(|entry| entry.path().strip_prefix(root).expect("below").to_owned()).collect();
    found.sort();
    found
}

/// What is found in a subdirectory of a project with more than low confidence, and neither found in the whole nor said to be
/// cut, a line each. `found` counts what is found in subdirectories.
fn lost(root: &Path, limits: &Limits, found: &mut usize) -> Vec<String> {
    let directories = directories(root);
    if directories.is_empty() {
        return Vec::new();
    }
    let whole = scan(root, Path::new(""), limits);
    let known = places(&whole);
    let mut lost = Vec::new();
    for directory in directories {
        let part = scan(root, &directory, &Limits::default());
        for call in part.report.calls.iter().filter(|call| call.confidence >= Confidence::Medium) {
            *found += 1;
            let at = place(&part, call);
            if !known.contains(&at) && !says_what_was_cut(&whole, &part, call) {
                lost.push(format!("{}: {at:?} {}", root.join(&directory).display(), call.api));
            }
        }
    }
    lost
}

/// The fixtures that consist of several files.
fn fixtures() -> Vec<PathBuf> {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let topics = [
        (testdata.join("libraries"), 0),
        (testdata.join("python"), 1),
        (testdata.join("rust"), 1),
        (testdata.join("typescript"), 1),
    ];
    let of_topic = |(topic, depth): (PathBuf, usize)| {
        let below = directories(&topic).into_iter().filter(move |it| it.components().count() == depth + 1);
        below.map(move |directory| topic.join(directory)).collect::<Vec<_>>()
    };
    topics.into_iter().flat_map(of_topic).collect()
}

#[test]
fn what_a_subdirectory_of_a_fixture_shows_the_whole_shows() {
    let is_listed = |line: &String| SHOWN_BY_THE_WHOLE.iter().any(|listed| line.contains(listed));
    let mut small = Limits::default();
    small.set(Limit::ReachedBytes, 400);
    for limits in [Limits::default(), small] {
        let mut found = 0;
        let lost: Vec<String> = fixtures().iter().flat_map(|root| lost(root, &limits, &mut found)).collect();
        let lost: Vec<&String> = lost.iter().filter(|line| !is_listed(line)).collect();
        assert!(lost.is_empty(), "{} of {found}:\n{lost:#?}", lost.len());
        assert!(found > 100, "only {found} calls were found");
    }
}

/// A project with much that something tainted leads to faintly, and one large file that a client is passed to. Its client comes
/// from a third file, of which the large one knows nothing.
fn project_with_noise() -> Vec<(String, String)> {
    let padding = |lines: usize| "# nothing\n".repeat(lines);
    let mut files = vec![
        ("src/app/llm.py", LLM.to_owned()),
        ("src/app/memory/holder.py", HOLDER.to_owned()),
        ("src/app/memory/updater.py", format!("{UPDATER}{}", padding(1500))),
        ("src/app/models/base.py", format!("{BASE}{}", padding(400))),
        ("src/app/models/ranker.py", RANKER.to_owned()),
        (
            "src/app/factory.py",
            format!("import app.llm\n\ndef made():\n    return app.llm.build()\n{}", padding(300)),
        ),
        (
            "src/app/use/late.py",
            "from app.factory import made\n\nmade().responses.create(input='x')\n".to_owned(),
        ),
    ]
    .into_iter()
    .map(|(path, text)| (path.to_owned(), text))
    .collect::<Vec<_>>();
    for number in 0..40 {
        let text = format!(
            "from app.llm import label, slug\n\ndef f{number}(name):\n    return label(name) + slug(name)\n{}",
            padding(100)
        );
        files.push((format!("src/app/noise/n{number}.py"), text));
    }
    files
}

const LLM: &str = "\
from openai import OpenAI

class Owner:
    def __init__(self):
        self.client = OpenAI()
        slug(self)
        label(self.client)

def build():
    return OpenAI()

def slug(name):
    return f'{name}-x'

def label(name) -> str:
    return name
";

const HOLDER: &str = "\
from app.llm import build
from app.memory.updater import Updater

class Holder:
    def __init__(self):
        self.model = build()
        self.updater = Updater(self.model)
";

const UPDATER: &str = "\
class Updater:
    def __init__(self, model):
        self.model = model

    def update(self):
        return self.model.responses.create(input='x')
";

const BASE: &str = "\
class Base:
    def __init__(self):
        self.model = self.load()

    def load(self):
        raise NotImplementedError
";

const RANKER: &str = "\
from sentence_transformers import CrossEncoder
from app.models.base import Base

class Ranker(Base):
    def load(self):
        return CrossEncoder('x')

    def rank(self):
        return self.model.predict([])
";

#[test]
fn what_a_client_leads_to_is_read_before_what_is_near_and_small() {
    let files = project_with_noise();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let root = project(&files);
    let mut limits = Limits::default();
    // The files that matter have 23 kilobytes, the noise has 43.
    limits.set(Limit::ReachedBytes, 26_000);
    let whole = scan(root.path(), Path::new(""), &limits);
    let found: BTreeSet<(String, u32)> =
        places(&whole).into_iter().map(|(path, line, _)| (path, line)).collect();
    let expected =
        [("src/app/memory/updater.py", 6), ("src/app/models/ranker.py", 9), ("src/app/use/late.py", 3)];
    let expected: BTreeSet<(String, u32)> =
        expected.into_iter().map(|(path, line)| (path.to_owned(), line)).collect();
    assert_eq!(found, expected, "{:#?}", whole.report.errors);
    let is_noise = |path: &str| path.starts_with("src/app/noise/");
    assert!(whole.report.left_out.iter().all(|left_out| is_noise(&left_out.path)));
    assert!(whole.report.errors.iter().any(|error| is_noise(&error.file)), "the limit came into play");
}

#[test]
fn whatever_the_limit_is_the_whole_says_what_it_cut() {
    let files = project_with_noise();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let root = project(&files);
    let mut text = String::new();
    for size in [1, 1000, 5000, 10_000, 20_000, 40_000, 100_000] {
        let mut limits = Limits::default();
        limits.set(Limit::ReachedBytes, size);
        let mut found = 0;
        for line in lost(root.path(), &limits, &mut found) {
            let _ = writeln!(text, "{size}: {line}");
        }
        assert!(found >= 3, "only {found} calls were found");
    }
    assert!(text.is_empty(), "{text}");
}
