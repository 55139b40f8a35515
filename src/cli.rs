//! The command line: arguments are [parsed](args), lowered to plans, and then the work is done.
//!
//! stdout carries what was asked for, alone; everything else goes to stderr. The exit status says whether the
//! run itself worked ([`Exit`]).

mod args;
mod baseline;
mod catalog;
mod changes;
mod container;
mod controls;
mod diagnostics;
mod environment;
mod gate;
mod idle_settings;
mod init;
mod owners;
mod panics;
mod past;
mod policy;
mod progress;
mod ratchet;
mod rules;
mod sanction;
mod scan;
mod selection;
mod subject;
mod surroundings;
mod target;
mod test;
mod watch;

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

pub use args::Cli;
pub use panics::guard;
pub use selection::{Selection, apply_selection};

use args::Command;
use environment::Environment;

use crate::mistakes::Mistakes;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, whatever was found.
    Done,
    /// A gate failed: what was found is not good enough.
    GateFailed,
    /// The run itself failed.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::GateFailed => Self::from(1),
            Exit::Failed => Self::from(2),
        }
    }
}

/// Why a run failed, for the user.
#[derive(Debug)]
struct Failure(Vec<String>);

impl<E: fmt::Display> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(vec![error.to_string()])
    }
}

impl Failure {
    /// A file, or several, that cannot be used: each mistake is told by itself.
    fn of_mistakes<E: fmt::Display>(Mistakes(mistakes): Mistakes<E>) -> Self {
        Self(mistakes.iter().map(ToString::to_string).collect())
    }
}

/// The command line of this process.
///
/// # Errors
/// A usage error, or the help or version text that was asked for.
#[expect(clippy::disallowed_methods, reason = "this is where arguments enter")]
pub fn parse() -> Result<Cli, clap::Error> {
    Cli::try_parse_from(std::env::args_os())
}

/// Prints a usage error to stderr, help to stdout.
pub fn print_usage(usage: &clap::Error) -> Exit {
    // Whoever closed the pipe does not want the text.
    let _ = usage.print();
    if usage.use_stderr() { Exit::Failed } else { Exit::Done }
}

/// Runs `work` and all that it starts on as many threads as the user allows.
pub fn on_threads(command: &Cli, work: fn(&Cli) -> Exit) -> Exit {
    match rayon::ThreadPoolBuilder::new().num_threads(command.threads()).build() {
        Ok(pool) => pool.install(|| work(command)),
        Err(error) => {
            diagnostics::error(&format!("cannot start threads: {error}"));
            Exit::Failed
        }
    }
}

/// Runs a command.
pub fn run(command: &Cli) -> Exit {
    dispatch(command).unwrap_or_else(|Failure(messages)| {
        for message in &messages {
            diagnostics::error(message);
        }
        Exit::Failed
    })
}

fn dispatch(cli: &Cli) -> Result<Exit, Failure> {
    match &cli.command {
        Command::Scan(args) => scan::run(args, &Environment::ask()?),
        Command::Init(args) => init::run(args, &Environment::ask()?),
        Command::Ratchet(args) => ratchet::run(args, &Environment::ask()?),
        Command::Test(args) => test::run(args, &Environment::ask()?),
        Command::Policy(args) => policy::run(args, &Environment::ask()?),
        Command::Controls(args) => controls::show(args),
        Command::Rules(args) => rules::list(args.format),
        Command::Explain(args) => rules::explain(&args.rule),
        Command::Catalog(args) => catalog::show(args),
        Command::Completions(args) => {
            let mut script = Vec::new();
            clap_complete::generate(args.shell, &mut Cli::command(), "mima", &mut script);
            print(&script)
        }
        Command::Man(args) => print(&manual(args.command.as_deref())?),
    }
}

/// The manual page of a command, or of all of it, as `man` reads it.
fn manual(command: Option<&str>) -> Result<Vec<u8>, Failure> {
    let mut all = Cli::command();
    all.build();
    let page = match command {
        None => all,
        Some(name) => {
            let found = all.find_subcommand(name);
            found.ok_or_else(|| Failure::from(format!("there is no command `{name}`")))?.clone()
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    Ok(text)
}

/// Writes to stdout. A reader that has gone away is no failure: it has what it wanted.
fn print(bytes: &[u8]) -> Result<Exit, Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(Exit::Done),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Done),
        Err(error) => Err(Failure::from(format!("cannot write to standard output: {error}"))),
    }
}
