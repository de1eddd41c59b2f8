//! `#[hognose::function]`

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Error, Expr, FnArg, Ident, ItemFn, Lit, Meta, Pat, Result, Type};

/// A parameter that scripts give.
struct Parameter {
    name: Ident,
    kind: Kind,
    default: Option<Expr>,
    is_keyword: bool,
    argument: Type,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Single,
    Rest,
}

/// What the function wants beside the script's arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Nothing,
    Context,
    Caller,
}

pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    if !attribute.is_empty() {
        return Err(Error::new_spanned(attribute, "`#[hognose::function]` takes no arguments"));
    }
    let mut function: ItemFn = syn::parse2(item)?;
    if let Some(generic) = function.sig.generics.params.first() {
        return Err(Error::new_spanned(
            generic,
            "a host function has no generic parameters: scripts give concrete values",
        ));
    }
    let is_async = function.sig.asyncness.is_some();
    let (first, parameters) = parameters(&mut function, is_async)?;
    let definition = definition(&function, first, &parameters, is_async);
    let (visibility, name) = (&function.vis, &function.sig.ident);
    let make = make_name(name);
    let text = format!("Lets scripts call `{name}`.");
    Ok(quote! {
        #function

        #[doc(hidden)]
        #visibility fn #make() -> ::hognose::Function {
            #definition
        }

        #[doc = #text]
        #visibility mod #name {
            /// For `hognose::Module::define`.
            pub fn definition() -> ::hognose::Function {
                super::#make()
            }
        }
    })
}

fn make_name(name: &Ident) -> Ident {
    format_ident!("__hognose_{name}")
}

/// Takes the parameters apart and their attributes off.
fn parameters(function: &mut ItemFn, is_async: bool) -> Result<(First, Vec<Parameter>)> {
    let mut first = First::Nothing;
    let mut parameters: Vec<Parameter> = Vec::new();
    for (index, input) in function.sig.inputs.iter_mut().enumerate() {
        let FnArg::Typed(input) = input else {
            return Err(Error::new_spanned(input, "a host function is no method: give the object as a parameter"));
        };
        if let Some(found) = machine(&input.ty, is_async)? {
            if index > 0 {
                return Err(Error::new_spanned(&input.ty, "this parameter must be the first"));
            }
            first = found;
            continue;
        }
        if let Type::Reference(reference) = &*input.ty {
            let message = "scripts' values are owned by the machine: take an owned type, such as `String` or `Vec<T>`";
            return Err(Error::new_spanned(reference, message));
        }
        let Pat::Ident(pattern) = &*input.pat else {
            return Err(Error::new_spanned(
                &input.pat,
                "a host function's parameter needs a name, by which scripts give it",
            ));
        };
        let mut parameter = Parameter {
            name: pattern.ident.clone(),
            kind: Kind::Single,
            default: None,
            is_keyword: parameters.iter().any(|before| before.is_keyword || before.kind == Kind::Rest),
            argument: (*input.ty).clone(),
        };
        let mut kept = Vec::new();
        for attribute in std::mem::take(&mut input.attrs) {
            if !parameter.take(&attribute)? {
                kept.push(attribute);
            }
        }
        input.attrs = kept;
        parameters.push(parameter);
    }
    Ok((first, parameters))
}

/// Whether a type is the machine's side of the call.
fn machine(ty: &Type, is_async: bool) -> Result<Option<First>> {
    let (path, is_reference) = match ty {
        Type::Reference(reference) => match &*reference.elem {
            Type::Path(path) => (path, true),
            _ => return Ok(None),
        },
        Type::Path(path) => (path, false),
        _ => return Ok(None),
    };
    let Some(last) = path.path.segments.last() else { return Ok(None) };
    match last.ident.to_string().as_str() {
        "Context" if is_async => {
            let message = "an async host function cannot hold the machine while it waits: take `caller: hognose::Caller` \
                           and reach the machine by `caller.with(...)` and `caller.call(...)`";
            Err(Error::new_spanned(ty, message))
        }
        "Context" if is_reference => Ok(Some(First::Context)),
        "Context" => Err(Error::new_spanned(ty, "take the machine as `&mut hognose::Context<'_>`")),
        "Caller" if is_reference => Err(Error::new_spanned(ty, "take the caller by value: it is cheap to clone")),
        "Caller" if is_async => Ok(Some(First::Caller)),
        "Caller" => {
            let message = "a function that is not async has the machine itself: take `cx: &mut hognose::Context<'_>`";
            Err(Error::new_spanned(ty, message))
        }
        _ => Ok(None),
    }
}

