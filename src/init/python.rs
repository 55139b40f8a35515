//! `tests/test_governance.py`: needs the standard library and the `mima` binary, and runs under pytest, unittest and
//! `mima test`. It is written as `ruff format` writes it where the project says nothing else.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::policies::Record;
use super::text::{count, plain, python_literal, words, wrapped};
use super::{Facts, Section, System};

/// Columns that a line may have.
const WIDTH: usize = 79;

/// More calls than this are not listed one by one.
const MOST_LISTED: usize = 10;

pub(super) fn test(facts: &Facts, section: &Section, records: &[Record]) -> String {
    let mut text = head(facts);
    text.push_str(&constants(section, records));
    // Files that are written elsewhere are not found from the project.
    let is_elsewhere = !facts.way.is_empty() && facts.settings.is_none();
    text.push_str(&if is_elsewhere {
        HELPERS.replace(COMMAND, COMMAND_ELSEWHERE)
    } else {
        HELPERS.to_owned()
    });
    if !section.systems.is_empty() {
        text.push_str(&systems(facts, section));
    }
    if !records.is_empty() {
        text.push_str(&keeps(records));
    }
    text
}

fn head(facts: &Facts) -> String {
    let way = if facts.way.is_empty() { String::new() } else { format!(" / {}", python_literal(&facts.way)) };
    format!(
        "\"\"\"Governance tests of {}, written by `mima init` and yours from here on.\n\n\
         They run `mima scan` and hold what it found: no AI call without an attestation\n\
         is added, no system that calls models goes unnoticed. Which calls may be open\n\
         says the baseline that the settings name, and nothing here. Run them with\n\
         pytest, with `python -m unittest` or with `mima test`. The scanner is `mima` on\n\
         the path, or what the variable MIMA names.\n\
         \"\"\"\n\n\
         import functools\nimport json\nimport os\nimport subprocess\nimport unittest\n\
         from pathlib import Path\n\n\
         ROOT = Path(__file__).resolve().parents[1]{way}\n",
        plain(&facts.name)
    )
}

fn constants(section: &Section, records: &[Record]) -> String {
    let mut text = String::from(
        "\n# Where this project calls models. A call belongs to the longest path that the\n\
         # path of its file begins with.\n",
    );
    let paths: Vec<String> = section.systems.iter().map(|it| python_literal(&it.path)).collect();
    text.push_str(&listed("SYSTEMS = ", "[", &paths, "]", ""));
    text.push('\n');
    if !records.is_empty() {
        text.push_str(
            "\n# Where the latest record of each type is kept: a path in this repository. The\n\
             # test of a type is skipped until its path stands here.\n",
        );
        let entries: Vec<String> =
            records.iter().map(|record| format!("{}: \"\"", python_literal(&record.kind.id))).collect();
        text.push_str(&listed("RECORDS = ", "{", &entries, "}", ""));
        text.push('\n');
    }
    text
}

/// `before[a, b]`, on one line if it fits, or else an entry a line with a comma behind the last, which keeps it so.
fn listed(before: &str, open: &str, entries: &[String], close: &str, indent: &str) -> String {
    let line = format!("{indent}{before}{open}{}{close}", entries.join(", "));
    // A comma may follow.
    if line.chars().count() < WIDTH {
        return line;
    }
    let mut text = format!("{indent}{before}{open}\n");
    for entry in entries {
        let _ = writeln!(text, "{indent}    {entry},");
    }
    text + indent + close
}

const COMMAND: &str = r#"    command = [os.environ.get("MIMA", "mima"), "scan", "--format", "json", "."]
"#;

const COMMAND_ELSEWHERE: &str = r#"    settings = str(Path(__file__).resolve().parents[1] / "mima.toml")
    mima = os.environ.get("MIMA", "mima")
    command = [mima, "scan", "--format", "json", "--config", settings, "."]
"#;

const HELPERS: &str = r#"

@functools.cache
def calls():
    """The AI calls of this project's Python code, as `mima scan` reports them."""
    command = [os.environ.get("MIMA", "mima"), "scan", "--format", "json", "."]
    try:
        run = subprocess.run(
            command, check=False, cwd=ROOT, capture_output=True, timeout=600
        )
        # 1 says that a gate of the settings failed: the report is there all the same.
        if run.returncode in (0, 1):
            found = json.loads(run.stdout.decode("utf-8"))["calls"]
            return [call for call in found if not call["file"].endswith(".rs")]
        reason = run.stderr.decode("utf-8", "replace").strip()
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        reason = f"{error}; is `mima` on the path the scanner, of mima-cli?"
    raise AssertionError(f"{' '.join(command)}: {reason}")


