//! How errors and warnings are shown: drawn by miette on a terminal, as CPython prints them anywhere else.

use hognose::{Error, Warning};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use std::fmt::Display;
use std::io::{IsTerminal, Write};

/// The way in which they are shown.
#[derive(Clone, Copy)]
pub struct Show {
    graphical: bool,
}

impl Show {
    /// Draws when standard error is a terminal and nobody asked for plain text.
    pub fn new(plain: bool) -> Show {
        Show { graphical: !plain && std::io::stderr().is_terminal() }
    }

    /// Shows an error on standard error, and the warnings that come before it.
    pub fn error(self, error: &Error) {
        self.warnings(error.warnings());
        write(&if self.graphical && !error.is_hooked() {
            draw(error).unwrap_or_else(|| plain(error))
        } else {
            plain(error)
        });
    }

    /// Shows warnings on standard error.
    pub fn warnings(self, warnings: &[Warning]) {
        for warning in warnings {
            let drawn = if self.graphical { draw(warning) } else { None };
            write(&drawn.unwrap_or_else(|| warning.plain()));
        }
    }
}

fn write(text: &str) {
    // Without standard error there is nobody to tell.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// A line on standard error.
pub fn say(line: impl Display) {
    write(&format!("{line}\n"));
}

/// A line on standard output. A reader that is gone does not hear the rest.
pub fn print(line: impl Display) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

fn plain(error: &Error) -> String {
    if error.traceback().is_empty() && !error.is_hooked() {
        format!("{error}\n")
    } else {
        error.traceback().to_string()
    }
}

fn draw(diagnostic: &dyn Diagnostic) -> Option<String> {
    let mut text = String::new();
    let colours = std::env::var_os("NO_COLOR").is_none();
    let theme = if colours { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_show_related_as_nested(true);
    handler.render_report(&mut text, diagnostic).ok()?;
    Some(text)
}
