//! `object`: the methods that every value has.

use crate::native::NativeDef;

pub static MEMBERS: &[NativeDef] = &[];