def unattested(found):
    """The certain ones that no marker covers, no comment or setting accepts, and the
    baseline does not hold."""
    return [
        call
        for call in found
        if not call["attested"]
        and not call["suppressed"]
        and not call["baselined"]
        and call["confidence"] != "low"
    ]


def system_of(call):
    """The path in SYSTEMS that a call belongs to; None if there is none."""
    fitting = [path for path in SYSTEMS if call["file"].startswith(path)]
    return max(fitting, key=len, default=None)


def listed(found):
    """Calls for people to read, a line each."""
    return "".join(
        f"\n  {call['file']}:{call['file_line']}: {call['api']} in {call['function']}"
        for call in found
    )


class Ratchet(unittest.TestCase):
    """What is open today gets less, and never more."""

    def test_no_call_is_unattested_but_those_in_the_baseline(self):
        found = unattested(calls())
        if found:
            self.fail(f"new and unattested:{listed(found)}")

    def test_every_call_is_of_a_known_system(self):
        found = {call["file"] for call in calls() if system_of(call) is None}
        if found:
            self.fail(
                "SYSTEMS has no path for the AI calls in these files: "
                + ", ".join(sorted(found))
            )
"#;

fn systems(facts: &Facts, section: &Section) -> String {
    let mut text = String::from(
        "\n\nclass Systems(unittest.TestCase):\n    \
         \"\"\"What calls models, by what, and which ones: the inventory.\"\"\"\n",
    );
    let names: Vec<String> = section.systems.iter().map(|system| system.name(&facts.name, ".")).collect();
    let functions = words(names.iter().map(String::as_str));
    for ((system, name), function) in section.systems.iter().zip(&names).zip(&functions) {
        text.push_str(&system_test(system, name, function));
    }
    text.push_str(CHECK_SYSTEM);
    text
}

fn system_test(system: &System, name: &str, function: &str) -> String {
    let mut text = format!(
        "\n    def test_{function}(self):\n        \"\"\"{}: {}, {} attested.\n\n",
        plain(name),
        count(system.calls.len(), "AI call"),
        system.attested()
    );
    for call in system.calls.iter().take(MOST_LISTED) {
        let place = call.function.as_deref().unwrap_or("module level");
        let line = format!("{}, {place}: {}, {}", system.below(call), call.api, call.verdict());
        let lines = wrapped(&plain(&line), "          ", WIDTH);
        text.push_str(&lines.replacen("          ", "        - ", 1));
    }
    if let Some(more) = system.calls.len().checked_sub(MOST_LISTED).filter(|more| *more > 0) {
        let _ = writeln!(text, "        - and {more} more");
    }
    let set = |name: &str, texts: &BTreeSet<&str>| {
        let texts: Vec<String> = texts.iter().map(|text| python_literal(text)).collect();
        if texts.is_empty() {
            return format!("            {name}=set(),\n");
        }
        listed(&format!("{name}="), "{", &texts, "}", "            ") + ",\n"
    };
    let _ = write!(
        text,
        "        \"\"\"\n        self.check(\n            {},\n{}{}{}        )\n",
        python_literal(&system.path),
        set("libraries", &system.libraries()),
        set("entry_points", &system.entry_points()),
        set("models", &system.models()),
    );
    text
}

const CHECK_SYSTEM: &str = r#"
    def check(self, path, *, libraries, entry_points, models):
        found = [call for call in calls() if system_of(call) == path]
        known = {"library": libraries, "api": entry_points, "model": models}
        for key, names in known.items():
            new = [call for call in found if call[key] and call[key] not in names]
            if new:
                names = ", ".join(sorted({call[key] for call in new}))
                self.fail(f"{key} that this test does not name: {names}")
"#;

fn keeps(records: &[Record]) -> String {
    let mut text = String::from(
        "\n\nclass Records(unittest.TestCase):\n    \
         \"\"\"What people have to keep on record about these systems.\"\"\"\n",
    );
    for record in records {
        let calls_for = format!("Called for by {}.", record.called_for_by());
        let _ = write!(
            text,
            "\n    def test_{id}(self):\n        \"\"\"{}.\n\n{}        \"\"\"\n        self.check(\"{id}\")\n",
            plain(&record.kind.title),
            wrapped(&plain(&calls_for), "        ", WIDTH),
            id = record.kind.id,
        );
    }
    text.push_str(CHECK_RECORD);
    text
}

const CHECK_RECORD: &str = r#"
    def check(self, record):
        if not RECORDS[record]:
            self.skipTest("RECORDS does not say where it is kept")
        path = ROOT / RECORDS[record]
        self.assertTrue(path.is_file(), f"{path} is not there")
        self.assertGreater(path.stat().st_size, 0, f"{path} is empty")
"#;
