//! Whether what is not analysed names AI: the sieve's search over its bytes.

use std::path::Path;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::scan::Scanner;
use super::{allowed, read_bytes, text_to_scan};
use crate::catalog::Catalog;
use crate::fault::{self, Stage};
use crate::finding::LeftOut;
use crate::language::{LANGUAGES, Language};
use crate::limit::{Limit, Limits};
use crate::{Content, InputFile, Unanalysed};

/// How many bytes are read of a directory that is not analysed. What is left out by default is large and not the
/// project's; one that names AI does so early.
const DIRECTORY_BYTES: usize = 1 << 20;

/// How many bytes are read of all directories together, so that a thousand caches do not cost a second.
const ALL_DIRECTORIES_BYTES: usize = 16 << 20;

/// How many files are read that were left out one by one, in the order of their paths: whoever scans one of many projects does
/// not wait for the others.
const FILES: usize = 4096;

/// Looks at what is not analysed, which is ordered by path.
pub fn look(unanalysed: &[Unanalysed], catalog: &Catalog, limits: &Limits) -> Vec<LeftOut> {
    let directories = unanalysed.iter().filter(|it| is_directory(it)).count();
    let of_directory = DIRECTORY_BYTES.min(ALL_DIRECTORIES_BYTES / directories.max(1));
    let first_unread = unanalysed.iter().filter(|it| !is_directory(it)).nth(FILES).map(|it| it.path.as_str());
    let most = |it: &Unanalysed| match first_unread {
        _ if is_directory(it) => of_directory,
        Some(first) if it.path.as_str() >= first => 0,
        _ => usize::MAX,
    };
    let looker = Looker { catalog, limits, scanners: LANGUAGES.iter().map(|_| OnceLock::new()).collect() };
    unanalysed.par_iter().map(|it| looker.look(it, most(it))).collect()
}

fn is_directory(unanalysed: &Unanalysed) -> bool {
    unanalysed.path.ends_with('/')
}

/// Looks at files. A language's scanner is built when the first file of that language is looked at.
struct Looker<'a> {
    catalog: &'a Catalog,
    limits: &'a Limits,
    scanners: Vec<OnceLock<Scanner>>,
}

impl Looker<'_> {
    /// Reads no further file once so many bytes are read.
    fn look(&self, unanalysed: &Unanalysed, most: usize) -> LeftOut {
        let (mut buffer, mut bytes) = (Vec::new(), 0);
        let is_complete = unanalysed.files == Some(unanalysed.seen.len());
        let mut names_ai = is_complete.then_some(false);
        for path in &unanalysed.seen {
            if bytes >= most {
                names_ai = None;
                break;
            }
            let name = path.to_string_lossy();
            match fault::guard(Stage::Scan, &name, || self.names_ai(path, &mut buffer)).ok().flatten() {
                Some(true) => {
                    names_ai = Some(true);
                    break;
                }
                Some(false) => {}
                None => names_ai = None,
            }
            bytes += buffer.len();
        }
        LeftOut {
            path: unanalysed.path.clone(),
            reason: unanalysed.reason,
            files: unanalysed.files,
            names_ai,
        }
    }

    /// Whether a file names AI; `None` if not all of it could be read, and what was read does not.
    fn names_ai(&self, path: &Path, buffer: &mut Vec<u8>) -> Option<bool> {
        let name = path.to_string_lossy();
        let content = Content::OnDisk(path.to_owned());
        let file = InputFile { path: name.as_ref().into(), module_path: name.as_ref().into(), content };
        let size = read_bytes(&file, self.limits, buffer).ok()?;
        let language = super::language_of(&file, buffer)?;
        let scanner = self.scanner(language)?;
        let is_whole = size <= allowed(&file, self.limits);
        let found = match text_to_scan(&file, language, buffer, is_whole) {
            Some((source, _)) => scanner.names_ai(source.text.as_bytes()),
            None => scanner.names_ai(buffer),
        };
        if found { Some(true) } else { is_whole.then_some(false) }
    }

    fn scanner(&self, language: &'static Language) -> Option<&Scanner> {
        let at = LANGUAGES.iter().position(|known| known.id == language.id)?;
        let build = || Scanner::new(self.catalog.of(language.id), language, self.limits.get(Limit::Nesting));
        Some(self.scanners.get(at)?.get_or_init(build))
    }
}
