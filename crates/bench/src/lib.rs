//! Measures what a host pays at Hognose's border, beside the same in Lua (by mlua) and rhai. `cases` says what is measured,
//! one file a contender how.

#![forbid(unsafe_code)]

#[cfg(feature = "rivals")]
mod cases;
#[cfg(feature = "rivals")]
mod in_hognose;
#[cfg(feature = "rivals")]
mod in_lua;
#[cfg(feature = "rivals")]
mod in_rhai;

#[cfg(feature = "rivals")]
pub use cases::{Case, Contender, cases};
