//! Classes of a host's own: which members a script finds, and how they are made in a virtual machine.

use crate::border::Border;
use crate::context::{Context, Value};
use crate::convert::IntoValue;
use crate::error::{Error, Result};
use crate::function::{Arguments, Function, Parameter, ParameterKind};
use crate::module::{Constant, constant};
use crate::stubs::{Annotation, PythonType, StubClass, StubMember};
use crate::trace::Tracer;
use hognose_runtime as runtime;
use hognose_runtime::object::other::{OtherObject, Property};
use hognose_runtime::value::Kind;
use std::any::TypeId;
use std::marker::PhantomData;

/// A Rust type that is a class to scripts; `#[hognose::class]` on an `impl` block implements it.
///
/// A script's object holds the value in an `Arc`: methods that take `&self` share it, also across the awaits of async ones;
/// methods that take `&mut self` have it alone, and raise RuntimeError in the script while somebody else has it.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// // What the attribute writes, by hand.
/// use hognose::{Class, ClassBuilder, Engine, Function, Limits, Module};
///
/// struct Token(i64);
///
/// impl Class for Token {
///     const NAME: &'static str = "Token";
///
///     fn define(class: &mut ClassBuilder<Token>) {
///         let value = Function::new("value", &[], |cx, arguments| {
///             let token = arguments.receiver()?;
///             Ok(cx.take::<std::sync::Arc<Token>>(token)?.0)
///         });
///         class.method(value.with_receiver());
///     }
/// }
///
/// let engine = Engine::builder().module(Module::new("tokens").class::<Token>()).build()?;
/// let mut vm = engine.vm(Limits::default())?;
/// hognose::block_on(vm.run(&engine.compile("read.py", "def read(token): return token.value()")?))?;
/// let token = vm.with(|cx| cx.object(Token(7)))?;
/// assert_eq!(hognose::block_on(vm.call::<i64>("read", (token,)))?, 7);
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no class that scripts know",
    note = "write `#[hognose::class]` above an `impl {Self}` block with the methods that scripts call"
)]
pub trait Class: Send + Sync + Sized + 'static {
    /// Its name in scripts.
    const NAME: &'static str;

    /// `__doc__`
    const DOCUMENTATION: Option<&'static str> = None;

    /// Says which members it has.
    fn define(class: &mut ClassBuilder<Self>);

    /// Tells the collector which script values the value holds: [`Trace`](crate::Trace).
    fn trace_values(&self, tracer: &mut Tracer<'_>) {
        let _ = tracer;
    }
}

/// Collects the members of a [`Class`].
pub struct ClassBuilder<T> {
    members: Vec<Member>,
    constants: Vec<(&'static str, Constant)>,
    /// What stubs say of the constants.
    constant_types: Vec<StubMember>,
    class: PhantomData<fn() -> T>,
}

impl<T> std::fmt::Debug for ClassBuilder<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClassBuilder").field("members", &self.members).finish_non_exhaustive()
    }
}

/// What a function is to its class.
#[derive(Debug)]
enum Role {
    Method,
    Static,
    Getter,
    /// Of the property of that name.
    Setter(&'static str),
}

#[derive(Debug)]
struct Member {
    role: Role,
    function: Function,
}

/// A class as its module keeps it.
pub(crate) struct ClassDefinition {
    pub(crate) name: &'static str,
    documentation: Option<&'static str>,
    pub(crate) host: TypeId,
    members: Vec<Part>,
    constants: Vec<(&'static str, Constant)>,
    pub(crate) stub: StubClass,
}

/// A member whose native the module has.
struct Part {
    role: Role,
    name: &'static str,
    is_async: bool,
    /// The number of the native among the module's.
    native: u32,
}

impl Part {
    /// The name that it has in the class.
    fn attribute(&self) -> &'static str {
        match self.role {
            Role::Setter(name) => name,
            Role::Method | Role::Static | Role::Getter => self.name,
        }
    }
}

impl<T: Class> ClassBuilder<T> {
    /// What `Name(...)` calls: it makes the value that the new object holds. A class without one makes no objects for scripts.
    pub fn constructor(
        &mut self,
        parameters: &'static [Parameter],
        make: impl for<'v> Fn(&mut Context<'v>, &Arguments<'_, 'v>) -> Result<T> + Send + Sync + 'static,
    ) {
        let function = Function::new("__init__", parameters, move |cx, arguments| {
            let receiver = arguments.receiver()?;
            let value = make(cx, arguments)?;
            cx.fill_object(receiver, value)
        });
        self.method(function.with_receiver());
    }

