//! The file system as the process sees it.

use hognose_runtime::host::{Files, HostFile, OpenOptions};
use std::io;
use std::path::PathBuf;

/// Every file that the process can open: for programs whose script is their user's own, as `python` is one.
/// [`Directory`](super::Directory) is for scripts that are not trusted.
#[derive(Clone, Debug, Default)]
pub struct SystemFiles {
    folder: PathBuf,
}

impl SystemFiles {
    /// Relative paths begin in the working directory.
    pub fn new() -> SystemFiles {
        SystemFiles::default()
    }

    /// Relative paths begin in this folder.
    pub fn in_folder(folder: impl Into<PathBuf>) -> SystemFiles {
        SystemFiles { folder: folder.into() }
    }
}

impl Files for SystemFiles {
    fn open(&mut self, path: &str, options: OpenOptions) -> io::Result<Box<dyn HostFile>> {
        // A joined empty path would be the folder itself.
        if path.is_empty() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let file = std::fs::OpenOptions::new()
            .read(options.read)
            .write(options.write && !options.append)
            .append(options.append)
            .truncate(options.truncate)
            .create(options.create)
            .create_new(options.create_new)
            .open(self.folder.join(path))?;
        if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Box::new(file))
    }

    fn is_directory(&mut self, path: &str) -> bool {
        self.folder.join(path).is_dir()
    }
}
