//! The engine: what all virtual machines share, and the compiler.

use crate::border::ClassModules;
use crate::compile;
use crate::error::{Error, Result};
use crate::iterators;
use crate::stubs::{StubModule, is_name};
use crate::{Capabilities, Limits, Module, Template, Vm, Warning};
use hognose_bytecode::Code;
use hognose_runtime::module::{Builtins, Compiled};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Compiles programs and makes virtual machines. Cheap to clone, `Send` and `Sync`.
#[derive(Clone, Debug)]
pub struct Engine {
    builtins: Arc<Builtins>,
    pub(crate) classes: Arc<ClassModules>,
    /// What the host's modules look like.
    pub(crate) stubs: Arc<BTreeMap<String, StubModule>>,
}

/// Collects what an engine is to have.
#[derive(Debug, Default)]
pub struct EngineBuilder {
    modules: Vec<Module>,
    hash_seed: u32,
}

/// A compiled script. Immutable; shared by all virtual machines that run it.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// # let engine = hognose::Engine::builder().build()?;
/// let program = engine.compile("square.py", "def square(x): return x * x")?;
/// let threads = [2, 3].map(|x| {
///     let (engine, program) = (engine.clone(), program.clone());
///     std::thread::spawn(move || -> hognose::Result<i64> {
///         let mut vm = engine.vm(hognose::Limits::default())?;
///         hognose::block_on(vm.run(&program))?;
///         hognose::block_on(vm.call("square", (x,)))
///     })
/// });
/// let squares = threads.map(|thread| thread.join().expect("no panic").ok());
/// assert_eq!(squares, [Some(4), Some(9)]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Program {
    pub(crate) code: Arc<Code>,
    warnings: Arc<[Warning]>,
}

impl Engine {
    /// Begins an engine.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// let engine = hognose::Engine::builder().module(hognose::Module::new("shop").constant("VAT", 0.2)).build()?;
    /// let program = engine.compile("price.py", "import shop\nprice = 10 * (1 + shop.VAT)")?;
    /// let mut vm = engine.vm(hognose::Limits::default())?;
    /// hognose::block_on(vm.run(&program))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder() -> EngineBuilder {
        EngineBuilder::default()
    }

    /// Compiles a script. `name` stands in tracebacks.
    ///
    /// # Errors
    /// A [`Compile`](crate::ErrorKind::Compile) error when the text is not Python or outside the subset.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// let error = engine.compile("shop.py", "total = (1 + 2").unwrap_err();
    /// assert_eq!(error.kind(), hognose::ErrorKind::Compile);
    /// assert_eq!(error.to_string(), "SyntaxError: '(' was never closed");
    /// assert!(error.traceback().starts_with("  File \"shop.py\", line 1\n"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn compile(&self, name: &str, source: &str) -> Result<Program> {
        compile::compile(name, source, false).map(Program::new).map_err(Error::compile)
    }

    /// The same for bytes, which ought to be UTF-8.
    ///
    /// # Errors
    /// As [`Engine::compile`], and when they are not UTF-8.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// assert!(engine.compile_bytes("latin.py", b"name = 'Andr\xe9'").is_err());
    /// # Ok(())
    /// # }
    /// ```
    pub fn compile_bytes(&self, name: &str, source: &[u8]) -> Result<Program> {
        compile::compile_bytes(name, source, false).map(Program::new).map_err(Error::compile)
    }

    /// A virtual machine whose scripts reach nothing of the world; what they print is dropped.
    ///
    /// # Errors
    /// When the built-in names cannot be made.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// let script = "
    /// count = 0
    /// def add():
    ///     global count
    ///     count += 1
    ///     return count
    /// ";
    /// let program = engine.compile("count.py", script)?;
    /// let (mut one, mut other) = (engine.vm(hognose::Limits::default())?, engine.vm(hognose::Limits::default())?);
    /// hognose::block_on(async {
    ///     one.run(&program).await?;
    ///     other.run(&program).await?;
    ///     assert_eq!(one.call::<i64>("add", ()).await?, 1);
    ///     assert_eq!(one.call::<i64>("add", ()).await?, 2);
    ///     // Each machine has globals of its own.
    ///     assert_eq!(other.call::<i64>("add", ()).await?, 1);
    ///     hognose::Result::Ok(())
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn vm(&self, limits: Limits) -> Result<Vm> {
        self.vm_with(limits, Capabilities::none())
    }

    /// A virtual machine whose scripts reach what they are given: see [`Capabilities`].
    ///
    /// # Errors
    /// When the built-in names cannot be made.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// let printed = hognose::Captured::default();
    /// let capabilities = hognose::Capabilities::none().output(printed.clone());
    /// let mut vm = engine.vm_with(hognose::Limits::default(), capabilities)?;
    /// hognose::block_on(vm.run(&engine.compile("hello.py", "print('hello')")?))?;
    /// assert_eq!(printed.out(), "hello\n");
    /// # Ok(())
    /// # }
    /// ```
    pub fn vm_with(&self, limits: Limits, capabilities: Capabilities) -> Result<Vm> {
        Ok(Vm::new(self.builtins.clone(), self.classes.clone(), limits, capabilities.into_host()))
    }
}

