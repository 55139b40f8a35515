//! Which settings hold for which files: those of the nearest directory at or above a file that has some.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::gitignore::GitignoreBuilder;

use super::{Config, ConfigError, ConfigSource, Files, Given, SETTINGS_BYTES, files};
use super::{lower, settings_in};
use crate::git;
use crate::limit::Limits;
use crate::mistakes::Mistakes;
use crate::walk::filter::GlobSet;
use crate::walk::paths::{absolute, canonical};

/// The settings of all that is scanned, the outer ones before those below them.
///
/// Of a file the nearest ones say which rules are reported, at which levels, what attests, and what is known. `include`,
/// `exclude` and the gates of those further out hold as well: a directory cannot leave the gate that it stands in by
/// settings of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Never empty. The first ones hold where no others do.
    all: Vec<Config>,
    /// The tops of the projects, as far as they are known: nothing that settings name lies above.
    tops: Vec<PathBuf>,
    /// Whether settings further down count.
    is_open: bool,
    /// What is wrong in settings further down, which hold nowhere because of that.
    mistakes: Vec<ConfigError>,
}

impl Settings {
    /// Reads the settings at and above some places, as they are or as they were: that is what `files` says.
    ///
    /// # Errors
    /// A file that cannot be read, or all that is wrong in one that holds something other than settings.
    pub fn load(
        source: ConfigSource<'_>,
        cwd: &Path,
        files: &dyn Files,
    ) -> Result<Self, Mistakes<ConfigError>> {
        match source {
            ConfigSource::Isolated => Ok(Self::none()),
            ConfigSource::File(named) => Ok(Self { all: vec![given(named, cwd, files)?], ..Self::none() }),
            ConfigSource::Discover(roots) => {
                let mut settings = Self { is_open: true, ..Self::none() };
                for root in roots {
                    settings.discover(&cwd.join(root), cwd, files)?;
                }
                Ok(settings)
            }
        }
    }

    /// That nothing is set anywhere.
    pub fn none() -> Self {
        Self { all: vec![Config::default()], tops: Vec::new(), is_open: false, mistakes: Vec::new() }
    }

    /// The same as those of a revision: without further settings that somebody might meet, and what is wrong says where.
    #[must_use]
    pub fn of_revision(mut self, revision: &str) -> Self {
        for mistake in &mut self.mistakes {
            mistake.message = format!("in `{revision}`: {}", mistake.message);
        }
        Self { is_open: false, ..self }
    }

    /// Adds the settings at a root and above it. Outside of a repository the search does not leave the working directory.
    fn discover(&mut self, root: &Path, cwd: &Path, files: &dyn Files) -> Result<(), Mistakes<ConfigError>> {
        let found = canonical(root).or_else(|| canonical(root.parent()?));
        let Some(found) = found else { return Ok(()) };
        let start = if found.is_dir() { found.as_path() } else { found.parent().unwrap_or(&found) };
        let top = git::top_of(start)
            .or_else(|| start.starts_with(cwd).then(|| cwd.to_path_buf()))
            .unwrap_or_else(|| start.to_path_buf());
        let directories: Vec<&Path> = start.ancestors().take_while(|it| it.starts_with(&top)).collect();
        self.tops.push(top.clone());
        for directory in directories.into_iter().rev() {
            self.enter(directory, cwd, files)?;
        }
        Ok(())
    }

    /// Adds the settings files that were met below the roots, unless settings further out exclude their directories. Where one
    /// cannot be used, those further out hold, and [`Settings::mistakes`] says what is wrong: it may be somebody's test data,
    /// and the rest of the tree is worth a report. At and above the roots nothing is further out, so that is an error.
    pub fn add(&mut self, met: &[PathBuf], cwd: &Path, files: &dyn Files) {
        let directories: BTreeSet<&Path> = met.iter().filter_map(|path| path.parent()).collect();
        for directory in directories {
            if self.is_open
                && !self.excludes(directory)
                && let Err(Mistakes(mistakes)) = self.enter(directory, cwd, files)
            {
                self.mistakes.extend(mistakes);
            }
        }
    }

    /// What is wrong in settings below the roots. Who analyses by these settings has failed, whatever is found.
    pub fn mistakes(&self) -> &[ConfigError] {
        &self.mistakes
    }

