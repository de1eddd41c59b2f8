//! Interfaces that scripts implement: a trait of the host's, checked against an object of the script and called through it.

use crate::border::Border;
use crate::call::Call;
use crate::context::{Context, Value};
use crate::convert::{FromValue, FromValueOwned, IntoArgs};
use crate::error::{Error, Misfit, Result};
use crate::handle::Handle;
use crate::remote::Caller;
use crate::stubs::InterfaceStub;
use hognose_bytecode::{Code, Flavor};
use hognose_runtime as runtime;
use hognose_runtime::value::Kind;
use std::sync::Arc;

/// A trait that scripts implement; `#[hognose::interface]` on the trait implements it for `dyn Trait`.
///
/// ```
/// use hognose::{Context, Engine, Limits};
///
/// #[hognose::interface]
/// trait Plugin {
///     fn name(&self, cx: &mut Context<'_>) -> hognose::Result<String>;
///     async fn answer(&self, question: String) -> hognose::Result<i64>;
///     fn priority(&self, cx: &mut Context<'_>) -> hognose::Result<i64> {
///         let _ = cx;
///         Ok(10)
///     }
/// }
///
/// # fn main() -> hognose::Result<()> {
/// let engine = Engine::builder().build()?;
/// let script = "
/// class Oracle:
///     def name(self):
///         return 'oracle'
///     async def answer(self, question):
///         return len(question)
/// plugin = Oracle()
/// ";
/// let mut vm = engine.vm(Limits::default())?;
/// hognose::block_on(vm.run(&engine.compile("oracle.py", script)?))?;
/// let plugin: Box<dyn Plugin> = vm.interface("plugin")?;
/// assert_eq!(vm.with(|cx| plugin.name(cx))?, "oracle");
/// assert_eq!(vm.with(|cx| plugin.priority(cx))?, 10);
/// let answer = hognose::block_on(vm.run_until(plugin.answer("why?".to_string())))?;
/// assert_eq!(answer, 4);
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no interface that scripts implement",
    note = "write `#[hognose::interface]` above the trait, and ask for `dyn Trait`"
)]
pub trait Interface {
    /// Its name.
    const NAME: &'static str;

    /// What it asks of a script.
    const METHODS: &'static [InterfaceMethod];

    /// What stubs say of it.
    #[doc(hidden)]
    fn stub() -> InterfaceStub {
        InterfaceStub::default()
    }

    /// The script's object as the host sees it.
    #[doc(hidden)]
    fn implemented_by(implementation: Implementation) -> Box<Self>;
}

/// A method of an [`Interface`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InterfaceMethod {
    /// Its name in Rust and in the script.
    pub name: &'static str,
    /// The names of its parameters, `self` not among them. Arguments are given by position.
    pub parameters: &'static [&'static str],
    /// Whether the script writes it as `async def`.
    pub is_async: bool,
    /// Whether a script may leave it out.
    pub is_optional: bool,
}

/// An object of a script that implements an interface.
#[derive(Debug)]
pub struct Implementation {
    object: Handle,
    caller: Caller,
    /// Which methods it has.
    has: Vec<bool>,
}

impl Implementation {
    /// Whether the script has the method of that number.
    pub fn has(&self, method: usize) -> bool {
        self.has.get(method).copied().unwrap_or(false)
    }

    /// Calls a method here and now.
    ///
    /// # Errors
    /// What the script raises; a result that does not fit.
    pub fn call<T: for<'v> FromValue<'v>>(&self, cx: &mut Context<'_>, method: &str, args: impl IntoArgs) -> Result<T> {
        let object = cx.get(&self.object)?;
        let method = cx.attribute(object, method)?;
        cx.call(method, args)
    }

    /// Calls a method as a task.
    pub fn call_async<T: FromValueOwned>(&self, method: &str, args: impl IntoArgs + Send + 'static) -> Call<T> {
        self.caller.call((&self.object, method), args)
    }
}

