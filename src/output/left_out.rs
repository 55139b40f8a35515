//! What was not analysed, in words: one sentence with counts by reason, and a few words on each place.

use std::collections::BTreeMap;

use crate::finding::{LeftOut, LeftOutReason, Report};

/// Files, directories that were not walked, and files of which only a part was left out.
#[derive(Clone, Copy, Default)]
struct Count {
    files: usize,
    directories: usize,
    parts: usize,
}

impl Count {
    fn add(&mut self, left_out: &LeftOut) {
        match left_out.files {
            Some(0) if !left_out.path.ends_with('/') => self.parts += 1,
            Some(files) => self.files += files,
            None => self.directories += 1,
        }
    }

    /// `3 files and 1 directory`.
    fn words(self) -> String {
        let counts = [
            (self.files, "file", "files"),
            (self.directories, "directory", "directories"),
            (self.parts, "part of a file", "parts of files"),
        ];
        let counted = counts.into_iter().filter(|(count, ..)| *count > 0);
        let words: Vec<String> = counted.map(|(count, one, many)| some(count, one, many)).collect();
        if words.is_empty() { some(0, "file", "files") } else { words.join(" and ") }
    }
}

fn some(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Counts by reason, and how many of the places name AI; without a full stop. `None` where nothing was left out.
pub(crate) fn sentence(report: &Report) -> Option<String> {
    let mut counts: BTreeMap<LeftOutReason, Count> = BTreeMap::new();
    for left_out in &report.left_out {
        counts.entry(left_out.reason).or_default().add(left_out);
    }
    if counts.is_empty() {
        return None;
    }
    let reasons: Vec<String> =
        counts.iter().map(|(reason, count)| format!("{} ({})", count.words(), reason.as_str())).collect();
    let with = |names_ai| report.left_out.iter().filter(|it| it.names_ai == names_ai).count();
    let naming = match with(Some(true)) {
        0 => "none of these is known to name AI".to_owned(),
        1 => "1 of these names AI".to_owned(),
        count => format!("{count} of these name AI"),
    };
    let unsearched = match with(None) {
        0 => String::new(),
        1 => ", 1 was not searched".to_owned(),
        count => format!(", {count} were not searched"),
    };
    Some(format!("not analysed: {}; {naming}{unsearched}", reasons.join(", ")))
}

/// The places that name AI, in the order of the report.
pub(super) fn naming_ai(report: &Report) -> impl Iterator<Item = &LeftOut> {
    report.left_out.iter().filter(|it| it.names_ai == Some(true))
}

/// Why a place was left out, how much that is, and whether it names AI: `default-exclude, 3 files, names AI`.
pub(super) fn about(left_out: &LeftOut) -> String {
    let is_directory = left_out.path.ends_with('/');
    let files = left_out.files.filter(|_| is_directory).map(|files| some(files, "file", "files"));
    let names_ai = match left_out.names_ai {
        Some(true) => "names AI",
        Some(false) => "does not name AI",
        None => "not searched for AI",
    };
    let words = [Some(left_out.reason.as_str().to_owned()), files, Some(names_ai.to_owned())];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_out(path: &str, reason: LeftOutReason, files: Option<usize>, names_ai: Option<bool>) -> LeftOut {
        LeftOut { path: path.to_owned(), reason, files, names_ai }
    }

    fn said(left_out: Vec<LeftOut>) -> Option<String> {
        sentence(&Report { left_out, ..Report::default() })
    }

    #[test]
    fn counts_are_by_reason() {
        assert_eq!(said(Vec::new()), None);
        let app = left_out("app.py", LeftOutReason::TooLarge, Some(1), Some(true));
        assert_eq!(
            said(vec![app.clone()]).as_deref(),
            Some("not analysed: 1 file (too-large); 1 of these names AI")
        );
        let build = left_out("build/", LeftOutReason::DefaultExclude, Some(2), Some(true));
        let modules = left_out("node_modules/", LeftOutReason::DefaultExclude, None, None);
        assert_eq!(
            said(vec![app, build, modules.clone()]).as_deref(),
            Some(
                "not analysed: 2 files and 1 directory (default-exclude), 1 file (too-large); 2 of these name AI, \
                 1 was not searched"
            )
        );
        assert_eq!(
            said(vec![modules]).as_deref(),
            Some(
                "not analysed: 1 directory (default-exclude); none of these is known to name AI, 1 was not searched"
            )
        );
    }

    #[test]
    fn a_place_says_how_much_it_is() {
        let said = |path, files, names_ai| about(&left_out(path, LeftOutReason::GitIgnored, files, names_ai));
        assert_eq!(said("a.py", Some(1), Some(false)), "git-ignored, does not name AI");
        assert_eq!(said("a/", Some(1), Some(true)), "git-ignored, 1 file, names AI");
        assert_eq!(said("a/", None, None), "git-ignored, not searched for AI");
    }
}
