//! `mima policy`.

use std::fmt::Write as _;
use std::path::Path;

use super::args::{PolicyArgs, PolicyCheckArgs, PolicyCommand, PolicyInitArgs, PolicyListArgs};
use super::environment::Environment;
use super::test::{self, Scans, Shape};
use super::{Exit, Failure, controls, diagnostics, print};
use crate::finding::frameworks::framework;
use crate::output::write_file;
use crate::policy::results::Results;
use crate::policy::{Policy, starter};
use crate::walk::paths::slashed;

/// Runs one of the commands.
pub(super) fn run(args: &PolicyArgs, environment: &Environment) -> Result<Exit, Failure> {
    match &args.command {
        PolicyCommand::Init(args) => init(args, environment),
        PolicyCommand::List(args) => list(args, environment),
        PolicyCommand::Check(args) => check(args, environment),
    }
}

/// Writes policies that the project meets today. What is there stays, unless it is to be replaced.
fn init(args: &PolicyInitArgs, environment: &Environment) -> Result<Exit, Failure> {
    let chosen: Vec<_> =
        args.frameworks.iter().map(|name| controls::find(name.trim())).collect::<Result<_, _>>()?;
    let analysis = Scans::new(environment, &args.settings, false).of(".").map_err(Failure::from)?;
    let directory = environment.cwd.join(&args.path.path);
    create(&directory, &args.path.path)?;
    let mut text = String::new();
    for framework in chosen {
        let name = starter::file_name(framework);
        let printed = slashed(&args.path.path.join(&name));
        let path = directory.join(&name);
        if path.exists() && !args.force {
            writeln!(text, "kept     {printed}: it is there; --force replaces it")?;
            continue;
        }
        write_file(
            &path,
            &environment.tree(),
            starter::policy(framework, &analysis.report, false).as_bytes(),
        )
        .map_err(|error| Failure::from(format!("cannot write `{printed}`: {error}")))?;
        writeln!(text, "written  {printed}: {}", framework.name)?;
    }
    text.push_str("\n`mima test` judges it.\n");
    print(text.as_bytes())
}

#[expect(clippy::disallowed_methods, reason = "the policies get a directory")]
fn create(directory: &Path, named: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(directory)
        .map_err(|error| Failure::from(format!("cannot create `{}`: {error}", named.display())))
}

/// Lists policies and what they assert; nothing is scanned.
fn list(args: &PolicyListArgs, environment: &Environment) -> Result<Exit, Failure> {
    let mut text = String::new();
    let mut exit = Exit::Done;
    for file in test::policy_files(&args.path.path, &environment.cwd)? {
        match test::load_policy(&file, environment) {
            Ok(policy) => describe(&policy, &mut text)?,
            Err(errors) => {
                exit = Exit::Failed;
                for error in errors {
                    diagnostics::error(&error.to_string());
                }
            }
        }
    }
    print(text.as_bytes())?;
    Ok(exit)
}

fn describe(policy: &Policy, text: &mut String) -> Result<(), Failure> {
    let version = policy.version.as_ref().map_or_else(String::new, |version| format!(", version {version}"));
    writeln!(text, "{}  {}  [{}{version}]", policy.file, policy.name, policy.framework)?;
    for assertion in &policy.assertions {
        let (name, expected) = (assertion.check.name(), assertion.check.expected());
        write!(text, "  {name}: {expected}")?;
        if assertion.path != "." {
            write!(text, ", in {}", assertion.path)?;
        }
        let controls: Vec<&str> = assertion.controls.iter().map(|(_, control)| control.as_str()).collect();
        if !controls.is_empty() {
            write!(text, " [{}]", controls.join(", "))?;
        }
        text.push('\n');
        if let Some(description) = &assertion.description {
            writeln!(text, "      {description}")?;
        }
    }
    text.push('\n');
    Ok(())
}

/// Judges policies and nothing else.
fn check(args: &PolicyCheckArgs, environment: &Environment) -> Result<Exit, Failure> {
    let files = test::policy_files(&args.path.path, &environment.cwd)?;
    let scans = Scans::new(environment, &args.settings, args.results.quiet);
    let mut suites = test::policy_suites(&files, &scans);
    if let Some(name) = &args.framework {
        let id = |name: &str| framework(name).map_or_else(|| name.to_owned(), |it| it.id.clone());
        // What cannot be read may be about any framework.
        suites.retain(|suite| suite.framework.as_ref().is_none_or(|of| id(of) == id(name)));
    }
    let shape = if args.json { Shape::Legacy } else { Shape::Results };
    test::finish(&Results { suites }, &args.results, shape, environment)
}
