//! Which of all the errors and warnings found in a file are told, so that CPython's own error is among them.
//!
//! CPython stops at one: the tokenizer's if there is any, else the grammar's, else what shows only in a whole tree.

use crate::context::Failure;
use crate::explain::explain;
use hognose_source::{Diagnostic, Span};
use hognose_syntax::{TokenKind, Tokens};

/// Errors beyond this number are not told.
pub const MAX_ERRORS: usize = 50;

/// An error and how far the parser had to read to see it.
struct Found {
    diagnostic: Diagnostic,
    /// The last token that CPython would have read.
    needed: Span,
}

/// The errors to tell of.
pub fn diagnostics(
    source: &str,
    lexed: &Tokens,
    errors: Vec<Diagnostic>,
    late_errors: Vec<Diagnostic>,
    failures: &[Failure],
) -> Vec<Diagnostic> {
    let whole = |diagnostic: Diagnostic| Found { needed: diagnostic.span, diagnostic };
    // Of two errors at one place the first in this order is kept.
    let mut found: Vec<Found> = lexed.grammar_errors.iter().cloned().map(whole).collect();
    if let Some(interruption) = &lexed.interruption {
        found.retain(|error| error.needed.end < interruption.span.start);
    }
    found.extend(failures.iter().take(MAX_ERRORS).map(|failure| {
        let (diagnostic, needed) = explain(source, &lexed.tokens, *failure);
        Found { diagnostic, needed }
    }));
    found.extend(errors.into_iter().map(whole));
    drop_explained_blocks(&mut found, failures);
    if !lexed.errors.is_empty() {
        return sorted(with_faulty_tokens(found, &lexed.errors));
    }
    if found.is_empty() {
        found.extend(late_errors.into_iter().map(whole));
    }
    if let Some(interruption) = &lexed.interruption {
        found.retain(|error| error.diagnostic.span.start < interruption.span.start);
        if found.is_empty() {
            found.push(whole(interruption.clone()));
        }
    } else if let Some(open) = lexed.unclosed {
        blame_bracket(source, lexed, open, &mut found);
    }
    let last = last_line_end(source);
    let errors = found.into_iter().map(|error| {
        let mut diagnostic = error.diagnostic;
        diagnostic.span.start = diagnostic.span.start.min(last);
        diagnostic
    });
    sorted(errors.collect())
}

/// The warnings that CPython comes to before it stops at an error. Those of the parser stand with the place where it
/// has read their text.
pub fn warnings(
    lexed: &Tokens,
    failures: &[Failure],
    errors: &[Diagnostic],
    parser_warnings: Vec<(u32, Diagnostic)>,
) -> Vec<Diagnostic> {
    let stops = lexed.errors.iter().chain(&lexed.interruption).map(|error| error.span.start);
    let stops = stops.chain(failures.iter().map(|failure| failure.span.start));
    let stop = stops.chain(errors.iter().map(|error| error.span.end)).min().unwrap_or(u32::MAX);
    let tokenizer_warnings = lexed.warnings.iter().map(|warning| (warning.span.start, warning.clone()));
    let mut all: Vec<(u32, Diagnostic)> = tokenizer_warnings.chain(parser_warnings).collect();
    all.retain(|(place, _)| *place <= stop);
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, warning)| warning).collect()
}

/// A block that is missing after a faulty header is no second fault.
fn drop_explained_blocks(found: &mut Vec<Found>, failures: &[Failure]) {
    found.retain(|error| {
        let Some((header, _)) = error.diagnostic.labels.first() else { return true };
        let block = error.diagnostic.span.start;
        let in_header = |failure: &Failure| {
            let at = failure.span.start;
            at >= header.start && (at < block || (at == block && failure.kind == TokenKind::Newline))
        };
        !failures.iter().any(in_header)
    });
}

/// Errors of tokens hide those of the grammar, unless the first is an indentation before them.
fn with_faulty_tokens(found: Vec<Found>, errors: &[Diagnostic]) -> Vec<Diagnostic> {
    let first = found.into_iter().map(|error| error.diagnostic).min_by_key(|diagnostic| diagnostic.span.start);
    let place = errors.first().map_or(0, |error| error.span.start);
    let is_indent = |error: &Diagnostic| error.message.starts_with("unexpected ") && error.span.start < place;
    first.filter(is_indent).into_iter().chain(errors.iter().cloned()).collect()
}

/// CPython tells of the end of a file on its last line.
fn last_line_end(source: &str) -> u32 {
    source.trim_end_matches(['\n', '\r']).len().max(source.len().saturating_sub(1)) as u32
}

/// What follows an open bracket is read as its inside: the fault is the bracket, unless something is wrong before it,
/// or on its line, if CPython need not read on to see it.
fn blame_bracket(source: &str, lexed: &Tokens, open: Span, found: &mut Vec<Found>) {
    let rest = &source[open.range().end..];
    let line_end = rest.find(['\n', '\r']).map_or(source.len(), |at| open.range().end + at);
    let last = lexed.tokens.iter().rfind(|token| !token.span.is_empty()).map_or(0, |token| token.span.end);
    found.retain(|error| {
        let needed = error.needed;
        (needed.start as usize) < line_end && needed.start < last
    });
    if found.is_empty() {
        let message = format!("'{}' was never closed", &source[open.range()]);
        found.push(Found { diagnostic: Diagnostic::syntax(open, message), needed: open });
    }
}

/// Sorts errors by place and keeps one of each place.
pub fn sorted(mut errors: Vec<Diagnostic>) -> Vec<Diagnostic> {
    errors.sort_by_key(|error| error.span.start);
    errors.dedup_by_key(|error| error.span.start);
    errors.truncate(MAX_ERRORS);
    errors
}
