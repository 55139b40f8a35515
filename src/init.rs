//! `mima init`: from what a scan found to the files that hold it.
//!
//! ```text
//! Report ─facts→ Facts ─artifacts→ Artifacts ─merge, with what is there→ Outcomes
//! ```
//!
//! Nothing here reads or writes: the command line looks at what is there and carries the outcomes out. Every text is
//! a function of the facts, so that a second run finds its own files and has nothing to do.

mod baseline;
mod block;
mod continuous;
mod facts;
mod hook;
mod policies;
mod python;
mod rust;
mod settings;
mod systems;
mod text;
mod yaml;

use baseline::Key;
use block::Block;

pub use baseline::FILE as BASELINE;
pub use facts::{Facts, Known, OwnSettings, Section, Surroundings};
pub use policies::DEFAULT_FRAMEWORKS;
pub use systems::{Call, System};

/// What is to be written.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that is wanted or not")]
pub struct Wanted {
    /// The governance tests.
    pub tests: bool,
    /// The settings.
    pub settings: bool,
    /// Policies for these frameworks, by id; the tests ask for the records that these call for.
    pub policies: bool,
    /// Ids of frameworks.
    pub frameworks: Vec<String>,
    /// The git hook.
    pub hook: bool,
    /// The workflow of GitHub Actions.
    pub github: bool,
    /// The job of GitLab CI.
    pub gitlab: bool,
    /// The entry of pre-commit's settings.
    pub pre_commit: bool,
}

impl Wanted {
    /// Whether there will be something for `mima test` to run.
    fn runs_tests(&self) -> bool {
        self.tests || self.policies
    }
}

/// What an artifact's path is relative to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The project that is scanned.
    Project,
    /// The root of its repository, or the project if it is in none.
    Repository,
    /// The directory in which git looks for hooks.
    Hooks,
}

/// A file to be written, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Where, with `/`.
    pub path: String,
    /// What that is relative to.
    pub base: Base,
    /// What it does, a few words.
    pub summary: String,
    /// What is in it.
    pub text: Text,
}

/// What is in an artifact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// The whole file.
    Whole(String),
    /// The whole file, where there is none: what is there is never replaced.
    Once(String),
    /// A key in settings that are there.
    Key(Key),
    /// A marked block in a file that others write too.
    Part(Part),
}

/// A marked block, and how it gets into a file of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    block: Block,
    kind: Kind,
}

/// The kinds of files that are shared with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Hook,
    Gitlab,
    PreCommit,
}

/// What is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Nothing.
    Missing,
    /// A file with a text.
    File {
        /// Its text.
        text: String,
        /// Whether the path is a symbolic link.
        is_link: bool,
        /// Whether it can be executed.
        is_executable: bool,
    },
    /// Something that cannot be read as a text; the reason.
    Other(String),
}

impl Existing {
    /// Whether it is a file that a person can edit.
    pub fn is_text(&self) -> bool {
        matches!(self, Self::File { .. })
    }
}

/// What becomes of an artifact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new file with this text.
    Create(String),
    /// The file gets this text, which keeps all that was there but for mima's own block.
    Extend(String),
    /// The file gets this text in place of its own, as was asked for.
    Replace(String),
    /// It is there already.
    Same,
    /// The file is there and says something else.
    Keep,
    /// The file cannot be extended; the reason, and what a person can do.
    Refuse(String),
}

/// All that is wanted for these facts, in the order in which a reader wants to see it.
pub fn artifacts(facts: &Facts, wanted: &Wanted) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    if wanted.tests {
        artifacts.extend(facts.sections.iter().map(|section| test(facts, section, wanted)));
    }
    artifacts.extend(baseline::artifact(facts));
    if wanted.settings {
        artifacts.extend(match &facts.settings {
            None => Some(settings::artifact(facts)),
            Some(own) => baseline::key(facts, own),
        });
    }
    if wanted.policies {
        artifacts.extend(policies::artifacts(facts, &wanted.frameworks));
    }
    let others = [
        (wanted.hook, hook::artifact as fn(&Facts, &Wanted) -> Artifact),
        (wanted.github, continuous::github),
        (wanted.gitlab, continuous::gitlab),
        (wanted.pre_commit, continuous::pre_commit),
    ];
    artifacts
        .extend(others.into_iter().filter(|(is_wanted, _)| *is_wanted).map(|(_, make)| make(facts, wanted)));
    artifacts
}

