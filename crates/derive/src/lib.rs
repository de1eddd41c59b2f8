//! Attribute and derive macros of Hognose. Use them by the crate `hognose`, which their expansions name.

#![forbid(unsafe_code)]

mod convert;
mod function;
mod options;

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

/// Makes a type from a script's value: a struct from a dict with its fields' names, a tuple struct from a tuple (with one
/// field: from that), an enum without fields from a str.
///
/// `#[hognose(rename = "name")]` gives a field or variant another name in the script, `#[hognose(default)]` lets a field be
/// missing.
#[proc_macro_derive(FromValue, attributes(hognose))]
pub fn from_value(item: TokenStream) -> TokenStream {
    convert::from_value(item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a script's value from a type: what `FromValue` of it takes.
#[proc_macro_derive(IntoValue, attributes(hognose))]
pub fn into_value(item: TokenStream) -> TokenStream {
    convert::into_value(item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
