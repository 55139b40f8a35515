//! Pull requests that weaken the gate which they have to pass, played through with the real binary: each adds a call that
//! nothing attests, and takes it out of the gate in another way.

#[path = "support/scratch.rs"]
mod scratch;

use scratch::{Project, places};

const SETTINGS: &str = "strict = true\nrule-files = [\"gov/*.toml\"]\n";

const RULES: &str = "[library]\nid = \"acme\"\ntitle = \"Acme\"\npackage = \"acme\"\nroots = [\"acme\"]\n\n\
                     [[handle]]\ntypes = [\"acme.Client\"]\ncalls.chat = [\"ask\"]\n";

const ATTESTED: &str = "import acme\nfrom mima_governance import MimaGovernance\nfrom openai import OpenAI\n\n\
                        mima = MimaGovernance()\n\n\n@mima.attest(tool_name=\"ask\")\ndef ask(text):\n    \
                        acme.Client().ask(text)\n    return OpenAI().responses.create(input=text)\n";

const HOSTILE: &str =
    "from openai import OpenAI\n\n\ndef new(text):\n    return OpenAI().responses.create(input=text)\n";

const NO_FINDINGS: &str = "{\"schema_version\": 1, \"findings\": []}\n";

/// A project whose gate is green.
fn green() -> Project {
    let project = Project::of(&[
        ("mima.toml", SETTINGS),
        ("gov/acme.toml", RULES),
        ("app/desk.py", ATTESTED),
        ("known.json", NO_FINDINGS),
    ])
    .committed();
    assert_eq!(project.scan(&["--baseline", "known.json"]).0, 0);
    project
}

/// A way to take `app/new.py` out of the gate.
struct Way {
    name: &'static str,
    open: fn(&Project),
    /// Where MIMA040 has to be, and what it has to say.
    place: &'static str,
    says: &'static str,
}

fn settings(project: &Project, more: &str) {
    project.write("mima.toml", &format!("{SETTINGS}{more}"));
}

