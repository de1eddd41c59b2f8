//! The world of an ordinary program: standard streams, files, clocks, modules beside the script. A host hands it to a
//! virtual machine, or one of its own.

use crate::standard_input::StandardInput;
use hognose_runtime::host::{Host, HostFile, OpenOptions, Stream};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// Bytes of output that wait before they are written, when nobody watches.
const BUFFERED: usize = 1 << 16;

/// How long a sleep goes on before it looks for an interrupt.
const NAP: Duration = Duration::from_millis(20);

/// Everything that the process itself may reach.
#[derive(Debug)]
pub struct SystemHost {
    folder: PathBuf,
    start: Instant,
    buffer: Vec<u8>,
    input: StandardInput,
    /// Someone watches: lines are written at once.
    line_buffered: bool,
    interrupt: Arc<AtomicBool>,
}

impl SystemHost {
    /// Modules are found in `folder`. A sleep or a wait for input ends early when `interrupt` is set.
    pub fn new(folder: PathBuf, interrupt: Arc<AtomicBool>) -> SystemHost {
        let line_buffered = io::stdout().is_terminal();
        let input = StandardInput::default();
        SystemHost { folder, start: Instant::now(), buffer: Vec::new(), input, line_buffered, interrupt }
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

impl Drop for SystemHost {
    fn drop(&mut self) {
        // Nobody is left to be told; a host that cares flushes before.
        let _ = self.write_out();
    }
}

impl Host for SystemHost {
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

    fn read_line(&mut self) -> io::Result<Vec<u8>> {
        self.write_out()?;
        self.input.line(&self.interrupt)
    }

    fn read_to_end(&mut self) -> io::Result<Vec<u8>> {
        self.write_out()?;
        self.input.all(&self.interrupt)
    }

    fn open(&mut self, path: &str, options: OpenOptions) -> io::Result<Box<dyn HostFile>> {
        open_file(Path::new(path), options)
    }

    fn wall_clock(&self) -> Option<Duration> {
        SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()
    }

    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }

    fn is_real_time(&self) -> bool {
        true
    }

    fn sleep(&mut self, duration: Duration) {
        let _ = self.write_out();
        let end = Instant::now() + duration;
        while !self.interrupt.load(Ordering::Relaxed) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            std::thread::sleep(left.min(NAP));
        }
    }

    fn process_time(&self) -> Duration {
        process_time().unwrap_or_else(|| self.start.elapsed())
    }

    fn module_source(&mut self, name: &str) -> Option<(String, String)> {
        let (file, text) = find_module(&self.folder, name)?;
        Some((self.folder.join(file).display().to_string(), text))
    }

    fn module_folder(&mut self, name: &str) -> Option<String> {
        let folder = find_module_folder(&self.folder, name)?;
        Some(self.folder.join(folder).display().to_string())
    }
}

/// Opens a file of the process's file system; a folder is refused as CPython refuses it.
///
/// # Errors
/// What the operating system says.
pub fn open_file(path: &Path, options: OpenOptions) -> io::Result<Box<dyn HostFile>> {
    let file = std::fs::OpenOptions::new()
        .read(options.read)
        .write(options.write && !options.append)
        .append(options.append)
        .truncate(options.truncate)
        .create(options.create)
        .create_new(options.create_new)
        .open(path)?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    Ok(Box::new(file))
}

/// The source of module `name` in `folder`: its file as seen from there, and its text.
pub fn find_module(folder: &Path, name: &str) -> Option<(String, String)> {
    let relative = module_path(name)?;
    let candidates = [format!("{relative}/__init__.py"), format!("{relative}.py")];
    candidates.into_iter().find_map(|file| {
        let text = std::fs::read_to_string(folder.join(&file)).ok()?;
        Some((file, text))
    })
}

/// The folder of namespace package `name` in `folder`, as seen from there.
pub fn find_module_folder(folder: &Path, name: &str) -> Option<String> {
    module_path(name).filter(|relative| folder.join(relative).is_dir())
}

fn module_path(name: &str) -> Option<String> {
    let is_name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
    name.split('.').all(is_name).then(|| name.replace('.', "/"))
}

/// User and system time of this process, as Linux tells it.
fn process_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in parentheses may hold spaces; the times are fields 14 and 15, in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}
