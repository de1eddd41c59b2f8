//! One virtual machine: its heap, its stack, its frames, and what it links and caches.
//!
//! `run` is the loop; `slow` executes what is rare; `call` enters functions; `attribute`, `operator` and `compare` follow
//! Python's protocols; `unwind` finds handlers; `generator` suspends and resumes.

pub(crate) mod allocate;
mod anchors;
mod arguments;
mod arithmetic;
mod asyncgen;
mod attribute;
mod awaiting;
mod bind;
mod call;
mod class_build;
mod class_slots;
mod class_write;
mod collect;
mod compare;
mod complete;
mod construct;
mod containers;
mod context;
mod delegation;
mod dialogue;
mod ending;
mod exception_chain;
mod exception_group;
mod exceptions;
mod execute;
mod fields;
mod files;
mod finalize;
mod formatting;
mod frame;
mod generator;
mod hashing;
mod host_class;
mod image;
mod import;
mod index;
mod instance_ops;
mod introspection;
mod iterate;
mod iteration;
mod keyboard;
mod lacking;
mod lacking_os;
mod leaving;
mod linked;
mod matching;
mod namespace;
mod nested;
mod operator;
mod percent;
mod protocol;
mod ranges;
mod reload;
mod report;
mod repr;
mod run;
mod safepoint;
mod set_algebra;
mod sleep;
mod sort;
pub(crate) mod stdlib_names;
mod str_format;
mod suggest;
mod suspended;
mod text;
mod traceback;
mod unwind;
mod warning;

pub(crate) use allocate::FEW_BYTES;
pub use attribute::Cacheable;
pub use ending::{Ended, Ending};
pub use frame::{Base, Conversion, Frame, Mode, Owner, Place, Stage};
pub use image::{Image, Uncopied};
pub use linked::{AttributeCache, Cache, Linked};
pub(crate) use percent::percent_step;
pub use protocol::Special;
pub(crate) use reload::MODULE as IMPORTLIB;
pub use repr::address;
pub(crate) use repr::{repr_enter, repr_leave, repr_pieces};
pub(crate) use sort::{sort_begin, sort_end, sort_restore};
pub(crate) use str_format::format_step;

use crate::heap::{Blocks, Heap};
use crate::host::Host;
use crate::module::{Builtins, HostFunction};
use crate::native::{Raised, Res};
use crate::object::function::CodeId;
use crate::scheduler::{Scheduler, TaskObserver};
use crate::value::Value;
use hognose_bytecode::Code;
use smallvec::SmallVec;
use std::any::Any;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

/// Values behind the stack's used part, so that a register window can begin anywhere in it.
const WINDOW: usize = 256;

