//! The ground that is built on: the project's directory, its repository, and what is there already.

#![expect(
    clippy::disallowed_methods,
    reason = "this is where `mima init` looks at a project and makes directories"
)]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::args::InitArgs;
use crate::cli::environment::Environment;
use crate::git;
use crate::init::{Base, Existing};
use crate::regular;
use crate::walk::paths::{printed_path, relative, slashed};
use crate::{Content, InputFile};

/// Where everything is.
#[derive(Debug)]
pub(super) struct Ground {
    /// The project's directory, canonical.
    pub(super) root: PathBuf,
    /// Its name.
    pub(super) name: String,
    /// Its path below the root of its repository.
    pub(super) prefix: String,
    /// The way from where files are written to the project.
    pub(super) way: String,
    /// Where files of the project are written.
    project: PathBuf,
    /// Where files of the repository are written.
    repository: PathBuf,
    /// Where git looks for hooks, or why nowhere.
    hooks: Result<PathBuf, String>,
    cwd: PathBuf,
}

impl Ground {
    /// Looks around.
    pub(super) fn survey(args: &InitArgs, environment: &Environment) -> Result<Self, Failure> {
        let cwd = environment.cwd.clone();
        let named = args.path.as_deref().unwrap_or(Path::new("."));
        let root = fs::canonicalize(cwd.join(named)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::from(format!("`{}` does not exist", named.display())),
            _ => Failure::from(format!("`{}` cannot be read: {error}", named.display())),
        })?;
        if !root.is_dir() {
            let message = format!("`{}` is not a directory; name the project's directory", named.display());
            return Err(Failure::from(message));
        }
        // What mima-governance 0.3 meant by this option is a file.
        let is_file = |output: &&PathBuf| {
            cwd.join(output).is_file() || output.extension().is_some_and(|it| it == "py" || it == "rs")
        };
        if let Some(output) = args.output.as_ref().filter(is_file) {
            return Err(Failure::from(format!(
                "--output names the directory below which the files are written, and `{}` is a file",
                output.display()
            )));
        }
        let top = git::top_of(&root);
        refuse_control_characters(&root, top.as_deref())?;
        let written = args.output.as_ref().map(|output| cwd.join(output));
        Ok(Self {
            name: root
                .file_name()
                .map_or_else(|| "project".into(), |name| name.to_string_lossy().into_owned()),
            prefix: top
                .as_ref()
                .filter(|_| written.is_none())
                .and_then(|top| root.strip_prefix(top).ok())
                .map_or_else(String::new, slashed),
            way: written.as_ref().map_or_else(String::new, |from| slashed(&relative(&root, from))),
            project: written.clone().unwrap_or_else(|| root.clone()),
            repository: written.or_else(|| top.clone()).unwrap_or_else(|| root.clone()),
            hooks: hooks(top.as_deref(), environment),
            root,
            cwd,
        })
    }

    /// What paths of this kind are relative to, or why there is no such place.
    pub(super) fn base(&self, base: Base) -> Result<&Path, String> {
        match base {
            Base::Project => Ok(&self.project),
            Base::Repository => Ok(&self.repository),
            Base::Hooks => self.hooks.as_deref().map_err(Clone::clone),
        }
    }

    /// Below this directory nothing is written through a link.
    pub(super) fn tree(&self) -> &Path {
        &self.repository
    }

    /// A path as it is printed.
    pub(super) fn printed(&self, path: &Path) -> String {
        printed_path(&relative(path, &self.cwd), &self.cwd)
    }

    /// Whether there is something at a path below the repository's root.
    pub(super) fn has(&self, path: &str) -> bool {
        self.repository.join(path).exists()
    }

    /// Whether git would run a hook.
    pub(super) fn has_hooks(&self) -> bool {
        self.hooks.is_ok()
    }
}

/// The path of the project goes into a hook and into YAML: a line end in it would begin a line there.
fn refuse_control_characters(root: &Path, top: Option<&Path>) -> Result<(), Failure> {
    let below = top.and_then(Path::parent).and_then(|above| root.strip_prefix(above).ok());
    let path = below.or_else(|| root.file_name().map(Path::new)).unwrap_or(root).to_string_lossy();
    if path.contains(char::is_control) {
        let message = format!(
            "`{path}` has a control character in its name, and the name goes into files; rename it first"
        );
        return Err(Failure::from(message));
    }
    Ok(())
}

/// Where the hooks of a repository are.
fn hooks(top: Option<&Path>, environment: &Environment) -> Result<PathBuf, String> {
    let Some(top) = top else {
        return Err(
            "cannot be installed: the project is in no git repository (`git init` makes one)".to_owned()
        );
    };
    let users = settings_of_git(environment);
    let (hooks, own) = git::hooks(top, &users).map_err(|error| format!("cannot be installed: {error}"))?;
    // A directory that other repositories use too is not this project's to change.
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if [top, &own].iter().any(|own| real(&hooks).starts_with(real(own))) {
        Ok(hooks)
    } else {
        Err(format!(
            "cannot be installed: `core.hooksPath` leads out of the repository, to {}",
            hooks.display()
        ))
    }
}