    fn enter(
        &mut self,
        directory: &Path,
        cwd: &Path,
        files: &dyn Files,
    ) -> Result<(), Mistakes<ConfigError>> {
        if self.all.iter().any(|config| config.scope == directory) {
            return Ok(());
        }
        let found = settings_in(directory, cwd, files).map_err(|mistake| Mistakes(vec![mistake]))?;
        let Some(path) = found else { return Ok(()) };
        let top = self.tops.iter().find(|top| directory.starts_with(top));
        let top = top.map_or(directory, PathBuf::as_path);
        let text = if files.leads_out(&path, top) {
            Err(files::led_out())
        } else {
            files.text(&path, SETTINGS_BYTES)
        };
        let config = lower(&path, directory, Some(top), text, cwd, files)?;
        self.all.push(Config { scope: directory.to_path_buf(), ..config });
        self.all.sort_by(|one, other| one.scope.cmp(&other.scope));
        Ok(())
    }

    /// All of them, the outer ones first. The first may stand in no file.
    pub fn all(&self) -> &[Config] {
        &self.all
    }

    /// Those that say something.
    pub fn written(&self) -> impl Iterator<Item = &Config> {
        self.all.iter().filter(|config| config.file.is_some())
    }

    /// The number of the settings that hold for an absolute path.
    pub fn nearest(&self, path: &Path) -> usize {
        self.all.iter().rposition(|config| path.starts_with(&config.scope)).unwrap_or_default()
    }

    /// What is in force in a directory: the nearest settings, with the gates of those further out.
    pub fn in_force(&self, directory: &Path) -> Config {
        let mut nearest = self.all[self.nearest(directory)].clone();
        for config in self.all.iter().filter(|config| directory.starts_with(&config.scope)) {
            nearest.take_stricter_gates(config);
        }
        nearest
    }

    /// Whether settings exclude a directory that lies below theirs, or one around it.
    pub fn excludes(&self, directory: &Path) -> bool {
        self.all.iter().filter(|config| !config.exclude.is_empty()).any(|config| {
            let mut builder = GitignoreBuilder::new(&config.base);
            for glob in &config.exclude {
                // What is wrong with it was told when it was read.
                let _ = builder.add_line(None, glob);
            }
            directory != config.base
                && directory.starts_with(&config.base)
                && builder
                    .build()
                    .is_ok_and(|globs| globs.matched_path_or_any_parents(directory, true).is_ignore())
        })
    }

    /// The globs of all of them.
    pub fn globs(&self) -> Vec<GlobSet> {
        let set = |config: &Config| GlobSet {
            base: Some(config.base.clone()),
            include: config.include.clone(),
            exclude: config.exclude.clone(),
        };
        self.all.iter().map(set).collect()
    }

    /// The directories that have settings in either of two, where both look.
    pub fn directories<'a>(&'a self, other: &'a Self) -> BTreeSet<&'a Path> {
        let scopes = self.all.iter().chain(&other.all).map(|config| config.scope.as_path());
        scopes.filter(|scope| !self.excludes(scope) && !other.excludes(scope)).collect()
    }

    /// Whether something else is in force somewhere with other settings, whatever files say it.
    pub fn is_other_than(&self, other: &Self) -> bool {
        let all = self.directories(other);
        all.into_iter().any(|directory| self.in_force(directory).is_other_than(&other.in_force(directory)))
    }
}

impl Config {
    /// Whether files can be analysed together by these settings and by others: these say the same of what is found, and
    /// of what attests.
    pub fn analyses_like(&self, other: &Self) -> bool {
        let known = |config: &'_ Self| -> (Limits, Vec<(String, String)>) {
            (config.limits.clone(), config.rule_files.clone())
        };
        known(self) == known(other)
            && self.attestation.belief == other.attestation.belief
            && self.attestation.markers == other.attestation.markers
    }
}

/// The settings that the user named. They hold for all files.
fn given(named: &Path, cwd: &Path, files: &dyn Files) -> Result<Config, Mistakes<ConfigError>> {
    let tree = git::top_of(cwd).unwrap_or_else(|| cwd.to_path_buf());
    let path = absolute(named, cwd);
    let text = if path.starts_with(&tree) && files.is_file(&path) && !files.leads_out(&path, &tree) {
        files.text(&path, SETTINGS_BYTES)
    } else {
        Given { tree: &tree }.text(&path, SETTINGS_BYTES)
    };
    let directory = path.parent().filter(|_| files.is_file(&path)).unwrap_or(cwd);
    // Settings that the user keeps elsewhere may name what lies anywhere.
    let top = path.starts_with(&tree).then_some(tree.as_path());
    lower(&path, directory, top, text, cwd, files)
}
