//! Files that exist nowhere but in memory.

use hognose_runtime::host::{Files, HostFile, OpenOptions};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bytes that files hold at most if the host says nothing.
const MOST: usize = 16 << 20;

/// What a file costs beside its bytes and its name.
const FILE: usize = 128;

/// Files in memory. Clones share them: one is handed to a machine, another is read and written by the host.
///
/// Paths are relative, with `/` between their parts; `..` does not lead out. There are the directories in which the host has
/// put files; scripts make files in them, and no directories.
///
/// ```
/// use hognose::MemoryFiles;
///
/// # fn main() -> std::io::Result<()> {
/// let files = MemoryFiles::new().limit(1 << 20);
/// files.write("rules/discount.py", "RATE = 10")?;
/// assert_eq!(files.read("rules/discount.py")?, b"RATE = 10");
/// assert_eq!(files.paths(), ["rules/discount.py"]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    tree: Arc<Mutex<Tree>>,
    account: Arc<Account>,
}

#[derive(Debug, Default)]
struct Tree {
    files: BTreeMap<String, Arc<Content>>,
    directories: BTreeSet<String>,
}

/// Bytes of all files, also of those that are removed and still open.
#[derive(Debug)]
struct Account {
    held: AtomicUsize,
    most: AtomicUsize,
}

impl Default for Account {
    fn default() -> Account {
        Account { held: AtomicUsize::new(0), most: AtomicUsize::new(MOST) }
    }
}

#[derive(Debug)]
struct Content {
    bytes: Mutex<Vec<u8>>,
    /// What the file costs beside its bytes.
    overhead: usize,
    account: Arc<Account>,
}

/// What a path means.
enum Entry {
    File(Arc<Content>),
    Directory,
    /// Nothing; the directory that it would be in is there.
    Free,
}

impl MemoryFiles {
    /// No files yet.
    pub fn new() -> MemoryFiles {
        MemoryFiles::default()
    }

    /// Bytes at most that scripts make the files hold, names included: 16 MiB unless this changes it. A script that would
    /// write more gets the `OSError` of a full disk. What the host writes counts and is not refused.
    pub fn limit(self, bytes: usize) -> MemoryFiles {
        self.account.most.store(bytes, Ordering::Relaxed);
        self
    }

    /// Writes a whole file; makes it, and the directories that it is in, if they are not there.
    ///
    /// # Errors
    /// When the path is none, leads out, is that of a directory, or goes through a file.
    pub fn write(&self, path: &str, bytes: impl Into<Vec<u8>>) -> io::Result<()> {
        let (path, _) = normalised(path)?;
        let mut tree = self.lock();
        let parents: Vec<&str> = path.match_indices('/').filter_map(|(end, _)| path.get(..end)).collect();
        if parents.iter().any(|parent| tree.files.contains_key(*parent)) {
            return Err(ErrorKind::NotADirectory.into());
        }
        if path.is_empty() || tree.directories.contains(&path) {
            return Err(ErrorKind::IsADirectory.into());
        }
        tree.directories.extend(parents.into_iter().map(str::to_string));
        let content = match tree.files.get(&path) {
            Some(content) => content.clone(),
            None => {
                let overhead = FILE + path.len();
                self.account.held.fetch_add(overhead, Ordering::Relaxed);
                let content = Content { bytes: Mutex::default(), overhead, account: self.account.clone() };
                tree.files.entry(path).insert_entry(Arc::new(content)).get().clone()
            }
        };
        content.replace(bytes.into());
        Ok(())
    }

    /// A whole file, as it is now. What a script has written and not flushed is not in it.
    ///
    /// # Errors
    /// When there is none.
    pub fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.lock().entry(path)? {
            Entry::File(content) => Ok(content.lock().clone()),
            Entry::Directory => Err(ErrorKind::IsADirectory.into()),
            Entry::Free => Err(ErrorKind::NotFound.into()),
        }
    }

    /// Removes a file. Whoever has it open keeps it.
    ///
    /// # Errors
    /// When there is none.
    pub fn remove(&self, path: &str) -> io::Result<()> {
        let (path, _) = normalised(path)?;
        let removed = self.lock().files.remove(&path);
        removed.map(drop).ok_or_else(|| ErrorKind::NotFound.into())
    }

    /// The paths of all files, sorted.
    pub fn paths(&self) -> Vec<String> {
        self.lock().files.keys().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, Tree> {
        self.tree.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tree {
    fn entry(&self, path: &str) -> io::Result<Entry> {
        let (path, is_directory) = normalised(path)?;
        if path.is_empty() || self.directories.contains(&path) {
            return Ok(Entry::Directory);
        }
        if let Some(content) = self.files.get(&path) {
            return if is_directory { Err(ErrorKind::NotADirectory.into()) } else { Ok(Entry::File(content.clone())) };
        }
        match path.rsplit_once('/') {
            Some((parent, _)) if !self.directories.contains(parent) => {
                let mut parents = path.match_indices('/').filter_map(|(end, _)| path.get(..end));
                let through_file = parents.any(|parent| self.files.contains_key(parent));
                Err(if through_file { ErrorKind::NotADirectory } else { ErrorKind::NotFound }.into())
            }
            _ if is_directory => Err(ErrorKind::NotFound.into()),
            _ => Ok(Entry::Free),
        }
    }
}

/// A path without `.`, `..` and empty parts, and whether it says that it is a directory's.
fn normalised(path: &str) -> io::Result<(String, bool)> {
    if path.is_empty() {
        return Err(ErrorKind::NotFound.into());
    }
    if path.contains('\0') {
        return Err(io::Error::new(ErrorKind::InvalidInput, "embedded null byte"));
    }
    let outside = || io::Error::new(ErrorKind::PermissionDenied, "a path led outside of the filesystem");
    if path.starts_with('/') {
        return Err(outside());
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or_else(outside)?;
            }
            part => parts.push(part),
        }
    }
    let is_directory = matches!(path.rsplit('/').next(), Some("" | "." | ".."));
    Ok((parts.join("/"), is_directory))
}

