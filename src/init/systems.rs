//! AI systems: the parts of a project in which models are called.

use std::collections::{BTreeMap, BTreeSet};

/// More systems than this are no overview; packages are taken together then.
const MOST_SYSTEMS: usize = 12;

/// An AI call, as far as scaffolding asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its file below the project's root, with `/`.
    pub file: String,
    /// Its line there.
    pub line: u32,
    /// The catalog's id of the library.
    pub library: String,
    /// The entry point.
    pub api: String,
    /// The model, where the code names one.
    pub model: Option<String>,
    /// The qualified name of the function that it stands in.
    pub function: Option<String>,
    /// Whether a marker is active.
    pub is_attested: bool,
    /// Whether a comment or a setting accepts it as it is.
    pub is_accepted: bool,
    /// Whether it is sure to be one: what is not fails no gate.
    pub is_certain: bool,
    /// What to do about it; empty for an attested one.
    pub advice: String,
}

impl Call {
    /// Whether somebody still has to attest or to accept it.
    pub fn is_open(&self) -> bool {
        self.is_certain && !self.is_attested && !self.is_accepted
    }

    /// Its verdict, in a word.
    pub(super) fn verdict(&self) -> &'static str {
        match (self.is_attested, self.is_accepted) {
            (true, _) => "attested",
            (false, true) => "unattested, accepted",
            (false, false) => "unattested",
        }
    }
}

/// A package or module with its calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct System {
    /// What the paths of its files begin with: `app/llm/`, `bot.py`. Of several that fit the longest counts.
    pub path: String,
    /// Its calls, in the order of the report; at least one.
    pub calls: Vec<Call>,
}

impl System {
    /// The libraries that it uses, in order.
    pub(super) fn libraries(&self) -> BTreeSet<&str> {
        self.calls.iter().map(|call| call.library.as_str()).collect()
    }

    /// The entry points that it calls, in order.
    pub(super) fn entry_points(&self) -> BTreeSet<&str> {
        self.calls.iter().map(|call| call.api.as_str()).collect()
    }

    /// The models that its code names, in order.
    pub(super) fn models(&self) -> BTreeSet<&str> {
        self.calls.iter().filter_map(|call| call.model.as_deref()).collect()
    }

    /// How many of its calls are attested.
    pub(super) fn attested(&self) -> usize {
        self.calls.iter().filter(|call| call.is_attested).count()
    }

    /// What people call it: `app.llm`; the project's name if it is all of it.
    pub(super) fn name(&self, project: &str, separator: &str) -> String {
        let stem = self.path.trim_end_matches('/');
        let stem =
            if stem == self.path { stem.rsplit_once('.').map_or(stem, |(stem, _)| stem) } else { stem };
        let parts: Vec<&str> = stem.split('/').filter(|part| !part.is_empty() && *part != "src").collect();
        if parts.is_empty() { project.to_owned() } else { parts.join(separator) }
    }

    /// The path of one of its calls' files, below the system.
    pub(super) fn below<'a>(&self, call: &'a Call) -> &'a str {
        call.file.strip_prefix(&self.path).filter(|rest| !rest.is_empty()).unwrap_or(&call.file)
    }
}

/// Groups calls by the directories of their files, as deep as there are few enough of them.
pub(super) fn group(calls: &[Call]) -> Vec<System> {
    let depth = |call: &Call| call.file.matches('/').count();
    let deepest = calls.iter().map(depth).max().unwrap_or(0);
    let at_depth = |depth: usize| {
        let mut systems: BTreeMap<String, Vec<Call>> = BTreeMap::new();
        for call in calls {
            systems.entry(path(&call.file, depth)).or_default().push(call.clone());
        }
        systems
    };
    let fitting = (1..=deepest.max(1)).rev().map(at_depth).find(|systems| systems.len() <= MOST_SYSTEMS);
    let systems = fitting.unwrap_or_else(|| BTreeMap::from([(String::new(), calls.to_vec())]));
    systems.into_iter().map(|(path, calls)| System { path, calls }).collect()
}

/// The path of the system that a file belongs to: its directory, at most `depth` deep, or the file itself where it
/// stands in none.
fn path(file: &str, depth: usize) -> String {
    let directories = file.rsplit_once('/').map_or("", |(directories, _)| directories);
    let parts: Vec<&str> = directories.split('/').filter(|part| !part.is_empty()).take(depth).collect();
    if parts.is_empty() { file.to_owned() } else { parts.join("/") + "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(file: &str) -> Call {
        Call {
            file: file.to_owned(),
            line: 1,
            library: "openai".to_owned(),
            api: "openai.a".to_owned(),
            model: None,
            function: None,
            is_attested: false,
            is_accepted: false,
            is_certain: true,
            advice: String::new(),
        }
    }

    fn paths(files: &[String]) -> Vec<String> {
        let calls: Vec<Call> = files.iter().map(|file| call(file)).collect();
        group(&calls).into_iter().map(|system| system.path).collect()
    }

    #[test]
    fn a_system_is_a_package_or_a_module() {
        let files = ["app/a.py", "app/llm/b.py", "app/llm/c.py", "bot.py", "tool.py"].map(str::to_owned);
        assert_eq!(paths(&files), ["app/", "app/llm/", "bot.py", "tool.py"]);
        assert_eq!(paths(&[]), [""; 0]);
    }

    #[test]
    fn many_packages_are_taken_together() {
        let files: Vec<String> = (0..40).map(|n| format!("app/part{n}/a.py")).collect();
        assert_eq!(paths(&files), ["app/"]);
        let files: Vec<String> = (0..40).map(|n| format!("tool{n}.py")).collect();
        assert_eq!(paths(&files), [""]);
    }

    #[test]
    fn names_are_those_of_modules() {
        let name = |path: &str| System { path: path.to_owned(), calls: Vec::new() }.name("desk", ".");
        assert_eq!(name("src/desk/llm/"), "desk.llm");
        assert_eq!(name("bot.py"), "bot");
        assert_eq!(name("src/"), "desk");
        assert_eq!(name(""), "desk");
    }
}
