//! Which findings a comment suppresses, and which comments suppress nothing.

use rustc_hash::FxHashMap;

use crate::finding::{RuleId, Suppressed};
use crate::module::{Module, Suppression};
use crate::source::{Location, Outermost, SourceFile};

/// The suppressions of one file.
pub(super) struct Suppressions<'m> {
    source: &'m SourceFile,
    rows: Vec<Row<'m>>,
    /// By line, or [`WHOLE_FILE`] for all, and rule, or none for all: the first row that speaks of them, and which of its
    /// rules that is.
    by_line: FxHashMap<(u32, Option<RuleId>), (usize, usize)>,
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
        let mut by_line = FxHashMap::default();
        // From the last one on, since what a comment speaks of may be what the one below it does.
        for (at, facts) in module.suppressions.iter().enumerate().rev() {
            // For the whole file it speaks at the top level only.
            let line = match facts.whole_file {
                true if definitions.contain(facts.span) => continue,
                true => WHOLE_FILE,
                false => lines.of(facts),
            };
            if facts.rules.is_empty() {
                by_line.insert((line, None), (at, 0));
            }
            for (which, name) in facts.rules.iter().enumerate().rev() {
                if let Some(rule) = RuleId::parse(name) {
                    by_line.insert((line, Some(rule)), (at, which));
                }
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
        let speaking = [WHOLE_FILE, lines[0], lines[1]].into_iter();
        // A comment that names no rule does not hide what is said of itself.
        let is_about_comments = matches!(rule, RuleId::SuppressionWithoutReason | RuleId::UnusedSuppression);
        let of_all = |line| (!is_about_comments).then_some((line, None));
        let speaking = speaking.flat_map(|line| [Some((line, Some(rule))), of_all(line)]).flatten();
        // The first in the file.
        let (at, which) = speaking.filter_map(|speaking| self.by_line.get(&speaking)).min().copied()?;
        let row = &mut self.rows[at];
        row.used[which] = true;
        let location = self.source.locate(row.facts.span);
        let names_rule = !row.facts.rules.is_empty();
        Some(Suppressed { reason: row.facts.reason.clone(), names_rule, location })
    }

    /// Comments that give no reason, or name no rule.
    pub(super) fn incomplete(&self) -> impl Iterator<Item = &'m Suppression> {
        let facts = self.rows.iter().map(|row| row.facts);
        facts.filter(|facts| facts.reason.is_empty() || facts.rules.is_empty())
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
    /// The line of a comment, and the next one with code, if there is one.
    known: Option<(u32, Option<u32>)>,
}

impl Lines<'_> {
    /// The line that a comment speaks of: its own, or the next one with code.
    fn of(&mut self, facts: &Suppression) -> u32 {
        let own = self.source.line_column(facts.span.start).0;
        if !facts.own_line {
            return own;
        }
        let last = self.source.line_starts().len() as u32;
        let mut next = None;
        for line in own + 1..=last {
            match self.known {
                Some((comment, code)) if comment == line => next = code,
                _ if self.has_code(line) => next = Some(line),
                _ => continue,
            }
            break;
        }
        self.known = Some((own, next));
        next.unwrap_or(own)
    }

    fn has_code(&self, line: u32) -> bool {
        let text = self.source.line_text(line).trim_start();
        !text.is_empty() && !text.starts_with(self.comment)
    }
}
