//! A host whose clock moves only when the script sleeps: hours pass in no time.

use hognose::{Host, HostFile, OpenOptions, Stream, SystemHost};
use std::io;
use std::time::Duration;

/// Another host's streams, files and modules, with virtual clocks.
pub struct VirtualTime {
    system: SystemHost,
    now: Duration,
    /// The wall clock when the clock of the script stood at zero.
    epoch: Option<Duration>,
}

impl VirtualTime {
    /// Begins at the present time of the system.
    pub fn new(system: SystemHost) -> VirtualTime {
        let epoch = system.wall_clock();
        VirtualTime { system, now: Duration::ZERO, epoch }
    }
}

impl Host for VirtualTime {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        self.system.write(stream, bytes)
    }

    fn flush(&mut self, stream: Stream) -> io::Result<()> {
        self.system.flush(stream)
    }

    fn read_line(&mut self) -> io::Result<Vec<u8>> {
        self.system.read_line()
    }

    fn read_to_end(&mut self) -> io::Result<Vec<u8>> {
        self.system.read_to_end()
    }

    fn open(&mut self, path: &str, options: OpenOptions) -> io::Result<Box<dyn HostFile>> {
        self.system.open(path, options)
    }

    fn wall_clock(&self) -> Option<Duration> {
        self.epoch?.checked_add(self.now)
    }

    fn monotonic(&self) -> Duration {
        self.now
    }

    fn sleep(&mut self, duration: Duration) {
        self.now = self.now.saturating_add(duration);
    }

    fn process_time(&self) -> Duration {
        self.system.process_time()
    }

    fn module_source(&mut self, name: &str) -> Option<(String, String)> {
        self.system.module_source(name)
    }

    fn module_folder(&mut self, name: &str) -> Option<String> {
        self.system.module_folder(name)
    }
}
