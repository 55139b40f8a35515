//! The `mima` command.

use std::process::ExitCode;

use mima::cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::parse() {
        Ok(command) => cli::guard(|| cli::on_threads(&command, cli::run)),
        Err(usage) => cli::print_usage(&usage),
    }
    .into()
}
