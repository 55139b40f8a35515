//! The entries of a project's own rule files.

use std::cmp::Reverse;

use toml::{Table, Value};

use crate::config::Config;
use crate::source::Span;

/// An entry of a rule file.
pub(super) struct Entry {
    /// Where it stands: `handle`, `behaviour.calls`.
    key: String,
    /// What stands there, always written in the same way.
    pub(super) text: String,
}

/// For people alone.
const DESCRIPTIONS: &[&str] = &["library.id", "library.title", "library.package", "library.docs"];

/// What may say that something is attested, or is no call.
const LENIENT: &[&str] = &["marker", "library.not_calls", "behaviour", "intrinsics"];

/// What says nothing else.
const LENIENT_ALONE: &[&str] = &["marker", "library.not_calls"];

impl Entry {
    fn is_one_of(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.key == *key || self.key.split('.').next() == Some(key))
    }

    /// Whether with it something may pass that does not without it.
    pub(super) fn may_attest(&self) -> bool {
        self.is_one_of(LENIENT)
    }

    /// Whether with it something may be found that is not found without it.
    pub(super) fn may_find(&self) -> bool {
        !self.is_one_of(LENIENT_ALONE) && !self.is_one_of(DESCRIPTIONS)
    }
}

/// The entries of a rule file. One that is no TOML has none: then it cannot be used, and the scan says so.
pub(super) fn entries(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (name, value) in toml::from_str::<Table>(text).unwrap_or_default() {
        let mut add = |key: String, what: &str, value: &Value| {
            entries.push(Entry { key, text: format!("{what}{value}") });
        };
        match &value {
            Value::Array(tables) => {
                for table in tables {
                    add(name.clone(), &format!("[[{name}]] "), table);
                }
            }
            Value::Table(keys) => {
                for (key, value) in keys {
                    let (key, what) = (format!("{name}.{key}"), format!("{name}.{key} = "));
                    match value {
                        Value::Array(items) => items.iter().for_each(|item| add(key.clone(), &what, item)),
                        value => add(key, &what, value),
                    }
                }
            }
            value => add(name.clone(), &format!("{name} = "), value),
        }
    }
    entries
}

/// Where an entry stands: the printed path of its rule file, and the first of its texts. Of one that is gone, the same in
/// the file that had it, if that is there still; else the key that names the files.
pub(super) fn place(entry: &str, before: &Config, after: &Config) -> (Option<String>, Span) {
    let has = |text: &str| entries(text).iter().any(|it| it.text == entry);
    let of =
        |config: &Config| config.rule_files.iter().find(|(_, text)| has(text)).map(|(path, _)| path.clone());
    let path = of(after).or_else(|| of(before));
    let file = path.and_then(|path| after.rule_files.iter().find(|(other, _)| *other == path));
    let Some((path, text)) = file else { return (None, after.place("rule-files", None)) };
    // A text of an entry stands in its file as it is, but for escapes. The longest is its name, or names something.
    let texts = entry.split(['"', '\'']).skip(1).step_by(2);
    let longest = texts
        .filter_map(|it| Some((text.find(it)?, it.len())))
        .max_by_key(|(start, length)| (*length, Reverse(*start)));
    let at = longest.filter(|(_, length)| *length > 0);
    (Some(path.clone()), at.map_or_else(Span::default, |(start, length)| Span::new(start, start + length)))
}
