//! `tests/governance.rs`: needs the standard library and the `mima` binary, and is written as `rustfmt` writes it.

use std::fmt::Write as _;

use super::policies::Record;
use super::text::{count, plain, rust_literal, words, wrapped};
use super::{Facts, Section, System};

/// Columns that a line may have.
const WIDTH: usize = 100;

/// More calls than this are not listed one by one.
const MOST_LISTED: usize = 10;

pub(super) fn test(facts: &Facts, section: &Section, records: &[Record]) -> String {
    let mut text = head(facts, section);
    text.push_str(RATCHET);
    let names: Vec<String> = section.systems.iter().map(|system| system.name(&facts.name, "::")).collect();
    let functions = words(names.iter().map(String::as_str));
    for ((system, name), function) in section.systems.iter().zip(&names).zip(&functions) {
        text.push_str(&system_test(system, name, function));
    }
    for record in records {
        text.push_str(&record_test(record));
    }
    if !section.systems.is_empty() {
        text.push_str(SYSTEM);
    }
    if !records.is_empty() {
        text.push_str(ON_RECORD);
    }
    // Files that are written elsewhere are not found from the project.
    let is_elsewhere = !facts.way.is_empty() && facts.settings.is_none();
    text.push_str(&if is_elsewhere {
        HELPERS.replace(ARGUMENTS, ARGUMENTS_ELSEWHERE)
    } else {
        HELPERS.to_owned()
    });
    text
}

fn head(facts: &Facts, section: &Section) -> String {
    let up = "/..".repeat(section.directory.matches('/').count());
    let way = if facts.way.is_empty() { String::new() } else { format!("/{}", facts.way) };
    let root = if up.is_empty() && way.is_empty() {
        "env!(\"CARGO_MANIFEST_DIR\")".to_owned()
    } else {
        format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), {})", rust_literal(&format!("{up}{way}")))
    };
    let mut text = format!(
        "//! Governance tests of {}, written by `mima init` and yours from here on.\n\
         //!\n\
         //! They run `mima scan` and hold what it found: no AI call without an attestation is added, no system\n\
         //! that calls models goes unnoticed. Which calls may be open says the baseline that the settings name, and\n\
         //! nothing here. The scanner is `mima` on the path, or what `MIMA` names.\n\n\
         {}use std::fmt;\nuse std::process::Command;\nuse std::sync::OnceLock;\n\n\
         const ROOT: &str = {root};\n",
        plain(&facts.name),
        if section.systems.is_empty() { "" } else { "use std::collections::BTreeSet;\n" },
    );
    text.push_str(
        "\n/// Where this project calls models. A call belongs to the longest path that its file's path begins with.\n",
    );
    text.push_str("#[rustfmt::skip]\nconst SYSTEMS: &[&str] = &[\n");
    for system in &section.systems {
        let _ = writeln!(text, "    {},", rust_literal(&system.path));
    }
    text.push_str("];\n");
    text
}

const RATCHET: &str = r#"
#[test]
fn no_call_is_unattested_but_those_in_the_baseline() {
    let open: Vec<&Call> = calls().iter().filter(|call| call.is_open).collect();
    assert!(open.is_empty(), "new and unattested:{}", listed(&open));
}

#[test]
fn every_call_is_of_a_known_system() {
    let is_strange = |call: &&Call| call.system().is_none();
    let found: Vec<&Call> = calls().iter().filter(is_strange).collect();
    assert!(
        found.is_empty(),
        "no system has these AI calls; add a path to SYSTEMS and a test:{}",
        listed(&found)
    );
}
"#;

fn system_test(system: &System, name: &str, function: &str) -> String {
    let mut text = format!(
        "\n/// {}: {}, {} attested.\n///\n",
        plain(name),
        count(system.calls.len(), "AI call"),
        system.attested()
    );
    for call in system.calls.iter().take(MOST_LISTED) {
        let place = call.function.as_deref().unwrap_or("module level");
        let line = format!("`{}`, `{place}`: `{}`, {}", system.below(call), call.api, call.verdict());
        text.push_str("/// - ");
        text.push_str(wrapped(&plain(&line), "///   ", WIDTH).trim_start_matches("///   "));
    }
    if let Some(more) = system.calls.len().checked_sub(MOST_LISTED).filter(|more| *more > 0) {
        let _ = writeln!(text, "/// - and {more} more");
    }
    let _ = write!(text, "#[test]\nfn system_{function}() {{\n");
    text.push_str(&call("    let mut system = ", "System::at", &system.path));
    for library in system.libraries() {
        text.push_str(&call("    ", "system.uses_library", library));
    }
    for api in system.entry_points() {
        text.push_str(&call("    ", "system.calls_entry_point", api));
    }
    for model in system.models() {
        text.push_str(&call("    ", "system.asks_model", model));
    }
    text.push_str("    system.does_nothing_else();\n}\n");
    text
}

/// `before` and a call with one text, as `rustfmt` writes it: broken only where that makes it fit.
fn call(before: &str, function: &str, text: &str) -> String {
    let literal = rust_literal(text);
    let line = format!("{before}{function}({literal});");
    if line.chars().count() <= WIDTH || literal.chars().count() + "        ,".len() > WIDTH {
        return line + "\n";
    }
    format!("{before}{function}(\n        {literal},\n    );\n")
}

