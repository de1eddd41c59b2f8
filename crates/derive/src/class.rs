//! `#[hognose::class]`

use crate::signature::{Locals, Receiver, Signature, bare, conditions, documentation, local, result_of, script_name};
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Attribute, Error, Ident, ImplItem, ImplItemFn, ItemImpl, LitStr, Meta, Result, ReturnType, Type};

/// What stands in the attribute's parentheses.
#[derive(Default)]
struct Options {
    name: Option<String>,
    trace: bool,
}

/// What a function is to its class.
enum Role {
    Constructor,
    Static,
    Method,
    Getter,
    Setter(String),
}

/// Special methods whose operand may be of a type that they do not know.
const BINARY: &[&str] = &[
    "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift", "rshift", "and", "or",
    "xor",
];
const COMPARISONS: &[&str] = &["eq", "ne", "lt", "le", "gt", "ge"];

pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let options = options(attribute)?;
    let mut block: ItemImpl = syn::parse2(item)?;
    if let Some((path, _)) = &block.trait_ {
        return Err(Error::new_spanned(path, "`#[hognose::class]` stands above an `impl` block of the type itself"));
    }
    if let Some(generic) = block.generics.params.first() {
        return Err(Error::new_spanned(generic, "a type that scripts see has no generic parameters"));
    }
    let own = block.self_ty.clone();
    let name = match (&options.name, bare(&own)) {
        (Some(name), _) => name.clone(),
        (None, Type::Path(path)) => path.path.segments.last().map_or(String::new(), |last| script_name(&last.ident)),
        (None, other) => return Err(Error::new_spanned(other, "a class is a type with a name")),
    };
    let mut members = Vec::new();
    for item in &mut block.items {
        match item {
            ImplItem::Fn(function) => members.push(member(function)?),
            ImplItem::Const(constant) => {
                let (ident, text) = (&constant.ident, script_name(&constant.ident));
                let conditions = conditions(&constant.attrs);
                members.push(quote!(#(#conditions)* class.constant(#text, Self::#ident);));
            }
            _ => {}
        }
    }
    let documented = match documentation(&block.attrs) {
        Some(text) => quote!(::core::option::Option::Some(#text)),
        None => quote!(::core::option::Option::None),
    };
    let trace = options.trace.then(|| {
        quote! {
            fn trace_values(&self, tracer: &mut ::hognose::Tracer<'_>) {
                ::hognose::Trace::trace(self, tracer);
            }
        }
    });
    Ok(quote! {
        #block

        impl ::hognose::Class for #own {
            const NAME: &'static str = #name;
            const DOCUMENTATION: ::core::option::Option<&'static str> = #documented;

            #[allow(unused_variables, clippy::redundant_closure_call)]
            fn define(class: &mut ::hognose::ClassBuilder<Self>) {
                #(#members)*
            }

            #trace
        }

        impl ::hognose::IntoValue for #own {
            fn into_value<'v>(self, cx: &mut ::hognose::Context<'v>) -> ::hognose::Result<::hognose::Value<'v>> {
                ::hognose::IntoValue::into_value(::std::sync::Arc::new(self), cx)
            }

            fn python_type() -> ::hognose::PythonType {
                ::hognose::PythonType::class::<Self>()
            }
        }
    })
}

fn options(attribute: TokenStream) -> Result<Options> {
    let mut options = Options::default();
    let parser = syn::meta::parser(|meta| {
        if meta.path.is_ident("name") {
            options.name = Some(meta.value()?.parse::<LitStr>()?.value());
            Ok(())
        } else if meta.path.is_ident("trace") {
            options.trace = true;
            Ok(())
        } else {
            Err(meta.error("expected `name = \"Name\"` or `trace`"))
        }
    });
    syn::parse::Parser::parse2(parser, attribute)?;
    Ok(options)
}

