//! What the settings name and nothing matches: a typing error there turns a gate off, or hides that it is on.

use crate::Analysis;
use crate::config::{Config, Entry};
use crate::finding::{ErrorKind, FileError, Lost};
use crate::walk::filter::matching_nothing;

/// How many bytes are searched for names of the settings, at most: each name is looked for in all files. Where that is more,
/// all count as used.
const MOST_SEARCHED: usize = 1 << 30;

/// Adds to the errors of a report what settings in a file, as it is printed, name and nothing matches. Whether markers are used is asked only where all of
/// the project was analysed.
pub(super) fn add(config: &Config, file: &str, analyses_all: bool, analysis: &mut Analysis) {
    let Config { base, entries, .. } = config;
    let is_marker = |entry: &&Entry| {
        entry.key.starts_with("attestation.") && !entry.key.starts_with("attestation.sanctioned")
    };
    let (markers, globs): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(is_marker);
    let texts: Vec<&str> = globs.iter().map(|entry| entry.text.as_str()).collect();
    let idle = if texts.is_empty() { Vec::new() } else { matching_nothing(&texts, base) };
    let idle_globs = globs.iter().zip(idle).filter(|(_, is_idle)| *is_idle).map(|(entry, _)| *entry);
    let files = idle_globs.map(|entry| (entry, "matches no file"));
    let bytes: usize = analysis.sources.iter().map(|file| file.text.len()).sum();
    let is_asked = analyses_all && markers.len().saturating_mul(bytes.max(1)) <= MOST_SEARCHED;
    let unused = markers.iter().filter(|entry| is_asked && !is_used(entry, analysis));
    let names = unused.map(|entry| (*entry, "is used by nothing that was analysed"));
    let errors: Vec<FileError> = files
        .chain(names)
        .map(|(entry, what)| FileError {
            file: file.to_owned(),
            kind: ErrorKind::Idle,
            lost: Lost::Nothing,
            message: format!("line {}: `{}`: `{}` {what}", entry.line, entry.key, entry.text),
        })
        .collect();
    analysis.report.errors.extend(errors);
    analysis.report.errors.sort();
}

/// Whether some file may use what an entry names.
fn is_used(entry: &Entry, analysis: &Analysis) -> bool {
    if entry.key == "attestation.gateways" {
        names_host(&entry.text, analysis)
    } else {
        uses_name(&entry.text, analysis)
    }
}

/// Whether some file has what is fixed in the name of a host.
fn names_host(host: &str, analysis: &Analysis) -> bool {
    let fixed = host.split(['*', '{', '}']).max_by_key(|part| part.len()).unwrap_or(host).to_lowercase();
    analysis.sources.iter().any(|file| file.text.to_lowercase().contains(&fixed))
}

/// Whether some file may use a name: it has the last part of it, and names, or is, what that is taken from.
fn uses_name(name: &str, analysis: &Analysis) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    let root = name.split('.').next().unwrap_or(name);
    let is_root = |path: &str| path.split(['/', '.']).any(|part| part == root);
    analysis.sources.iter().any(|file| {
        has_word(&file.text, last)
            && (has_word(&file.text, root) || is_root(&file.module_path) || has_word(&file.text, "crate"))
    })
}

/// Whether a text has a word that stands for itself.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(is_part) && !text[at + word.len()..].starts_with(is_part))
}
