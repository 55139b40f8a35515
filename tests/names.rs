//! Names of the project that are names of a library as well: each import is decided by what exists.
//!
//! Crosses the roots of the libraries with the forms that a project's own module has, with layouts, and with what is
//! imported. The programs are generated, and analysed as a whole and after the sieve.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use mima::catalog::{Catalog, Member};
use mima::{InputFile, Mode};
use support::{analyse, file};

/// Something of a library that makes an AI call: a type and a method.
struct Known<'c> {
    /// The first name of the library's root.
    first: &'c str,
    module: &'c str,
    class: &'c str,
    method: &'c str,
}

/// For each first name of a root one type with a plain call.
fn known_types(catalog: &Catalog, is_method: impl Fn(&str) -> bool) -> Vec<Known<'_>> {
    let is_plain = |member: &Member| {
        !member.calls.is_empty()
            && member.gives.is_empty()
            && member.calls.iter().all(|call| call.when.is_none())
    };
    let mut found: BTreeMap<&str, Known<'_>> = BTreeMap::new();
    let names: BTreeSet<_> = catalog.handles.keys().collect();
    for name in names {
        let is_name = |word: &str| word.chars().all(|c| c.is_alphanumeric() || c == '_');
        if catalog.container(name.as_str()).is_some() || !name.as_str().split('.').all(is_name) {
            continue;
        }
        let (Some((module, class)), Some(handle)) =
            (name.as_str().rsplit_once('.'), catalog.handle(name.as_str()))
        else {
            continue;
        };
        let methods =
            handle.members.iter().filter(|(path, member)| is_method(path.as_str()) && is_plain(member));
        if let Some(method) = methods.map(|(path, _)| path.as_str()).min() {
            found.entry(name.root()).or_insert(Known { first: name.root(), module, class, method });
        }
    }
    let is_root = |first: &str| {
        let mut roots = catalog.libraries.iter().flat_map(|library| &library.roots);
        roots.any(|root| root.root() == first)
    };
    found.into_values().filter(|known| is_root(known.first)).collect()
}

/// A program: its files, and the calls that it makes: file, line, the beginning of the call's name.
#[derive(Default)]
struct Program {
    files: Vec<InputFile>,
    expected: BTreeSet<(String, usize, String)>,
}

impl Program {
    fn add(&mut self, path: &str, text: impl Into<String>) {
        self.files.push(file(path, text.into()));
    }

    /// Adds a file; a comment `AI` on a line says that it makes a call whose name begins so.
    fn add_calls(&mut self, path: &str, text: &str) {
        for (line, text) in (1..).zip(text.lines()) {
            if let Some((_, api)) = text.rsplit_once(" AI ") {
                self.expected.insert((path.to_owned(), line, api.to_owned()));
            }
        }
        self.add(path, text);
    }

    /// What differs from what is expected.
    fn failures(&self, what: &str, modes: &[Mode]) -> Vec<String> {
        let mut failures = Vec::new();
        for &mode in modes {
            let analysis = analyse(&self.files, mode);
            let mut found = BTreeSet::new();
            for call in &analysis.report.calls {
                let place = &call.location;
                let path = analysis.sources.path(place.file).to_owned();
                found.insert((path, place.line as usize, call.api.to_string()));
            }
            let is_found = |(path, line, api): &(String, usize, String)| {
                found.iter().any(|it| it.0 == *path && it.1 == *line && it.2.starts_with(api))
            };
            let missed = self.expected.iter().filter(|expected| !is_found(expected));
            failures.extend(missed.map(|expected| format!("{what} ({mode:?}): missed {expected:?}")));
            let places: BTreeSet<_> = self.expected.iter().map(|(path, line, _)| (path, line)).collect();
            let wrong = found.iter().filter(|(path, line, _)| !places.contains(&(path, line)));
            failures.extend(wrong.map(|found| format!("{what} ({mode:?}): wrong {found:?}")));
        }
        failures
    }
}

/// What a project has of its own under a library's name.
#[derive(Clone, Copy, Debug)]
enum Form {
    Package,
    Namespace,
    File,
}

