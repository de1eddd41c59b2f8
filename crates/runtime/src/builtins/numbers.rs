//! Built-in functions on numbers and text: abs, ascii, bin, chr, divmod, format, hex, oct, ord, pow, round.

use crate::native::NativeDef;

pub static FUNCTIONS: &[NativeDef] = &[];
