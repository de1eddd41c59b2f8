//! The LALRPOP grammar of Hognose: tokens in, syntax tree out.
//!
//! The generated parser knows nothing of messages: `explain` finds CPython's words for what it could not take, the
//! actions in the other modules for what is grammatical here and wrong all the same.

#![forbid(unsafe_code)]

mod builder;
mod calls;
mod explain;
mod literals;
mod measured;
mod parameters;
mod patterns;
mod statements;
mod targets;

use builder::Builder;
use hognose_source::Diagnostic;
use hognose_syntax::ast::Module;
use hognose_syntax::tokenize;

lalrpop_util::lalrpop_mod!(
    #[allow(clippy::all, clippy::unwrap_used, unused, missing_docs)]
    #[rustfmt::skip]
    hognose
);

/// Errors beyond this number are not reported.
const MAX_ERRORS: usize = 50;

/// Parses a whole file. The tree is complete if there are no diagnostics; otherwise parts of it are missing or stand as
/// `Error`. Diagnostics are sorted by place.
///
/// ```
/// let (module, errors) = hognose_grammar::parse("x = (1,\n");
/// assert_eq!(errors[0].message, "'(' was never closed");
/// let (module, errors) = hognose_grammar::parse("x = 1\n");
/// assert!(errors.is_empty() && module.body.len() == 1);
/// ```
pub fn parse(source: &str) -> (Module, Vec<Diagnostic>) {
    let lexed = tokenize(source);
    if !lexed.errors.is_empty() {
        return (Module { body: Vec::new() }, sorted(lexed.errors));
    }
    let mut builder = Builder::new(source, &lexed.tokens);
    let tokens = lexed.tokens.iter().map(|token| Ok((token.span.start, token.kind, token.span.end)));
    let body = match hognose::ModuleParser::new().parse(&mut builder, tokens) {
        Ok(body) => body,
        Err(error) => {
            builder.failures.extend(statements::failure_of(&error));
            Vec::new()
        }
    };
    let mut errors = builder.errors;
    errors.extend(builder.failures.iter().map(|failure| explain::explain(source, &lexed.tokens, *failure)));
    errors.extend(lexed.grammar_errors);
    if let Some(open) = lexed.unclosed {
        // What follows an open bracket is read as its inside; the fault is the bracket, unless something is wrong
        // before it.
        errors.retain(|error| error.span.start < open.start);
        let message = format!("'{}' was never closed", &source[open.range()]);
        errors.push(Diagnostic::syntax(open, message));
    }
    (Module { body }, sorted(errors))
}

fn sorted(mut errors: Vec<Diagnostic>) -> Vec<Diagnostic> {
    errors.sort_by_key(|error| (error.span.start, error.span.end));
    errors.dedup_by_key(|error| error.span.start);
    errors.truncate(MAX_ERRORS);
    errors
}
