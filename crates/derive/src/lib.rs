//! Attribute and derive macros of Hognose. Use them by the crate `hognose`, which their expansions name.

#![forbid(unsafe_code)]

mod class;
mod convert;
mod function;
mod interface;
mod options;
mod signature;
mod trace;

use proc_macro::TokenStream;

/// Lets a script call this function: `name::definition()` is a `hognose::Function` for `Module::define`.
///
/// A plain function may take `&mut hognose::Context<'_>` first, an `async fn` a `hognose::Caller`. All other parameters are
/// the script's, by position or name, and convert by `hognose::FromValue`; an `Option` may be left out. The result converts
/// by `hognose::IntoValue`; an `Err` is raised in the script. Doc comments become `__doc__`.
///
/// Attributes of parameters: `#[default = expression]` stands for one that is missing, `#[keyword]` may only be given by
/// name, `#[rest]` before a `Vec` takes all further arguments.
///
/// ```ignore
/// /// What an order costs.
/// #[hognose::function]
/// fn price(article: String, #[default = 1] count: i64) -> Result<i64, Missing> { .. }
///
/// let shop = Module::new("shop").define(price::definition());
/// ```
#[proc_macro_attribute]
pub fn function(attribute: TokenStream, item: TokenStream) -> TokenStream {
    function::expand(attribute.into(), item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a Rust type a class to scripts: all functions of this `impl` block are its members, and `Module::class` puts it into
/// a module.
///
/// - `fn new(...) -> Self` (or a `Result` of it) is the constructor, other functions without an object are static methods.
/// - Methods take `&self`, `&mut self`, or the script's object as `this: hognose::Obj<Self>`; then, as a
///   `#[hognose::function]` does, `&mut hognose::Context<'_>` or for an `async fn` a `hognose::Caller`; then what the script
///   gives, with the same attributes.
/// - `#[getter]` makes a property, `#[setter]` before `set_name` (or `#[setter(name)]`) one that can be written.
/// - Special methods have their Python names: `__len__`, `__getitem__`, `__call__` ... Operators (`__add__`, `__eq__` ...) give
///   NotImplemented for operands that do not convert. `__next__` and `async fn __anext__` return an `Option`, None at the end;
///   with one of them the class is its own iterator. `__iter__` may return what iterates, a `Vec` say. `__enter__` and
///   `__aenter__` that return nothing give the object, `__exit__` and `__aexit__` need not take the exception.
/// - Constants are class attributes, doc comments docstrings.
///
/// `#[hognose::class(name = "Name")]` gives it another name in scripts; `trace` lets the collector look into it, by its
/// `hognose::Trace`.
#[proc_macro_attribute]
pub fn class(attribute: TokenStream, item: TokenStream) -> TokenStream {
    class::expand(attribute.into(), item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Tells the collector which script values a type holds: asks each of its fields, but for those with `#[hognose(skip)]`.
#[proc_macro_derive(Trace, attributes(hognose))]
pub fn trace(item: TokenStream) -> TokenStream {
    trace::expand(item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a trait an interface that scripts implement: `Vm::interface::<dyn Name>("object")` checks that an object or module of
/// the script has all of its methods, and gives a `Box<dyn Name>` that calls them.
///
/// - `fn method(&self, cx: &mut hognose::Context<'_>, ...) -> hognose::Result<T>` calls a function of the script here and now.
/// - `async fn method(&self, ...) -> hognose::Result<T>` calls an `async def`, as a task of the machine, which somebody has to
///   drive; dropping the future cancels it. The trait's method returns a boxed future, so that `dyn Name` works.
/// - A method with a body may be missing in the script: the body is what happens then.
#[proc_macro_attribute]
pub fn interface(attribute: TokenStream, item: TokenStream) -> TokenStream {
    interface::expand(attribute.into(), item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a type from a script's value: a struct from a dict with its fields' names, a tuple struct from a tuple (with one
/// field: from that), an enum without fields from a str.
///
/// `#[hognose(rename = "name")]` gives a field or variant another name in the script, `#[hognose(default)]` lets a field be
/// missing, `#[hognose(with = module)]` converts a field of somebody else's type by `module::from_value(cx, value)` and
/// `module::into_value(field, cx)`.
#[proc_macro_derive(FromValue, attributes(hognose))]
pub fn from_value(item: TokenStream) -> TokenStream {
    convert::from_value(item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a script's value from a type: what `FromValue` of it takes.
#[proc_macro_derive(IntoValue, attributes(hognose))]
pub fn into_value(item: TokenStream) -> TokenStream {
    convert::into_value(item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
