//! Files that name AI and were not analysed: what stands in them is in no number of the report.

use std::path::Path;

use crate::finding::fingerprint::fingerprint;
use crate::finding::{Confidence, ErrorKind, FileError, Finding, Lost, RuleId};
use crate::language::Language;
use crate::source::{FileId, SourceFile, Sources, Span};

/// The finding about a file of which code was lost; `None` if the file is known not to name AI. `module_path` is its path
/// below the scan root. A file that was not decoded is put among `sources` without a text, so that the finding has a place.
pub fn not_analysed(
    error: &FileError,
    module_path: &str,
    names_ai: Option<bool>,
    sources: &mut Sources,
) -> Option<Finding> {
    // What cannot be analysed at all is no surprise to anybody.
    if names_ai == Some(false) || error.kind == ErrorKind::Language {
        return None;
    }
    let known = sources.iter().find(|source| *source.path == *error.file).map(|source| source.id);
    let id = known.unwrap_or_else(|| {
        let id = FileId(sources.end() as u32);
        sources.insert(SourceFile::new(id, &error.file, module_path, ""));
        id
    });
    let rule = RuleId::NotAnalysed;
    Some(Finding {
        rule,
        level: rule.rule().level,
        message: message(error, names_ai.is_some()),
        help: help(error),
        location: sources.get(id)?.locate(Span::default()),
        confidence: Confidence::High,
        related: Vec::new(),
        callers: Vec::new(),
        flow: Vec::new(),
        fingerprint: fingerprint(&[&error.file, rule.as_str()]),
        call: None,
        suppressed: None,
        baselined: false,
        is_test: is_test(module_path),
        fails_strict: false,
        change: None,
    })
}

fn message(error: &FileError, names_ai: bool) -> String {
    let what = if error.file.ends_with('/') { "directory" } else { "file" };
    let what = match error.lost {
        Lost::Part => format!("a part of this {what}"),
        Lost::All | Lost::Nothing => format!("this {what}"),
    };
    let reason = &error.message;
    if names_ai {
        format!("{what} was not analysed, and the file names AI: {reason}")
    } else {
        format!("{what} was not analysed, and nobody knows whether it names AI: {reason}")
    }
}

fn help(error: &FileError) -> String {
    match error.kind {
        ErrorKind::Limit(limit) => {
            let name = limit.rule().name;
            format!("raise `{name}` under `[limits]` in the settings, or exclude the file there")
        }
        ErrorKind::Panicked => "report the bug, and exclude the file until it is fixed".to_owned(),
        ErrorKind::Binary if Language::of_compiled(Path::new(&error.file)).is_some() => {
            "keep its source in the place of it, or exclude the file in the settings".to_owned()
        }
        ErrorKind::Binary => "take the NUL characters out, or exclude the file in the settings".to_owned(),
        _ => "make it readable, or exclude it in the settings".to_owned(),
    }
}

/// Whether a file is test code, by its path.
fn is_test(module_path: &str) -> bool {
    let language = Language::of_path(Path::new(module_path));
    language.is_some_and(|language| language.test_code.holds(module_path))
}
