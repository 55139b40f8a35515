//! What a person at a terminal is asked.

use dialoguer::theme::ColorfulTheme;
use dialoguer::{Confirm, MultiSelect};

use super::ground::Ground;
use super::{Step, show};
use crate::cli::{Failure, diagnostics};
use crate::init::{Outcome, Wanted};

/// Asks what is wanted; what was named as an argument is chosen already, and so is what fits the repository. Whether
/// to go on.
pub(super) fn what(wanted: &mut Wanted, ground: &Ground) -> Result<bool, Failure> {
    let github = wanted.github || ground.has(".github");
    let gitlab = wanted.gitlab || ground.has(".gitlab-ci.yml");
    let pre_commit = wanted.pre_commit || ground.has(".pre-commit-config.yaml");
    // Whoever uses pre-commit has a hook already.
    let hook = wanted.hook || (ground.has_hooks() && !pre_commit);
    let mut choices = [
        ("governance tests", true, &mut wanted.tests),
        ("settings: mima.toml", true, &mut wanted.settings),
        ("policies: mima_policy/", true, &mut wanted.policies),
        ("git hook that scans what is committed", hook, &mut wanted.hook),
        ("workflow for GitHub Actions", github, &mut wanted.github),
        ("job for GitLab CI", gitlab, &mut wanted.gitlab),
        ("entry for pre-commit", pre_commit, &mut wanted.pre_commit),
    ];
    let theme = ColorfulTheme::default();
    let chosen = MultiSelect::with_theme(&theme)
        .with_prompt("What shall be written? (space selects, enter goes on, escape ends)")
        .items_checked(choices.iter().map(|(text, is_chosen, _)| (*text, *is_chosen)))
        .interact_opt()
        .map_err(Failure::from)?;
    let Some(chosen) = chosen else { return Ok(false) };
    for (at, (_, _, is_wanted)) in choices.iter_mut().enumerate() {
        **is_wanted = chosen.contains(&at);
    }
    Ok(!chosen.is_empty())
}

/// Asks for each file that says something else whether it is replaced, and then whether to write at all.
pub(super) fn whether(steps: &mut [Step]) -> Result<bool, Failure> {
    let theme = ColorfulTheme::default();
    let ask = |question: String, default: bool| {
        let confirm = Confirm::with_theme(&theme).with_prompt(question).default(default);
        confirm.interact_opt().map(|answer| answer.unwrap_or(false)).map_err(Failure::from)
    };
    for step in steps.iter_mut().filter(|step| step.outcome == Outcome::Keep) {
        let replaced = step.replaced();
        diagnostics::info(&show::diff(std::slice::from_ref(&replaced)));
        if ask(format!("{} says something else: replace it?", step.printed), false)? {
            *step = replaced;
        }
    }
    let changes = steps.iter().filter(|step| step.outcome.text().is_some()).count();
    if changes == 0 { Ok(true) } else { ask(format!("Write {}?", show::files(changes)), true) }
}