/// What a file imports of that name.
#[derive(Clone, Copy, Debug)]
enum Imports {
    /// What the project has.
    Own,
    /// What only the library has.
    Library,
    Both,
}

const IMPORTS: [Imports; 3] = [Imports::Own, Imports::Library, Imports::Both];

/// What the project has of its own makes calls of this library.
const OWN_CLIENT: &str = "import anthropic\n\nour_client = anthropic.Anthropic()\n";
const OTHER_CLIENT: &str = "import openai\n\nour_client = openai.OpenAI()\n";

fn python_program(known: &Known<'_>, form: Form, directory: &str, imports: Imports) -> Program {
    let Known { first, module, class, method } = known;
    let (own, own_call) = match *first {
        "anthropic" => (OTHER_CLIENT, ("responses.create", "openai.OpenAI")),
        _ => (OWN_CLIENT, ("messages.create", "anthropic.Anthropic")),
    };
    let mut program = Program::default();
    let (place, lines) = match form {
        Form::File => (format!("{directory}{first}.py"), vec![format!("from {first} import our_client")]),
        Form::Package | Form::Namespace => {
            let ways = [
                format!("from {first}.places import our_client"),
                format!("from {first} import places; our_client = places.our_client"),
                format!("import {first}.places; our_client = {first}.places.our_client"),
                format!("import {first}.places as there; our_client = there.our_client"),
            ];
            (format!("{directory}{first}/places.py"), ways.to_vec())
        }
    };
    if matches!(form, Form::Package) {
        program.add(&format!("{directory}{first}/__init__.py"), "");
    }
    program.add(&place, own);
    let (call, api) = own_call;
    let own_calls = |line: &str| format!("{line}\nour_client.{call}()  # AI {api}.{call}\n");
    let library_ways = [
        format!("from {module} import {class}\n{class}().{method}()  # AI {module}.{class}.{method}\n"),
        format!("import {module}\n{module}.{class}().{method}()  # AI {module}.{class}.{method}\n"),
        format!("import {module} as lib\nlib.{class}().{method}()  # AI {module}.{class}.{method}\n"),
    ];
    let own_ways: Vec<String> = lines.iter().map(|line| own_calls(line)).collect();
    let texts: Vec<String> = match imports {
        Imports::Own => own_ways,
        Imports::Library => library_ways.to_vec(),
        Imports::Both => {
            let pairs = own_ways.iter().zip(library_ways.iter().cycle());
            pairs.flat_map(|(own, library)| [format!("{own}{library}"), format!("{library}{own}")]).collect()
        }
    };
    for (number, text) in texts.iter().enumerate() {
        program.add_calls(&format!("{directory}services/plan{number}.py"), text);
    }
    program.add_calls("other/desk/main.py", &library_ways[0]);
    program
}

/// How many roots are tried: more take too long.
const ROOTS: usize = 30;

