//! A host that gives a script its standard streams and nothing else. Time is virtual.

use hognose::{Host, Stream, SystemHost};
use std::io;
use std::time::Duration;

/// Standard streams only.
pub struct Sandbox {
    streams: SystemHost,
    now: Duration,
}

impl Sandbox {
    /// A sandbox that writes to these streams.
    pub fn new(streams: SystemHost) -> Sandbox {
        Sandbox { streams, now: Duration::ZERO }
    }
}

impl Host for Sandbox {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        self.streams.write(stream, bytes)
    }

    fn flush(&mut self, stream: Stream) -> io::Result<()> {
        self.streams.flush(stream)
    }

    fn read_line(&mut self) -> io::Result<Vec<u8>> {
        self.streams.read_line()
    }

    fn read_to_end(&mut self) -> io::Result<Vec<u8>> {
        self.streams.read_to_end()
    }

    fn monotonic(&self) -> Duration {
        self.now
    }

    fn sleep(&mut self, duration: Duration) {
        self.now = self.now.saturating_add(duration);
    }
}
