//! Modules from files, laid out as CPython has them.

use hognose_runtime::host::{Files, FoundModule, LoadError, ModuleLoader, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// Bytes of the longest text that is read.
const LONGEST: u64 = 64 << 20;

/// Loads modules from any [`Files`]: `shop.prices` is `shop/prices/__init__.py`, `shop/prices.py`, or the folder
/// `shop/prices`.
///
/// A module's `__file__` is its path as these files have it, so that a script learns nothing of where they lie.
///
/// ```
/// use hognose::{Capabilities, Directory, FileLoader};
///
/// # fn main() -> std::io::Result<()> {
/// # let scripts = std::env::temp_dir();
/// let capabilities = Capabilities::none().modules(FileLoader::new(Directory::new(&scripts)?));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct FileLoader<F> {
    files: F,
    folder: String,
}

impl<F: Files> FileLoader<F> {
    /// Modules of these files.
    pub fn new(files: F) -> FileLoader<F> {
        FileLoader { files, folder: String::new() }
    }

    /// The modules are in this folder of the files.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Capabilities, Engine, FileLoader, Limits, MemoryFiles};
    ///
    /// let files = MemoryFiles::new();
    /// files.write("lib/prices.py", "APPLE = 3").expect("it is a path");
    /// let modules = FileLoader::new(files).in_folder("lib");
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm_with(Limits::default(), Capabilities::none().modules(modules))?;
    /// hognose::block_on(vm.run(&engine.compile("main.py", "import prices\nassert prices.APPLE == 3")?))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn in_folder(self, folder: impl Into<String>) -> FileLoader<F> {
        FileLoader { folder: folder.into(), ..self }
    }

    fn read(&mut self, file: &str) -> Result<Option<Vec<u8>>, LoadError> {
        let options = OpenOptions { read: true, ..OpenOptions::default() };
        let mut text = Vec::new();
        let read = self.files.open(file, options).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut text));
        match read {
            Ok(_) if text.len() as u64 > LONGEST => Err(LoadError::new(format!("'{file}' is longer than 64 MiB"))),
            Ok(_) => Ok(Some(text)),
            Err(error) if is_not_there(&error) => Ok(None),
            Err(error) => Err(LoadError::unreadable(file, error)),
        }
    }

    fn within(&self, path: &str) -> String {
        Path::new(&self.folder).join(path).to_string_lossy().into_owned()
    }
}

impl<F: Files> ModuleLoader for FileLoader<F> {
    fn find(&mut self, name: &str) -> Result<Option<FoundModule>, LoadError> {
        let is_name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
        if !name.split('.').all(is_name) {
            return Ok(None);
        }
        let path = self.within(&name.replace('.', "/"));
        let init = format!("{path}/__init__.py");
        if let Some(text) = self.read(&init)? {
            return Ok(Some(FoundModule::package(init, text, path)));
        }
        let file = format!("{path}.py");
        if let Some(text) = self.read(&file)? {
            return Ok(Some(FoundModule::source(file, text)));
        }
        Ok(self.files.is_directory(&path).then_some(FoundModule::Namespace { folder: path }))
    }
}

/// Whether there is no file of that name, or a name that no file can have.
fn is_not_there(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory | InvalidFilename)
}