const WAYS: &[Way] = &[
    Way {
        name: "a new exclude",
        open: |project| settings(project, "exclude = [\n  \"docs/\",\n  \"app/new.py\",\n]\n"),
        place: "mima.toml:5",
        says: "`app/new.py` is excluded, unlike in `main`: this takes 1 AI call out of the gate",
    },
    Way {
        name: "an include that leaves it out",
        open: |project| settings(project, "include = [\"app/desk.py\"]\n"),
        place: "mima.toml:3",
        says: "only what `include` names is scanned",
    },
    Way {
        name: "a rule that is off",
        open: |project| settings(project, "[rules]\nunattested-call = \"off\"\n"),
        place: "mima.toml:4",
        says: "MIMA001 is off, unlike in `main`: this takes 1 AI call out of the gate",
    },
    Way {
        name: "a rule that is a warning",
        open: |project| settings(project, "[rules]\nMIMA001 = \"warning\"\n"),
        place: "mima.toml:4",
        says: "MIMA001 is a warning",
    },
    Way {
        name: "a rule that is not selected",
        open: |project| settings(project, "select = [\"MIMA014\"]\n"),
        place: "mima.toml:3",
        says: "MIMA001 is off",
    },
    Way {
        name: "all rules ignored, MIMA040 too",
        open: |project| settings(project, "ignore = [\"MIMA\"]\n"),
        place: "mima.toml:3",
        says: "MIMA001 is off",
    },
    Way {
        name: "a sanctioned path",
        open: |project| settings(project, "[[attestation.sanctioned]]\nreason = \"ours\"\npath = \"app/\"\n"),
        place: "mima.toml:5",
        says: "AI calls in `app/` are accepted without attestation, unlike in `main`: this takes 1 AI call",
    },
    Way {
        name: "a marker that the project names itself",
        open: |project| {
            settings(project, "[attestation]\ndecorators = [\"acme.nothing\"]\n");
            project
                .write("app/new.py", &HOSTILE.replace("\n\n\ndef", "\nimport acme\n\n\n@acme.nothing\ndef"));
        },
        place: "mima.toml:4",
        says: "`acme.nothing` counts as attestation, unlike in `main`: this takes 1 AI call out of the gate",
    },
    Way {
        name: "a gateway that the project names itself",
        open: |project| {
            settings(project, "[attestation]\ngateways = [\"gw.example.com\"]\n");
            let there = HOSTILE.replace("OpenAI()", "OpenAI(base_url=\"https://gw.example.com/v1\")");
            project.write("app/new.py", &there);
        },
        place: "mima.toml:4",
        says: "what is sent to `gw.example.com` counts as attested",
    },
    Way {
        name: "a baseline that grew",
        open: |project| {
            project.scan(&["--write-baseline", "known.json"]);
        },
        place: "known.json:9",
        says: "the baseline has 1 entry more, unlike in `main`: this takes 1 AI call out of the gate",
    },
    Way {
        name: "a comment at the call",
        open: |project| {
            project.write(
                "app/new.py",
                &HOSTILE.replace("    return", "    # mima: ignore[MIMA001] fine\n    return"),
            );
        },
        place: "app/new.py:5",
        says: "this comment is new here and suppresses an error",
    },
    Way {
        name: "a comment for a file",
        open: |project| project.write("app/new.py", &format!("# mima: ignore-file[MIMA001] fine\n{HOSTILE}")),
        place: "app/new.py:1",
        says: "this comment is new here and suppresses an error",
    },
    Way {
        name: "a rule file that says less",
        open: |project| {
            project.replace("gov/acme.toml", "[\"ask\"]", "[\"other\"]");
            project
                .write("app/new.py", "import acme\n\n\ndef new(text):\n    return acme.Client().ask(text)\n");
        },
        place: "gov/acme.toml:8",
        says: "this takes 1 AI call out of the gate",
    },
    Way {
        name: "a marker in a rule file",
        open: |project| {
            let marker =
                "\n[[marker]]\nnames = [\"acme.nothing\"]\nshapes = [\"decorator\"]\ncovers = \"any\"\n";
            project.write("gov/acme.toml", &format!("{RULES}{marker}"));
            project
                .write("app/new.py", &HOSTILE.replace("\n\n\ndef", "\nimport acme\n\n\n@acme.nothing\ndef"));
        },
        place: "gov/acme.toml:12",
        says: "this takes 1 AI call out of the gate",
    },
    Way {
        name: "a limit that cuts everything off",
        open: |project| settings(project, "[limits]\nfile-bytes = 1\n"),
        place: "mima.toml:4",
        says: "the limit `file-bytes` is 1 and was ",
    },
    Way {
        name: "test code that is not reported on",
        open: |project| {
            settings(project, "tests = false\n");
            project.write("tests/test_new.py", &HOSTILE.replace("def new", "def test_new"));
            project.remove("app/new.py");
        },
        place: "mima.toml:3",
        says: "test code is not reported on",
    },
    Way {
        name: "errors that do not fail",
        open: |project| project.replace("mima.toml", "strict = true\n", ""),
        place: "mima.toml:1",
        says: "`strict` is off",
    },
    Way {
        name: "settings that are gone",
        open: |project| project.remove("mima.toml"),
        place: "mima.toml:1",
        says: "`mima.toml` is gone: `strict` is off",
    },
    Way {
        name: "settings that are elsewhere",
        open: |project| {
            project.git(&["mv", "mima.toml", "kept.txt"]);
            project.write("pyproject.toml", "[tool.mima]\nexclude = [\"app/new.py\"]\n");
        },
        place: "pyproject.toml:2",
        says: "`pyproject.toml` is read in the place of `mima.toml`: `app/new.py` is excluded",
    },
];

