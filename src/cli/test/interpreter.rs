//! The Python that a project's tests are run by.

use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::environment::Environment;
use crate::git;

/// Where a virtual environment keeps its interpreter.
const IN_ENVIRONMENT: &[&str] =
    if cfg!(windows) { &["Scripts/python.exe"] } else { &["bin/python3", "bin/python"] };

/// What virtual environments in a project are called.
const USUAL_ENVIRONMENTS: &[&str] = &[".venv", "venv"];

const ON_PATH: &[&str] =
    if cfg!(windows) { &["python.exe", "py.exe", "python3.exe"] } else { &["python3", "python"] };

/// The interpreter that was named, that of the active virtual environment, or the first on the path.
///
/// A virtual environment that merely lies in the tree is not used: whoever can change the tree could put any program there.
pub(super) fn find(named: Option<&Path>, environment: &Environment) -> Result<PathBuf, Failure> {
    if let Some(named) = named {
        let path = environment.cwd.join(named);
        let found = if path.is_file() {
            Some(path)
        } else {
            inside(&path).or_else(|| on_path(&[named], environment))
        };
        return found.ok_or_else(|| Failure::from(format!("there is no Python `{}`", named.display())));
    }
    let active = environment.variable("VIRTUAL_ENV").and_then(|it| inside(Path::new(&it)));
    let usual: Vec<&Path> = ON_PATH.iter().map(Path::new).collect();
    active.or_else(|| on_path(&usual, environment)).ok_or_else(|| {
        let unused = of_tree(environment).map(|it| format!(" (`--python {}` is here)", it.display()));
        Failure::from(format!(
            "there is no Python to run this: no virtual environment is active, and no `python3` is on the path; name one \
             with --python{}",
            unused.unwrap_or_default()
        ))
    })
}

/// The virtual environment of the tree, relative to the working directory: the nearest at or above it in its repository.
pub(super) fn of_tree(environment: &Environment) -> Option<PathBuf> {
    let cwd = &environment.cwd;
    let top = git::top_of(cwd).unwrap_or_else(|| cwd.clone());
    let directories = cwd.ancestors().take_while(|directory| directory.starts_with(&top));
    directories.enumerate().find_map(|(above, directory)| {
        let name = USUAL_ENVIRONMENTS.iter().find(|name| inside(&directory.join(name)).is_some())?;
        Some(std::iter::repeat_n("..", above).collect::<PathBuf>().join(name))
    })
}

/// The interpreter of a virtual environment.
fn inside(environment: &Path) -> Option<PathBuf> {
    IN_ENVIRONMENT.iter().map(|name| environment.join(name)).find(|it| it.is_file())
}

/// A relative entry of the path leads into the tree, so that none is followed.
fn on_path(names: &[&Path], environment: &Environment) -> Option<PathBuf> {
    let path = environment.variable("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
    names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|it| it.is_file()))
}
