//! What a virtual machine may ask of the world. Nothing is reachable unless the host hands it in.

use std::io;
use std::time::Duration;

/// Standard output or standard error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stream {
    Out,
    Err,
}

/// How a file is to be opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OpenOptions {
    pub read: bool,
    pub write: bool,
    pub append: bool,
    pub truncate: bool,
    pub create: bool,
    /// Fail when it exists.
    pub create_new: bool,
}

/// A file opened by the host.
pub trait HostFile: io::Read + io::Write + io::Seek + Send {}

impl<T: io::Read + io::Write + io::Seek + Send> HostFile for T {}

/// The world outside. Every default refuses.
pub trait Host: Send {
    /// Writes bytes that a script printed. Buffering is the host's; `flush` empties it.
    fn write(&mut self, _stream: Stream, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn flush(&mut self, _stream: Stream) -> io::Result<()> {
        Ok(())
    }

    /// A line of standard input with its line ending; empty at the end.
    fn read_line(&mut self) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    /// All of standard input that is left.
    fn read_to_end(&mut self) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn open(&mut self, _path: &str, _options: OpenOptions) -> io::Result<Box<dyn HostFile>> {
        Err(io::Error::new(io::ErrorKind::PermissionDenied, "this host gives scripts no files"))
    }

    /// Time since the Unix epoch, if the host gives a clock.
    fn wall_clock(&self) -> Option<Duration> {
        None
    }

    /// Time since some fixed moment; virtual time stands still unless the host moves it.
    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }

    /// Waits. A host of virtual time moves its clock instead; one whose user interrupts it comes back early.
    fn sleep(&mut self, _duration: Duration) {}

    /// Whether its clock goes on by itself. One of virtual time is moved by `sleep` alone.
    fn is_real_time(&self) -> bool {
        false
    }

    /// CPU time of the process.
    fn process_time(&self) -> Duration {
        self.monotonic()
    }

    /// The source of a module that a script imports: its file name and text.
    fn module_source(&mut self, _name: &str) -> Option<(String, String)> {
        None
    }

    /// The folder of a package without a source of its own (a namespace package); asked when there is no such source.
    fn module_folder(&mut self, _name: &str) -> Option<String> {
        None
    }
}

/// A host that gives nothing and swallows output.
#[derive(Debug, Default)]
pub struct NoHost;

impl Host for NoHost {}
