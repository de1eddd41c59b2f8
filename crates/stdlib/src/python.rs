//! Modules that are Python source and nothing else; each is compiled at its first import.

use hognose_runtime::heap::Heap;
use hognose_runtime::module::ModuleDef;
use hognose_runtime::types::classes;
use hognose_runtime::{Res, Value, Vm};

/// A module without natives.
const fn module(name: &'static str, source: &'static str) -> ModuleDef {
    ModuleDef { name, functions: &[], init: None, source: Some(source) }
}

pub static COLLECTIONS: ModuleDef = module("collections", include_str!("python/collections.py"));
pub static CONTEXTLIB: ModuleDef = module("contextlib", include_str!("python/contextlib.py"));
pub static FUNCTOOLS: ModuleDef = module("functools", include_str!("python/functools.py"));
pub static IMPORTLIB: ModuleDef = module("importlib", include_str!("python/importlib.py"));
pub static INSPECT: ModuleDef = module("inspect", include_str!("python/inspect.py"));
pub static ITERTOOLS: ModuleDef = module("itertools", include_str!("python/itertools.py"));

/// The native part of `collections`.
pub static NATIVE_COLLECTIONS: ModuleDef =
    ModuleDef { name: "_collections", functions: &[], init: Some(init_collections), source: None };

fn init_collections(vm: &mut Vm, namespace: Value) -> Res<()> {
    vm.namespace_set_text(namespace, "deque", Heap::class_value(classes::DEQUE));
    Ok(())
}
