//! Text without the virtual machine: numbers as text, the format mini-language, Unicode properties, codecs, searching.
//!
//! Everything here is pure: it knows no values and raises nothing; errors are enums or texts that `vm` turns into exceptions.

pub mod case;
pub mod codec;
pub mod float;
pub mod integer;
pub mod quote;
pub mod spec;
#[rustfmt::skip]
mod tables;
pub mod unicode;
