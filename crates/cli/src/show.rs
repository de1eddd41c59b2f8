//! How errors are shown: drawn by miette on a terminal, as CPython prints them anywhere else.

use hognose::Error;
use miette::{GraphicalReportHandler, GraphicalTheme};
use std::fmt::Display;
use std::io::{IsTerminal, Write};

/// The way in which errors are shown.
#[derive(Clone, Copy)]
pub struct Show {
    graphical: bool,
}

impl Show {
    /// Draws when standard error is a terminal and nobody asked for plain text.
    pub fn new(plain: bool) -> Show {
        Show { graphical: !plain && std::io::stderr().is_terminal() }
    }

    /// Shows an error on standard error.
    pub fn error(self, error: &Error) {
        let text = if self.graphical { draw(error) } else { plain(error) };
        // Without standard error there is nobody to tell.
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}

/// A line on standard error.
pub fn say(line: impl Display) {
    // Without standard error there is nobody to tell.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// A line on standard output. A reader that is gone does not hear the rest.
pub fn print(line: impl Display) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

fn plain(error: &Error) -> String {
    if error.traceback().is_empty() { format!("{error}\n") } else { error.traceback().to_string() }
}

fn draw(error: &Error) -> String {
    let mut text = String::new();
    let colours = std::env::var_os("NO_COLOR").is_none();
    let theme = if colours { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_show_related_as_nested(true);
    match handler.render_report(&mut text, error) {
        Ok(()) => text,
        Err(std::fmt::Error) => plain(error),
    }
}
