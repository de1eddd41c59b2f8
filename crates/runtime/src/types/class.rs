//! `type`: the methods and attributes of classes.

use crate::native::NativeDef;

pub static MEMBERS: &[NativeDef] = &[];
