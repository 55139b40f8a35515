//! Which findings are reported, and at what level.

use crate::config::Config;
use crate::finding::{Confidence, Finding, Level, Report, RuleId};

/// The rules that the user wants to hear of, and their levels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these: ids, beginnings of ids, names. Empty means all.
    pub select: Vec<String>,
    /// Whether the command line says which; otherwise the settings do.
    pub is_selected_by_flag: bool,
    /// Not these, as the settings say.
    pub ignore: Vec<String>,
    /// Not these, as the command line says.
    pub ignore_by_flag: Vec<String>,
    /// Levels in place of the rules' own; `None` is off.
    pub levels: Vec<(RuleId, Option<Level>)>,
}

/// Leaves the findings in `report` that are selected, at the levels that are set: each by the selection that `of` says. Calls
/// stay: they are facts, not findings.
pub fn apply_selection<'s>(report: &mut Report, of: impl Fn(&Finding) -> &'s Selection) {
    report.hide(|finding| {
        let selection = of(finding);
        match selection.level(finding) {
            Some(level) => {
                finding.level = level;
                None
            }
            None => selection.hides(finding.rule),
        }
    });
}

impl Selection {
    /// What settings alone say.
    pub(super) fn of(config: &Config) -> Self {
        Self {
            select: config.select.clone(),
            ignore: config.ignore.clone(),
            levels: config.levels.clone(),
            ..Self::default()
        }
    }

    /// The level of a finding; `None` if it is not reported.
    pub(super) fn level(&self, finding: &Finding) -> Option<Level> {
        let level = self.level_of(finding.rule, finding.level)?;
        let is_set = self.levels.iter().any(|(rule, _)| *rule == finding.rule);
        Some(if is_set { capped(level, finding) } else { level })
    }

    /// The level of a rule whose own level is `own`; `None` if it is not reported.
    pub(super) fn level_of(&self, rule: RuleId, own: Level) -> Option<Level> {
        let set = self.levels.iter().find(|(set, _)| *set == rule);
        if self.hides(rule).is_some() { None } else { set.map_or(Some(own), |(_, level)| *level) }
    }

    /// What leaves a rule out: a flag, or a key of the settings.
    fn hides(&self, rule: RuleId) -> Option<&'static str> {
        let named = |selectors: &[String]| selectors.iter().any(|selector| rule.matches(selector));
        if named(&self.ignore_by_flag) {
            return Some("--ignore");
        }
        if named(&self.ignore) {
            return Some("ignore in the settings");
        }
        if !self.select.is_empty() && !named(&self.select) {
            return Some(if self.is_selected_by_flag { "--select" } else { "select in the settings" });
        }
        self.levels.contains(&(rule, None)).then_some("rules in the settings")
    }
}

/// An AI call that is not certain never fails a gate, whatever level its rule has.
fn capped(level: Level, finding: &Finding) -> Level {
    if finding.call.is_some() && finding.confidence == Confidence::Low {
        level.min(Level::Warning)
    } else {
        level
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Location, Span};

    fn finding(rule: RuleId, level: Level, confidence: Confidence, call: Option<usize>) -> Finding {
        Finding {
            rule,
            level,
            message: String::new(),
            help: String::new(),
            location: Location {
                file: FileId(0),
                cell: None,
                line: 1,
                column: 1,
                end_line: 1,
                end_column: 1,
                file_line: 1,
                end_file_line: 1,
                span: Span::new(0, 0),
            },
            confidence,
            related: Vec::new(),
            callers: Vec::new(),
            flow: Vec::new(),
            fingerprint: String::new(),
            call,
            suppressed: None,
            baselined: false,
            is_test: false,
            fails_strict: false,
            change: None,
        }
    }

    fn report() -> Report {
        Report {
            findings: vec![
                finding(RuleId::UnattestedCall, Level::Error, Confidence::High, Some(0)),
                finding(RuleId::UnattestedCall, Level::Warning, Confidence::Low, Some(1)),
                finding(RuleId::IdleAttestation, Level::Note, Confidence::High, None),
                finding(RuleId::UnresolvedCall, Level::Note, Confidence::Low, None),
            ],
            ..Report::default()
        }
    }

    fn levels(selection: &Selection) -> Vec<(&'static str, Level)> {
        let mut report = report();
        apply_selection(&mut report, |_| selection);
        let levels = report.findings.iter();
        levels.map(|finding| (finding.rule.as_str(), finding.level)).collect()
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn without_a_selection_nothing_changes() {
        let mut selected = report();
        let all = Selection::default();
        apply_selection(&mut selected, |_| &all);
        assert_eq!(selected, report());
    }

    #[test]
    fn select_takes_prefixes_and_ignore_wins() {
        let selection = Selection {
            select: words(&["MIMA00"]),
            ignore: words(&["unresolved-call"]),
            ..Selection::default()
        };
        assert_eq!(levels(&selection), [("MIMA001", Level::Error), ("MIMA001", Level::Warning)]);
    }

    #[test]
    fn levels_are_set_but_an_uncertain_call_stays_below_error() {
        let selection = Selection {
            levels: vec![
                (RuleId::UnattestedCall, Some(Level::Error)),
                (RuleId::IdleAttestation, None),
                (RuleId::UnresolvedCall, Some(Level::Error)),
            ],
            ..Selection::default()
        };
        let expected = [("MIMA001", Level::Error), ("MIMA001", Level::Warning), ("MIMA003", Level::Error)];
        assert_eq!(levels(&selection), expected);
    }
}
