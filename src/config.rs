//! A project's settings: `mima.toml`, or `[tool.mima]` in `pyproject.toml`.
//!
//! The nearest one to a file counts, up to the root of the git repository that the scan root lies in. Outside of
//! a repository the search does not leave the working directory: a file that somebody put into `/tmp` must not
//! switch rules off. [`Settings`] says which hold where.

mod attestation;
mod files;
mod places;
mod projects;
pub(crate) mod suggest;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use ignore::gitignore::GitignoreBuilder;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use attestation::{Attestation, Named, Sanctioned};
pub use files::{BASELINE_BYTES, Disk, Files, Given, SETTINGS_BYTES};
pub use projects::Settings;

use crate::finding::{Belief, Confidence, Level, RuleId};
use crate::limit::{LIMITS, Limit, Limits};
use crate::mistakes::{self, Mistakes, did_you_mean};
use crate::walk::SETTINGS_FILES;
use crate::walk::paths::{absolute, canonical, printed_above, printed_path};

/// The settings of a project. Without a file all are empty, and all code is reported on.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The file, as printed; `None` if there is none.
    pub file: Option<String>,
    /// What stands in it; empty if there is none.
    pub text: String,
    /// The directory in which and below which the settings hold, canonical; empty where they hold everywhere.
    pub scope: PathBuf,
    /// The directory of the file, canonical: what its globs are relative to.
    pub base: PathBuf,
    /// Globs of files to scan, gitignore syntax.
    pub include: Vec<String>,
    /// Globs of files to leave out, gitignore syntax.
    pub exclude: Vec<String>,
    /// Rules to report: ids, beginnings of ids, names. Empty means all.
    pub select: Vec<String>,
    /// Rules not to report, the same way.
    pub ignore: Vec<String>,
    /// Levels of rules in place of their own; `None` is off.
    pub levels: Vec<(RuleId, Option<Level>)>,
    /// The project's own catalog rules as (printed path, text), ordered by path.
    pub rule_files: Vec<(String, String)>,
    /// What the project says of attestation.
    pub attestation: Attestation,
    /// How much each limit of the analysis allows.
    pub limits: Limits,
    /// Whether test code is reported on.
    pub tests: bool,
    /// Fail when an error remains.
    pub strict: bool,
    /// Fail when less than this percentage of the AI calls is attested.
    pub min_coverage: Option<f64>,
    /// Fail when more AI calls than this are neither attested nor accepted.
    pub max_unattested: Option<usize>,
    /// The findings that are known: the one place that says which calls may be open.
    pub baseline: Option<BaselineFile>,
    /// What the settings name that ought to be there.
    pub entries: Vec<Entry>,
}

/// A baseline that settings name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineFile {
    /// Where it is, absolute.
    pub path: PathBuf,
    /// The same as it is printed.
    pub printed: String,
    /// What stands in it.
    pub text: String,
}

/// Something that the settings name, and that ought to be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key, dotted.
    pub key: &'static str,
    /// What is named.
    pub text: String,
    /// The line of the settings, from 1.
    pub line: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            file: None,
            text: String::new(),
            scope: PathBuf::new(),
            base: PathBuf::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            select: Vec::new(),
            ignore: Vec::new(),
            levels: Vec::new(),
            rule_files: Vec::new(),
            attestation: Attestation::default(),
            limits: Limits::default(),
            tests: true,
            strict: false,
            min_coverage: None,
            max_unattested: None,
            baseline: None,
            entries: Vec::new(),
        }
    }
}

impl Config {
    /// Whether something else is in force with other settings, whatever file says it. A baseline is compared by itself.
    pub fn is_other_than(&self, other: &Self) -> bool {
        let in_force = |config: &Self| Self {
            file: None,
            text: String::new(),
            scope: PathBuf::new(),
            baseline: None,
            entries: Vec::new(),
            ..config.clone()
        };
        in_force(self) != in_force(other)
    }

    /// What the settings file says of mima, as a JSON object.
    pub fn as_json(&self) -> String {
        let table: toml::Table = self.text.trim_start_matches('\u{feff}').parse().unwrap_or_default();
        let is_shared = self.file.as_deref().is_some_and(|file| places::is_pyproject(Path::new(file)));
        let table = if is_shared {
            let own = table.get("tool").and_then(|tool| tool.get("mima")?.as_table()).cloned();
            own.unwrap_or_default()
        } else {
            table
        };
        serde_json::to_string(&table).unwrap_or_default()
    }