impl Engine {
    /// A template of machines that have run a program's module: it runs once, and each machine of the template begins with
    /// what it left. Its scripts reach nothing of the world meanwhile; [`Vm::template`] makes a template of a machine that was
    /// given capabilities.
    ///
    /// # Errors
    /// Those of [`Vm::run`] and of [`Vm::template`].
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits};
    ///
    /// let engine = Engine::builder().build()?;
    /// let script = "
    /// squares = [x * x for x in range(1000)]
    /// seen = []
    /// def square(x):
    ///     seen.append(x)
    ///     return squares[x], len(seen)
    /// ";
    /// let program = engine.compile("squares.py", script)?;
    /// let template = hognose::block_on(engine.template(&program, Limits::default()))?;
    /// for request in 0..3 {
    ///     // No request sees what another one did.
    ///     let mut vm = template.vm(Limits::default().fuel(100_000))?;
    ///     assert_eq!(hognose::block_on(vm.call::<(i64, usize)>("square", (request,)))?, (request * request, 1));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn template(&self, program: &Program, limits: Limits) -> Result<Template> {
        let mut vm = self.vm(limits)?;
        vm.run(program).await?;
        vm.template()
    }
}

impl EngineBuilder {
    /// A module of the host's own, which scripts import.
    pub fn module(mut self, module: Module) -> EngineBuilder {
        self.modules.push(module);
        self
    }

    /// What the hashes of `str` and `bytes` begin with, and so the order in which sets are printed: as `PYTHONHASHSEED` of
    /// CPython, with its numbers. It is 0 where the host says nothing, so that a script does the same whenever it runs. A host
    /// whose scripts read what strangers send (the keys of a request, say) passes a random one, so that nobody knows which
    /// strings collide.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits};
    ///
    /// let hash = |seed| -> hognose::Result<i64> {
    ///     let engine = Engine::builder().hash_seed(seed).build()?;
    ///     let mut vm = engine.vm(Limits::default())?;
    ///     hognose::block_on(vm.run(&engine.compile("hash.py", "def of(text): return hash(text)")?))?;
    ///     hognose::block_on(vm.call("of", ("abc",)))
    /// };
    /// assert_eq!(hash(0)?, -4594863902769663758);
    /// assert_eq!(hash(42)?, 3869580338025362921);
    /// # Ok(())
    /// # }
    /// ```
    pub fn hash_seed(mut self, seed: u32) -> EngineBuilder {
        self.hash_seed = seed;
        self
    }

    /// The engine.
    ///
    /// # Errors
    /// When a module's name is no name for one, or that of another; when two modules have the same class.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// let twice = hognose::Engine::builder().module(hognose::Module::new("math")).build();
    /// assert_eq!(twice.unwrap_err().message(), "there are two modules of the name 'math'");
    /// # Ok(())
    /// # }
    /// ```
    pub fn build(self) -> Result<Engine> {
        let mut modules = hognose_stdlib::MODULES.to_vec();
        modules.push(&crate::vm::HOST_MODULE);
        let mut host = Vec::new();
        let mut classes = ClassModules::new();
        let mut stubs = BTreeMap::new();
        let mut names: HashSet<String> = modules.iter().map(|module| module.name.to_string()).collect();
        for module in &self.modules {
            let name = &module.name;
            let mut parts = name.split('.');
            let is_name = !name.starts_with('_') && parts.all(is_name);
            if !is_name {
                return Err(Error::host(format!("'{name}' is no name for a module")));
            }
        }
        for module in self.modules.into_iter().chain([iterators::module()]) {
            let name = module.name.clone();
            if !names.insert(name.clone()) {
                return Err(Error::host(format!("there are two modules of the name '{name}'")));
            }
            for class in &module.classes {
                if classes.insert(class.host, name.clone()).is_some() {
                    return Err(Error::host(format!("two modules have the class {}", class.name)));
                }
            }
            if !name.starts_with('_') {
                stubs.insert(name, module.stub.clone());
            }
            host.push(module.into_runtime());
        }
        let builtins = Builtins::new(&modules, host, compile::hook()).with_hash_seed(self.hash_seed);
        Ok(Engine { builtins: Arc::new(builtins), classes: Arc::new(classes), stubs: Arc::new(stubs) })
    }
}

impl Program {
    fn new(compiled: Compiled) -> Program {
        Program { code: compiled.code, warnings: Warning::all(compiled.warnings).into() }
    }

    /// What CPython would warn of when it compiles the script, in its order. Nobody has been told yet.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// let engine = hognose::Engine::builder().build()?;
    /// let program = engine.compile("shop.py", "def free(price): return price is 0")?;
    /// let [warning] = program.warnings() else { unreachable!() };
    /// assert_eq!(warning.message(), "\"is\" with 'int' literal. Did you mean \"==\"?");
    /// assert_eq!(warning.line(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The instructions beside their source.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// let program = engine.compile("one.py", "one = 1")?;
    /// assert!(program.disassembly().contains("one = 1"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn disassembly(&self) -> String {
        hognose_bytecode::disassemble(&self.code)
    }
}
