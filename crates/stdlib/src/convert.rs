//! Arguments as Rust numbers, and calls of what a module has in Python.

use dashu_int::IBig;
use hognose_runtime::{Args, Raised, Res, Value, Vm};

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

/// Goes on with a function that a module has in Python.
pub fn tail_module(vm: &mut Vm, module: &str, name: &str, args: &[Value]) -> Res {
    // The first use runs the module, and a collection may happen there.
    let base = vm.roots.len();
    vm.roots.extend_from_slice(args);
    let module_value = vm.builtin_module(module);
    vm.roots.truncate(base);
    let module_value = module_value?;
    let dict = vm.heap.module(module_value).map_or(Value::UNBOUND, |module| module.dict);
    let key = vm.heap.interned(name);
    match vm.namespace_get(dict, key) {
        Some(function) => vm.tail_call(function, args),
        None => Err(vm.runtime_error(format!("module {module} has no function {name}"))),
    }
}

/// For natives that take any number of arguments, all by position.
pub fn refuse_keywords(vm: &mut Vm, args: Args, name: &str) -> Result<(), Raised> {
    if args.keywords == 0 { Ok(()) } else { Err(vm.type_error(format!("{name}() takes no keyword arguments"))) }
}
