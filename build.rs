//! Lists `rules/**/*.toml` and compiles their text into the binary, so that a rule file is added by adding it.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a build script reads the rules, and cargo reads its instructions from its standard output"
)]

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut files = Vec::new();
    for folder in [
        "python",
        "rust",
        "typescript",
        "markers",
        "intrinsics",
        "behaviour",
        "stores",
        "elsewhere",
        "unknown",
    ] {
        collect(&root.join("rules").join(folder), &mut files)?;
    }
    files.push(root.join("rules/endpoints.toml"));
    write_list(&root, files, "rules.rs")?;
    let mut presets = Vec::new();
    collect(&root.join("rules/presets"), &mut presets)?;
    write_list(&root, presets, "presets.rs")?;
    Ok(())
}

/// Writes the files as a Rust list of (path, text), ordered by path.
fn write_list(root: &Path, mut files: Vec<PathBuf>, name: &str) -> Result<(), Box<dyn Error>> {
    files.sort();
    let mut code = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        writeln!(code, "    ({name:?}, include_str!({:?})),", file.display().to_string())?;
    }
    code.push(']');
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join(name), code)?;
    Ok(())
}

/// Adds every TOML file below `folder`, and asks cargo to run again when the folder changes.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
