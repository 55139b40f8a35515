//! The rules: ids, names, levels, documentation.

use super::Level;

/// A rule's id. Ids are stable for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleId {
    /// MIMA001 unattested-call.
    UnattestedCall,
    /// MIMA014 idle-attestation.
    IdleAttestation,
}

impl RuleId {
    /// The rule with this id.
    pub fn rule(self) -> &'static Rule {
        &RULES[self as usize]
    }

    /// The id as it is printed: `MIMA001`.
    pub fn as_str(self) -> &'static str {
        self.rule().code
    }

    /// The rule named by its id or its name, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let named =
            |rule: &&Rule| text.eq_ignore_ascii_case(rule.code) || text.eq_ignore_ascii_case(rule.name);
        RULES.iter().find(named).map(|rule| rule.id)
    }

    /// Whether `selector`, a name or a prefix of the id, selects this rule.
    pub fn matches(self, selector: &str) -> bool {
        let prefix = self.as_str().get(..selector.len());
        !selector.is_empty()
            && (prefix.is_some_and(|prefix| prefix.eq_ignore_ascii_case(selector))
                || selector.eq_ignore_ascii_case(self.rule().name))
    }
}

/// A rule and what is said of it.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// The id as it is printed: `MIMA001`.
    pub code: &'static str,
    /// Lower-case words joined by `-`.
    pub name: &'static str,
    /// The level of its findings.
    pub level: Level,
    /// One line, without a full stop.
    pub summary: &'static str,
    /// The page of the rule: markdown.
    pub page: &'static str,
}

/// Every rule, ordered by id.
pub const RULES: &[Rule] = &[
    Rule {
        id: RuleId::UnattestedCall,
        code: "MIMA001",
        name: "unattested-call",
        level: Level::Error,
        summary: "An AI call runs without an attestation",
        page: "# unattested-call (MIMA001)\n",
    },
    Rule {
        id: RuleId::IdleAttestation,
        code: "MIMA014",
        name: "idle-attestation",
        level: Level::Note,
        summary: "An attested function in which no AI call was found",
        page: "# idle-attestation (MIMA014)\n",
    },
];
