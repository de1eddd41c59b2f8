//! The virtual machine while host code looks into it, and values that cannot leave that moment.

use crate::error::{Error, Result};
use crate::handle::{Handle, Roots};
use hognose_runtime as runtime;
use std::marker::PhantomData;

/// Makes `'v` invariant: a value of one moment is no value of another.
type Brand<'v> = PhantomData<fn(&'v ()) -> &'v ()>;

/// A virtual machine, exclusively, for as long as `'v`.
pub struct Context<'v> {
    pub(crate) vm: &'v mut runtime::Vm,
    pub(crate) roots: &'v mut Roots,
    brand: Brand<'v>,
}

/// A script's value, usable inside the [`Context`] it comes from.
#[derive(Clone, Copy)]
pub struct Value<'v>(pub(crate) runtime::Value, Brand<'v>);

impl<'v> Value<'v> {
    pub(crate) fn new(value: runtime::Value) -> Value<'v> {
        Value(value, PhantomData)
    }

    /// `None`
    pub fn none() -> Value<'v> {
        Value::new(runtime::Value::NONE)
    }

    /// Whether it is None.
    pub fn is_none(self) -> bool {
        self.0.is_none()
    }
}

impl std::fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Context")
    }
}

impl<'v> Context<'v> {
    pub(crate) fn new(vm: &'v mut runtime::Vm, roots: &'v mut Roots) -> Context<'v> {
        Context { vm, roots, brand: PhantomData }
    }

    /// A global name of the script.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn global(&mut self, name: &str) -> Result<Value<'v>> {
        let found = self.find_global(name);
        found.map(Value::new).ok_or_else(|| Error::host(format!("the script has no global name '{name}'")))
    }

    fn find_global(&mut self, name: &str) -> Option<runtime::Value> {
        let main = self.vm.heap.interned("__main__");
        let module = self.vm.namespace_get(self.vm.modules, main)?;
        let dict = self.vm.heap.module(module)?.dict;
        let name = self.vm.heap.interned(name);
        self.vm.namespace_get(dict, name)
    }

    /// Keeps a value beyond this moment.
    pub fn root(&mut self, value: Value<'v>) -> Handle {
        self.roots.insert(self.vm, value.0)
    }

    /// The value of a handle.
    ///
    /// # Errors
    /// When it is a handle of another virtual machine.
    pub fn get(&mut self, handle: &Handle) -> Result<Value<'v>> {
        self.roots.get(self.vm, handle).map(Value::new)
    }

    /// The name of a value's class.
    pub fn type_name(&self, value: Value<'v>) -> &str {
        self.vm.heap.type_name(value.0)
    }
}
