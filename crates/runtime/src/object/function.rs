//! Functions, bound methods and cells.

use crate::value::Value;

/// Index of a code object linked into a virtual machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct CodeId(pub u32);

/// A script function.
#[derive(Clone, Debug)]
pub struct FunctionObject {
    pub code: CodeId,
    /// Captured cells.
    pub closure: Box<[Value]>,
    /// A tuple, or unbound.
    pub defaults: Value,
    /// A dict, or unbound.
    pub keyword_defaults: Value,
    /// What only introspection asks for.
    pub extra: Option<Box<FunctionExtra>>,
}

/// Attributes that differ from what the code object says, or that only a few functions have. Unbound where not set.
#[derive(Clone, Debug)]
pub struct FunctionExtra {
    pub name: Value,
    pub qualname: Value,
    pub doc: Value,
    pub module: Value,
    pub annotations: Value,
    pub type_params: Value,
    pub dict: Value,
    /// The native that stands behind a method of a host's class: it gets the arguments as they are.
    pub native: Value,
}

impl Default for FunctionExtra {
    fn default() -> FunctionExtra {
        let unbound = Value::UNBOUND;
        FunctionExtra {
            name: unbound,
            qualname: unbound,
            doc: unbound,
            module: unbound,
            annotations: unbound,
            type_params: unbound,
            dict: unbound,
            native: unbound,
        }
    }
}

impl Default for FunctionObject {
    fn default() -> FunctionObject {
        let (defaults, keyword_defaults) = (Value::UNBOUND, Value::UNBOUND);
        FunctionObject { code: CodeId(0), closure: Box::new([]), defaults, keyword_defaults, extra: None }
    }
}

/// A function bound to its first argument.
#[derive(Clone, Copy, Debug)]
pub struct MethodObject {
    pub function: Value,
    pub receiver: Value,
}

impl Default for MethodObject {
    fn default() -> MethodObject {
        MethodObject { function: Value::UNBOUND, receiver: Value::UNBOUND }
    }
}

/// A variable shared between functions; unbound when empty.
#[derive(Clone, Copy, Debug)]
pub struct CellObject(pub Value);

impl Default for CellObject {
    fn default() -> CellObject {
        CellObject(Value::UNBOUND)
    }
}
