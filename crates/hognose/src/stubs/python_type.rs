//! How a Rust type is annotated in Python: what the conversions know of it.

use crate::Class;
use std::any::TypeId;
use std::borrow::Cow;

/// What a Rust type is to a type checker of Python. [`FromValue`](crate::FromValue) and [`IntoValue`](crate::IntoValue) say
/// it, and [`Engine::stubs`](crate::Engine::stubs) writes it down. A type that says nothing is `Any`.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{Context, Engine, FromValue, Module, PythonType, Result, Value};
///
/// /// A colour: `'#ff8000'` in scripts.
/// struct Colour(String);
///
/// impl<'v> FromValue<'v> for Colour {
///     fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Colour> {
///         cx.take(value).map(Colour)
///     }
///
///     fn python_type() -> PythonType {
///         PythonType::named("str")
///     }
/// }
///
/// let module = Module::new("screen").function("fill", |_cx, (colour,): (Colour,)| Ok(colour.0.len()));
/// let engine = Engine::builder().module(module).build()?;
/// assert_eq!(engine.stubs().text("screen").as_deref(), Some("def fill(argument: str, /) -> int: ...\n"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct PythonType(pub(crate) Form);

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Form {
    /// As it is written.
    Named(Cow<'static, str>),
    Generic(&'static str, Vec<PythonType>),
    /// What becomes a sequence of Rust's: a list or a tuple.
    Items(Box<PythonType>),
    /// What becomes a set of Rust's: a set or a frozenset.
    Members(Box<PythonType>),
    Optional(Box<PythonType>),
    Literal(Vec<&'static str>),
    /// A class of the host's.
    Class {
        host: TypeId,
        name: &'static str,
    },
    /// A dict with known keys.
    Record(Record),
}

/// A dict with known keys. What is in it is asked for late: a struct may hold others of its own type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record {
    pub(crate) name: &'static str,
    /// With its path: no other type has it.
    pub(crate) path: &'static str,
    /// It becomes a Rust value, so that keys can be missing.
    pub(crate) is_input: bool,
    pub(crate) fields: fn() -> Vec<RecordField>,
}

impl PartialEq for Record {
    fn eq(&self, other: &Record) -> bool {
        self.path == other.path && self.is_input == other.is_input
    }
}

/// A field of a struct, as a key of a dict.
#[derive(Clone, PartialEq, Debug)]
pub struct RecordField {
    /// The key.
    pub name: &'static str,
    /// What it holds.
    pub kind: PythonType,
    /// Whether it may be missing.
    pub is_optional: bool,
}

impl PythonType {
    /// `Any`
    pub fn any() -> PythonType {
        PythonType::named("Any")
    }

    /// An annotation as Python writes it: `str`, `Callable[[int], str]`. Names of `typing` are imported where they are
    /// used.
    pub fn named(text: impl Into<Cow<'static, str>>) -> PythonType {
        PythonType(Form::Named(text.into()))
    }

    /// `name[arguments, ..]`
    pub fn generic(name: &'static str, arguments: impl Into<Vec<PythonType>>) -> PythonType {
        PythonType(Form::Generic(name, arguments.into()))
    }

    /// What may be None.
    pub fn optional(self) -> PythonType {
        PythonType(Form::Optional(Box::new(self)))
    }

    /// A list or a tuple of these.
    pub fn items(self) -> PythonType {
        PythonType(Form::Items(Box::new(self)))
    }

    /// A set of these, frozen or not.
    pub fn members(self) -> PythonType {
        PythonType(Form::Members(Box::new(self)))
    }

    /// One of these strs.
    pub fn one_of(texts: impl Into<Vec<&'static str>>) -> PythonType {
        PythonType(Form::Literal(texts.into()))
    }

    /// A class of the host's.
    pub fn class<T: Class>() -> PythonType {
        PythonType(Form::Class { host: TypeId::of::<T>(), name: T::NAME })
    }

    /// A dict with the fields of a Rust struct, whose path is given; `is_input`: scripts make it.
    pub fn record(
        name: &'static str,
        path: &'static str,
        is_input: bool,
        fields: fn() -> Vec<RecordField>,
    ) -> PythonType {
        PythonType(Form::Record(Record { name, path, is_input, fields }))
    }

    /// What an iteration over it gives.
    pub(crate) fn item(self) -> PythonType {
        match self.0 {
            Form::Items(item) | Form::Members(item) => *item,
            Form::Generic("list" | "set" | "Iterator", mut arguments) if arguments.len() == 1 => arguments.remove(0),
            Form::Generic("dict", mut arguments) if arguments.len() == 2 => arguments.remove(0),
            Form::Generic(..)
            | Form::Named(_)
            | Form::Optional(_)
            | Form::Literal(_)
            | Form::Class { .. }
            | Form::Record(_) => PythonType::any(),
        }
    }
}

/// What a stub says of a parameter.
#[derive(Clone, PartialEq, Debug)]
pub struct Annotation {
    /// What it takes.
    pub kind: PythonType,
    /// What stands for it when it is missing, as Python writes it.
    pub default: Option<&'static str>,
}

/// What a stub says of arguments that have no names.
#[derive(Clone, PartialEq, Debug)]
pub struct ArgumentTypes {
    /// One for each argument.
    pub types: Vec<PythonType>,
    /// So many of them must be given.
    pub least: usize,
    /// All further ones.
    pub rest: Option<PythonType>,
}

impl ArgumentTypes {
    /// Anything.
    pub fn any() -> ArgumentTypes {
        ArgumentTypes { types: Vec::new(), least: 0, rest: Some(PythonType::any()) }
    }
}
