//! The modules that a script can import: `asyncio`, `contextvars`, `math`, `time`, `io`,
//! `os`, `random`, `types`, `warnings`, and in Python
//! alone (`python.rs`) `collections`, `contextlib`, `functools`, `importlib`, `inspect`, `itertools`.
//!
//! A module is a table of natives (`ModuleDef`), sometimes with a part in Python. What a script may reach of the outside
//! world goes through the virtual machine's `Host`.

#![forbid(unsafe_code)]

mod asyncio;
mod contextvars;
mod convert;
mod io;
mod math;
mod os;
mod python;
mod random;
pub mod system;
mod time;
mod types;
mod warnings;

use hognose_runtime::module::ModuleDef;

/// All modules of this crate.
pub static MODULES: &[&ModuleDef] = &[
    &asyncio::MODULE,
    &asyncio::NATIVE,
    &contextvars::MODULE,
    &io::MODULE,
    &math::MODULE,
    &math::GENERAL,
    &os::MODULE,
    &os::NATIVE,
    &python::COLLECTIONS,
    &python::CONTEXTLIB,
    &python::FUNCTOOLS,
    &python::IMPORTLIB,
    &python::INSPECT,
    &python::ITERTOOLS,
    &python::NATIVE_COLLECTIONS,
    &random::MODULE,
    &random::NATIVE,
    &time::MODULE,
    &types::MODULE,
    &warnings::MODULE,
    &warnings::NATIVE,
];
