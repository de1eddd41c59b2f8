//! Host functions with named parameters: what `#[hognose::function]` makes, and how their arguments are bound.

use crate::class::Class;
use crate::context::{Context, Value};
use crate::convert::{FromValue, IntoValue};
use crate::error::{Error, Result};
use crate::host_future;
use crate::remote::Caller;
use hognose_runtime as runtime;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A parameter of a [`Function`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parameter {
    /// Its name, by which scripts can give it.
    pub name: &'static str,
    /// What kind it is.
    pub kind: ParameterKind,
}

/// How a parameter gets its argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParameterKind {
    /// By position or by name; it must be given.
    Required,
    /// By position or by name; something stands for it when it is missing.
    Optional,
    /// By name only; it must be given.
    RequiredKeyword,
    /// By name only; something stands for it when it is missing.
    OptionalKeyword,
    /// All further arguments by position.
    Rest,
}

type Body = Arc<dyn for<'v> Fn(&mut Context<'v>, &mut Arguments<'v>) -> Result<Value<'v>> + Send + Sync>;

/// A function of a host's own that knows its parameters' names. The attribute `#[hognose::function]` makes one from a `fn`
/// or an `async fn`; [`Module::define`](crate::Module::define) takes it.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// // What the attribute writes, by hand: `def repeat(text, times=2)`.
/// use hognose::{Engine, Function, Limits, Module, Parameter, ParameterKind};
///
/// static PARAMETERS: [Parameter; 2] = [
///     Parameter { name: "text", kind: ParameterKind::Required },
///     Parameter { name: "times", kind: ParameterKind::Optional },
/// ];
/// let repeat = Function::new("repeat", &PARAMETERS, |cx, mut arguments| {
///     let text: String = arguments.required(cx, 0)?;
///     let times: Option<usize> = arguments.optional(cx, 1)?;
///     Ok(text.repeat(times.unwrap_or(2)))
/// });
/// let engine = Engine::builder().module(Module::new("text").define(repeat)).build()?;
/// let mut vm = engine.vm(Limits::default())?;
/// let script = "import text\nassert text.repeat('ab') == 'abab' and text.repeat(times=1, text='c') == 'c'";
/// hognose::block_on(vm.run(&engine.compile("text.py", script)?))?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Function {
    pub(crate) name: &'static str,
    /// The class that it is a member of.
    class: Option<&'static str>,
    /// Its first argument is an object.
    takes_receiver: bool,
    pub(crate) documentation: Option<&'static str>,
    pub(crate) parameters: &'static [Parameter],
    /// Between how many positional arguments are enough, and nothing has to be looked at.
    enough: Option<(usize, usize)>,
    pub(crate) is_async: bool,
    pub(crate) body: Body,
}

/// A function's name in the texts of errors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShownName {
    class: Option<&'static str>,
    name: &'static str,
}

impl fmt::Display for ShownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.class {
            Some(class) => write!(f, "{class}.{}", self.name),
            None => f.write_str(self.name),
        }
    }
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Function").field("name", &self.name).field("is_async", &self.is_async).finish_non_exhaustive()
    }
}

impl Function {
    /// A function that runs here and now.
    pub fn new<R: IntoValue>(
        name: &'static str,
        parameters: &'static [Parameter],
        body: impl for<'v> Fn(&mut Context<'v>, &mut Arguments<'v>) -> Result<R> + Send + Sync + 'static,
    ) -> Function {
        Function::raw(name, parameters, move |cx, arguments| body(cx, arguments)?.into_value(cx))
    }

    /// The same for a function that has the script's value already.
    pub fn raw(
        name: &'static str,
        parameters: &'static [Parameter],
        body: impl for<'v> Fn(&mut Context<'v>, &mut Arguments<'v>) -> Result<Value<'v>> + Send + Sync + 'static,
    ) -> Function {
        let body: Body = Arc::new(body);
        let enough = enough(parameters);
        Function {
            name,
            class: None,
            takes_receiver: false,
            documentation: None,
            parameters,
            enough,
            is_async: false,
            body,
        }
    }

    /// A function that scripts await. `body` takes the arguments and makes the future, which owns what it needs.
    pub fn new_async<R, F>(
        name: &'static str,
        parameters: &'static [Parameter],
        body: impl for<'v> Fn(&mut Context<'v>, Caller, &mut Arguments<'v>) -> Result<F> + Send + Sync + 'static,
    ) -> Function
    where
        R: IntoValue + Send + 'static,
        F: Future<Output = R> + Send + 'static,
    {
        let called: Arc<str> = name.into();
        let begin = Function::raw(name, parameters, move |cx, arguments| {
            let caller = cx.caller();
            let future = body(cx, caller, arguments)?;
            host_future::value(cx, &called, async move { Ok(future.await) })
        });
        Function { is_async: true, ..begin }
    }

