//! What a virtual machine may ask of the world: a trait for each thing, and the set of them that a host hands in. What
//! is not handed in is refused.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Waker;
use std::time::Duration;

mod absent;
mod interrupt;
mod modules;

pub use absent::VirtualClock;
pub use interrupt::Interrupt;
pub use modules::{FoundModule, LoadError, ModuleLoader};

/// Standard output or standard error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stream {
    /// `sys.stdout`
    Out,
    /// `sys.stderr`
    Err,
}

/// How a file is to be opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OpenOptions {
    /// It can be read.
    pub read: bool,
    /// It can be written.
    pub write: bool,
    /// Whatever is written goes to the end.
    pub append: bool,
    /// What it holds is dropped.
    pub truncate: bool,
    /// It is made if it is not there.
    pub create: bool,
    /// Fail when it exists.
    pub create_new: bool,
}

/// A file opened by the host.
pub trait HostFile: io::Read + io::Write + io::Seek + Send {}

impl<T: io::Read + io::Write + io::Seek + Send> HostFile for T {}

/// Where a script's standard output and standard error go.
///
/// A closure is one: it gets the bytes of each write, which may end anywhere in a line.
pub trait Output: Send {
    /// Takes bytes that a script printed; all of them, or the error is raised in the script.
    ///
    /// # Errors
    /// An `OSError` for the script.
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()>;

    /// Sends on what it holds back: a script flushed, or is about to wait.
    ///
    /// # Errors
    /// An `OSError` for the script that flushes.
    fn flush(&mut self, _stream: Stream) -> io::Result<()> {
        Ok(())
    }
}

impl<F: FnMut(Stream, &[u8]) -> io::Result<()> + Send> Output for F {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        self(stream, bytes)
    }
}

/// Where a script's standard input comes from.
///
/// Whatever is [`BufRead`](io::BufRead) is one: a byte slice, an [`io::Cursor`].
pub trait Input: Send {
    /// A line with its line ending; empty at the end. An input that has to wait asks meanwhile whether the
    /// [wait is over](Wait::is_over), and gives [`Interrupted`](io::ErrorKind::Interrupted) once it is.
    ///
    /// # Errors
    /// An `OSError` for the script.
    fn read_line(&mut self, wait: &Wait<'_>) -> io::Result<Vec<u8>>;
}

impl<R: io::BufRead + Send> Input for R {
    fn read_line(&mut self, _wait: &Wait<'_>) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.read_until(b'\n', &mut line)?;
        Ok(line)
    }
}

/// How long an [`Input`] may wait: until the script is interrupted or has reached a deadline.
pub struct Wait<'a> {
    interrupt: &'a AtomicBool,
    /// A time of this clock.
    deadline: Option<(&'a dyn Clock, Duration)>,
}

impl<'a> Wait<'a> {
    /// One that is over once the flag is set.
    pub fn until_interrupted(interrupt: &'a AtomicBool) -> Wait<'a> {
        Wait { interrupt, deadline: None }
    }

    /// Whether the input is to give up.
    pub fn is_over(&self) -> bool {
        let is_late = |(clock, deadline): (&dyn Clock, Duration)| clock.monotonic() >= deadline;
        self.interrupt.load(Ordering::Acquire) || self.deadline.is_some_and(is_late)
    }
}

impl std::fmt::Debug for Wait<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wait").field("is_over", &self.is_over()).finish_non_exhaustive()
    }
}

/// The files that a script can open.
pub trait Files: Send {
    /// Opens a file. The path is what the script gave: it may be absolute, hold `..`, or be no path at all; it holds no NUL.
    ///
    /// # Errors
    /// The script gets the `OSError` of CPython's that fits: `FileNotFoundError`, `PermissionError` and so on.
    fn open(&mut self, path: &str, options: OpenOptions) -> io::Result<Box<dyn HostFile>>;

    /// Whether there is a directory of that name. Namespace packages are found by it.
    fn is_directory(&mut self, path: &str) -> bool;

