//! The arguments as they are typed. Nothing is done here but reading them.

#![expect(clippy::doc_markdown, reason = "these comments are printed as help, where backticks are noise")]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::suggest::check_selector;
use crate::finding::Confidence;
use crate::finding::frameworks::{framework, frameworks};
use crate::init::DEFAULT_FRAMEWORKS;
use crate::mistakes::did_you_mean;
use crate::output::{FORMATS, Format};

/// Finds the AI calls in a codebase and says which of them run without an attestation.
#[derive(Debug, Parser)]
#[command(name = "mima", version, max_term_width = 100, after_help = EXIT_STATUS)]
pub struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXIT_STATUS: &str = "Exit status: 0 done, 1 a gate failed (--strict, --min-coverage, --max-unattested, a test), 2 the run itself failed";

const TEST_EXIT_STATUS: &str = "Exit status: 0 all holds, 1 something does not, 2 something could not be judged (a mistake in a policy, a test file that does not load, no Python)";

impl Cli {
    /// How many threads to use; 0 is as many as there are cores.
    pub(super) fn threads(&self) -> usize {
        match &self.command {
            Command::Scan(scan) => scan.threads(),
            Command::Init(_) | Command::Ratchet(_) | Command::Test(_) | Command::Policy(_) => 0,
            // The others have nothing to do in parallel.
            _ => 1,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Find AI calls and say whether they are attested
    Scan(Box<ScanArgs>),
    /// Write governance tests, settings and policies for what a scan finds
    Init(InitArgs),
    /// Take out of the baseline what is gone, and lower slack limits; never lets more through
    Ratchet(RatchetArgs),
    /// Run governance tests and policies, here, with no account and no network
    #[command(after_help = TEST_EXIT_STATUS)]
    Test(TestArgs),
    /// Write, list or check policies
    Policy(PolicyArgs),
    /// Show the frameworks, or the controls of one and what evidences them
    Controls(ControlsArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Explain a rule: what, why, an example, how to fix it
    Explain(ExplainArgs),
    /// Show the libraries that the scanner knows, or what it knows of one
    Catalog(CatalogArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the manual page of mima, or of one of its commands
    // For whoever packages it.
    #[command(hide = true)]
    Man(ManArgs),
}

#[derive(Args, Debug)]
pub(super) struct ScanArgs {
    /// Files and directories to scan [default: .]
    pub(super) paths: Vec<PathBuf>,

    /// Analyse standard input as this file; with paths, in place of the file among them
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<PathBuf>,

    /// Use N threads, at most 256 [default: one for each core]
    // Thousands of threads with large stacks bring a machine to its knees and scan nothing faster.
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    // A heading holds for all that follows it: groups of arguments stand last.
    #[command(flatten)]
    pub(super) gates: GateArgs,
    #[command(flatten)]
    pub(super) news: NewsArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    #[command(flatten)]
    pub(super) files: FileArgs,
    #[command(flatten)]
    pub(super) rules: SelectionArgs,
}

impl ScanArgs {
    /// How many threads to use; 0 is as many as there are cores.
    pub(super) fn threads(&self) -> usize {
        self.threads.map_or(0, usize::from)
    }
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Gates")]
pub(super) struct GateArgs {
    /// Exit with 1 if a finding of level error remains
    #[arg(long)]
    pub(super) strict: bool,

    /// Do not object where there is nothing to analyse
    #[arg(long)]
    pub(super) allow_empty: bool,

    /// Exit with 1 if less than PCT percent of the AI calls are attested
    #[arg(long, value_name = "PCT", value_parser = percentage)]
    pub(super) min_coverage: Option<f64>,

    /// Count as attested what is proven as well as this; medium: by an annotation alone [default: high]
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidence)]
    pub(super) min_attestation: Option<Confidence>,

    /// Exit with 1 if more than N AI calls are neither attested nor accepted by a comment or a setting
    #[arg(long, value_name = "N")]
    pub(super) max_unattested: Option<usize>,

    /// Say which gates fail, and exit with 0
    #[arg(long)]
    pub(super) exit_zero: bool,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "What is new")]
pub(super) struct NewsArgs {
    /// Report only findings that are not in this baseline
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,

    /// Write all findings to a baseline; they count as known from now on
    #[arg(long, value_name = "FILE")]
    pub(super) write_baseline: Option<PathBuf>,

    /// Report only what is new since this git revision, and what weakens the gate; everything is still analysed
    #[arg(long, value_name = "REV")]
    pub(super) diff: Option<String>,

    /// Let settings, baseline, rule files and suppressions count only as they stand in this git revision
    #[arg(long, value_name = "REV")]
    pub(super) trust: Option<String>,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
#[expect(clippy::struct_excessive_bools, reason = "flags are independent of each other")]
pub(super) struct OutputArgs {
    #[arg(short, long, visible_alias = "output-format", value_parser = format, help = format_help())]
    pub(super) format: Option<Format>,

    /// Write an array of calls, as mima-governance 0.3 did
    #[arg(long, conflicts_with = "format")]
    pub(super) json: bool,

    /// Write the report to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// When to use colours; NO_COLOR and CLICOLOR_FORCE are honoured
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(super) color: Color,

    /// Say nothing on standard error unless the run fails
    #[arg(short, long)]
    pub(super) quiet: bool,

    /// Say on standard error what was done and how long it took; in a text report, name what was not analysed
    #[arg(short, long, conflicts_with = "quiet")]
    pub(super) verbose: bool,

    /// Show counts for each rule and library
    #[arg(long)]
    pub(super) statistics: bool,

    /// Show attested calls too
    #[arg(long)]
    pub(super) show_attested: bool,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Files")]
pub(super) struct FileArgs {
    /// Scan only what matches; gitignore syntax, relative to the scan root; repeatable
    #[arg(long, value_name = "GLOB")]
    pub(super) include: Vec<String>,

    /// Leave out what matches; gitignore syntax, relative to the scan root; repeatable
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,

    /// Scan virtual environments, node_modules, caches and build output too
    #[arg(long)]
    pub(super) no_default_excludes: bool,

    /// Scan what git ignores too
    #[arg(long)]
    pub(super) no_ignore: bool,

    /// Scan dot files too
    #[arg(long)]
    pub(super) hidden: bool,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Rules and settings")]
pub(super) struct SelectionArgs {
    /// Report only these rules: names, ids, beginnings of ids; replaces the settings' selection
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = selector)]
    pub(super) select: Vec<String>,

    /// Do not report these rules: names, ids, beginnings of ids
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = selector)]
    pub(super) ignore: Vec<String>,

    /// Do not report on test code, nor count its calls
    #[arg(long)]
    pub(super) no_tests: bool,

    /// Use these settings instead of the project's mima.toml or pyproject.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Use no settings
    #[arg(long, conflicts_with = "config")]
    pub(super) isolated: bool,
}

#[derive(Args, Debug)]
pub(super) struct TestArgs {
    /// Test files, policies and directories [default: tests/test_governance*.py and mima_policy/*.yaml]
    pub(super) paths: Vec<PathBuf>,

