//! What runs in a pipeline: a workflow of GitHub Actions, a job of GitLab CI, an entry for pre-commit.

use std::fmt::Write as _;

use super::block::Block;
use super::facts::Kind as Language;
use super::text::{shell_word, word, yaml_literal};
use super::{Artifact, Base, Facts, Kind, Part, Section, Text, Wanted};

/// The Python package that holds the binary, at the version that wrote the files.
const PACKAGE: &str = concat!("mima-cli==", env!("CARGO_PKG_VERSION"));

/// Actions by commit, because a tag can be moved; the comment says which release it is.
const CHECKOUT: &str = "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2";
const SETUP_PYTHON: &str = "actions/setup-python@83679a892e2d95755f2dac6acb0bfd1e9ac5d548 # v6.1.0";
const UPLOAD: &str = "github/codeql-action/upload-sarif@9e907b5e64f6b83e7804b09294d44122997950d6 # v4.32.3";

/// What comes before the steps that run mima. `pip` by itself: with `python -m` a directory `pip` of the checkout would run. The token may read, and write what the upload needs.
fn job(name: &str, directory: &str) -> String {
    format!(
        "# Written by `mima init --github-action`.\n\
         name: {name}\n\n\
         on:\n  push:\n  pull_request:\n  workflow_dispatch:\n\n\
         permissions:\n  contents: read\n\n\
         jobs:\n  attestation:\n    runs-on: ubuntu-latest\n    \
         permissions:\n      contents: read\n      security-events: write # for the upload\n{directory}    \
         steps:\n      \
         - uses: {CHECKOUT}\n        with:\n          persist-credentials: false\n          \
         fetch-depth: 0 # with the base of a pull request\n      \
         - uses: {SETUP_PYTHON}\n        with:\n          python-version: \"3.13\"\n      \
         - name: Install mima\n        run: pip install {PACKAGE}\n"
    )
}

pub(super) fn github(facts: &Facts, wanted: &Wanted) -> Artifact {
    let name = name(facts);
    let (directory, report) = if facts.prefix.is_empty() {
        (String::new(), "mima.sarif".to_owned())
    } else {
        let prefix = plain_literal(&facts.prefix);
        let directory = format!("    defaults:\n      run:\n        working-directory: {prefix}\n");
        (directory, format!("{}/mima.sarif", facts.prefix))
    };
    let condition = format!(
        "${{{{ !cancelled() && hashFiles('{}') != '' && (github.event_name != 'pull_request' || \
         github.event.pull_request.head.repo.full_name == github.repository) }}}}",
        report.replace('\'', "''")
    );
    // A name may end what YAML takes for the value, as `a: b #c` does.
    let condition = if shell_word(&report) == report { condition } else { yaml_literal(&condition) };
    let mut text = job(&name, &directory);
    let _ = write!(
        text,
        "      # Fails where a gate of the settings does; the report is written all the same. A pull request is judged by the\n      \
         # settings, baseline, rules and suppressions of its base, whatever it says of them itself.\n      \
         - name: Scan\n        env:\n          TRUST: ${{{{ github.event.pull_request.base.sha }}}}\n        \
         run: mima scan{gate} ${{TRUST:+--trust \"$TRUST\"}} --output mima.sarif\n      \
         # Above all when the gate has failed. A fork's token may not upload.\n      \
         - name: Upload the report\n        \
         if: {condition}\n        \
         uses: {UPLOAD}\n        with:\n          sarif_file: {report}\n          category: {name}\n",
        gate = facts.gate(),
        report = plain_literal(&report),
    );
    for command in facts.test_commands(wanted) {
        let command = plain_literal(&command);
        let _ = writeln!(
            text,
            "      - name: Governance tests\n        if: ${{{{ !cancelled() }}}}\n        run: {command}"
        );
    }
    Artifact {
        path: format!(".github/workflows/{name}.yml"),
        base: Base::Repository,
        summary: "scans, uploads the report, blocks".to_owned(),
        text: Text::Whole(text),
    }
}

