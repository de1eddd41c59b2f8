//! Spans, source files and diagnostics: where something stands in a script, and how an error there is told.
//!
//! Knows nothing of tokens, trees or values.

#![forbid(unsafe_code)]

mod diagnostic;
mod file;
mod span;
mod warnings;

pub use diagnostic::{CompileErrors, Diagnostic, DiagnosticKind};
pub use file::{LineColumn, SourceFile};
pub use span::Span;
pub use warnings::Warnings;
