//! `math`: floats as C's library has them, integers exact, and CPython's error texts.

mod error_function;
mod gamma;
mod integer;
mod numeric;
mod real;
mod sums;
mod vector;

use hognose_runtime::module::ModuleDef;
use hognose_runtime::{Res, Value, Vm};

/// The module `math`.
pub static MODULE: ModuleDef = ModuleDef {
    name: "math",
    functions: &[
        real::UNARY,
        real::FUNCTIONS,
        numeric::FUNCTIONS,
        gamma::FUNCTIONS,
        integer::FUNCTIONS,
        sums::FUNCTIONS,
        vector::FUNCTIONS,
    ],
    init: Some(constants),
    source: None,
};

/// What `math` needs script code for: made when a script gives it objects of its own.
pub static GENERAL: ModuleDef =
    ModuleDef { name: "_math", functions: &[], init: None, source: Some(include_str!("general.py")) };

fn constants(vm: &mut Vm, namespace: Value) -> Res<()> {
    use std::f64::consts;
    let constants =
        [("pi", consts::PI), ("e", consts::E), ("tau", consts::TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)];
    for (name, value) in constants {
        vm.namespace_set_text(namespace, name, Value::float(value));
    }
    Ok(())
}

/// The two errors that C's library knows.
fn domain_error(vm: &mut Vm) -> hognose_runtime::Raised {
    vm.value_error("math domain error")
}

fn range_error(vm: &mut Vm) -> hognose_runtime::Raised {
    vm.overflow_error("math range error")
}
