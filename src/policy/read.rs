//! From YAML to a policy. Mistakes name their place, and the word that was meant.

use std::path::{Component, Path};

use super::assertion::{AssertionType, COMMON_KEYS, TYPES};
use super::yaml::{self, Node, Value};
use super::{Assertion, Check, Policy, PolicyError};
use crate::config::suggest::check_selector;
use crate::finding::RuleId;
use crate::finding::frameworks::{Framework, framework, frameworks, record_types};
use crate::finding::rules::RULES;
use crate::mistakes::{did_you_mean, nearest};
use crate::walk::filter::check_glob;

const TOP_KEYS: &[&str] = &["name", "framework", "version", "assertions"];

/// Reads a policy. `file` is its path as printed.
///
/// # Errors
/// Every mistake that was found: text that is no YAML, a key that is missing or mistyped, an assertion that does not
/// exist, a value of the wrong kind.
pub fn read(file: &str, text: &str) -> Result<Policy, Vec<PolicyError>> {
    let root = yaml::parse(text).map_err(|error| {
        let message = format!("this is not YAML: {}", error.message);
        vec![PolicyError { file: file.to_owned(), place: error.place, message }]
    })?;
    let mut reader = Reader { file, errors: Vec::new() };
    let policy = reader.policy(&root);
    match policy {
        Some(policy) if reader.errors.is_empty() => Ok(policy),
        _ => Err(reader.errors),
    }
}

/// Collects mistakes; what has one is `None`.
struct Reader<'a> {
    file: &'a str,
    errors: Vec<PolicyError>,
}

/// The keys of a mapping, and where it begins.
struct Map<'n> {
    place: (usize, usize),
    entries: &'n [(String, (usize, usize), Node)],
}

impl<'n> Map<'n> {
    fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(name, _, _)| name == key).map(|(_, _, node)| node)
    }
}