#[test]
fn python_imports_mean_what_exists() {
    let is_path =
        |path: &str| path.split('.').all(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'));
    let known = known_types(Catalog::builtin(), is_path);
    assert!(known.len() >= ROOTS, "only {} roots", known.len());
    let mut failures = Vec::new();
    for known in known.iter().step_by(known.len() / ROOTS).take(ROOTS) {
        for form in [Form::Package, Form::Namespace, Form::File] {
            for directory in ["", "src/", "apps/desk/"] {
                for imports in IMPORTS {
                    let program = python_program(known, form, directory, imports);
                    let what = format!("{} as {form:?} in {directory:?}, {imports:?}", known.first);
                    failures.extend(program.failures(&what, &[Mode::Everything, Mode::Selected]));
                }
            }
        }
    }
    let shown: Vec<&String> = failures.iter().take(40).collect();
    assert!(failures.is_empty(), "{} failures:\n{shown:#?}", failures.len());
}

// --- crates --------------------------------------------------------------------------------------------------------

/// Where a module of a crate is written.
#[derive(Clone, Copy, Debug)]
enum Place {
    File,
    Directory,
    Inside,
}

fn rust_program(known: &Known<'_>, place: Place, directory: &str, imports: Imports) -> Program {
    let Known { first, module, class, method } = known;
    let (client, call, api) = match *first {
        "genai" => ("ollama_rs::Ollama", "generate", "ollama_rs.Ollama.generate"),
        _ => ("genai::Client", "exec_chat", "genai.Client.exec_chat"),
    };
    let body = format!("pub fn make() -> ::{client} {{\n    loop {{}}\n}}\n");
    let mut program = Program::default();
    let mut root = "mod services;\n".to_owned();
    match place {
        Place::Inside => root.push_str(&["pub mod ", first, " {\n", &body, "}\n"].concat()),
        Place::File | Place::Directory => {
            root.push_str(&["pub mod ", first, ";\n"].concat());
            let end = if matches!(place, Place::File) { ".rs" } else { "/mod.rs" };
            program.add(&format!("{directory}src/{first}{end}"), body);
        }
    }
    let manifest = "[package]\nname = \"desk\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    program.add(&format!("{directory}Cargo.toml"), manifest);
    let top = format!(
        "async fn top(client: ::{}::{class}) {{\n    client.{method}(1, 2, 3).await; // AI {module}.{class}.{method}\n}}\n",
        module.replace('.', "::")
    );
    // `::name` is not told from the module `name` where that is written in the same file.
    if !matches!(place, Place::Inside) {
        root += &top;
    }
    program.add_calls(&format!("{directory}src/lib.rs"), &root);
    let own = [
        format!(
            "use crate::{first}::make;\nasync fn own() {{\n    make().{call}(1, 2, 3).await; // AI {api}\n}}\n"
        ),
        format!("async fn own() {{\n    crate::{first}::make().{call}(1, 2, 3).await; // AI {api}\n}}\n"),
    ];
    let path = module.replace('.', "::");
    let library = [
        format!(
            "use {path}::{class};\nasync fn it(client: {class}) {{\n    client.{method}(1, 2, 3).await; // AI {module}.{class}.{method}\n}}\n"
        ),
        format!(
            "async fn it(client: {path}::{class}) {{\n    client.{method}(1, 2, 3).await; // AI {module}.{class}.{method}\n}}\n"
        ),
    ];
    let texts: Vec<String> = match imports {
        Imports::Own => own.to_vec(),
        Imports::Library => library.to_vec(),
        Imports::Both => {
            own.iter().flat_map(|own| library.iter().map(move |it| format!("{own}{it}"))).collect()
        }
    };
    let mut services = String::new();
    for (number, text) in texts.iter().enumerate() {
        services.push_str(&["mod plan", &number.to_string(), ";\n"].concat());
        program.add_calls(&format!("{directory}src/services/plan{number}.rs"), text);
    }
    program.add(&format!("{directory}src/services.rs"), services);
    program
}

#[test]
fn rust_paths_mean_what_exists() {
    let catalog = Catalog::builtin().of("rust");
    let known = known_types(catalog, |path| !path.contains(['.', '(']));
    assert!(known.len() >= 10, "only {} roots", known.len());
    let mut failures = Vec::new();
    for known in &known {
        for place in [Place::File, Place::Directory, Place::Inside] {
            for directory in ["", "crates/desk/"] {
                for imports in IMPORTS {
                    let program = rust_program(known, place, directory, imports);
                    let what = format!("{} as {place:?} in {directory:?}, {imports:?}", known.first);
                    // What a module inside of a file gives to other files, the sieve of a large project does not see.
                    let modes: &[Mode] = match place {
                        Place::Inside => &[Mode::Everything, Mode::Relevant],
                        Place::File | Place::Directory => &[Mode::Everything, Mode::Selected],
                    };
                    failures.extend(program.failures(&what, modes));
                }
            }
        }
    }
    let shown: Vec<&String> = failures.iter().take(40).collect();
    assert!(failures.is_empty(), "{} failures:\n{shown:#?}", failures.len());
}
