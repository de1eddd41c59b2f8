//! The warnings of one source file, and their text as CPython prints it.

use crate::{Diagnostic, SourceFile};
use std::fmt;
use std::sync::Arc;

/// What CPython warns of when it compiles a file, in its order. Displayed as CPython prints it on standard error.
#[derive(Clone, Debug)]
pub struct Warnings {
    /// The text they are about.
    pub file: Arc<SourceFile>,
    /// Often empty.
    pub diagnostics: Vec<Diagnostic>,
}

impl fmt::Display for Warnings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.diagnostics.iter().try_for_each(|diagnostic| diagnostic.write_plain(&self.file, f))
    }
}

impl Diagnostic {
    /// `FILE:LINE: SyntaxWarning: TEXT` and the line itself, for a text that stands in a file.
    pub fn write_plain(&self, file: &SourceFile, out: &mut dyn fmt::Write) -> fmt::Result {
        let line = file.line_column(self.span.start).line;
        writeln!(out, "{}:{line}: {}: {}", file.name(), self.type_name(), self.message)?;
        // CPython opens the file anew, and there is none named `<string>`.
        if file.name().starts_with('<') && file.name().ends_with('>') {
            return Ok(());
        }
        writeln!(out, "  {}", file.line_text(line).trim_matches([' ', '\t', '\u{c}']))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    #[test]
    fn a_warning_shows_the_line_of_a_file() {
        let plain = |name: &str| {
            let file = Arc::new(SourceFile::new(name, "if x:\n\ty = 1 is x \n"));
            Warnings { file, diagnostics: vec![Diagnostic::warning(Span::new(11, 17), "no")] }.to_string()
        };
        assert_eq!(plain("x.py"), "x.py:2: SyntaxWarning: no\n  y = 1 is x\n");
        assert_eq!(plain("<string>"), "<string>:2: SyntaxWarning: no\n");
    }
}
