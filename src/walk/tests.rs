//! How files are named, whatever root they are reached by.

#![expect(clippy::disallowed_methods, reason = "tests make the tree that is walked")]

use super::*;
use crate::finding::LeftOutReason;

/// Walks these roots of a tree, from its top.
fn walked(files: &[&str], roots: &[&str]) -> Walk {
    let directory = tempfile::tempdir().expect("a directory");
    let cwd = directory.path().canonicalize().expect("it is there");
    for file in files {
        let path = cwd.join(file);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        std::fs::write(path, "").expect("a file");
    }
    let options = WalkOptions {
        roots: roots.iter().map(PathBuf::from).collect(),
        cwd,
        default_excludes: true,
        ignore_files: true,
        ..WalkOptions::default()
    };
    walk(&options).expect("the roots are there")
}

fn names(walk: &Walk) -> Vec<(&str, &str)> {
    let files = walk.files.iter();
    files.map(|file| (file.path.as_ref(), file.module_path.as_ref())).collect()
}

#[test]
fn modules_are_named_below_the_root_and_files_below_the_working_directory() {
    let files = ["src/app/b.py", "src/app/a.py", "src/c.pyi", "src/d.txt"];
    let expected = [("src/app/a.py", "app/a.py"), ("src/app/b.py", "app/b.py"), ("src/c.pyi", "c.pyi")];
    assert_eq!(names(&walked(&files, &["src"])), expected);
    let single = walked(&files, &["src/app/a.py"]);
    assert_eq!(names(&single), [("src/app/a.py", "a.py")]);
}

#[test]
fn a_part_of_a_package_keeps_its_name() {
    let files = ["app/__init__.py", "app/core/__init__.py", "app/core/a.py", "app/plain/b.py"];
    let expected = [("app/core/__init__.py", "app/core/__init__.py"), ("app/core/a.py", "app/core/a.py")];
    assert_eq!(names(&walked(&files, &["app/core"])), expected);
    assert_eq!(names(&walked(&files, &["app/core/a.py"])), [("app/core/a.py", "app/core/a.py")]);
    assert_eq!(names(&walked(&files, &["app/plain"])), [("app/plain/b.py", "b.py")]);
}

#[test]
fn the_first_root_that_reaches_a_file_names_its_module() {
    let files = ["src/a.py"];
    assert_eq!(names(&walked(&files, &[".", "src"])), [("src/a.py", "src/a.py")]);
    assert_eq!(names(&walked(&files, &["src", "."])), [("src/a.py", "a.py")]);
}

#[test]
fn what_is_left_out_by_default_is_remembered() {
    let walk = walked(&["a.py", "x/venv/b.py", "dist/c.py"], &["."]);
    assert_eq!(names(&walk), [("a.py", "a.py")]);
    let left_out: Vec<(&str, LeftOutReason, Option<usize>)> =
        walk.aside.unanalysed.iter().map(|it| (it.path.as_str(), it.reason, it.files)).collect();
    let reason = LeftOutReason::DefaultExclude;
    assert_eq!(left_out, [("dist/", reason, Some(1)), ("x/venv/", reason, Some(1))]);
    assert_eq!(walk.aside.errors, []);
}