fn record_test(record: &Record) -> String {
    let calls_for = format!("Called for by {}.", record.called_for_by());
    format!(
        "\n/// {}.\n///\n{}#[test]\n#[ignore = \"the path of the record does not stand here yet\"]\n\
         fn record_{}() {{\n    is_on_record(\"\");\n}}\n",
        plain(&record.kind.title),
        wrapped(&plain(&calls_for), "/// ", WIDTH),
        record.kind.id,
    )
}

const SYSTEM: &str = r#"
/// An AI system, and what it may use.
struct System {
    path: &'static str,
    libraries: BTreeSet<&'static str>,
    entry_points: BTreeSet<&'static str>,
    models: BTreeSet<&'static str>,
}

#[allow(dead_code)] // Not every system names its models.
impl System {
    fn at(path: &'static str) -> Self {
        System {
            path,
            libraries: BTreeSet::new(),
            entry_points: BTreeSet::new(),
            models: BTreeSet::from([""]),
        }
    }

    fn uses_library(&mut self, name: &'static str) {
        self.libraries.insert(name);
    }

    fn calls_entry_point(&mut self, name: &'static str) {
        self.entry_points.insert(name);
    }

    fn asks_model(&mut self, name: &'static str) {
        self.models.insert(name);
    }

    /// Fails where the system does what was not said before.
    fn does_nothing_else(&self) {
        let is_mine = |call: &&Call| call.system() == Some(self.path);
        for call in calls().iter().filter(is_mine) {
            let names = [
                (&call.library, &self.libraries),
                (&call.entry_point, &self.entry_points),
                (&call.model, &self.models),
            ];
            for (name, known) in names {
                assert!(
                    known.contains(&**name),
                    "this test does not name {name}: {call}"
                );
            }
        }
    }
}
"#;

const ON_RECORD: &str = r#"
/// A record that is kept in this repository is there, and not empty.
fn is_on_record(path: &str) {
    let size = std::fs::metadata(format!("{ROOT}/{path}")).map(|file| file.len());
    assert!(matches!(size, Ok(1..)), "{path}: {size:?}");
}
"#;

const ARGUMENTS: &str = r#"            .args(["scan", "--format", "csv", "."])
"#;

const ARGUMENTS_ELSEWHERE: &str = r#"            .args(["scan", "--format", "csv", "."])
            .args([
                "--config",
                concat!(env!("CARGO_MANIFEST_DIR"), "/mima.toml"),
            ])
"#;

const HELPERS: &str = r#"
/// An AI call; names that the code does not give are empty.
#[allow(dead_code)] // Systems alone ask for the library and the model.
struct Call {
    file: String,
    line: String,
    function: String,
    library: String,
    entry_point: String,
    model: String,
    /// No marker covers it, no comment or setting accepts it, the baseline does not hold it, and it is certain.
    is_open: bool,
}

impl Call {
    /// The path in SYSTEMS that it belongs to.
    fn system(&self) -> Option<&'static str> {
        let fitting = SYSTEMS.iter().filter(|path| self.file.starts_with(**path));
        fitting.copied().max_by_key(|path| path.len())
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.entry_point)?;
        write!(f, " in {}", self.function)
    }
}

/// Calls for people to read, a line each.
fn listed(calls: &[&Call]) -> String {
    calls.iter().map(|call| format!("\n  {call}")).collect()
}

/// The AI calls of this project's Rust code, as `mima scan` reports them.
fn calls() -> &'static [Call] {
    static CALLS: OnceLock<Vec<Call>> = OnceLock::new();
    CALLS.get_or_init(|| {
        let mima = std::env::var("MIMA").unwrap_or_else(|_| "mima".to_owned());
        let output = Command::new(&mima)
            .args(["scan", "--format", "csv", "."])
            .current_dir(ROOT)
            .output()
            .unwrap_or_else(|error| panic!("{mima} cannot be run: {error}"));
        // 1 says that a gate of the settings failed: the report is there all the same.
        let is_report = matches!(output.status.code(), Some(0 | 1));
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(is_report, "{mima} scan failed: {errors}");
        read(&String::from_utf8_lossy(&output.stdout))
    })
}

/// The calls in a report as comma-separated values.
fn read(report: &str) -> Vec<Call> {
    let mut rows = report.lines().map(fields);
    let names = rows.next().unwrap_or_default();
    let call = |row: Vec<String>| {
        let field = |name: &str| {
            let at = names.iter().position(|it| it == name);
            let field = at.and_then(|at| row.get(at));
            let field =
                field.unwrap_or_else(|| panic!("the report has no {name}: is MIMA the scanner?"));
            // Spreadsheets run what begins like a formula, so that the report puts a quote before it.
            let formula = field.strip_prefix('\'');
            let formula = formula.filter(|rest| rest.starts_with(['=', '+', '-', '@']));
            formula.unwrap_or(field).to_owned()
        };
        let covered = ["attested", "suppressed", "baselined"];
        let is_covered = covered.iter().any(|name| field(name) == "true");
        let is_call = field("type") == "call" && field("file").ends_with(".rs");
        is_call.then(|| Call {
            file: field("file"),
            line: field("line"),
            function: field("function"),
            library: field("library"),
            entry_point: field("api"),
            model: field("model"),
            is_open: !is_covered && field("confidence") != "low",
        })
    };
    rows.filter_map(call).collect()
}

/// The fields of a line; quotes stand around those with a comma or a quote in them.
fn fields(line: &str) -> Vec<String> {
    let mut fields = Vec::new();
    let mut field = String::new();
    let mut is_quoted = false;
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if is_quoted && rest.peek() == Some(&'"') => field.extend(rest.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    fields.push(field);
    fields
}
"#;
