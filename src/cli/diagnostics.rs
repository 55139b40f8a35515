//! What is said to people on stderr, in colour where that is wanted.

use std::fmt::Write as _;
use std::io::Write as _;

use clap::builder::styling::{AnsiColor, Style};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// The run failed, or a gate did.
pub(super) fn error(message: &str) {
    say(&format!("{ERROR}error:{ERROR:#} {}", printable(message)));
}

/// Something was left out.
pub(super) fn warning(message: &str) {
    say(&format!("{WARNING}warning:{WARNING:#} {}", printable(message)));
}

/// Something for those who asked for it.
pub(super) fn info(message: &str) {
    say(&printable(message));
}

fn say(line: &str) {
    // There is nobody left to tell that stderr is closed.
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// `text` with control characters escaped: names of files must not command the terminal.
fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && c != '\n' && c != '\t' {
            // Writing to a string cannot fail.
            let _ = write!(out, "{}", c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn escape_codes_are_shown_and_not_sent() {
        assert_eq!(printable("a\u{1b}[31mé\n"), "a\\u{1b}[31mé\n");
    }
}
