//! Arguments as Rust numbers.

use dashu_int::IBig;
use hognose_runtime::{Args, Raised, Res, Vm};

/// The nearest float of an int.
pub fn float_of_integer(vm: &mut Vm, integer: &IBig) -> Res<f64> {
    let float = integer.to_f64().value();
    if float.is_finite() { Ok(float) } else { Err(vm.overflow_error("int too large to convert to float")) }
}

/// A float without fraction as an int.
pub fn integer_of_float(vm: &mut Vm, float: f64) -> Res {
    if float.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    if float.is_infinite() {
        return Err(vm.overflow_error("cannot convert float infinity to integer"));
    }
    Ok(vm.heap.integer(hognose_runtime::heap::integer_of_float(float.trunc())))
}

/// For natives that take any number of arguments, all by position.
pub fn refuse_keywords(vm: &mut Vm, args: Args, name: &str) -> Result<(), Raised> {
    if args.keywords == 0 { Ok(()) } else { Err(vm.type_error(format!("{name}() takes no keyword arguments"))) }
}