/// Limits of one virtual machine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Script frames, as `sys.setrecursionlimit` counts them.
    pub recursion: u32,
    /// The most that `sys.setrecursionlimit` may be given.
    pub most_recursion: u32,
    /// Instructions' worth of work in one slice before control goes back to the host.
    pub slice: u32,
    /// Collect at every safepoint (a test mode).
    pub gc_stress: bool,
    /// Work in all.
    pub fuel: u64,
    /// Bytes that the machine may hold.
    pub memory: Option<usize>,
    /// The time of the host's monotonic clock at which the script ends.
    pub deadline: Option<Duration>,
    /// Bytes that may be printed.
    pub output: u64,
    /// Unfinished tasks.
    pub tasks: usize,
    /// Timers that wait.
    pub timers: usize,
    /// Bytes of a module's source.
    pub source: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            recursion: 1000,
            most_recursion: u32::MAX,
            slice: 1 << 20,
            gc_stress: false,
            memory: None,
            deadline: None,
            output: u64::MAX,
            tasks: usize::MAX,
            timers: usize::MAX,
            source: usize::MAX,
            fuel: u64::MAX,
        }
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
    /// How many of the first `frames` are known to delegate to the frame above them and to have their registers in blocks.
    pub delegating: u32,
    /// Whether those frames were resumed by throwing an exception into the innermost one.
    pub thrown: bool,
    /// Frame lists that were swapped out to run the present one, outermost first.
    pub outer: Vec<OuterList>,
    /// Registers of generators, coroutines and async generators.
    pub blocks: Blocks,
    /// Code linked into this machine.
    pub linked: Vec<Linked>,
    pub caches: Vec<Cache>,
    pub attribute_cache: AttributeCache,
    pub builtins: Arc<Builtins>,
    /// The namespace dict of `builtins`.
    pub builtins_dict: Value,
    /// The dict `sys.modules`.
    pub modules: Value,
    /// The modules that only our own code imports.
    pub(crate) own_modules: Value,
    /// A call that was begun and has not run yet.
    start: Option<(Value, SmallVec<[Value; 4]>)>,
    /// What a native asked the run loop to do in its place.
    pub pending: Option<Pending>,
    /// Fuel left in this slice.
    pub fuel: i64,
    pub limits: Limits,
    /// The limit that a script has set by `sys.setrecursionlimit`.
    pub(crate) recursion_set: Option<u32>,
    /// Run loops entered from inside natives.
    pub nested: u32,
    /// Comparisons inside lookups inside comparisons, which stand on the Rust stack.
    pub native_depth: u32,
    /// Whether the program has ended and its last objects are being finalised.
    pub(super) is_finishing: bool,
    /// Containers whose repr is being made by the prelude, outermost first.
    pub repr_active: Vec<Value>,
    /// Values that native code holds across a nested call.
    pub roots: Vec<Value>,
    /// Values that the host keeps.
    pub handles: Vec<Value>,
    /// What the crate that hosts use keeps with the machine.
    pub embedder: Option<Box<dyn Any + Send>>,
    /// Functions of the host that were called and are not running, by number.
    pub(crate) host_functions: Vec<Option<Arc<HostFunction>>>,
    /// The first native that is a host's function.
    pub(crate) first_host: u32,
    /// Bytes that host code holds for the scripts.
    pub host_bytes: usize,
    /// Which thread host code is running on inside of the machine, as a number of the host's; 0 for none.
    pub entered: Arc<AtomicUsize>,
    /// The native that was called last.
    pub(crate) native: u32,
    pub host: Host,
    pub scheduler: Scheduler,
    /// Is told what tasks do.
    pub observer: Option<Box<dyn TaskObserver>>,
    /// The current context of `contextvars`, unbound while it is empty.
    pub context: Value,
    /// The contexts that were current before it, outermost first.
    pub outer_contexts: Vec<Value>,
    /// While this is not zero there are no collections: a module of the built-ins is being loaded.
    collection_blocks: u32,
    /// When `time.sleep` is over that the machine is suspended in.
    asleep: Option<Duration>,
    /// Bytes held when garbage was last collected that stood in the way of an allocation.
    way_cleared: usize,
    /// Live instances whose class has `__del__`.
    finalizable: Vec<Value>,
    /// Awaitables of async generators that nobody had awaited when they were last looked at. Held weakly.
    unawaited: Vec<Value>,
    /// They are looked at when there are so many.
    unawaited_kept: usize,
    /// Unreachable objects whose finalisers are to run.
    finalizers: VecDeque<Value>,
    finalizing: bool,
    /// What is to be finalised at the end of the program and has not been. Held weakly.
    leaving: VecDeque<Value>,
    /// How often each instruction was executed, when that is counted; by `Op::index`.
    pub op_counts: Option<Vec<u64>>,
    /// First stack slot behind the arguments of the running native's call: what stands there and above is dead.
    pub native_live: u32,
    /// Calls on the native stack that stand in for others.
    stand_ins: u32,
    /// First stack slot that a call out of the running native may use.
    pub native_top: u32,
    /// The result that the run loop was left with.
    pub exit_value: Value,
    /// What Ctrl-C has done.
    keyboard: keyboard::Keyboard,
    /// The exception on its way is not the affair of the current frame, which stays suspended.
    passes_by: bool,
    /// The exception on its way goes on with the traceback it has.
    pub reraising: bool,
    /// Frames of all swapped-out lists.
    pub outer_depth: u32,
    /// The generator whose frame ended last, for the awaitable that drove it.
    pub last_ended: Option<Value>,
    /// An async generator may be in the lists of frames whose awaitable was closed by a step while its body ran.
    pub(super) has_released: bool,
    /// `firstiter` and `finalizer` of `sys.set_asyncgen_hooks`.
    pub asyncgen_hooks: (Value, Value),
    /// An empty list of frames, kept for its memory.
    pub spare: Vec<Frame>,
    /// What the last step of a task came to.
    pub task_event: TaskEvent,
    /// Why the script is ended, once it is.
    pub ending: Option<Box<Ended>>,
    /// Bytes printed.
    pub printed: u64,
    /// Fuel of the slices before this one, and what this one was given.
    spent: u64,
    granted: i64,
}

/// A list of frames that waits for the present one to end or to be suspended.
#[derive(Debug)]
pub struct OuterList {
    pub frames: Vec<Frame>,
    /// The list's `Vm::delegating` and `Vm::thrown`.
    pub delegating: u32,
    pub thrown: bool,
}

/// Why the run loop was left, or what a step of it came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// An exception is on its way; the loop looks for a handler.
    Raised,
    /// The frame that entered the loop has its result in `exit_value`.
    Returned,
    /// The frame that entered the loop got an exception, which is in `Heap::raised`.
    Threw,
    /// The slice of fuel is spent.
    Preempted,
    /// A task's step ended: see `Vm::task_event`.
    Task,
    /// `asyncio.run` wants the scheduler to go on.
    EventLoop,
    /// The script is ended: see `Vm::ending`.
    Ended,
}

