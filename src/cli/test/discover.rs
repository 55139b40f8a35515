//! Which files are tests.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::cli::Failure;
use crate::policy::results::Kind;
use crate::walk::paths::printed_path;

/// A file with tests in it.
#[derive(Debug)]
pub(in crate::cli) struct TestFile {
    pub(super) path: PathBuf,
    /// The path as it is printed.
    pub(super) printed: String,
    pub(super) kind: Kind,
}

/// The directory of policies, wherever it is.
const POLICIES: &str = "mima_policy";

/// The files to run, each once: those that are named, those in directories that are named, or those in the usual
/// places.
pub(super) fn files(named: &[PathBuf], cwd: &Path) -> Result<Vec<TestFile>, Failure> {
    let mut files: Vec<TestFile> = Vec::new();
    if named.is_empty() {
        files.extend(inside(&cwd.join("tests"), cwd, Some(1)));
        files.extend(inside(&cwd.join(POLICIES), cwd, Some(1)));
    }
    for name in named {
        let path = cwd.join(name);
        if path.is_dir() {
            let found = inside(&path, cwd, None);
            if found.is_empty() {
                return Err(Failure::from(format!("no governance tests in `{}`; {SOUGHT}", name.display())));
            }
            files.extend(found);
        } else {
            files.push(file(&path, name, cwd)?);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(file.printed.clone()));
    if !files.iter().any(|file| file.kind != Kind::Rust) {
        return Err(Failure::from(match files.first() {
            Some(rust) => format!(
                "`{}` is run by cargo: `cargo test --test governance`; there is nothing else to run",
                rust.printed
            ),
            None => format!("no governance tests here; {SOUGHT}; `mima policy init` writes a policy"),
        }));
    }
    Ok(files)
}

/// What is looked for.
const SOUGHT: &str = "they are called `test_governance*.py`, or are YAML in `mima_policy/`";

/// A file that was named.
fn file(path: &Path, name: &Path, cwd: &Path) -> Result<TestFile, Failure> {
    if !path.is_file() {
        return Err(Failure::from(format!("`{}` does not exist", name.display())));
    }
    let kind = match path.extension().and_then(|suffix| suffix.to_str()) {
        Some("py") => Kind::Python,
        Some("yaml" | "yml") => Kind::Policy,
        Some("rs") => Kind::Rust,
        _ => {
            return Err(Failure::from(format!(
                "`{}` is no test: tests are Python (`.py`) or policies (`.yaml`)",
                name.display()
            )));
        }
    };
    Ok(TestFile { path: path.to_owned(), printed: printed_path(path, cwd), kind })
}

/// The policies in a directory, whatever it is called.
pub(super) fn policies(named: &Path, cwd: &Path) -> Result<Vec<TestFile>, Failure> {
    let directory = cwd.join(named);
    if !directory.is_dir() {
        let hint = "`mima policy init` writes one";
        return Err(Failure::from(format!(
            "there is no directory `{}` with policies; {hint}",
            named.display()
        )));
    }
    let is_yaml = |path: &PathBuf| {
        path.extension().and_then(|suffix| suffix.to_str()).is_some_and(|it| matches!(it, "yaml" | "yml"))
    };
    let found = listed(&directory, Some(1)).filter(is_yaml);
    let file = |path: PathBuf| TestFile { printed: printed_path(&path, cwd), path, kind: Kind::Policy };
    let files: Vec<TestFile> = found.map(file).collect();
    if files.is_empty() {
        return Err(Failure::from(format!("there are no policies in `{}`", named.display())));
    }
    Ok(files)
}

/// The tests in a directory, in the order of their paths; what git ignores is left out.
fn inside(directory: &Path, cwd: &Path, depth: Option<usize>) -> Vec<TestFile> {
    let test = |path: PathBuf| {
        let kind = kind(&path)?;
        Some(TestFile { printed: printed_path(&path, cwd), path, kind })
    };
    listed(directory, depth).filter_map(test).collect()
}

/// The files in a directory.
fn listed(directory: &Path, depth: Option<usize>) -> impl Iterator<Item = PathBuf> {
    let mut builder = WalkBuilder::new(directory);
    builder.max_depth(depth).sort_by_file_path(Path::cmp);
    let entries = builder.build().filter_map(Result::ok);
    entries.map(ignore::DirEntry::into_path).filter(|path| path.is_file())
}

/// What a file in a directory is by its name.
fn kind(path: &Path) -> Option<Kind> {
    let name = path.file_name()?.to_str()?;
    let is_policy = || path.parent().is_some_and(|parent| parent.ends_with(POLICIES));
    match path.extension()?.to_str()? {
        "py" if name.starts_with("test_governance") => Some(Kind::Python),
        "yaml" | "yml" if is_policy() => Some(Kind::Policy),
        "rs" if name == "governance.rs" && path.parent()?.ends_with("tests") => Some(Kind::Rust),
        _ => None,
    }
}