    /// The same as a method: its first argument is an object, which [`Arguments::share`] and [`Arguments::change`] give.
    pub fn with_receiver(self) -> Function {
        Function { takes_receiver: true, ..self }
    }

    /// The same as a member of a class.
    pub(crate) fn within(self, class: &'static str) -> Function {
        Function { class: Some(class), ..self }
    }

    /// The name of the native: that of a class's member is not in its module's namespace.
    pub(crate) fn native_name(&self) -> String {
        ShownName { class: self.class, name: self.name }.to_string()
    }

    /// The same with a docstring.
    pub fn documented(self, documentation: &'static str) -> Function {
        Function { documentation: Some(documentation), ..self }
    }

    pub(crate) fn call<'v>(
        &self,
        cx: &mut Context<'v>,
        positional: &[Value<'v>],
        named: &[(Cow<'_, str>, Value<'v>)],
    ) -> Result<Value<'v>> {
        let name = ShownName { class: self.class, name: self.name };
        let (receiver, positional) = match (self.takes_receiver, positional) {
            (false, _) => (None, positional),
            (true, [receiver, rest @ ..]) => (Some(*receiver), rest),
            (true, []) => {
                return Err(Error::misfit("TypeError", format!("unbound method {name}() needs an argument")));
            }
        };
        if let Some((least, most)) = self.enough
            && named.is_empty()
            && (least..=most).contains(&positional.len())
        {
            let mut arguments = Arguments::missing(name, self.parameters);
            arguments.receiver = receiver;
            arguments.first.iter_mut().zip(positional).for_each(|(slot, value)| *slot = value.0);
            return (self.body)(cx, &mut arguments);
        }
        let mut arguments = Arguments::bind(name, self.parameters, positional, named)?;
        arguments.receiver = receiver;
        (self.body)(cx, &mut arguments)
    }
}

/// The arguments of a call, each at its parameter's place.
#[derive(Debug)]
pub struct Arguments<'v> {
    function: ShownName,
    receiver: Option<Value<'v>>,
    parameters: &'static [Parameter],
    /// The first ones, and the others: one for each parameter, unbound where nothing was given.
    first: [runtime::Value; FEW],
    others: Vec<runtime::Value>,
    /// All further arguments by position.
    rest: Vec<Value<'v>>,
}

/// So many arguments need no allocation.
const FEW: usize = 6;

impl<'v> Arguments<'v> {
    /// Gives each parameter its argument, as CPython does and with its complaints.
    fn bind(
        name: ShownName,
        parameters: &'static [Parameter],
        positional: &[Value<'v>],
        named: &[(Cow<'_, str>, Value<'v>)],
    ) -> Result<Arguments<'v>> {
        let by_position =
            |parameter: &&Parameter| matches!(parameter.kind, ParameterKind::Required | ParameterKind::Optional);
        let places = parameters.iter().filter(by_position).count();
        let takes_rest = parameters.iter().any(|parameter| parameter.kind == ParameterKind::Rest);
        if positional.len() > places && !takes_rest {
            let plural = if places == 1 { "" } else { "s" };
            let were = if positional.len() == 1 { "was" } else { "were" };
            let message =
                format!("{name}() takes {places} positional argument{plural} but {} {were} given", positional.len());
            return Err(Error::misfit("TypeError", message));
        }
        let mut arguments = Arguments::missing(name, parameters);
        let (at_places, rest) = positional.split_at(positional.len().min(places));
        for (index, value) in at_places.iter().enumerate() {
            arguments.put(index, *value);
        }
        for (keyword, value) in named {
            let known = |parameter: &Parameter| parameter.name == &**keyword && parameter.kind != ParameterKind::Rest;
            let Some(index) = parameters.iter().position(known) else {
                let message = format!("{name}() got an unexpected keyword argument '{keyword}'");
                return Err(Error::misfit("TypeError", message));
            };
            if !arguments.put(index, *value).is_unbound() {
                let message = format!("{name}() got multiple values for argument '{keyword}'");
                return Err(Error::misfit("TypeError", message));
            }
        }
        arguments.complain("positional", ParameterKind::Required)?;
        arguments.complain("keyword-only", ParameterKind::RequiredKeyword)?;
        arguments.rest = rest.to_vec();
        Ok(arguments)
    }

