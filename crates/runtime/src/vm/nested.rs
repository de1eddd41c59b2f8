//! Calls from inside natives and from host code: a run loop of their own on the Rust stack, to a small depth.

use super::{Mode, Stop, Vm};
use crate::native::{Raised, Res};
use crate::object::function::CodeId;
use crate::value::Value;
use hognose_bytecode::Code;
use std::sync::Arc;

/// How deep run loops may be nested on the Rust stack.
const MAX_NESTED: u32 = 40;

impl Vm {
    /// Calls something from inside a native and runs it to its end. Only for the callbacks of a container's algorithm.
    pub fn call(&mut self, callee: Value, args: &[Value]) -> Res {
        if self.nested >= MAX_NESTED {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        let depth = self.frames.len();
        if depth as u32 + self.outer_depth >= self.limits.recursion {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        let saved_top = self.native_top;
        let saved = self.current;
        self.current.set_top(saved.top().max(saved_top));
        self.current = self.current.waiting(0, Mode::Exit);
        let outside = self.nested;
        self.nested += 1;
        let stop = match self.call_with(callee, args, 0, Mode::Exit) {
            Ok(()) => self.run(),
            Err(Stop::Raised) if self.frames.len() > depth => match self.unwind() {
                Ok(()) => self.run(),
                Err(stop) => stop,
            },
            Err(Stop::Raised) => Stop::Threw,
            Err(stop) => stop,
        };
        self.nested = outside;
        self.frames.truncate(depth);
        self.current = saved;
        self.native_top = saved_top;
        match stop {
            Stop::Returned => Ok(std::mem::replace(&mut self.exit_value, Value::NONE)),
            Stop::Threw | Stop::Raised => Err(Raised),
            Stop::Ended => Err(Raised),
            Stop::Preempted | Stop::Task | Stop::EventLoop => {
                Err(self.runtime_error("cannot wait inside a callback of a built-in"))
            }
        }
    }

    /// Runs a module's code in a namespace, to its end.
    pub fn run_module_code(&mut self, code: &Arc<Code>, globals: Value) -> Res {
        let id = self.link(code, globals);
        let function = self.new_function_of(id);
        self.call(function, &[])
    }

    /// A function without captured cells or defaults.
    pub(super) fn new_function_of(&mut self, code: CodeId) -> Value {
        self.heap.new_function(crate::object::function::FunctionObject { code, ..Default::default() })
    }
}
