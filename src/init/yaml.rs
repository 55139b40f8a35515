//! Files in YAML that others write too: they are read before and after, so that what is valid stays so.

use serde_json::Value;

use super::block::Block;
use crate::policy::SyntaxError;

/// The documents of a file.
///
/// # Errors
/// What is wrong, with its line and column.
fn read(text: &str) -> Result<Vec<Value>, String> {
    serde_saphyr::from_multiple(text).map_err(|error| {
        let SyntaxError { place, message } = error.into();
        let place =
            place.map_or_else(String::new, |(line, column)| format!("line {line}, column {column}: "));
        format!("is not YAML: {place}{message}")
    })
}

pub(super) fn fresh_pre_commit(block: &Block) -> String {
    format!("repos:\n{}", block.render("  "))
}

/// The file with the job at its end. Its stage is one that the file has.
pub(super) fn merged_gitlab(block: &Block, there: &str) -> Result<String, String> {
    let before = read(there)?;
    let settings = match before.last() {
        None | Some(Value::Null) => None,
        Some(Value::Object(settings)) => Some(settings),
        Some(_) => return Err("is not a mapping".to_owned()),
    };
    let stages = settings.and_then(|it| it.get("stages")).and_then(Value::as_array);
    let stages: Vec<&str> = stages.into_iter().flatten().filter_map(Value::as_str).collect();
    let mut block = block.clone();
    if let Some(first) = stages.first().filter(|_| !stages.contains(&"test")) {
        block.lines = block.lines.replace("stage: test\n", &format!("stage: {}\n", Value::from(*first)));
    }
    let merged = block.put(there, |text| Ok((text.len(), String::new())))?;
    let after = read(&merged).map_err(|reason| format!("would not stay valid: {reason}"))?;
    let keeps = |settings: &serde_json::Map<String, Value>| {
        let after = after.last();
        settings.iter().all(|(key, value)| {
            after.and_then(|it| it.get(key)) == Some(value) || block.lines.contains(&format!("\n{key}:\n"))
        })
    };
    if after.len() > before.len().max(1) || !settings.is_none_or(keeps) {
        return Err("is written in a way that does not take another job at its end".to_owned());
    }
    Ok(merged)
}

/// The file with the entry first among its repositories.
pub(super) fn merged_pre_commit(block: &Block, there: &str) -> Result<String, String> {
    let repositories = |text: &str| -> Result<Vec<Value>, String> {
        let documents = read(text)?;
        let list = documents.first().and_then(|it| it.get("repos")).and_then(Value::as_array);
        list.cloned().ok_or_else(|| "has no list `repos`".to_owned())
    };
    let before = repositories(there)?;
    let merged = block.put(there, first_of_repositories)?;
    let after = repositories(&merged).map_err(|reason| format!("would not stay valid: {reason}"))?;
    // Everything that was there, and at most one more.
    let is_kept =
        before.iter().filter(|it| !after.contains(it)).count() <= usize::from(merged.len() != there.len());
    let grown = after.len() == before.len() + 1 && after[1..] == before[..];
    if grown || (is_kept && after.len() == before.len()) {
        Ok(merged)
    } else {
        Err("is written in a way that does not take another entry".to_owned())
    }
}

/// The place before the first entry below `repos:`, with its indentation.
fn first_of_repositories(text: &str) -> Result<(usize, String), String> {
    let mut at = 0;
    let mut is_below = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if is_below && words.starts_with('-') {
            return Ok((at, line[..line.len() - line.trim_start().len()].to_owned()));
        }
        is_below = (is_below && (words.is_empty() || words.starts_with('#')))
            || line.split('#').next().is_some_and(|line| line.trim_end() == "repos:");
        at += line.len();
    }
    Err("does not list its repositories line by line".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Block {
        Block::of("", "- repo: local\n  hooks: []\n".to_owned())
    }

    fn job() -> Block {
        Block::of("", "# Written.\nmima:\n  stage: test\n  script: [mima scan]\n".to_owned())
    }

    #[test]
    fn an_entry_stands_before_the_others() {
        for indent in ["", "  ", "    "] {
            let there =
                format!("# mine\nrepos:\n# first\n{indent}- repo: a\n{indent}  rev: v1\nfail_fast: true\n");
            let merged = merged_pre_commit(&entry(), &there).expect("it fits");
            assert_eq!(merged.replace(&entry().render(indent), ""), there);
            assert_eq!(merged_pre_commit(&entry(), &merged), Ok(merged.clone()));
        }
        let fresh = fresh_pre_commit(&entry());
        assert_eq!(merged_pre_commit(&entry(), &fresh).as_ref(), Ok(&fresh));
    }

    #[test]
    fn files_that_do_not_take_an_entry_are_left_alone() {
        for there in
            ["", "repos: []\n", "repos: [{repo: a}]\n", "fail_fast: true\n", "repos:\n  - a: [\n", "- a\n"]
        {
            assert!(merged_pre_commit(&entry(), there).is_err(), "{there}");
        }
    }

    #[test]
    fn a_job_stands_at_the_end_in_a_stage_that_there_is() {
        let merged = merged_gitlab(&job(), "build:\n  script: [make]").expect("it fits");
        assert!(merged.ends_with(&job().render("")));
        assert_eq!(merged_gitlab(&job(), &merged), Ok(merged.clone()));
        let merged = merged_gitlab(&job(), "stages: [build, deploy]\n").expect("it fits");
        assert!(merged.contains("stage: \"build\"\n"), "{merged}");
        assert_eq!(merged_gitlab(&job(), &merged), Ok(merged.clone()));
        assert!(merged_gitlab(&job(), "# nothing yet\n").is_ok());
    }

    #[test]
    fn tags_of_gitlab_are_no_mistake() {
        let there = "a:\n  script:\n    - !reference [.setup, script]\n    - echo\n";
        assert!(merged_gitlab(&job(), there).is_ok(), "{:?}", merged_gitlab(&job(), there));
    }

    #[test]
    fn a_mistake_has_a_line_and_a_column() {
        let reason = merged_gitlab(&job(), "a: 1\nb: [\n").expect_err("it is no YAML");
        assert!(reason.starts_with("is not YAML: line 2, column 4: "), "{reason}");
        assert!(!reason.contains("error"), "{reason}");
    }

    #[test]
    fn files_that_do_not_take_a_job_are_left_alone() {
        for there in
            ["- a\n", "{build: {script: [make]}}\n", "a: [\n", "mima:\n  script: [other]\n", "a: 1\n..."]
        {
            assert!(merged_gitlab(&job(), there).is_err(), "{there}");
        }
    }
}