/// Where git keeps the settings of the user and of the machine, the strongest first.
fn settings_of_git(environment: &Environment) -> Vec<PathBuf> {
    let file = |name: &str| environment.variable(name).map(PathBuf::from);
    let home = file("HOME").or_else(|| file("USERPROFILE"));
    let in_home = |below: &str| home.as_ref().map(|home| home.join(below));
    let beside = file("XDG_CONFIG_HOME").or_else(|| in_home(".config")).map(|it| it.join("git/config"));
    let of_user = match file("GIT_CONFIG_GLOBAL") {
        Some(named) => vec![named],
        None => in_home(".gitconfig").into_iter().chain(beside).collect(),
    };
    let of_machine = file("GIT_CONFIG_SYSTEM").unwrap_or_else(|| PathBuf::from("/etc/gitconfig"));
    of_user.into_iter().chain([of_machine]).collect()
}

/// A file that is added to is no larger than this, in bytes.
const MOST_READ: u64 = 1 << 24;

/// What is at a path.
pub(super) fn look(path: &Path) -> Existing {
    let Ok(link) = fs::symlink_metadata(path) else {
        // A parent that is a file has no children.
        let blocked = path.ancestors().skip(1).find(|it| it.exists()).filter(|it| !it.is_dir());
        return blocked.map_or(Existing::Missing, |it| {
            Existing::Other(format!("cannot be written: `{}` is not a directory", it.display()))
        });
    };
    let Ok(there) = fs::metadata(path) else {
        return Existing::Other("is a link that leads nowhere".to_owned());
    };
    if !there.is_file() {
        return Existing::Other("is there already and is no file".to_owned());
    }
    match regular::read(path, MOST_READ).map(String::from_utf8) {
        Ok(Ok(text)) => {
            Existing::File { text, is_link: link.is_symlink(), is_executable: is_executable(&there) }
        }
        Ok(Err(_)) => Existing::Other("is there already and is no text".to_owned()),
        Err(error) => Existing::Other(format!("cannot be read: {error}")),
    }
}

#[cfg(unix)]
fn is_executable(file: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn is_executable(_file: &fs::Metadata) -> bool {
    true
}

/// Makes a directory and those above it; each that was not there is added to `made`, the outer ones first.
pub(super) fn make_directory(path: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing: Vec<&Path> = path.ancestors().take_while(|it| !it.exists()).collect();
    for directory in missing.into_iter().rev() {
        fs::create_dir(directory)?;
        made.push(directory.to_path_buf());
    }
    Ok(())
}

/// Removes directories that were made, as far as nothing is in them.
pub(super) fn remove_directories(made: &[PathBuf]) {
    for directory in made.iter().rev() {
        // What cannot be removed has to stay.
        let _ = fs::remove_dir(directory);
    }
}

/// Lets everybody run a file who can read it.
#[cfg(unix)]
pub(super) fn make_executable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path)?.permissions().mode();
    fs::set_permissions(path, fs::Permissions::from_mode(mode | ((mode & 0o444) >> 2)))
}

/// Nothing has to be done: what can be read can be run.
#[cfg(not(unix))]
pub(super) fn make_executable(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether a file is a Rust test that cargo does not find, since the manifest of its package lists tests and not this
/// one.
pub(super) fn is_left_out(test: &Path) -> bool {
    find_left_out(test).unwrap_or(false)
}

fn find_left_out(test: &Path) -> Option<bool> {
    let name = test.file_stem().filter(|_| test.extension().is_some_and(|suffix| suffix == "rs"))?;
    let manifest = test.parent()?.parent()?.join("Cargo.toml");
    let table = toml::from_str::<toml::Table>(&fs::read_to_string(manifest).ok()?).ok()?;
    let is_found = table.get("package")?.get("autotests").and_then(toml::Value::as_bool).unwrap_or(true);
    let tests = table.get("test").and_then(toml::Value::as_array);
    let is_listed = tests
        .into_iter()
        .flatten()
        .any(|test| test.get("name").and_then(toml::Value::as_str).map(AsRef::as_ref) == Some(name));
    Some(!is_found && !is_listed)
}

/// The directories whose manifest is that of a package, below the project's root.
pub(super) fn packages(files: &[InputFile]) -> Vec<String> {
    let is_package = |file: &&InputFile| {
        let Content::OnDisk(path) = &file.content else { return false };
        let text = fs::read_to_string(path).unwrap_or_default();
        toml::from_str::<toml::Table>(&text).is_ok_and(|manifest| manifest.contains_key("package"))
    };
    let directory = |file: &InputFile| file.module_path.rsplit_once('/').map_or("", |(it, _)| it).to_owned();
    files.iter().filter(|file| file.is_manifest()).filter(is_package).map(directory).collect()
}