/// The statement that gives the class a member.
fn member(function: &mut ImplItemFn) -> Result<TokenStream> {
    let signature = Signature::of_member(&mut function.sig)?;
    let role = role(function, &signature)?;
    let name = &function.sig.ident;
    let text = script_name(name);
    if text == "__new__" || text == "__init__" || text == "__del__" {
        let message = "the constructor is `fn new(...) -> Self`; what is to happen at the end belongs into `Drop`";
        return Err(Error::new_spanned(name, message));
    }
    let body = Body::of(function, &signature);
    let (described, documented) = (body.described(), documentation(&function.attrs));
    let documented = documented.map(|text| quote!(.documented(#text)));
    let receiver = (signature.receiver != Receiver::Nothing).then(|| quote!(.with_receiver()));
    let steps = body.steps();
    let parameters = quote!(const { &[#(#described),*] });
    let (closure, conditions) = (signature.closure(&steps), conditions(&function.attrs));
    let made = match signature.is_async {
        true => quote!(::hognose::Function::new_async(#text, #parameters, #closure)),
        false => quote!(::hognose::Function::new(#text, #parameters, #closure)),
    };
    let function = quote!(#made #receiver #documented);
    let given = match role {
        Role::Constructor => quote!(class.constructor(#parameters, #closure);),
        Role::Static => quote!(class.static_method(#function);),
        Role::Method => quote!(class.method(#function);),
        Role::Getter => quote!(class.getter(#function);),
        Role::Setter(property) => quote!(class.setter(#property, #function);),
    };
    let annotated = (!body.drops_arguments()).then(|| {
        let annotations = signature.annotations();
        quote!(class.annotate(#annotations);)
    });
    Ok(quote!(#(#conditions)* { #given #annotated }))
}

/// Finds out what a function is, and takes our attributes off.
fn role(function: &mut ImplItemFn, signature: &Signature) -> Result<Role> {
    let name = script_name(&function.sig.ident);
    let mut role = match (signature.receiver, name.as_str()) {
        (Receiver::Nothing, "new") if signature.is_async => {
            let message =
                "a constructor does not wait: name the function otherwise, and scripts await `Class.name(...)`";
            return Err(Error::new_spanned(function.sig.asyncness, message));
        }
        (Receiver::Nothing, "new") => Role::Constructor,
        (Receiver::Nothing, _) => Role::Static,
        (Receiver::Shared | Receiver::Exclusive | Receiver::Object, _) => Role::Method,
    };
    let mut kept: Vec<Attribute> = Vec::new();
    for attribute in std::mem::take(&mut function.attrs) {
        let found = if attribute.path().is_ident("getter") {
            attribute.meta.require_path_only()?;
            check_property(function, signature, 0, "a getter takes `&self` and no arguments")?;
            Role::Getter
        } else if attribute.path().is_ident("setter") {
            check_property(function, signature, 1, "a setter takes `&mut self` or `&self`, and the value")?;
            let named = || name.strip_prefix("set_").map(str::to_string);
            let property = match &attribute.meta {
                Meta::List(list) => Some(script_name(&list.parse_args_with(Ident::parse_any)?)),
                Meta::Path(_) => named(),
                Meta::NameValue(_) => None,
            };
            let message = "name it `set_` and the property's name, or write `#[setter(name)]`";
            Role::Setter(property.ok_or_else(|| Error::new_spanned(&attribute, message))?)
        } else {
            kept.push(attribute);
            continue;
        };
        role = found;
    }
    function.attrs = kept;
    Ok(role)
}

fn check_property(function: &ImplItemFn, signature: &Signature, parameters: usize, message: &str) -> Result<()> {
    let fits =
        signature.receiver != Receiver::Nothing && signature.parameters.len() == parameters && !signature.is_async;
    if fits { Ok(()) } else { Err(Error::new_spanned(&function.sig, message)) }
}

/// What a script's call of a member does.
struct Body<'a> {
    function: &'a ImplItemFn,
    signature: &'a Signature,
    name: String,
}

impl<'a> Body<'a> {
    fn of(function: &'a ImplItemFn, signature: &'a Signature) -> Body<'a> {
        Body { function, signature, name: script_name(&function.sig.ident) }
    }

    /// `__exit__` without parameters is called with three arguments all the same.
    fn drops_arguments(&self) -> bool {
        matches!(self.name.as_str(), "__exit__" | "__aexit__") && self.signature.parameters.is_empty()
    }

    fn described(&self) -> Vec<TokenStream> {
        match self.drops_arguments() {
            true => vec![quote! {
                ::hognose::Parameter { name: "exception", kind: ::hognose::ParameterKind::Rest }
            }],
            false => self.signature.described(),
        }
    }

    fn is_operator(&self) -> bool {
        let Some(stem) = self.name.strip_prefix("__").and_then(|name| name.strip_suffix("__")) else { return false };
        let reflected = stem.strip_prefix('r').is_some_and(|stem| BINARY.contains(&stem));
        let in_place = stem.strip_prefix('i').is_some_and(|stem| BINARY.contains(&stem));
        let known = BINARY.contains(&stem) || COMPARISONS.contains(&stem) || reflected || in_place;
        known && !self.signature.is_async && self.signature.parameters.len() == 1
    }

    /// The statements of the closure.
    fn steps(&self) -> TokenStream {
        let mut taken = self.signature.taken();
        let Locals { cx, arguments, this, .. } = Locals::new();
        let (itself, result) = (local("itself"), local("result"));
        let own = quote!(Self);
        let ident = &self.function.sig.ident;
        let (machine, names) = (self.signature.machine(), self.signature.names());
        if self.is_operator() {
            let ty = &self.signature.parameters[0].argument;
            taken = vec![quote! {
                let ::core::option::Option::Some(#(#names)*) = #arguments.operand::<#ty>(#cx, 0)? else {
                    return ::core::result::Result::Ok(::hognose::macros::Operand::NotImplemented);
                };
            }];
        }
        let receiver = match self.signature.receiver {
            Receiver::Nothing | Receiver::Exclusive => quote!(),
            Receiver::Shared => quote!(let #this = #arguments.share::<#own>(#cx)?;),
            Receiver::Object => quote! {
                let #this = #arguments.receiver()?;
                let #this: ::hognose::Obj<#own> = #cx.take(#this)?;
            },
        };
        let object = match self.signature.receiver {
            Receiver::Nothing => quote!(),
            Receiver::Shared => quote!(&#this,),
            Receiver::Exclusive | Receiver::Object => quote!(#this,),
        };
        let call = quote!(#own::#ident(#object #machine #(#names),*));
        let enters = self.returns_itself();
        let taken_itself = enters.is_some().then(|| {
            quote! {
                let #itself = #arguments.receiver()?;
                let #itself: ::hognose::Obj<#own> = #cx.take(#itself)?;
            }
        });
        let done = match (self.signature.is_async, self.signature.receiver) {
            (true, _) => {
                let awaited = self.result(quote!(#call.await), enters, &itself);
                quote!(::core::result::Result::Ok(async move { #awaited }))
            }
            (false, Receiver::Exclusive) => {
                let changed = self.result(quote!(#result), enters, &itself);
                quote! {
                    #arguments.change::<#own, _>(#cx, |#this, #cx| #call).map(|#result| #changed)
                }
            }
            (false, _) if self.is_constructor() => self.constructed(call),
            (false, _) => {
                let given = self.result(call, enters, &itself);
                quote!(::core::result::Result::Ok(#given))
            }
        };
        quote! {
            #receiver
            #taken_itself
            #(#taken)*
            #done
        }
    }

    fn is_constructor(&self) -> bool {
        self.signature.receiver == Receiver::Nothing && self.name == "new"
    }

    fn constructed(&self, call: TokenStream) -> TokenStream {
        match output_of(&self.function.sig.output) {
            Some(_) => quote!(#call.map_err(::hognose::Error::from_source)),
            None => quote!(::core::result::Result::Ok(#call)),
        }
    }

    /// `__enter__` that returns nothing gives the object: whether its nothing comes in a `Result`.
    fn returns_itself(&self) -> Option<bool> {
        if !matches!(self.name.as_str(), "__enter__" | "__aenter__") {
            return None;
        }
        match &self.function.sig.output {
            ReturnType::Default => Some(false),
            ReturnType::Type(_, ty) if is_unit(ty) => Some(false),
            output => output_of(output).is_some_and(is_unit).then_some(true),
        }
    }

    /// The result as the script gets it.
    fn result(&self, call: TokenStream, enters: Option<bool>, itself: &Ident) -> TokenStream {
        match (self.name.as_str(), enters) {
            (_, Some(false)) => quote!({ let () = #call; #itself }),
            (_, Some(true)) => quote!(#call.map(|()| #itself)),
            ("__next__", _) => quote!(::hognose::macros::Next(#call)),
            ("__anext__", _) => quote!(::hognose::macros::AsyncNext(#call)),
            ("__iter__", _) => quote!(::hognose::macros::Iter(#call)),
            _ if self.is_operator() => quote!(::hognose::macros::Operand::Value(#call)),
            _ => call,
        }
    }
}

fn is_unit(ty: &Type) -> bool {
    matches!(bare(ty), Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// What a function gives in a `Result`.
fn output_of(output: &ReturnType) -> Option<&Type> {
    let ReturnType::Type(_, ty) = output else { return None };
    result_of(ty)
}
