//! Comments that suppress findings: `mima: ignore[RULE] reason`, `mima: ignore-file[RULE] reason`.

use tree_sitter::Node;

use super::span_of;
use crate::language::Language;
use crate::module::Suppression;

/// What every comment that suppresses has in it.
pub(super) const MARK: &str = "mima:";

/// The suppressions among a file's comments.
pub(super) fn find(comments: &[Node<'_>], text: &str, language: &Language) -> Vec<Suppression> {
    comments.iter().filter_map(|&comment| parse(comment, text, language)).collect()
}

fn parse(comment: Node<'_>, text: &str, language: &Language) -> Option<Suppression> {
    let body = text.get(comment.byte_range())?;
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
        None if rest.is_empty() || rest.starts_with(char::is_whitespace) => ("", rest),
        None => return None,
    };
    let line_start = text[..comment.start_byte()].rfind('\n').map_or(0, |at| at + 1);
    Some(Suppression {
        rules: rules.split(',').map(|rule| rule.trim().to_owned()).filter(|rule| !rule.is_empty()).collect(),
        reason: reason.trim().to_owned(),
        whole_file,
        own_line: text[line_start..comment.start_byte()].trim().is_empty(),
        span: span_of(comment),
    })
}
