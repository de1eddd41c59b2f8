//! Host functions with named parameters: what `#[hognose::function]` makes, and how their arguments are bound.

use crate::class::Class;
use crate::context::{Context, Value};
use crate::convert::{FromValue, IntoValue};
use crate::error::{Error, Result};
use crate::host_future;
use crate::native::{Named, guarded};
use crate::remote::Caller;
use crate::stubs::{Annotation, PythonType, Signature};
use hognose_runtime as runtime;
use hognose_runtime::module::HostCall;
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

/// Makes the native of a function, in which the function's body stands: calls of it are direct.
type Make = Arc<dyn Fn(Function) -> HostCall + Send + Sync>;

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
    make: Make,
    /// What stubs say of the parameters, and of the result.
    annotations: fn() -> Vec<Annotation>,
    result: fn() -> PythonType,
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
        body: impl for<'v> Fn(&mut Context<'v>, &Arguments<'_, 'v>) -> Result<R> + Send + Sync + 'static,
    ) -> Function {
        let function = Function::raw(name, parameters, move |cx, arguments| body(cx, arguments)?.into_value(cx));
        Function { result: R::python_type, ..function }
    }

    /// The same for a function that has the script's value already.
    pub fn raw(
        name: &'static str,
        parameters: &'static [Parameter],
        body: impl for<'v> Fn(&mut Context<'v>, &Arguments<'_, 'v>) -> Result<Value<'v>> + Send + Sync + 'static,
    ) -> Function {
        let body = Arc::new(body);
        let make = move |function: Function| {
            let body = body.clone();
            guarded(function.native_name(), move |cx, given, named| function.call(cx, given, named, &*body))
        };
        let enough = enough(parameters);
        Function {
            name,
            class: None,
            takes_receiver: false,
            documentation: None,
            parameters,
            enough,
            is_async: false,
            make: Arc::new(make),
            annotations: Vec::new,
            result: PythonType::any,
        }
    }

    /// A function that scripts await. `body` takes the arguments and makes the future, which owns what it needs.
    pub fn new_async<R, F>(
        name: &'static str,
        parameters: &'static [Parameter],
        body: impl for<'v> Fn(&mut Context<'v>, Caller, &Arguments<'_, 'v>) -> Result<F> + Send + Sync + 'static,
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
        Function { is_async: true, result: R::python_type, ..begin }
    }

    /// The same as a method: its first argument is an object, which [`Arguments::share`] and [`Arguments::change`] give.
    pub fn with_receiver(self) -> Function {
        Function { takes_receiver: true, ..self }
    }

    /// The same as a member of a class.
    pub(crate) fn member_of(self, class: &'static str) -> Function {
        Function { class: Some(class), ..self }
    }

    /// The name of the native: that of a class's member is not in its module's namespace.
    pub(crate) fn native_name(&self) -> String {
        self.shown_name().to_string()
    }

    /// The same with a docstring.
    pub fn documented(self, documentation: &'static str) -> Function {
        Function { documentation: Some(documentation), ..self }
    }

    /// The same with what stubs say of its parameters, in their order: [`Engine::stubs`](crate::Engine::stubs).
    pub fn annotated(self, annotations: fn() -> Vec<Annotation>) -> Function {
        Function { annotations, ..self }
    }

    /// The same with what stubs say of its result, where its Rust type does not.
    pub fn returning(self, result: fn() -> PythonType) -> Function {
        Function { result, ..self }
    }

    /// What stubs say of it.
    pub(crate) fn signature(&self) -> Signature {
        let signature = Signature::of_parameters(self.name, self.parameters, (self.annotations)(), (self.result)());
        Signature { documentation: self.documentation.map(str::to_string), is_async: self.is_async, ..signature }
    }

    /// The function as the runtime calls it.
    pub(crate) fn into_native(self) -> HostCall {
        let make = self.make.clone();
        make(self)
    }

    #[inline(always)]
    fn call<'v>(
        &self,
        cx: &mut Context<'v>,
        positional: &[Value<'v>],
        named: &[Named<'_, 'v>],
        body: impl Fn(&mut Context<'v>, &Arguments<'_, 'v>) -> Result<Value<'v>>,
    ) -> Result<Value<'v>> {
        let (receiver, positional) = match (self.takes_receiver, positional) {
            (false, _) => (None, positional),
            (true, [receiver, rest @ ..]) => (Some(*receiver), rest),
            (true, []) => {
                let name = self.shown_name();
                return Err(Error::misfit("TypeError", format!("unbound method {name}() needs an argument")));
            }
        };
        let is_enough = |(least, most): (usize, usize)| (least..=most).contains(&positional.len());
        let filled;
        let (bound, rest) = match named.is_empty() && self.enough.is_some_and(is_enough) {
            true => (positional, [].as_slice()),
            false => {
                let (values, rest) = self.bind(positional, named)?;
                filled = values;
                (filled.as_slice(), rest)
            }
        };
        // The one place where it is called, so that it can stand in here.
        body(cx, &Arguments { function: self, receiver, bound, rest })
    }

    /// Gives each parameter its argument, as CPython does and with its complaints; unbound where nothing was given. With them
    /// come all further arguments by position.
    fn bind<'a, 'v>(
        &self,
        positional: &'a [Value<'v>],
        named: &[Named<'_, 'v>],
    ) -> Result<(Vec<Value<'v>>, &'a [Value<'v>])> {
        let (name, parameters) = (self.shown_name(), self.parameters);
        let places = places(parameters);
        let takes_rest = parameters.iter().any(|parameter| parameter.kind == ParameterKind::Rest);
        if positional.len() > places && !takes_rest {
            let plural = if places == 1 { "" } else { "s" };
            let were = if positional.len() == 1 { "was" } else { "were" };
            let message =
                format!("{name}() takes {places} positional argument{plural} but {} {were} given", positional.len());
            return Err(Error::misfit("TypeError", message));
        }
        let (at_places, rest) = positional.split_at(positional.len().min(places));
        let mut bound = at_places.to_vec();
        bound.resize(parameters.len(), Value::new(runtime::Value::UNBOUND));
        for (keyword, value) in named {
            let known = |parameter: &Parameter| parameter.name == &**keyword && parameter.kind != ParameterKind::Rest;
            let Some(index) = parameters.iter().position(known) else {
                let message = format!("{name}() got an unexpected keyword argument '{keyword}'");
                return Err(Error::misfit("TypeError", message));
            };
            if !std::mem::replace(&mut bound[index], *value).0.is_unbound() {
                let message = format!("{name}() got multiple values for argument '{keyword}'");
                return Err(Error::misfit("TypeError", message));
            }
        }
        self.complain(&bound, "positional", ParameterKind::Required)?;
        self.complain(&bound, "keyword-only", ParameterKind::RequiredKeyword)?;
        Ok((bound, rest))
    }

    /// CPython's complaint about parameters that got nothing.
    fn complain(&self, bound: &[Value<'_>], what: &str, kind: ParameterKind) -> Result<()> {
        let lacking = self.parameters.iter().zip(bound);
        let lacking = lacking.filter(|(parameter, value)| parameter.kind == kind && value.0.is_unbound());
        let names: Vec<String> = lacking.map(|(parameter, _)| format!("'{}'", parameter.name)).collect();
        let text = match names.as_slice() {
            [] => return Ok(()),
            [one] => one.clone(),
            [first, second] => format!("{first} and {second}"),
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        let name = self.shown_name();
        let message = format!("{name}() missing {} required {what} argument{plural}: {text}", names.len());
        Err(Error::misfit("TypeError", message))
    }

    fn shown_name(&self) -> ShownName {
        ShownName { class: self.class, name: self.name }
    }
}

/// The arguments of a call, each at its parameter's place.
#[derive(Debug)]
pub struct Arguments<'a, 'v> {
    function: &'a Function,
    receiver: Option<Value<'v>>,
    /// One for each parameter, unbound where nothing was given; the last ones can be missing.
    bound: &'a [Value<'v>],
    /// All further arguments by position.
    rest: &'a [Value<'v>],
}

