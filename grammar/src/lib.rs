//! The LALRPOP grammar of Hognose: tokens in, syntax tree out.
//!
//! The generated parser knows nothing of messages: `explain` finds CPython's words for what it could not take, the
//! actions in the other modules for what is grammatical here and wrong all the same.

#![forbid(unsafe_code)]

mod builder;
mod calls;
mod context;
mod explain;
mod literals;
mod measured;
mod nesting;
mod parameters;
mod patterns;
mod report;
mod scan;
mod statements;
mod targets;

use builder::Builder;
use hognose_source::Diagnostic;
use hognose_syntax::ast::Module;
use hognose_syntax::tokenize;
use nesting::Nesting;
use std::cell::Cell;

lalrpop_util::lalrpop_mod!(
    #[allow(clippy::all, clippy::unwrap_used, unused, missing_docs)]
    #[rustfmt::skip]
    hognose
);

/// What a file came to.
#[derive(Debug)]
pub struct Parsed {
    /// Complete if there are no errors; otherwise parts of it are missing or stand as `Error`.
    pub module: Module,
    /// Sorted by place, CPython's own first error among them; of very many only the first are told.
    pub errors: Vec<Diagnostic>,
    /// What CPython's tokenizer and parser warn of before they come to the first error, in their order.
    pub warnings: Vec<Diagnostic>,
}

/// Parses a whole file.
///
/// ```
/// let parsed = hognose_grammar::parse("x = (1,\n");
/// assert_eq!(parsed.errors[0].message, "'(' was never closed");
/// let parsed = hognose_grammar::parse("x = 1if y else 2\n");
/// assert!(parsed.errors.is_empty() && parsed.module.body.len() == 1);
/// assert_eq!(parsed.warnings[0].message, "invalid decimal literal");
/// ```
pub fn parse(source: &str) -> Parsed {
    let lexed = tokenize(source);
    let given_up = Cell::new(false);
    let mut builder = Builder::new(source, &lexed.tokens, &given_up);
    let (mut nesting, too_deep) = (Nesting::default(), Cell::new(None));
    let tokens = lexed.tokens.iter().map(|token| {
        if nesting.exceeded_by(token.kind) {
            too_deep.set(Some(token.span));
            given_up.set(true);
        }
        if given_up.get() { Err(()) } else { Ok((token.span.start, token.kind, token.span.end)) }
    });
    let body = match hognose::ModuleParser::new().parse(&mut builder, tokens) {
        Ok(body) => body,
        Err(error) => {
            builder.failures.extend(statements::failure_of(&error, source));
            Vec::new()
        }
    };
    if let Some(span) = too_deep.get() {
        builder.error_at(span, "expression is nested too deeply");
    }
    let Builder { errors, late_errors, warnings, failures, .. } = builder;
    let warnings = report::warnings(&lexed, &failures, &errors, warnings);
    let errors = report::diagnostics(source, &lexed, errors, late_errors, &failures);
    Parsed { module: Module { body }, errors, warnings }
}
