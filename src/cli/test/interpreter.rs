//! The Python that a project's tests are run by.

use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::environment::Environment;
use crate::git;

/// Where a virtual environment keeps its interpreter.
const IN_ENVIRONMENT: &[&str] =
    if cfg!(windows) { &["Scripts/python.exe"] } else { &["bin/python3", "bin/python"] };

const ON_PATH: &[&str] =
    if cfg!(windows) { &["python.exe", "py.exe", "python3.exe"] } else { &["python3", "python"] };

/// The interpreter that was named, that of the active virtual environment, that of the one at or above the working
/// directory, or the first on the path.
pub(super) fn find(named: Option<&Path>, environment: &Environment) -> Result<PathBuf, Failure> {
    if let Some(named) = named {
        let path = environment.cwd.join(named);
        let found = if path.is_file() { Some(path) } else { on_path(&[named], environment) };
        return found.ok_or_else(|| Failure::from(format!("there is no Python `{}`", named.display())));
    }
    let active = environment.variable("VIRTUAL_ENV").map(PathBuf::from);
    let of_project = || directories(&environment.cwd).flat_map(|it| [it.join(".venv"), it.join("venv")]);
    let mut environments = active.into_iter().chain(of_project());
    let inside =
        |folder: PathBuf| IN_ENVIRONMENT.iter().map(|name| folder.join(name)).find(|it| it.is_file());
    let usual: Vec<&Path> = ON_PATH.iter().map(Path::new).collect();
    environments.find_map(inside).or_else(|| on_path(&usual, environment)).ok_or_else(|| {
        Failure::from(
            "there is no Python to run this: no virtual environment (`.venv`, `venv`), and no `python3` on the path; \
             name one with --python"
                .to_owned(),
        )
    })
}

/// The working directory and what is above it in its repository.
fn directories(cwd: &Path) -> impl Iterator<Item = &Path> {
    let top = git::top_of(cwd).unwrap_or_else(|| cwd.to_path_buf());
    cwd.ancestors().take_while(move |directory| directory.starts_with(&top))
}

fn on_path(names: &[&Path], environment: &Environment) -> Option<PathBuf> {
    let path = environment.variable("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|it| it.is_file()))
}
