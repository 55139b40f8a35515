//! The `mima` command.
fn main() {}
