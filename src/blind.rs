//! What mima is blind to: files of languages that are not analysed and that name AI.

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::elsewhere::{FileKind, Mention, Named};
use crate::fault::{self, Stage};
use crate::finding::fingerprint::fnv1a;
use crate::finding::{Confidence, FileError, Finding, Label, LeftOut, LeftOutReason, Report, RuleId};
use crate::limit::{Limit, Limits};
use crate::sieve::read_bytes;
use crate::source::{FileId, SourceFile, Span, decode};
use crate::{Analysis, BlindFile};

/// How many names a message has.
const NAMED: usize = 3;

/// How many places of further names a finding shows.
const SHOWN: usize = 8;

/// What was seen of one file.
#[derive(Default)]
struct Seen {
    /// Its text, where it names something.
    text: Option<String>,
    is_cut: bool,
    error: Option<FileError>,
}

/// Adds a note for each of `files` that names AI, and what of them could not be looked at.
pub(crate) fn look(files: &[BlindFile], catalog: &Catalog, limits: &Limits, analysis: &mut Analysis) {
    let seen: Vec<Seen> = files
        .par_iter()
        .map_init(Vec::new, |buffer, blind| {
            let kind = catalog.elsewhere.kind(blind.kind);
            kind.map_or_else(Seen::default, |kind| see(blind, kind, limits, buffer))
        })
        .collect();
    let mut report = Report::default();
    for (blind, seen) in files.iter().zip(seen) {
        let path = &blind.file.path;
        report.errors.extend(seen.error);
        let Some(kind) = catalog.elsewhere.kind(blind.kind) else { continue };
        let names_ai = seen.text.is_some();
        if names_ai || seen.is_cut {
            report.left_out.push(LeftOut {
                path: path.to_string(),
                reason: if names_ai { LeftOutReason::Language } else { LeftOutReason::TooLarge },
                files: Some(1),
                names_ai: names_ai.then_some(true),
            });
        }
        let Some(text) = seen.text else { continue };
        let id = FileId(analysis.sources.end() as u32);
        let source = SourceFile::new(id, path, &blind.file.module_path, &text);
        let mentions = kind.search.names_in(source.text.as_bytes());
        count(&mentions, kind, &mut report);
        report.findings.extend(finding(&mentions, kind, &source));
        analysis.sources.insert(source);
    }
    analysis.report.add(report);
}

/// Searches one file, and gives its text if that names something.
fn see(blind: &BlindFile, kind: &FileKind, limits: &Limits, buffer: &mut Vec<u8>) -> Seen {
    let file = &blind.file;
    let read = fault::guard(Stage::Read, &file.path, limits, || read_bytes(file, limits, buffer)).flatten();
    let search = |size: usize| {
        fault::guard(Stage::Scan, &file.path, limits, || {
            let is_cut = size > limits.get(Limit::FileBytes);
            // UTF-16 has a zero byte beside every letter.
            if !decode::is_wide(buffer) && !kind.search.may_name(buffer) {
                return Seen { is_cut, ..Seen::default() };
            }
            let text = decode::decode(buffer, None).text.into_owned();
            let names = !kind.search.names_in(text.as_bytes()).is_empty();
            Seen { text: names.then_some(text), is_cut, error: None }
        })
    };
    read.and_then(search).unwrap_or_else(|error| Seen { error: Some(error), ..Seen::default() })
}

fn count(mentions: &[Mention<'_>], kind: &FileKind, report: &mut Report) {
    let count = report.summary.blind.entry(kind.language.clone()).or_default();
    count.files += 1;
    for mention in mentions {
        *count.names.entry(mention.name.to_owned()).or_default() += 1;
    }
}

/// One note for a file, at the first name.
fn finding(mentions: &[Mention<'_>], kind: &FileKind, source: &SourceFile) -> Option<Finding> {
    let first = mentions.first()?;
    let place = |mention: &Mention<'_>| source.locate(Span::new(mention.start, mention.end));
    let further = mentions.iter().skip(1).take(SHOWN);
    let mut names: Vec<&str> = mentions.iter().map(|mention| mention.name).collect();
    names.sort_unstable();
    let rule = RuleId::BlindLanguage;
    let language = &kind.language;
    Some(Finding {
        rule,
        level: rule.rule().level,
        message: format!("{} named here; {language} is not analysed", named(mentions)),
        help: format!(
            "have AI calls in {language} reviewed by other means; what is accepted goes into the baseline, or under \
             `exclude` in the settings"
        ),
        location: place(first),
        confidence: Confidence::High,
        related: further
            .map(|mention| Label { location: place(mention), message: described(mention) })
            .collect(),
        callers: Vec::new(),
        flow: Vec::new(),
        fingerprint: format!("{:016x}", fnv1a(&[&source.path, rule.as_str(), &names.join(" ")])),
        call: None,
        suppressed: None,
        baselined: false,
        is_test: false,
        fails_strict: false,
        change: None,
    })
}

/// What is named, with the verb: ``the library `openai-go` is``.
fn named(mentions: &[Mention<'_>]) -> String {
    let mut names: Vec<String> = mentions.iter().take(NAMED).map(described).collect();
    let more = mentions.len() - names.len();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    match names.pop() {
        Some(only) if names.is_empty() => format!("{only} is"),
        Some(last) => format!("{} and {last} are", names.join(", ")),
        None => String::new(),
    }
}

fn described(mention: &Mention<'_>) -> String {
    let what = match mention.named {
        Named::Library => "the library",
        Named::Function => "the function",
        Named::Command => "the command",
        Named::Image => "the image",
        Named::Action => "the action",
        Named::Host => "the host",
    };
    format!("{what} `{}`", mention.name)
}