    /// Fails where either would: a change does not lower what it has to pass itself.
    pub fn take_stricter_gates(&mut self, other: &Self) {
        self.strict |= other.strict;
        self.min_coverage = self.min_coverage.into_iter().chain(other.min_coverage).reduce(f64::max);
        self.max_unattested = self.max_unattested.into_iter().chain(other.max_unattested).min();
    }
}

/// Where settings come from.
#[derive(Clone, Copy, Debug)]
pub enum ConfigSource<'a> {
    /// Nowhere.
    Isolated,
    /// This file.
    File(&'a Path),
    /// The files at and above these scan roots.
    Discover(&'a [PathBuf]),
}

impl<'a> ConfigSource<'a> {
    /// What arguments ask for: a named file, none, or what is found at and above the roots.
    pub fn chosen(file: Option<&'a Path>, isolated: bool, roots: &'a [PathBuf]) -> Self {
        match file {
            Some(file) => Self::File(file),
            None if isolated => Self::Isolated,
            None => Self::Discover(roots),
        }
    }
}

/// Settings that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file, as printed.
    pub file: String,
    /// Line and column from 1, when a place can be named.
    pub place: Option<(usize, usize)>,
    /// The key, dotted, when one can be named.
    pub key: Option<String>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        f.write_str(": ")?;
        if let Some(key) = &self.key {
            write!(f, "`{key}`: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigError {}

/// Reads a settings file. `directory` is what its paths are relative to, and all that it names lies below `top`, if that is
/// known.
fn lower(
    path: &Path,
    directory: &Path,
    top: Option<&Path>,
    text: io::Result<String>,
    cwd: &Path,
    files: &dyn Files,
) -> Result<Config, Mistakes<ConfigError>> {
    let printed = printed_path(path, cwd);
    let text = text.map_err(|error| {
        let (file, message) = (printed.clone(), format!("cannot be read: {error}"));
        Mistakes(vec![ConfigError { file, place: None, key: None, message }])
    })?;
    let document = Document {
        text: &text,
        printed,
        path,
        directory,
        top,
        cwd,
        files,
        errors: RefCell::default(),
        entries: RefCell::default(),
        counted: Cell::new((0, 1)),
    };
    let config = document.parse().map(|keys| document.lower(keys));
    let mut errors = document.errors.into_inner();
    errors.sort_by_key(|error| error.place);
    config.filter(|_| errors.is_empty()).ok_or(Mistakes(errors))
}

/// The settings file of one directory. Two are an error: whoever adds one would put the other out of force.
fn settings_in(directory: &Path, cwd: &Path, files: &dyn Files) -> Result<Option<PathBuf>, ConfigError> {
    let (own, pyproject) = (directory.join(OWN), directory.join(SHARED));
    let shared = files.is_file(&pyproject) && speaks(&pyproject, files);
    match (files.is_anything(&own), shared) {
        (true, false) => Ok(Some(own)),
        (false, true) => Ok(Some(pyproject)),
        (false, false) => Ok(None),
        (true, true) => Err(ConfigError {
            file: printed_path(&own, cwd),
            place: None,
            key: None,
            message: format!(
                "stands beside `[tool.mima]` in `{}`: settings stand in one of the two; take the other one away",
                printed_path(&pyproject, cwd)
            ),
        }),
    }
}

/// The settings file that is mima's own.
const OWN: &str = SETTINGS_FILES[0];

/// The one that other tools share.
const SHARED: &str = SETTINGS_FILES[1];

/// Whether a `pyproject.toml` speaks of mima. What cannot be told is for whoever reads it.
fn speaks(pyproject: &Path, files: &dyn Files) -> bool {
    match files.bytes(pyproject, SETTINGS_BYTES) {
        Ok(bytes) => std::str::from_utf8(&bytes)
            .map_or_else(|_| String::from_utf8_lossy(&bytes).contains("tool.mima"), has_table),
        Err(error) => error.kind() == io::ErrorKind::FileTooLarge,
    }
}

/// Whether a text has the table. One that cannot be parsed counts if it may: a broken file that has nothing to do with
/// mima is none of its business.
fn has_table(text: &str) -> bool {
    text.contains("mima")
        && DeTable::parse(text)
            .map_or_else(|_| text.contains("tool.mima"), |table| find_table(&table).is_some())
}

fn find_table<'a>(document: &'a Spanned<DeTable<'_>>) -> Option<&'a DeValue<'a>> {
    let tool = document.get_ref().get("tool")?.get_ref();
    Some(tool.as_table()?.get("mima")?.get_ref())
}

/// The file's keys as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Keys {
    include: Vec<Spanned<String>>,
    exclude: Vec<Spanned<String>>,
    select: Vec<Spanned<String>>,
    ignore: Vec<Spanned<String>>,
    rules: BTreeMap<Spanned<String>, LevelKey>,
    rule_files: Vec<Spanned<String>>,
    attestation: attestation::Keys,
    limits: BTreeMap<Spanned<String>, Spanned<usize>>,
    tests: Option<bool>,
    strict: bool,
    min_coverage: Option<Spanned<f64>>,
    min_attestation: Option<Spanned<String>>,
    max_unattested: Option<usize>,
    baseline: Option<Spanned<String>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LevelKey {
    Error,
    Warning,
    Note,
    Off,
}

impl LevelKey {
    fn level(self) -> Option<Level> {
        match self {
            Self::Error => Some(Level::Error),
            Self::Warning => Some(Level::Warning),
            Self::Note => Some(Level::Note),
            Self::Off => None,
        }
    }
}

/// What mima reads of a `pyproject.toml`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Pyproject {
    tool: Tool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Tool {
    mima: Keys,
}

/// A settings file while it is read.
struct Document<'a> {
    text: &'a str,
    printed: String,
    path: &'a Path,
    /// What its paths are relative to.
    directory: &'a Path,
    /// Where all that it names has to lie, if it has to.
    top: Option<&'a Path>,
    cwd: &'a Path,
    files: &'a dyn Files,
    /// What is wrong in it, as far as it has been read.
    errors: RefCell<Vec<ConfigError>>,
    /// What it names that ought to be there.
    entries: RefCell<Vec<Entry>>,
    /// The last byte whose line was asked for, and its line.
    counted: Cell<(usize, usize)>,
}

/// How many mistakes are told: each costs reading the whole file.
const MOST_ERRORS: usize = 100;

impl Document<'_> {
    /// Its keys without those that are wrong; `None` if it cannot be read at all.
    fn parse(&self) -> Option<Keys> {
        let (keys, errors) = if places::is_pyproject(self.path) {
            let (file, errors) = mistakes::read::<Pyproject>(self.text);
            (file.map(|file| file.tool.mima), errors)
        } else {
            mistakes::read::<Keys>(self.text)
        };
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            self.error(at, &explain(error.message()));
        }
        keys
    }

    /// Checks what the types cannot say, and reads the rule files. What is wrong is left out.
    fn lower(&self, keys: Keys) -> Config {
        for selector in keys.select.iter().chain(&keys.ignore) {
            if let Err(message) = suggest::check_selector(selector.get_ref()) {
                self.error(selector.span().start, &message);
            }
        }
        for (key, globs) in [("include", &keys.include), ("exclude", &keys.exclude)] {
            for glob in globs {
                self.check_glob(glob);
                self.note(key, glob);
            }
        }
        let attestation = self.attestation(&keys.attestation, self.least(keys.min_attestation.as_ref()));
        Config {
            file: Some(self.printed.clone()),
            text: self.text.to_owned(),
            scope: PathBuf::new(),
            base: canonical(self.directory).unwrap_or_else(|| self.directory.to_path_buf()),
            levels: self.levels(&keys.rules),
            rule_files: self.rule_files(&keys.rule_files),
            attestation,
            entries: self.entries.take(),
            limits: self.limits(&keys.limits),
            min_coverage: self.min_coverage(keys.min_coverage),
            include: unspanned(keys.include),
            exclude: unspanned(keys.exclude),
            select: unspanned(keys.select),
            ignore: unspanned(keys.ignore),
            tests: keys.tests.unwrap_or(true),
            strict: keys.strict,
            max_unattested: keys.max_unattested,
            baseline: keys.baseline.as_ref().and_then(|named| self.baseline(named)),
        }
    }

    /// Reads the baseline; one that is not there is a mistake, because without it every known call would be new.
    fn baseline(&self, named: &Spanned<String>) -> Option<BaselineFile> {
        let path = absolute(Path::new(named.get_ref()), self.directory);
        let printed = printed_above(&path, self.cwd);
        let text = if named.get_ref().is_empty() {
            Err(io::Error::other("the name is empty"))
        } else if self.top.is_some_and(|top| !path.starts_with(top) || self.files.leads_out(&path, top)) {
            Err(files::led_out())
        } else {
            self.files.text(&path, BASELINE_BYTES)
        };
        match text {
            Ok(text) => Some(BaselineFile { path, printed, text }),
            Err(error) => {
                let (at, reason) = (named.span().start, files::reason(&error));
                self.error(
                    at,
                    &format!("`{printed}` {reason}; `mima scan --write-baseline {printed}` writes one"),
                );
                None
            }
        }
    }

    /// Notes what ought to be there.
    fn note(&self, key: &'static str, named: &Spanned<String>) {
        let line = self.line_of(named.span().start);
        self.entries.borrow_mut().push(Entry { key, text: named.get_ref().clone(), line });
    }

    /// The line of a byte, counted from the last one that was asked for: there may be thousands in a row.
    fn line_of(&self, at: usize) -> usize {
        let (from, line) = Some(self.counted.get()).filter(|(from, _)| *from <= at).unwrap_or((0, 1));
        let between = self.text.as_bytes().get(from..at).unwrap_or_default();
        let line = line + memchr::memchr_iter(b'\n', between).count();
        self.counted.set((at, line));
        line
    }

    fn check_glob(&self, glob: &Spanned<String>) {
        if let Err(error) = crate::walk::filter::check_glob(glob.get_ref()) {
            self.error(glob.span().start, &error.to_string());
        }
    }

    fn levels(&self, rules: &BTreeMap<Spanned<String>, LevelKey>) -> Vec<(RuleId, Option<Level>)> {
        let mut levels = BTreeMap::new();
        for (name, level) in rules {
            let at = name.span().start;
            match RuleId::parse(name.get_ref()) {
                None => self.error(at, &suggest::unknown_rule(name.get_ref())),
                Some(rule) if levels.insert(rule, level.level()).is_some() => {
                    self.error(at, "the rule is set twice, by its id and by its name");
                }
                Some(_) => {}
            }
        }
        levels.into_iter().collect()
    }

    fn limits(&self, keys: &BTreeMap<Spanned<String>, Spanned<usize>>) -> Limits {
        let mut limits = Limits::default();
        for (name, size) in keys {
            match Limit::parse(name.get_ref()) {
                None => {
                    let hint = did_you_mean(name.get_ref(), LIMITS.iter().map(|rule| rule.name));
                    self.error(name.span().start, &format!("unknown limit `{}`{hint}", name.get_ref()));
                }
                Some(_) if *size.get_ref() == 0 => self.error(size.span().start, "must be 1 or more"),
                Some(limit) => limits.set(limit, *size.get_ref()),
            }
        }
        limits
    }

    fn min_coverage(&self, value: Option<Spanned<f64>>) -> Option<f64> {
        let percent = value?;
        if !(0.0..=100.0).contains(percent.get_ref()) {
            self.error(percent.span().start, "must be a percentage, from 0 to 100");
        }
        Some(percent.into_inner())
    }

    /// How well an attestation has to be proven to count.
    fn least(&self, word: Option<&Spanned<String>>) -> Confidence {
        let said = word.and_then(|word| Confidence::parse(word.get_ref()));
        if let (Some(word), None) = (word, said) {
            self.error(word.span().start, "must be `high`, `medium` or `low`");
        }
        said.unwrap_or(Belief::default().least)
    }

    fn rule_files(&self, globs: &[Spanned<String>]) -> Vec<(String, String)> {
        let mut files = BTreeMap::new();
        for glob in globs {
            let fail = |message: &str| self.error(glob.span().start, message);
            match expand(self.directory, glob.get_ref(), self.top, self.files) {
                Err(message) => fail(&message),
                Ok(paths) if paths.is_empty() => fail(&format!("`{}` matches no file", glob.get_ref())),
                Ok(paths) if paths.len() > MOST_RULE_FILES => {
                    fail(&format!("`{}` matches more than {MOST_RULE_FILES} files", glob.get_ref()));
                }
                Ok(paths) => files.extend(paths.iter().filter_map(|path| {
                    let printed = printed_path(path, self.cwd);
                    let text = self.rule_file(path);
                    let text =
                        text.map_err(|error| fail(&format!("`{printed}` cannot be read: {error}"))).ok()?;
                    Some((printed, text))
                })),
            }
        }
        files.into_iter().collect()
    }

    fn rule_file(&self, path: &Path) -> io::Result<String> {
        if self.top.is_some_and(|top| self.files.leads_out(path, top)) {
            return Err(files::led_out());
        }
        self.files.text(path, SETTINGS_BYTES)
    }

    /// Notes what is wrong at a byte of the text.
    fn error(&self, at: usize, message: &str) {
        if self.errors.borrow().len() >= MOST_ERRORS {
            return;
        }
        let key = DeTable::parse(self.text).ok().and_then(|table| key_at(table.get_ref(), at));
        self.errors.borrow_mut().push(ConfigError {
            file: self.printed.clone(),
            place: Some(line_column(self.text, at)),
            key: key.map(|key| key.trim_start_matches("tool.mima.").to_owned()),
            message: message.to_owned(),
        });
    }
}

