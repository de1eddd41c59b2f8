//! Entering functions.

use super::Vm;
use crate::native::Res;
use crate::value::Value;
use hognose_bytecode::Code;
use std::sync::Arc;

impl Vm {
    /// Runs a module's code in a namespace, to its end.
    pub fn run_module_code(&mut self, _code: &Arc<Code>, _globals: Value) -> Res {
        Err(self.runtime_error("the run loop lands with the next commit"))
    }

    /// Calls a value from inside a native: a nested run loop.
    pub fn call(&mut self, _callee: Value, _args: &[Value]) -> Res {
        Err(self.runtime_error("the run loop lands with the next commit"))
    }
}
