//! The process's standard output and standard error.

use hognose_runtime::host::{Output, Stream};
use std::io::{self, IsTerminal, Write};

/// Bytes of output that wait before they are written, when nobody watches.
const BUFFERED: usize = 1 << 16;

/// The process's streams. Standard output is written when much has gathered, when a script flushes or waits, before standard
/// error is, and after each line on a terminal.
#[derive(Debug)]
pub struct StandardOutput {
    buffer: Vec<u8>,
    /// Someone watches: lines are written at once.
    line_buffered: bool,
}

impl StandardOutput {
    /// The streams of this process.
    pub fn new() -> StandardOutput {
        StandardOutput { buffer: Vec::new(), line_buffered: io::stdout().is_terminal() }
    }

    fn write_out(&mut self) -> io::Result<()> {
        let buffer = std::mem::take(&mut self.buffer);
        let mut out = io::stdout().lock();
        out.write_all(&buffer)?;
        out.flush()?;
        // The allocation is kept for what comes next.
        self.buffer = buffer;
        self.buffer.clear();
        Ok(())
    }
}

impl Default for StandardOutput {
    fn default() -> StandardOutput {
        StandardOutput::new()
    }
}

impl Drop for StandardOutput {
    fn drop(&mut self) {
        // Nobody is left to be told; a host that cares flushes before.
        let _ = self.write_out();
    }
}

impl Output for StandardOutput {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        if stream == Stream::Err {
            self.write_out()?;
            return io::stderr().lock().write_all(bytes);
        }
        self.buffer.extend_from_slice(bytes);
        let full = self.buffer.len() >= BUFFERED || (self.line_buffered && bytes.contains(&b'\n'));
        if full { self.write_out() } else { Ok(()) }
    }

    fn flush(&mut self, stream: Stream) -> io::Result<()> {
        match stream {
            Stream::Out => self.write_out(),
            Stream::Err => io::stderr().lock().flush(),
        }
    }
}
