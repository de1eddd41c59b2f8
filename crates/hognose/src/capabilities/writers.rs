//! Output into two writers of the host's.

use hognose_runtime::host::{Output, Stream};
use std::io::{self, Write};

/// Writes standard output into one writer and standard error into another. Both are flushed when a script flushes or waits.
///
/// ```
/// use hognose::{Capabilities, Writers};
///
/// let capabilities = Capabilities::none().output(Writers::new(std::io::sink(), std::io::stderr()));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Writers<O, E> {
    out: O,
    err: E,
}

impl<O: Write + Send, E: Write + Send> Writers<O, E> {
    /// The writers of standard output and of standard error.
    pub fn new(out: O, err: E) -> Writers<O, E> {
        Writers { out, err }
    }
}

impl<O: Write + Send, E: Write + Send> Output for Writers<O, E> {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        match stream {
            Stream::Out => self.out.write_all(bytes),
            Stream::Err => self.err.write_all(bytes),
        }
    }

    fn flush(&mut self, stream: Stream) -> io::Result<()> {
        match stream {
            Stream::Out => self.out.flush(),
            Stream::Err => self.err.flush(),
        }
    }
}