impl<'v> Context<'v> {
    /// An object of the script, or a module of it, as something that implements an interface.
    ///
    /// # Errors
    /// One that lists every method that is missing, takes other arguments, or is async where the interface's is not:
    /// [`Error::misfits`] has the places.
    pub fn interface<I: Interface + ?Sized>(&mut self, object: Value<'v>) -> Result<Box<I>> {
        let (mut has, mut misfits) = (Vec::new(), Vec::new());
        for method in I::METHODS {
            match self.attribute(object, method.name) {
                Ok(function) => {
                    misfits.extend(self.misfit(method, function));
                    has.push(true);
                }
                Err(error) if error.type_name() != "AttributeError" => return Err(error),
                Err(_) if method.is_optional => has.push(false),
                Err(_) => misfits.push(Misfit { message: format!("there is no {}", declaration(method)), place: None }),
            }
        }
        if !misfits.is_empty() {
            let name = self.type_name(object).to_string();
            let what = if name == "module" { "the module".to_string() } else { format!("the {name}") };
            return Err(Error::misfits_of(&format!("{what} does not implement {}", I::NAME), misfits));
        }
        let object = self.root(object);
        Ok(I::implemented_by(Implementation { object, caller: Caller::new(Border::of(self.vm).shared.clone()), has }))
    }

    /// Why a function of the script is not what the interface asks for. What is no function of Python's is taken as it is.
    fn misfit(&mut self, method: &InterfaceMethod, function: Value<'v>) -> Option<Misfit> {
        if !self.vm.is_callable(function.0) {
            let message =
                format!("{} is of the class {}, which cannot be called", method.name, self.type_name(function));
            return Some(Misfit { message, place: None });
        }
        let bound = self.vm.heap.method(function.0).copied();
        let plain = bound.map_or(function.0, |bound| bound.function);
        let object = self.vm.heap.function(plain)?;
        if object.extra.as_ref().is_some_and(|extra| extra.native.is_kind(Kind::Native)) {
            return None;
        }
        let defaults = self.vm.heap.tuple(object.defaults).map_or(0, |defaults| defaults.len());
        let by_keyword = self.vm.heap.dict(object.keyword_defaults).map_or(0, |defaults| defaults.len());
        let code = self.vm.linked.get(object.code.0 as usize)?.code.clone();
        let message = arity_misfit(method, &code, bound.is_some(), defaults, by_keyword)
            .or_else(|| async_misfit(method, &code))?;
        Some(Misfit { message, place: Some((code.file.clone(), code.span)) })
    }
}

fn async_misfit(method: &InterfaceMethod, code: &Arc<Code>) -> Option<String> {
    let name = method.name;
    match (method.is_async, code.flavor) {
        (true, Flavor::Coroutine) | (false, Flavor::Plain) => None,
        (true, Flavor::Plain) => Some(format!("{name}() is to be awaited: write `async def`")),
        (false, Flavor::Coroutine) => Some(format!("{name}() is not to be awaited: write `def`")),
        (_, Flavor::Generator | Flavor::AsyncGenerator) => Some(format!("{name}() is a generator, and not to be one")),
    }
}

fn arity_misfit(
    method: &InterfaceMethod,
    code: &Arc<Code>,
    is_bound: bool,
    defaults: usize,
    keyword_defaults: usize,
) -> Option<String> {
    let spec = code.parameters;
    let most = usize::from(spec.positional).saturating_sub(is_bound as usize);
    let least = most.saturating_sub(defaults);
    let given = method.parameters.len();
    let fits = given >= least && (given <= most || spec.var_positional);
    let needs_keywords = usize::from(spec.keyword_only) > keyword_defaults;
    let has_receiver = !is_bound || spec.positional > 0 || spec.var_positional;
    if fits && !needs_keywords && has_receiver {
        return None;
    }
    let name = method.name;
    if !has_receiver {
        return Some(format!("{name}() takes no `self`"));
    }
    if needs_keywords {
        return Some(format!("{name}() needs arguments by name, and gets none: {}", declaration(method)));
    }
    let takes = match (least == most, spec.var_positional) {
        (_, true) => format!("at least {least} arguments"),
        (true, false) if most == 1 => "1 argument".to_string(),
        (true, false) => format!("{most} arguments"),
        (false, false) => format!("{least} to {most} arguments"),
    };
    Some(format!("{name}() takes {takes}, and gets {given}: {}", declaration(method)))
}

/// How a script declares a method, as a function of a module does.
fn declaration(method: &InterfaceMethod) -> String {
    let begin = if method.is_async { "async def" } else { "def" };
    format!("`{begin} {}({})`", method.name, method.parameters.join(", "))
}

/// The module of the program.
pub(crate) fn main_module<'v>(cx: &mut Context<'v>) -> Result<Value<'v>> {
    let main = cx.vm.heap.interned("__main__");
    let module: Option<runtime::Value> = cx.vm.namespace_get(cx.vm.modules, main);
    module.map(|module| cx.keep(module)).ok_or_else(|| Error::host("no program has begun on this virtual machine"))
}
