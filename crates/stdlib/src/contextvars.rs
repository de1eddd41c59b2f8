//! `contextvars`: the classes are the runtime's; the current context belongs to the task or handle that runs.

use hognose_runtime::heap::Heap;
use hognose_runtime::module::ModuleDef;
use hognose_runtime::native::function;
use hognose_runtime::types::classes;
use hognose_runtime::{Args, NativeDef, Res, Signature, Value, Vm};

/// The module `contextvars`.
pub static MODULE: ModuleDef =
    ModuleDef { name: "contextvars", functions: &[FUNCTIONS], init: Some(init), source: None };

static FUNCTIONS: &[NativeDef] = &[function("copy_context", copy_context, Signature::None)];

fn init(vm: &mut Vm, namespace: Value) -> Res<()> {
    for (name, class) in
        [("Context", classes::CONTEXT), ("ContextVar", classes::CONTEXT_VAR), ("Token", classes::TOKEN)]
    {
        vm.namespace_set_text(namespace, name, Heap::class_value(class));
    }
    let names = ["Context", "ContextVar", "Token", "copy_context"].map(|name| vm.heap.interned(name));
    let all = vm.heap.tuple_of(&names);
    vm.namespace_set_text(namespace, "__all__", all);
    Ok(())
}

fn copy_context(vm: &mut Vm, _: Args) -> Res {
    let variables = vm.context_variables(vm.context);
    Ok(vm.new_context(variables))
}
