//! The modules that belong to the language itself: `builtins`, and `_prelude`, the part of it that is written in Python.
//!
//! A file here holds a `FUNCTIONS` slice of what it owns.

mod async_functions;
mod attributes;
mod core;
mod files;
mod gc;
mod introspection;
mod iteration;
mod numbers;
mod output;
pub(crate) mod prelude;
mod sys;
mod text;

use crate::heap::Heap;
use crate::module::ModuleDef;
use crate::native::Res;
use crate::object::class::ClassId;
use crate::types::{self, classes};
use crate::value::Value;
use crate::vm::Vm;

/// The runtime's own modules.
pub static MODULES: &[&ModuleDef] =
    &[&BUILTINS, &PRELUDE, &sys::MODULE, &gc::MODULE, &sys::INFO, &crate::vm::IMPORTLIB];

static BUILTINS: ModuleDef = ModuleDef {
    name: "builtins",
    functions: &[
        numbers::FUNCTIONS,
        iteration::FUNCTIONS,
        output::FUNCTIONS,
        files::FUNCTIONS,
        async_functions::FUNCTIONS,
        attributes::FUNCTIONS,
        introspection::FUNCTIONS,
    ],
    init: Some(init_builtins),
    source: None,
};

static PRELUDE: ModuleDef = ModuleDef {
    name: prelude::NAME,
    functions: &[
        core::PRELUDE,
        text::PRELUDE,
        iteration::PRELUDE,
        numbers::PRELUDE,
        async_functions::PRELUDE,
        attributes::PRELUDE,
    ],
    init: None,
    source: None,
};

/// The classes that are names of `builtins`, exceptions apart: those have all of theirs there.
const NAMED_CLASSES: &[ClassId] = &[
    classes::OBJECT,
    classes::TYPE,
    classes::INT,
    classes::BOOL,
    classes::FLOAT,
    classes::STR,
    classes::BYTES,
    classes::BYTEARRAY,
    classes::TUPLE,
    classes::LIST,
    classes::DICT,
    classes::SET,
    classes::FROZENSET,
    classes::RANGE,
    classes::SLICE,
    classes::PROPERTY,
    classes::CLASSMETHOD,
    classes::STATICMETHOD,
    classes::SUPER,
    classes::MAP,
    classes::FILTER,
    classes::ZIP,
    classes::ENUMERATE,
    classes::REVERSED,
];

/// Names of what is not a class in the namespace of `builtins`, and of every module.
pub(crate) fn static_names() -> impl Iterator<Item = &'static str> {
    const OTHERS: &[&str] = &[
        "EnvironmentError",
        "IOError",
        "NotImplemented",
        "Ellipsis",
        "__debug__",
        "__package__",
        "__loader__",
        "__spec__",
        "__main__",
        "__cached__",
        "builtins",
    ];
    let functions = BUILTINS.functions.iter().flat_map(|part| part.iter()).map(|def| def.name);
    functions.chain(OTHERS.iter().copied())
}

fn init_builtins(vm: &mut Vm, namespace: Value) -> Res<()> {
    let exceptions = (0..types::builtin_count()).map(ClassId).filter(|class| is_builtin_exception(vm, *class));
    let exceptions: Vec<ClassId> = exceptions.collect();
    for class in NAMED_CLASSES.iter().copied().chain(exceptions) {
        vm.namespace_set_text(namespace, types::builtin(class).name, Heap::class_value(class));
    }
    let others = [
        ("EnvironmentError", Heap::class_value(classes::OS_ERROR)),
        ("IOError", Heap::class_value(classes::OS_ERROR)),
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("Ellipsis", Value::ELLIPSIS),
        ("__debug__", Value::TRUE),
    ];
    for (name, value) in others {
        vm.namespace_set_text(namespace, name, value);
    }
    Ok(())
}

fn is_builtin_exception(vm: &Vm, class: ClassId) -> bool {
    types::builtin(class).module == "builtins" && vm.heap.is_subclass(class, classes::BASE_EXCEPTION)
}