impl Parameter {
    /// Follows one of our attributes; false for one of somebody else's.
    fn take(&mut self, attribute: &Attribute) -> Result<bool> {
        if attribute.path().is_ident("rest") {
            attribute.meta.require_path_only()?;
            self.kind = Kind::Rest;
        } else if attribute.path().is_ident("keyword") {
            attribute.meta.require_path_only()?;
            self.is_keyword = true;
        } else if attribute.path().is_ident("default") {
            self.default = Some(match &attribute.meta {
                Meta::NameValue(default) => default.value.clone(),
                Meta::Path(_) => syn::parse_quote!(::core::default::Default::default()),
                Meta::List(list) => return Err(Error::new_spanned(list, "write `#[default = expression]`")),
            });
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn kind(&self) -> TokenStream {
        let is_optional = self.default.is_some() || is_option(&self.argument);
        match (self.kind, self.is_keyword, is_optional) {
            (Kind::Rest, _, _) => quote!(Rest),
            (Kind::Single, false, false) => quote!(Required),
            (Kind::Single, false, true) => quote!(Optional),
            (Kind::Single, true, false) => quote!(RequiredKeyword),
            (Kind::Single, true, true) => quote!(OptionalKeyword),
        }
    }

    /// The expression that takes it out of the arguments.
    fn value(&self, index: usize) -> TokenStream {
        match (self.kind, &self.default) {
            (Kind::Rest, _) => quote!(arguments.rest(cx)?),
            (Kind::Single, None) => quote!(arguments.required(cx, #index)?),
            (Kind::Single, Some(default)) => quote! {
                match arguments.optional(cx, #index)? {
                    ::core::option::Option::Some(value) => value,
                    ::core::option::Option::None => #default,
                }
            },
        }
    }
}

fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
}

fn definition(function: &ItemFn, first: First, parameters: &[Parameter], is_async: bool) -> TokenStream {
    let name = &function.sig.ident;
    let text = name.to_string();
    let described = parameters.iter().map(|parameter| {
        let (name, kind) = (parameter.name.to_string(), parameter.kind());
        quote!(::hognose::Parameter { name: #name, kind: ::hognose::ParameterKind::#kind })
    });
    let names: Vec<Ident> = (0..parameters.len()).map(|index| format_ident!("argument_{index}")).collect();
    let taken = parameters.iter().zip(&names).enumerate().map(|(index, (parameter, name))| {
        let (ty, value) = (&parameter.argument, parameter.value(index));
        quote!(let #name: #ty = #value;)
    });
    let machine = match first {
        First::Nothing => quote!(),
        First::Context => quote!(cx,),
        First::Caller => quote!(caller,),
    };
    let documented = documentation(&function.attrs).map(|text| quote!(.documented(#text)));
    let unused = if is_async && first != First::Caller { quote!(let _ = caller;) } else { quote!() };
    let body = quote! {
        #(#taken)*
        #unused
        ::core::result::Result::Ok(#name(#machine #(#names),*))
    };
    let constructor = if is_async {
        quote!(::hognose::Function::new_async(#text, PARAMETERS, |cx, caller, arguments| { #body }))
    } else {
        quote!(::hognose::Function::new(#text, PARAMETERS, |cx, arguments| { #body }))
    };
    quote! {
        const PARAMETERS: &[::hognose::Parameter] = &[#(#described),*];
        #[allow(unused_variables)]
        let function = #constructor;
        function #documented
    }
}

/// The doc comments, as a docstring.
fn documentation(attributes: &[Attribute]) -> Option<String> {
    let lines: Vec<String> = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(text) => match &text.value {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            },
            Meta::Path(_) | Meta::List(_) => None,
        })
        .map(|line| line.strip_prefix(' ').unwrap_or(&line).to_string())
        .collect();
    if lines.is_empty() { None } else { Some(lines.join("\n").trim().to_string()) }
}
