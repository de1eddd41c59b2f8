//! What a virtual machine may ask of the world: a trait for each thing, and the set of them that a host hands in. What
//! is not handed in is refused.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Wake, Waker};
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
    /// A line with its line ending; empty at the end. An input that has to wait looks at `interrupt`, and gives
    /// [`Interrupted`](io::ErrorKind::Interrupted) once it is set.
    ///
    /// # Errors
    /// An `OSError` for the script.
    fn read_line(&mut self, interrupt: &AtomicBool) -> io::Result<Vec<u8>>;

    /// All that is left.
    ///
    /// # Errors
    /// An `OSError` for the script.
    fn read_to_end(&mut self, interrupt: &AtomicBool) -> io::Result<Vec<u8>>;
}

impl<R: io::BufRead + Send> Input for R {
    fn read_line(&mut self, _interrupt: &AtomicBool) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.read_until(b'\n', &mut line)?;
        Ok(line)
    }

    fn read_to_end(&mut self, _interrupt: &AtomicBool) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        io::Read::read_to_end(self, &mut bytes)?;
        Ok(bytes)
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

/// Sets the interrupt flag when time is up, as long as somebody waits.
struct Bell {
    flag: Arc<AtomicBool>,
    is_armed: AtomicBool,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        if self.is_armed.swap(false, Ordering::AcqRel) {
            self.flag.store(true, Ordering::Release);
        }
    }
}

impl Host {
    /// Lets the clock go on. Whoever waits has seen before what was printed; an output that fails says so at the next write.
    pub fn sleep(&mut self, time: Duration) {
        let _ = self.output.flush(Stream::Out);
        self.clock.sleep(time, self.interrupt.flag());
    }

    /// A line of standard input. An input that looks at the interrupt flag is left when patience is at its end: the error is
    /// [`Interrupted`](io::ErrorKind::Interrupted), and the flag is not set.
    pub fn read_line(&mut self) -> io::Result<Vec<u8>> {
        self.output.flush(Stream::Out)?;
        // Virtual time does not pass while the host reads.
        let Some(left) = self.patience.filter(|_| !self.clock.is_virtual()) else {
            return self.input.read_line(self.interrupt.flag());
        };
        let flag = self.interrupt.flag().clone();
        let bell = Arc::new(Bell { flag: flag.clone(), is_armed: AtomicBool::new(true) });
        self.clock.wake_after(left, &Waker::from(bell.clone()));
        let line = self.input.read_line(&flag);
        if !bell.is_armed.swap(false, Ordering::AcqRel) {
            flag.store(false, Ordering::Release);
        }
        line
    }
}
