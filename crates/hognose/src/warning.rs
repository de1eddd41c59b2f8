//! Warnings found at compile time, as a host reads them.

use hognose_source::{Diagnostic, SourceFile, Span, Warnings};
use std::fmt;
use std::sync::Arc;

/// A SyntaxWarning: something valid that is certainly not what was meant.
#[derive(Clone)]
pub struct Warning {
    file: Arc<SourceFile>,
    diagnostic: Diagnostic,
    #[cfg(feature = "miette")]
    place: crate::report::Place,
}

impl Warning {
    pub(crate) fn all(warnings: Warnings) -> Vec<Warning> {
        let Warnings { file, diagnostics } = warnings;
        let warning = |diagnostic| Warning {
            file: file.clone(),
            #[cfg(feature = "miette")]
            place: crate::report::Place::of(&file, &diagnostic),
            diagnostic,
        };
        diagnostics.into_iter().map(warning).collect()
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.diagnostic.message
    }

    /// Its source.
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// Where it is, in bytes.
    pub fn span(&self) -> Span {
        self.diagnostic.span
    }

    /// The line it is on, from 1.
    pub fn line(&self) -> u32 {
        self.file.line_column(self.diagnostic.span.start).line
    }

    /// What CPython prints on standard error: the place, the text and the line of source, ending in a line feed.
    pub fn plain(&self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = self.diagnostic.write_plain(&self.file, &mut text);
        text
    }

    #[cfg(feature = "miette")]
    pub(crate) fn place(&self) -> &crate::report::Place {
        &self.place
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.diagnostic.type_name(), self.diagnostic.message)
    }
}

impl fmt::Debug for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Warning").field("text", &self.to_string()).finish_non_exhaustive()
    }
}

impl std::error::Error for Warning {}