impl Reader<'_> {
    fn error(&mut self, place: (usize, usize), message: impl Into<String>) {
        let (file, message) = (self.file.to_owned(), message.into());
        self.errors.push(PolicyError { file, place: Some(place), message });
    }

    fn policy(&mut self, root: &Node) -> Option<Policy> {
        let map = self.map(root, "a policy")?;
        self.known_keys(&map, &[TOP_KEYS]);
        let name = self.required_text(&map, "name");
        let framework = self.required_text(&map, "framework");
        let known = map.get("framework").and_then(|node| self.framework(node));
        let version = map.get("version").and_then(|node| self.text(node, "version"));
        let assertions = map.get("assertions").or_else(|| {
            self.error(map.place, "a policy needs `assertions`");
            None
        })?;
        let Value::List(list) = &assertions.value else {
            self.error(
                assertions.place,
                format!("`assertions` must be a list, not {}", assertions.value.kind()),
            );
            return None;
        };
        let assertions = list.iter().filter_map(|node| self.assertion(node, known)).collect();
        Some(Policy { file: self.file.to_owned(), name: name?, framework: framework?, version, assertions })
    }

    /// The framework that is named. Others may be the project's own; one that is nearly a known one is a mistake.
    fn framework(&mut self, node: &Node) -> Option<&'static Framework> {
        let Value::Text(name) = &node.value else { return None };
        let found = framework(name);
        if found.is_none() {
            let names = || frameworks().iter().flat_map(|it| it.aliases.iter().chain([&it.id]));
            // Standards of one series differ in their numbers alone.
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            let same_series = names().map(String::as_str).filter(|it| digits(it) == digits(name));
            if let Some(meant) = nearest(name, same_series) {
                self.error(node.place, format!("there is no framework `{name}`; did you mean `{meant}`?"));
            }
        }
        found
    }

    fn assertion(&mut self, node: &Node, of_policy: Option<&'static Framework>) -> Option<Assertion> {
        let map = self.map(node, "an assertion")?;
        let Some(type_node) = map.get("type") else {
            self.error(map.place, "an assertion needs a `type`");
            return None;
        };
        let name = self.text(type_node, "type")?;
        let Some(kind) = TYPES.iter().find(|kind| kind.name == name) else {
            let names = || TYPES.iter().map(|kind| kind.name);
            let hint = did_you_mean(&name, names());
            let hint = if hint.is_empty() {
                format!("; there are {}", names().collect::<Vec<_>>().join(", "))
            } else {
                hint
            };
            self.error(type_node.place, format!("there is no assertion `{name}`{hint}"));
            return None;
        };
        self.known_keys(&map, &[COMMON_KEYS, kind.keys]);
        let framework = match map.get("framework") {
            Some(node) => self.framework(node),
            None => of_policy,
        };
        let check = self.check(kind, &map)?;
        let controls = self.controls(&map, &check, framework)?;
        let names_control = map.get("control").is_some();
        let path = match map.get("path") {
            Some(node) => self.path(node)?,
            None => ".".to_owned(),
        };
        let description = map.get("description").and_then(|node| self.text(node, "description"));
        Some(Assertion { line: map.place.0, check, description, path, controls, names_control })
    }

    fn check(&mut self, kind: &AssertionType, map: &Map<'_>) -> Option<Check> {
        Some(match kind.name {
            // The defaults of these three are those of `mima-governance`.
            "scan_coverage" => Check::ScanCoverage { min_pct: self.percent(map, "min_pct", Some(80.0))? },
            "attested_not_inferred" => {
                Check::AttestedNotInferred { min_pct: self.percent(map, "min_pct", Some(60.0))? }
            }
            "min_readiness_pct" => {
                Check::MinReadiness { threshold: self.percent(map, "threshold", Some(80.0))? }
            }
            "record_type_present" => Check::RecordPresent { record_type: self.record_type(map)? },
            "min_records_per_system" => Check::MinRecords {
                record_type: self.record_type(map)?,
                count: self.count(map, "count", Some(1))?,
                per: match map.get("per") {
                    Some(node) => Some(self.days(node)?),
                    None => None,
                },
            },
            "max_unattested" => Check::MaxUnattested { max: self.count(map, "max", None)? },
            "no_new_unattested" => Check::NoNewUnattested,
            "no_rule" => Check::NoRule { rules: self.rules(map)? },
            "only_libraries" => Check::OnlyLibraries { libraries: self.required_texts(map, "libraries")? },
            "only_models" => Check::OnlyModels {
                models: self.required_texts(map, "models")?,
                unknown_fails: self.unknown_fails(map)?,
            },
            _ => Check::SanctionedPaths { paths: self.paths(map)? },
        })
    }

    /// The controls that an assertion names, or those that its framework's data says.
    fn controls(
        &mut self,
        map: &Map<'_>,
        check: &Check,
        framework: Option<&'static Framework>,
    ) -> Option<Vec<(String, String)>> {
        let Some(node) = map.get("control") else {
            let of = |framework| controls_of(check, framework);
            return Some(framework.map(of).unwrap_or_default());
        };
        let id = self.text(node, "control")?;
        let Some(framework) = framework else {
            return Some(vec![(String::new(), id)]);
        };
        if let Some(control) = framework.control(&id) {
            return Some(vec![(framework.id.clone(), control.id.clone())]);
        }
        let hint = did_you_mean(&id, framework.controls.iter().map(|it| it.id.as_str()));
        let hint =
            if hint.is_empty() { format!("; `mima controls {}` lists them", framework.id) } else { hint };
        self.error(node.place, format!("{} has no control `{id}`{hint}", framework.name));
        None
    }

    fn rules(&mut self, map: &Map<'_>) -> Option<Vec<String>> {
        let Some(node) = map.get("rules").or_else(|| map.get("rule")) else {
            self.error(map.place, "`no_rule` needs `rules`");
            return None;
        };
        let rules = self.texts(node, "rules")?;
        let mut fine = true;
        for (rule, place) in &rules {
            if let Err(message) = check_selector(rule) {
                self.error(*place, message);
                fine = false;
            }
        }
        fine.then(|| rules.into_iter().map(|(rule, _)| rule).collect())
    }

    fn unknown_fails(&mut self, map: &Map<'_>) -> Option<bool> {
        let Some(node) = map.get("unknown") else { return Some(false) };
        match &node.value {
            Value::Text(text) if text == "fail" => Some(true),
            Value::Text(text) if text == "pass" => Some(false),
            _ => {
                self.error(node.place, "`unknown` must be `pass` or `fail`");
                None
            }
        }
    }

    /// The path that an assertion speaks of.
    fn path(&mut self, node: &Node) -> Option<String> {
        let path = self.text(node, "path")?;
        let leads_out = |part: Component<'_>| !matches!(part, Component::Normal(_) | Component::CurDir);
        if Path::new(&path).components().any(leads_out) {
            self.error(
                node.place,
                "`path` must stay below the working directory: no `..`, and no `/` at its beginning",
            );
            return None;
        }
        Some(path)
    }

    /// Globs, or globs with their reasons.
    fn paths(&mut self, map: &Map<'_>) -> Option<Vec<(String, Option<String>)>> {
        let node = self.required(map, "paths")?;
        let Value::List(list) = &node.value else {
            self.error(node.place, format!("`paths` must be a list, not {}", node.value.kind()));
            return None;
        };
        let mut paths = Vec::new();
        for item in list {
            let (glob, place, reason) = if let Value::Map(entries) = &item.value {
                let entry = Map { place: item.place, entries };
                self.known_keys(&entry, &[&["path", "reason"]]);
                let reason = entry.get("reason").and_then(|node| self.text(node, "reason"));
                (
                    self.required_text(&entry, "path")?,
                    entry.get("path").map_or(item.place, |it| it.place),
                    reason,
                )
            } else {
                (self.text(item, "paths")?, item.place, None)
            };
            if let Err(error) = check_glob(&glob) {
                self.error(place, error.to_string());
                return None;
            }
            paths.push((glob, reason));
        }
        Some(paths)
    }

    fn record_type(&mut self, map: &Map<'_>) -> Option<String> {
        let node = self.required(map, "record_type")?;
        let id = self.text(node, "record_type")?;
        let known = || record_types().iter().map(|record| record.id.as_str());
        if !known().any(|it| it == id)
            && let Some(meant) = nearest(&id, known())
        {
            self.error(node.place, format!("there is no record type `{id}`; did you mean `{meant}`?"));
            return None;
        }
        Some(id)
    }

    /// A number of days: `30d`.
    fn days(&mut self, node: &Node) -> Option<String> {
        let text = self.text(node, "per")?;
        if text.trim_end_matches('d').parse::<u32>().is_err() {
            self.error(node.place, "`per` must be a number of days, as `30d`");
            return None;
        }
        Some(text)
    }

    fn percent(&mut self, map: &Map<'_>, key: &str, default: Option<f64>) -> Option<f64> {
        let number = self.number(map, key, default)?;
        if !(0.0..=100.0).contains(&number.0) {
            self.error(number.1, format!("`{key}` must be a percentage, from 0 to 100"));
            return None;
        }
        Some(number.0)
    }

    #[expect(clippy::cast_sign_loss, reason = "it was checked to be a natural number")]
    fn count(&mut self, map: &Map<'_>, key: &str, default: Option<u32>) -> Option<usize> {
        let (number, place) = self.number(map, key, default.map(f64::from))?;
        if number < 0.0 || number.fract() != 0.0 || number > f64::from(u32::MAX) {
            self.error(place, format!("`{key}` must be a natural number"));
            return None;
        }
        Some(number as usize)
    }

    /// A number, as a number or as a text that holds one, and its place.
    fn number(&mut self, map: &Map<'_>, key: &str, default: Option<f64>) -> Option<(f64, (usize, usize))> {
        let Some(node) = map.get(key) else {
            if default.is_none() {
                self.error(map.place, format!("this assertion needs `{key}`"));
            }
            return Some((default?, map.place));
        };
        let number = match &node.value {
            Value::Number(number) => Some(*number),
            Value::Text(text) => text.trim_end_matches('%').trim().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.error(node.place, format!("`{key}` must be a number, not {}", node.value.kind()));
        }
        Some((number?, node.place))
    }

    fn required_texts(&mut self, map: &Map<'_>, key: &str) -> Option<Vec<String>> {
        let node = self.required(map, key)?;
        let texts = self.texts(node, key)?;
        Some(texts.into_iter().map(|(text, _)| text).collect())
    }

    /// A list of texts, or one text.
    fn texts(&mut self, node: &Node, key: &str) -> Option<Vec<(String, (usize, usize))>> {
        let items = match &node.value {
            Value::List(list) => list.as_slice(),
            _ => std::slice::from_ref(node),
        };
        items.iter().map(|item| Some((self.text(item, key)?, item.place))).collect()
    }

    fn required<'n>(&mut self, map: &Map<'n>, key: &str) -> Option<&'n Node> {
        let found = map.get(key);
        if found.is_none() {
            self.error(map.place, format!("this needs `{key}`"));
        }
        found
    }

    fn required_text(&mut self, map: &Map<'_>, key: &str) -> Option<String> {
        let node = self.required(map, key)?;
        self.text(node, key)
    }

    fn text(&mut self, node: &Node, key: &str) -> Option<String> {
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            // `version: 1.0`
            Value::Number(number) if key == "version" => Some(number.to_string()),
            Value::Text(_) => {
                self.error(node.place, format!("`{key}` is empty"));
                None
            }
            other => {
                self.error(node.place, format!("`{key}` must be a text, not {}", other.kind()));
                None
            }
        }
    }

    fn map<'n>(&mut self, node: &'n Node, what: &str) -> Option<Map<'n>> {
        if let Value::Map(entries) = &node.value {
            return Some(Map { place: node.place, entries });
        }
        self.error(node.place, format!("{what} must be a mapping, not {}", node.value.kind()));
        None
    }

    /// A key that is nearly a known one is a mistake: it would be a threshold that nobody checks. Others may be notes.
    fn known_keys(&mut self, map: &Map<'_>, known: &[&[&str]]) {
        let known: Vec<&str> = known.iter().flat_map(|keys| keys.iter().copied()).collect();
        for (key, place, _) in map.entries {
            if !known.contains(&key.as_str())
                && let Some(meant) = nearest(key, known.iter().copied())
            {
                self.error(*place, format!("unknown key `{key}`; did you mean `{meant}`?"));
            }
        }
    }
}

