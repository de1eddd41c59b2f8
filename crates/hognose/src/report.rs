//! Errors as miette's diagnostics: with source, place and advice.

use crate::Warning;
use crate::error::{Error, Misfit};
use crate::tasks::TaskInfo;
use hognose_source::{DiagnosticKind, SourceFile, Span};
use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteSpanContents, Severity, SourceCode, SourceSpan, SpanContents,
};
use std::fmt;
use std::sync::Arc;

/// A source file that miette can read.
#[derive(Clone)]
struct Text(Arc<SourceFile>);

impl SourceCode for Text {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inner = self.0.text().read_span(span, lines_before, lines_after)?;
        let named = MietteSpanContents::new_named(
            self.0.name().to_string(),
            inner.data(),
            *inner.span(),
            inner.line(),
            inner.column(),
            inner.line_count(),
        );
        Ok(Box::new(named))
    }
}

/// One place in a source with what is to be said about it.
#[derive(Clone)]
pub(crate) struct Place {
    title: String,
    text: Text,
    labels: Vec<LabeledSpan>,
    help: Option<String>,
    severity: Severity,
}

impl Place {
    /// What was found at compile time.
    pub(crate) fn of(file: &Arc<SourceFile>, diagnostic: &hognose_source::Diagnostic) -> Place {
        let words = match diagnostic.kind {
            DiagnosticKind::Unsupported => "not in the subset",
            DiagnosticKind::Syntax | DiagnosticKind::Indentation | DiagnosticKind::Tab | DiagnosticKind::Warning => {
                "here"
            }
        };
        let mut labels = vec![label(file, diagnostic.span, Some(words.to_string()))];
        labels.extend(diagnostic.labels.iter().map(|(span, words)| label(file, *span, Some(words.clone()))));
        Place {
            title: format!("{}: {}", diagnostic.type_name(), diagnostic.message),
            text: Text(file.clone()),
            labels,
            help: diagnostic.help.clone(),
            severity: match diagnostic.kind {
                DiagnosticKind::Warning => Severity::Warning,
                DiagnosticKind::Unsupported
                | DiagnosticKind::Syntax
                | DiagnosticKind::Indentation
                | DiagnosticKind::Tab => Severity::Error,
            },
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl std::error::Error for Place {}

impl Diagnostic for Place {
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.text)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

fn label(text: &SourceFile, span: Span, words: Option<String>) -> LabeledSpan {
    let end = (text.text().len() as u32).min(span.end);
    let start = span.start.min(end);
    LabeledSpan::new(words, start as usize, (end - start) as usize)
}

/// The part of a span that is on its first line.
fn first_line(file: &SourceFile, span: Span) -> Span {
    let line = file.line_span(file.line_column(span.start).line);
    let end = line.start + file.text()[line.range()].trim_end().len() as u32;
    Span::new(span.start, span.end.min(end))
}

/// The places of an error: those of a compile error, or the frames of a traceback, innermost first.
pub(crate) fn places(error: &Error) -> Vec<Place> {
    let mut places = Vec::new();
    if let Some(errors) = error.diagnostics() {
        places.extend(errors.diagnostics.iter().map(|diagnostic| Place::of(&errors.file, diagnostic)));
    }
    if !error.tasks().is_empty() {
        let place = |task: &TaskInfo| {
            let frame = task.frames.last()?;
            let labels = vec![label(&frame.file, frame.span, Some("here".to_string()))];
            let (title, text) = (task.to_string(), Text(frame.file.clone()));
            Some(Place { title, text, labels, help: None, severity: Severity::Advice })
        };
        return error.tasks().iter().filter_map(place).collect();
    }
    if !error.misfits().is_empty() {
        let place = |misfit: &Misfit| {
            let (file, span) = misfit.place.clone()?;
            let labels = vec![label(&file, first_line(&file, span), Some(misfit.message.clone()))];
            let (title, text) = (misfit.message.clone(), Text(file));
            Some(Place { title, text, labels, help: None, severity: Severity::Error })
        };
        return error.misfits().iter().filter_map(place).collect();
    }
    let frame = |frame: &crate::error::ErrorFrame| Place {
        title: format!("in {}", frame.function),
        text: Text(frame.file.clone()),
        labels: vec![label(&frame.file, frame.span, None)],
        help: None,
        severity: Severity::Error,
    };
    places.extend(error.frames().iter().rev().map(frame));
    places
}

impl Error {
    /// The place that stands for the error itself, and the others. The tasks of a deadlock are all alike.
    fn split_places(&self) -> (Option<&Place>, &[Place]) {
        let places = self.places();
        match places.split_first() {
            Some((first, rest)) if self.tasks().is_empty() && self.misfits().is_empty() => (Some(first), rest),
            Some(_) | None => (None, places),
        }
    }
}

impl Diagnostic for Warning {
    fn severity(&self) -> Option<Severity> {
        Some(Severity::Warning)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.place().source_code()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.place().labels()
    }
}

impl Diagnostic for Error {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.split_places().0?.help()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.split_places().0?.source_code()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.split_places().0?.labels()
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        let rest = Some(self.split_places().1).filter(|rest| !rest.is_empty())?;
        Some(Box::new(rest.iter().map(|place| place as &dyn Diagnostic)))
    }
}
