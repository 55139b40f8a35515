//! What a person at a terminal is asked.

mod interrupt;

use std::io;

use dialoguer::console::Term;
use dialoguer::theme::ColorfulTheme;
use dialoguer::{Confirm, MultiSelect};

use super::ground::Ground;
use super::{Step, show};
use crate::cli::{Failure, diagnostics};
use crate::init::{Outcome, Wanted};
use interrupt::Interrupts;

/// A person who answers.
pub(super) struct Person {
    theme: ColorfulTheme,
    interrupts: Interrupts,
}

impl Person {
    /// Gets ready to ask.
    pub(super) fn new() -> Result<Self, Failure> {
        Ok(Self { theme: ColorfulTheme::default(), interrupts: Interrupts::take()? })
    }

    /// Asks what is wanted; what was named as an argument is chosen already, and so is what fits the repository.
    /// Whether to go on.
    // Prompts and choices are short: what is wider than the terminal is not cleared away as a whole.
    pub(super) fn chooses(&self, wanted: &mut Wanted, ground: &Ground) -> Result<bool, Failure> {
        let github = wanted.github || ground.has(".github");
        let gitlab = wanted.gitlab || ground.has(".gitlab-ci.yml");
        let pre_commit = wanted.pre_commit || ground.has(".pre-commit-config.yaml");
        // Whoever uses pre-commit has a hook already.
        let hook = wanted.hook || (ground.has_hooks() && !pre_commit);
        let mut choices = [
            ("governance tests", true, &mut wanted.tests),
            ("settings (mima.toml)", true, &mut wanted.settings),
            ("policies (mima_policy/)", true, &mut wanted.policies),
            ("git hook", hook, &mut wanted.hook),
            ("GitHub workflow", github, &mut wanted.github),
            ("GitLab job", gitlab, &mut wanted.gitlab),
            ("pre-commit entry", pre_commit, &mut wanted.pre_commit),
        ];
        diagnostics::info("Space selects, Enter goes on, Esc ends.");
        let question = MultiSelect::with_theme(&self.theme)
            .with_prompt("Write")
            .items_checked(choices.iter().map(|(text, is_chosen, _)| (*text, *is_chosen)));
        let Some(chosen) = self.answer(|| question.interact_opt())? else { return Ok(false) };
        for (at, (_, _, is_wanted)) in choices.iter_mut().enumerate() {
            **is_wanted = chosen.contains(&at);
        }
        Ok(!chosen.is_empty())
    }

    /// Asks for each file that says something else whether it is replaced, and then whether to write at all.
    pub(super) fn agrees(&self, steps: &mut [Step]) -> Result<bool, Failure> {
        let says_yes = |prompt: String, default: bool| {
            let question = Confirm::with_theme(&self.theme).with_prompt(prompt).default(default);
            self.answer(|| question.interact_opt()).map(|answer| answer.unwrap_or(false))
        };
        for step in steps.iter_mut().filter(|step| step.outcome == Outcome::Keep) {
            let replaced = step.replaced();
            diagnostics::info(&show::diff(std::slice::from_ref(&replaced)));
            if says_yes(format!("{} says something else: replace it?", step.printed), false)? {
                *step = replaced;
            }
        }
        let changes = steps.iter().filter(|step| step.outcome.text().is_some()).count();
        if changes == 0 { Ok(true) } else { says_yes(format!("Write {}?", show::files(changes)), true) }
    }

    /// The answer to a question; `None` where somebody does not want to answer. Ctrl-C ends the process as it would
    /// elsewhere, but not before the cursor is back, which a question hides.
    fn answer<T>(&self, ask: impl FnOnce() -> dialoguer::Result<Option<T>>) -> Result<Option<T>, Failure> {
        self.interrupts.held(ask).map_err(|dialoguer::Error::IO(error)| {
            // What cannot be shown any more is not missed.
            let _ = Term::stderr().show_cursor();
            if error.kind() == io::ErrorKind::Interrupted {
                diagnostics::info("\nNothing was written.");
                interrupt::end();
            }
            Failure::from(error)
        })
    }
}
