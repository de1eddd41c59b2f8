//! Templates: a machine whose scripts have run, kept to be copied.

use crate::border::{Border, Origin, PendingCall, lock};
use crate::error::{Error, Result};
use crate::tasks::Tasks;
use crate::vm::drive::Unrest;
use crate::vm::failure;
use crate::{Capabilities, Limits, Vm};
use hognose_runtime as runtime;
use hognose_runtime::module::Builtins;
use hognose_runtime::vm::{Image, Uncopied};
use std::sync::{Arc, Mutex};

/// What a machine held at one moment, to be copied into new machines: modules are imported, tables computed and classes made
/// once, and a machine for each request begins with them. `Send`, `Sync` and cheap to clone.
///
/// A copy has the whole state of the script's side: global names, modules, classes and their instances, closures, suspended
/// generators and coroutines, the current context of `contextvars`, and the state of `random` if numbers were drawn: each copy
/// then goes on with the same ones, unless it calls `random.seed()`. Copies share nothing that can change, neither with one
/// another nor with the machine that the template was made of.
///
/// What belongs to the host is not copied. A copy has the limits and capabilities that it is given, no data
/// ([`Vm::set_data`]), and a clock and counters of [`usage`](Vm::usage) of its own; the bytes of the copied heap count from
/// the beginning. A [`Handle`](crate::Handle) of the first machine is one of that machine alone.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{Capabilities, Captured, Engine, Limits};
///
/// let engine = Engine::builder().build()?;
/// let script = "
/// import asyncio
///
/// greetings = {'en': 'hello', 'de': 'hallo'}
///
/// async def greet(language, name):
///     await asyncio.sleep(1)
///     print(greetings[language], name)
/// ";
/// let program = engine.compile("greet.py", script)?;
/// let template = hognose::block_on(engine.template(&program, Limits::default()))?;
/// let threads = ["ann", "bob"].map(|name| {
///     let template = template.clone();
///     std::thread::spawn(move || -> hognose::Result<String> {
///         let printed = Captured::default();
///         let capabilities = Capabilities::none().output(printed.clone());
///         let mut vm = template.vm_with(Limits::default(), capabilities)?;
///         hognose::block_on(vm.call::<()>("greet", ("en", name)))?;
///         Ok(printed.out())
///     })
/// });
/// let printed = threads.map(|thread| thread.join().expect("no panic").ok());
/// assert_eq!(printed, [Some("hello ann\n".to_string()), Some("hello bob\n".to_string())]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Template(Arc<Kept>);

struct Kept {
    builtins: Arc<Builtins>,
    origin: Origin,
    bytes: usize,
    /// Strings keep their hashes when they are first asked for: one thread at a time can read it.
    image: Mutex<Image>,
}

impl std::fmt::Debug for Template {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Template").field("bytes", &self.0.bytes).finish_non_exhaustive()
    }
}

impl Template {
    /// A new machine with a copy of what the template has, whose scripts reach nothing of the world.
    ///
    /// # Errors
    /// When the limit of memory is less than the [`bytes`](Template::bytes) of the copy.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # use hognose::Limits;
    /// # let engine = hognose::Engine::builder().build()?;
    /// let program = engine.compile("table.py", "table = list(range(10_000))\ndef at(i): return table[i]")?;
    /// let template = hognose::block_on(engine.template(&program, Limits::default()))?;
    /// let mut vm = template.vm(Limits::default().memory(4 << 20))?;
    /// assert_eq!(hognose::block_on(vm.call::<i64>("at", (42,)))?, 42);
    /// let error = template.vm(Limits::default().memory(20_000)).unwrap_err();
    /// assert_eq!(error.message(), "the script reached its limit of memory, 20000 bytes");
    /// # Ok(())
    /// # }
    /// ```
    pub fn vm(&self, limits: Limits) -> Result<Vm> {
        self.vm_with(limits, Capabilities::none())
    }

    /// The same with capabilities: see [`Capabilities`].
    ///
    /// # Errors
    /// As [`Template::vm`].
    pub fn vm_with(&self, limits: Limits, capabilities: Capabilities) -> Result<Vm> {
        let Kept { builtins, origin, image, .. } = &*self.0;
        let host = capabilities.into_host();
        let of_runtime = limits.of_runtime(host.clock.monotonic());
        let image = lock(image).clone();
        let inner = runtime::Vm::of_image(builtins.clone(), image, of_runtime, host);
        let mut vm = Vm::around(inner, limits, |shared| Border::of_copy(origin, shared, limits));
        vm.expect_idle()?;
        Ok(vm)
    }

