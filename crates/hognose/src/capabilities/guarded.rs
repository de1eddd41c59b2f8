//! What a host hands in may panic: the script gets an error then, and the machine goes on.

use hognose_runtime::host::{
    Clock, Environment, Files, FoundModule, Host, HostFile, Input, Interrupt, LoadError, ModuleLoader, OpenOptions,
    Output, Random, Stream, Wait,
};
use std::any::Any;
use std::io::{self, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::task::Waker;
use std::time::Duration;

/// Something of the host's whose panics are caught.
struct Guarded<T: ?Sized>(Box<T>);

/// The host's clock. When it panics, time stands still, and the script is ended as by an interrupt.
struct GuardedClock {
    clock: Box<dyn Clock>,
    /// What it said last.
    last: Mutex<Duration>,
    interrupt: Interrupt,
}

/// The same world, guarded.
pub(super) fn host(host: Host) -> Host {
    let Host { output, input, files, clock, random, environment, modules, interrupt, patience } = host;
    let clock = GuardedClock { clock, last: Mutex::default(), interrupt: interrupt.clone() };
    let guard = |loader| Box::new(Guarded::<dyn ModuleLoader>(loader)) as Box<dyn ModuleLoader>;
    Host {
        output: Box::new(Guarded::<dyn Output>(output)),
        input: Box::new(Guarded::<dyn Input>(input)),
        files: Box::new(Guarded::<dyn Files>(files)),
        clock: Box::new(clock),
        random: Box::new(Guarded::<dyn Random>(random)),
        environment: Box::new(Guarded::<dyn Environment>(environment)),
        modules: modules.into_iter().map(guard).collect(),
        interrupt,
        patience,
    }
}

/// What a panic says.
pub(crate) fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("it says no more")
}

/// Does something of the host's; a panic is an error. What it leaves behind is the host's affair.
fn guarded<R>(what: &str, work: impl FnOnce() -> io::Result<R>) -> io::Result<R> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result,
        Err(panic) => Err(io::Error::other(format!("the host's {what} panicked: {}", panic_text(&*panic)))),
    }
}

impl Output for Guarded<dyn Output> {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        guarded("output", || self.0.write(stream, bytes))
    }

    fn flush(&mut self, stream: Stream) -> io::Result<()> {
        guarded("output", || self.0.flush(stream))
    }
}

impl Input for Guarded<dyn Input> {
    fn read_line(&mut self, wait: &Wait<'_>) -> io::Result<Vec<u8>> {
        guarded("input", || self.0.read_line(wait))
    }
}

impl Files for Guarded<dyn Files> {
    fn open(&mut self, path: &str, options: OpenOptions) -> io::Result<Box<dyn HostFile>> {
        let file = guarded("files", || self.0.open(path, options))?;
        Ok(Box::new(Guarded::<dyn HostFile>(file)))
    }

    fn is_directory(&mut self, path: &str) -> bool {
        guarded("files", || Ok(self.0.is_directory(path))).unwrap_or(false)
    }
}

impl io::Read for Guarded<dyn HostFile> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        guarded("file", || self.0.read(buffer))
    }
}

impl io::Write for Guarded<dyn HostFile> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        guarded("file", || self.0.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        guarded("file", || self.0.flush())
    }
}

impl io::Seek for Guarded<dyn HostFile> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        guarded("file", || self.0.seek(to))
    }
}

impl Random for Guarded<dyn Random> {
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        guarded("randomness", || self.0.fill(bytes))
    }
}

impl Environment for Guarded<dyn Environment> {
    fn variables(&self) -> Vec<(String, String)> {
        guarded("environment", || Ok(self.0.variables())).unwrap_or_default()
    }
}

impl ModuleLoader for Guarded<dyn ModuleLoader> {
    fn find(&mut self, name: &str) -> Result<Option<FoundModule>, LoadError> {
        match catch_unwind(AssertUnwindSafe(|| self.0.find(name))) {
            Ok(found) => found,
            Err(panic) => Err(LoadError::new(format!("the host's module loader panicked: {}", panic_text(&*panic)))),
        }
    }
}

impl GuardedClock {
    fn guarded<R>(&self, work: impl FnOnce() -> R) -> Option<R> {
        let result = catch_unwind(AssertUnwindSafe(work)).ok();
        if result.is_none() {
            self.interrupt.end();
        }
        result
    }
}

impl Clock for GuardedClock {
    fn wall(&self) -> Option<Duration> {
        self.guarded(|| self.clock.wall()).flatten()
    }

    fn monotonic(&self) -> Duration {
        let now = self.guarded(|| self.clock.monotonic());
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *last = now.unwrap_or(*last);
        *last
    }

    fn sleep(&mut self, time: Duration, interrupt: &AtomicBool) {
        let slept = catch_unwind(AssertUnwindSafe(|| self.clock.sleep(time, interrupt)));
        if slept.is_err() {
            self.interrupt.end();
        }
    }

    fn wake_after(&mut self, time: Duration, waker: &Waker) {
        let set = catch_unwind(AssertUnwindSafe(|| self.clock.wake_after(time, waker)));
        if set.is_err() {
            // Nobody else will.
            self.interrupt.end();
            waker.wake_by_ref();
        }
    }

    fn is_virtual(&self) -> bool {
        self.guarded(|| self.clock.is_virtual()).unwrap_or(false)
    }

    fn process_time(&self) -> Duration {
        self.guarded(|| self.clock.process_time()).unwrap_or_default()
    }
}
