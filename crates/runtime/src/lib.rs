//! The virtual machine: values and their heap, frames, the run loop, the built-in types, tasks and their scheduler.
//!
//! Knows nothing of syntax. Does no input or output of its own: see `host`.

#![forbid(unsafe_code)]
// `R[x]` is notation for a register, not a link.
#![allow(rustdoc::broken_intra_doc_links)]

pub mod builtins;
mod compiled;
mod error;
pub mod heap;
pub mod host;
pub mod module;
pub mod native;
pub mod number;
pub mod object;
pub mod scheduler;
pub mod symbol;
pub mod text;
pub mod types;
pub mod value;
pub mod vm;

pub use native::{Args, NativeDef, Raised, Res, Signature};
pub use value::{Kind, Value};
pub use vm::Vm;
