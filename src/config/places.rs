//! Where in a settings file something stands.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Config, SHARED, find_table};
use crate::finding::RuleId;
use crate::source::Span;

/// Whether a settings file is one that other tools share.
pub(super) fn is_pyproject(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == SHARED)
}

impl Config {
    /// Where an entry of a list stands, the value of a dotted key, or the key that sets the level of a rule. The text's
    /// beginning, where it does not stand in the file.
    pub fn place(&self, key: &str, item: Option<&str>) -> Span {
        self.find(key, item).unwrap_or_default()
    }

    /// Where the level of a rule is set: by its own key, or by a list that names it, or leaves it out.
    pub fn place_of_level(&self, rule: RuleId) -> Span {
        let own = || {
            self.ask(|table| {
                let levels = table.get("rules")?.get_ref().as_table()?;
                let (name, level) =
                    levels.iter().find(|(name, _)| RuleId::parse(name.get_ref()) == Some(rule))?;
                Some(Span::new(name.span().start, level.span().end))
            })
        };
        let named = self.ignore.iter().find(|selector| rule.matches(selector));
        let named = named.and_then(|selector| self.find("ignore", Some(selector)));
        named.or_else(own).or_else(|| self.find("select", None)).unwrap_or_default()
    }

    fn find(&self, key: &str, item: Option<&str>) -> Option<Span> {
        let (above, last) = key.rsplit_once('.').unwrap_or(("", key));
        self.ask(|table| {
            let parts = above.split('.').filter(|part| !part.is_empty());
            let table =
                parts.into_iter().try_fold(table, |table, part| table.get(part)?.get_ref().as_table())?;
            let (name, value) = table.get_key_value(last)?;
            let entry = item.and_then(|item| entry(value.get_ref(), item));
            Some(entry.unwrap_or_else(|| Span::new(name.span().start, value.span().end)))
        })
    }

    /// Asks the table of the settings, if there is one.
    fn ask(&self, question: impl FnOnce(&DeTable<'_>) -> Option<Span>) -> Option<Span> {
        let document = DeTable::parse(&self.text).ok()?;
        let is_pyproject = self.file.as_deref().is_some_and(|file| is_pyproject(Path::new(file)));
        if is_pyproject { question(find_table(&document)?.as_table()?) } else { question(document.get_ref()) }
    }
}

/// Where a text stands in a list, or in the tables of one.
fn entry(list: &DeValue<'_>, text: &str) -> Option<Span> {
    let is_meant = |value: &&Spanned<DeValue<'_>>| value.get_ref().as_str() == Some(text);
    let found = list.as_array()?.iter().find_map(|entry| match entry.get_ref() {
        DeValue::Table(fields) => fields.values().find(is_meant).map(Spanned::span),
        _ => is_meant(&entry).then(|| entry.span()),
    });
    found.map(|span| Span::new(span.start, span.end))
}
