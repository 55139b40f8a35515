//! What mima is blind to, for people: files of languages that are not analysed, a sentence for each language, and packages
//! that no rule follows.

use std::cmp::Reverse;

use crate::finding::{BlindCount, Finding, Level, Report, RuleId, Summary};
use crate::name::Name;

/// How many names a sentence has.
const NAMED: usize = 3;

/// How many of the notes are shown one by one: a project in another language has hundreds, and the sentences count them.
const SHOWN: usize = 10;

/// `3 Go files name openai-go (2), api.openai.com: not analysed`. Without a full stop.
pub(super) fn sentences(summary: &Summary) -> Vec<String> {
    let sentence = |(language, count): (&String, &BlindCount)| {
        let files = match count.files {
            1 => format!("1 {language} file names"),
            files => format!("{files} {language} files name"),
        };
        let mut names: Vec<(&String, &usize)> = count.names.iter().collect();
        names.sort_by_key(|(name, files)| (Reverse(**files), *name));
        let mut shown: Vec<String> = names.iter().take(NAMED).map(|(name, _)| (*name).clone()).collect();
        if names.len() > NAMED {
            shown.push(format!("and {} more", names.len() - NAMED));
        }
        format!("{files} {}: not analysed", shown.join(", "))
    };
    summary.blind.iter().map(sentence).chain(unfollowed(summary)).collect()
}

/// `diffusers (2 files), whisper (1 file): imported, and no rule follows them`.
fn unfollowed(summary: &Summary) -> Option<String> {
    let of_package = |(package, files): (&Name, &usize)| {
        format!("{package} ({files} {})", if *files == 1 { "file" } else { "files" })
    };
    let all: Vec<String> = summary.unfollowed.iter().map(of_package).collect();
    match all.len() {
        0 => None,
        1 => Some(format!("{}: imported, and no rule follows it", all[0])),
        _ => Some(format!("{}: imported, and no rule follows them", all.join(", "))),
    }
}

/// The findings that ask for action, but for notes on such files beyond the first ones.
pub(super) fn shown(report: &Report) -> Vec<&Finding> {
    let mut left = SHOWN;
    let open = report.findings.iter().filter(|it| it.is_open());
    let is_shown = |finding: &&Finding| {
        let is_note = finding.rule == RuleId::BlindLanguage && finding.level == Level::Note;
        let is_shown = !is_note || left > 0;
        left -= usize::from(is_note && is_shown);
        is_shown
    };
    open.filter(is_shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_for_each_language() {
        let names =
            [("a", 1), ("b", 2), ("c", 1), ("d", 1)].map(|(name, files)| (name.to_owned(), files)).into();
        let one = [("x".to_owned(), 1)].into();
        let blind = [
            ("SQL".to_owned(), BlindCount { files: 1, names: one }),
            ("Go".to_owned(), BlindCount { files: 3, names }),
        ];
        let summary = Summary { blind: blind.into(), ..Summary::default() };
        assert_eq!(
            sentences(&summary),
            ["3 Go files name b, a, c, and 1 more: not analysed", "1 SQL file names x: not analysed"]
        );
    }
}
