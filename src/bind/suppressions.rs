//! Comments that suppress findings: `mima: ignore[RULE] reason`, `mima: ignore-file[RULE] reason`.

use memchr::memmem;
use tree_sitter::Node;

use super::{comments, span_of};
use crate::language::Language;
use crate::module::{LostSuppression, Suppression};
use crate::source::Span;

/// What every comment that suppresses has in it.
const MARK: &str = "mima:";

/// How the name is written where something is meant for mima: only files with one of these have their comments read.
const NAMES: [&str; 3] = ["mima", "MIMA", "Mima"];

/// Words by which tools are told to be silent, each with the words that may follow it after a dash.
const SILENCING: &[&str] = &["ignore", "disable", "suppress", "skip", "allow", "noqa", "nosec", "off"];

/// How many rules one comment may name; there are fewer. What it names beyond that is not suppressed.
const MOST_RULES: usize = 64;

/// Whether a comment of a file may be meant for mima.
pub(super) fn may_be_in(text: &str) -> bool {
    NAMES.iter().any(|name| memmem::find(text.as_bytes(), name.as_bytes()).is_some())
}

/// The suppressions among a file's comments, and the comments that are meant as one and are none.
pub(super) fn find(
    parsed: &[Node<'_>],
    text: &str,
    language: &Language,
) -> (Vec<Suppression>, Vec<LostSuppression>) {
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    let mut spans: Vec<Span> = parsed.iter().map(|&comment| span_of(comment)).collect();
    if may_be_in(text) {
        spans.extend(comments::in_runs(text, language.line_comment));
        spans.sort_unstable();
    }
    for comment in spans {
        if let Some(suppression) = parse(comment, text, language) {
            found.push(suppression);
        } else if let Some(meant) = text.get(comment.range()).and_then(meant) {
            lost.push(LostSuppression { meant, span: comment });
        }
    }
    (found, lost)
}

/// What a comment would have to say that is written as for another tool, or almost right: `mima: ignore[MIMA001]`; `None` if
/// it does not seem to be meant as a suppression.
fn meant(comment: &str) -> Option<String> {
    // One tool's comment may follow that of another one.
    comment.split('#').flat_map(|part| part.split("//")).find_map(|part| {
        let lower = part.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
            .filter(|word| !word.is_empty())
            .collect();
        // `eslint-disable-next-line` as well.
        let silences = |word: &&str| word.split(['-', '_']).take(2).any(|part| SILENCING.contains(&part));
        let first = words.first()?;
        let rules: Vec<String> =
            words.iter().filter(|word| is_like_rule(word)).map(|word| word.to_uppercase()).collect();
        let after_name = lower.strip_prefix("mima").map(str::trim_start);
        let is_told =
            after_name.is_some_and(|rest| rest.starts_with(':')) && words.get(1).is_some_and(silences);
        let is_about_rule = !rules.is_empty() && (silences(first) || words.get(1).is_some_and(silences));
        if !is_told && !is_about_rule {
            return None;
        }
        let of_file = words.iter().take(2).any(|word| word.contains("file"));
        let rules = if rules.is_empty() { "MIMA001".to_owned() } else { rules.join(", ") };
        Some(format!("{MARK} ignore{}[{rules}]", if of_file { "-file" } else { "" }))
    })
}

/// Whether a word in small letters is the id of a rule, or the beginning of one.
fn is_like_rule(word: &str) -> bool {
    let digits = word.strip_prefix("mima").unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

fn names_rule(word: &str) -> bool {
    is_like_rule(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
}

fn parse(comment: Span, text: &str, language: &Language) -> Option<Suppression> {
    let body = text.get(comment.range())?;
    // The words may follow another tool's comment: `# noqa: E501  # mima: ignore[MIMA001] reason`.
    let starts_comment = |at: usize| body[..at].trim_end().ends_with(language.line_comment);
    let at = body.match_indices(MARK).map(|(at, _)| at).find(|&at| starts_comment(at))?;
    let rest = body[at + MARK.len()..].trim_start().strip_prefix("ignore")?;
    let (whole_file, rest) = match rest.strip_prefix("-file") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let (rules, reason) = match rest.trim_start().strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        Some((rules, reason)) => (rules, reason),
        // A rule without a bracket around it: whoever wrote that did not mean all of them.
        None if rest.split_whitespace().next().is_some_and(names_rule) => return None,
        None if rest.is_empty() || rest.starts_with(char::is_whitespace) => ("", rest),
        None => return None,
    };
    let mut named: Vec<String> = Vec::new();
    for rule in rules.split(',').map(str::trim).filter(|rule| !rule.is_empty()) {
        if named.len() < MOST_RULES && named.iter().all(|other| other != rule) {
            named.push(rule.to_owned());
        }
    }
    let before = &text[..comment.start as usize];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Some(Suppression {
        rules: named,
        reason: reason.trim().to_owned(),
        whole_file,
        own_line: before[line_start..].trim().is_empty(),
        span: comment,
    })
}