impl<'v> Arguments<'_, 'v> {
    /// The object whose method was called.
    ///
    /// # Errors
    /// When the function is no method.
    pub fn receiver(&self) -> Result<Value<'v>> {
        self.receiver.ok_or_else(|| Error::host("the function has no receiver: it is no method"))
    }

    /// What the object holds whose method was called, shared with it.
    ///
    /// # Errors
    /// When it is no object of that class, not initialised, or being changed.
    pub fn share<T: Class>(&self, cx: &mut Context<'v>) -> Result<Arc<T>> {
        let receiver = self.receiver()?;
        cx.share_value(receiver)
    }

    /// Changes what the object holds whose method was called.
    ///
    /// # Errors
    /// As [`share`](Arguments::share), and when somebody shares it.
    pub fn change<T: Class, R>(
        &self,
        cx: &mut Context<'v>,
        change: impl FnOnce(&mut T, &mut Context<'v>) -> R,
    ) -> Result<R> {
        let receiver = self.receiver()?;
        cx.change_value(receiver, change)
    }

    /// The argument of a binary operator; None when it does not fit, so that the other operand is asked.
    ///
    /// # Errors
    /// When what goes wrong is something else than its type.
    pub fn operand<T: FromValue<'v>>(&self, cx: &mut Context<'v>, index: usize) -> Result<Option<T>> {
        match self.required(cx, index) {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is_misfit("TypeError") => Ok(None),
            Err(error) => Err(error),
        }
    }

    #[inline(always)]
    fn at(&self, index: usize) -> Option<Value<'v>> {
        self.bound.get(index).copied().filter(|value| !value.0.is_unbound())
    }

    /// The argument of a parameter that must be given.
    ///
    /// # Errors
    /// When it does not fit.
    #[inline(always)]
    pub fn required<T: FromValue<'v>>(&self, cx: &mut Context<'v>, index: usize) -> Result<T> {
        match self.at(index) {
            Some(value) => T::from_value(cx, value).map_err(|error| self.name_parameter(error, index)),
            None => T::missing().ok_or_else(|| Error::host("a required parameter has no argument")),
        }
    }

    /// The argument of a parameter that may be missing.
    ///
    /// # Errors
    /// When it does not fit.
    #[inline(always)]
    pub fn optional<T: FromValue<'v>>(&self, cx: &mut Context<'v>, index: usize) -> Result<Option<T>> {
        match self.at(index) {
            Some(value) => T::from_value(cx, value).map(Some).map_err(|error| self.name_parameter(error, index)),
            None => Ok(None),
        }
    }

    #[cold]
    fn name_parameter(&self, error: Error, index: usize) -> Error {
        let name = self.function.parameters[index].name;
        error.in_argument(self.function.shown_name(), format_args!("'{name}'"))
    }

    /// All further arguments.
    ///
    /// # Errors
    /// When one does not fit.
    pub fn rest<T: FromValue<'v>>(&self, cx: &mut Context<'v>) -> Result<Vec<T>> {
        let first = places(self.function.parameters) + 1;
        let one = |(index, value): (usize, &Value<'v>)| {
            let taken = T::from_value(cx, *value);
            taken.map_err(|error| error.in_argument(self.function.shown_name(), first + index))
        };
        self.rest.iter().enumerate().map(one).collect()
    }
}

/// The least and the most positional arguments that need no closer look, when all parameters can be given so.
fn enough(parameters: &[Parameter]) -> Option<(usize, usize)> {
    let plain = |parameter: &Parameter| matches!(parameter.kind, ParameterKind::Required | ParameterKind::Optional);
    let least = parameters.iter().rposition(|parameter| parameter.kind == ParameterKind::Required);
    parameters.iter().all(plain).then_some((least.map_or(0, |last| last + 1), parameters.len()))
}

/// How many parameters can be given by position.
fn places(parameters: &[Parameter]) -> usize {
    let by_position =
        |parameter: &&Parameter| matches!(parameter.kind, ParameterKind::Required | ParameterKind::Optional);
    parameters.iter().filter(by_position).count()
}