impl Files for MemoryFiles {
    fn open(&mut self, path: &str, options: OpenOptions) -> io::Result<Box<dyn HostFile>> {
        let mut tree = self.lock();
        let content = match tree.entry(path)? {
            Entry::Directory => return Err(ErrorKind::IsADirectory.into()),
            Entry::File(_) if options.create_new => return Err(ErrorKind::AlreadyExists.into()),
            Entry::File(content) => content,
            Entry::Free if options.create || options.create_new => {
                let (path, _) = normalised(path)?;
                let overhead = FILE + path.len();
                self.account.charge(overhead)?;
                let content = Content { bytes: Mutex::default(), overhead, account: self.account.clone() };
                tree.files.entry(path).insert_entry(Arc::new(content)).get().clone()
            }
            Entry::Free => return Err(ErrorKind::NotFound.into()),
        };
        drop(tree);
        if options.truncate {
            content.replace(Vec::new());
        }
        Ok(Box::new(MemoryFile { content, position: 0, options }))
    }

    fn is_directory(&mut self, path: &str) -> bool {
        matches!(self.lock().entry(path), Ok(Entry::Directory))
    }
}

impl Account {
    fn charge(&self, bytes: usize) -> io::Result<()> {
        let most = self.most.load(Ordering::Relaxed);
        let more = |held: usize| held.checked_add(bytes).filter(|held| *held <= most);
        match self.held.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more) {
            Ok(_) => Ok(()),
            Err(_) => Err(ErrorKind::StorageFull.into()),
        }
    }

    fn release(&self, bytes: usize) {
        self.held.fetch_sub(bytes, Ordering::Relaxed);
    }
}

impl Content {
    fn lock(&self) -> MutexGuard<'_, Vec<u8>> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Other bytes in place of those that it holds.
    fn replace(&self, bytes: Vec<u8>) {
        self.account.held.fetch_add(bytes.capacity(), Ordering::Relaxed);
        let previous = std::mem::replace(&mut *self.lock(), bytes);
        self.account.release(previous.capacity());
    }

    /// Room for so many bytes in all.
    fn reserve(&self, bytes: &mut Vec<u8>, needed: usize) -> io::Result<()> {
        let old = bytes.capacity();
        if needed <= old {
            return Ok(());
        }
        // The old bytes stand beside the new ones while they are copied.
        let generous = needed.max(old.saturating_add(old / 2));
        let grown = if self.account.charge(generous).is_ok() {
            generous
        } else {
            self.account.charge(needed)?;
            needed
        };
        bytes.reserve_exact(grown - bytes.len());
        self.account.release(old);
        Ok(())
    }
}

impl Drop for Content {
    fn drop(&mut self) {
        let bytes = self.bytes.get_mut().unwrap_or_else(PoisonError::into_inner).capacity();
        self.account.release(bytes + self.overhead);
    }
}

/// An open file.
struct MemoryFile {
    content: Arc<Content>,
    position: u64,
    options: OpenOptions,
}

impl Read for MemoryFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.options.read {
            return Err(ErrorKind::PermissionDenied.into());
        }
        let bytes = self.content.lock();
        let start = usize::try_from(self.position).map_or(bytes.len(), |start| start.min(bytes.len()));
        let count = buffer.len().min(bytes.len() - start);
        buffer[..count].copy_from_slice(&bytes[start..start + count]);
        self.position += count as u64;
        Ok(count)
    }
}

impl Write for MemoryFile {
    fn write(&mut self, given: &[u8]) -> io::Result<usize> {
        if !(self.options.write || self.options.append) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        let mut bytes = self.content.lock();
        let full = || io::Error::from(ErrorKind::StorageFull);
        let start =
            if self.options.append { bytes.len() } else { usize::try_from(self.position).map_err(|_| full())? };
        let end = start.checked_add(given.len()).ok_or_else(full)?;
        self.content.reserve(&mut bytes, end)?;
        if bytes.len() < end {
            bytes.resize(end, 0);
        }
        bytes[start..end].copy_from_slice(given);
        self.position = end as u64;
        Ok(given.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for MemoryFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
            SeekFrom::End(offset) => (self.content.lock().len() as u64).checked_add_signed(offset),
        };
        // No file of a real disk is longer either.
        let position = position.filter(|position| *position <= i64::MAX as u64);
        self.position = position.ok_or_else(|| io::Error::from(ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}
