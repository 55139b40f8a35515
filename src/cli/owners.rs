//! Which settings hold for which file of a scan.

use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Failure;
use crate::config::{Config, Settings};
use crate::walk::WalkOptions;
use crate::walk::paths::{absolute, canonical};
use crate::{Content, InputFile};

/// The files of a scan, each with its settings.
#[derive(Debug)]
pub(super) struct Owners<'s> {
    settings: &'s Settings,
    cwd: PathBuf,
    files: Files,
}

#[derive(Debug)]
enum Files {
    /// The same settings hold for all of them.
    All(usize),
    /// By printed path.
    Each(FxHashMap<Arc<str>, usize>),
}

/// So many times the files are analysed, each time by what other settings say.
const MOST_ANALYSES: usize = 16;

impl<'s> Owners<'s> {
    pub(super) fn new(settings: &'s Settings, files: &[InputFile], walk: &WalkOptions) -> Self {
        let mut concerned = concerned(settings, walk).into_iter();
        let only = concerned.next().filter(|_| concerned.next().is_none());
        let files = match only {
            Some(only) => Files::All(only),
            None => Files::Each(
                files.iter().map(|file| (file.path.clone(), owner(file, settings, walk))).collect(),
            ),
        };
        Self { settings, cwd: walk.cwd.clone(), files }
    }

    /// The number of the settings that hold for a file, by its printed path.
    pub(super) fn number(&self, printed: &str) -> usize {
        match &self.files {
            Files::All(only) => *only,
            Files::Each(files) => {
                let known = files.get(printed).copied();
                known.unwrap_or_else(|| self.settings.nearest(&absolute(printed.as_ref(), &self.cwd)))
            }
        }
    }

    /// The settings that hold for a file.
    pub(super) fn of(&self, printed: &str) -> &'s Config {
        &self.settings.all()[self.number(printed)]
    }

    /// The numbers of the settings that hold for some files, put together where the same analysis serves them.
    ///
    /// # Errors
    /// There are too many of them.
    pub(super) fn groups<'f>(
        &self,
        files: impl Iterator<Item = &'f InputFile>,
    ) -> Result<Vec<Vec<usize>>, Failure> {
        let mut numbers: Vec<usize> = match &self.files {
            Files::All(only) => vec![*only],
            Files::Each(_) => files.map(|file| self.number(&file.path)).collect(),
        };
        numbers.sort_unstable();
        numbers.dedup();
        let all = self.settings.all();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for number in numbers {
            match groups.iter_mut().find(|group| all[group[0]].analyses_like(&all[number])) {
                Some(group) => group.push(number),
                None => groups.push(vec![number]),
            }
        }
        if groups.len() > MOST_ANALYSES {
            return Err(Failure::from(format!(
                "settings of {} directories differ in `rule-files`, `attestation` or `limits`; {MOST_ANALYSES} may",
                groups.len()
            )));
        }
        // Without a file what is said of a scan is said by the first settings.
        Ok(if groups.is_empty() { vec![vec![0]] } else { groups })
    }
}

/// The numbers of the settings that hold for something that is scanned: those nearest to the roots, and those below.
pub(super) fn concerned(settings: &Settings, walk: &WalkOptions) -> Vec<usize> {
    let roots: Vec<PathBuf> = walk.roots.iter().filter_map(|root| canonical(&walk.cwd.join(root))).collect();
    let mut concerned: Vec<usize> = roots.iter().map(|root| settings.nearest(root)).collect();
    if roots.is_empty() {
        concerned = (0..settings.all().len()).collect();
    }
    let is_below = |config: &Config| roots.iter().any(|root| config.scope.starts_with(root));
    concerned.extend((0..settings.all().len()).filter(|&at| is_below(&settings.all()[at])));
    concerned.sort_unstable();
    concerned.dedup();
    concerned
}

fn owner(file: &InputFile, settings: &Settings, walk: &WalkOptions) -> usize {
    match &file.content {
        Content::OnDisk(path) => settings.nearest(path),
        Content::Bytes(_) => settings.nearest(&absolute(file.path.as_ref().as_ref(), &walk.cwd)),
    }
}