    /// A method, a special one such as `__len__` among them: a function that looks at its receiver.
    pub fn method(&mut self, function: Function) {
        self.members.push(Member { role: Role::Method, function });
    }

    /// A function that is reached by the class and knows of no object.
    pub fn static_method(&mut self, function: Function) {
        self.members.push(Member { role: Role::Static, function });
    }

    /// What reading an attribute calls.
    pub fn getter(&mut self, function: Function) {
        self.members.push(Member { role: Role::Getter, function });
    }

    /// What writing the attribute of that name calls.
    pub fn setter(&mut self, name: &'static str, function: Function) {
        self.members.push(Member { role: Role::Setter(name), function });
    }

    /// A method of that name that gives the object itself: `__iter__` of a class that has `__next__`.
    pub fn itself(&mut self, name: &'static str) {
        let itself = Function::raw(name, &[], |_cx, arguments| arguments.receiver());
        self.method(itself.with_receiver().returning(|| PythonType::named("Self")));
    }

    /// What stubs say of the parameters of the member that was given last.
    pub fn annotate(&mut self, annotations: fn() -> Vec<Annotation>) {
        if let Some(last) = self.members.last_mut() {
            last.function = last.function.clone().annotated(annotations);
        }
    }

    /// An attribute of the class, made anew in every machine.
    pub fn constant(&mut self, name: &'static str, value: impl IntoValue + Clone + Send + Sync + 'static) {
        self.constant_types.push(constant_type(name, &value));
        self.constants.push((name, constant(value)));
    }

    fn has(&self, name: &str) -> bool {
        self.members.iter().any(|member| matches!(member.role, Role::Method) && member.function.name == name)
    }
}

fn constant_type<V: IntoValue>(name: &str, _value: &V) -> StubMember {
    StubMember::Constant(name.to_string(), V::python_type())
}

/// What stubs say of a class.
fn stub_of<T: Class>(builder: &ClassBuilder<T>) -> StubClass {
    let setter = |property: &str| {
        let sets = |member: &&Member| matches!(member.role, Role::Setter(name) if name == property);
        let signature = builder.members.iter().find(sets)?.function.signature();
        signature.parameters.into_iter().next()?.kind
    };
    let member = |Member { role, function }: &Member| {
        let mut signature = function.signature();
        match role {
            Role::Method => {
                if function.name == "__init__" {
                    signature.result = Some(PythonType::named("None"));
                }
                Some(StubMember::Method(signature))
            }
            Role::Static => Some(StubMember::Static(signature)),
            Role::Getter => Some(StubMember::Property(signature, setter(function.name))),
            Role::Setter(_) => None,
        }
    };
    let members = builder.constant_types.iter().cloned().chain(builder.members.iter().filter_map(member)).collect();
    StubClass {
        name: T::NAME.to_string(),
        bases: Vec::new(),
        documentation: T::DOCUMENTATION.map(str::to_string),
        members,
    }
}