/// A literal of YAML in which GitHub sees no expression: a directory of the tree may be called `${{ … }}`.
fn plain_literal(text: &str) -> String {
    yaml_literal(&text.replace("${{", "${{ '${{' }}"))
}

/// What the project's part is called where a repository may hold several: `mima`, `mima-services-app`.
fn name(facts: &Facts) -> String {
    if facts.prefix.is_empty() {
        "mima".to_owned()
    } else {
        format!("mima-{}", word(&facts.prefix).replace('_', "-"))
    }
}

impl Facts {
    /// What runs the governance tests, from the project's root.
    pub fn test_commands(&self, wanted: &Wanted) -> Vec<String> {
        let own = wanted.runs_tests().then(|| "mima test".to_owned());
        let of_cargo = self.sections.iter().filter(|_| wanted.tests).filter_map(Section::cargo_test);
        own.into_iter().chain(of_cargo).collect()
    }
}

impl Section {
    /// What runs its test where `mima test` does not.
    fn cargo_test(&self) -> Option<String> {
        let manifest = match (self.kind, self.directory.as_str()) {
            (Language::Python, _) => return None,
            (Language::Rust, "") => String::new(),
            (Language::Rust, directory) => {
                format!(" --manifest-path {}", shell_word(&format!("{directory}Cargo.toml")))
            }
        };
        Some(format!("cargo test{manifest} --test governance"))
    }
}

pub(super) fn gitlab(facts: &Facts, wanted: &Wanted) -> Artifact {
    let name = name(facts);
    let (enter, report) = if facts.prefix.is_empty() {
        (String::new(), "gl-code-quality-report.json".to_owned())
    } else {
        let enter = format!("    - cd {}\n", shell_word(&facts.prefix));
        (enter, format!("{}/gl-code-quality-report.json", facts.prefix))
    };
    let lines = format!(
        "# Written by `mima init --gitlab-ci`. The report is kept when the gate fails, too.\n\
         {name}:\n  \
         stage: test\n  \
         image: python:3.13-slim\n  \
         script:\n    \
         - pip install {PACKAGE}\n{enter}    \
         - mima scan{gate} --format gitlab --output gl-code-quality-report.json\n{test}  \
         artifacts:\n    \
         when: always\n    \
         reports:\n      \
         codequality: {}\n",
        yaml_literal(&report),
        gate = facts.gate(),
        test = if wanted.runs_tests() { "    - mima test\n" } else { "" },
    );
    Artifact {
        path: ".gitlab-ci.yml".to_owned(),
        base: Base::Repository,
        summary: "a job that scans, reports, blocks".to_owned(),
        text: Text::Part(Part { block: Block::of(&facts.prefix, lines), kind: Kind::Gitlab }),
    }
}

pub(super) fn pre_commit(facts: &Facts, _wanted: &Wanted) -> Artifact {
    let name = name(facts);
    let (scanned, files) = if facts.prefix.is_empty() {
        (String::new(), String::new())
    } else {
        let pattern = format!("^{}/", regex_literal(&facts.prefix));
        (format!(" {}", shell_word(&facts.prefix)), format!("      files: {}\n", yaml_literal(&pattern)))
    };
    let lines = format!(
        "# Written by `mima init --pre-commit`: the `mima` on the path scans the project as a whole.\n\
         - repo: local\n  \
         hooks:\n    \
         - id: {name}\n      \
         name: AI calls are attested\n      \
         entry: {}\n      \
         language: system\n      \
         types_or: [python, jupyter, rust, toml]\n{files}      \
         pass_filenames: false\n",
        yaml_literal(&format!("mima scan{} --format concise --allow-empty{scanned}", facts.gate())),
    );
    Artifact {
        path: ".pre-commit-config.yaml".to_owned(),
        base: Base::Repository,
        summary: "an entry that scans before a commit".to_owned(),
        text: Text::Part(Part { block: Block::of(&facts.prefix, lines), kind: Kind::PreCommit }),
    }
}

/// The text as a pattern that matches it alone.
fn regex_literal(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/_".contains(c);
    text.chars().map(|c| if is_plain(c) { c.to_string() } else { format!("\\{c}") }).collect()
}