    /// Run no file: judge whether every AI call in PATH is attested, as mima-governance 0.3 did
    #[arg(long, value_name = "PATH", conflicts_with = "paths")]
    pub(super) coverage: Option<PathBuf>,

    /// Stop a test file that takes longer
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) timeout: u32,

    /// Run Python tests with this interpreter or virtual environment [default: the active one, else that on the path]
    #[arg(long, value_name = "PATH")]
    pub(super) python: Option<PathBuf>,

    /// Let Python tests see this variable of the environment; they see few others
    #[arg(long, value_name = "NAME")]
    pub(super) pass_env: Vec<String>,

    #[command(flatten)]
    pub(super) results: ResultArgs,
    #[command(flatten)]
    pub(super) settings: SettingsArgs,
}

/// How the results of tests are written.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub(super) struct ResultArgs {
    /// Write the results in this format [default: text, or what the suffix of --output says]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) format: Option<TestFormat>,

    /// Write the results to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// When to use colours; NO_COLOR and CLICOLOR_FORCE are honoured
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(super) color: Color,

    /// Say nothing on standard error unless the run fails
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// Where settings come from.
#[derive(Args, Debug)]
#[command(next_help_heading = "Settings")]
pub(super) struct SettingsArgs {
    /// Use these settings instead of the project's mima.toml or pyproject.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Use no settings
    #[arg(long, conflicts_with = "config")]
    pub(super) isolated: bool,
}

#[derive(Args, Debug)]
pub(super) struct PolicyArgs {
    #[command(subcommand)]
    pub(super) command: PolicyCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum PolicyCommand {
    /// Write a policy that the project meets today
    Init(PolicyInitArgs),
    /// List policies and what they assert
    List(PolicyListArgs),
    /// Judge policies, as `mima test` does
    Check(PolicyCheckArgs),
}

#[derive(Args, Debug)]
pub(super) struct PolicyInitArgs {
    #[command(flatten)]
    pub(super) path: PolicyPathArgs,

    /// One policy for each of these frameworks
    #[arg(
        long,
        visible_alias = "framework",
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "eu-ai-act"
    )]
    pub(super) frameworks: Vec<String>,

    /// Replace policies that are there
    #[arg(long)]
    pub(super) force: bool,

    #[command(flatten)]
    pub(super) settings: SettingsArgs,
}

#[derive(Args, Debug)]
pub(super) struct PolicyListArgs {
    #[command(flatten)]
    pub(super) path: PolicyPathArgs,
}

#[derive(Args, Debug)]
pub(super) struct PolicyCheckArgs {
    #[command(flatten)]
    pub(super) path: PolicyPathArgs,

    /// Only the policies of this framework
    #[arg(long, value_name = "FRAMEWORK")]
    pub(super) framework: Option<String>,

