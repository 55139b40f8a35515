//! The files that no walk gives to the analysis, and that may call what is analysed.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::WalkOptions;
use super::filter::DefaultExcludes;
use super::paths::Root;
use super::tree::{Met, Rules, Tree};
use crate::outside::OutsideFile;

/// Extensions of files that name what is to be run: code, manifests, build files, scripts. Documents name everything.
const EXTENSIONS: &[&str] = &[
    "py", "pyw", "pyx", "pxd", "ipynb", "toml", "cfg", "ini", "conf", "yaml", "yml", "json", "sh", "bash",
    "zsh", "fish", "bat", "cmd", "ps1", "mk", "service", "tf", "hcl", "env",
];

/// Files of these names are looked at even if they are analysed: not all of their texts are.
const MANIFESTS: &[&str] = &["setup.py"];

/// No more is read of a file, in bytes.
const MOST_READ: u64 = 1 << 20;

/// The files below the roots that name what is to be run, but for those that are `analysed`: hidden ones, those that were
/// left out, those in no language that is read. What cannot be read names nothing.
pub fn outside(options: &WalkOptions, analysed: &[PathBuf]) -> Vec<OutsideFile> {
    let analysed: FxHashSet<&Path> = analysed.iter().map(PathBuf::as_path).collect();
    let mut found = Vec::new();
    for root in options.roots.iter().filter_map(|named| Root::resolve(named, &options.cwd).ok()) {
        let rules = Rules {
            filters: None,
            default_excludes: DefaultExcludes::Foreign,
            ignore_files: options.ignore_files,
            hidden: true,
        };
        let kind_of = |path: &Path| Ok(may_name(path, &analysed).then_some(()));
        let met = if root.is_dir() {
            Tree { root: &root, rules, kind_of, limits: &options.limits, enough: None }.walk_alone()
        } else if may_name(&root.canonical, &analysed) && root.canonical.is_file() {
            vec![Met::File(root.canonical.clone(), ())]
        } else {
            Vec::new()
        };
        for met in met {
            if let Met::File(path, ()) = met {
                found.extend(read(&path).map(|bytes| (root.printed(&path), bytes)));
            }
        }
    }
    // Of what was not walked nobody knows what it names.
    options.limits.ceiling().check();
    found.sort();
    found.dedup();
    found
}

fn may_name(path: &Path, analysed: &FxHashSet<&Path>) -> bool {
    let is_manifest = path.file_name().is_some_and(|name| MANIFESTS.iter().any(|known| name == *known));
    let has_extension =
        path.extension().is_none_or(|extension| EXTENSIONS.iter().any(|known| extension == *known));
    is_manifest || has_extension && !analysed.contains(path)
}

/// The beginning of a file, unless it holds no text.
#[expect(clippy::disallowed_methods, reason = "the walk is one of the readers of user files")]
fn read(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(MOST_READ).read_to_end(&mut bytes).ok()?;
    (!bytes.contains(&0)).then_some(bytes)
}
