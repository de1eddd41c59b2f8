//! A host that keeps what a script prints, gives it a standard input, and a clock of virtual time.

use hognose_runtime::host::{Host, Stream};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What a script printed; shared with the [`CapturedHost`] that collects it.
#[derive(Clone, Debug, Default)]
pub struct Captured {
    streams: Arc<Mutex<Streams>>,
}

#[derive(Debug, Default)]
struct Streams {
    out: Vec<u8>,
    err: Vec<u8>,
}

impl Captured {
    /// Standard output so far.
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.lock().out).into_owned()
    }

    /// Standard error so far.
    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.lock().err).into_owned()
    }

    fn lock(&self) -> MutexGuard<'_, Streams> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps what is printed. Time is virtual: it stands still while a script runs and jumps when one sleeps.
#[derive(Debug, Default)]
pub struct CapturedHost {
    captured: Captured,
    input: io::Cursor<Vec<u8>>,
    now: Duration,
}

impl CapturedHost {
    /// A host with this standard input, and what it will have captured.
    pub fn new(input: impl Into<Vec<u8>>) -> (CapturedHost, Captured) {
        let captured = Captured::default();
        (
            CapturedHost { captured: captured.clone(), input: io::Cursor::new(input.into()), now: Duration::ZERO },
            captured,
        )
    }
}

impl Host for CapturedHost {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        let mut streams = self.captured.lock();
        match stream {
            Stream::Out => streams.out.extend_from_slice(bytes),
            Stream::Err => streams.err.extend_from_slice(bytes),
        }
        Ok(())
    }

    fn read_line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        io::BufRead::read_until(&mut self.input, b'\n', &mut line)?;
        Ok(line)
    }

    fn read_to_end(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut self.input, &mut bytes)?;
        Ok(bytes)
    }

    fn monotonic(&self) -> Duration {
        self.now
    }

    fn sleep(&mut self, duration: Duration) {
        self.now = self.now.saturating_add(duration);
    }
}