    /// The object whose method was called.
    ///
    /// # Errors
    /// When the function is no method.
    pub fn take_receiver(&mut self) -> Result<Value<'v>> {
        self.receiver.ok_or_else(|| Error::host("the function has no receiver: it is no method"))
    }

    /// What the object holds whose method was called, shared with it.
    ///
    /// # Errors
    /// When it is no object of that class, not initialised, or being changed.
    pub fn share<T: Class>(&mut self, cx: &mut Context<'v>) -> Result<Arc<T>> {
        let receiver = self.take_receiver()?;
        cx.share_value(receiver)
    }

    /// Changes what the object holds whose method was called.
    ///
    /// # Errors
    /// As [`share`](Arguments::share), and when somebody shares it.
    pub fn change<T: Class, R>(
        &mut self,
        cx: &mut Context<'v>,
        change: impl FnOnce(&mut T, &mut Context<'v>) -> R,
    ) -> Result<R> {
        let receiver = self.take_receiver()?;
        cx.change_value(receiver, change)
    }

    /// The argument of a binary operator; None when it does not fit, so that the other operand is asked.
    ///
    /// # Errors
    /// When what goes wrong is something else than its type.
    pub fn operand<T: FromValue<'v>>(&mut self, cx: &mut Context<'v>, index: usize) -> Result<Option<T>> {
        match self.required(cx, index) {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is_misfit("TypeError") => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Those of a call that has none.
    #[inline(always)]
    fn missing(function: ShownName, parameters: &'static [Parameter]) -> Arguments<'v> {
        let others = vec![runtime::Value::UNBOUND; parameters.len().saturating_sub(FEW)];
        let first = [runtime::Value::UNBOUND; FEW];
        Arguments { function, receiver: None, parameters, first, others, rest: Vec::new() }
    }

    /// Gives a parameter its argument; the answer is what it had.
    fn put(&mut self, index: usize, value: Value<'v>) -> runtime::Value {
        let slot = match index.checked_sub(FEW) {
            None => &mut self.first[index],
            Some(index) => &mut self.others[index],
        };
        std::mem::replace(slot, value.0)
    }

    #[inline(always)]
    fn at(&self, index: usize) -> runtime::Value {
        let found = match index.checked_sub(FEW) {
            None => self.first.get(index),
            Some(index) => self.others.get(index),
        };
        found.copied().unwrap_or(runtime::Value::UNBOUND)
    }

    /// CPython's complaint about parameters that got nothing.
    fn complain(&self, what: &str, kind: ParameterKind) -> Result<()> {
        let lacking = self.parameters.iter().enumerate();
        let lacking = lacking.filter(|(index, parameter)| parameter.kind == kind && self.at(*index).is_unbound());
        let names: Vec<String> = lacking.map(|(_, parameter)| format!("'{}'", parameter.name)).collect();
        let text = match names.as_slice() {
            [] => return Ok(()),
            [one] => one.clone(),
            [first, second] => format!("{first} and {second}"),
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        let message = format!("{}() missing {} required {what} argument{plural}: {text}", self.function, names.len());
        Err(Error::misfit("TypeError", message))
    }

    /// The argument of a parameter that must be given.
    ///
    /// # Errors
    /// When it does not fit.
    pub fn required<T: FromValue<'v>>(&mut self, cx: &mut Context<'v>, index: usize) -> Result<T> {
        match self.optional(cx, index)? {
            Some(value) => Ok(value),
            None => T::missing().ok_or_else(|| Error::host("a required parameter has no argument")),
        }
    }

    /// The argument of a parameter that may be missing.
    ///
    /// # Errors
    /// When it does not fit.
    pub fn optional<T: FromValue<'v>>(&mut self, cx: &mut Context<'v>, index: usize) -> Result<Option<T>> {
        let value = self.at(index);
        if value.is_unbound() {
            return Ok(None);
        }
        let value = Value::new(value);
        match T::from_value(cx, value) {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                let name = self.parameters[index].name;
                Err(error.in_argument(self.function, format_args!("'{name}'")))
            }
        }
    }

    /// All further arguments.
    ///
    /// # Errors
    /// When one does not fit.
    pub fn rest<T: FromValue<'v>>(&mut self, cx: &mut Context<'v>) -> Result<Vec<T>> {
        let rest = std::mem::take(&mut self.rest);
        let first = places(self.parameters) + 1;
        let one = |(index, value): (usize, Value<'v>)| {
            T::from_value(cx, value).map_err(|error| error.in_argument(self.function, first + index))
        };
        rest.into_iter().enumerate().map(one).collect()
    }
}

/// The least and the most positional arguments that need no closer look, when all parameters can be given so.
fn enough(parameters: &[Parameter]) -> Option<(usize, usize)> {
    let plain = |parameter: &Parameter| matches!(parameter.kind, ParameterKind::Required | ParameterKind::Optional);
    let least = parameters.iter().rposition(|parameter| parameter.kind == ParameterKind::Required);
    let simple = parameters.len() <= FEW && parameters.iter().all(plain);
    simple.then_some((least.map_or(0, |last| last + 1), parameters.len()))
}

/// How many parameters can be given by position.
fn places(parameters: &[Parameter]) -> usize {
    let by_position =
        |parameter: &&Parameter| matches!(parameter.kind, ParameterKind::Required | ParameterKind::Optional);
    parameters.iter().filter(by_position).count()
}
