//! `mima ratchet`: takes out of the baseline what is gone, and lowers the limits that have become slack. It never lets
//! more through: what is new is named, and stays new.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::args::RatchetArgs;
use super::baseline::{Held, Known, render};
use super::environment::Environment;
use super::progress::Progress;
use super::subject::{Examined, Subject};
use super::{Exit, Failure, diagnostics, print};
use crate::config::{Config, ConfigSource, Disk, Settings};
use crate::finding::{AiCall, Finding, Level};
use crate::output::write_file;
use crate::walk::paths::{absolute, slashed};
use crate::{Analysis, Content};

/// How many new calls are named.
const MOST_NAMED: usize = 10;

/// A file that is tightened.
struct Change {
    path: PathBuf,
    text: String,
    /// What changes, one line.
    says: String,
}

/// Scans all that the settings speak of, and tightens them.
pub(super) fn run(args: &RatchetArgs, environment: &Environment) -> Result<Exit, Failure> {
    let cwd = &environment.cwd;
    let named = args.path.clone().unwrap_or_else(|| PathBuf::from("."));
    let root = outermost(&named, cwd)?;
    let roots = std::slice::from_ref(&root);
    let mut subject = Subject::of_path(&root, ConfigSource::Discover(roots), environment)?;
    // Each baseline is judged by itself.
    subject.overrides.baseline = true;
    let mut progress = Progress::new(args.quiet, false);
    let examined = subject.analyse(environment, &progress);
    progress.finish();
    let examined = examined?.by_usable_settings()?;
    let mut changes = Vec::new();
    let mut kept = 0;
    let mut known = examined.analysis.clone();
    for config in examined.settings.written() {
        kept += shrink(config, &examined, &mut known, cwd, &mut changes)?;
        changes.extend(lower(config, &examined.analysis, cwd));
    }
    name_new(&known, examined.settings.written().any(|config| config.baseline.is_some()));
    if changes.is_empty() {
        print(format!("Nothing to tighten: {kept} known, and all of them are there.\n").as_bytes())?;
        return Ok(Exit::Done);
    }
    if !args.check {
        for change in &changes {
            write_file(&change.path, &environment.tree(), change.text.as_bytes()).map_err(|error| {
                Failure::from(format!("cannot write `{}`: {error}", change.path.display()))
            })?;
        }
    }
    let said: Vec<&str> = changes.iter().map(|change| change.says.as_str()).collect();
    print((said.join("\n") + "\n").as_bytes())?;
    Ok(if args.check { Exit::GateFailed } else { Exit::Done })
}

/// The directory of the outermost settings that hold something.
fn outermost(named: &Path, cwd: &Path) -> Result<PathBuf, Failure> {
    let settings = Settings::load(ConfigSource::Discover(&[named.to_path_buf()]), cwd, &Disk)
        .map_err(Failure::of_mistakes)?;
    let holds = |config: &&Config| config.baseline.is_some() || config.max_unattested.is_some();
    settings.written().find(holds).map(|config| config.base.clone()).ok_or_else(|| {
        Failure::from(
            "no settings here name a `baseline` or set `max-unattested`; `mima init` writes both a baseline and settings",
        )
    })
}

/// Takes out of a baseline what matches nothing, and marks in `all` what stands in it. Gives how many entries stay.
fn shrink(
    config: &Config,
    examined: &Examined,
    all: &mut Analysis,
    cwd: &Path,
    changes: &mut Vec<Change>,
) -> Result<usize, Failure> {
    let Some(file) = &config.baseline else { return Ok(0) };
    let known = Known::of_settings(file, cwd)?;
    let is_below = |path: &str| absolute(Path::new(path), cwd).starts_with(&config.scope);
    let mut own = examined.analysis.clone();
    known.apply(&mut own, cwd, is_below);
    known.apply(all, cwd, is_below);
    let is_scanned = |path: &Path| {
        examined.files.iter().any(|it| matches!(&it.content, Content::OnDisk(at) if at.as_path() == path))
    };
    let unseen = known.unseen(is_scanned);
    let (text, count) = render(&own.report, &own.sources, &file.path, cwd, Held::Known, unseen)?;
    if text != file.text {
        let says = if count == known.len() {
            format!("{}: written anew, {count} known", file.printed)
        } else {
            format!("{}: {} known, {count} now", file.printed, known.len())
        };
        changes.push(Change { path: file.path.clone(), text, says });
    }
    Ok(count)
}

/// Lowers the limit on unattested calls to what there is.
fn lower(config: &Config, analysis: &Analysis, cwd: &Path) -> Option<Change> {
    let limit = config.max_unattested?;
    let sources = &analysis.sources;
    let is_below = |call: &&AiCall| {
        absolute(Path::new(sources.path(call.location.file)), cwd).starts_with(&config.scope)
    };
    let found = analysis.report.open_calls().filter(is_below).count();
    if found >= limit {
        return None;
    }
    let span = config.place("max-unattested", None);
    let entry = config.text.get(span.range())?;
    let at = span.start as usize + entry.rfind(&limit.to_string())?;
    let mut text = config.text.clone();
    text.replace_range(at..at + limit.to_string().len(), &found.to_string());
    let file = config.file.as_deref()?;
    let line = config.text.get(..at)?.matches('\n').count() + 1;
    let name = Path::new(file).file_name()?;
    Some(Change {
        path: config.base.join(name),
        text,
        says: format!("{file}:{line}: max-unattested was {limit}, is {found}"),
    })
}

/// Names the errors that no baseline holds.
fn name_new(known: &Analysis, has_baseline: bool) {
    let is_new = |finding: &&Finding| finding.is_open() && finding.level == Level::Error;
    let new: Vec<&Finding> = known.report.findings.iter().filter(is_new).collect();
    if new.is_empty() || !has_baseline {
        return;
    }
    let place = |finding: &&Finding| {
        let path = slashed(Path::new(known.sources.path(finding.location.file)));
        format!("{path}:{}", finding.location.file_line)
    };
    let named: Vec<String> = new.iter().take(MOST_NAMED).map(place).collect();
    let what = match new.len() {
        1 => "1 error is new and stays so".to_owned(),
        count => format!("{count} errors are new and stay so"),
    };
    let mut text = format!("{what}: {}", named.join(", "));
    if new.len() > named.len() {
        // Writing to a string cannot fail.
        let _ = write!(text, " and {} more", new.len() - named.len());
    }
    diagnostics::warning(&text);
}
