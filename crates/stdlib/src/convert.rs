//! Arguments as Rust numbers, and calls of what a module has in Python.

use dashu_int::IBig;
use hognose_runtime::symbol::names;
use hognose_runtime::types::classes;
use hognose_runtime::{Args, Raised, Res, Value, Vm};

/// An argument as a float: a float, an int, or what `__float__` or `__index__` give.
pub fn real(vm: &mut Vm, value: Value) -> Res<f64> {
    let plain = vm.heap.plain(value);
    if let Some(float) = plain.as_float() {
        return Ok(float);
    }
    if let Some(int) = plain.as_int() {
        return Ok(int as f64);
    }
    if let Some(integer) = vm.heap.as_integer(plain) {
        return float_of_integer(vm, &integer);
    }
    let class = vm.heap.class_of(value);
    if let Some(method) = vm.heap.class_lookup(class, names::FLOAT) {
        let result = vm.call(method, &[value])?;
        let plain = vm.heap.plain(result);
        return match plain.as_float() {
            Some(float) => Ok(float),
            None => {
                let (name, given) = (vm.heap.class_name(class).to_string(), vm.heap.type_name(result).to_string());
                Err(vm.type_error(format!("{name}.__float__ returned non-float (type {given})")))
            }
        };
    }
    if vm.heap.class_lookup(class, names::INDEX).is_some() {
        let integer = vm.index_integer(value)?;
        return float_of_integer(vm, &integer);
    }
    let message = format!("must be real number, not {}", vm.heap.type_name(value));
    Err(vm.type_error(message))
}

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

/// Whether a value is an int or a bool, of a script's subclass too.
pub fn is_integer(vm: &Vm, value: Value) -> bool {
    vm.heap.is_instance(value, classes::INT)
}

/// Goes on with a function that a module has in Python.
pub fn tail_module(vm: &mut Vm, module: &str, name: &str, args: &[Value]) -> Res {
    let module_value = vm.builtin_module(module)?;
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
