//! What the prelude's part on text needs.

use crate::native::{Args, NativeDef, Res, Signature, function};
use crate::vm::{Vm, format_step, percent_step};

/// Functions that only the prelude sees.
pub static PRELUDE: &[NativeDef] = &[
    function("_ascii", ascii, Signature::One),
    function("_percent_step", percent_step, Signature::Range(3, 3)),
    function("_format_step", format_step, Signature::Range(3, 3)),
];

fn ascii(vm: &mut Vm, args: Args) -> Res {
    let text = args.get(vm, 0);
    vm.ascii_of(text)
}
