//! One directory and what is below it: nothing outside can be reached, whatever path a script makes up.

use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions as CapOptions};
use hognose_runtime::host::{Files, HostFile, OpenOptions};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// Files that may be open at one time if the host says nothing.
const OPEN: usize = 256;

/// The regular files in a directory and below.
///
/// Paths are relative to it. `..`, absolute paths and symbolic links that lead out of it are refused with
/// `PermissionError`, also when somebody moves directories or changes links at the same time: the operating system walks the
/// path from an open directory and never looks outside. Pipes, devices and sockets are refused too, because opening one can
/// block or do something.
///
/// Clones are the same directory and share its limits.
///
/// ```
/// use hognose_runtime::host::Files;
/// use hognose_stdlib::system::Directory;
///
/// # fn main() -> std::io::Result<()> {
/// let folder = std::env::temp_dir();
/// let writable = Directory::new(&folder)?.written_bytes(1 << 20).open_files(16);
/// let mut readable = writable.read_only();
/// let outside = readable.open("../secret.txt", Default::default());
/// assert!(outside.is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Directory {
    root: Arc<Dir>,
    open_files: usize,
    usage: Arc<Usage>,
}

/// What scripts have used of a directory.
#[derive(Debug)]
struct Usage {
    open: AtomicUsize,
    /// Bytes that may still be written.
    left: AtomicU64,
}

impl Directory {
    /// The directory of that path, which may itself be a symbolic link. It stays this directory when it is renamed.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn new(path: impl AsRef<Path>) -> io::Result<Directory> {
        let root = Dir::open_ambient_dir(path, ambient_authority())?;
        let usage = Usage { open: AtomicUsize::new(0), left: AtomicU64::new(u64::MAX) };
        Ok(Directory { root: Arc::new(root), open_files: OPEN, usage: Arc::new(usage) })
    }

    /// Bytes at most that are written into its files in all; then scripts get the `OSError` of a full quota. There is no
    /// limit unless this sets one.
    pub fn written_bytes(self, bytes: u64) -> Directory {
        self.usage.left.store(bytes, Ordering::Relaxed);
        self
    }

    /// Files at most that are open at one time, 256 unless this changes it; then scripts get `OSError`, `Too many open
    /// files`. Files that a script has forgotten are closed before that.
    pub fn open_files(self, count: usize) -> Directory {
        Directory { open_files: count, ..self }
    }
}

impl Files for Directory {
    fn open(&mut self, path: &str, options: OpenOptions) -> io::Result<Box<dyn HostFile>> {
        let slot = Slot::take(&self.usage, self.open_files)?;
        let mut wanted = CapOptions::new();
        wanted
            .read(options.read)
            .write(options.write && !options.append)
            .append(options.append)
            .truncate(options.truncate)
            .create(options.create)
            .create_new(options.create_new);
        do_not_wait(&mut wanted);
        let file = self.root.open_with(path, &wanted)?.into_std();
        let kind = file.metadata()?;
        if kind.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !kind.is_file() {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "not a regular file"));
        }
        Ok(Box::new(Counted { file, slot }))
    }

    fn is_directory(&mut self, path: &str) -> bool {
        self.root.is_dir(path)
    }
}

/// Opening a pipe that nobody holds at its other end comes back at once.
#[cfg(unix)]
fn do_not_wait(options: &mut CapOptions) {
    use cap_std::fs::OpenOptionsExt;
    options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
}

#[cfg(not(unix))]
fn do_not_wait(_options: &mut CapOptions) {}

/// One of the files that may be open.
#[derive(Debug)]
struct Slot(Arc<Usage>);

impl Slot {
    fn take(usage: &Arc<Usage>, most: usize) -> io::Result<Slot> {
        let more = |open: usize| (open < most).then_some(open + 1);
        match usage.open.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more) {
            Ok(_) => Ok(Slot(usage.clone())),
            Err(_) => Err(too_many_open()),
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(unix)]
fn too_many_open() -> io::Error {
    io::Error::from_raw_os_error(rustix::io::Errno::MFILE.raw_os_error())
}

#[cfg(not(unix))]
fn too_many_open() -> io::Error {
    io::Error::other("Too many open files")
}

/// A file whose writes are counted.
struct Counted {
    file: File,
    slot: Slot,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = &self.slot.0.left;
        let most = left.load(Ordering::Relaxed);
        let take = |left: u64| left.checked_sub(bytes.len() as u64);
        if most != u64::MAX && left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_err() {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        let written = self.file.write(bytes)?;
        if most != u64::MAX {
            left.fetch_add((bytes.len() - written) as u64, Ordering::Relaxed);
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
