//! The lock of the inbox. `tests/inbox.rs` puts loom's in its place, which tries every order of threads.

pub(crate) use std::sync::{Mutex, MutexGuard};
