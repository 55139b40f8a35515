//! The git hook: what is about to be committed is scanned, not what lies in the working tree.

use super::block::Block;
use super::text::shell_word;
use super::{Artifact, Base, Facts, Kind, Part, Text, Wanted};

/// What runs in the hook. `PROJECT` is the project's path below the root of the repository, `GATE` what makes the
/// scan fail if not the settings.
const SCRIPT: &str = r#"# Written by `mima init --hook`. `git commit --no-verify` goes past it.
(
    mima=${MIMA:-mima}
    # mima-governance brings a command of the same name.
    case $("$mima" --version 2>/dev/null) in
        "mima "[0-9]*) ;;
        *)
            echo "\`$mima\` is not there, or is not the scanner that this hook needs: install mima-cli (after" >&2
            echo "mima-governance, which has a command \`mima\` too), or name it in the variable MIMA" >&2
            exit 1
            ;;
    esac
    tree=$(mktemp -d) || exit 1
    trap 'rm -rf "$tree"' EXIT
    # What is committed is the index. All its files count, whatever ignores them; `.git` ends the search for settings.
    GIT_LFS_SKIP_SMUDGE=1 git checkout-index --all --quiet --prefix="$tree/" || exit 1
    files=$(git -c core.quotePath=off diff --cached --name-only --relative=PROJECT/)
    mkdir "$tree/.git" || exit 1
    # Settings and baseline count before they are committed, too.
    for file in mima.toml mima-baseline.json; do
        [ -e "$tree"/PROJECT/$file ] || [ ! -e PROJECT/$file ] || cp PROJECT/$file "$tree"/PROJECT/ || exit 1
    done
    cd "$tree"/PROJECT || exit 1
    report=$("$mima" scan --format concise --hidden --no-ignore --no-default-excludes --allow-empty GATE 2>&1) || {
        echo "mima does not let this commit pass. Of its files:" >&2
        printf '%s\n' "$report" | grep -v -e '^error:' -e '^warning:' | grep -F -e "$files" >&2
        printf '%s\n' "$report" | grep '^error' >&2
        exit 1
    }
) || exit $?
"#;

pub(super) fn artifact(facts: &Facts, _wanted: &Wanted) -> Artifact {
    let script = if facts.prefix.is_empty() {
        SCRIPT.replace(" --relative=PROJECT/", "").replace("/PROJECT", "").replace("PROJECT/", "")
    } else {
        SCRIPT.replace("PROJECT", &shell_word(&facts.prefix))
    };
    let script = script.replace(" GATE", &facts.gate());
    Artifact {
        path: "pre-commit".to_owned(),
        base: Base::Hooks,
        summary: "scans what is about to be committed".to_owned(),
        text: Text::Part(Part { block: Block::of(&facts.prefix, script), kind: Kind::Hook }),
    }
}

pub(super) fn fresh(block: &Block) -> String {
    format!("#!/bin/sh\n{}", block.render(""))
}

/// The hook with the block in it: behind its first line, because a hook may end anywhere by `exit` or `exec`.
pub(super) fn merged(
    block: &Block,
    there: &str,
    is_link: bool,
    is_executable: bool,
) -> Result<String, String> {
    if is_link {
        return Err("is a link: what it leads to belongs to another tool".to_owned());
    }
    let first = there.lines().next().unwrap_or_default();
    if !is_shell(first) {
        return Err("is not a shell script".to_owned());
    }
    if !is_executable {
        return Err("is not executable, so that git passes it over; `chmod +x` it first".to_owned());
    }
    block.put(there, |text| Ok((text.find('\n').map_or(text.len(), |end| end + 1), String::new())))
}

/// Whether a first line says that a POSIX shell reads the rest.
fn is_shell(line: &str) -> bool {
    let Some(command) = line.strip_prefix("#!") else { return false };
    let program = |word: &str| word.rsplit('/').next().unwrap_or(word).to_owned();
    let mut words = command.split_whitespace().map(program).filter(|word| !word.starts_with('-'));
    let name = match words.next() {
        Some(name) if name == "env" => words.next(),
        name => name,
    };
    name.is_some_and(|name| ["sh", "bash", "dash", "ash", "ksh", "zsh"].contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block() -> Block {
        Block::of("", "true\n".to_owned())
    }

    #[test]
    fn a_hook_gets_the_block_before_anything_can_end_it() {
        let there = "#!/usr/bin/env bash\nexec other\n";
        let merged = merged(&block(), there, false, true);
        let expected = "#!/usr/bin/env bash\n# >>> mima >>>\ntrue\n# <<< mima <<<\nexec other\n";
        assert_eq!(merged.as_deref(), Ok(expected));
        assert_eq!(super::merged(&block(), expected, false, true).as_deref(), Ok(expected));
    }

    #[test]
    fn what_is_no_shell_script_stays_as_it_is() {
        for there in
            ["", "true\n", "#!/usr/bin/env python3\n", "#!/usr/bin/env -S deno run\n", "#!/opt/shell\n"]
        {
            assert!(merged(&block(), there, false, true).is_err(), "{there}");
        }
        for there in ["#!/bin/sh", "#!/bin/bash -e\n", "#! /usr/bin/env -S bash -e\n"] {
            assert!(merged(&block(), there, false, true).is_ok(), "{there}");
            assert!(merged(&block(), there, true, true).is_err(), "{there}");
            assert!(merged(&block(), there, false, false).is_err(), "{there}");
        }
    }
}
