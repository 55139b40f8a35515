//! Every table of every library's rules matters to the fixture of the library: without the table the fixture's report is
//! another one. So is every condition: a table that says `when` has a call in the fixture for which it does not hold.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "rules and fixtures are read, and one that cannot be read has to stop the test"
)]

use std::collections::BTreeSet;
use std::path::Path;

use mima::catalog::Catalog;
use mima::finding::Report;
use mima::{Content, InputFile, Mode, analyze};
use rayon::prelude::*;
use toml::{Table, Value};

/// Tables that no fixture shows, each with the reason. The list may only become shorter.
const GAPS: &[&str] = &[
    // What `prompt` gives: it is awaited, and has no call of its own that could be reported.
    "rig: handle 6, {rig,rig_core}.agent.{PromptRequest,StreamingPromptRequest}",
];

/// The kinds of tables, and the key that names what a table is about.
const KINDS: [(&str, &str); 5] = [
    ("handle", "types"),
    ("module", "names"),
    ("container", "types"),
    ("decorator", "names"),
    ("trait", "names"),
];

/// A library's rules and its fixture.
struct Library {
    language: &'static str,
    id: String,
    rules: Table,
    fixture: InputFile,
}

#[test]
fn each_table_matters_to_the_fixture_of_its_library() {
    let libraries = [("python", "py"), ("rust", "rs"), ("typescript", "ts")]
        .into_iter()
        .flat_map(|(language, extension)| libraries(language, extension).into_iter());
    let libraries: Vec<Library> = libraries.collect();
    let without: BTreeSet<String> = libraries.par_iter().flat_map_iter(Library::gaps).collect();
    let known: BTreeSet<String> = GAPS.iter().map(|gap| (*gap).to_owned()).collect();
    let new: Vec<&String> = without.difference(&known).collect();
    let closed: Vec<&String> = known.difference(&without).collect();
    assert!(new.is_empty(), "no fixture shows\n{new:#?}");
    assert!(closed.is_empty(), "shown by now, and still a known gap\n{closed:#?}");
}

fn libraries(language: &'static str, extension: &str) -> Vec<Library> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::fs::read_dir(root.join("rules").join(language)).unwrap();
    let mut found = Vec::new();
    for path in folder.map(|entry| entry.unwrap().path()) {
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        let name = format!("{id}.{extension}");
        let text = std::fs::read(root.join("testdata/libraries").join(&name)).unwrap_or_default();
        found.push(Library {
            language,
            rules: toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap(),
            fixture: InputFile {
                path: name.as_str().into(),
                module_path: name.as_str().into(),
                content: Content::Bytes(text.into()),
            },
            id,
        });
    }
    found
}

impl Library {
    /// What the fixture does not show.
    fn gaps(&self) -> Vec<String> {
        let whole = self.report(&self.rules).unwrap();
        let mut gaps = Vec::new();
        for (kind, key) in KINDS {
            let tables = self.rules.get(kind).and_then(Value::as_array).map_or(0, Vec::len);
            for at in 0..tables {
                for (what, rules) in
                    [("", self.emptied(kind, key, at)), (" when", self.unconditional(kind, at))]
                {
                    let Some(rules) = rules else { continue };
                    // What other tables build upon cannot be taken away: they show it.
                    if self.report(&rules).is_some_and(|report| report == whole) {
                        let first = &self.rules[kind][at][key][0];
                        gaps.push(format!(
                            "{}: {kind} {}{what}, {}",
                            self.id,
                            at + 1,
                            first.as_str().unwrap()
                        ));
                    }
                }
            }
        }
        gaps
    }

    /// The rules with a table of which only the names are left.
    fn emptied(&self, kind: &str, key: &str, at: usize) -> Option<Table> {
        let mut rules = self.rules.clone();
        let tables = rules.get_mut(kind)?.as_array_mut()?;
        if matches!(kind, "container" | "decorator") {
            tables.remove(at);
        } else {
            tables[at].as_table_mut()?.retain(|name, _| name == key);
        }
        Some(rules)
    }

    /// The rules with a table whose condition always holds; nothing if the table has none.
    fn unconditional(&self, kind: &str, at: usize) -> Option<Table> {
        let mut rules = self.rules.clone();
        rules.get_mut(kind)?.as_array_mut()?[at].as_table_mut()?.remove("when")?;
        Some(rules)
    }

    /// What is reported of the fixture when these are the library's rules; nothing if they cannot be used.
    fn report(&self, rules: &Table) -> Option<Report> {
        let text = toml::to_string(rules).unwrap();
        let files = [(format!("rules/{}/{}.toml", self.language, self.id), text)];
        let catalog = Catalog::of_libraries(self.language, |id| id != self.id, &files).ok()?;
        Some(analyze(std::slice::from_ref(&self.fixture), Vec::new(), &catalog, Mode::Everything).report)
    }
}
