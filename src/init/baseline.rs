//! The baseline: which calls are open on the first day, in the one file that says so, and the key of settings that names it.

use super::facts::OwnSettings;
use super::text::{count, toml_literal};
use super::{Artifact, Base, Facts, Text};

/// What the file is called.
pub const FILE: &str = "mima-baseline.json";

/// The file, where there is something to hold and no settings name one.
pub(super) fn artifact(facts: &Facts) -> Option<Artifact> {
    let known = facts.known.as_ref()?;
    Some(Artifact {
        path: FILE.to_owned(),
        base: Base::Project,
        summary: format!("{}, by place and text", count(known.count, "open finding")),
        text: Text::Once(known.text.clone()),
    })
}

/// The key in settings that are there.
pub(super) fn key(facts: &Facts, settings: &OwnSettings) -> Option<Artifact> {
    facts.known.as_ref()?;
    let is_shared = settings.path.ends_with("pyproject.toml");
    Some(Artifact {
        path: settings.path.clone(),
        base: Base::Project,
        summary: "gets the key `baseline`".to_owned(),
        text: Text::Key(Key { value: format!("{}{FILE}", settings.way), is_shared }),
    })
}

/// A key that is put into settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    value: String,
    /// Whether the settings stand below `[tool.mima]`.
    is_shared: bool,
}

impl Key {
    /// The line with it.
    pub(super) fn line(&self) -> String {
        format!("baseline = {}\n", toml_literal(&self.value))
    }

    /// The settings with the key in them, all else as it was.
    ///
    /// # Errors
    /// The settings are written in a way that does not take the key; what a person can do.
    pub(super) fn merged(&self, there: &str) -> Result<String, String> {
        let own = |text: &str| -> Option<toml::Table> {
            let table: toml::Table = text.trim_start_matches('\u{feff}').parse().ok()?;
            if self.is_shared { table.get("tool")?.get("mima")?.as_table().cloned() } else { Some(table) }
        };
        let line = self.line();
        let line = if there.contains("\r\n") { line.replace('\n', "\r\n") } else { line };
        let merged = self.place(there).map(|at| [&there[..at], &line, &there[at..]].concat());
        let expected = own(there).map(|mut table| {
            table.insert("baseline".to_owned(), self.value.clone().into());
            table
        });
        merged
            .filter(|merged| expected.is_some() && own(merged) == expected)
            .ok_or_else(|| "does not take the key line by line".to_owned())
    }

    /// Where the line goes: behind the header of the table, or before the first line that is no comment.
    fn place(&self, there: &str) -> Option<usize> {
        let mut at = 0;
        for line in there.split_inclusive('\n') {
            let words = line.trim_start_matches('\u{feff}').trim();
            if self.is_shared {
                at += line.len();
                if words.split('#').next().is_some_and(|words| words.trim_end() == "[tool.mima]") {
                    return line.ends_with('\n').then_some(at);
                }
            } else if !words.is_empty() && !words.starts_with('#') {
                return Some(at);
            } else {
                at += line.len();
            }
        }
        (!self.is_shared && (there.is_empty() || there.ends_with('\n'))).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(there: &str, is_shared: bool) -> Result<String, String> {
        Key { value: "mima-baseline.json".to_owned(), is_shared }.merged(there)
    }

    #[test]
    fn a_key_stands_where_settings_take_it() {
        let line = "baseline = \"mima-baseline.json\"\n";
        let there = "# ours\n\nstrict = true\n[rules]\nMIMA014 = \"off\"\n";
        assert_eq!(put(there, false), Ok(there.replace("strict", &format!("{line}strict"))));
        assert_eq!(put("[rules]\n", false), Ok(format!("{line}[rules]\n")));
        assert_eq!(put("", false), Ok(line.to_owned()));
        let there = "[project]\nname = \"a\"\n[tool.mima] # ours\nstrict = true\n";
        assert_eq!(put(there, true), Ok(there.replace("# ours\n", &format!("# ours\n{line}"))));
    }

    #[test]
    fn settings_that_do_not_take_it_are_left_alone() {
        assert!(put("[tool]\nmima = { strict = true }\n", true).is_err());
        assert!(put("[tool.mima.rules]\nMIMA014 = \"off\"\n", true).is_err());
        assert!(put("a = [\n", false).is_err());
        assert!(put("baseline = \"other.json\"\n", false).is_err());
    }
}
