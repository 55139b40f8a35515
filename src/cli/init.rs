//! `mima init`: scans, plans, shows the plan, writes.

mod ask;
mod ground;
mod show;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::args::InitArgs;
use super::baseline::{Held, render};
use super::environment::Environment;
use super::progress::Progress;
use super::subject::Subject;
use super::{Exit, Failure, diagnostics, print};
use crate::config::Config;
use crate::config::ConfigSource;
use crate::init::{Artifact, Base, Existing, Facts, Known, Outcome, OwnSettings, Surroundings, Wanted};
use crate::init::{artifacts, merge};
use crate::output::Prepared;
use crate::walk::filter::GlobSet;
use crate::walk::paths::{relative, slashed};
use crate::{Analysis, init};
use ask::Person;
use ground::Ground;

/// An artifact, where it goes and what becomes of it.
#[derive(Clone, Debug)]
struct Step {
    artifact: Artifact,
    /// Absolute; `None` where there is no such place.
    path: Option<PathBuf>,
    /// As it is printed.
    printed: String,
    /// What is there.
    existing: Existing,
    outcome: Outcome,
}

impl Step {
    /// The same step, with the file replaced.
    fn replaced(&self) -> Self {
        Self { outcome: merge(&self.artifact, &self.existing, true), ..self.clone() }
    }
}

/// Plans, shows the plan, and writes unless only the plan was asked for.
pub(super) fn run(args: &InitArgs, environment: &Environment) -> Result<Exit, Failure> {
    let ground = Ground::survey(args, environment)?;
    let is_asking = !args.yes && !args.dry_run && io::stdin().is_terminal() && io::stderr().is_terminal();
    let person = if is_asking { Some(Person::new()?) } else { None };
    let mut wanted = wanted(args);
    if let Some(person) = &person
        && !person.chooses(&mut wanted, &ground)?
    {
        return print(show::NOTHING.as_bytes());
    }
    let facts = facts(args, &wanted, &ground, environment)?;
    let mut steps = plan(&facts, &wanted, &ground, args.force);
    if args.dry_run {
        diagnostics::info(show::plan(&facts, &steps).trim_end());
        print(show::diff(&steps).as_bytes())?;
        return Ok(exit(&steps));
    }
    print(show::plan(&facts, &steps).as_bytes())?;
    if let Some(person) = &person
        && !person.agrees(&mut steps)?
    {
        return print(show::NOTHING.as_bytes());
    }
    let changes = write(&steps, ground.tree())?;
    print(show::next(&facts, &wanted, &steps, changes).as_bytes())?;
    Ok(exit(&steps))
}

/// What the arguments ask for. Whoever runs it wants tests, settings and policies; the others touch what is shared
/// and have to be named.
fn wanted(args: &InitArgs) -> Wanted {
    Wanted {
        tests: true,
        settings: true,
        policies: true,
        frameworks: args.framework.clone(),
        hook: args.parts.hook,
        github: args.parts.github_action,
        gitlab: args.parts.gitlab_ci,
        pre_commit: args.parts.pre_commit,
    }
}

/// Scans the project. Where it keeps the code of others it scans again without that, because the settings that are
/// about to be written say so.
fn facts(
    args: &InitArgs,
    wanted: &Wanted,
    ground: &Ground,
    environment: &Environment,
) -> Result<Facts, Failure> {
    let is_replaced = args.force && wanted.settings && ground.root.join("mima.toml").is_file();
    let roots = std::slice::from_ref(&ground.root);
    let source = if is_replaced { ConfigSource::Isolated } else { ConfigSource::Discover(roots) };
    let mut subject = Subject::of_path(&ground.root, source, environment)?;
    let settings = subject.settings.in_force(&ground.root);
    // Whether test code makes calls is asked here, whatever the settings say.
    subject.overrides.tests = Some(true);
    let mut progress = Progress::new(false, false);
    let examined = subject.analyse(environment, &progress)?.by_usable_settings()?;
    let mut around = Surroundings {
        name: ground.name.clone(),
        prefix: ground.prefix.clone(),
        way: ground.way.clone(),
        packages: ground::packages(&examined.files),
        has_gate: match &settings.file {
            Some(_) => {
                settings.strict || settings.min_coverage.is_some() || settings.max_unattested.is_some()
            }
            None => wanted.settings,
        },
        counts_tests: if settings.file.is_some() { settings.tests } else { !wanted.settings },
        settings: own_settings(&settings, ground),
        known: None,
    };
    let names_one = settings.baseline.is_some();
    let known = |around: &mut Surroundings, analysis: &Analysis| -> Result<(), Failure> {
        around.known = if names_one { None } else { known(around, analysis, ground, environment)? };
        Ok(())
    };
    known(&mut around, &examined.analysis)?;
    let mut facts = Facts::new(&examined.files, &examined.analysis, &around);
    if !facts.vendored.is_empty() && around.settings.is_none() && wanted.settings {
        let exclude = facts.vendored.clone();
        subject.walk.globs.push(GlobSet { base: Some(ground.root.clone()), include: Vec::new(), exclude });
        let examined = subject.analyse(environment, &progress)?.by_usable_settings()?;
        let vendored = std::mem::take(&mut facts.vendored);
        known(&mut around, &examined.analysis)?;
        facts = Facts::new(&examined.files, &examined.analysis, &around);
        facts.vendored = vendored;
    }
    progress.finish();
    Ok(facts)
}

