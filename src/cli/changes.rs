//! The lines that changed since a git revision.
//!
//! Git is asked, not read: what counts as changed (line endings, filters, renames, submodules) is its business.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::{Command, Output};

use super::Failure;
use crate::source::Location;

/// By printed path: the lines that changed, from 1, in order. What is not in it has not changed.
#[derive(Debug, Default)]
pub(super) struct Changes {
    files: BTreeMap<String, Lines>,
}

/// Which lines of a file changed.
#[derive(Debug)]
enum Lines {
    /// Git does not know the file.
    All,
    /// These; where only lines were taken out, the two around the gap.
    Some(Vec<RangeInclusive<u32>>),
}

impl Changes {
    /// Adds what changed below `root` since `revision` parted from the working tree, files that git does not know yet
    /// included. `printed` is how a path below the root is printed.
    ///
    /// # Errors
    /// There is no git, the root is in no repository, or the revision is unknown.
    pub(super) fn add(
        &mut self,
        root: &Path,
        revision: &str,
        printed: impl Fn(&str) -> String,
    ) -> Result<(), Failure> {
        let named = format!("{revision}^{{commit}}");
        let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", &named];
        git(root, &["rev-parse", "--git-dir"])?;
        let commit = git(root, &verify).map_err(|_| {
            Failure::from(format!("--diff: git knows no commit `{revision}` in this repository"))
        })?;
        let commit = commit.trim();
        // Where a branch has moved on, its new lines are no changes of ours; a shallow clone may not know the place.
        let base = git(root, &["merge-base", commit, "HEAD"]);
        let base = base.as_deref().map_or(commit, str::trim);
        let diff = [
            "-c",
            "core.quotePath=false",
            "diff",
            "--relative",
            "--unified=0",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            base,
            "--",
        ];
        for (file, lines) in parse(&git(root, &diff)?) {
            self.files.insert(printed(&file), Lines::Some(lines));
        }
        let new = git(root, &["ls-files", "--others", "--exclude-standard", "-z"])?;
        for file in new.split('\0').filter(|file| !file.is_empty()) {
            self.files.insert(printed(file), Lines::All);
        }
        Ok(())
    }

    /// Whether something between the first and the last line of a place changed. `path` is printed.
    pub(super) fn touch(&self, path: &str, location: &Location) -> bool {
        match self.files.get(path) {
            None => false,
            Some(Lines::All) => true,
            Some(Lines::Some(ranges)) => ranges
                .iter()
                .any(|range| *range.start() <= location.end_file_line && location.file_line <= *range.end()),
        }
    }
}

/// What git prints.
fn git(root: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let asked = Command::new("git").arg("-C").arg(root).args(arguments).output();
    let Output { status, stdout, stderr } = asked
        .map_err(|error| Failure::from(format!("--diff needs git, which cannot be started: {error}")))?;
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&stderr);
    let said = said.lines().next().unwrap_or("it gave no reason");
    Err(Failure::from(format!("--diff: git failed: {said}")))
}

/// The new lines of each file of a diff without context.
fn parse(diff: &str) -> Vec<(String, Vec<RangeInclusive<u32>>)> {
    let mut files: Vec<(String, Vec<RangeInclusive<u32>>)> = Vec::new();
    let mut lines = diff.lines();
    while let Some(line) = lines.next() {
        if let Some(path) = line.strip_prefix("+++ ") {
            // A file that is gone (`/dev/null`) has no new lines.
            files.push((path_of(path), Vec::new()));
        } else if let Some((old, new)) = hunk(line) {
            let (first, count) = new;
            // A line taken out touches its neighbours.
            let range = if count == 0 { first..=first + 1 } else { first..=first + count - 1 };
            if let Some((_, ranges)) = files.last_mut() {
                ranges.push(range);
            }
            // What stands in the hunk may look like a header.
            for _ in 0..old.1 + count {
                lines.next();
            }
        }
    }
    files
}

/// The first line and the number of lines, of the old and of the new file, of `@@ -1,2 +3 @@`.
fn hunk(line: &str) -> Option<((u32, u32), (u32, u32))> {
    let mut words = line.strip_prefix("@@ ")?.split(' ');
    let mut range = |sign: char| {
        let word = words.next()?.strip_prefix(sign)?;
        let (first, count) = word.split_once(',').unwrap_or((word, "1"));
        Some((first.parse().ok()?, count.parse().ok()?))
    };
    Some((range('-')?, range('+')?))
}

/// The path of `b/path`, or of `"b/path"` with what C escapes.
fn path_of(written: &str) -> String {
    let written = written.trim_end_matches('\t');
    let path = match written.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
        Some(quoted) => unquoted(quoted),
        None => written.to_owned(),
    };
    path.strip_prefix("b/").unwrap_or(&path).to_owned()
}

fn unquoted(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut left = text.bytes();
    while let Some(byte) = left.next() {
        let escaped = if byte == b'\\' { left.next() } else { None };
        bytes.push(match escaped {
            None => byte,
            Some(b'n') => b'\n',
            Some(b't') => b'\t',
            Some(b'r') => b'\r',
            Some(digit @ b'0'..=b'3') => {
                let rest = left.by_ref().take(2).map(|digit| digit.wrapping_sub(b'0'));
                rest.fold(digit - b'0', |value, digit| value.wrapping_mul(8).wrapping_add(digit))
            }
            Some(other) => other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_gives_the_new_lines() {
        let diff = "diff --git a/a b.py b/a b.py\n--- a/a b.py\t\n+++ b/a b.py\t\n@@ -1,0 +2,2 @@ def f():\n\
                    ++++ b/no.py\n+x\n@@ -9,2 +11,0 @@\n-a\n-b\n@@ -20 +22 @@\n-a\n\
                    \\ No newline at end of file\n+b\n\\ No newline at end of file\n\
                    diff --git a/gone.py b/gone.py\n--- a/gone.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\
                    diff --git \"a/\\303\\244\\\".py\" \"b/\\303\\244\\\".py\"\n--- /dev/null\n\
                    +++ \"b/\\303\\244\\\".py\"\n@@ -0,0 +1 @@\n+x\n";
        let found = parse(diff);
        assert_eq!(
            found,
            [
                ("a b.py".to_owned(), vec![2..=3, 11..=12, 22..=22]),
                ("/dev/null".to_owned(), vec![0..=1]),
                ("ä\".py".to_owned(), vec![1..=1]),
            ]
        );
    }
}