/// The governance test of one language.
fn test(facts: &Facts, section: &Section, wanted: &Wanted) -> Artifact {
    let records = policies::records(&wanted.frameworks);
    let text = match section.kind {
        facts::Kind::Python => python::test(facts, section, &records),
        facts::Kind::Rust => rust::test(facts, section, &records),
    };
    let systems = text::count(section.systems.len(), "AI system");
    let summary = format!("a ratchet, {systems}, {}", text::count(records.len(), "record"));
    Artifact { path: section.test_path(), base: Base::Project, summary, text: Text::Whole(text) }
}

/// What becomes of an artifact where this is there already. `force` replaces whole files that say something else.
pub fn merge(artifact: &Artifact, existing: &Existing, force: bool) -> Outcome {
    match (&artifact.text, existing) {
        (_, Existing::Other(reason)) => Outcome::Refuse(reason.clone()),
        (Text::Whole(text) | Text::Once(text), Existing::Missing) => Outcome::Create(text.clone()),
        (Text::Whole(text) | Text::Once(text), Existing::File { text: there, .. }) if text == there => {
            Outcome::Same
        }
        (Text::Whole(text), Existing::File { .. }) if force => Outcome::Replace(text.clone()),
        (Text::Whole(_) | Text::Once(_), Existing::File { .. }) => Outcome::Keep,
        (Text::Key(_), Existing::Missing) => Outcome::Refuse("is gone".to_owned()),
        (Text::Key(key), Existing::File { text, .. }) => {
            key.merged(text).map_or_else(Outcome::Refuse, Outcome::Extend)
        }
        (Text::Part(part), Existing::Missing) => Outcome::Create(part.fresh()),
        (Text::Part(part), Existing::File { text, is_link, is_executable }) => {
            match part.merged(text, *is_link, *is_executable) {
                Ok(merged) if merged == *text => Outcome::Same,
                Ok(merged) => Outcome::Extend(merged),
                Err(reason) => Outcome::Refuse(reason),
            }
        }
    }
}

impl Part {
    /// A file that holds nothing but the block.
    fn fresh(&self) -> String {
        match self.kind {
            Kind::Hook => hook::fresh(&self.block),
            Kind::Gitlab => self.block.render(""),
            Kind::PreCommit => yaml::fresh_pre_commit(&self.block),
        }
    }

    /// The text of a file with the block in it, at its place if it is there already.
    fn merged(&self, there: &str, is_link: bool, is_executable: bool) -> Result<String, String> {
        match self.kind {
            Kind::Hook => hook::merged(&self.block, there, is_link, is_executable),
            Kind::Gitlab => yaml::merged_gitlab(&self.block, there),
            Kind::PreCommit => yaml::merged_pre_commit(&self.block, there),
        }
    }
}

impl Artifact {
    /// Where it is in most repositories, for one that has no such place.
    pub fn usual_path(&self) -> String {
        match self.base {
            Base::Hooks => format!(".git/hooks/{}", self.path),
            Base::Project | Base::Repository => self.path.clone(),
        }
    }

    /// What a person can put into a file that is shared with others.
    pub fn by_hand(&self) -> Option<String> {
        match &self.text {
            Text::Part(part) => Some(part.block.render("")),
            Text::Key(key) => Some(key.line()),
            Text::Whole(_) | Text::Once(_) => None,
        }
    }
}

impl Outcome {
    /// The text that the file gets; `None` where it stays as it is.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Create(text) | Self::Extend(text) | Self::Replace(text) => Some(text),
            Self::Same | Self::Keep | Self::Refuse(_) => None,
        }
    }
}
