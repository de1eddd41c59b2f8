//! How importable modules are written down: native functions, constants, and Python source.

use crate::compiled::CompiledModules;
use crate::heap::HashKey;
use crate::native::{Args, NativeDef, Res, Signature, function};
use crate::types;
use crate::value::{Kind, Value};
use crate::vm::{Image, Vm};
use hognose_bytecode::Code;
use hognose_source::{CompileErrors, Warnings};
use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

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
    /// It ought to be UTF-8.
    pub source: &'a [u8],
    /// Frames of this code are not shown in tracebacks and do not count as depth.
    pub hidden: bool,
}

/// What a function of the host's own does. It gets the place of its arguments by reference: a copy would be loaded whole
/// after it was stored in parts, which stalls the processor.
pub type HostCall = Box<dyn Fn(&mut Vm, &Args) -> Res + Send + Sync>;

/// A function of the host's own.
pub struct HostFunction {
    /// In the module's namespace; a name with a dot is that of a class's member, which is not in there.
    pub name: Cow<'static, str>,
    pub documentation: Option<&'static str>,
    pub call: HostCall,
}

/// Puts more into the namespace dict of a new module, whose first native has that number.
pub type ModuleInit = Arc<dyn Fn(&mut Vm, Value, u32) -> Res<()> + Send + Sync>;

/// A module of the host's own.
pub struct HostModule {
    pub name: Cow<'static, str>,
    pub functions: Vec<HostFunction>,
    pub init: Option<ModuleInit>,
    /// Python source that runs in the namespace after that.
    pub source: Option<Cow<'static, str>>,
}

/// What is put into the namespace of a new module.
pub struct Contents<'a> {
    pub functions: Vec<(&'a str, Value)>,
    /// The number of its first native.
    pub first: u32,
    pub init: Option<ModuleInit>,
}

/// What all virtual machines of an engine share: the natives, the modules and the compiled Python parts of both.
pub struct Builtins {
    natives: Vec<&'static NativeDef>,
    /// The number of the first native that is a host's.
    pub(crate) first_host: u32,
    host: Vec<Arc<HostFunction>>,
    modules: Vec<Module>,
    compile: CompileHook,
    compiled: CompiledModules,
    pub(crate) hash_key: HashKey,
    /// The built-in names as objects, made once and copied into every machine.
    image: OnceLock<Mutex<Image>>,
}

struct Module {
    name: Cow<'static, str>,
    /// Number of its first function, and how many there are.
    first: u32,
    count: u32,
    init: Option<ModuleInit>,
    source: Option<Cow<'static, str>>,
    /// Whether its frames are shown in tracebacks.
    is_shown: bool,
    code: OnceLock<Arc<Code>>,
}

/// Stands in the table of natives for every function of a host.
static HOST_NATIVE: NativeDef = function("host function", |vm, args| call_host(vm, &args), Signature::Any);

/// Calls the function of the host whose number is in `Vm::native`.
#[inline(always)]
pub(crate) fn call_host(vm: &mut Vm, args: &Args) -> Res {
    // The machine keeps the function for the next call: counting the owners of what all threads share costs as much as a call.
    let index = (vm.native - vm.builtins.first_host) as usize;
    let function = match vm.host_functions.get_mut(index).and_then(Option::take) {
        Some(function) => function,
        None => vm.builtins.host[index].clone(),
    };
    let result = (function.call)(vm, args);
    match vm.host_functions.get_mut(index) {
        Some(kept) => *kept = Some(function),
        None => keep(vm, index, function),
    }
    result
}

#[cold]
fn keep(vm: &mut Vm, index: usize, function: Arc<HostFunction>) {
    vm.host_functions.resize_with(vm.builtins.host.len(), || None);
    vm.host_functions[index] = Some(function);
}

