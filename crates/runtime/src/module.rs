//! How importable modules are written down: native functions, constants, and Python source.

use crate::native::{NativeDef, Res};
use crate::types;
use crate::value::{Kind, Value};
use crate::vm::Vm;
use hognose_bytecode::Code;
use hognose_source::{CompileErrors, Warnings};
use std::sync::{Arc, OnceLock};

/// A built-in module.
#[derive(Debug)]
pub struct ModuleDef {
    pub name: &'static str,
    /// Its functions, in several parts where several files hold them.
    pub functions: &'static [&'static [NativeDef]],
    /// Puts constants and classes into the namespace dict of the new module.
    pub init: Option<fn(&mut Vm, Value) -> Res<()>>,
    /// Python source that runs in the namespace after that.
    pub source: Option<&'static str>,
}

/// Compiles source text for imports and for the prelude: the runtime knows no compiler.
pub type CompileHook = Arc<dyn Fn(&CompileRequest<'_>) -> Result<Compiled, CompileErrors> + Send + Sync>;

/// What compiling came to.
#[derive(Clone, Debug)]
pub struct Compiled {
    pub code: Arc<Code>,
    /// To be shown before the code runs.
    pub warnings: Warnings,
}

/// What is to be compiled.
#[derive(Clone, Copy, Debug)]
pub struct CompileRequest<'a> {
    pub file: &'a str,
    pub source: &'a str,
    /// Frames of this code are not shown in tracebacks and do not count as depth.
    pub hidden: bool,
}

/// What all virtual machines of an engine share: the natives, the modules and the compiled Python parts of both.
pub struct Builtins {
    natives: Vec<&'static NativeDef>,
    modules: Vec<Module>,
    compile: CompileHook,
}

struct Module {
    def: &'static ModuleDef,
    /// Number of its first function.
    first: u32,
    code: OnceLock<Arc<Code>>,
}

impl Builtins {
    /// The runtime's own modules and these.
    pub fn new(modules: &[&'static ModuleDef], compile: CompileHook) -> Builtins {
        let mut builtins = Builtins { natives: types::member_natives().to_vec(), modules: Vec::new(), compile };
        for def in crate::builtins::MODULES.iter().chain(modules) {
            let first = builtins.natives.len() as u32;
            builtins.natives.extend(def.functions.iter().flat_map(|part| part.iter()));
            builtins.modules.push(Module { def, first, code: OnceLock::new() });
        }
        builtins
    }

    /// A native by its number.
    #[inline(always)]
    pub fn native(&self, index: u32) -> &'static NativeDef {
        self.natives[index as usize]
    }

    /// The built-in module that a native belongs to; None for the member of a class.
    pub fn module_of(&self, native: u32) -> Option<&'static str> {
        let after = self.modules.partition_point(|module| module.first <= native);
        let module = self.modules.get(after.checked_sub(1)?)?;
        Some(module.def.name)
    }

    /// Whether there is a built-in module of that name.
    pub fn is_builtin_module(&self, name: &str) -> bool {
        self.modules.iter().any(|module| module.def.name == name)
    }

    /// A built-in module: its definition and the values of its functions.
    pub fn module(
        &self,
        name: &str,
    ) -> Option<(&'static ModuleDef, impl Iterator<Item = (&'static str, Value)> + use<>)> {
        let module = self.modules.iter().find(|module| module.def.name == name)?;
        let (def, first) = (module.def, module.first);
        let functions = def.functions.iter().flat_map(|part| part.iter()).zip(first..);
        Some((def, functions.map(|(def, index)| (def.name, Value::handle(Kind::Native, index)))))
    }

    /// The name of the module that a native is a function of.
    pub fn native_module(&self, native: u32) -> Option<&'static str> {
        let module = self.modules.iter().rev().find(|module| module.first <= native)?;
        Some(module.def.name)
    }

    /// The compiled Python part of a built-in module; compiled once.
    pub fn module_code(&self, name: &str) -> Option<Result<Arc<Code>, CompileErrors>> {
        let module = self.modules.iter().find(|module| module.def.name == name)?;
        let source = module.def.source?;
        if let Some(code) = module.code.get() {
            return Some(Ok(code.clone()));
        }
        let file = format!("<{name}>");
        let compiled = (self.compile)(&CompileRequest { file: &file, source, hidden: true });
        Some(compiled.map(|compiled| module.code.get_or_init(|| compiled.code).clone()))
    }

    /// Compiles a script's module.
    pub fn compile(&self, request: &CompileRequest<'_>) -> Result<Compiled, CompileErrors> {
        (self.compile)(request)
    }
}

impl std::fmt::Debug for Builtins {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builtins").field("natives", &self.natives.len()).finish_non_exhaustive()
    }
}
