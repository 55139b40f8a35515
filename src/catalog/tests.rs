//! Tests of the catalog: the compiled-in rules, and the format.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use super::*;

fn load(text: &str) -> Result<Catalog, CatalogError> {
    load::load([("rules/test.toml", text)])
}

#[test]
fn all_builtin_rules_load() {
    if let Err(error) = load::builtin(&[]) {
        panic!("{error}");
    }
}
