//! `types`: names of built-in classes, and `types.coroutine`.

use hognose_runtime::heap::Heap;
use hognose_runtime::module::ModuleDef;
use hognose_runtime::native::function;
use hognose_runtime::object::generator::GeneratorKind;
use hognose_runtime::types::classes;
use hognose_runtime::{Args, NativeDef, Res, Signature, Value, Vm};

/// The module `types`.
pub static MODULE: ModuleDef =
    ModuleDef { name: "types", functions: &[FUNCTIONS], init: Some(init), source: Some(include_str!("types.py")) };

static FUNCTIONS: &[NativeDef] =
    &[function("_awaitable", awaitable, Signature::One), function("_flavor", flavor, Signature::One)];

fn init(vm: &mut Vm, namespace: Value) -> Res<()> {
    let named = [
        ("AsyncGeneratorType", classes::ASYNC_GENERATOR),
        ("BuiltinFunctionType", classes::BUILTIN_FUNCTION),
        ("BuiltinMethodType", classes::BUILTIN_FUNCTION),
        ("CellType", classes::CELL),
        ("CodeType", classes::CODE),
        ("CoroutineType", classes::COROUTINE),
        ("EllipsisType", classes::ELLIPSIS),
        ("FrameType", classes::FRAME),
        ("FunctionType", classes::FUNCTION),
        ("GeneratorType", classes::GENERATOR),
        ("GenericAlias", classes::GENERIC_ALIAS),
        ("GetSetDescriptorType", classes::GETSET_DESCRIPTOR),
        ("LambdaType", classes::FUNCTION),
        ("MappingProxyType", classes::MAPPING_PROXY),
        ("MemberDescriptorType", classes::MEMBER_DESCRIPTOR),
        ("MethodDescriptorType", classes::METHOD_DESCRIPTOR),
        ("MethodType", classes::METHOD),
        ("MethodWrapperType", classes::METHOD_WRAPPER),
        ("WrapperDescriptorType", classes::WRAPPER_DESCRIPTOR),
        ("ModuleType", classes::MODULE),
        ("NoneType", classes::NONE_TYPE),
        ("NotImplementedType", classes::NOT_IMPLEMENTED_TYPE),
        ("TracebackType", classes::TRACEBACK),
        ("UnionType", classes::UNION_TYPE),
    ];
    for (name, class) in named {
        vm.namespace_set_text(namespace, name, Heap::class_value(class));
    }
    Ok(())
}

/// Lets a generator be awaited.
fn awaitable(vm: &mut Vm, args: Args) -> Res {
    let generator = args.get(vm, 0);
    if let Some(object) = vm.heap.generator_mut(generator)
        && object.kind == GeneratorKind::Generator
    {
        object.hooked = true;
    }
    Ok(generator)
}

/// What a call of a function makes: "coroutine", "generator", "async_generator", or something else. A generator that may be
/// awaited is "awaitable".
fn flavor(vm: &mut Vm, args: Args) -> Res {
    let function = args.get(vm, 0);
    let text = if vm.is_coroutine_function(function) {
        "coroutine"
    } else if vm.is_generator_function(function) {
        "generator"
    } else if vm.is_async_generator_function(function) {
        "async_generator"
    } else if vm.heap.generator(function).is_some_and(|object| object.is_awaitable()) {
        "awaitable"
    } else {
        "other"
    };
    Ok(vm.heap.interned(text))
}