fn unspanned(values: Vec<Spanned<String>>) -> Vec<String> {
    values.into_iter().map(Spanned::into_inner).collect()
}

/// The parser's message, with a suggestion where a word is not known. The words that would have been right
/// stand in the message, each between backticks, after the one that was found.
fn explain(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    match quoted.next() {
        Some(found) if message.starts_with("unknown ") => {
            let expected: Vec<&str> = quoted.collect();
            let is_key = message.starts_with("unknown field");
            let what = if is_key { "key" } else { "value" };
            let hint = did_you_mean(found, expected.iter().copied());
            let elsewhere = if is_key && hint.is_empty() { in_other_table(found) } else { None };
            match elsewhere {
                Some(key) => format!("unknown {what} `{found}`; did you mean `{key}`?"),
                None if hint.is_empty() => {
                    format!("unknown {what} `{found}`; known are {}", expected.join(", "))
                }
                None => format!("unknown {what} `{found}`{hint}"),
            }
        }
        _ => message.lines().collect::<Vec<_>>().join("; "),
    }
}

/// A key of another table that is nearly one that is not known here.
fn in_other_table(found: &str) -> Option<String> {
    let own = mistakes::keys_of::<Keys>();
    let below = mistakes::keys_of::<attestation::Keys>();
    let below: Vec<String> = below.iter().map(|key| format!("attestation.{key}")).collect();
    let last = |key: &'_ String| key.rsplit('.').next().unwrap_or(key).to_owned();
    let known: Vec<(String, String)> = own.into_iter().chain(below).map(|key| (last(&key), key)).collect();
    let meant = mistakes::nearest(found, known.iter().map(|(last, _)| last.as_str()))?;
    known.iter().find(|(last, _)| last == meant).map(|(_, key)| key.clone())
}

