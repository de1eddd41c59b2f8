//! Where the modules come from that a script imports and that are not built in.

use std::error::Error;
use std::fmt;
use std::io;

/// A module that a loader found.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum FoundModule {
    /// Python text.
    Source {
        /// `__file__`, and the name in tracebacks.
        file: String,
        /// The text, which ought to be UTF-8.
        text: Vec<u8>,
        /// For a package: the only entry of its `__path__`.
        folder: Option<String>,
    },
    /// A package without code of its own: a folder without `__init__.py`.
    Namespace {
        /// The only entry of its `__path__`.
        folder: String,
    },
}

impl FoundModule {
    /// A module that is no package.
    pub fn source(file: impl Into<String>, text: impl Into<Vec<u8>>) -> FoundModule {
        FoundModule::Source { file: file.into(), text: text.into(), folder: None }
    }

    /// A package: modules can be inside it. `file` is that of its `__init__.py`, `folder` where that lies.
    pub fn package(file: impl Into<String>, text: impl Into<Vec<u8>>, folder: impl Into<String>) -> FoundModule {
        FoundModule::Source { file: file.into(), text: text.into(), folder: Some(folder.into()) }
    }
}

/// Finds modules. A closure from names to what it finds is one.
pub trait ModuleLoader: Send {
    /// The module of a dotted name, whose parent, if it has one, has been loaded before. None: there is none, and the next
    /// loader is asked.
    ///
    /// # Errors
    /// When it cannot be said, or the module cannot be had: the script gets an `ImportError`.
    fn find(&mut self, name: &str) -> Result<Option<FoundModule>, LoadError>;
}

impl<F: FnMut(&str) -> Result<Option<FoundModule>, LoadError> + Send> ModuleLoader for F {
    fn find(&mut self, name: &str) -> Result<Option<FoundModule>, LoadError> {
        self(name)
    }
}

/// Why a module cannot be loaded. Made from any error, so that a loader can use `?`.
#[derive(Debug)]
pub struct LoadError(Reason);

#[derive(Debug)]
enum Reason {
    File { file: String, error: io::Error },
    Other(Box<dyn Error + Send + Sync>),
}

impl LoadError {
    /// An error in words.
    pub fn new(message: impl Into<String>) -> LoadError {
        LoadError(Reason::Other(message.into().into()))
    }

    /// A module's file is there and cannot be read: the script gets the `OSError` that CPython raises for it.
    pub fn unreadable(file: impl Into<String>, error: io::Error) -> LoadError {
        LoadError(Reason::File { file: file.into(), error })
    }

    /// The file that cannot be read, and why; otherwise the loader's own error.
    pub(crate) fn into_parts(self) -> Result<(String, io::Error), Box<dyn Error + Send + Sync>> {
        match self.0 {
            Reason::File { file, error } => Ok((file, error)),
            Reason::Other(error) => Err(error),
        }
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for LoadError {
    fn from(error: E) -> LoadError {
        LoadError(Reason::Other(Box::new(error)))
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::File { file, error } => write!(f, "{file}: {error}"),
            Reason::Other(error) => error.fmt(f),
        }
    }
}