    /// Write an array of policies, as mima-governance 0.3 did
    #[arg(long, conflicts_with = "format")]
    pub(super) json: bool,

    #[command(flatten)]
    pub(super) results: ResultArgs,
    #[command(flatten)]
    pub(super) settings: SettingsArgs,
}

/// Where policies are.
#[derive(Args, Debug)]
pub(super) struct PolicyPathArgs {
    /// The directory of the policies
    #[arg(long, value_name = "DIR", default_value = "mima_policy")]
    pub(super) path: PathBuf,
}

#[derive(Args, Debug)]
pub(super) struct ControlsArgs {
    /// The framework, by its id
    pub(super) framework: Option<String>,

    /// How to show it
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(super) format: ListFormat,
}

#[derive(Args, Debug)]
pub(super) struct RulesArgs {
    /// How to list them
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(super) format: ListFormat,
}

#[derive(Args, Debug)]
pub(super) struct ExplainArgs {
    /// The rule, by id or by name
    pub(super) rule: String,
}

#[derive(Args, Debug)]
pub(super) struct CatalogArgs {
    /// The library, by its id
    pub(super) library: Option<String>,

    /// How to show it
    #[arg(long, value_enum, default_value_t = CatalogFormat::Text)]
    pub(super) format: CatalogFormat,
}

#[derive(Args, Debug)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
pub(super) struct InitArgs {
    /// The directory of the project [default: .]
    pub(super) path: Option<PathBuf>,

    /// Frameworks to write policies for, by id or name
    #[arg(long, value_name = "IDS", value_delimiter = ',', value_parser = framework_id,
        default_values = DEFAULT_FRAMEWORKS)]
    pub(super) framework: Vec<String>,

    /// Write the files below DIR instead of into the project
    #[arg(short, long, value_name = "DIR", conflicts_with = "hook")]
    pub(super) output: Option<PathBuf>,

    /// Replace files that say something else
    #[arg(long)]
    pub(super) force: bool,

    /// Print what would change, as a patch, and write nothing
    #[arg(short = 'n', long)]
    pub(super) dry_run: bool,

    /// Ask nothing
    #[arg(short, long)]
    pub(super) yes: bool,

    #[command(flatten)]
    pub(super) parts: PartArgs,
}

#[derive(Args, Debug)]
pub(super) struct RatchetArgs {
    /// A directory of the project [default: .]
    pub(super) path: Option<PathBuf>,

    /// Write nothing; exit with 1 if something can be tightened
    #[arg(long)]
    pub(super) check: bool,

    /// Print no progress
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// What is shared with others and written on request only.
#[derive(Args, Debug)]
#[command(next_help_heading = "Also write")]
#[expect(clippy::struct_excessive_bools, reason = "flags are independent of each other")]
pub(super) struct PartArgs {
    /// A git hook that scans what is about to be committed
    #[arg(long)]
    pub(super) hook: bool,

    /// A workflow for GitHub Actions: scans, uploads the report, blocks
    #[arg(long)]
    pub(super) github_action: bool,

    /// A job for GitLab CI: scans, reports code quality, blocks
    #[arg(long)]
    pub(super) gitlab_ci: bool,

    /// An entry in the settings of pre-commit
    #[arg(long)]
    pub(super) pre_commit: bool,
}

#[derive(Args, Debug)]
pub(super) struct ManArgs {
    /// The command
    pub(super) command: Option<String>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// How to list what the program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Text,
    Json,
}

/// A format of test results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TestFormat {
    Text,
    Json,
    Junit,
}

/// How to show the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CatalogFormat {
    Text,
    Json,
    Markdown,
}

fn format_help() -> String {
    let names: Vec<&str> = FORMATS.iter().map(|info| info.name).collect();
    format!(
        "Write the report in this format [default: text, or what the suffix of --output says] [formats: {}]",
        names.join(", ")
    )
}

fn percentage(text: &str) -> Result<f64, String> {
    match text.trim_end_matches('%').parse() {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent),
        _ => Err("it must be a percentage, from 0 to 100".to_owned()),
    }
}

fn confidence(text: &str) -> Result<Confidence, String> {
    Confidence::parse(text).ok_or_else(|| "it must be high, medium or low".to_owned())
}

fn framework_id(text: &str) -> Result<String, String> {
    framework(text).map(|it| it.id.clone()).ok_or_else(|| {
        let ids = || frameworks().iter().map(|it| it.id.as_str());
        let hint = did_you_mean(text, ids());
        format!("there is no such framework{hint} [frameworks: {}]", ids().collect::<Vec<_>>().join(", "))
    })
}

fn selector(text: &str) -> Result<String, String> {
    check_selector(text).map(|()| text.to_owned())
}

fn format(text: &str) -> Result<Format, String> {
    Format::parse(text).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|info| info.name).collect();
        let hint = did_you_mean(text, names.iter().copied());
        format!("there is no such format{hint} [formats: {}]", names.join(", "))
    })
}