#[test]
fn every_way_to_weaken_the_gate_is_named_and_none_is_trusted() {
    let project = green();
    project.write("app/new.py", HOSTILE);
    assert_eq!(project.scan(&["--baseline", "known.json"]).0, 1, "the call alone is an error");
    for Way { name, open, place, says } in WAYS {
        project.write("app/new.py", HOSTILE);
        open(&project);
        let (code, stdout, stderr) = project.scan(&["--baseline", "known.json"]);
        // A limit that cuts files off is told by itself.
        let is_cut_off = stdout.contains("MIMA031") && !stdout.contains("MIMA001");
        assert!(code == 0 || is_cut_off, "{name}: the change itself makes the gate green\n{stdout}{stderr}");

        let (code, stdout, stderr) = project.scan(&["--baseline", "known.json", "--diff", "main"]);
        assert_eq!(code, 1, "{name}\n{stdout}{stderr}");
        let line = stdout.lines().find(|line| line.contains("MIMA040") && line.contains(says));
        let line = line.unwrap_or_else(|| panic!("{name}\n{stdout}"));
        assert!(line.starts_with(&format!("{place}:")), "{name}: {line}");

        let (code, stdout, stderr) = project.scan(&["--baseline", "known.json", "--trust", "main"]);
        assert_eq!(code, 1, "{name}\n{stdout}{stderr}");
        let has_call = stdout.lines().any(|line| line.contains("new.py") && line.contains("MIMA001"));
        assert!(has_call && stdout.contains("MIMA040"), "{name}\n{stdout}");
        project.reset();
    }
}

#[test]
fn every_format_shows_what_weakens_the_gate_and_what_it_takes_out() {
    let project = green();
    project.write("app/new.py", HOSTILE);
    settings(&project, "exclude = [\"app/new.py\"]\n");
    let of = |format| project.scan(&["--diff", "main", "--format", format]).1;

    let json: serde_json::Value = serde_json::from_str(&of("json")).expect("JSON");
    let finding = &json["findings"][0];
    assert_eq!((&finding["rule"], &finding["level"]), (&"MIMA040".into(), &"error".into()));
    assert_eq!(
        (&finding["file"], &finding["line"], &finding["column"]),
        (&"mima.toml".into(), &3.into(), &12.into())
    );
    assert_eq!(
        (&finding["related"][0]["file"], &finding["related"][0]["line"]),
        (&"app/new.py".into(), &5.into())
    );

    let sarif: serde_json::Value = serde_json::from_str(&of("sarif")).expect("SARIF");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"MIMA040".into(), &"error".into()));
    let place = |it: &serde_json::Value| {
        let place = &it["physicalLocation"];
        format!("{}:{}", place["artifactLocation"]["uri"], place["region"]["startLine"])
    };
    assert_eq!(place(&result["locations"][0]), "\"mima.toml\":3");
    assert_eq!(place(&result["relatedLocations"][0]), "\"app/new.py\":5");

    let text = of("text");
    assert!(text.contains("error[MIMA040]: `app/new.py` is excluded, unlike in `main`"), "{text}");
    assert!(text.contains("this call is out of the gate"), "{text}");
    for format in ["github", "gitlab", "junit", "markdown", "csv", "jsonl"] {
        assert!(of(format).contains("MIMA040"), "{format}");
    }
}

#[test]
fn a_tighter_gate_and_another_way_to_say_the_same_are_no_weaker() {
    let project = Project::of(&[
        ("mima.toml", "exclude = [\"gen/\"]\nmax-unattested = 3\n[rules]\nMIMA014 = \"off\"\n[limits]\nfile-bytes = 100000\n"),
        ("app/desk.py", ATTESTED),
    ])
    .committed();
    let same = "# A comment.\n[tool.mima]\nmax-unattested = 3\nexclude = [\"gen/\"]\n[tool.mima.rules]\n\
                idle-attestation = \"off\"\n[tool.mima.limits]\nfile-bytes = 100000\n";
    let tighter = "strict = true\nmin-coverage = 90\nmax-unattested = 2\n[rules]\nMIMA014 = \"error\"\nMIMA020 = \"error\"\n\
                   [attestation]\ncallers = false\n";
    for change in [same, tighter] {
        project.remove("mima.toml");
        let file = if change == same { "pyproject.toml" } else { "mima.toml" };
        project.write(file, change);
        for flag in ["--diff", "--trust"] {
            let (code, stdout, stderr) = project.scan(&[flag, "main"]);
            assert_eq!((code, stdout.contains("MIMA040")), (0, false), "{stdout}{stderr}");
        }
        project.reset();
    }
}

