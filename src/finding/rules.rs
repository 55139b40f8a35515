//! The rules: ids, names, default levels, and what is said of each.
//!
//! [`RULES`] is the registry. Tests walk it, and a rule is not complete without its page in `rules/explain/`
//! and its framework controls in `rules/frameworks/`.

use super::Level;

/// A rule's id. Ids are stable for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleId {
    /// MIMA001 unattested-call.
    UnattestedCall,
    /// MIMA002 unattested-endpoint.
    UnattestedEndpoint,
    /// MIMA003 unresolved-call.
    UnresolvedCall,
    /// MIMA010 bypassed-attestation.
    BypassedAttestation,
    /// MIMA011 attestation-ends-early.
    AttestationEndsEarly,
    /// MIMA012 partly-attested.
    PartlyAttested,
    /// MIMA013 unverified-marker.
    UnverifiedMarker,
    /// MIMA014 idle-attestation.
    IdleAttestation,
    /// MIMA020 suppression-without-reason.
    SuppressionWithoutReason,
    /// MIMA021 unused-suppression.
    UnusedSuppression,
    /// MIMA030 parse-error.
    ParseError,
    /// MIMA031 not-analysed.
    NotAnalysed,
    /// MIMA032 unknown-library.
    UnknownLibrary,
    /// MIMA033 blind-language.
    BlindLanguage,
    /// MIMA036 shadowed-library.
    ShadowedLibrary,
    /// MIMA040 gate-weakened.
    GateWeakened,
}

impl RuleId {
    /// The rule with this id. The registry is ordered as the enum is (a test holds it).
    pub fn rule(self) -> &'static Rule {
        &RULES[self as usize]
    }

    /// The id as it is printed: `MIMA001`.
    pub fn as_str(self) -> &'static str {
        self.rule().code
    }

    /// The name, which may be used wherever the id is: `unattested-call`.
    pub fn name(self) -> &'static str {
        self.rule().name
    }

    /// The rule named by its id or its name, in any case; `None` when there is no such rule.
    pub fn parse(text: &str) -> Option<Self> {
        RULES
            .iter()
            .find(|rule| text.eq_ignore_ascii_case(rule.code) || text.eq_ignore_ascii_case(rule.name))
            .map(|rule| rule.id)
    }

    /// Whether `selector`, a name or a prefix of the id (`MIMA01`, `MIMA`), selects this rule. The empty
    /// selector selects nothing.
    pub fn matches(self, selector: &str) -> bool {
        let has_prefix =
            self.as_str().get(..selector.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(selector));
        !selector.is_empty() && (has_prefix || selector.eq_ignore_ascii_case(self.name()))
    }
}

/// How often a rule is right when it speaks, in the words of code scanning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// The value was followed; a wrong report is a defect of the scanner.
    VeryHigh,
    /// Rests on a catalogued behaviour that a version of a library may change.
    High,
    /// Rests on a name or a shape.
    Medium,
}

impl Precision {
    /// The word used in SARIF: `very-high`, `high` or `medium`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VeryHigh => "very-high",
            Self::High => "high",
            Self::Medium => "medium",
        }
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
    /// The level of its findings, unless the project sets another or confidence is low.
    pub level: Level,
    /// One line, without a full stop.
    pub summary: &'static str,
    /// A few sentences of plain text, below 1,024 characters.
    pub description: &'static str,
    /// What to do about a finding: plain text.
    pub help: &'static str,
    /// The page of the rule: markdown, with the sections of [`SECTIONS`].
    pub page: &'static str,
    /// How often it is right.
    pub precision: Precision,
    /// CVSS-like score from 0.1 to 10.0 as text, for rules of level error: it makes code scanning show the
    /// finding among security alerts.
    pub security_severity: Option<&'static str>,
    /// What it is about, without framework controls.
    pub tags: &'static [&'static str],
}

impl Rule {
    /// The level in the words of code scanning: `error`, `warning` or `recommendation`.
    pub fn problem_severity(&self) -> &'static str {
        match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "recommendation",
        }
    }
}

/// The headings that every page has, in this order.
pub const SECTIONS: &[&str] =
    &["## What it means", "## Why it matters", "## Example", "## How to fix it", "## Frameworks"];

