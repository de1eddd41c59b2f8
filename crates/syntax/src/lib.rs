//! The front end's vocabulary: the syntax tree here; tokens, layout and string literals beside it.

#![forbid(unsafe_code)]

pub mod ast;
