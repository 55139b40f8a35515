//! Baselines and `--diff`, with the real binary, in repositories that the real git makes.

#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]

#[path = "support/scratch.rs"]
mod scratch;

use std::fs;
use std::ops::Deref;

use scratch::{Project, Ran, places};

const OLD: &str =
    "from openai import OpenAI\n\n\ndef old(text):\n    return OpenAI().responses.create(input=text)\n";
const NEW: &str = "\n\ndef new(text):\n    return OpenAI().embeddings.create(input=text)\n";

struct Strict(Project);

impl Strict {
    fn new() -> Self {
        Self(Project::of(&[("app.py", OLD)]))
    }

    fn committed(self) -> Self {
        Self(self.0.committed())
    }

    fn scan(&self, args: &[&str]) -> Ran {
        self.0.scan(&[&["--strict"], args].concat())
    }
}

impl Deref for Strict {
    type Target = Project;

    fn deref(&self) -> &Project {
        &self.0
    }
}

#[test]
fn what_stands_in_the_baseline_is_not_reported_and_fails_no_gate() {
    let project = Strict::new();
    let (code, stdout, stderr) = project.scan(&["--write-baseline", "known.json"]);
    assert_eq!((code, places(&stdout), stderr.trim()), (0, vec![], "wrote 1 finding to `known.json`"));

    // Moved within its file, and beside a new one.
    project.write("app.py", &format!("# A comment more.\n{OLD}{NEW}"));
    let (code, stdout, stderr) = project.scan(&["--baseline", "known.json"]);
    assert_eq!((code, places(&stdout)), (1, vec!["app.py:10".to_owned()]));
    assert!(stderr.contains("1 finding of level error remains"), "{stderr}");

    let (_, stdout, _) = project.scan(&["--baseline", "known.json", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    assert_eq!(report["summary"]["baselined"], 1);
    assert_eq!(report["summary"]["unattested"], 2, "the baseline hides findings, not facts");
    assert_eq!(report["calls"][0]["baselined"], true);
    assert_eq!(report["findings"][0]["baselined"], true);
    assert_eq!(report["findings"][1]["baselined"], false);
}

#[test]
fn the_same_call_a_second_time_is_new() {
    let project = Strict::new();
    project.scan(&["--write-baseline", "known.json"]);
    project
        .write("app.py", &OLD.replace("    return", "    OpenAI().responses.create(input=text)\n    return"));
    assert_eq!(project.scan(&["--baseline", "known.json"]).0, 1);
}

#[test]
fn a_changed_call_is_new_and_a_renamed_file_is_not() {
    let project = Strict::new();
    project.scan(&["--write-baseline", "known.json"]);
    fs::remove_file(project.path().join("app.py")).expect("it is there");
    project.write("lib/renamed.py", OLD);
    let (code, stdout, stderr) = project.scan(&["--baseline", "known.json"]);
    assert_eq!((code, places(&stdout), stderr.as_str()), (0, vec![], ""));

    project.write("lib/renamed.py", &OLD.replace("input=text", "input=text, model='other'"));
    let (code, stdout, stderr) = project.scan(&["--baseline", "known.json"]);
    assert_eq!((code, places(&stdout)), (1, vec!["lib/renamed.py:5".to_owned()]));
    assert!(
        stderr.contains("1 entry of `known.json` matches nothing any more: app.py (MIMA001); `mima ratchet`"),
        "{stderr}"
    );

    // Two files of the same text need two entries.
    project.write("lib/renamed.py", OLD);
    project.write("lib/copied.py", OLD);
    assert_eq!(project.scan(&["--baseline", "known.json"]).0, 1);
}

#[test]
fn an_entry_that_covers_nothing_is_named_and_goes_with_the_next_writing() {
    let project = Strict::new();
    project.scan(&["--write-baseline", "known.json"]);
    project.write("app.py", "");
    let (code, _, stderr) = project.scan(&["--baseline", "known.json"]);
    assert_eq!(code, 0);
    assert!(
        stderr.contains("1 entry of `known.json` matches nothing any more: app.py (MIMA001); `mima ratchet`"),
        "{stderr}"
    );
    let (code, _, stderr) = project.scan(&["--baseline", "known.json", "--write-baseline", "known.json"]);
    assert_eq!((code, stderr.trim()), (0, "wrote 0 findings to `known.json`"));
    assert_eq!(project.scan(&["--baseline", "known.json"]), (0, project.scan(&[]).1, String::new()));
}

#[test]
fn a_file_that_is_no_baseline_fails_the_run() {
    let project = Strict::new();
    let fails = |text: Option<&str>, says: &str| {
        if let Some(text) = text {
            project.write("known.json", text);
        }
        let (code, stdout, stderr) = project.scan(&["--baseline", "known.json"]);
        assert_eq!((code, stdout.as_str()), (2, ""));
        assert!(stderr.contains(says), "{stderr}");
    };
    fails(None, "cannot read the baseline `known.json`");
    fails(
        Some("{"),
        "`known.json` is no baseline (line 1, column 1): `mima scan --write-baseline` writes one",
    );
    fails(Some("{\"schema_version\": 3, \"findings\": []}"), "has schema_version 3, this mima reads 1 and 2");
    let merged = "{\n  \"schema_version\": 2,\n<<<<<<< HEAD\n  \"findings\": []\n=======\n>>>>>>> other\n}\n";
    fails(Some(merged), "known.json:3: a merge left its markers here: keep the entries of both sides");
}

#[test]
fn only_findings_on_changed_lines_are_reported() {
    let project = Strict::new().committed();
    let (code, stdout, stderr) = project.scan(&["--diff", "HEAD"]);
    assert_eq!((code, places(&stdout), stderr.as_str()), (0, vec![], ""));

    project.write("app.py", &format!("{OLD}{NEW}"));
    project.write("pkg/ä b.py", OLD);
    let (code, stdout, _) = project.scan(&["--diff", "HEAD"]);
    assert_eq!((code, places(&stdout)), (1, vec!["app.py:9".to_owned(), "pkg/ä b.py:5".to_owned()]));
    // From a directory, and a file alone.
    let (_, stdout, _) = project.scan(&["--diff", "HEAD", "pkg"]);
    assert_eq!(places(&stdout), ["pkg/ä b.py:5"]);
    let (_, stdout, _) = project.scan(&["--diff", "HEAD", "app.py"]);
    assert_eq!(places(&stdout), ["app.py:9"]);
}

#[test]
fn the_whole_project_is_analysed_for_a_diff() {
    let project = Strict::new();
    project.write("client.py", "from openai import OpenAI\n\nclient = OpenAI()\n");
    project.write("app.py", "from client import client\n");
    let project = project.committed();
    project.write("app.py", "from client import client\n\nclient.responses.create(input='x')\n");
    assert_eq!(places(&project.scan(&["--diff", "HEAD"]).1), ["app.py:3"]);
}

#[test]
fn what_git_cannot_tell_fails_the_run() {
    let project = Strict::new();
    let (code, stdout, stderr) = project.scan(&["--diff", "HEAD"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("is in no git repository"), "{stderr}");

    let project = project.committed();
    let (code, _, stderr) = project.scan(&["--diff", "nowhere"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("git knows no commit `nowhere` in this repository"), "{stderr}");
}

/// Programs that git would run for what a repository configures leave a file behind.
#[test]
fn no_program_of_the_repository_runs() {
    let project = Strict::new().committed();
    project.git(&["branch", "base"]);
    let trap = project.path().join("trap.sh");
    let trap = trap.to_string_lossy();
    project.write("trap.sh", &format!("#!/bin/sh\ntouch {trap}.sprung\ncat\n"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(project.path().join("trap.sh"), mode).expect("its mode");
    }
    project.write("app.py", &format!("{OLD}{NEW}"));
    project.write(".gitattributes", "*.py filter=trap diff=trap -text\n");
    let keys =
        ["core.fsmonitor", "filter.trap.clean", "filter.trap.process", "diff.trap.textconv", "diff.external"];
    for key in
        keys.into_iter().chain(["diff.trap.command", "core.hooksPath", "core.pager", "core.sshCommand"])
    {
        project.git(&["config", key, &trap]);
    }
    let (code, stdout, stderr) = project.scan(&["--diff", "base"]);
    assert_eq!((code, places(&stdout)), (1, vec!["app.py:9".to_owned()]), "{stderr}");
    assert!(!project.path().join("trap.sh.sprung").exists());
}

/// What a tree holds is no repository of it: only `.git` makes one.
#[test]
fn a_bare_repository_in_the_tree_is_files_like_any_others() {
    let project = Strict::new().committed();
    project.git(&["init", "--quiet", "--bare", "services/foo"]);
    project.write("services/foo/app.py", OLD);
    for args in [["--diff", "main", "services/foo"], ["--diff", "main", "services/foo/app.py"]] {
        let (code, stdout, stderr) = project.scan(&args);
        assert_eq!((code, places(&stdout)), (1, vec!["services/foo/app.py:5".to_owned()]), "{stderr}");
    }
}

#[test]
fn nothing_but_its_content_takes_a_line_out() {
    let project = Strict::new();
    project.write("app.py", "x = 1\n");
    project.write("zz.txt", "no newline at the end");
    let project = project.committed();
    // A header of a diff, forged by a last line; attributes; names that git writes with escapes; other line ends.
    project.write("zz.txt", "++ b/app.py\n");
    project.write(".gitattributes", "*.py -diff\n");
    project.write("app.py", OLD);
    let odd = ["n\u{7}m.py", "n\u{8}m.py", "n\u{b}m.py", "n\"\\m.py", "n\tm.py"];
    for name in odd {
        project.write(name, OLD);
    }
    project.write("cr.py", "x = 1\n");
    project.commit("the pull request");
    project.write("cr.py", &format!("x = 1\n{OLD}").replace('\n', "\r"));
    let (code, stdout, _) = project.scan(&["--diff", "HEAD~1", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    let mut files: Vec<&str> = report["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter_map(|it| it["file"].as_str())
        .collect();
    files.sort_unstable();
    let mut expected: Vec<&str> = odd.into_iter().chain(["app.py", "cr.py"]).collect();
    expected.sort_unstable();
    assert_eq!((code, files), (1, expected));
}

#[test]
fn the_ends_of_lines_are_no_change() {
    let project = Strict::new().committed();
    project.write("app.py", &OLD.replace('\n', "\r\n"));
    assert_eq!(project.scan(&["--diff", "HEAD"]).0, 0);
}

#[test]
fn what_the_other_branch_has_got_since_is_no_change_of_ours() {
    let project = Strict::new().committed();
    project.git(&["checkout", "--quiet", "-b", "feature"]);
    project.write("app.py", &format!("{OLD}{NEW}"));
    project.commit("ours");
    project.git(&["checkout", "--quiet", "main"]);
    project.write("app.py", "");
    project.commit("theirs");
    project.git(&["checkout", "--quiet", "feature"]);
    assert_eq!(places(&project.scan(&["--diff", "main"]).1), ["app.py:9"]);
    // Annotated tags, packed references and objects, a worktree.
    project.git(&["tag", "-a", "v1", "-m", "v1", "main"]);
    project.git(&["gc", "--quiet"]);
    assert_eq!(places(&project.scan(&["--diff", "v1"]).1), ["app.py:9"]);
    project.git(&["worktree", "add", "--quiet", "--detach", "wt", "feature"]);
    assert_eq!(places(&project.scan(&["--diff", "main", "wt"]).1), ["wt/app.py:9"]);
}

#[test]
fn a_name_of_several_commits_is_refused() {
    let project = Strict::new().committed();
    project.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    project.write("app.py", &format!("{OLD}{NEW}"));
    project.commit("the pull request");
    assert_eq!(project.scan(&["--diff", "origin/main"]).0, 1);
    project.git(&["tag", "origin/main", "HEAD"]);
    let (code, _, stderr) = project.scan(&["--diff", "origin/main"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("refs/tags/origin/main, refs/remotes/origin/main"), "{stderr}");
    assert_eq!(project.scan(&["--diff", "refs/remotes/origin/main"]).0, 1);
    for steps in ["HEAD~1", "HEAD^", "@^1^{commit}", "main~1^0"] {
        assert_eq!(project.scan(&["--diff", steps]).0, 1, "{steps}");
    }
    for wrong in ["HEAD~7", "HEAD@{1}", "main..HEAD", "HEAD:app.py", "--all", ""] {
        assert_eq!(project.scan(&[&format!("--diff={wrong}")]).0, 2, "{wrong}");
    }
}

#[test]
fn a_part_of_the_history_is_said_to_be_one() {
    let project = Strict::new().committed();
    project.git(&["checkout", "--quiet", "-b", "feature"]);
    project.write("app.py", &format!("{OLD}{NEW}"));
    project.commit("ours");
    let from = format!("file://{}", project.path().display());
    project.git(&["clone", "--quiet", "--depth", "1", "--branch", "feature", &from, "clone"]);
    let (code, _, stderr) = project.scan(&["--diff", "origin/main", "clone"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("a shallow clone") && stderr.contains("fetch-depth: 0"), "{stderr}");
    project.git(&[
        "-C",
        "clone",
        "fetch",
        "--quiet",
        "--depth",
        "1",
        "origin",
        "main:refs/remotes/origin/main",
    ]);
    let (code, stdout, stderr) = project.scan(&["--diff", "origin/main", "clone"]);
    assert_eq!((code, places(&stdout)), (1, vec!["clone/app.py:9".to_owned()]));
    assert!(stderr.contains("before the history of this shallow clone"), "{stderr}");
}

#[test]
fn a_submodule_is_compared_with_the_commit_that_was_named() {
    let project = Strict::new().committed();
    project.git(&["init", "--quiet", "inner"]);
    project.write("inner/s.py", "x = 1\n");
    project.git(&["-C", "inner", "add", "."]);
    project.git(&["-C", "inner", "commit", "--quiet", "-m", "1"]);
    project.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "./inner", "v"]);
    fs::remove_dir_all(project.path().join("inner")).expect("it was there");
    project.git(&["commit", "--quiet", "-m", "the submodule"]);
    assert_eq!(project.scan(&["--diff", "HEAD"]).0, 0);
    project.write("v/s.py", OLD);
    let (code, stdout, stderr) = project.scan(&["--diff", "HEAD"]);
    assert_eq!((code, places(&stdout)), (1, vec!["v/s.py:5".to_owned()]), "{stderr}");
}

/// A change that leaves the line of a call alone can still make it worse.
#[test]
fn calls_that_were_judged_better_are_reported_on_whatever_line() {
    let marked = "from mima_governance import MimaGovernance\nfrom openai import OpenAI\n\nmima = MimaGovernance()\n\n\n\
                  @mima.attest(tool_name=\"ask\")\ndef ask(text):\n    return OpenAI().responses.create(input=text)\n";
    let project = Strict::new();
    project.write("marked.py", marked);
    let helper = "from openai import OpenAI\n\n\ndef helper(text):\n    return OpenAI().responses.create(input=text)\n";
    let caller = "from mima_governance import MimaGovernance\nfrom lib.helper import helper\n\nmima = MimaGovernance()\n\n\n\
                  @mima.attest(tool_name=\"go\")\ndef go():\n    return helper(1)\n\n\ngo()\n";
    project.write("lib/helper.py", helper);
    project.write("caller.py", caller);
    let project = project.committed();
    assert_eq!(places(&project.scan(&["--diff", "HEAD"]).1), [""; 0]);

    // The decorator goes, and only blank lines are added around the call that was open before.
    project.replace("marked.py", "@mima.attest(tool_name=\"ask\")\n", "");
    project.write("app.py", &format!("\n\n{OLD}"));
    let (code, stdout, _) = project.scan(&["--diff", "HEAD"]);
    assert_eq!((code, places(&stdout)), (1, vec!["marked.py:8".to_owned()]));
    assert!(
        stdout.contains("runs with no attestation active; it was attested or accepted in `HEAD`"),
        "{stdout}"
    );
    project.reset();

    // The caller in another file is attested no more.
    project.replace("caller.py", "@mima.attest(tool_name=\"go\")\n", "");
    let (code, stdout, _) = project.scan(&["--diff", "HEAD"]);
    assert_eq!((code, places(&stdout)), (1, vec!["lib/helper.py:5".to_owned()]));
    project.reset();

    // A comment that accepted the call goes.
    project.replace("app.py", "    return", "    # mima: ignore[MIMA001] offline\n    return");
    project.commit("accepted");
    project.replace("app.py", "    # mima: ignore[MIMA001] offline\n", "");
    assert_eq!(places(&project.scan(&["--diff", "HEAD"]).1), ["app.py:5"]);
}

#[test]
fn a_call_that_has_only_moved_is_not_new() {
    let project = Strict::new();
    project.write("notes.txt", NEW);
    project.write("live.py", "import openai\nfrom openai import OpenAI\n");
    let project = project.committed();
    // With its file, changed or not.
    project.git(&["mv", "app.py", "moved.py"]);
    assert_eq!(project.scan(&["--diff", "HEAD"]).0, 0);
    project.write("moved.py", &format!("# The head.\n\n{OLD}{NEW}"));
    assert_eq!(places(&project.scan(&["--diff", "HEAD"]).1), ["moved.py:11"], "and the new one is new");
    project.reset();
    // A copy is one more call.
    project.write("copy.py", OLD);
    assert_eq!(places(&project.scan(&["--diff", "HEAD"]).1), ["copy.py:5"]);
    project.reset();
    // What was no code is new where it becomes code.
    project.git(&["rm", "--quiet", "live.py"]);
    project.write("notes.txt", &format!("from openai import OpenAI\n{NEW}"));
    project.commit("notes");
    project.git(&["mv", "notes.txt", "live.py"]);
    assert_eq!(places(&project.scan(&["--diff", "HEAD"]).1), ["live.py:5"]);
}

#[test]
fn standard_input_is_compared_with_the_file_that_it_stands_for() {
    let project = Strict::new().committed();
    let scan = |text: &str| {
        let arguments = ["--strict", "--stdin-filename", "app.py", "--diff", "HEAD"];
        let (code, stdout, _) = project.scan_in("", &arguments, text);
        (code, places(&stdout))
    };
    assert_eq!(scan(OLD), (0, vec![]));
    assert_eq!(scan(&format!("{OLD}{NEW}")), (1, vec!["app.py:9".to_owned()]));
}