/// Every rule, ordered by id.
pub const RULES: &[Rule] = &[
    Rule {
        id: RuleId::UnattestedCall,
        code: "MIMA001",
        name: "unattested-call",
        level: Level::Error,
        summary: "An AI call runs without an attestation",
        description: "A call that makes a model run, or hands data to one, is reached with no attestation \
                      marker active around it. What the model was asked and what it answered leaves no \
                      evidence.",
        help: "Run the call inside an attestation: decorate the function that makes it with \
               @mima.attest(tool_name=\"...\"), or attest every function that calls it.",
        page: include_str!("../../rules/explain/MIMA001.md"),
        precision: Precision::VeryHigh,
        security_severity: Some("6.5"),
        tags: &["security", "ai-governance"],
    },
    Rule {
        id: RuleId::UnattestedEndpoint,
        code: "MIMA002",
        name: "unattested-endpoint",
        level: Level::Error,
        summary: "A raw HTTP request reaches a model provider without an attestation",
        description: "An HTTP client sends a request to the inference endpoint of a model provider with no \
                      attestation marker active around it. Such a call passes by every control that hangs \
                      on the provider's SDK.",
        help: "Run the request inside an attestation: decorate the function that sends it with \
               @mima.attest(tool_name=\"...\"), or use the provider's SDK in an attested function.",
        page: include_str!("../../rules/explain/MIMA002.md"),
        precision: Precision::High,
        security_severity: Some("6.5"),
        tags: &["security", "ai-governance"],
    },
    Rule {
        id: RuleId::UnresolvedCall,
        code: "MIMA003",
        name: "unresolved-call",
        level: Level::Note,
        summary: "A call looks like an AI call, but its handle could not be followed",
        description: "The call ends in the name of an AI entry point, in a file that has to do with an AI \
                      library, but the object it is made on could not be followed to a known type: dynamic \
                      access, a parameter nobody types, a broken file. It is not counted as an AI call.",
        help: "Annotate the parameter or the attribute with the client's type, so that the call can be \
               judged; if it is no AI call, suppress the note with a reason.",
        page: include_str!("../../rules/explain/MIMA003.md"),
        precision: Precision::Medium,
        security_severity: None,
        tags: &["ai-governance", "attestation"],
    },
    Rule {
        id: RuleId::BypassedAttestation,
        code: "MIMA010",
        name: "bypassed-attestation",
        level: Level::Error,
        summary: "The attestation is written there, but it does not run",
        description: "A marker stands on the function, but the path by which the function is reached goes \
                      round it: the marker is applied above a decorator that has already registered the \
                      undecorated function, or may have, so a framework calls that one.",
        help: "Put the marker below the decorator that registers the function, next to def, so that what \
               is registered is the attested function.",
        page: include_str!("../../rules/explain/MIMA010.md"),
        precision: Precision::High,
        security_severity: Some("7.0"),
        tags: &["security", "ai-governance"],
    },
    Rule {
        id: RuleId::AttestationEndsEarly,
        code: "MIMA011",
        name: "attestation-ends-early",
        level: Level::Error,
        summary: "The attestation has ended when the AI call runs",
        description: "The marker is active while the function returns, but the AI call runs later: in the \
                      body of a generator, in a closure or coroutine that is returned, in a lazy stream \
                      that is built in one place and consumed in another, in a method of a class whose \
                      construction is attested.",
        help: "Attest the place where the work is done: consume the stream inside the attested function, \
               await the coroutine there, or attest the inner function.",
        page: include_str!("../../rules/explain/MIMA011.md"),
        precision: Precision::High,
        security_severity: Some("7.0"),
        tags: &["security", "ai-governance"],
    },
    Rule {
        id: RuleId::PartlyAttested,
        code: "MIMA012",
        name: "partly-attested",
        level: Level::Error,
        summary: "An AI call is attested for some of its callers only",
        description: "The function that makes the AI call is reached from attested callers and from \
                      unattested ones. The evidence is complete for some requests and missing for others.",
        help: "Attest the function that makes the call, or the callers that are listed as unattested.",
        page: include_str!("../../rules/explain/MIMA012.md"),
        precision: Precision::High,
        security_severity: Some("6.5"),
        tags: &["security", "ai-governance"],
    },
    Rule {
        id: RuleId::UnverifiedMarker,
        code: "MIMA013",
        name: "unverified-marker",
        level: Level::Warning,
        summary: "Something looks like an attestation by its name only",
        description: "A decorator or context manager has the name of an attestation marker, but its object \
                      could not be traced to an attestation SDK. It may attest, or it may do nothing.",
        help: "Import the marker where it can be followed; if it is the project's own, name it in the \
               configuration.",
        page: include_str!("../../rules/explain/MIMA013.md"),
        precision: Precision::Medium,
        security_severity: None,
        tags: &["ai-governance", "attestation"],
    },
    Rule {
        id: RuleId::IdleAttestation,
        code: "MIMA014",
        name: "idle-attestation",
        level: Level::Note,
        summary: "An attested function or block in which no AI call was found",
        description: "A marker is active around code in which no AI call was found. Either it can go, or \
                      the code makes an AI call that the scanner does not know.",
        help: "Remove the marker; or, if the code does make an AI call, add its library to the \
               project's rules.",
        page: include_str!("../../rules/explain/MIMA014.md"),
        precision: Precision::Medium,
        security_severity: None,
        tags: &["ai-governance", "attestation", "maintainability"],
    },
    Rule {
        id: RuleId::SuppressionWithoutReason,
        code: "MIMA020",
        name: "suppression-without-reason",
        level: Level::Warning,
        summary: "A finding is suppressed without a reason",
        description: "A comment suppresses a finding and does not say why. An exception without a reason \
                      cannot be reviewed.",
        help: "Write the reason after the bracket: # mima: ignore[MIMA001] offline evaluation, no user data.",
        page: include_str!("../../rules/explain/MIMA020.md"),
        precision: Precision::VeryHigh,
        security_severity: None,
        tags: &["ai-governance", "suppression"],
    },
    Rule {
        id: RuleId::UnusedSuppression,
        code: "MIMA021",
        name: "unused-suppression",
        level: Level::Warning,
        summary: "A suppression comment suppresses nothing",
        description: "A comment suppresses a rule on a line where that rule finds nothing. Left in place it \
                      hides the next finding that comes there.",
        help: "Remove the comment, or the rule that finds nothing from its brackets.",
        page: include_str!("../../rules/explain/MIMA021.md"),
        precision: Precision::VeryHigh,
        security_severity: None,
        tags: &["ai-governance", "suppression", "maintainability"],
    },
    Rule {
        id: RuleId::ParseError,
        code: "MIMA030",
        name: "parse-error",
        level: Level::Warning,
        summary: "Part of a file was not understood",
        description: "The file has a syntax error. What the error does not touch was analysed as usual; AI calls in the \
                      part that it does touch are reported with confidence low, or may be missing from the report. In a \
                      file that names AI, --strict fails.",
        help: "Fix the syntax error; or exclude the file if it is not meant to be valid source.",
        page: include_str!("../../rules/explain/MIMA030.md"),
        precision: Precision::VeryHigh,
        security_severity: None,
        tags: &["ai-governance", "correctness"],
    },
    Rule {
        id: RuleId::NotAnalysed,
        code: "MIMA031",
        name: "not-analysed",
        level: Level::Error,
        summary: "A file that names AI was not analysed",
        description: "The file names an AI library, an endpoint of a model provider or an attestation SDK, and it was \
                      not analysed: it is too large, holds what is no text, cannot be read, took too long, or the \
                      analysis failed on it. AI calls in it are missing from the report.",
        help: "Let the file be analysed: make it readable or smaller, or raise the limit under [limits]; if it is \
               no source, exclude it in the settings, where the report counts it.",
        page: include_str!("../../rules/explain/MIMA031.md"),
        precision: Precision::High,
        security_severity: Some("5.5"),
        tags: &["security", "ai-governance"],
    },
    Rule {
        id: RuleId::UnknownLibrary,
        code: "MIMA032",
        name: "unknown-library",
        level: Level::Note,
        summary: "An AI library is imported that no rule follows",
        description: "The file imports a package that is known to be an AI library, or that depends on one, and the \
                      catalog has no rules for it. Calls of models that are made through it are not in the report.",
        help: "Describe the library in the project's rules, or wrap its calls in functions that are attested and \
               suppress the note with a reason.",
        page: include_str!("../../rules/explain/MIMA032.md"),
        precision: Precision::Medium,
        security_severity: None,
        tags: &["ai-governance"],
    },
    Rule {
        id: RuleId::BlindLanguage,
        code: "MIMA033",
        name: "blind-language",
        level: Level::Note,
        summary: "Files of a language that is not analysed name AI",
        description: "Files of a language that is not analysed name an AI library, an endpoint of a model provider, a \
                      command that runs a model or an AI function of a database. Whether what they call is attested \
                      is not known.",
        help: "Have those files reviewed by other means, and suppress the note with the reason in the settings.",
        page: include_str!("../../rules/explain/MIMA033.md"),
        precision: Precision::Medium,
        security_severity: None,
        tags: &["ai-governance"],
    },
    Rule {
        id: RuleId::ShadowedLibrary,
        code: "MIMA036",
        name: "shadowed-library",
        level: Level::Error,
        summary: "The tree holds a module called like a library that calls depend on",
        description: "A module or package of the project is called like an AI library, an HTTP client or an attestation SDK, \
                      and files that make AI calls import that name. Which of the two they get depends on how the program \
                      is started. The calls are reported as the library's, and an attestation by such an SDK is not believed.",
        help: "Rename or remove the project's own module, or move it into a package, so that the import can mean the \
               installed library alone.",
        page: include_str!("../../rules/explain/MIMA036.md"),
        precision: Precision::High,
        security_severity: Some("7.0"),
        tags: &["security", "ai-governance"],
    },
    Rule {
        id: RuleId::GateWeakened,
        code: "MIMA040",
        name: "gate-weakened",
        level: Level::Error,
        summary: "A change takes findings out of the gate",
        description: "Compared with the revision, the change excludes files, turns a rule off or down, accepts calls, \
                      names a marker of its own, adds to the baseline or suppresses an error. What it hides no longer \
                      fails the gate.",
        help: "Have the change of the gate reviewed by those who answer for it, apart from the code that it lets \
               through; or take it back and attest the calls.",
        page: include_str!("../../rules/explain/MIMA040.md"),
        precision: Precision::High,
        security_severity: Some("7.0"),
        tags: &["security", "ai-governance", "suppression"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_is_ordered_as_the_enum() {
        for (index, rule) in RULES.iter().enumerate() {
            assert_eq!(rule.id as usize, index, "{}", rule.code);
        }
        assert!(RULES.windows(2).all(|pair| pair[0].code < pair[1].code));
    }

    #[test]
    fn ids_and_names_parse_in_any_case() {
        for rule in RULES {
            assert_eq!(RuleId::parse(rule.code), Some(rule.id));
            assert_eq!(RuleId::parse(rule.name), Some(rule.id));
            assert_eq!(RuleId::parse(&rule.code.to_lowercase()), Some(rule.id));
        }
        assert_eq!(RuleId::parse("MIMA0"), None);
        assert_eq!(RuleId::parse(""), None);
    }

    #[test]
    fn selectors_are_prefixes_or_names() {
        let selected = |selector: &str| -> Vec<&str> {
            let rules = RULES.iter().filter(|rule| rule.id.matches(selector));
            rules.map(|rule| rule.code).collect()
        };
        assert_eq!(selected("MIMA01"), ["MIMA010", "MIMA011", "MIMA012", "MIMA013", "MIMA014"]);
        assert_eq!(selected("mima03"), ["MIMA030", "MIMA031", "MIMA032", "MIMA033", "MIMA036"]);
        assert_eq!(selected("partly-attested"), ["MIMA012"]);
        assert_eq!(selected("MIMA").len(), RULES.len());
        assert!(selected("").is_empty());
        assert!(selected("partly").is_empty());
        assert!(selected("MIMÄ").is_empty());
        assert!(selected("MIMA0010").is_empty());
    }

    #[test]
    fn every_page_is_complete() {
        for rule in RULES {
            let title = format!("# {} {}\n", rule.code, rule.name);
            assert!(rule.page.starts_with(&title), "{}: the title is not {title:?}", rule.code);
            let headings: Vec<_> = rule.page.lines().filter(|line| line.starts_with("## ")).collect();
            assert_eq!(headings, SECTIONS, "{}: sections", rule.code);
            let sections: Vec<_> = rule.page.split("\n## ").skip(1).collect();
            for section in sections {
                let body = section.split_once('\n').map_or("", |(_, body)| body.trim());
                assert!(body.len() > 40, "{}: `{section}` says too little", rule.code);
            }
            assert!(rule.page.contains("```"), "{}: no example in code", rule.code);
        }
    }

    #[test]
    fn texts_fit_what_code_scanning_accepts() {
        for rule in RULES {
            assert!(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "{}", rule.code);
            assert!(rule.summary.chars().count() <= 100, "{}", rule.code);
            assert!((1..=1024).contains(&rule.description.chars().count()), "{}", rule.code);
            assert!(!rule.help.is_empty(), "{}", rule.code);
            assert_eq!(
                rule.security_severity.is_some(),
                rule.level == Level::Error,
                "{}: exactly the error rules are security alerts",
                rule.code
            );
            let score = rule.security_severity.map(str::parse::<f32>);
            assert!(score.is_none_or(|score| score.is_ok_and(|score| score > 0.0 && score <= 10.0)));
        }
    }
}