impl ClassDefinition {
    /// The class, whose functions are given to `native`, which knows their numbers.
    pub(crate) fn of<T: Class>(mut native: impl FnMut(Function) -> u32) -> ClassDefinition {
        let mut builder: ClassBuilder<T> =
            ClassBuilder { members: Vec::new(), constants: Vec::new(), constant_types: Vec::new(), class: PhantomData };
        T::define(&mut builder);
        for (next, itself) in [("__next__", "__iter__"), ("__anext__", "__aiter__")] {
            if builder.has(next) && !builder.has(itself) {
                builder.itself(itself);
            }
        }
        let mut stub = stub_of(&builder);
        if !builder.has("__init__") {
            stub.members.insert(builder.constant_types.len(), StubMember::Unmade);
            let rest = &[Parameter { name: "args", kind: ParameterKind::Rest }];
            let refuse = |_: &mut Context<'_>, _: &Arguments<'_, '_>| -> Result<()> {
                Err(Error::misfit("TypeError", format!("cannot create '{}' instances", T::NAME)))
            };
            builder.method(Function::new("__init__", rest, refuse).with_receiver());
        }
        // A setter finds its getter, wherever that stands.
        builder.members.sort_by_key(|member| matches!(member.role, Role::Setter(_)));
        let members = builder.members.into_iter().map(|Member { role, function }| {
            let (name, is_async) = (function.name, function.is_async);
            Part { role, name, is_async, native: native(function.member_of(T::NAME)) }
        });
        let (members, constants) = (members.collect(), builder.constants);
        let (name, documentation, host) = (T::NAME, T::DOCUMENTATION, TypeId::of::<T>());
        ClassDefinition { name, documentation, host, members, constants, stub }
    }

    /// The class in a machine, made at the first import of its module, whose first native has that number.
    pub(crate) fn make<'v>(&self, cx: &mut Context<'v>, module: &str, first: u32) -> Result<Value<'v>> {
        if let Some(class) = Border::of(cx.vm).classes.get(&self.host).cloned() {
            return cx.get(&class);
        }
        let namespace = cx.vm.heap.new_dict(Default::default());
        let namespace = cx.keep(namespace);
        let module_name = module.into_value(cx)?;
        cx.vm.namespace_set_text(namespace.0, "__module__", module_name.0);
        let documentation = self.documentation.into_value(cx)?;
        cx.vm.namespace_set_text(namespace.0, "__doc__", documentation.0);
        for part in &self.members {
            let native = runtime::Value::handle(Kind::Native, first + part.native);
            let member = self.member(cx, part, native, namespace, module_name)?;
            cx.vm.namespace_set_text(namespace.0, part.attribute(), member.0);
        }
        for (name, make) in &self.constants {
            let value = make(cx)?;
            cx.vm.namespace_set_text(namespace.0, name, value);
        }
        let class = cx.vm.create_host_class(self.name, namespace.0).map_err(|runtime::Raised| cx.raised())?;
        let class = cx.keep(class);
        let handle = cx.root(class);
        Border::of(cx.vm).classes.insert(self.host, handle);
        Ok(class)
    }

    /// A member as it stands in the class's namespace.
    fn member<'v>(
        &self,
        cx: &mut Context<'v>,
        part: &Part,
        native: runtime::Value,
        namespace: Value<'v>,
        module: Value<'v>,
    ) -> Result<Value<'v>> {
        let qualname = format!("{}.{}", self.name, part.name);
        let function = match part.is_async {
            true => {
                let make = cx.own_function("async_function")?;
                let (name, qualname) = (part.name.into_value(cx)?, qualname.into_value(cx)?);
                cx.call_raw(make.0, &[native, name.0, qualname.0, module.0])?
            }
            false => {
                let template = cx.own_function("method")?;
                let function = cx.vm.host_method(template.0, native, part.name, &qualname);
                let function = function.ok_or_else(|| Error::host("a function of the host's module is missing"))?;
                cx.keep(function)
            }
        };
        let none = runtime::Value::NONE;
        let (getter, setter) = match part.role {
            Role::Method => return Ok(function),
            Role::Static => {
                let member = cx.vm.heap.new_other(OtherObject::StaticMethod(function.0));
                return Ok(cx.keep(member));
            }
            Role::Getter => (function.0, none),
            Role::Setter(name) => {
                let key = cx.vm.heap.interned(name);
                let property = cx.vm.namespace_get(namespace.0, key);
                let getter = match property.and_then(|property| cx.vm.heap.other(property)) {
                    Some(OtherObject::Property(property)) => property.getter,
                    _ => none,
                };
                (getter, function.0)
            }
        };
        let doc = cx.vm.heap.function(getter).and_then(|getter| getter.extra.as_ref()).map_or(none, |extra| extra.doc);
        let name = part.attribute().into_value(cx)?.0;
        let property = Property { getter, setter, deleter: none, doc, name, doc_of_getter: true };
        let property = cx.vm.heap.new_other(OtherObject::Property(Box::new(property)));
        Ok(cx.keep(property))
    }
}