/// Where the settings are that hold for the project.
fn own_settings(settings: &Config, ground: &Ground) -> Option<OwnSettings> {
    let name = Path::new(settings.file.as_deref()?).file_name()?;
    let project = ground.base(Base::Project).ok()?;
    let way = slashed(&relative(project, &settings.base));
    Some(OwnSettings {
        printed: settings.file.clone()?,
        names_baseline: settings.baseline.is_some(),
        path: slashed(&relative(&settings.base.join(name), project)),
        way: if way.is_empty() { way } else { way + "/" },
    })
}

/// What fails a scan today; `None` where nothing does.
fn known(
    around: &Surroundings,
    analysis: &Analysis,
    ground: &Ground,
    environment: &Environment,
) -> Result<Option<Known>, Failure> {
    let mut report = analysis.report.clone();
    if !around.counts_tests {
        report.leave_out_tests();
    }
    let path = ground.base(Base::Project).map_err(Failure::from)?.join(init::BASELINE);
    let held = Held::Failing;
    let (text, count) = render(&report, &analysis.sources, &path, &environment.cwd, held, Vec::new())?;
    Ok((count > 0).then_some(Known { text, count }))
}

fn plan(facts: &Facts, wanted: &Wanted, ground: &Ground, force: bool) -> Vec<Step> {
    let step = |artifact: Artifact| {
        let (path, existing) = match ground.base(artifact.base) {
            Ok(base) => {
                let path = base.join(&artifact.path);
                let existing = ground::look(&path);
                (Some(path), existing)
            }
            Err(reason) => (None, Existing::Other(reason)),
        };
        let printed = path.as_ref().map_or_else(|| artifact.usual_path(), |path| ground.printed(path));
        let outcome = merge(&artifact, &existing, force);
        Step { artifact, path, printed, existing, outcome }
    };
    artifacts(facts, wanted).into_iter().map(step).collect()
}

/// Carries the outcomes out, all or none: everything is prepared before the first file is put in its place. Gives the
/// number of files that changed.
fn write(steps: &[Step], tree: &Path) -> Result<usize, Failure> {
    let mut made = Vec::new();
    let prepared = prepare(steps, tree, &mut made);
    if prepared.is_err() {
        ground::remove_directories(&made);
    }
    let prepared = prepared.map_err(|Failure(mut said)| {
        said.push(show::NOTHING.trim_end().to_owned());
        Failure(said)
    })?;
    let changes = prepared.len();
    for (step, path, file) in prepared {
        let is_script = step.artifact.base == Base::Hooks && step.existing == Existing::Missing;
        file.put()
            .and_then(|()| if is_script { ground::make_executable(path) } else { Ok(()) })
            .map_err(|error| cannot_write(step, &error))?;
    }
    Ok(changes)
}

/// Makes the directories, which are added to `made`, and all files but for their places.
fn prepare<'a>(
    steps: &'a [Step],
    tree: &Path,
    made: &mut Vec<PathBuf>,
) -> Result<Vec<(&'a Step, &'a Path, Prepared)>, Failure> {
    let mut prepared = Vec::new();
    for step in steps {
        let (Some(path), Some(text)) = (step.path.as_deref(), step.outcome.text()) else { continue };
        let file = ground::make_directory(path.parent().unwrap_or(path), made)
            .and_then(|()| Prepared::new(path, tree, text.as_bytes()))
            .map_err(|error| cannot_write(step, &error))?;
        prepared.push((step, path, file));
    }
    Ok(prepared)
}

fn cannot_write(step: &Step, error: &io::Error) -> Failure {
    Failure::from(format!("cannot write `{}`: {error}", step.printed))
}

/// What was asked for and cannot be had is a failure; a file that is kept is none.
fn exit(steps: &[Step]) -> Exit {
    let mut exit = Exit::Done;
    for step in steps {
        if let Outcome::Refuse(reason) = &step.outcome {
            diagnostics::error(&format!("`{}` {reason}", step.printed));
            // Where there is a file, somebody can put the lines into it.
            if let Some(lines) = step.artifact.by_hand().filter(|_| step.existing.is_text()) {
                diagnostics::info(&format!("What it would get:\n{lines}"));
            }
            exit = Exit::Failed;
        }
    }
    exit
}
