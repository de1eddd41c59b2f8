//! What the fuzz targets do with bytes: each function takes any bytes and must come back, without a panic, within limits.
//!
//! `libfuzzer` beside it holds the programs that libFuzzer drives (nightly, `cargo fuzz`); `corpus` the inputs that
//! every test run tries; `targets` names both.

#![forbid(unsafe_code)]

mod bytes;
pub mod convert;
mod mutate;
pub mod parse;
pub mod run;
pub mod verify;

/// A target: the name of its program and of its corpus, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] =
    &[("parse", parse::parse), ("run", run::run), ("convert", convert::convert), ("verify", verify::verify)];