#[test]
fn what_stands_in_the_trusted_revision_goes_on_to_count() {
    let accepted = HOSTILE.replace("    return", "    # mima: ignore[MIMA001] an offline job\n    return");
    let project = Project::of(&[
        ("mima.toml", "strict = true\nexclude = [\"gen/\"]\n"),
        ("app/job.py", &accepted),
        ("app/file.py", &format!("# mima: ignore-file[MIMA001] offline\n{HOSTILE}")),
        ("gen/made.py", HOSTILE),
    ]);
    project.write("app/known.py", HOSTILE);
    assert_eq!(project.scan(&["--write-baseline", "known.json"]).0, 0);
    let project = project.committed();
    let trusting = ["--baseline", "known.json", "--trust", "main"];
    assert_eq!(project.scan(&trusting), (0, project.scan(&trusting).1, String::new()));

    // The call moves in its file, and with its file; the comment says why in other words; one more call in the file that is
    // accepted as a whole.
    project.write(
        "app/job.py",
        &format!("import os\n\n\n{}", accepted.replace("an offline job", "nobody waits")),
    );
    assert_eq!(places(&project.scan(&trusting).1), [""; 0]);
    project.git(&["mv", "-f", "app/job.py", "app/renamed.py"]);
    assert_eq!(places(&project.scan(&trusting).1), [""; 0]);
    project.write(
        "app/file.py",
        &format!("{}\n\nOpenAI().embeddings.create(input=1)\n", project.read("app/file.py")),
    );
    assert_eq!(places(&project.scan(&trusting).1), [""; 0]);

    // The settings of the tree do not count, even if they are broken, or stricter.
    project.write("mima.toml", "exclud = []\n");
    let (code, stdout, _) = project.scan(&trusting);
    assert_eq!((code, places(&stdout)), (1, vec!["mima.toml:1".to_owned()]));
    assert!(stdout.contains("MIMA040 the settings cannot be used (mima.toml:1:1:"), "{stdout}");
    assert_eq!(project.scan(&["--diff", "main"]).0, 2);
    project.reset();

    // The comment goes to another call.
    project.write("app/job.py", &accepted.replace("responses", "embeddings"));
    let (code, stdout, _) = project.scan(&trusting);
    assert_eq!((code, places(&stdout)), (1, vec!["app/job.py:5".to_owned(), "app/job.py:6".to_owned()]));
}

/// With `--diff` the stricter limit of both revisions holds, so that a change neither lowers the gate that it has to pass nor is
/// spared the one that it asks for. With `--trust` nothing counts but what stands in the revision.
#[test]
fn limits_of_gates_are_not_lowered_by_the_change_that_has_to_pass_them() {
    let settings = |coverage: u32, most: u32| format!("min-coverage = {coverage}\nmax-unattested = {most}\n");
    let failed =
        |stderr: &str| [stderr.contains("min-coverage = 100, "), stderr.contains("max-unattested = 0, ")];
    let (strict, lax) = (settings(100, 0), settings(0, 9));
    let project = Project::of(&[("mima.toml", &strict), ("app/desk.py", ATTESTED)]).committed();
    project.write("app/new.py", HOSTILE);
    project.write("mima.toml", &lax);
    assert_eq!(project.scan(&[]).0, 0);
    for flag in ["--diff", "--trust"] {
        let (code, stdout, stderr) = project.scan(&[flag, "main"]);
        for says in ["`min-coverage` is 0 and was 100", "`max-unattested` is 9 and was 0"] {
            assert!(stdout.contains(says), "{stdout}");
        }
        assert_eq!((code, failed(&stderr)), (1, [true, true]), "{flag}: {stderr}");
    }
    let project = Project::of(&[("mima.toml", &lax), ("app/desk.py", ATTESTED)]).committed();
    project.write("app/new.py", HOSTILE);
    project.write("mima.toml", &strict);
    for (flag, expected) in [("--diff", 1), ("--trust", 0)] {
        let (code, stdout, stderr) = project.scan(&[flag, "main"]);
        assert_eq!((code, failed(&stderr)), (expected, [expected == 1; 2]), "{flag}: {stderr}");
        assert!(!stdout.contains("MIMA040"), "{stdout}");
    }
}

