//! Which findings a comment suppresses, and which comments suppress nothing.

use crate::finding::{RuleId, Suppressed};
use crate::module::{Module, Suppression};
use crate::source::{Location, SourceFile, Span};

/// The suppressions of one file.
pub(super) struct Suppressions<'m> {
    source: &'m SourceFile,
    rows: Vec<Row<'m>>,
}

/// No line has this number.
const NO_LINE: u32 = 0;

struct Row<'m> {
    facts: &'m Suppression,
    /// The line that it speaks of; `None` for the whole file.
    line: Option<u32>,
    /// Which of its rules were used; one entry where it names none.
    used: Vec<bool>,
}

impl<'m> Suppressions<'m> {
    pub(super) fn new(module: &'m Module, source: &'m SourceFile, comment: &str) -> Self {
        let functions = module.functions.iter().map(|function| function.span);
        let definitions: Vec<Span> = functions.chain(module.classes.iter().map(|class| class.span)).collect();
        let is_inside = |facts: &Suppression| definitions.iter().any(|span| span.contains(facts.span));
        let rows = module.suppressions.iter().map(|facts| Row {
            facts,
            // For the whole file it speaks at the top level only.
            line: if facts.whole_file {
                is_inside(facts).then_some(NO_LINE)
            } else {
                Some(line_of(facts, source, comment))
            },
            used: vec![false; facts.rules.len().max(1)],
        });
        Self { source, rows: rows.collect() }
    }

    /// The comment that suppresses a rule at a place: on its first or last line, or on a line of its own above.
    pub(super) fn of(&mut self, rule: RuleId, at: &Location) -> Option<Suppressed> {
        let lines = [at.span.start, at.span.end].map(|offset| self.source.line_column(offset).0);
        let speaks = |row: &Row<'_>| row.line.is_none_or(|line| lines.contains(&line));
        for row in self.rows.iter_mut().filter(|row| speaks(row)) {
            let named = row.facts.rules.iter().position(|name| RuleId::parse(name) == Some(rule));
            let Some(which) = named.or(row.facts.rules.is_empty().then_some(0)) else {
                continue;
            };
            row.used[which] = true;
            let location = self.source.locate(row.facts.span);
            return Some(Suppressed { reason: row.facts.reason.clone(), location });
        }
        None
    }

    /// Comments without a reason.
    pub(super) fn without_reason(&self) -> impl Iterator<Item = &'m Suppression> {
        self.rows.iter().map(|row| row.facts).filter(|facts| facts.reason.is_empty())
    }

    /// Comments, and the rules they name (`None` for all rules), that suppressed nothing.
    pub(super) fn unused(&self) -> Vec<(&'m Suppression, Option<&'m str>)> {
        let mut unused = Vec::new();
        for row in &self.rows {
            for (at, _) in row.used.iter().enumerate().filter(|(_, used)| !**used) {
                unused.push((row.facts, row.facts.rules.get(at).map(String::as_str)));
            }
        }
        unused
    }
}

/// The line that a comment speaks of: its own, or the next one with code.
fn line_of(facts: &Suppression, source: &SourceFile, comment: &str) -> u32 {
    let own = source.line_column(facts.span.start).0;
    if !facts.own_line {
        return own;
    }
    let last = source.line_starts().len() as u32;
    let has_code = |line: &u32| {
        let text = source.line_text(*line).trim_start();
        !text.is_empty() && !text.starts_with(comment)
    };
    (own + 1..=last).find(has_code).unwrap_or(own)
}
