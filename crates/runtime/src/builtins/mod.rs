//! The modules that belong to the language itself: `builtins`, `sys`, `gc`, and the prelude in Python.

use crate::module::ModuleDef;

/// The runtime's own modules.
pub static MODULES: &[&ModuleDef] = &[];
