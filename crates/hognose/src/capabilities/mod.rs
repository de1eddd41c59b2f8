//! What a script may reach of the world, as a host puts it together: nothing, unless it is handed in.

mod captured;
mod file_loader;
mod guarded;
mod manual_clock;
mod memory_files;
mod seeded_random;
mod writers;

pub use captured::Captured;
pub use file_loader::FileLoader;
pub(crate) use guarded::panic_text;
pub use manual_clock::ManualClock;
pub use memory_files::MemoryFiles;
pub use seeded_random::SeededRandom;
pub use writers::Writers;

use hognose_runtime::host::{Clock, Environment, Files, Host, Input, ModuleLoader, Output, Random};
use hognose_stdlib::system;

/// What the scripts of one virtual machine may reach. Begins with nothing; each method hands one thing in.
///
/// | capability | what a script does with it | ready ones | without it |
/// | --- | --- | --- | --- |
/// | [`output`](Capabilities::output) | `print`, `sys.stdout`, `sys.stderr` | [`StandardOutput`](crate::StandardOutput), [`Captured`], [`Writers`], a closure | what it prints is dropped |
/// | [`input`](Capabilities::input) | `input`, `sys.stdin` | [`StandardInput`](crate::StandardInput), whatever is [`BufRead`](std::io::BufRead) | the input is at its end |
/// | [`files`](Capabilities::files) | `open` | [`Directory`](crate::Directory), [`MemoryFiles`], [`SystemFiles`](crate::SystemFiles); each [`read_only`](Files::read_only) | `PermissionError` |
/// | [`clock`](Capabilities::clock) | `time`, `asyncio.sleep` and all timers | [`SystemClock`](crate::SystemClock), [`VirtualClock`](crate::VirtualClock), [`ManualClock`] | virtual time from zero; `time.time()` raises `OSError` |
/// | [`random`](Capabilities::random) | `random`, `os.urandom` | [`SystemRandom`](crate::SystemRandom), [`SeededRandom`] | `NotImplementedError`, unless the script seeds `random` itself |
/// | [`environment`](Capabilities::environment) | `os.environ`, `os.getenv` | [`ProcessEnvironment`](crate::ProcessEnvironment), a map | there are no variables |
/// | [`modules`](Capabilities::modules) | `import` of what is not built in | [`FileLoader`] of any files, a closure | `ModuleNotFoundError` |
///
/// Each is a trait that a host can implement itself.
///
/// ```
/// use hognose::{Capabilities, Captured, Engine, FileLoader, Limits, MemoryFiles};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let modules = MemoryFiles::new();
/// modules.write("prices.py", "APPLE = 3")?;
/// let data = MemoryFiles::new();
/// data.write("orders.txt", "2\n5\n")?;
/// let printed = Captured::default();
///
/// let capabilities = Capabilities::none()
///     .output(printed.clone())
///     .files(data.clone())
///     .modules(FileLoader::new(modules));
/// let engine = Engine::builder().build()?;
/// let mut vm = engine.vm_with(Limits::default(), capabilities)?;
/// let script = "
/// import prices
/// total = sum(int(line) * prices.APPLE for line in open('orders.txt'))
/// with open('total.txt', 'w') as file:
///     print(total, file=file)
/// print('done')
/// ";
/// hognose::block_on(vm.run(&engine.compile("orders.py", script)?))?;
/// assert_eq!(printed.out(), "done\n");
/// assert_eq!(data.read("total.txt")?, b"21\n");
/// # Ok(())
/// # }
/// ```
#[must_use]
pub struct Capabilities(Host);

impl Default for Capabilities {
    /// [`Capabilities::none`]
    fn default() -> Capabilities {
        Capabilities::none()
    }
}

impl std::fmt::Debug for Capabilities {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Capabilities").field("loaders", &self.0.modules.len()).finish_non_exhaustive()
    }
}

impl Capabilities {
    /// Nothing of the world.
    pub fn none() -> Capabilities {
        Capabilities(Host::default())
    }

    /// All that the process itself has, for scripts that are trusted as it is: its streams, every file, its clocks,
    /// randomness and environment. Modules are not among it.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Capabilities, Engine, Limits, VirtualClock};
    ///
    /// let engine = Engine::builder().build()?;
    /// // All but the time.
    /// let capabilities = Capabilities::system().clock(VirtualClock::new());
    /// let mut vm = engine.vm_with(Limits::default(), capabilities)?;
    /// hognose::block_on(vm.run(&engine.compile("path.py", "import os\nassert 'PATH' in os.environ")?))?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(any(unix, windows))]
    pub fn system() -> Capabilities {
        Capabilities::none()
            .output(system::StandardOutput::new())
            .input(system::StandardInput::default())
            .files(system::SystemFiles::new())
            .clock(system::SystemClock::new())
            .random(system::SystemRandom)
            .environment(system::ProcessEnvironment)
    }

    /// Where standard output and standard error go.
    ///
    /// ```
    /// use hognose::{Capabilities, Engine, Limits, Stream};
    /// use std::sync::mpsc;
    ///
    /// # fn main() -> hognose::Result<()> {
    /// let (sender, receiver) = mpsc::channel();
    /// let output = move |stream: Stream, bytes: &[u8]| {
    ///     sender.send((stream, bytes.to_vec())).map_err(std::io::Error::other)
    /// };
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm_with(Limits::default(), Capabilities::none().output(output))?;
    /// hognose::block_on(vm.run(&engine.compile("hello.py", "print('hello')")?))?;
    /// assert_eq!(receiver.recv(), Ok((Stream::Out, b"hello\n".to_vec())));
    /// # Ok(())
    /// # }
    /// ```
    pub fn output(mut self, output: impl Output + 'static) -> Capabilities {
        self.0.output = Box::new(output);
        self
    }

