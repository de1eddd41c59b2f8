//! Modules of a host's own: functions in Rust, constants, and Python source.

use crate::context::{Context, Value};
use crate::convert::{FromArgs, IntoValue};
use crate::error::Result;
use crate::host_future;
use crate::remote::Caller;
use hognose_runtime as runtime;
use hognose_runtime::module::{HostFunction, HostModule};
use hognose_runtime::{Args, Raised};
use smallvec::SmallVec;
use std::any::Any;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

type Constant = Box<dyn Fn(&mut Context<'_>) -> Result<runtime::Value> + Send + Sync>;

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
}

impl std::fmt::Debug for Module {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Module").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The name under which the native stands that begins an async function.
fn begin_name(name: &str) -> String {
    format!("_begin_{name}")
}

impl Module {
    /// An empty module.
    pub fn new(name: impl Into<String>) -> Module {
        Module { name: name.into(), functions: Vec::new(), asyncs: Vec::new(), constants: Vec::new(), source: None }
    }

    /// A function that gets its positional arguments as they are.
    pub fn raw(
        mut self,
        name: &str,
        function: impl for<'v> Fn(&mut Context<'v>, &[Value<'v>]) -> Result<Value<'v>> + Send + Sync + 'static,
    ) -> Module {
        self.functions.push(host_function(name.to_string(), function));
        self
    }

    /// A function; its arguments become a tuple of Rust values. What it returns as an error is raised in the script.
    pub fn function<A: for<'v> FromArgs<'v> + 'static, R: IntoValue>(
        self,
        name: &str,
        function: impl for<'v> Fn(&mut Context<'v>, A) -> Result<R> + Send + Sync + 'static,
    ) -> Module {
        let called = name.to_string();
        self.raw(name, move |cx, args| {
            let args = A::from_args(cx, &called, args)?;
            function(cx, args)?.into_value(cx)
        })
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
        let called = name.to_string();
        self.functions.push(host_function(begin_name(name), move |cx, args| {
            let args = A::from_args(cx, &called, args)?;
            let future = function(cx.caller(), args);
            let future = Box::pin(async move { host_future::deliver(future.await) });
            let future = host_future::start(cx.vm, future);
            Ok(cx.keep(future))
        }));
        self.asyncs.push(name.to_string());
        self
    }

    /// A name with a value, made anew in every machine.
    pub fn constant(mut self, name: &str, value: impl IntoValue + Clone + Send + Sync + 'static) -> Module {
        let make: Constant = Box::new(move |cx| Ok(value.clone().into_value(cx)?.0));
        self.constants.push((name.to_string(), make));
        self
    }

    /// Python source that runs in the module when it is imported for the first time, after all else is there.
    pub fn source(mut self, source: impl Into<String>) -> Module {
        self.source = Some(source.into());
        self
    }

    pub(crate) fn into_runtime(self) -> HostModule {
        let Module { name, functions, asyncs, constants, source } = self;
        let module = name.clone();
        let init = move |vm: &mut runtime::Vm, namespace: runtime::Value| -> Result<(), Raised> {
            Context::enter(vm, |cx| {
                let filled = fill(cx, namespace, &module, &asyncs, &constants);
                filled.map_err(|error| cx.raise(&error))
            })
        };
        HostModule { name: Cow::Owned(name), functions, init: Some(Arc::new(init)), source: source.map(Cow::Owned) }
    }
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
        let function = {
            let name = name.as_str().into_value(cx)?.0;
            let module = module.into_value(cx)?.0;
            cx.call_raw(make.0, &[begin, name, module])?
        };
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
    let shown = name.strip_prefix("_begin_").unwrap_or(&name).to_string();
    let call = move |vm: &mut runtime::Vm, args: Args| {
        if args.keywords > 0 {
            return Err(vm.type_error(format!("{shown}() takes no keyword arguments")));
        }
        let mark = vm.roots.len();
        // What a panic leaves behind is the host's affair; the machine's own state is whole between two steps of it.
        let result = catch_unwind(AssertUnwindSafe(|| {
            Context::enter(vm, |cx| {
                let given: SmallVec<[Value<'_>; 6]> = args.slice(cx.vm).iter().copied().map(Value::new).collect();
                match function(cx, &given) {
                    Ok(value) => Ok(value.0),
                    Err(error) => Err(cx.raise(&error)),
                }
            })
        }));
        result.unwrap_or_else(|panic| {
            vm.roots.truncate(mark);
            Err(vm.runtime_error(format!("the host function {shown}() panicked: {}", panic_text(&*panic))))
        })
    };
    HostFunction { name: Cow::Owned(name), call: Box::new(call) }
}

/// What a panic says.
fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("it says no more")
}
