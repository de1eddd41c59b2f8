//! The objects behind handles: one file per kind. Data and its invariants only; behaviour is in `types` and `vm`.

pub mod bytes;
pub mod class;
pub mod context;
pub mod deque;
pub mod dict;
pub mod exception;
pub mod file;
pub mod function;
pub mod generator;
pub mod host;
pub mod instance;
pub mod iterator;
pub mod module;
pub mod other;
pub mod set;
pub mod string;
