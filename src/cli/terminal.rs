//! What the terminal can do, asked once.

use std::env;
use std::io::{IsTerminal, stdout};

use anstream::{AutoStream, ColorChoice};

/// The narrowest and the widest page that is drawn.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=120;
/// The width where nothing is known.
const DEFAULT_WIDTH: usize = 80;

/// Returns whether what goes to standard output may be coloured (a terminal, and neither `NO_COLOR` nor a dumb one).
pub fn styled() -> bool {
    AutoStream::choice(&stdout()) != ColorChoice::Never
}

/// Returns whether the locale is one of UTF-8; otherwise everything is drawn in ASCII.
pub fn unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// Returns how many columns a page on standard output may have: the terminal's, within reason; 80 for a file or pipe.
pub fn width() -> usize {
    if !stdout().is_terminal() {
        return DEFAULT_WIDTH;
    }
    let (_, columns) = console::Term::stdout().size();
    usize::from(columns).clamp(*WIDTHS.start(), *WIDTHS.end())
}

/// Returns whether a person sits at both ends, at a terminal that can move its cursor.
#[cfg(unix)]
pub fn interactive() -> bool {
    use std::io::stdin;
    stdin().is_terminal() && stdout().is_terminal() && env::var("TERM").is_ok_and(|term| term != "dumb")
}

/// Returns whether progress may be drawn on standard error.
pub fn shows_progress() -> bool {
    std::io::stderr().is_terminal() && env::var("TERM").is_ok_and(|term| term != "dumb")
}
