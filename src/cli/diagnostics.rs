//! What is said to people on stderr, in colour where that is wanted.

use std::io::Write as _;

use clap::builder::styling::{AnsiColor, Style};

use crate::output::escape::{clean, clean_lines};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// The run failed, or a gate did. One line, whatever is in it.
pub(super) fn error(message: &str) {
    say(&format!("{ERROR}error:{ERROR:#} {}", clean(message)));
}

/// Something was left out. One line, whatever is in it.
pub(super) fn warning(message: &str) {
    say(&format!("{WARNING}warning:{WARNING:#} {}", clean(message)));
}

/// What is neither a warning nor an error; may have several lines.
pub(super) fn info(message: &str) {
    for line in clean_lines(message) {
        say(&line);
    }
}

/// Whoever reads the log obeys escape sequences, and a line that begins with a command: a name of a file must make neither.
fn say(line: &str) {
    // There is nobody left to tell that stderr is closed.
    let _ = writeln!(anstream::stderr(), "{line}");
}
