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
use std::cell::Cell;

lalrpop_util::lalrpop_mod!(
    #[allow(clippy::all, clippy::unwrap_used, unused, missing_docs)]
    #[rustfmt::skip]
    hognose
);

/// Parses a whole file. The tree is complete if there are no diagnostics; otherwise parts of it are missing or stand as
/// `Error`. Diagnostics are sorted by place, CPython's own first error among them; of very many only the first are told.
///
/// ```
/// let (module, errors) = hognose_grammar::parse("x = (1,\n");
/// assert_eq!(errors[0].message, "'(' was never closed");
/// let (module, errors) = hognose_grammar::parse("x = 1\n");
/// assert!(errors.is_empty() && module.body.len() == 1);
/// ```
pub fn parse(source: &str) -> (Module, Vec<Diagnostic>) {
    let lexed = tokenize(source);
    let given_up = Cell::new(false);
    let mut builder = Builder::new(source, &lexed.tokens, &given_up);
    let tokens = lexed
        .tokens
        .iter()
        .map(|token| if given_up.get() { Err(()) } else { Ok((token.span.start, token.kind, token.span.end)) });
    let body = match hognose::ModuleParser::new().parse(&mut builder, tokens) {
        Ok(body) => body,
        Err(error) => {
            builder.failures.extend(statements::failure_of(&error, source));
            Vec::new()
        }
    };
    let Builder { errors, late_errors, failures, .. } = builder;
    (Module { body }, report::diagnostics(source, &lexed, errors, late_errors, &failures))
}
