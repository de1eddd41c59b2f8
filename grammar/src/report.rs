//! Which of all the errors found in a file are told, so that CPython's own error is among them.
//!
//! CPython stops at one: the tokenizer's if there is any, else the grammar's, else what shows only in a whole tree.

use crate::explain::{Failure, explain};
use hognose_source::{Diagnostic, Span};
use hognose_syntax::Tokens;

/// Errors beyond this number are not told.
pub const MAX_ERRORS: usize = 50;

/// An error and how far the parser had to read to see it.
struct Found {
    diagnostic: Diagnostic,
    /// Start and end of the last token that was needed.
    needed: Span,
}

/// All errors of a file whose tokens are sound.
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
    found.extend(
        failures
            .iter()
            .take(MAX_ERRORS)
            .map(|failure| Found { diagnostic: explain(source, &lexed.tokens, *failure), needed: failure.span }),
    );
    found.extend(errors.into_iter().map(whole));
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

/// CPython tells of the end of a file on its last line.
fn last_line_end(source: &str) -> u32 {
    source.trim_end_matches(['\n', '\r']).len().max(source.len().saturating_sub(1)) as u32
}

/// What follows an open bracket is read as its inside: the fault is the bracket, unless something is wrong before it,
/// or on its line without need to read to the end of the file.
fn blame_bracket(source: &str, lexed: &Tokens, open: Span, found: &mut Vec<Found>) {
    let rest = &source[open.range().end..];
    let line_end = rest.find(['\n', '\r']).map_or(source.len(), |at| open.range().end + at);
    let last = lexed.tokens.iter().rfind(|token| !token.span.is_empty()).map_or(0, |token| token.span.end);
    found.retain(|error| {
        let is_plain = error.diagnostic.message == "invalid syntax" && !error.needed.is_empty();
        (error.needed.start as usize) < line_end && (error.needed.end < last || is_plain)
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
