//! One compile-time error or warning: what is wrong, where, and what to do about it. How it is drawn is miette's matter.

use crate::{SourceFile, Span, Warnings};
use std::sync::Arc;

/// What a diagnostic stands for in Python's terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DiagnosticKind {
    /// CPython raises `SyntaxError` here too.
    Syntax,
    /// CPython raises `IndentationError` here too.
    Indentation,
    /// CPython raises `TabError` here too.
    Tab,
    /// Valid Python that this subset leaves out.
    Unsupported,
    /// CPython prints a `SyntaxWarning` here too and goes on.
    Warning,
}

/// An error or a warning found before a script runs. `message` is CPython's text where CPython has one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Which error.
    pub kind: DiagnosticKind,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to do instead, if there is something.
    pub help: Option<String>,
    /// Other places that explain this one, each with a few words.
    pub labels: Vec<(Span, String)>,
}

impl Diagnostic {
    /// A `SyntaxError` with CPython's text.
    pub fn syntax(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { kind: DiagnosticKind::Syntax, message: message.into(), span, help: None, labels: Vec::new() }
    }

    /// A `SyntaxWarning` with CPython's text.
    pub fn warning(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { kind: DiagnosticKind::Warning, ..Diagnostic::syntax(span, message) }
    }

    /// Something that Python has and the subset leaves out: say what to write instead.
    pub fn unsupported(span: Span, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        let kind = DiagnosticKind::Unsupported;
        Diagnostic { kind, message: message.into(), span, help: Some(help.into()), labels: Vec::new() }
    }

    /// The same diagnostic with advice.
    pub fn with_help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// The name of CPython's exception class, `SyntaxError` for what is unsupported.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            DiagnosticKind::Syntax | DiagnosticKind::Unsupported => "SyntaxError",
            DiagnosticKind::Indentation => "IndentationError",
            DiagnosticKind::Tab => "TabError",
            DiagnosticKind::Warning => "SyntaxWarning",
        }
    }
}

/// All the errors of one source file, in the order of their places.
#[derive(Clone, Debug)]
pub struct CompileErrors {
    /// The text they are about.
    pub file: Arc<SourceFile>,
    /// Never empty.
    pub diagnostics: Vec<Diagnostic>,
    /// What CPython warns of before it comes to the first of them.
    pub warnings: Warnings,
}
