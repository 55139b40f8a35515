//! What a policy can assert.

/// One assertion of a policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Assertion {
    /// Where it begins in its file, from 1.
    pub line: usize,
    /// What is asserted.
    pub check: Check,
    /// What the authors say of it.
    pub description: Option<String>,
    /// The scan root: what `mima scan` would be given, relative to the working directory.
    pub path: String,
    /// The controls that it shows to be met, by framework: `("eu-ai-act", "Article 12")`.
    pub controls: Vec<(String, String)>,
    /// Whether its authors name the control, and it does not follow from the framework.
    pub names_control: bool,
}

/// What is asserted.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// At least this percentage of the AI calls is attested.
    ScanCoverage {
        /// From 0 to 100.
        min_pct: f64,
    },
    /// At most this many AI calls are unattested, accepted ones not counted.
    MaxUnattested {
        /// How many.
        max: usize,
    },
    /// No AI call is unattested but those that are accepted or stand in the baseline.
    NoNewUnattested,
    /// No open finding of these rules.
    NoRule {
        /// Ids, beginnings of ids, or names.
        rules: Vec<String>,
    },
    /// AI calls are made through these libraries alone.
    OnlyLibraries {
        /// Ids of the catalog.
        libraries: Vec<String>,
    },
    /// AI calls use these models alone.
    OnlyModels {
        /// Names; `*` stands for any text.
        models: Vec<String>,
        /// Whether a model that cannot be told fails too.
        unknown_fails: bool,
    },
    /// AI calls stand in these files alone.
    SanctionedPaths {
        /// Globs in gitignore syntax, relative to the working directory, each with the reason if one is given.
        paths: Vec<(String, Option<String>)>,
    },
    /// The framework's readiness, which needs evidence.
    MinReadiness {
        /// In percent.
        threshold: f64,
    },
    /// A record of this type exists, which needs evidence.
    RecordPresent {
        /// Id of the type.
        record_type: String,
    },
    /// That many records of this type exist, which needs evidence.
    MinRecords {
        /// Id of the type.
        record_type: String,
        /// How many.
        count: usize,
        /// In which time: `30d`.
        per: Option<String>,
    },
    /// At least this percentage of what is covered is attested and not inferred, which needs evidence.
    AttestedNotInferred {
        /// From 0 to 100.
        min_pct: f64,
    },
}

/// A type of assertions.
#[derive(Clone, Copy, Debug)]
pub struct AssertionType {
    /// Its name in `type:`.
    pub name: &'static str,
    /// The keys that it has beside those that all have.
    pub keys: &'static [&'static str],
    /// What it asserts, in one line.
    pub summary: &'static str,
}

/// Keys that every assertion may have.
pub const COMMON_KEYS: &[&str] = &["type", "description", "path", "framework", "control"];

/// All types: those of `mima-governance` first.
pub const TYPES: &[AssertionType] = &[
    AssertionType {
        name: "scan_coverage",
        keys: &["min_pct"],
        summary: "at least `min_pct` percent of the AI calls are attested",
    },
    AssertionType {
        name: "min_readiness_pct",
        keys: &["threshold"],
        summary: "readiness of the framework; needs evidence records",
    },
    AssertionType {
        name: "record_type_present",
        keys: &["record_type"],
        summary: "a record of this type exists; needs evidence records",
    },
    AssertionType {
        name: "min_records_per_system",
        keys: &["record_type", "count", "per"],
        summary: "so many records of this type exist; needs evidence records",
    },
    AssertionType {
        name: "attested_not_inferred",
        keys: &["min_pct"],
        summary: "what is covered is attested and not inferred; needs evidence records",
    },
    AssertionType {
        name: "max_unattested",
        keys: &["max"],
        summary: "at most `max` AI calls are unattested",
    },
    AssertionType {
        name: "no_new_unattested",
        keys: &[],
        summary: "no AI call is unattested but those in the baseline",
    },
    AssertionType { name: "no_rule", keys: &["rule", "rules"], summary: "no open finding of these rules" },
    AssertionType {
        name: "only_libraries",
        keys: &["libraries"],
        summary: "AI calls are made through these libraries alone",
    },
    AssertionType {
        name: "only_models",
        keys: &["models", "unknown"],
        summary: "AI calls use these models alone; `*` stands for any text",
    },
    AssertionType {
        name: "sanctioned_paths",
        keys: &["paths"],
        summary: "AI calls stand in these files alone; globs",
    },
];

impl Check {
    /// The name in `type:`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ScanCoverage { .. } => "scan_coverage",
            Self::MaxUnattested { .. } => "max_unattested",
            Self::NoNewUnattested => "no_new_unattested",
            Self::NoRule { .. } => "no_rule",
            Self::OnlyLibraries { .. } => "only_libraries",
            Self::OnlyModels { .. } => "only_models",
            Self::SanctionedPaths { .. } => "sanctioned_paths",
            Self::MinReadiness { .. } => "min_readiness_pct",
            Self::RecordPresent { .. } => "record_type_present",
            Self::MinRecords { .. } => "min_records_per_system",
            Self::AttestedNotInferred { .. } => "attested_not_inferred",
        }
    }

    /// What has to hold, for people: `at least 80 %`.
    pub fn expected(&self) -> String {
        match self {
            Self::ScanCoverage { min_pct } => format!("at least {min_pct} % attested"),
            Self::MaxUnattested { max } => format!("at most {max} unattested"),
            Self::NoNewUnattested => "no unattested call but those in the baseline".to_owned(),
            Self::NoRule { rules } => format!("no finding of {}", rules.join(", ")),
            Self::OnlyLibraries { libraries } => format!("only {}", libraries.join(", ")),
            Self::OnlyModels { models, .. } => format!("only {}", models.join(", ")),
            Self::SanctionedPaths { paths } => {
                let globs: Vec<&str> = paths.iter().map(|(glob, _)| glob.as_str()).collect();
                format!("only in {}", globs.join(", "))
            }
            Self::MinReadiness { threshold } => format!("at least {threshold} % ready"),
            Self::RecordPresent { record_type } => format!("at least 1 {record_type} record"),
            Self::MinRecords { record_type, count, per } => {
                let window = per.as_ref().map_or_else(String::new, |per| format!(" in {per}"));
                format!("at least {count} {record_type} records{window}")
            }
            Self::AttestedNotInferred { min_pct } => format!("at least {min_pct} % attested, not inferred"),
        }
    }
}
