//! Which files are meant.

use rustc_hash::FxHashMap;

/// The name of a file, with `*` for any characters, and the directories that it has to stand in:
/// `.github/workflows/*.yml`. Case does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePattern {
    /// In lower case, the innermost one last.
    directories: Vec<String>,
    /// In lower case.
    name: String,
}

impl FilePattern {
    /// The pattern that a text stands for.
    pub fn new(text: &str) -> Self {
        let text = text.to_ascii_lowercase();
        let mut directories: Vec<String> = text.split('/').map(str::to_owned).collect();
        let name = directories.pop().unwrap_or_default();
        Self { directories, name }
    }

    /// The extension, where that is all that the pattern says.
    pub(super) fn extension(&self) -> Option<&str> {
        let extension = self.name.strip_prefix("*.")?;
        (self.directories.is_empty() && !extension.contains(['*', '.'])).then_some(extension)
    }

    /// Whether a dot stands before the name, or before that of a directory.
    pub(super) fn is_hidden(&self) -> bool {
        self.directories.iter().chain([&self.name]).any(|segment| segment.starts_with('.'))
    }

    /// The directories, with `/` between them.
    pub(super) fn directory(&self) -> String {
        self.directories.join("/")
    }

    /// The extension that a name has to have.
    fn last_extension(&self) -> Option<&str> {
        let fixed = self.name.rsplit('*').next().unwrap_or_default();
        fixed.rsplit_once('.').map(|(_, extension)| extension)
    }

    /// Whether a path in lower case, with `/`, is meant.
    pub(super) fn matches(&self, path: &str) -> bool {
        let mut segments = path.rsplit('/');
        segments.next().is_some_and(|name| matches(&self.name, name))
            && self.directories.iter().rev().all(|directory| segments.next() == Some(directory))
    }
}

/// Patterns with what each stands for. Most files of a tree have an extension that no pattern asks for.
#[derive(Default)]
pub(super) struct FilePatterns<T> {
    all: Vec<(FilePattern, T)>,
    /// Those that ask for an extension, in their order.
    by_extension: FxHashMap<String, Vec<usize>>,
    /// Those that ask for none.
    others: Vec<usize>,
}

impl<T: Copy> FilePatterns<T> {
    pub(super) fn add(&mut self, pattern: FilePattern, value: T) {
        let at = self.all.len();
        match pattern.last_extension() {
            Some(extension) => self.by_extension.entry(extension.to_owned()).or_default().push(at),
            None => self.others.push(at),
        }
        self.all.push((pattern, value));
    }

    /// The patterns, in the order in which they were added.
    pub(super) fn patterns(&self) -> impl Iterator<Item = &FilePattern> {
        self.all.iter().map(|(pattern, _)| pattern)
    }

    /// What the first pattern stands for by which a path in lower case, with `/`, is meant.
    pub(super) fn find(&self, path: &str) -> Option<T> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let extension = name.rsplit_once('.').and_then(|(_, extension)| self.by_extension.get(extension));
        let first = |of: &[usize]| of.iter().copied().find(|&at| self.all[at].0.matches(path));
        let found = [first(&self.others), extension.and_then(|of| first(of))];
        found.into_iter().flatten().min().map(|at| self.all[at].1)
    }
}

/// Whether a name fits a pattern with at most a few `*`.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((start, mut rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut name) = name.strip_prefix(start) else { return false };
    while let Some((middle, after)) = rest.split_once('*') {
        let Some(at) = name.find(middle) else { return false };
        name = &name[at + middle.len()..];
        rest = after;
    }
    name.ends_with(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_names_and_directories() {
        let is = |pattern: &str, path: &str| FilePattern::new(pattern).matches(path);
        assert!(is("Dockerfile*", "a/dockerfile.dev"));
        assert!(is("*.blade.php", "x.blade.php"));
        assert!(is(".github/workflows/*.yml", "x/.github/workflows/a.yml"));
        assert!(is("*compose*.yml", "docker-compose.prod.yml"));
        assert!(!is(".github/workflows/*.yml", "workflows/a.yml"));
        assert!(!is("go.mod", "a/cargo.mod"));
        assert!(!is("a*b*c", "ac"));
    }

    #[test]
    fn the_first_of_several_patterns_counts_whether_or_not_it_asks_for_an_extension() {
        let mut patterns = FilePatterns::default();
        for (at, text) in ["*.d/a.yml", "docker*", "*compose*.yml", "*.yml.j2"].into_iter().enumerate() {
            patterns.add(FilePattern::new(text), at);
        }
        assert_eq!(patterns.find("docker-compose.yml"), Some(1));
        assert_eq!(patterns.find("x/compose.yml"), Some(2));
        assert_eq!(patterns.find("x/a.yml.j2"), Some(3));
        assert_eq!(patterns.find("x/a.yml"), None);
    }
}
