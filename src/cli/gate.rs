//! What a project's settings let through its gate, in a form in which two revisions of them can be compared.
//!
//! Everything that the settings say is an [`Opening`] with a degree: how much it lets through. So there is one question
//! for all of them, whether the degree has grown, and what a settings file does not say has a degree too. Where the
//! settings stand, in which file and in which order, does not matter: what is in force is compared.

mod openings;
mod pipelines;
mod policies;
mod rule_files;

use std::path::{Path, PathBuf};

use crate::config::{Files, SETTINGS_BYTES, Settings};
use crate::git::top_of;
use crate::walk::paths::printed_path;

pub(super) use openings::{Gate, Opening, Widened, widened};

impl Gate {
    /// All that makes a gate beside the settings, as it is or as it was: what `files` says. `directory` is one that is scanned.
    pub(super) fn gather(settings: Settings, directory: &Path, cwd: &Path, files: &dyn Files) -> Self {
        let top = top_of(directory).unwrap_or_else(|| directory.to_path_buf());
        let texts = |paths: Vec<PathBuf>| -> Vec<(String, String)> {
            let is_yaml = |path: &PathBuf| path.extension().is_some_and(|it| it == "yml" || it == "yaml");
            let yaml = paths.into_iter().filter(|path| is_yaml(path) && !files.leads_out(path, &top));
            yaml.filter_map(|path| Some((printed_path(&path, cwd), files.text(&path, SETTINGS_BYTES).ok()?)))
                .collect()
        };
        let mut pipelines = files.below(&top.join(".github/workflows"), Some(1));
        pipelines.extend(
            [".gitlab-ci.yml", ".pre-commit-config.yaml", ".pre-commit-config.yml"].map(|it| top.join(it)),
        );
        let policies = files.below(&cwd.join("mima_policy"), Some(1));
        Self { settings, pipelines: texts(pipelines), policies: texts(policies) }
    }
}
