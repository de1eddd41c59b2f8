//! `gc`: collections when a script asks for one. Garbage is collected whether the script likes it or not.

use crate::module::ModuleDef;
use crate::native::{Args, NativeDef, Res, Signature, function};
use crate::value::Value;
use crate::vm::Vm;

/// The module `gc`.
pub static MODULE: ModuleDef = ModuleDef { name: "gc", functions: &[FUNCTIONS], init: Some(init), source: None };

static FUNCTIONS: &[NativeDef] = &[
    function(
        "collect",
        collect,
        Signature::Named { names: &["generation"], positional_only: 0, required: 0, keyword_only: 1 },
    ),
    function("disable", disable, Signature::None),
    function("enable", enable, Signature::None),
    function("isenabled", is_enabled, Signature::None),
];

/// The name in the module that keeps what `enable` and `disable` last said.
const ENABLED: &str = "_enabled";

fn init(vm: &mut Vm, namespace: Value) -> Res<()> {
    vm.namespace_set_text(namespace, ENABLED, Value::TRUE);
    Ok(())
}

/// What a collection costs in fuel at least: it walks everything, so that few of them are a slice.
const COLLECTION: usize = 1 << 18;

fn collect(vm: &mut Vm, args: Args) -> Res {
    if let Some(generation) = args.opt(vm, 0) {
        let generation = vm.index(generation)?;
        if !(0..=2).contains(&generation) {
            return Err(vm.value_error("invalid generation"));
        }
    }
    let paid = vm.collect_now(vm.native_live as usize);
    vm.charge_fuel(COLLECTION.saturating_sub(paid))?;
    Ok(Value::small(0))
}

fn switch(vm: &mut Vm, enabled: Option<Value>) -> Res {
    let module = vm.builtin_module("gc")?;
    let dict = vm.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
    match enabled {
        Some(value) => {
            vm.namespace_set_text(dict, ENABLED, value);
            Ok(Value::NONE)
        }
        None => {
            let name = vm.heap.interned(ENABLED);
            Ok(vm.namespace_get(dict, name).unwrap_or(Value::TRUE))
        }
    }
}

fn enable(vm: &mut Vm, _args: Args) -> Res {
    switch(vm, Some(Value::TRUE))
}

fn disable(vm: &mut Vm, _args: Args) -> Res {
    switch(vm, Some(Value::FALSE))
}

fn is_enabled(vm: &mut Vm, _args: Args) -> Res {
    switch(vm, None)
}
