//! Modules: a name and a namespace dict.

use crate::value::Value;

/// A module.
#[derive(Clone, Copy, Debug)]
pub struct ModuleObject {
    pub name: Value,
    /// The dict that is the module's globals.
    pub dict: Value,
    /// Its body runs.
    pub initializing: bool,
}

impl Default for ModuleObject {
    fn default() -> ModuleObject {
        ModuleObject { name: Value::UNBOUND, dict: Value::UNBOUND, initializing: false }
    }
}
