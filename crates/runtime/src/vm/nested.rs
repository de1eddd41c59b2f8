//! Calls from inside natives and from host code: a run loop of their own on the Rust stack, to a small depth.

use super::{Base, Frame, Mode, Owner, Step, Stop, Vm};
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
        let entered = match self.heap.function(callee) {
            Some(function) if self.linked[function.code.0 as usize].takes(args.len()) => {
                self.enter_plain(callee, function.code, args)
            }
            _ => self.call_with(callee, args, 0, Mode::Exit),
        };
        let stop = match entered {
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

    /// The common case: a function that binds nothing but these arguments.
    fn enter_plain(&mut self, callee: Value, id: CodeId, args: &[Value]) -> Step {
        let window = self.current.top() as usize;
        let linked = &self.linked[id.0 as usize];
        let (registers, locals) = (linked.registers, linked.locals as usize);
        self.reserve_stack(window, registers as usize);
        self.frames.push(self.current);
        let given = 1 + args.len();
        let values = &mut self.stack[window..window + 1 + locals];
        values[0] = callee;
        values[1..given].iter_mut().zip(args).for_each(|(place, value)| *place = *value);
        values[given..].fill(Value::UNBOUND);
        self.current = Frame::new(id, Base::stack(window as u32), window as u32 + registers, Owner::PLAIN);
        self.entry_safepoint()
    }

    /// Runs code of our own in a namespace, to its end: it only defines things.
    pub(crate) fn run_own_code(&mut self, code: &Arc<Code>, globals: Value) -> Res {
        let id = self.link(code, globals);
        let function = self.new_function_of(id);
        // Whoever asked for it may hold values that nothing else does, and may be as deep as calls may go.
        self.collection_blocks += 1;
        let nested = std::mem::take(&mut self.nested);
        let result = self.call(function, &[]);
        self.nested = nested;
        self.collection_blocks -= 1;
        result
    }

    /// A function without captured cells or defaults.
    pub(super) fn new_function_of(&mut self, code: CodeId) -> Value {
        self.heap.new_function(crate::object::function::FunctionObject { code, ..Default::default() })
    }
}
