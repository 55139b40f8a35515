//! Which files are meant.

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

    /// Whether a path in lower case, with `/`, is meant.
    pub(super) fn matches(&self, path: &str) -> bool {
        let mut segments = path.rsplit('/');
        segments.next().is_some_and(|name| matches(&self.name, name))
            && self.directories.iter().rev().all(|directory| segments.next() == Some(directory))
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
}