/// What git does not track is generated, or put there by a pipeline: a line of an ignore file hides it.
#[test]
fn lines_that_ignore_what_names_ai_are_named() {
    let project = green();
    project.write(".gitignore", "*.log\n/old/\ngen/*\n!gen/made.py\n");
    project.commit("what is ignored");
    let found = |flag: &str| {
        let (code, stdout, stderr) = project.scan(&["--strict", flag, "HEAD"]);
        assert!(!stderr.contains("cannot"), "{stderr}");
        let lines = stdout.lines().filter(|line| line.contains("MIMA040")).map(str::to_owned);
        (code, lines.collect::<Vec<String>>())
    };
    let ways = [
        (".gitignore", "*.log\n/old/\n# made by a job\ngen/\n", ".gitignore:4:1", "`gen/`"),
        (".gitignore", "*.log\n/old/\ngen/*\n", ".gitignore:3:1", "`gen/made.py`"),
        (".ignore", "made.*\n", ".ignore:1:1", "`gen/made.py`"),
        ("gen/.gitignore", "*\n", "gen/.gitignore:1:1", "`gen/made.py`"),
    ];
    for (file, text, place, what) in ways {
        project.write("gen/made.py", HOSTILE);
        project.write(file, text);
        for flag in ["--diff", "--trust"] {
            let (code, lines) = found(flag);
            let says =
                format!("{place}: MIMA040 this line ignores {what}, which names AI and is not analysed");
            assert!(
                code == 1 && lines.len() == 1 && lines[0].starts_with(&says),
                "{file} {flag}: {lines:#?}"
            );
        }
        project.reset();
    }
    // A line that was there, one in other words, one that hides nothing of AI, and one that hides what is tracked.
    let no_weaker = [
        ("old/made.py", HOSTILE, ".gitignore", "*.log\n/old/\ngen/*\n!gen/made.py\n*.tmp\n"),
        ("old/made.py", HOSTILE, ".gitignore", "old/\n"),
        ("new/made.py", "x = 1\n", ".gitignore", "new/\n"),
        ("app/desk.py", ATTESTED, ".gitignore", "app/\n"),
    ];
    for (code, text, file, ignored) in no_weaker {
        project.write(code, text);
        project.write(file, ignored);
        assert_eq!(found("--diff").1, [""; 0], "{ignored}");
        project.reset();
    }
}

#[test]
fn a_new_submodule_that_is_not_checked_out_is_named() {
    let project = green();
    let commit = "0123456789012345678901234567890123456789";
    project.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{commit},vendor/ai")]);
    project.write(".gitmodules", "[submodule \"ai\"]\n\tpath = vendor/ai\n\turl = ../ai\n");
    for flag in ["--diff", "--trust"] {
        let (code, stdout, _) = project.scan(&[flag, "main"]);
        let says = ".gitmodules:2:1: MIMA040 the submodule `vendor/ai/` is not checked out";
        assert!(code == 1 && stdout.contains(says), "{stdout}");
    }
    project.git(&["add", ".gitmodules"]);
    project.git(&["commit", "--quiet", "-m", "the submodule"]);
    let (code, stdout, _) = project.scan(&["--diff", "HEAD"]);
    assert!(code == 0 && !stdout.contains("MIMA040"), "{stdout}");
}

#[test]
fn a_baseline_of_renamed_files_has_not_grown() {
    let project = Project::of(&[("app/old.py", HOSTILE)]);
    project.scan(&["--write-baseline", "known.json"]);
    let project = project.committed();
    project.git(&["mv", "app/old.py", "app/new.py"]);
    project.scan(&["--write-baseline", "known.json"]);
    let arguments = ["--strict", "--baseline", "known.json", "--diff", "main"];
    assert_eq!(project.scan(&arguments), (0, project.scan(&arguments).1, String::new()));
    assert_eq!(places(&project.scan(&arguments).1), [""; 0]);
}

/// Who calls mima decides what it reports; the change does not.
#[test]
fn only_the_revision_and_the_command_line_choose_whether_it_is_reported() {
    let project = green();
    project.write("app/new.py", HOSTILE);
    settings(&project, "exclude = [\"app/new.py\"]\n[rules]\nMIMA040 = \"off\"\n");
    assert_eq!(project.scan(&["--diff", "main"]).0, 1);
    assert_eq!(project.scan(&["--diff", "main", "--ignore", "MIMA040"]).0, 0);
    project.commit("it is so now");
    let (code, stdout, _) = project.scan(&["--diff", "HEAD"]);
    assert_eq!((code, places(&stdout)), (0, vec![]));
    settings(&project, "exclude = [\"app/\"]\n");
    assert_eq!(places(&project.scan(&["--diff", "HEAD"]).1), [""; 0], "the revision has turned it off");
}

