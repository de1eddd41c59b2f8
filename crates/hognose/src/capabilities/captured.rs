//! Output that is kept for the host to look at.

use hognose_runtime::host::{Output, Stream};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Keeps what scripts print. Clones share it: one is handed to the machine, another is read. [`Limits::output`] bounds it.
///
/// [`Limits::output`]: crate::Limits::output
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{Capabilities, Captured, Engine, Limits};
///
/// let printed = Captured::default();
/// let engine = Engine::builder().build()?;
/// let mut vm = engine.vm_with(Limits::default(), Capabilities::none().output(printed.clone()))?;
/// let script = "import sys\nprint('to out')\nprint('to err', file=sys.stderr)";
/// hognose::block_on(vm.run(&engine.compile("print.py", script)?))?;
/// assert_eq!((printed.out().as_str(), printed.err().as_str()), ("to out\n", "to err\n"));
/// # Ok(())
/// # }
/// ```
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

impl Output for Captured {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        let mut streams = self.lock();
        match stream {
            Stream::Out => streams.out.extend_from_slice(bytes),
            Stream::Err => streams.err.extend_from_slice(bytes),
        }
        Ok(())
    }
}
