//! Modules of a host's own: functions in Rust, constants, and Python source.

use crate::class::{Class, ClassDefinition};
use crate::context::{Context, Value};
use crate::convert::{FromArgs, IntoValue};
use crate::error::{Error, Result};
use crate::function::Function;
use crate::host_future;
use crate::native::guarded;
use crate::remote::Caller;
use crate::stubs::{Signature, StubModule};
use hognose_runtime as runtime;
use hognose_runtime::Raised;
use hognose_runtime::module::{HostFunction, HostModule};
use std::borrow::Cow;
use std::sync::Arc;

/// Makes a constant in a machine.
pub(crate) type Constant = Box<dyn Fn(&mut Context<'_>) -> Result<runtime::Value> + Send + Sync>;

/// A module that scripts import.
///
/// ```
/// use hognose::{Engine, Limits, Module};
///
/// # fn main() -> hognose::Result<()> {
/// let shop = Module::new("shop")
///     .constant("CURRENCY", "EUR")
///     .function("price", |_cx, (article, count): (String, i64)| Ok(article.len() as i64 * count));
/// let engine = Engine::builder().module(shop).build()?;
/// let mut vm = engine.vm(Limits::default())?;
/// let program = engine.compile("order.py", "import shop\ntotal = shop.price('apple', 3)\n")?;
/// hognose::block_on(vm.run(&program))?;
/// assert_eq!(vm.with(|cx| cx.global("total").and_then(|total| cx.take::<i64>(total)))?, 15);
/// # Ok(())
/// # }
/// ```
pub struct Module {
    pub(crate) name: String,
    functions: Vec<HostFunction>,
    /// Names of functions whose calls are awaited, and of the native that begins each.
    asyncs: Vec<String>,
    constants: Vec<(String, Constant)>,
    source: Option<String>,
    pub(crate) classes: Vec<ClassDefinition>,
    /// What its stub says.
    pub(crate) stub: StubModule,
}

impl std::fmt::Debug for Module {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Module").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The name under which the native stands that begins an async function.
fn begin_name(name: &str) -> String {
    format!("{BEGIN}{name}")
}

/// What stands before the name of the native that begins an async function.
const BEGIN: &str = "_begin_";

impl Module {
    /// An empty module.
    pub fn new(name: impl Into<String>) -> Module {
        Module {
            name: name.into(),
            functions: Vec::new(),
            asyncs: Vec::new(),
            constants: Vec::new(),
            source: None,
            classes: Vec::new(),
            stub: StubModule::default(),
        }
    }

    /// A function that gets its positional arguments as they are.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, IntoValue, Limits, Module};
    ///
    /// let module = Module::new("host").raw("kinds", |cx, args| {
    ///     let kinds: Vec<String> = args.iter().map(|value| cx.type_name(*value).to_string()).collect();
    ///     kinds.into_value(cx)
    /// });
    /// let engine = Engine::builder().module(module).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// let script = "import host\nassert host.kinds(1, 'a', None) == ['int', 'str', 'NoneType']";
    /// hognose::block_on(vm.run(&engine.compile("kinds.py", script)?))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn raw(
        mut self,
        name: &str,
        function: impl for<'v> Fn(&mut Context<'v>, &[Value<'v>]) -> Result<Value<'v>> + Send + Sync + 'static,
    ) -> Module {
        self.stub.functions.push(Signature::unknown_positional(name));
        self.functions.push(host_function(name.to_string(), function));
        self
    }

    /// A function; its arguments become a tuple of Rust values. What it returns as an error is raised in the script.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Error, Limits, Module};
    ///
    /// let module = Module::new("host").function("half", |_cx, (number,): (i64,)| match number % 2 {
    ///     0 => Ok(number / 2),
    ///     _ => Err(Error::raise("ValueError", format!("{number} is odd"))),
    /// });
    /// let engine = Engine::builder().module(module).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// let error = hognose::block_on(vm.run(&engine.compile("half.py", "import host\nhost.half(host.half(6))")?));
    /// assert_eq!(error.unwrap_err().to_string(), "ValueError: 3 is odd");
    /// # Ok(())
    /// # }
    /// ```
    pub fn function<A: for<'v> FromArgs<'v> + 'static, R: IntoValue>(
        mut self,
        name: &str,
        function: impl for<'v> Fn(&mut Context<'v>, A) -> Result<R> + Send + Sync + 'static,
    ) -> Module {
        let called = name.to_string();
        self.stub.functions.push(Signature::positional(name, A::python_types(), R::python_type()));
        self.functions.push(host_function(name.to_string(), move |cx, args| {
            let args = A::from_args(cx, &called, args)?;
            function(cx, args)?.into_value(cx)
        }));
        self
    }

    /// An async function: a script awaits it, and other tasks go on meanwhile. The future owns what it needs; it reaches the
    /// machine by its [`Caller`]. When the task that awaits it is cancelled the future is dropped.
    ///
    /// ```
    /// use hognose::{Engine, Limits, Module};
    ///
    /// # fn main() -> hognose::Result<()> {
    /// let net = Module::new("net").async_function("fetch", |_caller, (url,): (String,)| async move {
    ///     Ok(format!("the page of {url}"))
    /// });
    /// let engine = Engine::builder().module(net).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// let script = "import net\nasync def title(url): return (await net.fetch(url)).title()";
    /// hognose::block_on(vm.run(&engine.compile("page.py", script)?))?;
    /// assert_eq!(hognose::block_on(vm.call::<String>("title", ("x.org",)))?, "The Page Of X.Org");
    /// # Ok(())
    /// # }
    /// ```
    pub fn async_function<A, R, F>(
        mut self,
        name: &str,
        function: impl Fn(Caller, A) -> F + Send + Sync + 'static,
    ) -> Module
    where
        A: for<'v> FromArgs<'v> + 'static,
        R: IntoValue + Send + 'static,
        F: Future<Output = Result<R>> + Send + 'static,
    {
        let called: Arc<str> = name.into();
        self.functions.push(host_function(begin_name(name), move |cx, args| {
            let args = A::from_args(cx, &called, args)?;
            let future = function(cx.caller(), args);
            host_future::value(cx, &called, future)
        }));
        self.asyncs.push(name.to_string());
        let signature = Signature::positional(name, A::python_types(), R::python_type());
        self.stub.functions.push(Signature { is_async: true, ..signature });
        self
    }

    /// A function that the host answers later: a script awaits it, and the host finds the call in [`Vm::deferred`] whenever the
    /// machine waits, and answers with [`Vm::resolve`].
    ///
    /// ```
    /// use hognose::{Engine, Limits, Module, Step};
    ///
    /// # fn main() -> hognose::Result<()> {
    /// let desk = Module::new("desk").deferred("approve");
    /// let engine = Engine::builder().module(desk).build()?;
    /// let script = "import asyncio, desk\n\
    ///     async def main():\n    return await desk.approve('refund', 30)\n\
    ///     answer = asyncio.run(main())\n";
    /// let mut vm = engine.vm(Limits::default())?;
    /// vm.start(&engine.compile("refund.py", script)?)?;
    /// while vm.step()? != Step::Done {
    ///     for call in vm.deferred() {
    ///         let (what, amount): (String, i64) = vm.with(|cx| call.take(cx))?;
    ///         assert_eq!((call.function(), what.as_str()), ("approve", "refund"));
    ///         vm.resolve(call.id(), Ok(amount < 50))?;
    ///     }
    /// }
    /// assert!(vm.with(|cx| cx.global("answer").and_then(|answer| cx.take::<bool>(answer)))?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [`Vm::deferred`]: crate::Vm::deferred
    /// [`Vm::resolve`]: crate::Vm::resolve
    pub fn deferred(mut self, name: &str) -> Module {
        let called = name.to_string();
        let call = guarded(name.to_string(), move |cx, given, named| cx.defer(&called, given, named));
        self.functions.push(HostFunction { name: Cow::Owned(begin_name(name)), documentation: None, call });
        self.asyncs.push(name.to_string());
        self.stub.functions.push(Signature { is_async: true, ..Signature::unknown(name) });
        self
    }

    /// A function with named parameters, as `#[hognose::function]` makes it.
    ///
    /// ```
    /// use hognose::{Engine, Limits, Module};
    ///
    /// mod shop {
    ///     /// What an order costs.
    ///     #[hognose::function]
    ///     pub fn price(article: String, #[default = 1] count: i64) -> i64 {
    ///         article.len() as i64 * count
    ///     }
    /// }
    ///
    /// # fn main() -> hognose::Result<()> {
    /// let engine = Engine::builder().module(Module::new("shop").define(shop::price::definition())).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// let script = "import shop\ntotal = shop.price('apple') + shop.price(count=2, article='fig')";
    /// hognose::block_on(vm.run(&engine.compile("order.py", script)?))?;
    /// assert_eq!(vm.with(|cx| cx.global("total").and_then(|total| cx.take::<i64>(total)))?, 11);
    /// # Ok(())
    /// # }
    /// ```
    pub fn define(mut self, function: Function) -> Module {
        let name = if function.is_async { begin_name(function.name) } else { function.name.to_string() };
        if function.is_async {
            self.asyncs.push(function.name.to_string());
        }
        self.stub.functions.push(function.signature());
        self.functions.push(defined(name, function));
        self
    }

    /// A class of the host's own, as `#[hognose::class]` makes it: see [`Obj`](crate::Obj) for an example.
    pub fn class<T: Class>(mut self) -> Module {
        let functions = &mut self.functions;
        let class = ClassDefinition::of::<T>(|function| {
            functions.push(defined(function.native_name(), function));
            functions.len() as u32 - 1
        });
        self.stub.classes.push(class.stub.clone());
        self.classes.push(class);
        self
    }

    /// A name with a value, made anew in every machine.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits, Module};
    ///
    /// let module = Module::new("shop").constant("SIZES", vec!["S", "M"]).constant("VAT", 0.2);
    /// let engine = Engine::builder().module(module).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// let script = "import shop\nassert shop.SIZES == ['S', 'M'] and shop.VAT == 0.2";
    /// hognose::block_on(vm.run(&engine.compile("shop.py", script)?))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn constant<V: IntoValue + Clone + Send + Sync + 'static>(mut self, name: &str, value: V) -> Module {
        self.stub.constants.push((name.to_string(), V::python_type()));
        self.constants.push((name.to_string(), constant(value)));
        self
    }

    /// Python source that runs in the module when it is imported for the first time, after all else is there.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Limits, Module};
    ///
    /// let module = Module::new("shop").constant("VAT", 0.2).source("def gross(net): return net * (1 + VAT)");
    /// let engine = Engine::builder().module(module).build()?;
    /// let mut vm = engine.vm(Limits::default())?;
    /// hognose::block_on(vm.run(&engine.compile("shop.py", "from shop import gross\nassert gross(10) == 12.0")?))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn source(mut self, source: impl Into<String>) -> Module {
        let source = source.into();
        self.stub.source = Some(source.clone());
        self.source = Some(source);
        self
    }

    pub(crate) fn into_runtime(self) -> HostModule {
        let Module { name, functions, asyncs, constants, source, classes, stub: _ } = self;
        let module = name.clone();
        let init = move |vm: &mut runtime::Vm, namespace: runtime::Value, first: u32| -> Result<(), Raised> {
            Context::enter(vm, |cx| {
                let filled = make_classes(cx, namespace, &module, &classes, first)
                    .and_then(|()| fill(cx, namespace, &module, &asyncs, &constants));
                filled.map_err(|error| cx.raise(&error))
            })
        };
        HostModule { name: Cow::Owned(name), functions, init: Some(Arc::new(init)), source: source.map(Cow::Owned) }
    }
}