/// The controls that a framework's data gives for an assertion.
fn controls_of(check: &Check, framework: &'static Framework) -> Vec<(String, String)> {
    let rules: Vec<RuleId> = match check {
        Check::ScanCoverage { .. }
        | Check::MaxUnattested { .. }
        | Check::NoNewUnattested
        | Check::AttestedNotInferred { .. } => {
            vec![RuleId::UnattestedCall]
        }
        Check::NoRule { rules } => {
            let named = |rule: &RuleId| rules.iter().any(|selector| rule.matches(selector));
            RULES.iter().map(|rule| rule.id).filter(named).collect()
        }
        _ => Vec::new(),
    };
    let records = match check {
        Check::RecordPresent { record_type } | Check::MinRecords { record_type, .. } => Some(record_type),
        _ => None,
    };
    let concerns = |id: &str| {
        rules.iter().any(|rule| framework.controls_of_rule(*rule).any(|(it, _)| it.id == id))
            || framework.controls_of_assertion(check.name()).any(|(it, _)| it.id == id)
            || records.is_some_and(|record| {
                framework.evidence.iter().any(|it| it.control == id && it.records.contains(record))
            })
    };
    let ids = framework.controls.iter().map(|control| control.id.as_str());
    ids.filter(|id| concerns(id)).map(|id| (framework.id.clone(), id.to_owned())).collect()
}