const WORKFLOW: &str = "on: [push]\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      \
                        - name: Scan\n        run: |\n          pip install mima-cli\n          mima scan --strict --min-coverage 90\n      \
                        - run: mima test\n";

const HOOK: &str = "repos:\n- repo: local\n  hooks:\n  - id: mima\n    name: calls\n    entry: mima scan\n    \
                    args: [--strict, --max-unattested=0]\n    language: system\n";

const POLICY: &str = "name: Desk\nframework: eu_ai_act\nassertions:\n  - type: scan_coverage\n    min_pct: 90\n  - type: no_rule\n    \
                      rules: [unattested-call]\n  - type: max_unattested\n    max: 2\n";

/// What a pipeline asks of mima and what policies assert is a part of the gate as well.
#[test]
fn how_mima_is_run_and_what_policies_assert_is_compared() {
    const CI: &str = ".github/workflows/ci.yml";
    const PRE_COMMIT: &str = ".pre-commit-config.yaml";
    const DESK: &str = "mima_policy/desk.yaml";
    let project =
        Project::of(&[(CI, WORKFLOW), (PRE_COMMIT, HOOK), (DESK, POLICY), ("app/desk.py", ATTESTED)]);
    let project = project.committed();
    let found = || {
        let (_, stdout, stderr) = project.scan(&["--diff", "main"]);
        assert_eq!(stderr, "");
        let lines = stdout.lines().filter(|line| line.contains("MIMA040"));
        let lines: Vec<String> =
            lines.map(|line| line.split(" MIMA040 ").collect::<Vec<_>>().join(" ")).collect();
        project.reset();
        lines
    };
    let weaker: &[(&str, &str, &str, &str)] = &[
        (CI, " --strict", "", ".github/workflows/ci.yml:9:23: mima runs without `--strict`"),
        (CI, "--min-coverage 90", "--min-coverage 10", "mima runs with `--min-coverage 10` and ran with 90"),
        (CI, "--min-coverage 90", "--min-coverage 90 || true", "mima runs with `|| true` beside it"),
        (
            CI,
            "--strict",
            "--strict --ignore MIMA001",
            ":10:30: mima runs with `--ignore MIMA001`, unlike in `main`",
        ),
        (CI, "name: Scan", "continue-on-error: true", "mima runs with `continue-on-error: true` beside it"),
        (CI, "    runs-on", "    if: false\n    runs-on", "mima runs with `if: false` beside it"),
        (CI, "      - run: mima test\n", "", "this runs mima less often"),
        (
            PRE_COMMIT,
            "--max-unattested=0",
            "--max-unattested=7",
            "mima runs with `--max-unattested 7` and ran with 0",
        ),
        (PRE_COMMIT, "--strict, ", "", "mima runs without `--strict`"),
        (
            DESK,
            "min_pct: 90",
            "min_pct: 20",
            "mima_policy/desk.yaml:5:5: the policy asks for 20 % and asked for 90 %",
        ),
        (DESK, "max: 2", "max: 20", "the policy allows 20 unattested calls and allowed 2"),
        (DESK, "  - type: no_rule\n    rules: [unattested-call]\n", "", "the policy does not assert"),
    ];
    for (file, old, new, says) in weaker {
        project.replace(file, old, new);
        let lines = found();
        assert!(lines.len() == 1 && lines[0].contains(says), "{old} → {new}: {lines:#?}");
    }
    let no_weaker: &[(&str, &str, &str)] = &[
        (CI, "--min-coverage 90", "--min-coverage 95"),
        (CI, "mima scan --strict", "mima scan -q --strict"),
        (CI, "      - run: mima test\n", "      - run: mima test\n      - run: pytest --ignore x || true\n"),
        (PRE_COMMIT, "--max-unattested=0", "--max-unattested=0, --quiet"),
        (DESK, "min_pct: 90", "min_pct: 95"),
    ];
    for (file, old, new) in no_weaker {
        project.replace(file, old, new);
        assert_eq!(found(), [""; 0], "{old} → {new}");
    }
    // A file that is new takes nothing out.
    project.write(".github/workflows/more.yml", &WORKFLOW.replace("--strict", "--ignore MIMA001"));
    assert_eq!(found(), [""; 0]);
    project.remove(CI);
    let lines = found();
    assert!(lines.len() == 1 && lines[0].contains("this runs mima less often"), "{lines:#?}");
}