/// What running came to.
#[derive(Clone, Copy, Debug)]
pub enum Outcome {
    Returned(Value),
    /// The exception that nobody caught.
    Raised(Value),
    /// The slice of fuel is spent: call `go_on` again.
    Preempted,
    /// Every task waits; nothing happens before this time of the host's monotonic clock (None: only from outside).
    Waiting(Option<std::time::Duration>),
    /// The host interrupted it, or a limit ended it.
    Ended(Ending),
}

impl From<Raised> for Stop {
    fn from(_: Raised) -> Stop {
        Stop::Raised
    }
}

/// What a step came to.
pub type Step = Result<(), Stop>;

/// What a native asks for instead of returning a value.
#[derive(Debug)]
pub enum Pending {
    /// Call this in the native's place.
    Call { callee: Value, args: SmallVec<[Value; 4]> },
    /// The same; the last arguments are keyword values named by the tuple `names`.
    CallKeywords { callee: Value, args: SmallVec<[Value; 4]>, names: Value },
    /// Resume a generator or coroutine in the native's place; `mode` is `Send` or `Close`.
    Resume { generator: Value, with: Resumption, mode: Mode },
    /// Take a step of an async generator's awaitable, driven by hand.
    Drive { awaitable: Value, with: Resumption },
    /// Suspend the running task until this future is done; its result is the native's.
    Wait(Value),
    /// `asyncio.run`: wait while the scheduler runs its loop.
    EventLoop,
    /// `time.sleep`: leave the machine alone until this time of the host's clock.
    Sleep(Duration),
}

/// What a task's step came to.
#[derive(Clone, Copy, Debug)]
pub enum TaskEvent {
    /// It waits for what it yielded: a future, or None for one turn of the loop.
    Yielded(Value),
    Returned(Value),
    Raised(Value),
}

/// How a generator is resumed.
#[derive(Clone, Copy, Debug)]
pub enum Resumption {
    Send(Value),
    Throw(Value),
}

impl Vm {
    /// A machine with an empty stack and the built-in names.
    pub fn new(builtins: Arc<Builtins>, limits: Limits, host: Host) -> Vm {
        let image = builtins.image(|| Vm::first_image(&builtins));
        Vm::of_image(builtins, image, limits, host)
    }

    /// A machine with an empty stack that holds what an image has, which is of a machine with the same built-in names. One
    /// whose limit of memory is less is ended at once.
    pub fn of_image(builtins: Arc<Builtins>, image: Image, limits: Limits, host: Host) -> Vm {
        let mut vm = Vm::with_image(builtins, image, limits, host);
        if let Some(bytes) = limits.memory {
            vm.heap.account.set_limit(bytes);
            vm.heap.grant(vm.heap.budget);
            if vm.heap.account.held() > bytes {
                vm.end(Ending::Memory);
            }
        }
        if limits.gc_stress {
            vm.heap.budget = -1;
        }
        vm
    }

    fn with_image(builtins: Arc<Builtins>, image: Image, mut limits: Limits, host: Host) -> Vm {
        let Image { mut heap, blocks, linked, caches, attribute_cache, scheduler, .. } = image;
        heap.registers = blocks.extent();
        limits.recursion = image.recursion.map_or(limits.recursion, |set| set.min(limits.most_recursion));
        let bottom = Frame::new(CodeId(0), Base::stack(0), 0, Owner::PLAIN).waiting(0, Mode::Exit);
        let mut vm = Vm {
            heap,
            stack: Vec::new(),
            frames: Vec::new(),
            current: bottom,
            delegating: 0,
            thrown: false,
            outer: Vec::new(),
            blocks,
            linked,
            caches,
            attribute_cache,
            first_host: builtins.first_host,
            builtins,
            builtins_dict: image.builtins_dict,
            modules: image.modules,
            own_modules: image.own_modules,
            start: None,
            pending: None,
            fuel: 0,
            limits,
            recursion_set: image.recursion,
            nested: 0,
            roots: Vec::new(),
            handles: image.handles,
            embedder: None,
            host_functions: Vec::new(),
            host_bytes: 0,
            entered: Arc::default(),
            native: 0,
            host,
            scheduler,
            observer: None,
            context: image.context,
            outer_contexts: Vec::new(),
            collection_blocks: 0,
            asleep: None,
            way_cleared: 0,
            finalizable: image.finalizable,
            unawaited: image.unawaited,
            unawaited_kept: image.unawaited_kept,
            finalizers: VecDeque::new(),
            finalizing: false,
            leaving: VecDeque::new(),
            op_counts: None,
            native_live: 0,
            stand_ins: 0,
            native_top: 0,
            native_depth: 0,
            is_finishing: false,
            repr_active: Default::default(),
            exit_value: Value::NONE,
            keyboard: keyboard::Keyboard::default(),
            passes_by: false,
            reraising: false,
            outer_depth: 0,
            last_ended: None,
            has_released: image.has_released,
            asyncgen_hooks: image.asyncgen_hooks,
            spare: Vec::new(),
            task_event: TaskEvent::Returned(Value::NONE),
            ending: None,
            printed: 0,
            spent: 0,
            granted: 0,
        };
        vm.refuel();
        vm
    }

