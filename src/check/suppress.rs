//! Which findings a comment suppresses, and which comments suppress nothing.

use rustc_hash::FxHashMap;

use crate::finding::{RuleId, Suppressed};
use crate::module::{Module, Suppression};
use crate::source::{Location, Outermost, SourceFile};

/// The suppressions of one file.
pub(super) struct Suppressions<'m> {
    source: &'m SourceFile,
    rows: Vec<Row<'m>>,
    /// The rows that speak of a line, or, under [`WHOLE_FILE`], of all.
    by_line: FxHashMap<u32, Vec<usize>>,
}

/// No line has this number: what stands under it speaks of all.
const WHOLE_FILE: u32 = 0;

struct Row<'m> {
    facts: &'m Suppression,
    /// Which of its rules were used; one entry where it names none.
    used: Vec<bool>,
}

impl<'m> Suppressions<'m> {
    pub(super) fn new(module: &'m Module, source: &'m SourceFile, comment: &str) -> Self {
        let functions = module.functions.iter().map(|function| function.span);
        let definitions = if module.suppressions.is_empty() {
            Outermost::default()
        } else {
            Outermost::of(functions.chain(module.classes.iter().map(|class| class.span)).collect())
        };
        let mut lines = Lines { source, comment, known: None };
        let mut by_line: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        // From the last one on, since what a comment speaks of may be what the one below it does.
        for (at, facts) in module.suppressions.iter().enumerate().rev() {
            if !facts.whole_file {
                by_line.entry(lines.of(facts)).or_default().push(at);
            } else if !definitions.contain(facts.span) {
                // For the whole file it speaks at the top level only.
                by_line.entry(WHOLE_FILE).or_default().push(at);
            }
        }
        let row = |facts: &'m Suppression| Row { facts, used: vec![false; facts.rules.len().max(1)] };
        Self { source, rows: module.suppressions.iter().map(row).collect(), by_line }
    }

    /// The comment that suppresses a rule at a place: on its first or last line, or on a line of its own above.
    pub(super) fn of(&mut self, rule: RuleId, at: &Location) -> Option<Suppressed> {
        if self.rows.is_empty() {
            return None;
        }
        let lines = [at.span.start, at.span.end].map(|offset| self.source.line_column(offset).0);
        let speaking = [WHOLE_FILE].into_iter().chain(lines).filter_map(|line| self.by_line.get(&line));
        let which = |at: usize| {
            let facts = self.rows[at].facts;
            let named = facts.rules.iter().position(|name| RuleId::parse(name) == Some(rule));
            named.or(facts.rules.is_empty().then_some(0))
        };
        // The first in the file.
        let (at, which) = speaking.flatten().filter_map(|&at| Some((at, which(at)?))).min()?;
        let row = &mut self.rows[at];
        row.used[which] = true;
        let location = self.source.locate(row.facts.span);
        Some(Suppressed { reason: row.facts.reason.clone(), location })
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

/// Finds the lines that comments speak of, the last comment first.
struct Lines<'m> {
    source: &'m SourceFile,
    comment: &'m str,
    /// The line of a comment, and the next one with code.
    known: Option<(u32, u32)>,
}

impl Lines<'_> {
    /// The line that a comment speaks of: its own, or the next one with code.
    fn of(&mut self, facts: &Suppression) -> u32 {
        let own = self.source.line_column(facts.span.start).0;
        if !facts.own_line {
            return own;
        }
        let last = self.source.line_starts().len() as u32;
        for line in own + 1..=last {
            let code = match self.known {
                Some((comment, code)) if comment == line => code,
                _ if self.has_code(line) => line,
                _ => continue,
            };
            self.known = Some((own, code));
            return code;
        }
        own
    }

    fn has_code(&self, line: u32) -> bool {
        let text = self.source.line_text(line).trim_start();
        !text.is_empty() && !text.starts_with(self.comment)
    }
}
