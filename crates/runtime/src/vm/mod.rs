//! One virtual machine: its heap, its stack, its frames, and what it links and caches.
//!
//! `run` is the loop; `slow` executes what is rare; `call` enters functions; `attribute`, `operator` and `compare` follow
//! Python's protocols; `unwind` finds handlers; `generator` suspends and resumes.

mod arguments;
mod arithmetic;
mod attribute;
mod call;
mod class_build;
mod class_slots;
mod class_write;
mod compare;
mod containers;
mod dialogue;
mod exceptions;
mod fields;
mod formatting;
mod frame;
mod hashing;
mod import;
mod index;
mod iterate;
mod linked;
mod namespace;
mod percent;
mod protocol;
mod ranges;
mod repr;
mod set_algebra;
mod str_format;
mod text;
mod unwind;

pub use attribute::Cacheable;
pub use frame::{Base, Frame, Mode, Owner};
pub use linked::{Cache, Linked};
pub(crate) use percent::percent_step;
pub(crate) use str_format::format_step;

use crate::heap::Heap;
use crate::host::Host;
use crate::module::Builtins;
use crate::native::{Raised, Res};
use crate::object::function::CodeId;
use crate::value::Value;
use smallvec::SmallVec;
use std::sync::Arc;

/// Values behind the stack's used part, so that a register window can begin anywhere in it.
const WINDOW: usize = 256;

/// Limits of one virtual machine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Script frames, as `sys.setrecursionlimit` counts them.
    pub recursion: u32,
    /// Instructions' worth of work in one slice before control goes back to the host.
    pub slice: u32,
    /// Collect at every safepoint (a test mode).
    pub gc_stress: bool,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { recursion: 1000, slice: 1 << 20, gc_stress: false }
    }
}

/// One virtual machine. `Send`, used by one thread at a time.
pub struct Vm {
    pub heap: Heap,
    /// Registers of plain calls.
    pub stack: Vec<Value>,
    /// Frames that wait for a result of the frame above them; the running one is `current`.
    pub frames: Vec<Frame>,
    /// The running frame. The run loop keeps pc in a local variable and stores it here before anything can look.
    pub current: Frame,
    /// Frame lists that were swapped out to run the present one, outermost first.
    pub outer: Vec<Vec<Frame>>,
    /// Code linked into this machine.
    pub linked: Vec<Linked>,
    pub caches: Vec<Cache>,
    pub builtins: Arc<Builtins>,
    /// The namespace dict of `builtins`.
    pub builtins_dict: Value,
    /// The dict `sys.modules`.
    pub modules: Value,
    /// What a native asked the run loop to do in its place.
    pub pending: Option<Pending>,
    /// Fuel left in this slice.
    pub fuel: i64,
    pub limits: Limits,
    /// Run loops entered from inside natives.
    pub nested: u32,
    /// Comparisons inside lookups inside comparisons, which stand on the Rust stack.
    pub native_depth: u32,
    /// Containers whose repr is being made by the prelude, outermost first.
    pub repr_active: Vec<Value>,
    /// Values that native code holds across a nested call.
    pub roots: Vec<Value>,
    pub host: Box<dyn Host>,
}

/// What a native asks for instead of returning a value.
#[derive(Debug)]
pub enum Pending {
    /// Call this in the native's place.
    Call { callee: Value, args: SmallVec<[Value; 4]> },
    /// Resume a generator in the native's place.
    Resume { generator: Value, with: Resumption, mode: Mode },
}

/// How a generator is resumed.
#[derive(Clone, Copy, Debug)]
pub enum Resumption {
    Send(Value),
    Throw(Value),
}

impl Vm {
    /// Returns from a native with the result of a call: the run loop makes it in the native's place.
    pub fn tail_call(&mut self, callee: Value, args: &[Value]) -> Res {
        self.pending = Some(Pending::Call { callee, args: args.into() });
        Ok(Value::PENDING)
    }

    /// The same with a function of the prelude.
    pub fn tail_prelude(&mut self, name: &str, args: &[Value]) -> Res {
        let callee = self.prelude(name)?;
        self.tail_call(callee, args)
    }

    /// A function of the prelude, the part of the built-ins that is written in Python.
    pub fn prelude(&mut self, name: &str) -> Res {
        let module = self.builtin_module("_prelude")?;
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        let name_value = self.heap.interned(name);
        match self.namespace_get(dict, name_value) {
            Some(function) => Ok(function),
            None => Err(self.runtime_error(format!("the prelude has no function {name}"))),
        }
    }

    /// Charges work done inside a built-in, and gives control to limits that may end it.
    #[inline(always)]
    pub fn charge_fuel(&mut self, work: usize) -> Result<(), Raised> {
        self.fuel -= work as i64;
        Ok(())
    }

    /// The code that is running.
    pub fn current_code(&self) -> CodeId {
        self.current.code
    }
}

/// Where an attribute was found, before anything is bound or called.
#[derive(Debug)]
pub enum Attribute {
    /// The value itself.
    Value(Value),
    /// A function found on the class: to be bound to the receiver, or called with it as its first argument.
    Bind {
        function: Value,
        receiver: Value,
    },
    /// This call's result is the attribute: a property's getter, a descriptor's `__get__`, `__getattribute__`.
    Call {
        callee: Value,
        args: SmallVec<[Value; 3]>,
    },
    Missing,
}

/// What storing or deleting an attribute came to.
#[derive(Debug)]
pub enum Store {
    Done,
    /// This call does it: a property's setter, a descriptor's `__set__`, `__setattr__`.
    Call {
        callee: Value,
        args: SmallVec<[Value; 3]>,
    },
}