    /// Begins to run a module's code as `__main__`; `resume_main` goes on.
    pub fn start_main(&mut self, code: &Arc<Code>) -> Value {
        let module = self.new_module("__main__", None);
        let name = self.heap.interned("__main__");
        self.namespace_set(self.modules, name, module);
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        let annotations = self.heap.new_dict(Default::default());
        let builtins = self.builtin_module("builtins").unwrap_or(Value::NONE);
        let names = [
            ("__loader__", Value::NONE),
            ("__spec__", Value::NONE),
            ("__annotations__", annotations),
            ("__builtins__", builtins),
        ];
        for (name, value) in names {
            self.namespace_set_text(dict, name, value);
        }
        let id = self.link(code, dict);
        let function = self.new_function_of(id);
        self.start_call(function, &[]);
        module
    }

    /// Begins a call at the bottom of the stack; `go_on` runs it.
    pub fn start_call(&mut self, callee: Value, args: &[Value]) {
        self.current = self.current.waiting(0, Mode::Exit);
        self.start = Some((callee, args.into()));
    }

    /// Runs what was begun until it ends, raises, or the slice of fuel is spent.
    pub fn go_on(&mut self) -> Outcome {
        if let Some(ended) = &self.ending {
            return Outcome::Ended(ended.why);
        }
        if self.asleep.is_some()
            && let Some(outcome) = self.go_on_asleep()
        {
            return outcome;
        }
        if self.fuel < 0 {
            self.refuel();
        }
        let stop = match self.start.take() {
            Some((callee, args)) => match self.call_with(callee, &args, 0, Mode::Exit) {
                Ok(()) => self.run(),
                Err(Stop::Raised) => match self.unwind() {
                    Ok(()) => self.run(),
                    Err(stop) => stop,
                },
                Err(stop) => stop,
            },
            None if self.scheduler.is_between_steps() => Stop::EventLoop,
            None => self.run(),
        };
        self.outcome(stop)
    }

    pub(crate) fn outcome(&mut self, stop: Stop) -> Outcome {
        if matches!(stop, Stop::Returned | Stop::Threw | Stop::Raised) && self.host.interrupt.is_end() {
            self.end(Ending::Interrupted);
        }
        if let Some(ended) = &self.ending {
            return Outcome::Ended(ended.why);
        }
        match stop {
            Stop::Returned => Outcome::Returned(std::mem::replace(&mut self.exit_value, Value::NONE)),
            Stop::Threw | Stop::Raised => Outcome::Raised(self.take_raised()),
            Stop::Preempted => self.asleep.map_or(Outcome::Preempted, |until| Outcome::Waiting(Some(until))),
            Stop::Ended => Outcome::Ended(Ending::Interrupted),
            Stop::Task | Stop::EventLoop => self.turn_event_loop(stop),
        }
    }

    /// Returns from a native with the result of a call: the run loop makes it in the native's place.
    pub fn tail_call(&mut self, callee: Value, args: &[Value]) -> Res {
        self.pending = Some(Pending::Call { callee, args: args.into() });
        Ok(Value::PENDING)
    }

    /// The same with a function of the prelude.
    pub fn tail_prelude(&mut self, name: &str, args: &[Value]) -> Res {
        // The first use runs the definition, and a collection may happen there.
        let base = self.roots.len();
        self.roots.extend_from_slice(args);
        let callee = self.prelude(name);
        self.roots.truncate(base);
        self.tail_call(callee?, args)
    }

    /// Returns from a native with the result of a function that a module has in Python.
    pub fn tail_module(&mut self, module: &str, name: &str, args: &[Value]) -> Res {
        // The first use runs the module, and a collection may happen there.
        let base = self.roots.len();
        self.roots.extend_from_slice(args);
        let module_value = self.builtin_module(module);
        self.roots.truncate(base);
        let module_value = module_value?;
        let dict = self.heap.module(module_value).map_or(Value::UNBOUND, |module| module.dict);
        let key = self.heap.interned(name);
        match self.namespace_get(dict, key) {
            Some(function) => self.tail_call(function, args),
            None => Err(self.runtime_error(format!("module {module} has no function {name}"))),
        }
    }

    /// The code that is running.
    pub fn current_code(&self) -> CodeId {
        self.current.code()
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
