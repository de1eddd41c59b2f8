//! `io`: the exception that files raise for what they cannot do, and the constants of `seek`.

use hognose_runtime::module::ModuleDef;

/// The module `io`.
pub static MODULE: ModuleDef =
    ModuleDef { name: "io", functions: &[], init: None, source: Some(include_str!("io.py")) };