    /// Where standard input comes from.
    ///
    /// ```
    /// use hognose::{Capabilities, Engine, Limits};
    ///
    /// # fn main() -> hognose::Result<()> {
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm_with(Limits::default(), Capabilities::none().input(&b"Ada\n"[..]))?;
    /// hognose::block_on(vm.run(&engine.compile("greet.py", "name = input()")?))?;
    /// assert_eq!(vm.with(|cx| cx.global("name").and_then(|name| cx.take::<String>(name)))?, "Ada");
    /// # Ok(())
    /// # }
    /// ```
    pub fn input(mut self, input: impl Input + 'static) -> Capabilities {
        self.0.input = Box::new(input);
        self
    }

    /// The files that can be opened.
    ///
    /// ```
    /// use hognose::{Capabilities, Directory, Engine, Files, Limits};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let templates = std::env::temp_dir();
    /// let files = Directory::new(&templates)?.read_only();
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm_with(Limits::default(), Capabilities::none().files(files))?;
    /// let script = engine.compile("escape.py", "open('/etc/passwd')")?;
    /// let error = hognose::block_on(vm.run(&script)).unwrap_err();
    /// assert_eq!(error.type_name(), "PermissionError");
    /// # Ok(())
    /// # }
    /// ```
    pub fn files(mut self, files: impl Files + 'static) -> Capabilities {
        self.0.files = Box::new(files);
        self
    }

    /// The script's time.
    ///
    /// ```
    /// use hognose::{Capabilities, Engine, Limits, VirtualClock};
    /// use std::time::Duration;
    ///
    /// # fn main() -> hognose::Result<()> {
    /// let new_year = Duration::from_secs(1_767_225_600);
    /// let clock = VirtualClock::starting_at(new_year);
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm_with(Limits::default(), Capabilities::none().clock(clock))?;
    /// let script = "import asyncio, time\nasyncio.run(asyncio.sleep(3600))\nlater = time.time()";
    /// hognose::block_on(vm.run(&engine.compile("hour.py", script)?))?;
    /// let later: f64 = vm.with(|cx| cx.global("later").and_then(|later| cx.take(later)))?;
    /// assert_eq!(later, 1_767_225_600.0 + 3600.0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn clock(mut self, clock: impl Clock + 'static) -> Capabilities {
        self.0.clock = Box::new(clock);
        self
    }

    /// The source of randomness.
    ///
    /// ```
    /// use hognose::{Capabilities, Engine, Limits, SeededRandom};
    ///
    /// # fn main() -> hognose::Result<()> {
    /// let engine = Engine::builder().build()?;
    /// let script = engine.compile("dice.py", "import random\ndice = [random.randint(1, 6) for _ in range(5)]")?;
    /// let dice = |seed| -> hognose::Result<Vec<i64>> {
    ///     let mut vm = engine.vm_with(Limits::default(), Capabilities::none().random(SeededRandom::new(seed)))?;
    ///     hognose::block_on(vm.run(&script))?;
    ///     vm.with(|cx| cx.global("dice").and_then(|dice| cx.take(dice)))
    /// };
    /// assert_eq!(dice(1)?, dice(1)?);
    /// assert_ne!(dice(1)?, dice(2)?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn random(mut self, random: impl Random + 'static) -> Capabilities {
        self.0.random = Box::new(random);
        self
    }

    /// The environment variables.
    ///
    /// ```
    /// use hognose::{Capabilities, Engine, Limits};
    /// use std::collections::HashMap;
    ///
    /// # fn main() -> hognose::Result<()> {
    /// let variables = HashMap::from([("SHOP".to_string(), "Ada's".to_string())]);
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm_with(Limits::default(), Capabilities::none().environment(variables))?;
    /// hognose::block_on(vm.run(&engine.compile("shop.py", "import os\nshop = os.environ['SHOP']")?))?;
    /// assert_eq!(vm.with(|cx| cx.global("shop").and_then(|shop| cx.take::<String>(shop)))?, "Ada's");
    /// # Ok(())
    /// # }
    /// ```
    pub fn environment(mut self, environment: impl Environment + 'static) -> Capabilities {
        self.0.environment = Box::new(environment);
        self
    }

    /// One more place where modules come from; asked after those that were handed in before.
    ///
    /// ```
    /// use hognose::{Capabilities, Engine, FoundModule, Limits, LoadError};
    ///
    /// # fn main() -> hognose::Result<()> {
    /// let database = |name: &str| -> Result<Option<FoundModule>, LoadError> {
    ///     match name {
    ///         "rules" => Ok(Some(FoundModule::source("rules.py", "def discount(total): return total // 10"))),
    ///         "prices" => Err(LoadError::new("the database is locked")),
    ///         _ => Ok(None),
    ///     }
    /// };
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm_with(Limits::default(), Capabilities::none().modules(database))?;
    /// hognose::block_on(vm.run(&engine.compile("shop.py", "import rules\nprice = 50 - rules.discount(50)")?))?;
    /// assert_eq!(vm.with(|cx| cx.global("price").and_then(|price| cx.take::<i64>(price)))?, 45);
    /// let error = hognose::block_on(vm.run(&engine.compile("shop.py", "import prices")?)).unwrap_err();
    /// assert_eq!(error.to_string(), "ImportError: cannot load module 'prices': the database is locked");
    /// # Ok(())
    /// # }
    /// ```
    pub fn modules(mut self, loader: impl ModuleLoader + 'static) -> Capabilities {
        self.0.modules.push(Box::new(loader));
        self
    }

    pub(crate) fn into_host(self) -> Host {
        guarded::host(self.0)
    }
}
