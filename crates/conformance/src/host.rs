//! The world of a script under test: captured output, virtual time, and the files beside the script.

use hognose::{Captured, CapturedHost, Host, HostFile, OpenOptions, Stream};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Captures output; opens files and finds modules relative to a folder.
#[derive(Debug)]
pub struct ScriptHost {
    captured: CapturedHost,
    folder: PathBuf,
}

impl ScriptHost {
    /// A host for a script in `folder`, and what it will have captured.
    pub fn new(folder: &Path) -> (ScriptHost, Captured) {
        let (host, captured) = CapturedHost::new([]);
        (ScriptHost { captured: host, folder: folder.to_path_buf() }, captured)
    }
}

impl Host for ScriptHost {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        self.captured.write(stream, bytes)
    }

    fn read_line(&mut self) -> io::Result<Vec<u8>> {
        self.captured.read_line()
    }

    fn read_to_end(&mut self) -> io::Result<Vec<u8>> {
        self.captured.read_to_end()
    }

    fn open(&mut self, path: &str, options: OpenOptions) -> io::Result<Box<dyn HostFile>> {
        hognose::open_file(&self.folder.join(path), options)
    }

    fn wall_clock(&self) -> Option<Duration> {
        Some(Duration::from_secs(1_750_000_000) + self.captured.monotonic())
    }

    fn monotonic(&self) -> Duration {
        self.captured.monotonic()
    }

    fn sleep(&mut self, duration: Duration) {
        self.captured.sleep(duration);
    }

    fn module_source(&mut self, name: &str) -> Option<(String, String)> {
        hognose::find_module(&self.folder, name)
    }

    fn module_folder(&mut self, name: &str) -> Option<String> {
        hognose::find_module_folder(&self.folder, name)
    }
}
