//! Hognose: a small Python for Rust programs, with native async generators.
//!
//! Every script that it accepts prints what CPython 3.13 prints; what it does not accept it refuses at compile time. This
//! crate is what a host uses: an [`Engine`] compiles scripts to [`Program`]s and makes [`Vm`]s that run them.
//!
//! ```
//! use hognose::{Engine, Limits};
//!
//! # fn main() -> hognose::Result<()> {
//! let engine = Engine::builder().build()?;
//! let program = engine.compile("shop.py", "def total(prices): return sum(prices)")?;
//! let mut vm = engine.vm(Limits::default())?;
//! hognose::block_on(vm.run(&program))?;
//! let total: i64 = hognose::block_on(vm.call("total", (vec![30, 12],)))?;
//! assert_eq!(total, 42);
//! # Ok(())
//! # }
//! ```
//!
//! [`AsyncGenerator`] drives a script's async generator from Rust; [`Vm::step`] runs a script a slice at a time.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

// The macros name this crate as its users do.
extern crate self as hognose;

#[macro_use]
mod each_tuple;

mod async_generator;
mod border;
mod call;
mod capabilities;
mod class;
mod compile;
mod context;
mod convert;
mod deferred;
mod engine;
mod error;
mod executor;
mod function;
#[cfg(doctest)]
mod guide;
mod handle;
mod host_future;
mod inbox;
mod interface;
mod iterators;
mod limits;
#[doc(hidden)]
pub mod macros;
mod module;
mod native;
mod object;
mod remote;
#[cfg(feature = "miette")]
mod report;
mod spans;
mod stubs;
mod sync;
mod syntax_error;
mod tasks;
mod template;
mod trace;
mod vm;
mod warning;

pub use async_generator::AsyncGenerator;
pub use call::Call;
pub use capabilities::{Capabilities, Captured, FileLoader, ManualClock, MemoryFiles, SeededRandom, Writers};
pub use class::{Class, ClassBuilder};
pub use context::{Context, Value};
#[cfg(feature = "serde")]
pub use convert::Serde;
pub use convert::{Bytes, Fields, FromArgs, FromValue, FromValueOwned, IntoArgs, IntoValue, Positional, Rest};
pub use deferred::DeferredCall;
pub use engine::{Engine, EngineBuilder, Program};
pub use error::{Error, ErrorFrame, ErrorKind, Exit, Misfit, Result};
pub use executor::block_on;
pub use function::{Arguments, Function, Parameter, ParameterKind};
pub use handle::Handle;
/// ```
/// use hognose::FromValue;
///
/// #[derive(Debug, PartialEq, FromValue)]
/// struct Order {
///     article: String,
///     #[hognose(default)]
///     count: u32,
/// }
///
/// # fn main() -> hognose::Result<()> {
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// hognose::block_on(vm.run(&engine.compile("order.py", "def order(): return {'article': 'fig'}")?))?;
/// let order: Order = hognose::block_on(vm.call("order", ()))?;
/// assert_eq!(order, Order { article: "fig".to_string(), count: 0 });
/// # Ok(())
/// # }
/// ```
pub use hognose_derive::FromValue;
/// ```
/// use hognose::IntoValue;
///
/// #[derive(Clone, IntoValue)]
/// enum Size {
///     Small,
///     ExtraLarge,
/// }
///
/// # fn main() -> hognose::Result<()> {
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// hognose::block_on(vm.run(&engine.compile("same.py", "def join(a, b): return f'{a} {b}'")?))?;
/// let joined: String = hognose::block_on(vm.call("join", (Size::Small, Size::ExtraLarge)))?;
/// assert_eq!(joined, "small extra_large");
/// # Ok(())
/// # }
/// ```
pub use hognose_derive::IntoValue;
/// [`Traced`] has an example.
pub use hognose_derive::Trace;
/// ```
/// struct Counter(u64);
///
/// #[hognose::class]
/// impl Counter {
///     fn new(#[default = 0] start: u64) -> Counter {
///         Counter(start)
///     }
///
///     /// Counts on.
///     fn add(&mut self, count: u64) -> u64 {
///         self.0 += count;
///         self.0
///     }
/// }
///
/// # fn main() -> hognose::Result<()> {
/// let module = hognose::Module::new("counters").class::<Counter>();
/// let engine = hognose::Engine::builder().module(module).build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// let script = "from counters import Counter\nassert Counter(start=40).add(2) == 42";
/// hognose::block_on(vm.run(&engine.compile("count.py", script)?))?;
/// # Ok(())
/// # }
/// ```
pub use hognose_derive::class;
/// ```
/// /// What an order costs.
/// #[hognose::function]
/// fn price(article: String, #[default = 1] count: i64) -> i64 {
///     article.len() as i64 * count
/// }
///
/// # fn main() -> hognose::Result<()> {
/// let module = hognose::Module::new("shop").define(price::definition());
/// let engine = hognose::Engine::builder().module(module).build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// let script = "import shop\nassert shop.price('fig', count=2) == 6";
/// hognose::block_on(vm.run(&engine.compile("shop.py", script)?))?;
/// # Ok(())
/// # }
/// ```
pub use hognose_derive::function;
pub use hognose_derive::interface;
pub use hognose_runtime::host::{
    Clock, Environment, Files, FoundModule, HostFile, Input, LoadError, ModuleLoader, OpenOptions, Output, Random,
    ReadOnly, Stream, VirtualClock, Wait,
};
pub use hognose_runtime::vm::Ending;
pub use hognose_source::{CompileErrors, Diagnostic, DiagnosticKind, SourceFile, Span};
#[cfg(any(unix, windows))]
pub use hognose_stdlib::system::{Directory, SystemRandom};
pub use hognose_stdlib::system::{ProcessEnvironment, StandardInput, StandardOutput, SystemClock, SystemFiles};
pub use interface::{Interface, InterfaceMethod};
pub use iterators::{AsyncIter, Iter};
pub use limits::{Limits, Usage};
pub use module::Module;
pub use object::Obj;
pub use remote::{Caller, Remote, Target};
pub use stubs::{Annotation, ArgumentTypes, PythonType, Stubs};
pub use tasks::{TaskInfo, TaskState, Tasks, Transition};
pub use template::Template;
pub use trace::{Trace, Traced, Tracer};
pub use vm::{Interrupt, Step, Vm};
pub use warning::Warning;

/// The example of the workspace's README, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