pub(crate) fn constant(value: impl IntoValue + Clone + Send + Sync + 'static) -> Constant {
    Box::new(move |cx| Ok(value.clone().into_value(cx)?.0))
}

fn make_classes(
    cx: &mut Context<'_>,
    namespace: runtime::Value,
    module: &str,
    classes: &[ClassDefinition],
    first: u32,
) -> Result<()> {
    for class in classes {
        let made = class.make(cx, module, first)?;
        cx.vm.namespace_set_text(namespace, class.name, made.0);
    }
    Ok(())
}

/// A function that knows its parameters, as the runtime has it.
fn defined(name: String, function: Function) -> HostFunction {
    HostFunction { name: Cow::Owned(name), documentation: function.documentation, call: function.into_native() }
}

fn fill(
    cx: &mut Context<'_>,
    namespace: runtime::Value,
    module: &str,
    asyncs: &[String],
    constants: &[(String, Constant)],
) -> Result<()> {
    for name in asyncs {
        let begin = cx.vm.heap.interned(&begin_name(name));
        let begin = cx.vm.namespace_get(namespace, begin).unwrap_or(runtime::Value::NONE);
        let make = cx.own_function("async_function")?;
        let (shown, module) = (name.as_str().into_value(cx)?, module.into_value(cx)?);
        let function = cx.call_raw(make.0, &[begin, shown.0, shown.0, module.0])?;
        cx.vm.namespace_set_text(namespace, name, function.0);
    }
    for (name, make) in constants {
        let value = make(cx)?;
        cx.vm.namespace_set_text(namespace, name, value);
    }
    Ok(())
}

fn host_function(
    name: String,
    function: impl for<'v> Fn(&mut Context<'v>, &[Value<'v>]) -> Result<Value<'v>> + Send + Sync + 'static,
) -> HostFunction {
    let shown = name.strip_prefix(BEGIN).unwrap_or(&name).to_string();
    let called = shown.clone();
    let call = guarded(shown, move |cx, given, named| match named {
        [] => function(cx, given),
        _ => Err(Error::misfit("TypeError", format!("{called}() takes no keyword arguments"))),
    });
    HostFunction { name: Cow::Owned(name), documentation: None, call }
}