#[test]
fn settings_above_the_working_directory_are_named_from_there() {
    let project = green();
    settings(&project, "exclude = [\"app/new.py\"]\n");
    project.write("app/new.py", HOSTILE);
    let (code, stdout, stderr) = project.scan_in("app", &["--diff", "main"], "");
    assert_eq!((code, places(&stdout)), (1, vec!["../mima.toml:3".to_owned()]), "{stdout}{stderr}");
    assert!(stdout.contains("this takes 1 AI call out of the gate"), "{stdout}");
}

/// Settings of a directory of its own hold in it, so that a change may bring some.
#[test]
fn settings_of_a_subdirectory_that_weaken_are_named() {
    let project = green();
    for (path, text, place, says) in [
        ("app/mima.toml", "ignore = [\"MIMA001\"]\n", "app/mima.toml:1", "MIMA001 is off"),
        ("app/mima.toml", "\nexclude = [\"new.py\"]\n", "app/mima.toml:2", "`new.py` is excluded"),
        (
            "app/mima.toml",
            "tests = true\n[rules]\nMIMA001 = \"note\"\n",
            "app/mima.toml:3",
            "MIMA001 is a note",
        ),
        (
            "app/pyproject.toml",
            "[tool.mima]\nignore = [\"MIMA0\"]\n",
            "app/pyproject.toml:2",
            "MIMA001 is off",
        ),
    ] {
        project.write("app/new.py", HOSTILE);
        project.write(path, text);
        let (_, stdout, stderr) = project.scan(&["--diff", "main", "--strict"]);
        let line = stdout.lines().find(|line| line.contains("MIMA040") && line.contains(says));
        let line = line.unwrap_or_else(|| panic!("{text}: {stdout}{stderr}"));
        assert!(line.starts_with(place), "{text}: {line}");
        assert!(line.contains("is read in the place of `mima.toml`"), "{text}: {line}");
        assert!(line.contains("this takes 1 AI call out of the gate"), "{text}: {line}");
        let (code, stdout, stderr) = project.scan(&["--trust", "main"]);
        assert_eq!(code, 1, "{text}: {stdout}{stderr}");
        assert!(stdout.contains("app/new.py:5:12: MIMA001"), "{text}: {stdout}{stderr}");
        assert!(stdout.contains("MIMA040") && stdout.contains(says), "{text}: {stdout}{stderr}");
        project.reset();
    }
    // Settings that are broken do not hide what is in force.
    project.write("app/new.py", HOSTILE);
    project.write("app/mima.toml", "ignore = [\n");
    assert_eq!(project.scan(&["--diff", "main"]).0, 2);
    let (code, stdout, _) = project.scan(&["--trust", "main"]);
    assert!(code == 1 && stdout.contains("the settings cannot be used (app/mima.toml"), "{stdout}");
}

/// What stands in both revisions is no news, whatever is excluded.
#[test]
fn settings_of_a_subdirectory_that_stay_are_no_news() {
    let project = green();
    project.write("mima.toml", &format!("{SETTINGS}exclude = [\"examples/\"]\n"));
    project.write("examples/mima.toml", "ignore = [\"MIMA001\"]\n");
    project.write("examples/x.py", HOSTILE);
    project.write("tools/mima.toml", "rule-files = [\"../gov/*.toml\"]\nignore = [\"MIMA001\"]\n");
    project.write("tools/x.py", HOSTILE);
    project.commit("settings of directories");
    project.write("app/more.py", "x = 1\n");
    for flag in ["--diff", "--trust"] {
        let (code, stdout, stderr) = project.scan(&[flag, "main"]);
        assert_eq!((code, stdout.contains("MIMA040")), (0, false), "{flag}: {stdout}{stderr}");
    }
}
