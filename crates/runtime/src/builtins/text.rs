//! What the prelude's part on text needs.

use crate::native::{NativeDef, Signature, function};
use crate::vm::{format_step, percent_step};

/// Functions that only the prelude sees.
pub static PRELUDE: &[NativeDef] = &[
    function("_percent_step", percent_step, Signature::Range(3, 3)),
    function("_format_step", format_step, Signature::Range(3, 3)),
];