impl Builtins {
    /// The runtime's own modules, these, and the host's.
    pub fn new(modules: &[&'static ModuleDef], host: Vec<HostModule>, compile: CompileHook) -> Builtins {
        let natives = types::member_natives().to_vec();
        let mut builtins = Builtins {
            natives,
            first_host: 0,
            host: Vec::new(),
            modules: Vec::new(),
            compile,
            hash_key: HashKey::default(),
            image: OnceLock::new(),
            compiled: CompiledModules::default(),
        };
        for def in crate::builtins::MODULES.iter().chain(modules) {
            let first = builtins.natives.len() as u32;
            builtins.natives.extend(def.functions.iter().flat_map(|part| part.iter()));
            builtins.modules.push(Module {
                name: Cow::Borrowed(def.name),
                first,
                count: builtins.natives.len() as u32 - first,
                init: def.init.map(|init| Arc::new(move |vm: &mut Vm, dict, _| init(vm, dict)) as ModuleInit),
                source: def.source.map(Cow::Borrowed),
                is_shown: false,
                code: OnceLock::new(),
            });
        }
        builtins.first_host = builtins.natives.len() as u32;
        for module in host {
            let (first, count) = (builtins.natives.len() as u32, module.functions.len() as u32);
            builtins.natives.extend(module.functions.iter().map(|_| &HOST_NATIVE));
            let HostModule { name, functions, init, source } = module;
            builtins.host.extend(functions.into_iter().map(Arc::new));
            builtins.modules.push(Module { name, first, count, init, source, is_shown: true, code: OnceLock::new() });
        }
        builtins
    }

    /// The same with another key for the hashes of str and bytes, which all of its machines have.
    pub fn with_hash_seed(self, seed: u32) -> Builtins {
        Builtins { hash_key: HashKey::of_seed(seed), image: OnceLock::new(), ..self }
    }

    /// The objects that every machine begins with; `make` makes them the first time.
    pub(crate) fn image(&self, make: impl FnOnce() -> Image) -> Image {
        let image = self.image.get_or_init(|| Mutex::new(make()));
        image.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A native by its number.
    #[inline(always)]
    pub fn native(&self, index: u32) -> &'static NativeDef {
        self.natives[index as usize]
    }

    /// The name of a native.
    pub fn native_name(&self, index: u32) -> &str {
        match index.checked_sub(self.first_host) {
            Some(index) => &self.host[index as usize].name,
            None => self.native(index).name,
        }
    }

    /// The docstring of a native, which only functions of hosts have.
    pub fn documentation(&self, index: u32) -> Option<&'static str> {
        self.host.get(index.checked_sub(self.first_host)? as usize)?.documentation
    }

    /// The built-in module that a native belongs to; None for the member of a class.
    pub fn module_of(&self, native: u32) -> Option<&str> {
        let after = self.modules.partition_point(|module| module.first <= native);
        let module = self.modules.get(after.checked_sub(1)?)?;
        Some(&module.name)
    }

    /// The names of the built-in modules and of the host's.
    pub fn module_names(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().map(|module| &*module.name)
    }

    /// Whether there is a built-in module of that name.
    pub fn is_builtin_module(&self, name: &str) -> bool {
        self.modules.iter().any(|module| module.name == name)
    }

    /// The functions of a built-in module, and what puts more into its namespace.
    pub fn module(&self, name: &str) -> Option<Contents<'_>> {
        let module = self.modules.iter().find(|module| module.name == name)?;
        let natives = module.first..module.first + module.count;
        let functions = natives.map(|index| (self.native_name(index), Value::handle(Kind::Native, index)));
        let functions = functions.filter(|(name, _)| !name.contains('.'));
        Some(Contents { functions: functions.collect(), first: module.first, init: module.init.clone() })
    }

    /// The compiled Python part of a built-in module; compiled once.
    pub fn module_code(&self, name: &str) -> Option<Result<Arc<Code>, CompileErrors>> {
        let module = self.modules.iter().find(|module| module.name == name)?;
        let source = module.source.as_deref()?;
        if let Some(code) = module.code.get() {
            return Some(Ok(code.clone()));
        }
        let file = format!("<{name}>");
        let compiled =
            (self.compile)(&CompileRequest { file: &file, source: source.as_bytes(), hidden: !module.is_shown });
        Some(compiled.map(|compiled| module.code.get_or_init(|| compiled.code).clone()))
    }

    /// Compiles a script's module, unless a machine of the engine has compiled the same text before.
    pub fn compile(&self, request: &CompileRequest<'_>) -> Result<Compiled, CompileErrors> {
        self.compiled.find_or_compile(request, || (self.compile)(request))
    }
}

impl std::fmt::Debug for Builtins {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builtins").field("natives", &self.natives.len()).finish_non_exhaustive()
    }
}