    /// Bytes that a copy holds at first, as [`Usage::bytes`](crate::Usage::bytes) counts them.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # use hognose::Limits;
    /// # let engine = hognose::Engine::builder().build()?;
    /// let program = engine.compile("data.py", "data = 'x' * 100_000")?;
    /// let template = hognose::block_on(engine.template(&program, Limits::default()))?;
    /// assert!(template.bytes() > 100_000);
    /// assert_eq!(template.vm(Limits::default())?.usage().bytes, template.bytes());
    /// # Ok(())
    /// # }
    /// ```
    pub fn bytes(&self) -> usize {
        self.0.bytes
    }
}

impl Vm {
    /// A template of this machine as it is now. The machine goes on as if nothing had happened, but that garbage is collected
    /// and finalised first.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use hognose::{Capabilities, Engine, FileLoader, Limits, MemoryFiles};
    ///
    /// let files = MemoryFiles::new();
    /// files.write("prices.py", "FIG = 3")?;
    /// let engine = Engine::builder().build()?;
    /// let capabilities = Capabilities::none().modules(FileLoader::new(files));
    /// let mut vm = engine.vm_with(Limits::default(), capabilities)?;
    /// let script = "
    /// import prices
    /// orders = []
    /// def load(names): orders.extend(names)
    /// def total(): return len(orders) * prices.FIG
    /// ";
    /// hognose::block_on(vm.run(&engine.compile("shop.py", script)?))?;
    /// hognose::block_on(vm.call::<()>("load", (vec!["ann", "bob"],)))?;
    /// let template = vm.template()?;
    /// // The copies have the module and need no files for it.
    /// let mut copy = template.vm(Limits::default())?;
    /// assert_eq!(hognose::block_on(copy.call::<i64>("total", ()))?, 6);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// When something was begun and has not ended; when there is something that cannot be in two machines: tasks that are not
    /// done, callbacks and timers of an event loop, calls of async and deferred functions of the host's that have no answer yet,
    /// open files, objects of the host's [classes](crate::Class) and its iterators (each holds one Rust value, which only one
    /// machine could change). Scripts make those in the copies. An error says what it is.
    pub fn template(&mut self) -> Result<Template> {
        match self.come_to_rest() {
            Ok(()) => {}
            Err(Unrest::Busy(error)) => return Err(error),
            Err(Unrest::Unfinished(why)) => return Err(self.uncopied(why)),
        }
        let unrooted = Border::of(&mut self.inner).shared.take_unrooted();
        Border::unroot(&mut self.inner, &unrooted);
        if let Some(PendingCall::Async(function) | PendingCall::Deferred(function)) =
            Border::of(&mut self.inner).under_way()
        {
            let what =
                format!("the host's function {function}() has given no answer yet; let its caller go on to its end");
            return Err(refused(&what));
        }
        let (origin, handles) = Border::origin(&mut self.inner);
        let image = self.inner.image(handles).map_err(|why| self.uncopied(why))?;
        let (builtins, bytes) = (self.inner.builtins.clone(), image.bytes());
        Ok(Template(Arc::new(Kept { builtins, origin, bytes, image: Mutex::new(image) })))
    }

    fn uncopied(&mut self, why: Uncopied) -> Error {
        match why {
            Uncopied::Ended(why) => failure::ended(&mut self.inner, why),
            Uncopied::Tasks(count) => {
                let tasks = Tasks::of(&self.inner);
                let one = tasks.iter().next().map(|task| format!(", {task}")).unwrap_or_default();
                refused(&format!("tasks of the script are not done ({count}{one}); await or cancel them"))
            }
            Uncopied::Callbacks => refused("an event loop has callbacks or timers left; let it run them, or close it"),
            Uncopied::File(name) => refused(&format!("the file {name:?} is open; close it")),
            Uncopied::HostObject(class) => refused(&format!(
                "a script holds an object of the host's class {class}; make such objects in the copies"
            )),
        }
    }
}

/// What stands in the way of a template, and what to do about it.
fn refused(what: &str) -> Error {
    Error::host(format!("no template of this virtual machine can be made: {what}"))
}
