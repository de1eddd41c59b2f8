//! The environment variables of the process.

use hognose_runtime::host::Environment;

/// The process's own variables, as they are when a script imports `os`. What is not UTF-8 shows the replacement character.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProcessEnvironment;

impl Environment for ProcessEnvironment {
    fn variables(&self) -> Vec<(String, String)> {
        let text = |part: std::ffi::OsString| part.to_string_lossy().into_owned();
        std::env::vars_os().map(|(name, value)| (text(name), text(value))).collect()
    }
}