/// The dotted key whose name or value holds the byte.
fn key_at(table: &DeTable<'_>, at: usize) -> Option<String> {
    table.iter().find_map(|(key, value)| {
        let name = key.get_ref();
        if let DeValue::Table(inner) = value.get_ref()
            && let Some(below) = key_at(inner, at)
        {
            return Some(format!("{name}.{below}"));
        }
        if let DeValue::Array(entries) = value.get_ref()
            && let Some(below) = entries.iter().find_map(|entry| key_at(entry.get_ref().as_table()?, at))
        {
            return Some(format!("{name}.{below}"));
        }
        (key.span().contains(&at) || value.span().contains(&at)).then(|| name.to_string())
    })
}

/// Line and column, from 1, of a byte.
fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// So many rule files a glob may match.
const MOST_RULE_FILES: usize = 1000;

/// The files that a glob relative to `base` matches, or the one file that it names. All of them lie below `top`.
fn expand(base: &Path, glob: &str, top: Option<&Path>, files: &dyn Files) -> Result<Vec<PathBuf>, String> {
    let is_pattern = |part: &&str| part.contains(['*', '?', '[', '{']);
    let parts: Vec<&str> = glob.split('/').collect();
    let literal = parts.iter().position(is_pattern).unwrap_or(parts.len());
    // Below the part that is no pattern: the walk must not go through the whole project.
    let start = absolute(Path::new(&parts[..literal].join("/")), base);
    if top.is_some_and(|top| !start.starts_with(top)) {
        return Err(format!("`{glob}` leads out of the project"));
    }
    if literal == parts.len() {
        return Ok(vec![start]);
    }
    let mut builder = GitignoreBuilder::new("");
    builder.add_line(None, &format!("/{}", parts[literal..].join("/"))).map_err(|error| error.to_string())?;
    let pattern = builder.build().map_err(|error| error.to_string())?;
    let matches =
        |path: &Path| path.strip_prefix(&start).is_ok_and(|below| pattern.matched(below, false).is_ignore());
    let mut found = files.below(&start, pattern_depth(&parts[literal..]));
    found.retain(|path| matches(path));
    found.sort();
    Ok(found)
}

/// How deep below its first directory a pattern can match; `**` matches at any depth.
fn pattern_depth(parts: &[&str]) -> Option<usize> {
    (!parts.contains(&"**")).then_some(parts.len())
}

#[cfg(test)]
mod tests;