    /// The same files, none of which can be written: whoever tries gets CPython's `OSError` of a read-only file system.
    fn read_only(self) -> ReadOnly<Self>
    where
        Self: Sized,
    {
        ReadOnly(self)
    }
}

/// Files that can only be read; made by [`Files::read_only`].
#[derive(Clone, Debug)]
pub struct ReadOnly<F>(F);

impl<F: Files> Files for ReadOnly<F> {
    fn open(&mut self, path: &str, options: OpenOptions) -> io::Result<Box<dyn HostFile>> {
        let OpenOptions { read: _, write, append, truncate, create, create_new } = options;
        if write || append || truncate || create || create_new {
            return Err(io::ErrorKind::ReadOnlyFilesystem.into());
        }
        self.0.open(path, options)
    }

    fn is_directory(&mut self, path: &str) -> bool {
        self.0.is_directory(path)
    }
}

/// A script's time.
pub trait Clock: Send {
    /// Time since the Unix epoch; None: the script is told that there is no such clock.
    fn wall(&self) -> Option<Duration>;

    /// Time since some fixed moment. It never goes back. Timers and deadlines follow it.
    fn monotonic(&self) -> Duration;

    /// `time.sleep`: comes back when this time has gone by. A clock of real time looks at `interrupt` meanwhile, and comes
    /// back early once it is set; one of virtual time moves itself.
    fn sleep(&mut self, time: Duration, interrupt: &AtomicBool);

    /// Wakes `waker` once this time has gone by, and no more at the time that was asked for before. A clock of virtual time
    /// moves itself and wakes at once.
    fn wake_after(&mut self, time: Duration, waker: &Waker);

    /// Whether it moves only when a script waits. Such a clock stands still while Rust futures are waited for.
    fn is_virtual(&self) -> bool {
        false
    }

    /// CPU time, for `time.process_time`.
    fn process_time(&self) -> Duration {
        self.monotonic()
    }
}

/// A source of randomness: what `random` is seeded with, and `os.urandom`.
pub trait Random: Send {
    /// Fills the buffer.
    ///
    /// # Errors
    /// An `OSError` for the script; [`Unsupported`](io::ErrorKind::Unsupported) is `NotImplementedError`.
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()>;
}

/// The environment variables: `os.environ`. A map of strings is one.
pub trait Environment: Send {
    /// All variables and their values. A script sees those that there are when it imports `os`; what it changes is its own.
    fn variables(&self) -> Vec<(String, String)>;
}

/// The world outside, as a host hands it to one machine.
pub struct Host {
    pub output: Box<dyn Output>,
    pub input: Box<dyn Input>,
    pub files: Box<dyn Files>,
    pub clock: Box<dyn Clock>,
    pub random: Box<dyn Random>,
    pub environment: Box<dyn Environment>,
    /// Asked one after another for each module that is not built in.
    pub modules: Vec<Box<dyn ModuleLoader>>,
    /// Set from outside to stop the running script.
    pub interrupt: Interrupt,
    /// How long a read of standard input may wait.
    pub patience: Option<Duration>,
}

impl Host {
    /// Lets the clock go on. Whoever waits has seen before what was printed; an output that fails says so at the next write.
    pub fn sleep(&mut self, time: Duration) {
        let _ = self.output.flush(Stream::Out);
        self.clock.sleep(time, self.interrupt.flag());
    }

    /// A line of standard input. An input that asks whether its wait is over is left when patience is at its end: the error is
    /// [`Interrupted`](io::ErrorKind::Interrupted).
    pub fn read_line(&mut self) -> io::Result<Vec<u8>> {
        self.output.flush(Stream::Out)?;
        // Virtual time does not pass while the host reads.
        let left = self.patience.filter(|_| !self.clock.is_virtual());
        let deadline = left.map(|left| (&*self.clock, self.clock.monotonic().saturating_add(left)));
        self.input.read_line(&Wait { interrupt: self.interrupt.flag(), deadline })
    }
}
