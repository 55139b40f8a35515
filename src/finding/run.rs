//! How a report was made: what decides, beside the code, what stands in it.
//!
//! The same tree gives the same bytes on every machine, so nothing here says when, where or by whom.

/// The run that a report is of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The command and its arguments, without those that only say where and how the report is written.
    pub arguments: Vec<String>,
    /// The settings, the outer ones first.
    pub settings: Vec<SettingsRead>,
    /// The commit that is checked out; `None` outside of a repository.
    pub revision: Option<String>,
    /// The revision that `--diff` names.
    pub diff: Option<Compared>,
    /// The revision that `--trust` names.
    pub trust: Option<Compared>,
    /// The baseline.
    pub baseline: Option<FileRead>,
    /// The gates.
    pub gates: Vec<Gate>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// As it is printed.
    pub file: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// A settings file, and what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingsRead {
    /// The file.
    pub read: FileRead,
    /// The revision that it was read from; `None` for the tree.
    pub revision: Option<String>,
    /// What stands in it: a JSON object.
    pub says: String,
    /// The rule files that it names.
    pub rule_files: Vec<FileRead>,
}

/// A revision that the tree is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The revision, as the user named it.
    pub revision: String,
    /// The commits that are compared, one for each repository: for `--diff` where it parted from what is checked out.
    pub commits: Vec<String>,
}

/// Something that is asked of the report, and whether it is so.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// What is asked: `strict`, `min-coverage`, `max-unattested`.
    pub name: &'static str,
    /// The limit: errors, percent, AI calls.
    pub limit: f64,
    /// What there is.
    pub value: f64,
    /// Whether the value keeps to the limit.
    pub passed: bool,
    /// The flag, or the line of the settings.
    pub set_by: String,
    /// The directory that it speaks of; `None` for all that is reported.
    pub scope: Option<String>,
}
